"""JSON rows -> reports: ``{"id", "date", "publisher", "title", "url", "text"}``, one a line or in an array.

Only ``text`` must be there. A row that holds a whole record (``dateline-record/1``) is read by its report.
The text of a row that has a date is taken exactly as it stands; only where a row has no date are the
first lines of its text read for one (dateline.load.metadata).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from dateline.load.base import Loaded, LoadError, Overrides, Unreadable, build
from dateline.load.metadata import Metadata, UnclearDate, parse_date, read_metadata
from dateline.load.text import MAX_BYTES

_ROW_FORM = 'each line is an object such as {"id": "…", "date": "2019-02-22", "publisher": "…", "text": "…"}'
# How an object with a field begins, or an array of them, whether or not the rest is whole. No prose begins so.
_OBJECT = re.compile(r'(?:\[\s*)?\{\s*"[^"\n]{1,80}"\s*:')
_STRINGS = ("date", "publisher", "title", "url")


def read_lines(lines: Iterable[bytes], path: str, overrides: Overrides) -> Iterator[Loaded | Unreadable]:
    """Reads JSON Lines in UTF-8. A bad line is one `Unreadable` with its number, and the rest go on."""
    empty = True
    for number, line in enumerate(lines, start=1):
        content = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not content.strip():
            continue
        empty = False
        try:
            yield _read_row(_parse(content), path, number, overrides)
        except LoadError as error:
            yield Unreadable(path=path, line=number, reason=error.reason, advice=error.advice)
    if empty:
        raise LoadError("an empty file", "check that the reports were saved")


def read_rows(rows: Iterable[object], path: str, overrides: Overrides) -> Iterator[Loaded | Unreadable]:
    """Reads the rows of one JSON document; `line` is then the number of the row."""
    for number, row in enumerate(rows, start=1):
        try:
            yield _read_row(row, path, number, overrides)
        except LoadError as error:
            yield Unreadable(path=path, line=number, reason=error.reason, advice=error.advice)


def read_document(text: str, path: str, overrides: Overrides) -> Iterator[Loaded | Unreadable]:
    """Reads one row, an array of rows, or JSON Lines under another name."""
    try:
        document = json.loads(text)
    except (RecursionError, ValueError) as error:
        if not _is_lines(text):
            raise _fault(error) from error
        yield from read_lines((line.encode() for line in text.split("\n")), path, overrides)
        return
    if not isinstance(document, list):
        yield from (replace(found, line=None) for found in read_rows([document], path, overrides))
    elif document:
        yield from read_rows(document, path, overrides)
    else:
        raise LoadError("an empty JSON array", "check that the reports were saved")


def looks_like_json(text: str) -> bool:
    """Is this text a JSON document, or JSON Lines, rather than prose that begins with a bracket?"""
    content = text.lstrip()
    if not content.startswith(("{", "[")):
        return False
    first_line = content.split("\n", 1)[0]
    return bool(_OBJECT.match(content)) or _is_json(content) or (first_line.startswith("{") and _is_json(first_line))


def looks_like_row(line: bytes) -> bool:
    """Is this first line of a file a JSON row rather than the start of a text?"""
    if not line.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return False
    try:
        row = _parse(line.removeprefix(b"\xef\xbb\xbf"))
    except LoadError:
        return False
    return isinstance(row, dict) and ("text" in row or "report" in row)


def _parse(content: bytes) -> object:
    if len(content) > MAX_BYTES:
        raise LoadError(f"a line larger than {MAX_BYTES // 1_000_000} MB", "put one report on each line")
    try:
        return json.loads(content.decode("utf-8").rstrip())
    except UnicodeDecodeError as error:
        raise LoadError(f"not UTF-8 at byte {error.start} of the line", "save the file again as UTF-8") from error
    except (RecursionError, ValueError) as error:
        raise _fault(error) from error


def _fault(error: RecursionError | ValueError) -> LoadError:
    """Why `json` refused a row or a document: besides faults, thousands of brackets or of digits in a number."""
    if not isinstance(error, json.JSONDecodeError):
        return LoadError("JSON that no report needs: too deep, or a number too long", _ROW_FORM)
    if error.lineno > 1:
        return LoadError(f"not JSON at line {error.lineno}, column {error.colno}: {error.msg}", _ROW_FORM)
    return LoadError(f"not JSON at column {error.colno}: {error.msg}", _ROW_FORM)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except json.JSONDecodeError:
        return False
    except (RecursionError, ValueError):
        return True  # as far as it was read
    return True


def _is_lines(text: str) -> bool:
    """Whether JSON that is no one document can be a row a line, faulty ones among them."""
    first, _, rest = text.strip().partition("\n")
    return first.startswith("{") and (first.rstrip().endswith("}") or rest.lstrip().startswith("{"))


def _read_row(row: object, path: str, line: int, overrides: Overrides) -> Loaded:
    if isinstance(row, dict) and isinstance(row.get("report"), dict):
        row = row["report"]
    if not isinstance(row, dict):
        raise LoadError("not a JSON object", _ROW_FORM)
    fields = _fields(row)
    text, own_id = row["text"], _id(row)
    if fields.date:
        return build(text, path=path, line=line, known=fields, overrides=overrides, id=own_id)
    first_lines, left = read_metadata(text)
    known = replace(
        first_lines,
        date_note=fields.date_note or first_lines.date_note,
        publisher=fields.publisher or first_lines.publisher,
        title=fields.title or first_lines.title,
        url=fields.url or first_lines.url,
    )
    return build(left, path=path, line=line, known=known, overrides=overrides, id=own_id)


def _id(row: dict[str, Any]) -> str | None:
    """The caller's id; a whole number is taken for its digits."""
    own_id = row.get("id")
    if own_id is None or isinstance(own_id, str):
        return own_id or None
    if isinstance(own_id, int) and not isinstance(own_id, bool):
        return str(own_id)
    raise LoadError(f'"id" is not a string but {_kind(own_id)}', "write it in quotes")


def _fields(row: dict[str, Any]) -> Metadata:
    """The row's fields, checked. A date that cannot be read is a note: the report can still be."""
    if "text" not in row:
        raise LoadError('no "text" in the row', _ROW_FORM)
    if not isinstance(row["text"], str):
        raise LoadError(f'"text" is not a string but {_kind(row["text"])}', _ROW_FORM)
    for name in _STRINGS:
        if row.get(name) is not None and not isinstance(row[name], str):
            raise LoadError(f'"{name}" is not a string but {_kind(row[name])}', "write it in quotes")
    known = Metadata(publisher=row.get("publisher"), title=row.get("title"), url=row.get("url"))
    if not row.get("date"):
        return known
    try:
        return replace(known, date=parse_date(row["date"]))
    except UnclearDate as error:
        return replace(known, date_note=f'no date: {error}; write "date" as YYYY-MM-DD')


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    return {int: "a number", float: "a number", list: "a list", dict: "an object"}.get(type(value), "something else")
