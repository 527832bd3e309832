"""What a time expression comes to: English words in, days out.

In: the words that a reader marked as a time ('on Friday', 'since 2011', 'two months ago'), the day of
the report they stand in (`anchor`), and the tense of the event they belong to. Out: a `TimeValue`,
the first and the last day, both inclusive, or neither and the reason why not. No text raises, and
nothing is guessed: 'in recent weeks', 'the day before' without that day, or 'after Friday' stay
unresolved.

How it works: `time_words` cuts the words into tokens; a scanner finds the phrases among them that
name a time and gives each a meaning (`time_meanings`); neighbours are joined ('Friday, 22 July',
'between June and August 2016'); the meaning is then asked for its days. A meaning does not depend on
the report's day, so it is kept by its words.

The rules are the coding guide's (Fields, time), and the benchmark's practice where the guide is silent:

- a weekday, a month, or a day and month without a year is the nearest in the direction of the tense,
  the report's own day or month included. The present points ahead, as in 'the court sits on Friday';
  without a tense, and for a limit ('by Friday') in the past, it is the nearest on either side;
- 'this year', 'last month', 'last week' are whole calendar periods, weeks Monday to Sunday; so are
  'two months ago' and 'three years ago', and 'earlier this month' or 'late last year';
- 'the past week' or 'in the last four years' run up to the report's day;
- 'early', 'mid' and 'late' in a named month are its days 1-10, 11-20 and 21 to the end; in a year, its
  first quarter, the middle two, and the last;
- a time of day without a day ('at dawn', 'later in the day') is on the report's day.

`precision` names the length of the span in the terms of UCDP GED's date_prec: day 1, days 2, week 3,
month 4, months and year 5; longer spans have no code there.
"""

from __future__ import annotations

import datetime
import functools
from dataclasses import dataclass, replace

from dateline.record import Factuality
from dateline.resolve.time_meanings import (
    NO_SUCH_DAY,
    Ago,
    Before,
    By,
    Clock,
    Date,
    DayOfMonth,
    From,
    Meaning,
    NamedDay,
    Nth,
    PartOf,
    Period,
    Precision,
    Range,
    Refusal,
    Season,
    Shift,
    Since,
    Tense,
    Today,
    UnresolvedError,
    Weekday,
    When,
    precision,
)
from dateline.resolve.time_phrases import Phrase, find_phrases
from dateline.resolve.time_words import (
    CONNECTORS,
    GLUE,
    RECURRING,
    RELATIONS,
    VAGUE,
    tokenise,
)

__all__ = ["Precision", "Tense", "TimeValue", "resolve", "tense_of"]

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
    reference: datetime.date | None = None,
) -> TimeValue:
    """The days that `words` come to.

    `anchor` is the day of the report; without it only expressions that name their year resolve.
    `tense` is that of the event. `reference` is another day that the text is speaking of, for
    'the next day', 'that night' or 'two days later'; without it these stay unresolved.
    """
    if len(words) > _LONGEST:
        return _unresolved("too long for a time expression")
    meaning = _meaning(words)
    try:
        span = meaning.span(When(anchor, tense, reference))
    except UnresolvedError as error:
        return _unresolved(str(error))
    except (ValueError, OverflowError):  # 31 June, or a day before year 1 or after year 9999
        return _unresolved(NO_SUCH_DAY)
    if span.start > span.end:
        return _unresolved("ends before it starts")
    return TimeValue(start=span.start, end=span.end, precision=precision(span), rule=meaning.rule)


def _unresolved(reason: str) -> TimeValue:
    return TimeValue(start=None, end=None, precision=None, rule=reason)


# --- From phrases to one meaning ---------------------------------------------------------------------


@functools.lru_cache(maxsize=8192)
def _meaning(words: str) -> Meaning:
    tokens = tokenise(words)
    if next((token for token in tokens if token not in GLUE), "") in RECURRING:
        return Refusal("comes round again and again, not once")
    phrases = find_phrases(tokens)
    if not phrases:
        return Refusal("vague" if VAGUE.intersection(tokens) else "no date in the words")
    rest = _unread(tokens, phrases)
    if rest & VAGUE:
        return Refusal("vague")
    joined = _joined(tokens, phrases)
    if rest and isinstance(joined, Clock) and not joined.loose:
        return Refusal("time of day of an event, whose day is not in the words")
    return _related(tokens, phrases, joined)


def _unread(tokens: list[str], phrases: list[Phrase]) -> set[str]:
    """The words that no phrase holds and that are no mere grammar."""
    read = {at for start, _, end in phrases for at in range(start, end)}
    return {token for at, token in enumerate(tokens) if at not in read and token not in GLUE}


def _joined(tokens: list[str], phrases: list[Phrase]) -> Meaning:
    """All phrases as one meaning, or a refusal where they tell of several days apart."""
    _, joined, end = phrases[0]
    for start, meaning, next_end in phrases[1:]:
        both = _join(joined, tokens[end:start], meaning)
        if both is None:
            return Refusal("several dates")
        joined, end = both, next_end
    return joined


