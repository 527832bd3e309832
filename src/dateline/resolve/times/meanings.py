"""What time expressions mean, before and after a date is known.

Each kind of expression is a small frozen class: it holds what the words say (`Weekday(4)` for 'Friday')
and `span` gives its days, once the report's day and the tense are known. `dateline.resolve.times` makes
them from words. The rules are the coding guide's; see there.
"""

from __future__ import annotations

import calendar
import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from dateline.resolve.times.calendar import (
    DAY,
    InYear,
    Span,
    Unit,
    is_quarter,
    landing,
    month_span,
    moved,
    one,
    shifted,
    whole_period,
)
from dateline.resolve.times.holidays import holiday

Tense = Literal["past", "present", "future"]
Which = Literal["last", "this", "next"]
Reference = Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]

NO_SUCH_DAY = "no such day in the calendar"
VAGUE = "vague"


class UnresolvedError(Exception):
    """Why an expression has no value; the message becomes `TimeValue.rule`."""


class When(NamedTuple):
    """What a meaning is resolved against."""

    known_report: datetime.date | None
    tense: Tense | None
    known_reference: Span | None
    country: str | None = None

    def report(self) -> datetime.date:
        if self.known_report is None:
            raise UnresolvedError("counts from the report's day, which is not known")
        return self.known_report

    def reference(self) -> Span:
        if self.known_reference is None:
            raise UnresolvedError("counts from another day in the text")
        return self.known_reference

    def toward(self, before: Span, after: Span, *, lean: int = 1) -> Span:
        """Of the last one begun and the next one not yet over, the one in the direction of the tense; without one the
        nearest, where a way back counts `lean` times shorter."""
        if self.tense is None:
            today = self.report()
            return before if today - before.end <= lean * (after.start - today) else after
        return before if self.tense == "past" else after


_NEWS_LOOKS_BACK = 2
"""A month or a day of one without a tense is ahead only where that is less than half as far: of the 137 in TimeBank
that name no year, 126 come right so, 119 where the nearest is taken."""


def yearly(in_year: InYear, which: Which | None, when: When) -> Span:
    """The one meant of something that comes round with the year: a month, a day of a month, a feast."""
    today = when.report()
    if which == "last":
        return _first(span for span in _back(in_year, today.year) if span.end < today)
    if which == "next":
        return _first(span for span in _forth(in_year, today.year) if span.start > today)
    before = next((span for span in _back(in_year, today.year) if span.start <= today), None)
    after = next((span for span in _forth(in_year, today.year) if span.end >= today), None)
    if before and after:
        return when.toward(before, after, lean=_NEWS_LOOKS_BACK)
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
class Vague(Meaning):
    """'recently', 'a few days ago', 'the future': behind, about or ahead of the report's day, and no more told."""

    reference: Reference

    def span(self, when: When) -> Span:
        raise UnresolvedError(VAGUE)


@dataclass(frozen=True, slots=True)
class Lengths(Meaning):
    """'several years', 'recent weeks', 'a couple of days': a number of units that is not told, or hardly."""

    unit: Unit
    count: int | None = None

    def span(self, when: When) -> Span:
        raise UnresolvedError(VAGUE)


@dataclass(frozen=True, slots=True)
class Recurring(Meaning):
    """'every Friday', 'daily'; `value` is that of a TIMEX3 SET, or empty where the words do not tell it."""

    value: str

    def span(self, when: When) -> Span:
        raise UnresolvedError("comes round again and again, not once")


@dataclass(frozen=True, slots=True)
class Today(Meaning):
    """'today', 'yesterday', 'last night'."""

    rule: ClassVar[str] = "day counted from the report's"
    days: int

    def span(self, when: When) -> Span:
        return one(when.report() + self.days * DAY)


@dataclass(frozen=True, slots=True)
class Now(Meaning):
    """'now', 'currently', 'at present'."""

    rule: ClassVar[str] = Today.rule

    def span(self, when: When) -> Span:
        return one(when.report())


@dataclass(frozen=True, slots=True)
class Clock(Meaning):
    """A time of day without its day: on the report's, or where the words point back ('later in the day') on the day
    spoken of. A night has two days."""

    rule: ClassVar[str] = "time of day, on the day of the report"
    night: bool = False
    loose: bool = False  # 'hours after the blast': other words belong to it
    points_back: bool = False

    def span(self, when: When) -> Span:
        spoken = when.known_reference if self.points_back or self.loose else None
        day = spoken.start if spoken and spoken.start == spoken.end else when.report()
        return Span(day - DAY, day) if self.night else one(day)


