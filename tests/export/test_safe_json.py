"""JSON that is harmless inside a page and that any reader takes."""

from __future__ import annotations

import datetime
import json
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.export import safe_json

UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(ANY)
@UNTIMED
def test_any_value_is_read_back_as_it_was(value: object) -> None:
    assert json.loads(safe_json.line(value)) == value


@given(ANY)
@UNTIMED
def test_any_value_takes_one_line_without_a_tag(value: object) -> None:
    text = safe_json.line(value).decode("utf-8")
    assert not set(text) & set("\n\r\u2028\u2029<>&")


def test_the_end_of_a_script_in_a_reports_words_stays_text() -> None:
    line = safe_json.line({"words": "</script><script>alert(1)"})
    assert b"<" not in line
    assert json.loads(line) == {"words": "</script><script>alert(1)"}


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_json_cannot_write_is_null(value: float) -> None:
    assert json.loads(safe_json.line({"a": [value, 1.5], "b": (value,)})) == {"a": [None, 1.5], "b": [None]}


def test_a_day_is_written_as_iso_has_it() -> None:
    assert safe_json.line(datetime.date(2019, 2, 1)) == b'"2019-02-01"'


def test_half_a_character_does_not_stop_an_export() -> None:
    assert safe_json.line("a\ud83d") == b'"a?"'


def test_what_is_no_json_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError, match="no JSON for"):
        safe_json.line(object())


@pytest.mark.parametrize(("value", "text"), [(14.0, "14"), (2.5, "2.5"), (None, "null"), (3, "3"), (math.inf, "null")])
def test_whole_numbers_have_no_decimal_point(value: float | None, text: str) -> None:
    assert safe_json.line(safe_json.number(value)).decode() == text


def test_what_is_not_known_is_left_out_and_nought_is_known() -> None:
    values = {"a": None, "b": "", "c": [], "d": {}, "e": (), "f": 0, "g": False, "h": "x"}
    assert safe_json.known(values) == {"f": 0, "g": False, "h": "x"}
