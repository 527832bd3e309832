"""Expressions get the TIMEX3 type and value that TimeML writes."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.times import timex3
from dateline.resolve.times.calendar import Span, Unit, whole_period
from dateline.resolve.times.timex3 import named

WEDNESDAY = datetime.date(2018, 3, 14)


def tag(words: str, **known: datetime.date | Span | None) -> str:
    found = timex3(words, anchor=WEDNESDAY, tense="past", **known)  # type: ignore[arg-type]
    return f"{found.type} {found.value}" if found.value else f"{found.type} ({found.rule})"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Friday", "DATE 2018-03-09"),
        ("last week", "DATE 2018-W10"),
        ("two weeks ago", "DATE 2018-W09"),
        ("the weekend", "DATE 2018-W10-WE"),
        ("earlier this month", "DATE 2018-03"),
        ("the third quarter", "DATE 2017-Q3"),
        ("this year's first quarter", "DATE 2018-Q1"),
        ("the 2016 second quarter", "DATE 2016-Q2"),
        ("the second half of 2017", "DATE 2017-H2"),
        ("last fall", "DATE 2017-FA"),
        ("mid-2014", "DATE 2014"),
        ("the past year", "DATE 2017"),
        ("fiscal 2017", "DATE 2017"),
        ("the late 1990s", "DATE 199"),
        ("the 20th century", "DATE 19"),
        ("the year two thousand", "DATE 2000"),
        ("since 2011", "DATE 2011"),
    ],
)
def test_a_date_is_named_by_the_period_that_its_days_fill(words: str, expected: str) -> None:
    assert tag(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("last night", "TIME 2018-03-13TNI"),
        ("tonight", "TIME 2018-03-14TNI"),
        ("Friday evening", "TIME 2018-03-09TEV"),
        ("10 p.m. Monday", "TIME 2018-03-12T22:00"),
        ("7:15 a.m.", "TIME 2018-03-14T07:15"),
        ("12:30 a.m.", "TIME 2018-03-14T00:30"),
        ("noon Monday", "TIME 2018-03-12T12:00"),
        ("1400 GMT", "TIME 2018-03-14T14:00"),
        ("overnight", "TIME 2018-03-13TNI"),
    ],
)
def test_a_time_of_day_stands_after_its_day(words: str, expected: str) -> None:
    assert tag(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the four-month battle", "DURATION P4M"),
        ("52-week", "DURATION P52W"),
        ("week", "DURATION P1W"),
        ("the past two months", "DURATION P2M"),
        ("the first nine months", "DURATION P9M"),
        ("less than an hour", "DURATION PT1H"),
        ("90 minutes", "DURATION PT90M"),
        ("20 more years", "DURATION P20Y"),
        ("5 1/2 hours", "DURATION PT330M"),
        ("two decades", "DURATION P20Y"),
        ("two and a half years", "DURATION P30M"),
        ("several years", "DURATION PXY"),
        ("recent weeks", "DURATION PXW"),
        ("the next few days", "DURATION PXD"),
        ("a couple of years", "DURATION P2Y"),
    ],
)
def test_a_length_is_a_number_of_units(words: str, expected: str) -> None:
    assert tag(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("now", "DATE PRESENT_REF"),
        ("at the moment", "DATE PRESENT_REF"),
        ("these days", "DATE PRESENT_REF"),
        ("current", "DATE PRESENT_REF"),
        ("recently", "DATE PAST_REF"),
        ("a few days ago", "DATE PAST_REF"),
        ("the past", "DATE PAST_REF"),
        ("the near future", "DATE FUTURE_REF"),
        ("coming months", "DATE FUTURE_REF"),
        ("soon", "DATE FUTURE_REF"),
    ],
)
def test_what_is_vaguely_behind_or_ahead_has_a_reference(words: str, expected: str) -> None:
    assert tag(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("daily", "SET P1D"),
        ("every year", "SET P1Y"),
        ("every two weeks", "SET P2W"),
        ("each Thursday", "SET XXXX-WXX-4"),
        ("Tuesday nights", "TIME 2018-03-13TNI"),
        ("Mondays", "SET XXXX-WXX-1"),
        ("every March", "SET XXXX-03"),
        ("each morning", "SET XXXX-XX-XXTMO"),
        ("every so often", "SET (comes round again and again)"),
    ],
)
def test_what_comes_round_again_is_a_set(words: str, expected: str) -> None:
    assert tag(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the next day", "DATE (counts from another day in the text)"),
        ("from Monday to Friday", "DATE (two ends, which TimeML marks one by one)"),
        ("31 June", "DATE (no such day in the calendar)"),
        ("2,000", "DATE (no date in the words)"),
        ("25:70 GMT", "DATE (no date in the words)"),
        ("Ramadan", "DATE (days that fill no calendar period)"),
        ("Friday " * 100, "DATE (too long for a time expression)"),
    ],
)
def test_what_has_no_value_says_why(words: str, expected: str) -> None:
    assert tag(words) == expected


def test_words_that_point_back_get_their_value_from_the_days_told_before() -> None:
    quarter = Span(datetime.date(2017, 7, 1), datetime.date(2017, 9, 30))
    assert tag("a year earlier", reference=quarter) == "DATE 2016-Q3"
    assert tag("the 2015 period", reference=quarter) == "DATE 2015-Q3"
    assert tag("that night", reference=datetime.date(2013, 8, 21)) == "TIME 2013-08-21TNI"


@given(
    st.dates(datetime.date(1000, 1, 1)),
    st.sampled_from(["day", "week", "weekend", "month", "quarter", "year", "decade"]),
)
def test_every_calendar_period_has_a_name(day: datetime.date, unit: Unit) -> None:
    try:
        span = whole_period(day, unit)
    except (ValueError, OverflowError):  # the last period of the calendar has no end
        return
    if span.end < datetime.date.max:
        assert named(span)