@dataclass(frozen=True, slots=True)
class Weekday(Meaning):
    rule: ClassVar[str] = "weekday, the nearest in the direction of the tense"
    number: int
    which: Which | None = None
    within: Meaning | None = None  # 'Tuesday last week', 'a week ago on Friday'

    def span(self, when: When) -> Span:
        if self.within is not None:
            return one(whole_period(self.within.span(when).start, "week").start + self.number * DAY)
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
        return Weekday(self.number, which).span(When(when.reference().start, "past", None))


@dataclass(frozen=True, slots=True)
class Period(Meaning):
    """'this year', 'last month', 'the weekend', 'that year': a whole period, `step` of them away."""

    rule: ClassVar[str] = "calendar period"
    unit: Unit
    step: int
    spoken: bool = False  # counted from the day spoken of, not from the report's

    def span(self, when: When) -> Span:
        day = when.reference().start if self.spoken else when.report()
        if self.unit == "weekend":
            return self._weekend(day, when)
        return whole_period(shifted(whole_period(day, self.unit).start, self.step, self.unit), self.unit)

    def _weekend(self, day: datetime.date, when: When) -> Span:
        this = whole_period(day, "weekend")
        on_it = day >= this.start
        before = this if on_it else whole_period(day - 7 * DAY, "weekend")
        if self.step < 0:
            return whole_period(day - 7 * DAY, "weekend")
        if self.step > 0:
            return whole_period(day + 7 * DAY, "weekend") if on_it else this
        return when.toward(before, this)


@dataclass(frozen=True, slots=True)
class SamePeriod(Meaning):
    """'the 1988 quarter', 'the year-ago period', 'the latest period': the period spoken of, in another year."""

    rule: ClassVar[str] = "the period spoken of, in another year"
    year: int | None = None
    years_ago: int = 0
    is_quarter: bool = False  # else as long as the one spoken of

    def span(self, when: When) -> Span:
        spoken = when.reference()
        if self.is_quarter:
            spoken = whole_period(spoken.start, "quarter")
        if self.year is not None:
            return moved(spoken, self.year - spoken.start.year, "year")
        return moved(_last_begun(spoken, when.report()), -self.years_ago, "year")


def _last_begun(period: Span, today: datetime.date) -> Span:
    """The same time of year, the last one begun."""
    this_year = moved(period, today.year - period.end.year, "year")
    return this_year if this_year.start <= today else moved(this_year, -1, "year")


@dataclass(frozen=True, slots=True)
class WeekOf(Meaning):
    """'the week of 6 March'."""

    rule: ClassVar[str] = "the week of a day"
    day: Meaning

    def span(self, when: When) -> Span:
        return whole_period(self.day.span(when).start, "week")


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
            when = when._replace(known_report=shifted(whole_period(when.report(), "month").start, -1, "month"))
        if self.weekday is not None:
            when = when._replace(tense=None)
        return yearly(self._in_year, self.which, when)

    def _in_year(self, year: int) -> tuple[Span, ...]:
        if self.month is None:
            return (month_span(year, 1, 12),)
        if self.day is None:
            return (month_span(year, self.month),)
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
        return yearly(self._in_year, None, when)

    def _in_year(self, year: int) -> tuple[Span, ...]:
        return tuple(span for month in range(1, 13) for span in Date(year, month, self.day)._in_year(year))


@dataclass(frozen=True, slots=True)
class Decade(Meaning):
    rule: ClassVar[str] = "decade"
    first_year: int

    def span(self, when: When) -> Span:
        return month_span(self.first_year, 1, 120)


@dataclass(frozen=True, slots=True)
class Century(Meaning):
    rule: ClassVar[str] = "century"
    number: int

    def span(self, when: When) -> Span:
        return month_span(100 * (self.number - 1), 1, 1200)


