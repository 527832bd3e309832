"""What is added to a casefile: records that are there already, and reports that must be read first.

A file whose first line is a whole record (``dateline-record/1``: what ``dateline read --format jsonl`` writes) is taken
as records; tables of coded events are taken row by row if asked; whatever else is loaded as reports.
"""

from __future__ import annotations

import contextlib
import json
import math
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

from dateline.imports import BadRow, imported
from dateline.load import JSON_SUFFIX, ROW_SUFFIXES, STDIN, Loaded, Overrides, Skipped, Unreadable, load
from dateline.load.base import place
from dateline.record import FORMAT, DatelineError, Record, RecordError

_START = 65_536  # bytes in which a record names its format, unless its report's text stands before
_NAMES_FORMAT = re.compile(rb'"format"\s*:\s*"dateline-record/')
_ADVICE = f"write records as {FORMAT}, one a line; dateline read --format jsonl does"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A record that is there already, and where it stood."""

    record: Record
    where: str


def from_paths(paths: Sequence[str], overrides: Overrides) -> Iterator[Given | Loaded | Unreadable | Skipped]:
    """All that files, folders and standard input hold, in order. What cannot be taken comes as `Unreadable`."""
    holds_records = cache(_holds_records)
    done: set[str] = set()
    for path in paths:
        if path == STDIN and _starts_as_record(_peeked()):
            yield from _records_in(sys.stdin.buffer, path)
            continue
        for found in load((path,), overrides):
            if isinstance(found, Skipped) or not holds_records(found.path):
                yield found
            elif found.path not in done:
                done.add(found.path)
                with Path(found.path).open("rb") as file:
                    yield from _records_in(file, found.path)


def from_records(records: Iterable[Record]) -> Iterator[Given | Unreadable]:
    """Records made in Python, checked as those of a file are."""
    for number, record in enumerate(records, start=1):
        where = place("records", number)
        try:
            record.check()
            _check_fit(record)
            yield Given(record=record, where=where)
        except RecordError as error:
            yield Unreadable(path="records", line=number, reason=str(error), advice=_ADVICE)


def from_tables(paths: Sequence[str], form: str, overrides: Overrides) -> Iterator[Given | Unreadable]:
    """The rows of tables of coded events (`dateline.imports.FORMS`), a record each, checked as others are."""
    for path in paths:
        try:
            with contextlib.ExitStack() as stack:
                file = sys.stdin.buffer if path == STDIN else stack.enter_context(Path(path).open("rb"))
                for line, found in imported(file, form, overrides.publisher):
                    yield _row_given(found, path, line)
        except OSError as error:
            yield Unreadable(path=path, reason=f"cannot be opened: {error.strerror or error}", advice="check the path")
        except DatelineError as error:
            reason, _, advice = str(error).partition("; ")
            yield Unreadable(path=path, reason=reason, advice=advice)


def _row_given(found: Record | BadRow, path: str, line: int) -> Given | Unreadable:
    if isinstance(found, BadRow):
        return Unreadable(path=path, line=line, reason=found.reason, advice=found.advice)
    return Given(record=found, where=place(path, line))


def _peeked() -> bytes:
    """The first bytes of standard input, left where they are."""
    peek = getattr(sys.stdin.buffer, "peek", None)
    return bytes(peek(_START)) if peek else b""


def _holds_records(path: str) -> bool:
    """Whether a file that was loaded holds whole records."""
    if path == STDIN or Path(path).suffix.lower() not in (*ROW_SUFFIXES, JSON_SUFFIX):
        return False
    try:
        with Path(path).open("rb") as file:
            return _starts_as_record(file.read(_START))
    except OSError:
        return False


def _starts_as_record(start: bytes) -> bool:
    return start.lstrip(b"\xef\xbb\xbf \t\r\n[").startswith(b"{") and bool(_NAMES_FORMAT.search(start))


def _records_in(file: IO[bytes], path: str) -> Iterator[Given | Unreadable]:
    """The records of JSON Lines, of one JSON document or of an array; `line` is that of the line, or of the entry."""
    if Path(path).suffix.lower() != JSON_SUFFIX:
        lines = ((number, line) for number, line in enumerate(file, start=1) if line.strip())
        yield from (_read(line, path, number) for number, line in lines)
        return
    try:
        document = json.loads(file.read())
    except (RecursionError, ValueError) as error:
        yield Unreadable(path=path, reason=f"not JSON: {error}", advice=_ADVICE)
        return
    entries = document if isinstance(document, list) else [document]
    yield from (_read(json.dumps(entry).encode(), path, number) for number, entry in enumerate(entries, start=1))


def _read(line: bytes, path: str, number: int) -> Given | Unreadable:
    try:
        record = Record.from_json(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
        _check_fit(record)
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 at byte {error.start} of the line"
        return Unreadable(path=path, line=number, reason=reason, advice="save the file again as UTF-8")
    except RecordError as error:
        return Unreadable(path=path, line=number, reason=str(error), advice=_ADVICE)
    return Given(record=record, where=place(path, number))


def _check_fit(record: Record) -> None:
    """Raises `RecordError` for what JSON can hold and columns cannot."""
    if not record.report.id.strip():
        raise RecordError("report.id: empty; a casefile tells reports apart by it")
    try:
        record.to_json().encode()
    except UnicodeEncodeError:
        raise RecordError("half characters (lone surrogates) in it, which cannot be written as UTF-8") from None
    for n, found in enumerate(record.places):
        if found.precision is not None and not 1 <= found.precision <= 7:
            raise RecordError(f"places[{n}].precision: expected 1 to 7, found {found.precision}")
        _check_numbers(f"places[{n}]", found.lat, found.lon)
    for n, figure in enumerate(record.figures):
        _check_numbers(f"figures[{n}]", figure.low, figure.best, figure.high)


def _check_numbers(where: str, *values: float | None) -> None:
    try:
        if not all(math.isfinite(value) for value in values if value is not None):
            raise RecordError(f"{where}: a number that is none, or without end (NaN, Infinity)")
    except OverflowError:
        raise RecordError(f"{where}: a number too large") from None
