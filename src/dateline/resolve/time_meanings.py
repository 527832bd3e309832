"""What time expressions mean, before and after a date is known.

Each kind of expression is a small frozen class: it holds what the words say (`Weekday(4)` for 'Friday')
and `span` gives its days, once the report's day and the tense are known. `dateline.resolve.times` makes
them from words. The rules are the coding guide's; see there.
"""

from __future__ import annotations

import calendar
import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

Tense = Literal["past", "present", "future"]
Precision = Literal["day", "days", "week", "month", "months", "year", "longer"]
Unit = Literal["hour", "day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade"]
Part = Literal["start", "early", "mid", "late", "end", "whole"]
Which = Literal["last", "this", "next"]

NO_SUCH_DAY = "no such day in the calendar"

# --- Calendar ----------------------------------------------------------------------------------------


class Span(NamedTuple):
    start: datetime.date
    end: datetime.date


InYear = Callable[[int], tuple[Span, ...]]  # the days of something yearly; none, one or two times

DAY = datetime.timedelta(days=1)


def one(day: datetime.date) -> Span:
    return Span(day, day)


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


def _month_span(year: int, month: int, months: int = 1) -> Span:
    """The whole months from the first of `month`; `month` may run over the year's end."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last_year, last_month = year + (month + months - 2) // 12, (month + months - 2) % 12 + 1
    last = calendar.monthrange(last_year, last_month)[1]
    return Span(datetime.date(year, month, 1), datetime.date(last_year, last_month, last))


def _shifted(day: datetime.date, count: int, unit: Unit) -> datetime.date:
    """`day` moved by `count` units; the 31st moved into a shorter month becomes its last day."""
    if unit in _DAYS_IN:
        return day + datetime.timedelta(days=_DAYS_IN[unit] * count)
    if unit == "hour":
        return day + datetime.timedelta(days=int(count / 24))
    months = day.year * 12 + day.month - 1 + _MONTHS_IN[unit] * count
    year, month = months // 12, months % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


_DAYS_IN: Mapping[Unit, int] = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS_IN: Mapping[Unit, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


def _whole(day: datetime.date, unit: Unit) -> Span:
    """The calendar period that `day` lies in: its week from Monday to Sunday, its month, its year …"""
    if unit == "week" or unit == "weekend":
        monday = day - datetime.timedelta(days=day.weekday())
        return Span(monday if unit == "week" else monday + 5 * DAY, monday + 6 * DAY)
    if unit == "month":
        return _month_span(day.year, day.month)
    if unit == "quarter":
        return _month_span(day.year, day.month - (day.month - 1) % 3, 3)
    if unit == "year":
        return _month_span(day.year, 1, 12)
    if unit == "decade":
        return _month_span(day.year - day.year % 10, 1, 120)
    return one(day)


def _landing(day: datetime.date, count: int, unit: Unit, *, exact: bool = False) -> Span:
    """What 'N units ago' or 'N units later' points at: the day for days, a week or anything exact, else
    the calendar period, as nobody who says 'three years ago' means the day."""
    landed = _shifted(day, count, unit)
    if exact or (unit == "week" and count >= -1):
        return one(landed)
    return _whole(landed, "year" if unit == "decade" else unit)


class UnresolvedError(Exception):
    """Why an expression has no value; the message becomes `TimeValue.rule`."""


class When(NamedTuple):
    """What a meaning is resolved against."""

    known_report: datetime.date | None
    tense: Tense | None
    known_reference: datetime.date | None

    def report(self) -> datetime.date:
        if self.known_report is None:
            raise UnresolvedError("counts from the report's day, which is not known")
        return self.known_report

    def reference(self) -> datetime.date:
        if self.known_reference is None:
            raise UnresolvedError("counts from another day in the text")
        return self.known_reference

    def toward(self, before: Span, after: Span) -> Span:
        """Of the last one begun and the next one not yet over, the one in the direction of the tense."""
        if self.tense is None:
            today = self.report()
            return before if today - before.end <= after.start - today else after
        return before if self.tense == "past" else after


def _yearly(in_year: InYear, which: Which | None, when: When) -> Span:
    """The one meant of something that comes round with the year: a month, a day of a month, a feast."""
    today = when.report()
    if which == "last":
        return _first(span for span in _back(in_year, today.year) if span.end < today)
    if which == "next":
        return _first(span for span in _forth(in_year, today.year) if span.start > today)
    before = next((span for span in _back(in_year, today.year) if span.start <= today), None)
    after = next((span for span in _forth(in_year, today.year) if span.end >= today), None)
    if before and after:
        return when.toward(before, after)
    return _first(span for span in (before, after) if span)


# Ten years, as 29 February may be eight years away and 'Friday, 22 July' as far; ahead they begin a
# year early, as a winter does.


def _back(in_year: InYear, year: int) -> Iterator[Span]:
    return (span for near in range(year, year - 10, -1) for span in reversed(in_year(near)))


def _forth(in_year: InYear, year: int) -> Iterator[Span]:
    return (span for near in range(year - 1, year + 10) for span in in_year(near))


def _first(spans: Iterable[Span]) -> Span:
    span = next(iter(spans), None)
    if span is None:
        raise UnresolvedError(NO_SUCH_DAY)
    return span


# --- Meanings: what a phrase says, before any date is known ------------------------------------------


class Meaning(ABC):
    """What an expression says. `span` gives its days or raises `UnresolvedError`, ValueError or OverflowError."""

    __slots__ = ()
    rule: ClassVar[str] = ""

    @abstractmethod
    def span(self, when: When) -> Span: ...


@dataclass(frozen=True, slots=True)
class Refusal(Meaning):
    """Words without a value, and why."""

    reason: str

    def span(self, when: When) -> Span:
        raise UnresolvedError(self.reason)


@dataclass(frozen=True, slots=True)
class Today(Meaning):
    """'today', 'yesterday', 'last night', 'now'."""

    rule: ClassVar[str] = "day counted from the report's"
    days: int

    def span(self, when: When) -> Span:
        return one(when.report() + self.days * DAY)


@dataclass(frozen=True, slots=True)
class Clock(Meaning):
    """A time of day without its day: on the day spoken of, or else the report's. A night has two days."""

    rule: ClassVar[str] = "time of day, on the day of the report"
    night: bool = False
    loose: bool = False  # 'hours after the blast': other words belong to it

    def span(self, when: When) -> Span:
        day = when.known_reference or when.report()
        return Span(day - DAY, day) if self.night else one(day)