@dataclass(frozen=True, slots=True)
class Season(Meaning):
    """Three whole months of the northern year; a winter is named by the year it begins in."""

    rule: ClassVar[str] = "season of the northern year"
    first_month: int
    year: int | Meaning | None = None
    which: Which | None = None

    def span(self, when: When) -> Span:
        if self.year is None:
            return yearly(self._in_year, self.which, when)
        year = self.year if isinstance(self.year, int) else self.year.span(when).start.year
        return _first(self._in_year(year))

    def _in_year(self, year: int) -> tuple[Span, ...]:
        return (month_span(year, self.first_month, 3),)


@dataclass(frozen=True, slots=True)
class NamedDay(Meaning):
    """A day or time of the year with a name of its own: 'Anzac Day', 'Easter', 'Ramadan'; the name alone where the
    day depends on the country, as that of 'Independence Day' does."""

    rule: ClassVar[str] = "named day"
    days: InYear | str
    year: int | Meaning | None = None
    which: Which | None = None

    def span(self, when: When) -> Span:
        in_year = self._in_year(when.country)
        if self.year is None:
            return yearly(in_year, self.which, when)
        year = self.year if isinstance(self.year, int) else self.year.span(when).start.year
        return _first(in_year(year))

    def _in_year(self, country: str | None) -> InYear:
        if not isinstance(self.days, str):
            return self.days
        if country is None:
            raise UnresolvedError("public holiday, whose day depends on the country")
        return holiday(self.days, country)


@dataclass(frozen=True, slots=True)
class Ago(Meaning):
    """'two months ago', 'in two weeks', 'three days from now'."""

    rule: ClassVar[str] = "counted from the report's day"
    count: int
    unit: Unit
    exact: bool = False

    def span(self, when: When) -> Span:
        spoken = when.known_reference
        if spoken and self.count == -1 and self.unit == "year" and is_quarter(spoken):
            return SamePeriod(years_ago=1).span(when)  # results are held against those of the same quarter
        return landing(when.report(), self.count, self.unit, exact=self.exact)


@dataclass(frozen=True, slots=True)
class Shift(Meaning):
    """'two days after Friday', 'the next day', 'three years after …': counted from another day.

    'N units after' something that the words do not date tells how long ago it was: 'four years after the group
    overran the city, …'.
    """

    rule: ClassVar[str] = "counted from another day in the text"
    count: int
    unit: Unit
    of: Meaning | None = None
    looks_back: bool = False
    exact: bool = False

    def span(self, when: When) -> Span:
        if self.of is None and self.looks_back:
            return landing(when.report(), -self.count, self.unit, exact=self.exact)
        base = when.reference() if self.of is None else self.of.span(when)
        if base.start == base.end:
            return landing(base.start, self.count, self.unit, exact=self.exact or self.of is not None)
        if (self.count or self.exact) and shifted(base.start, 1, self.unit) <= base.end:
            raise UnresolvedError("counts from a day that is not told to the day")
        return moved(base, self.count, self.unit)


@dataclass(frozen=True, slots=True)
class Lasting(Meaning):
    """'the past week', 'over the next five years', 'in 24 hours': a length with one end at the report's day."""

    rule: ClassVar[str] = "length of time up to or from the report's day"
    count: int
    unit: Unit
    ahead: bool | None = None  # None: the tense tells
    in_future_a_point: bool = False  # 'in two weeks' is a stretch behind us, but a day ahead
    counted: bool = True  # not so for 'the past week'

    def span(self, when: When) -> Span:
        today = when.report()
        ahead = self._points_ahead(when) if self.ahead is None else self.ahead
        if ahead and self.in_future_a_point:
            return landing(today, self.count, self.unit)
        if ahead:
            return Span(today, shifted(today, self.count, self.unit))
        # 'the last four days' count the day of the report; longer units run from date to date
        count = self.count - 1 if self.unit == "day" else self.count
        return Span(shifted(today, -count, self.unit), today)

    def _points_ahead(self, when: When) -> bool:
        if when.tense is None:
            raise UnresolvedError("a length of time, and no tense to say whether behind or ahead")
        return when.tense == "future"


@dataclass(frozen=True, slots=True)
class Length(Meaning):
    """'the four-month battle', 'the first three days': how long, but not from when."""

    count: int
    unit: Unit

    def span(self, when: When) -> Span:
        raise UnresolvedError("a length of time without a start or an end")


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
        return Span(whole_period(shifted(today, 1 - self.count, self.unit), self.unit).start, today)
