"""Meanings made of others: parts of a period, ranges, and what stands under 'since', 'by' or 'before'."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from dateline.resolve.times.calendar import DAY, Precision, Span, Unit, month_span, one, precision, shifted
from dateline.resolve.times.meanings import (
    NO_SUCH_DAY,
    Date,
    DayOfMonth,
    Decade,
    Meaning,
    NamedDay,
    Period,
    Season,
    UnresolvedError,
    Weekday,
    When,
    yearly,
)

Part = Literal["start", "early", "mid", "late", "end", "whole"]


@dataclass(frozen=True, slots=True)
class Fiscal(Meaning):
    """'fiscal 1989', 'the fiscal first quarter'."""

    of: Meaning

    def span(self, when: When) -> Span:
        raise UnresolvedError("fiscal year, which begins on another day in each country and firm")


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
            return yearly(lambda year: (self._slice(month_span(year, 1, 12)),), None, when)
        return self._slice(self.of.span(when))

    def _slice(self, whole: Span) -> Span:
        if self.unit == "half":
            return self._half(whole)
        if self.first < 0:
            return Span(max(whole.start, shifted(whole.end + DAY, -self.count, self.unit)), whole.end)
        start = shifted(whole.start, self.first - 1, self.unit)
        if start > whole.end:
            raise UnresolvedError(NO_SUCH_DAY)
        return Span(start, min(whole.end, shifted(start, self.count, self.unit) - DAY))

    def _half(self, whole: Span) -> Span:
        months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1
        middle = shifted(whole.start, months // 2, "month") if months > 1 else whole.start + 15 * DAY
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
    return when._replace(known_report=other, tense="past" if when.tense == "past" else "future")


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