@dataclass(frozen=True, slots=True)
class Weekday(Meaning):
    rule: ClassVar[str] = "weekday, the nearest in the direction of the tense"
    number: int
    which: Which | None = None
    within: Meaning | None = None  # 'Tuesday last week', 'a week ago on Friday'

    def span(self, when: When) -> Span:
        if self.within is not None:
            return one(_whole(self.within.span(when).start, "week").start + self.number * DAY)
        today = when.report()
        gone = (today.weekday() - self.number) % 7  # days since the last such day, 0 on the day itself
        if self.which == "last":
            return one(today - (gone or 7) * DAY)
        if self.which == "next":
            return one(today + (7 - gone) * DAY)
        if gone == 0:
            return one(today)
        if self.which == "this" and when.tense is None:
            return one(today + (7 - gone) * DAY)
        return when.toward(one(today - gone * DAY), one(today + (7 - gone) * DAY))


@dataclass(frozen=True, slots=True)
class SpokenWeekday(Meaning):
    """'the previous Friday', 'that Friday'."""

    rule: ClassVar[str] = "weekday counted from the day spoken of"
    number: int
    step: int

    def span(self, when: When) -> Span:
        which: Which | None = "last" if self.step < 0 else "next" if self.step > 0 else None
        return Weekday(self.number, which).span(When(when.reference(), "past", None))


@dataclass(frozen=True, slots=True)
class Period(Meaning):
    """'this year', 'last month', 'the weekend', 'that year': a whole period, `step` of them away."""

    rule: ClassVar[str] = "calendar period"
    unit: Unit
    step: int
    spoken: bool = False  # counted from the day spoken of, not from the report's

    def span(self, when: When) -> Span:
        day = when.reference() if self.spoken else when.report()
        if self.unit == "weekend":
            return self._weekend(day, when)
        return _whole(_shifted(_whole(day, self.unit).start, self.step, self.unit), self.unit)

    def _weekend(self, day: datetime.date, when: When) -> Span:
        this = _whole(day, "weekend")
        on_it = day >= this.start
        before = this if on_it else _whole(day - 7 * DAY, "weekend")
        if self.step < 0:
            return _whole(day - 7 * DAY, "weekend")
        if self.step > 0:
            return _whole(day + 7 * DAY, "weekend") if on_it else this
        return when.toward(before, this)


@dataclass(frozen=True, slots=True)
class WeekOf(Meaning):
    """'the week of 6 March'."""

    rule: ClassVar[str] = "the week of a day"
    day: Meaning

    def span(self, when: When) -> Span:
        return _whole(self.day.span(when).start, "week")


