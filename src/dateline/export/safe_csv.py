"""CSV that any program reads alike and that no spreadsheet runs: UTF-8, quoted as in RFC 4180, one line end.

A spreadsheet takes a cell that starts with ``=``, ``+``, ``-`` or ``@`` for a formula, and a report's words may start
so. Such a cell gets a leading apostrophe, unless it is a number. Source of the list: OWASP, 'CSV Injection',
https://owasp.org/www-community/attacks/CSV_Injection, which names tabs, line ends and full-width forms too.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import BinaryIO

Cell = object
"""What a cell may be: text, a number, a day (written YYYY-MM-DD), a truth value (true, false) or None (empty)."""

_FORMULA = frozenset("=+-@\t\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_LINE_END = re.compile(r"\r\n?")


class SafeCsv:
    """A table that is written row by row to a binary stream, which stays open.

    Line ends are ``\\n`` on every system, between rows and within cells. Whole numbers have no decimal point.
    """

    def __init__(self, out: BinaryIO, columns: Iterable[str]) -> None:
        self._writer = csv.writer(_Utf8(out), lineterminator="\n")
        self.row(columns)

    def row(self, cells: Iterable[Cell]) -> None:
        self._writer.writerow(map(_written, cells))


class _Utf8:
    """What `csv.writer` needs of a file, over bytes. Half characters, which UTF-8 cannot hold, become '?'."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, text: str) -> None:
        self._out.write(text.encode("utf-8", errors="replace"))


def _written(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return safe(cell)
    if cell is None or type(cell) is int:
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell


def safe(text: str) -> str:
    """Text as it may stand in a cell: no carriage return, no NUL, and nothing that a spreadsheet would run."""
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    if "\0" in text:  # readers end the cell, or the file, there
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    if text[:1] in _FORMULA and not _NUMBER.fullmatch(text):
        return "'" + text
    return text
