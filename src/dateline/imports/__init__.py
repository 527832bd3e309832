"""Coded events of the user's own, in the columns of ACLED or UCDP GED, as records that can be linked with reports.

A row has no report's text. Its record gets one: a line that names what the row's codes say, so that every entry has
words to stand on, and below it the row's own notes as they are. `dateline.casefile` keeps such records as any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import IO

from dateline.imports import acled, ged
from dateline.imports.rows import BadRow, Row, rows
from dateline.record import DatelineError, Record

__all__ = ["FORMS", "BadRow", "imported"]

_Maker = Callable[[Row, str | None], Record]

FORMS: Mapping[str, tuple[tuple[str, ...], _Maker]] = MappingProxyType(
    {"acled": (acled.COLUMNS, acled.record), "ged": (ged.COLUMNS, ged.record)}
)
"""By name: the columns that there must be, and what makes a record of a row."""


def imported(file: IO[bytes], form: str, publisher: str | None = None) -> Iterator[tuple[int, Record | BadRow]]:
    """The rows of a table as records, each with its line; a row that gives none says why.

    `publisher` is who tells of the events; without one, it is the dataset. Raises `DatelineError` for a file that
    is no such table.
    """
    if form not in FORMS:
        raise DatelineError(f"there is no import {form!r}; there are {', '.join(FORMS)}")
    columns, make = FORMS[form]
    for line, row in rows(file, columns):
        if isinstance(row, BadRow):
            yield line, row
            continue
        try:
            yield line, make(row, publisher)
        except ValueError as error:
            yield line, BadRow(reason=str(error))
