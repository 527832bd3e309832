"""From the phrases of an expression to its one meaning, or the reason why it has none."""

from __future__ import annotations

import functools
from dataclasses import replace

from dateline.resolve.times.compounds import Before, By, From, Nth, PartOf, Range, Since
from dateline.resolve.times.meanings import (
    VAGUE,
    Ago,
    Clock,
    Date,
    DayOfMonth,
    Duration,
    Length,
    Lengths,
    Meaning,
    NamedDay,
    Period,
    Recurring,
    Refusal,
    Season,
    Shift,
    Today,
    Vague,
    Weekday,
)
from dateline.resolve.times.phrases import Phrase, find_phrases
from dateline.resolve.times.timex3 import set_value
from dateline.resolve.times.words import ALONE, CONNECTORS, GLUE, RECURRING, RELATIONS, VAGUE_WORDS, tokenise


@functools.lru_cache(maxsize=8192)
def meaning_of(words: str) -> Meaning:
    """What the words of one time expression say; it does not depend on the report, so it is kept by its words."""
    tokens = tokenise(words)
    first = next((at for at, token in enumerate(tokens) if token not in GLUE), 0)
    if tokens and tokens[first] in RECURRING and tokens[first + 1 : first + 2] != ["of"]:
        return Recurring(set_value(tokens[first:]))
    phrases = find_phrases(tokens)
    if not phrases:
        return _without_a_phrase(tokens)
    vague = next((meaning for _, meaning, _ in phrases if isinstance(meaning, Vague | Lengths)), None)
    if vague is not None:
        return vague
    rest, joined = _unread(tokens, phrases), _joined(tokens, phrases)
    if rest & VAGUE_WORDS:  # 'less than an hour' is a length still
        return Length(joined.count, joined.unit) if isinstance(joined, Length | Duration) else Refusal(VAGUE)
    if rest and isinstance(joined, Clock) and not joined.loose:
        return Refusal("time of day of an event, whose day is not in the words")
    return _related(tokens, phrases, joined)


def _without_a_phrase(tokens: list[str]) -> Meaning:
    reference = next((ALONE[token] for token in tokens if token in ALONE), None)
    if reference is not None:
        return Vague(reference)
    return Refusal(VAGUE if VAGUE_WORDS.intersection(tokens) else "no date in the words")


def _unread(tokens: list[str], phrases: list[Phrase]) -> set[str]:
    """The words that no phrase holds and that are no mere grammar."""
    read = {at for start, _, end in phrases for at in range(start, end)}
    return {token for at, token in enumerate(tokens) if at not in read and token not in GLUE}


def _joined(tokens: list[str], phrases: list[Phrase]) -> Meaning:
    """All phrases as one meaning, or a refusal where they tell of several days apart."""
    dated = [phrase for phrase in phrases if not isinstance(phrase[1], Length)] or phrases[:1]
    _, joined, end = dated[0]
    for start, meaning, next_end in dated[1:]:
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
    merged = merge(left, right)
    if merged is None and "," in between and type(left) is type(right):
        return _ranged(left, right)
    return merged


def merge(left: Meaning, right: Meaning) -> Meaning | None:
    """Two phrases about one time: 'Friday, 22 July', 'today, 22 July', 'April last year', 'Tuesday of next week'."""
    match left, right:
        case Range(), _:
            last = merge(left.last, right)
            return None if last is None else _ranged(left.first, last)
        case PartOf(), _:
            of = merge(left.of, right)
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
        case Today(), (Date(day=int()) | DayOfMonth()):
            return right
        case ((Date(day=int()) | DayOfMonth()), Today()):
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
