"""What a time expression comes to: English words in, days out.

In: the words that a reader marked as a time ('on Friday', 'since 2011', 'two months ago'), the day of
the report they stand in (`anchor`), and the tense of the event they belong to. Out: a `TimeValue`,
the first and the last day, both inclusive, or neither and the reason why not. No text raises, and
nothing is guessed: 'in recent weeks', 'the day before' without that day, or 'after Friday' stay
unresolved.

How it works: `words` cuts the words into tokens; `phrases` finds the phrases among them that name
a time and gives each a meaning (`meanings`); `joins` joins neighbours ('Friday, 22 July', 'between
June and August 2016'); the meaning is then asked for its days. A meaning does not depend on the report's
day, so it is kept by its words.

The rules are the coding guide's (Fields, time), and the benchmark's practice where the guide is silent:

- a weekday, a month, or a day and month without a year is the nearest in the direction of the tense,
  the report's own day or month included. The present points ahead, as in 'the court sits on Friday';
  without a tense, and for a limit ('by Friday') in the past, it is the nearest on either side, a month
  ahead only where that is less than half as far;
- 'this year', 'last month', 'last week' are whole calendar periods, weeks Monday to Sunday; so are
  'two months ago' and 'three years ago', and 'earlier this month' or 'late last year';
- 'the past week' or 'in the last four years' run up to the report's day;
- 'early', 'mid' and 'late' in a named month are its days 1-10, 11-20 and 21 to the end; in a year, its
  first quarter, the middle two, and the last;
- a time of day without a day ('at dawn', 'later in the day') is on the report's day.

`find` tells where a text speaks of time, `read` what all of it comes to, and `timex3` what TimeML writes for it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.record import Factuality
from dateline.resolve.times.calendar import Precision, Span, acled_time_precision, one, precision, ucdp_date_prec
from dateline.resolve.times.context import clause_tense
from dateline.resolve.times.finding import Found, find
from dateline.resolve.times.joins import meaning_of
from dateline.resolve.times.meanings import NO_SUCH_DAY, Tense, UnresolvedError, When
from dateline.resolve.times.timex3 import Timex3, timex3_of
from dateline.resolve.times.words import tokenise

__all__ = [
    "Found",
    "Precision",
    "Span",
    "Tense",
    "TimeMention",
    "TimeValue",
    "Timex3",
    "acled_time_precision",
    "find",
    "read",
    "resolve",
    "tense_of",
    "timex3",
    "ucdp_date_prec",
]

_LONGEST = 400  # characters; a clause after 'since' may be long, a paragraph is a reader's mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeValue:
    """The days that an expression comes to: both ends inclusive, or both None."""

    start: datetime.date | None
    end: datetime.date | None
    precision: Precision | None
    rule: str
    """The rule that gave the value, or why there is none."""


def tense_of(factuality: Factuality) -> Tense | None:
    """The direction in which an event of that factuality looks for its day.

    What could happen has none of its own: on the coded training reports the nearest day is right for 17 of
    18 hypothetical events, the one before for 12. What did not happen looks back, as what did.
    """
    return {"actual": "past", "negated": "past", "future": "future", "hypothetical": None}[factuality]


def resolve(
    words: str,
    *,
    anchor: datetime.date | None,
    tense: Tense | None = None,
    reference: datetime.date | Span | None = None,
    country: str | None = None,
) -> TimeValue:
    """The days that `words` come to.

    `anchor` is the day of the report; without it only expressions that name their year resolve.
    `tense` is that of the event. `reference` is the day, or the first and last day, that the text was
    speaking of before, for 'the next day', 'that night' or 'two days later'; without it these stay
    unresolved. `country` (ISO 3166 alpha-2 or alpha-3) is where the report plays, for its public holidays.
    """
    if len(words) > _LONGEST:
        return _unresolved("too long for a time expression")
    meaning = meaning_of(words)
    try:
        span = meaning.span(When(anchor, tense, _days(reference), country))
    except UnresolvedError as error:
        return _unresolved(str(error))
    except (ValueError, OverflowError):  # 31 June, or a day before year 1 or after year 9999
        return _unresolved(NO_SUCH_DAY)
    if span.start > span.end:
        return _unresolved("ends before it starts")
    return TimeValue(start=span.start, end=span.end, precision=precision(span), rule=meaning.rule)


def timex3(
    words: str,
    *,
    anchor: datetime.date | None,
    tense: Tense | None = None,
    reference: datetime.date | Span | None = None,
    country: str | None = None,
) -> Timex3:
    """The TIMEX3 tag that TimeML gives `words`; the arguments are those of `resolve`.

    It follows TimeML where that differs from the days that events get: 'now' is PRESENT_REF, 'the past two
    months' the length P2M, 'recently' PAST_REF. `value` is None, and `rule` says why, where there is none.
    """
    if len(words) > _LONGEST:
        return Timex3(type="DATE", value=None, rule="too long for a time expression")
    return timex3_of(meaning_of(words), tokenise(words), When(anchor, tense, _days(reference), country))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression in a text: its characters (`end` exclusive), its days and its tag."""

    start: int
    end: int
    value: TimeValue
    timex3: Timex3


def read(
    text: str,
    *,
    anchor: datetime.date | None,
    country: str | None = None,
    spans: Iterable[tuple[int, int]] | None = None,
) -> tuple[TimeMention, ...]:
    """The time expressions of a text with what they come to.

    `spans` are their places where they are known; else `find` tells them. The tense is taken from the clause, and
    'the next day' or 'a year earlier' count from the expression before that came to days.
    """
    mentions: list[TimeMention] = []
    reference: Span | None = None
    for start, end in sorted(find(text) if spans is None else spans):
        words = text[start:end]
        tense = clause_tense(text, start, end)
        value = resolve(words, anchor=anchor, tense=tense, reference=reference, country=country)
        timex = timex3(words, anchor=anchor, tense=tense, reference=reference, country=country)
        mentions.append(TimeMention(start=start, end=end, value=value, timex3=timex))
        if value.start is not None and value.end is not None and timex.type in ("DATE", "TIME"):
            reference = Span(value.start, value.end)
    return tuple(mentions)


def _days(reference: datetime.date | Span | None) -> Span | None:
    return one(reference) if isinstance(reference, datetime.date) else reference


def _unresolved(reason: str) -> TimeValue:
    return TimeValue(start=None, end=None, precision=None, rule=reason)
