"""The rows of a CSV table by the names of their columns, and their cells as values."""

from __future__ import annotations

import csv
import datetime
import io
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from dateline.record import DatelineError, parse_day

ADVICE = "mend the row, or leave it out; the others were taken"

_FORMULA = re.compile(r"'(?=[=+\-@\t＝＋－＠])")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")
_NAMED_MONTH = "%d %B %Y"


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that gave no record, and why."""

    reason: str
    advice: str = ADVICE


class Row:
    """One row. A cell that is not what its column asks for is a `ValueError` that names the column."""

    def __init__(self, cells: dict[str, str]) -> None:
        self._cells = cells

    def text(self, column: str) -> str:
        """'' where the column or its cell is empty or not there."""
        return self._cells.get(column, "")

    def needed(self, column: str) -> str:
        found = self.text(column)
        if not found:
            raise ValueError(f"{column}: empty")
        return found

    def day(self, column: str) -> datetime.date:
        """2019-02-21 (also with a time after it), 21-02-2019, 21/02/2019 or 21 February 2019."""
        words = self.needed(column)
        try:
            if found := _DAY_FIRST.fullmatch(words):
                return datetime.date(int(found[3]), int(found[2]), int(found[1]))
            if words[:1].isdigit() and words[-4:].isdigit() and " " in words and "-" not in words:
                return datetime.datetime.strptime(words, _NAMED_MONTH).date()
            return parse_day(words[:10])
        except ValueError:
            raise ValueError(f"{column}: {words!r} is no day, such as 2019-02-21 or 21 February 2019") from None

    def code(self, column: str, choices: Sequence[int]) -> int | None:
        """One of some whole numbers; None where it is empty."""
        words = self.text(column)
        if words and words not in map(str, choices):
            raise ValueError(f"{column}: {words!r} is none of {', '.join(map(str, choices))}")
        return int(words) if words else None

    def count(self, column: str) -> int | None:
        """A whole number, 0 or more; None where it is empty."""
        words = self.text(column)
        if words and not re.fullmatch(r"[0-9]{1,15}(\.0+)?", words):
            raise ValueError(f"{column}: {words!r} is no whole number of 0 or more")
        return int(words.partition(".")[0]) if words else None

    def degrees(self, column: str, most: float) -> float | None:
        """Degrees from -`most` to `most`; None where it is empty."""
        words = self.text(column)
        try:
            found = float(words) if words else None
        except ValueError:
            found = math.nan
        if found is not None and not -most <= found <= most:
            raise ValueError(f"{column}: {words!r} is no number from -{most:g} to {most:g}")
        return found


def rows(file: IO[bytes], columns: Sequence[str]) -> Iterator[tuple[int, Row | BadRow]]:
    """Each row with the line that it begins in. Cells are parted by commas, or by semicolons if the heading is.

    Raises `DatelineError` for a file that is not UTF-8, or that lacks one of the columns.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        heading = text.readline()
        delimiter = ";" if heading.count(";") > heading.count(",") else ","
        names = [name.strip().lower() for name in next(csv.reader([heading], delimiter=delimiter), [])]
        missing = [column for column in columns if column not in names]
        if missing:
            raise DatelineError(f"the first line lacks the columns {', '.join(missing)}; give a table that names them")
        yield from _rows(text, delimiter, names)
    except UnicodeDecodeError as error:
        raise DatelineError(f"not UTF-8 ({error.reason}); save it again as UTF-8") from None
    finally:
        text.detach()


def _rows(text: IO[str], delimiter: str, names: Sequence[str]) -> Iterator[tuple[int, Row | BadRow]]:
    reader = csv.reader(text, delimiter=delimiter)
    while True:
        line = reader.line_num + 2  # the heading is the first, and the row begins after what was read
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, BadRow(reason=f"not CSV: {error}")
            continue
        if len(cells) == len(names):
            yield line, Row({name: _plain(cell) for name, cell in zip(names, cells, strict=True)})
        elif any(cells):
            yield line, BadRow(reason=f"{len(cells)} cells under {len(names)} columns")


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it (`dateline.export.safe_csv`)."""
    return _FORMULA.sub("", cell.strip(), count=1) if cell.startswith("'") else cell.strip()
