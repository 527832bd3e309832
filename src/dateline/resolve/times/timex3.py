"""What TimeML writes for a time: the `type` and `value` of a TIMEX3 tag (TimeML 1.2.1, section 2.2; ISO 8601).

A DATE is named by the calendar period that its days fill: '2018-03-14', '2018-W11', '2018-03', '2018-Q1', '2018',
'201', '20'. Days that fill none ('the week from Wednesday on') have no value there. A TIME adds the time of day, a
DURATION is a number of units, a SET what comes round again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.resolve.times.calendar import DAY, Span, Unit, one, whole_period
from dateline.resolve.times.compounds import Before, By, Fiscal, From, Nth, PartOf, Range, Since
from dateline.resolve.times.meanings import (
    NO_SUCH_DAY,
    Ago,
    Clock,
    Duration,
    Lasting,
    Length,
    Lengths,
    Meaning,
    Now,
    Period,
    Recurring,
    Shift,
    Streak,
    UnresolvedError,
    Vague,
    When,
)
from dateline.resolve.times.words import (
    ANY_UNITS,
    CLOCK_FIGURES,
    CLOCK_TIME,
    DAY_PARTS,
    EACH,
    MONTHS,
    NUMBERS,
    SETS,
    WEEKDAYS,
    WEEKDAYS_AGAIN,
    WITHIN_A_DAY,
    ZONES,
)

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex3:
    """A TIMEX3 tag's attributes; `value` is None where the words come to none, and `rule` tells why."""

    type: TimexType
    value: str | None
    rule: str


def timex3_of(meaning: Meaning, tokens: Sequence[str], when: When) -> Timex3:
    """The tag of an expression with that meaning. `tokens` tell the time of day, which days leave out."""
    if isinstance(meaning, Recurring):
        return Timex3(type="SET", value=meaning.value or None, rule="comes round again and again")
    if length := _length(meaning):
        return Timex3(type="DURATION", value=length, rule="length of time")
    if isinstance(meaning, Vague):
        return Timex3(type="DATE", value=meaning.reference, rule="before, at or after the report's day, vaguely")
    return _date(meaning, clock_value(tokens), when)


def _date(meaning: Meaning, clock: str, when: When) -> Timex3:
    kind: TimexType = "TIME" if clock else "DATE"
    try:
        day = _date_value(meaning, when)
    except UnresolvedError as error:
        return Timex3(type=kind, value=None, rule=str(error))
    except (ValueError, OverflowError):
        return Timex3(type=kind, value=None, rule=NO_SUCH_DAY)
    if day is None:
        return Timex3(type=kind, value=None, rule="days that fill no calendar period")
    return Timex3(type=kind, value=f"{day}T{clock}" if clock else day, rule=meaning.rule or "calendar date")


# --- Lengths -----------------------------------------------------------------------------------------


def _length(meaning: Meaning) -> str:
    match meaning:
        case Lengths(unit=unit, count=count):
            return length_value(count or "X", unit)
        case Lasting(count=1, counted=False):
            return ""  # 'the past year' is a date
        case Length() | Duration() | Lasting() | Streak():
            return length_value(meaning.count, meaning.unit)
        case Nth(count=count, unit=unit) if count > 1 and unit != "half":
            return length_value(count, unit)
    return ""


def length_value(count: int | str, unit: Unit) -> str:
    """A number of units: 'P2W', 'PT30M', 'PXD'."""
    code, each = _UNIT_CODES[unit]
    mark = "T" if unit in WITHIN_A_DAY else ""
    return f"P{mark}{count * each if isinstance(count, int) else count}{code}"


_UNIT_CODES: dict[Unit, tuple[str, int]] = {
    "second": ("S", 1),
    "minute": ("M", 1),
    "hour": ("H", 1),
    "day": ("D", 1),
    "week": ("W", 1),
    "weekend": ("WE", 1),
    "fortnight": ("W", 2),
    "month": ("M", 1),
    "quarter": ("Q", 1),
    "year": ("Y", 1),
    "decade": ("Y", 10),
    "century": ("Y", 100),
}


# --- Dates -------------------------------------------------------------------------------------------


