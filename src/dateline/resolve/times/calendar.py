"""The calendar beneath times: spans of days, and how they are moved, rounded and named by their length."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

Precision = Literal["day", "days", "week", "month", "months", "year", "longer"]
Unit = Literal[
    "second", "minute", "hour", "day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century"
]


class Span(NamedTuple):
    start: datetime.date
    end: datetime.date


InYear = Callable[[int], tuple[Span, ...]]  # the days of something yearly; none, one or two times

DAY = datetime.timedelta(days=1)


def one(day: datetime.date) -> Span:
    return Span(day, day)


def moved(span: Span, count: int, unit: Unit) -> Span:
    """Both ends moved by `count` units; whole months stay whole months."""
    return Span(shifted(span.start, count, unit), shifted(span.end + DAY, count, unit) - DAY)


_PRECISIONS: tuple[tuple[int, Precision], ...] = (
    (1, "day"),
    (6, "days"),
    (7, "week"),
    (31, "month"),
    (364, "months"),
    (366, "year"),
)


def precision(span: Span) -> Precision:
    length = (span.end - span.start).days + 1
    return next((name for longest, name in _PRECISIONS if length <= longest), "longer")


def ucdp_date_prec(start: datetime.date, end: datetime.date) -> int | None:
    """`date_prec` of UCDP GED for the days from `start` to `end`, both inclusive.

    1 the day is known, 2 a range of two to six days, 3 the week, 4 the month, 5 longer, up to a year; None beyond, for
    which GED has no code (UCDP GED Codebook, date_prec).
    """
    return _UCDP.get(precision(Span(start, end)))


def acled_time_precision(start: datetime.date, end: datetime.date) -> int | None:
    """`time_precision` of ACLED for the days from `start` to `end`, both inclusive.

    1 the day is known, 2 the week, 3 the month; None beyond, for which ACLED has no code (ACLED Codebook,
    time_precision).
    """
    return _ACLED.get(precision(Span(start, end)))


_UCDP: Mapping[Precision, int] = {"day": 1, "days": 2, "week": 3, "month": 4, "months": 5, "year": 5}
_ACLED: Mapping[Precision, int] = {"day": 1, "days": 2, "week": 2, "month": 3}


def month_span(year: int, month: int, months: int = 1) -> Span:
    """The whole months from the first of `month`; `month` may run over the year's end."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last_year, last_month = year + (month + months - 2) // 12, (month + months - 2) % 12 + 1
    last = calendar.monthrange(last_year, last_month)[1]
    return Span(datetime.date(year, month, 1), datetime.date(last_year, last_month, last))


def shifted(day: datetime.date, count: int, unit: Unit) -> datetime.date:
    """`day` moved by `count` units; the 31st moved into a shorter month becomes its last day."""
    if unit in _DAYS_IN:
        return day + datetime.timedelta(days=_DAYS_IN[unit] * count)
    if unit in _IN_A_DAY:
        return day + datetime.timedelta(days=int(count / _IN_A_DAY[unit]))
    months = day.year * 12 + day.month - 1 + _MONTHS_IN[unit] * count
    year, month = months // 12, months % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


_IN_A_DAY: Mapping[Unit, int] = {"hour": 24, "minute": 24 * 60, "second": 24 * 60 * 60}
_DAYS_IN: Mapping[Unit, int] = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS_IN: Mapping[Unit, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def whole_period(day: datetime.date, unit: Unit) -> Span:
    """The calendar period that `day` lies in: its week from Monday to Sunday, its month, its year …"""
    if unit == "week" or unit == "weekend":
        monday = day - datetime.timedelta(days=day.weekday())
        return Span(monday if unit == "week" else monday + 5 * DAY, monday + 6 * DAY)
    if unit == "month":
        return month_span(day.year, day.month)
    if unit == "quarter":
        return month_span(day.year, day.month - (day.month - 1) % 3, 3)
    if unit == "year":
        return month_span(day.year, 1, 12)
    if unit == "decade":
        return month_span(day.year - day.year % 10, 1, 120)
    if unit == "century":
        return month_span(day.year - day.year % 100, 1, 1200)  # as ISO 8601 counts them: '19' is 1900 to 1999
    return one(day)


def is_quarter(span: Span) -> bool:
    return span == whole_period(span.start, "quarter")


def landing(day: datetime.date, count: int, unit: Unit, *, exact: bool = False) -> Span:
    """What 'N units ago' or 'N units later' points at: the day for days, a week or anything exact, else
    the calendar period, as nobody who says 'three years ago' means the day."""
    landed = shifted(day, count, unit)
    if exact or (unit == "week" and count >= -1):
        return one(landed)
    return whole_period(landed, "year" if unit == "decade" else unit)