@dataclass(frozen=True, slots=True)
class Date(Meaning):
    """A year, a month or a day of a month, as far as the words name them."""

    rule: ClassVar[str] = "calendar date"
    year: int | Meaning | None = None
    month: int | None = None
    day: int | None = None
    which: Which | None = None
    weekday: int | None = None  # 'Friday, 22 July': tells the year better than the tense does

    def span(self, when: When) -> Span:
        if self.year is not None:
            year = self.year if isinstance(self.year, int) else self.year.span(when).start.year
            return _first(self._in_year(year))
        if self.which == "this":
            return _first(self._in_year(when.report().year))
        if self.day is None and self.which == "last":
            # 'last October' said in November is a year back: the month just over is 'last month'
            when = when._replace(known_report=_shifted(_whole(when.report(), "month").start, -1, "month"))
        if self.weekday is not None:
            when = when._replace(tense=None)
        return _yearly(self._in_year, self.which, when)

    def _in_year(self, year: int) -> tuple[Span, ...]:
        if self.month is None:
            return (_month_span(year, 1, 12),)
        if self.day is None:
            return (_month_span(year, self.month),)
        if self.day > calendar.monthrange(year, self.month)[1]:
            return ()
        day = datetime.date(year, self.month, self.day)
        disagrees = self.weekday is not None and self.year is None and self.weekday != day.weekday()
        return () if disagrees else (one(day),)


@dataclass(frozen=True, slots=True)
class DayOfMonth(Meaning):
    """'the 14th': of the month named, or of the nearest that has one."""

    rule: ClassVar[str] = "day of the month, the nearest in the direction of the tense"
    day: int
    within: Meaning | None = None

    def span(self, when: When) -> Span:
        if self.within is not None:
            return one(self.within.span(when).start.replace(day=self.day))
        return _yearly(self._in_year, None, when)

    def _in_year(self, year: int) -> tuple[Span, ...]:
        return tuple(span for month in range(1, 13) for span in Date(year, month, self.day)._in_year(year))


@dataclass(frozen=True, slots=True)
class Decade(Meaning):
    rule: ClassVar[str] = "decade"
    first_year: int

    def span(self, when: When) -> Span:
        return _month_span(self.first_year, 1, 120)


@dataclass(frozen=True, slots=True)
class Season(Meaning):
    """Three whole months of the northern year; a winter is named by the year it begins in."""

    rule: ClassVar[str] = "season of the northern year"
    first_month: int
    year: int | Meaning | None = None
    which: Which | None = None

    def span(self, when: When) -> Span:
        if self.year is None:
            return _yearly(self._in_year, self.which, when)
        year = self.year if isinstance(self.year, int) else self.year.span(when).start.year
        return _first(self._in_year(year))

    def _in_year(self, year: int) -> tuple[Span, ...]:
        return (_month_span(year, self.first_month, 3),)


@dataclass(frozen=True, slots=True)
class NamedDay(Meaning):
    """A day or time of the year with a name of its own: 'Anzac Day', 'Easter', 'Ramadan'."""

    rule: ClassVar[str] = "named day"
    in_year: InYear
    year: int | Meaning | None = None
    which: Which | None = None

    def span(self, when: When) -> Span:
        if self.year is None:
            return _yearly(self.in_year, self.which, when)
        year = self.year if isinstance(self.year, int) else self.year.span(when).start.year
        return _first(self.in_year(year))


@dataclass(frozen=True, slots=True)
class Ago(Meaning):
    """'two months ago', 'in two weeks', 'three days from now'."""

    rule: ClassVar[str] = "counted from the report's day"
    count: int
    unit: Unit
    exact: bool = False

    def span(self, when: When) -> Span:
        return _landing(when.report(), self.count, self.unit, exact=self.exact)


@dataclass(frozen=True, slots=True)
class Shift(Meaning):
    """'two days after Friday', 'the next day', 'three years after …': counted from another day.

    Without that day, 'N units after' something tells how long ago it was ('four years after the group
    overran the city, …'), unless a reference says what day it was.
    """

    rule: ClassVar[str] = "counted from another day in the text"
    count: int
    unit: Unit
    of: Meaning | None = None
    looks_back: bool = False
    exact: bool = False

    def span(self, when: When) -> Span:
        if self.of is not None:
            base = self.of.span(when)
            if base.start < base.end and _shifted(base.start, 1, self.unit) <= base.end:
                raise UnresolvedError("counts from a day that is not told to the day")
            return Span(_shifted(base.start, self.count, self.unit), _shifted(base.end, self.count, self.unit))
        if self.looks_back and when.known_reference is None:
            return _landing(when.report(), -self.count, self.unit, exact=self.exact)
        return _landing(when.reference(), self.count, self.unit, exact=self.exact)