def _date_value(meaning: Meaning, when: When) -> str | None:
    match meaning:
        case Now():
            return "PRESENT_REF"
        case Clock(night=True):
            return named(one(meaning.span(when).start))
        case Fiscal(of=inner) | Since(of=inner) | From(of=inner) | By(of=inner) | Before(of=inner) | PartOf(of=inner):
            return _date_value(inner, when)
        case Range():
            raise UnresolvedError("two ends, which TimeML marks one by one")
        case Lasting(unit=unit, ahead=ahead):
            return named(Period(unit, 1 if ahead else -1).span(when))
        case Ago(unit="week") | Shift(unit="week") if (span := meaning.span(when)).start == span.end:
            return named(whole_period(span.start, "week"))
        case Nth(unit="week"):
            return named(whole_period(meaning.span(when).start, "week"))
    return named(meaning.span(when))


def named(span: Span) -> str | None:
    """The calendar period that the days fill, as ISO 8601 and TimeML write it; None where they fill none."""
    start, after = span.start, span.end + DAY
    if span.start == span.end:
        return start.isoformat()
    year, week, weekday = start.isocalendar()
    if (span.end - start).days + 1 == 7 and weekday == 1:
        return f"{year:04}-W{week:02}"
    if (span.end - start).days + 1 == 2 and weekday == 6:
        return f"{year:04}-W{week:02}-WE"
    if start.day > 1 or after.day > 1:
        return None
    return _named_months(start.year, start.month, (after.year - start.year) * 12 + after.month - start.month)


def _named_months(year: int, month: int, count: int) -> str | None:
    if count == 1:
        return f"{year:04}-{month:02}"
    if count == 3 and month in _THREE_MONTHS:
        return f"{year:04}-{_THREE_MONTHS[month]}"
    if count == 6 and month in (1, 7):
        return f"{year:04}-H{1 + month // 7}"
    if month == 1 and count == 12:
        return f"{year:04}"
    if month == 1 and count == 120 and year % 10 == 0:
        return f"{year // 10:03}"
    if month == 1 and count == 1200 and year % 100 == 0:
        return f"{year // 100:02}"
    return None


_THREE_MONTHS = {1: "Q1", 4: "Q2", 7: "Q3", 10: "Q4", 3: "SP", 6: "SU", 9: "FA", 12: "WI"}


# --- Times of day ------------------------------------------------------------------------------------


def clock_value(tokens: Sequence[str]) -> str:
    """The time of day that the tokens name, as it stands after the 'T': '19:15', 'MO'; empty where they name none."""
    for at, token in enumerate(tokens):
        if token in DAY_PARTS:
            return DAY_PARTS[token]
        follower = tokens[at + 1] if at + 1 < len(tokens) else ""
        if CLOCK_TIME.fullmatch(token) or (CLOCK_FIGURES.fullmatch(token) and follower in ZONES):
            return _clock_time(token, follower)
    return ""


def _clock_time(token: str, follower: str) -> str:
    digits = "".join(sign for sign in token if sign.isdecimal())
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    hour = int(hours) % 12 if token.endswith(("am", "pm")) or follower in ("am", "pm") else int(hours)
    hour += 12 * (token.endswith("pm") or follower == "pm")
    return f"{hour:02}:{minutes}"


# --- Sets --------------------------------------------------------------------------------------------


def set_value(tokens: Sequence[str]) -> str:
    """The value for the tokens from the word that says so ('every') on; empty where they do not tell it."""
    first, rest = tokens[0], [token for token in tokens[1:] if token != "other"]
    part = next((f"T{DAY_PARTS[token]}" for token in tokens if token in DAY_PARTS), "")
    if first in SETS:
        return SETS[first]
    if first in WEEKDAYS_AGAIN:
        return f"XXXX-WXX-{WEEKDAYS_AGAIN[first] + 1}{part}"
    assert first in EACH
    return f"XXXX-XX-XX{part}" if part else _each(rest)


def _each(rest: Sequence[str]) -> str:
    count = 1
    if rest and (rest[0].isdecimal() or rest[0] in NUMBERS):
        count, rest = NUMBERS.get(rest[0]) or int(rest[0]), rest[1:]
    follower = rest[0] if rest else ""
    if follower in WEEKDAYS:
        return f"XXXX-WXX-{WEEKDAYS[follower] + 1}"
    if follower in MONTHS:
        return f"XXXX-{MONTHS[follower]:02}"
    unit = ANY_UNITS.get(follower)
    return length_value(count, unit) if unit else ""
