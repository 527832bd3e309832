"""Rows of a table, with their lines."""

from __future__ import annotations

import io

import pytest

from dateline.imports.rows import BadRow, Row, rows
from dateline.record import DatelineError


def read(text: str, *columns: str) -> list[tuple[int, str]]:
    """Each line with the first cell of its row, or with the reason why there is none."""
    found = rows(io.BytesIO(text.encode()), columns or ("a",))
    return [(line, row.text("a") if isinstance(row, Row) else row.reason) for line, row in found]


def test_rows_come_with_the_line_that_they_begin_in() -> None:
    assert read('a,b\n1,x\n"2\n2",y\n3,z\n') == [(2, "1"), (3, "2\n2"), (5, "3")]


def test_a_row_with_too_few_or_too_many_cells_is_told_and_a_blank_one_is_nothing() -> None:
    assert read("a,b\n1\n\n,\n2,y,z\n") == [(2, "1 cells under 2 columns"), (4, ""), (5, "3 cells under 2 columns")]


def test_cells_may_be_parted_by_semicolons_and_names_be_in_capitals() -> None:
    assert read("\ufeffA;B\n1,5;2\n") == [(2, "1,5")]


def test_the_apostrophe_of_a_safe_cell_is_taken_off() -> None:
    assert read("a\n'=1+1\n'tis\n") == [(2, "=1+1"), (3, "'tis")]


def test_a_table_that_lacks_a_column_says_which() -> None:
    with pytest.raises(DatelineError, match="the first line lacks the columns c, d; give a table that names them"):
        read("a,b\n", "a", "c", "d")
    with pytest.raises(DatelineError, match="lacks the columns a"):
        read("")


def test_what_is_not_utf_8_says_so() -> None:
    with pytest.raises(DatelineError, match="not UTF-8"):
        list(rows(io.BytesIO(b"a\n\xe9\n"), ("a",)))


def test_a_cell_longer_than_csv_takes_costs_only_its_row() -> None:
    found = list(rows(io.BytesIO(b"a\n" + b"x" * 200_000 + b"\nok\n"), ("a",)))
    assert isinstance(found[0][1], BadRow)
    assert isinstance(found[-1][1], Row) and found[-1][1].text("a") == "ok"