@dataclass(frozen=True, slots=True)
class Lasting(Meaning):
    """'the past week', 'over the next five years', 'in 24 hours': a length with one end at the report's day."""

    rule: ClassVar[str] = "length of time up to or from the report's day"
    count: int
    unit: Unit
    ahead: bool | None = None  # None: the tense tells
    in_future_a_point: bool = False  # 'in two weeks' is a stretch behind us, but a day ahead

    def span(self, when: When) -> Span:
        today = when.report()
        ahead = self._points_ahead(when) if self.ahead is None else self.ahead
        if ahead and self.in_future_a_point:
            return _landing(today, self.count, self.unit)
        if ahead:
            return Span(today, _shifted(today, self.count, self.unit))
        # 'the last four days' count the day of the report; longer units run from date to date
        count = self.count - 1 if self.unit == "day" else self.count
        return Span(_shifted(today, -count, self.unit), today)

    def _points_ahead(self, when: When) -> bool:
        if when.tense is None:
            raise UnresolvedError("a length of time, and no tense to say whether behind or ahead")
        return when.tense == "future"


@dataclass(frozen=True, slots=True)
class Duration(Meaning):
    """'for three years': ends today where it is still going on, else its place is not told."""

    rule: ClassVar[str] = "length of time that still goes on"
    count: int
    unit: Unit

    def span(self, when: When) -> Span:
        if when.tense != "present":
            raise UnresolvedError("a length of time without a start or an end")
        return Lasting(self.count, self.unit, ahead=False).span(when)


@dataclass(frozen=True, slots=True)
class Streak(Meaning):
    """'for a fifth day': five of them, the last one now."""

    rule: ClassVar[str] = "row of days or periods up to the report's day"
    count: int
    unit: Unit

    def span(self, when: When) -> Span:
        today = when.report()
        return Span(_whole(_shifted(today, 1 - self.count, self.unit), self.unit).start, today)


