"""Where a text speaks of time: the spans of its time expressions, found by the grammar of `phrases`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from dateline.resolve.times.joins import merge
from dateline.resolve.times.meanings import (
    Clock,
    Date,
    DayOfMonth,
    Duration,
    Length,
    Lengths,
    Meaning,
    Now,
    Shift,
    Vague,
    Weekday,
)
from dateline.resolve.times.phrases import Phrase, find_phrases
from dateline.resolve.times.words import (
    BEFORE_A_PHRASE,
    BEFORE_THEN,
    BETWEEN_PHRASES,
    GLUE,
    LIKE_COMMON_WORDS,
    MONTHS,
    NOW,
    SHORTENED,
    THEN,
    Token,
    tokens_of,
)

_CLAUSE_END = re.compile(r"""[!?;…]+|:(?!\d)|\n\s*\n|\.(?:["'”’)]|\s)+(?=["'“‘(`\[]*[A-Z])|(?<!\w)--(?!\w)|\s[–—_]\s""")
_ABBREVIATED = re.compile(rf"\b(?:[a-z]|{'|'.join(sorted(SHORTENED))})\Z", re.IGNORECASE)


class Found(NamedTuple):
    """The characters of one time expression: `start` inclusive, `end` exclusive."""

    start: int
    end: int


def find(text: str) -> list[Found]:
    """The time expressions of a text, in its order; none overlaps another.

    Ends of a range ('from Monday to Friday') are found one by one, as TimeML marks them. A number counts as a year,
    and 'may', 'march' or 'second' as a time, only where their neighbours say so.
    """
    return [found for start, clause in _clauses(text) for found in _in_clause(clause, start)]


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    """The stretches over whose ends no expression runs, each with its place."""
    start = 0
    for match in _CLAUSE_END.finditer(text):
        if match.group().startswith(".") and _ABBREVIATED.search(text, start, match.start()):
            continue  # 'Nov. Friday', 'at 5 p.m. Friday'
        yield start, text[start : match.end()]
        start = match.end()
    yield start, text[start:]


def _in_clause(clause: str, offset: int) -> Iterator[Found]:
    tokens = tokens_of(clause)
    words = [token.word if _may_be_a_time(clause, token) else "" for token in tokens]
    phrases = [phrase for phrase in find_phrases(words, in_text=True) if _is_a_time(words, phrase)]
    for first, end in _grouped(words, phrases):
        yield Found(offset + tokens[_opened(words, first)].start, offset + tokens[end - 1].end)


def _may_be_a_time(clause: str, token: Token) -> bool:
    """Not so for 'may' and 'march' in small letters, and for '$1990'."""
    if token.word in LIKE_COMMON_WORDS:
        return clause[token.start].isupper()
    return not (
        token.word[0].isdecimal() and unicodedata.category(clause[token.start - 1 : token.start] or " ") == "Sc"
    )


def _is_a_time(words: list[str], phrase: Phrase) -> bool:
    """Whether a phrase that may be a time is one among the words of a text."""
    first, meaning, end = phrase
    opening, before, after = words[first], words[first - 1] if first else "", words[end] if end < len(words) else ""
    match meaning:
        case Vague() if opening in ("short", "long", "near"):
            return before == "the" and after in GLUE | {""}
        case Vague() if opening == "future":
            return before == "the"
        case Vague() if opening == "soon":
            return before != "as" and after != "after"
        case Weekday() if opening in LIKE_COMMON_WORDS:
            return before == "on" or after in MONTHS or after[:1].isdecimal()  # 'Sun' is a newspaper, too
        case Date(day=None, year=None) if opening in SHORTENED:
            return False  # 'Jan' and 'Mar' are names of people and places
        case DayOfMonth():
            return before == "the" and words[max(first - 2, 0)] in GLUE and after in GLUE | {""}
        case Lengths():
            return after != "old" and not before[:1].isdecimal()
        case Length(unit="quarter"):
            return False  # a share
        case Length() | Duration() if opening in ("a", "an"):
            return before in GLUE  # else a rate: '$2 million a year'
        case Now():
            return opening in NOW or opening in ("present", "days")
        case Shift(count=0, of=None) if opening in THEN:
            return before in BEFORE_THEN  # else it tells an order: 'and then'
        case Shift(count=0 | -1, of=None):
            return opening != "eve" and words[end - 1] != "time"
        case Vague() if opening == "recent":
            return False
    return True


def _grouped(words: list[str], phrases: list[Phrase]) -> Iterator[tuple[int, int]]:
    """The phrases that tell of one time together, as the first token and the one after the last."""
    group: Phrase | None = None
    for phrase in phrases:
        both = _together(words, group, phrase) if group else None
        if group and both is None:
            yield group[0], group[2]
        group = both or phrase
    if group:
        yield group[0], group[2]


def _together(words: list[str], left: Phrase, right: Phrase) -> Phrase | None:
    if not BETWEEN_PHRASES.issuperset(words[left[2] : right[0]]):
        return None
    meaning = _one_meaning(left[1], right[1])
    return (left[0], meaning, right[2]) if meaning else None


def _one_meaning(left: Meaning, right: Meaning) -> Meaning | None:
    if isinstance(left, Clock):
        return right
    if isinstance(right, Clock):
        return left
    if isinstance(left, Shift) and left.of is None:
        return None
    return merge(left, right)


def _opened(words: list[str], first: int) -> int:
    """The phrase with its article and the words that shade it: 'the early hours', 'nearly two years ago'."""
    while first and words[first - 1] in BEFORE_A_PHRASE:
        first -= 1
    return first