def _join(left: Meaning, between: list[str], right: Meaning) -> Meaning | None:
    if isinstance(left, Shift) and left.of is None:
        return replace(left, of=right)
    if isinstance(left, Clock):
        return right
    if isinstance(right, Clock):
        return left
    only_grammar = GLUE.issuperset(between)
    if not CONNECTORS.isdisjoint(between) and (only_grammar or "into" in between):
        return _ranged(left, right)
    if not only_grammar:
        return None
    merged = _merged(left, right)
    if merged is None and "," in between and type(left) is type(right):
        return _ranged(left, right)
    return merged


def _merged(left: Meaning, right: Meaning) -> Meaning | None:
    """Two phrases about one time: 'Friday, 22 July', 'April last year', 'Tuesday of next week'."""
    match left, right:
        case Range(), _:
            last = _merged(left.last, right)
            return None if last is None else _ranged(left.first, last)
        case PartOf(), _:
            of = _merged(left.of, right)
            return None if of is None else replace(left, of=of)
        case Weekday(), Period(unit="week") | Ago(unit="week"):
            return replace(left, within=right)
        case ((Period(unit="week") | Ago(unit="week")), Weekday()):
            return replace(right, within=left)
        case DayOfMonth(), Period(unit="month"):
            return replace(left, within=right)
        case Weekday(number=number), Date(year=None, day=int()):
            return replace(right, weekday=number)
        case Date(year=None, day=int()), Weekday(number=number):
            return replace(left, weekday=number)
        case Weekday(), (Date(day=int()) | DayOfMonth() | Today() | NamedDay()):
            return right
        case ((Date(day=int()) | DayOfMonth() | Today() | NamedDay()), Weekday()):
            return left
        case ((Date(year=None) | Season(year=None) | NamedDay(year=None)), _) if _names_a_year(right):
            return replace(left, year=_year_of(right), which=None)
        case Nth(of=None), _ if _names_a_year(right):
            return replace(left, of=right)
        case _, Nth(of=None) if _names_a_year(left):
            return replace(right, of=left)
    return None


def _names_a_year(meaning: Meaning) -> bool:
    match meaning:
        case Date(year=int(), month=None) | Period(unit="year") | Ago(unit="year"):
            return True
    return False


def _year_of(meaning: Meaning) -> int | Meaning:
    return meaning.year if isinstance(meaning, Date) and isinstance(meaning.year, int) else meaning


def _ranged(first: Meaning, last: Meaning) -> Range:
    """A range, where one end takes from the other what it leaves out: 'between June and August 2016'."""
    if isinstance(first, Range):
        first = first.first
    match first, last:
        case Weekday(), Weekday(which=None, within=None):
            last = replace(last, which=first.which, within=first.within)
        case ((Date() | PartOf(of=Date())), (Date() | PartOf(of=Date()))):
            first, last = _sharing_a_year(first, last)
    return Range(first, last)


def _sharing_a_year(first: Meaning, last: Meaning) -> tuple[Meaning, Meaning]:
    opening, closing = _date_in(first), _date_in(last)
    if opening.month is None or closing.month is None:
        return first, last
    over_new_year = (opening.month, opening.day or 0) > (closing.month, closing.day or 32)
    if opening.year is None and isinstance(closing.year, int):
        return _with_year(first, closing.year - over_new_year), last
    if opening.year is None and closing.year is not None and not over_new_year:
        return _with_year(first, closing.year), last
    if closing.year is None and isinstance(opening.year, int):
        return first, _with_year(last, opening.year + over_new_year)
    return first, last


def _date_in(meaning: Meaning) -> Date:
    if isinstance(meaning, PartOf):
        return _date_in(meaning.of)
    assert isinstance(meaning, Date)
    return meaning


def _with_year(meaning: Meaning, year: int | Meaning) -> Meaning:
    if isinstance(meaning, PartOf):
        return replace(meaning, of=_with_year(meaning.of, year))
    return replace(_date_in(meaning), year=year)


def _related(tokens: list[str], phrases: list[Phrase], joined: Meaning) -> Meaning:
    """The meaning under the preposition before it: 'since', 'from', 'by', 'until', 'before', 'after'."""
    start, first, _ = phrases[0]
    lead = tokens[:start]
    if "since" in lead:
        return Since(joined)
    relation, adjacent = _relation(lead)
    if isinstance(first, Clock) and relation != "from":
        return joined  # 'before dawn on Sunday' is on Sunday
    if relation in ("before", "prior", "pre"):
        return Before(joined)
    if relation in ("after", "post"):
        return Refusal("after a day, with no end")
    if adjacent and relation == "from" and not isinstance(joined, Range):
        return From(joined)
    if adjacent and relation in ("by", "until", "till"):
        return By(joined)
    return joined


def _relation(lead: list[str]) -> tuple[str, bool]:
    """The last relation word before the first phrase, and whether only grammar stands between."""
    for at in range(len(lead) - 1, -1, -1):
        if lead[at] in RELATIONS:
            return lead[at], GLUE.issuperset(lead[at + 1 :])
    return "", False
