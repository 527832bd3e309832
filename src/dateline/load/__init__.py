"""Files -> reports. One file a format; whatever cannot be read is said, and the rest go on.

Errors
------
::

    DatelineError
      LoadError        a report that cannot be read: `reason` and `advice`

In a batch nothing is raised: `load` yields an `Unreadable` where a `LoadError` would stand.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from dateline.load.base import NO_OVERRIDES, Loaded, LoadError, Overrides, Skipped, Unreadable, build
from dateline.load.jsonl import looks_like_json, looks_like_row, read_document, read_lines
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
        if path != STDIN and _is_folder(path):
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
    if _is_folder(path):
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


def _is_folder(path: str) -> bool:
    """Where the system will not say (too long a name, a closed folder above), opening it will tell why."""
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _folder(path: str, overrides: Overrides) -> Iterator[Loaded | Unreadable | Skipped]:
    found, closed, others = 0, 0, Counter[str]()
    for file in _walk(path):
        if isinstance(file, Unreadable):
            closed += 1
            yield file
        elif (suffix := file.suffix.lower()) in SUFFIXES:
            found += 1
            yield from _file(str(file), overrides)
        else:
            others[suffix or "without ending"] += 1
    if others:
        commonest_first = sorted(others.items(), key=lambda item: (-item[1], item[0]))
        yield Skipped(path=path, suffixes=tuple(commonest_first))
    if not found and not closed:
        yield Unreadable(
            path=path, reason="no reports in this folder", advice=f"it is searched for {_listed(SUFFIXES)}"
        )


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _walk(path: str) -> Iterator[Path | Unreadable]:
    """The files below a folder in sorted order, and the folders that may not be read; hidden ones are no reports."""
    failed: list[OSError] = []
    for folder, folders, files in os.walk(path, onerror=failed.append):
        yield from map(_closed_folder, failed)
        failed.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(files) if not name.startswith("."))
    yield from map(_closed_folder, failed)


def _closed_folder(error: OSError) -> Unreadable:
    refusal = _refusal(error)
    return Unreadable(path=str(error.filename), reason=refusal.reason, advice=refusal.advice)


def _file(path: str, overrides: Overrides) -> Iterator[Loaded | Unreadable]:
    try:
        if path == STDIN:
            yield from _stream(sys.stdin.buffer, path, overrides)
        else:
            with _opened(path) as stream:
                yield from _stream(stream, path, overrides)
    except LoadError as error:
        yield Unreadable(path=path, reason=error.reason, advice=error.advice)
    except OSError as error:
        refusal = _refusal(error)
        yield Unreadable(path=path, reason=refusal.reason, advice=refusal.advice)


def _opened(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except ValueError as error:  # a name with a zero character
        raise LoadError("no such file", "check the path") from error


def _refusal(error: OSError) -> LoadError:
    """What the system's refusal to open or read a file or a folder means."""
    if isinstance(error, FileNotFoundError):
        return LoadError("no such file", "check the path")
    if isinstance(error, PermissionError):
        return LoadError("it may not be opened", "check its permissions")
    return LoadError(f"it cannot be opened: {error.strerror or error}", "check the path")


def _stream(stream: BinaryIO, path: str, overrides: Overrides) -> Iterator[Loaded | Unreadable]:
    """Tells rows from text by the name, else by how the content begins, and reads either."""
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
    elif suffix == JSON_SUFFIX or looks_like_json(decoded.text):
        yield from read_document(decoded.text, path, overrides)
    else:
        yield _from_text(decoded.text, path, overrides, decoded.notes)
