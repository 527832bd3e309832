"""Days come to the precision codes of UCDP and ACLED."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.times.calendar import (
    Span,
    acled_time_precision,
    moved,
    precision,
    ucdp_date_prec,
    whole_period,
)

MONDAY = datetime.date(2018, 3, 5)


@pytest.mark.parametrize(
    ("length", "ucdp", "acled"),
    [
        (1, 1, 1),
        (2, 2, 2),
        (6, 2, 2),
        (7, 3, 2),
        (8, 4, 3),
        (31, 4, 3),
        (32, 5, None),
        (366, 5, None),
        (367, None, None),
    ],
)
def test_the_codebooks_name_a_span_by_its_length(length: int, ucdp: int | None, acled: int | None) -> None:
    last = MONDAY + datetime.timedelta(days=length - 1)
    assert ucdp_date_prec(MONDAY, last) == ucdp
    assert acled_time_precision(MONDAY, last) == acled


@given(st.dates(), st.dates())
def test_a_longer_span_is_never_more_precise(one: datetime.date, other: datetime.date) -> None:
    start, end = sorted((one, other))
    inner, outer = ucdp_date_prec(start, start), ucdp_date_prec(start, end)
    assert inner == 1 and (outer is None or outer >= inner)
    assert (outer is None) == (precision(Span(start, end)) == "longer")


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.integers(-30, 30))
def test_a_month_that_is_moved_stays_a_whole_month(day: datetime.date, months: int) -> None:
    span = moved(whole_period(day, "month"), months, "month")
    assert span == whole_period(span.start, "month")