@dataclass(frozen=True, slots=True)
class Nth(Meaning):
    """'the first week of October', 'the last two days of May', 'the third quarter': a slice of a longer period."""

    rule: ClassVar[str] = "numbered part of a period"
    first: int  # counted from 1; negative: from the end
    count: int
    unit: Unit | Literal["half"]
    of: Meaning | None = None

    def span(self, when: When) -> Span:
        if self.of is None:
            return _yearly(lambda year: (self._slice(_month_span(year, 1, 12)),), None, when)
        return self._slice(self.of.span(when))

    def _slice(self, whole: Span) -> Span:
        if self.unit == "half":
            return self._half(whole)
        if self.first < 0:
            return Span(max(whole.start, _shifted(whole.end + DAY, -self.count, self.unit)), whole.end)
        start = _shifted(whole.start, self.first - 1, self.unit)
        if start > whole.end:
            raise UnresolvedError(NO_SUCH_DAY)
        return Span(start, min(whole.end, _shifted(start, self.count, self.unit) - DAY))

    def _half(self, whole: Span) -> Span:
        months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1
        middle = _shifted(whole.start, months // 2, "month") if months > 1 else whole.start + 15 * DAY
        return Span(whole.start, middle - DAY) if self.first == 1 else Span(middle, whole.end)


@dataclass(frozen=True, slots=True)
class PartOf(Meaning):
    """'early June', 'mid-2014', 'the end of last year'.

    Of 'this' or 'last' week, month or year a part is the whole, as speakers use it loosely there;
    only its start, and its end while still ahead, are taken at their word.
    """

    rule: ClassVar[str] = "part of a period"
    part: Part
    of: Meaning

    def span(self, when: When) -> Span:
        whole = self.of.span(when)
        if self.part == "whole" or whole.start == whole.end:
            return whole
        if self.part == "end" and when.tense == "future":
            return one(whole.end)
        if isinstance(self.of, Period) and self.part != "start":
            return whole
        parts = _PARTS_BY_LENGTH.get(precision(whole), {})
        if isinstance(self.of, Decade):
            parts = _PARTS_OF_DECADE
        if self.part not in parts:
            return whole
        first, count, unit = parts[self.part]
        return Nth(first, count, unit)._slice(whole)

    def point(self, when: When) -> Span:
        """The one day meant where the part is a limit: 'by mid-January', 'until the end of August'."""
        whole = self.of.span(when)
        if self.part == "end":
            return one(whole.end)
        if self.part == "mid":
            return one(whole.start + (14 * DAY if precision(whole) == "month" else (whole.end - whole.start) // 2))
        return self.span(when)


_PARTS_BY_LENGTH: Mapping[Precision, Mapping[Part, tuple[int, int, Unit]]] = {
    "month": {
        "start": (1, 5, "day"),
        "early": (1, 10, "day"),
        "mid": (11, 10, "day"),
        "late": (21, 11, "day"),
        "end": (-1, 5, "day"),
    },
    "months": {
        "start": (1, 1, "month"),
        "early": (1, 1, "month"),
        "mid": (2, 1, "month"),
        "late": (3, 1, "month"),
        "end": (-1, 1, "month"),
    },
    "year": {
        "start": (1, 1, "month"),
        "early": (1, 1, "quarter"),
        "mid": (2, 2, "quarter"),
        "late": (4, 1, "quarter"),
        "end": (-1, 1, "month"),
    },
}
_PARTS_OF_DECADE: Mapping[Part, tuple[int, int, Unit]] = {
    "start": (1, 1, "year"),
    "early": (1, 4, "year"),
    "mid": (4, 4, "year"),
    "late": (7, 4, "year"),
    "end": (-1, 1, "year"),
}


@dataclass(frozen=True, slots=True)
class Range(Meaning):
    """'from Monday to Wednesday', 'in July and August': from the first of one to the last of the other."""

    rule: ClassVar[str] = "from the first to the last"
    first: Meaning
    last: Meaning

    def span(self, when: When) -> Span:
        if when.tense == "past":
            last = _limit(self.last, when)
            first = _limit(self.first, _beside(self.first, when, last.start))
        else:
            first = _limit(self.first, when)
            last = _limit(self.last, _beside(self.last, when, first.end))
        return Span(first.start, last.end)


def _beside(meaning: Meaning, when: When, other: datetime.date) -> When:
    """The end of a range that names no year or week is the nearest to the other end, not to the report."""
    if not _floats(meaning):
        return when
    return When(other, "past" if when.tense == "past" else "future", when.known_reference)


def _floats(meaning: Meaning) -> bool:
    """Whether the words leave open which one: 'Friday', 'in May', '5 May'."""
    match meaning:
        case PartOf(of=of):
            return _floats(of)
        case Weekday(which=which, within=within):
            return which is None and within is None
        case Date(year=year, which=which) | Season(year=year, which=which) | NamedDay(year=year, which=which):
            return which is None and year is None
        case DayOfMonth(within=within):
            return within is None
    return False


def _limit(meaning: Meaning, when: When) -> Span:
    return meaning.point(when) if isinstance(meaning, PartOf) else meaning.span(when)


@dataclass(frozen=True, slots=True)
class Since(Meaning):
    """'since 2011', 'from Monday' of what has begun: up to the report's day."""

    rule: ClassVar[str] = "since a day, up to the report's"
    of: Meaning

    def span(self, when: When) -> Span:
        begun = when._replace(tense="past")
        return Span(_limit(self.of, begun).start, when.report())


@dataclass(frozen=True, slots=True)
class From(Meaning):
    """'from Monday': like 'since' where it has begun, else the day it begins."""

    rule: ClassVar[str] = "from a day on"
    of: Meaning

    def span(self, when: When) -> Span:
        span = _limit(self.of, when)
        if when.tense != "past" or span.start > when.report():
            return span
        return Span(span.start, when.report())


@dataclass(frozen=True, slots=True)
class By(Meaning):
    """'by Friday', 'until the end of May': the limit itself. A limit set in the past may still lie ahead,
    as in 'they were told to leave by 1 January', so the nearest is meant."""

    rule: ClassVar[str] = "day set as a limit"
    of: Meaning

    def span(self, when: When) -> Span:
        return _limit(self.of, when._replace(tense=None) if when.tense == "past" and _floats(self.of) else when)


@dataclass(frozen=True, slots=True)
class Before(Meaning):
    """'before 2020': from the report's day where it lies ahead; behind us it has no start."""

    rule: ClassVar[str] = "before a day, from the report's"
    of: Meaning

    def span(self, when: When) -> Span:
        if when.tense != "future":
            raise UnresolvedError("before a day, with no start")
        limit = _limit(self.of, when)
        at_the_end = isinstance(self.of, PartOf) and self.of.part == "end"
        return Span(when.report(), limit.end if at_the_end else limit.start - DAY)
