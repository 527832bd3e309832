import csv
import datetime
import io
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.safe_csv import SafeCsv


def _written(*rows: list[object]) -> bytes:
    out = io.BytesIO()
    table = SafeCsv(out, ["a", "b"])
    for row in rows:
        table.row(row)
    return out.getvalue()


def _read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    cell = _read(_written([f"{start}cmd|' /C calc'!A0", "b"]))[1][0]

    assert cell == "'" + start.replace("\r\n", "\n").replace("\r", "\n") + "cmd|' /C calc'!A0"


@pytest.mark.parametrize("number", [-5, -5.5, "-5", "+5.25", "-1e-7"])
def test_a_number_keeps_its_sign(number: object) -> None:
    assert _read(_written([number, ""]))[1][0] == str(number)


def test_what_only_starts_like_a_number_is_no_number() -> None:
    assert _read(_written(["-5+cmd|x!A0", "+963 11 222"]))[1] == ["'-5+cmd|x!A0", "'+963 11 222"]


def test_quotes_commas_and_newlines_stand_in_quotes_as_in_rfc_4180() -> None:
    assert _written(['He said "go",', "one\r\ntwo\rthree"]) == b'a,b\n"He said ""go"",","one\ntwo\nthree"\n'


def test_days_truth_values_and_what_is_unknown_are_written_one_way() -> None:
    assert _written([datetime.date(2019, 2, 21), None], [True, False], [12.0, 36.25]) == (
        b"a,b\n2019-02-21,\ntrue,false\n12,36.25\n"
    )


def test_the_stream_stays_open() -> None:
    out = io.BytesIO()
    SafeCsv(out, ["a"])

    assert not out.closed


def test_odd_characters_survive_and_those_that_break_readers_do_not() -> None:
    assert _read(_written(["Дамаск دمشق 🕊 \u202e", "a\0b\ud800"]))[1] == ["Дамаск دمشق 🕊 \u202e", "a\ufffdb?"]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_any_text_comes_back_in_its_cell_and_never_as_a_formula(rows: list[tuple[str, str]]) -> None:
    written = _read(_written(*map(list, rows)))[1:]

    assert len(written) == len(rows)
    for cell, text in zip(chain(*written), chain(*rows), strict=True):
        plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
        assert cell in (plain, "'" + plain)
        assert cell[:1] not in tuple("=@\t\n")
