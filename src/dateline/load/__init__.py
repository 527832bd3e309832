"""Files -> reports. One file a format; whatever cannot be read is said, and the rest go on.

Errors
------
::

    DatelineError
      LoadError        a report that cannot be read: `reason` and `advice`

In a batch nothing is raised: `load` yields an `Unreadable` where a `LoadError` would stand.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from dateline.load.base import NO_OVERRIDES, Loaded, LoadError, Overrides, Skipped, Unreadable, build
from dateline.load.jsonl import looks_like_row, read_lines, read_rows
from dateline.load.metadata import read_metadata
from dateline.load.text import MAX_BYTES, NotText, decode

__all__ = ["LoadError", "Loaded", "Overrides", "Skipped", "Unreadable", "load", "load_one", "load_text"]

STDIN = "-"
TEXT_SUFFIXES = (".txt", ".text")
ROW_SUFFIXES = (".jsonl", ".ndjson")
JSON_SUFFIX = ".json"
SUFFIXES = (*TEXT_SUFFIXES, *ROW_SUFFIXES, JSON_SUFFIX)  # what a folder is searched for

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_FIRST_LINE = 1_000_000  # of a file of unknown form, to tell rows from text


def load(paths: Sequence[str], overrides: Overrides = NO_OVERRIDES) -> Iterator[Loaded | Unreadable | Skipped]:
    """Reads reports from files, folders (``data/``) and standard input (``-``), in order, one at a time.

    A folder is walked in sorted order for names that end in one of `SUFFIXES`; a file that is named is
    read whatever its ending. Files and lines that give no report come as `Unreadable`.
    """
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            yield from _folder(path, overrides)
        else:
            yield from _file(path, overrides)


def load_text(text: str, overrides: Overrides = NO_OVERRIDES) -> Loaded:
    """Makes a report from text that is already in hand. Raises `LoadError`.

    With a date in `overrides` the text is taken exactly as it stands; without one, its first lines are
    read for it, and metadata lines leave the text.
    """
    if overrides.date:
        return build(text, path="text", overrides=overrides)
    return _from_text(text, "text", overrides)


def load_one(path: str, overrides: Overrides = NO_OVERRIDES) -> Loaded:
    """Reads a file that holds one report. Raises `LoadError`, naming the file."""
    if Path(path).is_dir():
        raise LoadError(f"{path}: it is a folder", "name one file, or use dateline.load.load for many")
    found = list(islice(_file(path, overrides), 2))
    if len(found) != 1:
        counted = "several reports" if found else "no report"
        raise LoadError(f"{path}: it holds {counted}", "use dateline.load.load for files of several")
    if isinstance(found[0], Unreadable):
        raise LoadError(f"{path}: {found[0].reason}", found[0].advice)
    return found[0]


def _from_text(text: str, path: str, overrides: Overrides, notes: tuple[str, ...] = ()) -> Loaded:
    known, left = read_metadata(text)
    return build(left.rstrip(), path=path, known=known, overrides=overrides, notes=notes)


def _folder(path: str, overrides: Overrides) -> Iterator[Loaded | Unreadable | Skipped]:
    found, others = 0, Counter[str]()
    for file in _walk(path):
        suffix = file.suffix.lower()
        if suffix in SUFFIXES:
            found += 1
            yield from _file(str(file), overrides)
        else:
            others[suffix or "without ending"] += 1
    if others:
        commonest_first = sorted(others.items(), key=lambda item: (-item[1], item[0]))
        yield Skipped(path=path, suffixes=tuple(commonest_first))
    if not found:
        yield Unreadable(
            path=path, reason="no reports in this folder", advice=f"it is searched for {_listed(SUFFIXES)}"
        )


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _walk(path: str) -> Iterator[Path]:
    """The files below a folder in sorted order; hidden ones are not reports."""
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(files) if not name.startswith("."))


def _file(path: str, overrides: Overrides) -> Iterator[Loaded | Unreadable]:
    try:
        if path == STDIN:
            yield from _stream(sys.stdin.buffer, path, overrides)
        else:
            with Path(path).open("rb") as stream:
                yield from _stream(stream, path, overrides)
    except LoadError as error:
        yield Unreadable(path=path, reason=error.reason, advice=error.advice)
    except FileNotFoundError:
        yield Unreadable(path=path, reason="no such file", advice="check the path")
    except PermissionError:
        yield Unreadable(path=path, reason="it may not be opened", advice="check its permissions")
    except OSError as error:
        yield Unreadable(path=path, reason=f"it cannot be opened: {error.strerror or error}", advice="check the path")


def _stream(stream: BinaryIO, path: str, overrides: Overrides) -> Iterator[Loaded | Unreadable]:
    """Tells rows from text by the name, else by the first line, and reads either."""
    first = stream.readline(_FIRST_LINE)
    suffix = Path(path).suffix.lower()
    rows = suffix in ROW_SUFFIXES or (suffix != JSON_SUFFIX and looks_like_row(first))
    if rows and first.strip() and not first.startswith(_UTF16_MARKS):
        rest_of_first = b"" if first.endswith(b"\n") else stream.readline()
        yield from read_lines(chain([first + rest_of_first], stream), path, overrides)
        return
    try:
        decoded = decode(first + stream.read(MAX_BYTES + 1))
    except NotText as error:
        raise LoadError(error.reason, error.advice) from error
    if rows:
        yield from read_lines((line.encode() for line in decoded.text.split("\n")), path, overrides)
    elif suffix == JSON_SUFFIX or decoded.text.lstrip().startswith(("{", "[{")):
        yield from _json(decoded.text, path, overrides)
    else:
        yield _from_text(decoded.text, path, overrides, decoded.notes)


def _json(text: str, path: str, overrides: Overrides) -> Iterator[Loaded | Unreadable]:
    """One row, an array of rows, or JSON Lines under another name."""
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        yield from read_lines((line.encode() for line in text.split("\n")), path, overrides)
        return
    if not isinstance(document, list):
        yield from (replace(found, line=None) for found in read_rows([document], path, overrides))
    elif document:
        yield from read_rows(document, path, overrides)
    else:
        raise LoadError("an empty JSON array", "check that the reports were saved")
