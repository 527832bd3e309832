"""The words that time expressions are made of: English names to numbers and kinds, and the tokeniser."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from dateline.resolve.times.calendar import Unit
from dateline.resolve.times.compounds import Part
from dateline.resolve.times.meanings import Reference, Which


def _numbered(names: str, first: int = 1) -> dict[str, int]:
    """Names to numbers, in order from `first`; '|' parts other names of the same number."""
    return {name: number for number, group in enumerate(names.split(), first) for name in group.split("|")}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MONTHS = _numbered(
    "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep "
    "october|oct november|nov december|dec"
)
WEEKDAYS = _numbered(
    "monday|mon tuesday|tue|tues wednesday|wed thursday|thu|thur|thurs friday|fri saturday|sat sunday|sun", first=0
)
SHORTENED = (MONTHS.keys() | WEEKDAYS.keys()) - {
    *{number: name for name, number in reversed(MONTHS.items())}.values(),
    *{number: name for name, number in reversed(WEEKDAYS.items())}.values(),
}
LIKE_COMMON_WORDS = _set("may march mar sat sun wed")
NUMBERS = _numbered(
    "one|a|an|another two three four five six seven eight nine ten eleven twelve|dozen thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
TENS = {
    word: 10 * number for word, number in _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()
}
ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
) | {"final": -1, "last": -1}
UNITS: dict[str, Unit] = {
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "fortnight": "fortnight",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
    "century": "century",
}
ANY_UNITS: dict[str, Unit] = (
    UNITS | {f"{word}s": unit for word, unit in UNITS.items()} | {"seconds": "second", "centuries": "century"}
)
WITHIN_A_DAY: frozenset[Unit] = frozenset(("second", "minute", "hour"))
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first months, in the north
DECADES = {f"{word[:-1]}ies": 1900 + number for word, number in TENS.items()}
PARTS: dict[str, Part] = {
    "start": "start",
    "beginning": "start",
    "early": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "end",
    "close": "end",
    "earlier": "whole",
    "later": "whole",
}
REPORT_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
NOW = _set("now currently presently")
TIMES_OF_DAY = {  # as they stand after the T of a TIMEX3 value
    word: value
    for value, group in {
        "MO": "morning mornings dawn predawn daybreak sunrise",
        "12:00": "noon midday",
        "AF": "afternoon afternoons",
        "EV": "evening evenings dusk sunset",
        "NI": "nightfall night nights overnight",
        "24:00": "midnight",
    }.items()
    for word in group.split()
}
DAY_PARTS = TIMES_OF_DAY | {"tonight": "NI"}
NIGHTS = _set("night nights overnight")
ZONES = _set("am pm gmt utc est edt hrs local o'clock")  # after a number, they make a clock time

STEPS = {"last": -1, "past": -1, "latest": -1, "this": 0, "current": 0, "next": 1, "coming": 1}  # from the report's day
SPOKEN_STEPS = {"previous": -1, "preceding": -1, "same": 0, "that": 0, "following": 1}  # from the day spoken of
WHICH: dict[int, Which] = {-1: "last", 0: "this", 1: "next"}
LATER = _set("later afterwards afterward")
EARLIER = _set("earlier previously beforehand")

HEDGES = _set("about around approximately roughly some nearly almost just over more than only the at least")
EXACTLY = _set("exactly precisely")
CONNECTORS = _set("and or to until till through into - & /")
LISTING = _set("and to until through - , & /")  # between days of one month
RELATIONS = _set("since from between by until till before after prior post pre")
FROM_AN_EVENT = _set("ago after before later earlier")
SPANNING = _set("within over during through throughout")
AFTER_A_PART = _set("part of in on the , -")
AFTER_A_CLOCK_TIME = ZONES | {"hours", "time"}
IN_A_QUANTITY = _set("more additional further extra straight consecutive successive full long trading working")
FISCAL = _set("fiscal financial")
BEFORE_A_QUANTITY = _set("some nearly almost over than least")
GLUE = (
    HEDGES
    | EXACTLY
    | CONNECTORS
    | RELATIONS
    | SPANNING
    | ZONES
    | _set(
        "the a an of in on at for as up early late probably possibly perhaps maybe time hours hour sometime "
        "shortly when date day year week month s ad , ( )"
    )
)
THEN = _set("then afterwards afterward thereafter")
BEFORE_THEN = _set("since until till by shortly soon")
BETWEEN_PHRASES = _set("of in on , the at")
BEFORE_A_PHRASE = (HEDGES | EXACTLY | _set("the a an this that these those early late")) - {"at"}
VAGUE_WORDS = _set(
    "recent recently few several many couple lately soon ago years months weeks days hours decades once previously "
    "formerly earlier later future past coming less fewer"
)
UNCOUNTED = _set("several many few numerous")
REFERENCES: dict[str, Reference] = {  # behind, at or ahead of the report's day, and no more told
    "recently": "PAST_REF",
    "recent": "PAST_REF",
    "lately": "PAST_REF",
    "past": "PAST_REF",
    "current": "PRESENT_REF",
    "soon": "FUTURE_REF",
    "coming": "FUTURE_REF",
    "future": "FUTURE_REF",
}
ALONE: dict[str, Reference] = {  # as much only where nothing else is said
    "previously": "PAST_REF",
    "formerly": "PAST_REF",
    "earlier": "PAST_REF",
    "once": "PAST_REF",
    "ago": "PAST_REF",
    "already": "PRESENT_REF",
    "yet": "PRESENT_REF",
    "later": "FUTURE_REF",
}
SETS = {  # TIMEX3 values of type SET: the length between one time and the next (TimeML 1.2.1, section 2.2)
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "XXXX-XX-XXTNI",
    "weekly": "P1W",
    "weekends": "XXXX-WXX-WE",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "yearly": "P1Y",
    "annually": "P1Y",
    "annual": "P1Y",
}
EACH = _set("every each")
WEEKDAYS_AGAIN = {f"{day}s": number for day, number in WEEKDAYS.items() if day.endswith("day")}
RECURRING = EACH | SETS.keys() | WEEKDAYS_AGAIN.keys()

FIRST_YEAR, LAST_YEAR = 1800, 2199  # a number outside these is more likely a quantity than a year

_TOKEN = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])"  # 2019-02-22
    r"|[0-9]{1,2}([/.])[0-9]{1,2}\1[0-9]{4}(?![0-9])"  # 22/02/2019
    r"|[0-9]{1,2}:[0-9]{2}(?![0-9])"  # 10:30
    r"|[0-9]+(?:,[0-9]{3}(?![0-9])|\.[0-9]+)+"  # 2,000: a quantity
    r"|[0-9]+(?:[ap]\.\s?m\b\.?|(?<=0)'s\b|[a-z]*)"  # 4, 14th, 1990s, 1990's, 10am
    r"|\b[ap]\.\s?m\b\.?"
    r"|(?<=[^\W_])(?P<possessive>'s?(?![^\W_]))"
    r"|o'clock|[^\W\d_]+|[-,&/()]",
    re.IGNORECASE,
)
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
NUMERIC_DATE = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
DAY_NUMBER = re.compile(r"([1-9]|[12][0-9]|3[01]|0[1-9])(st|nd|rd|th)?")
DECADE = re.compile(r"((?:1[89]|20|21)?)([0-9]0)s")
CLOCK_TIME = re.compile(r"(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9]|am|pm)")
CLOCK_FIGURES = re.compile(r"(?:[01]?[0-9]|2[0-4])(?::?[0-5][0-9])?")  # before a zone: '5 pm', '1400 GMT'
_ONE_APOSTROPHE_ONE_DASH = str.maketrans("’‘ʼ–—‑−", "'''----")
_MARKS = re.compile(r"[.'\s]")


class Token(NamedTuple):
    """A word in lower case, and the characters it stands for."""

    word: str
    start: int
    end: int


def tokenise(words: str) -> list[str]:
    """Lower-case words, without possessives, full stops and the hyphens inside a word."""
    return [token.word for token in tokens_of(words)]


def tokens_of(words: str) -> list[Token]:
    """The same, with the place of each in `words`."""
    text = words.translate(_ONE_APOSTROPHE_ONE_DASH)  # one character for one, so that places stay
    found = [_token(match) for match in _TOKEN.finditer(text) if match["possessive"] is None]
    return [token for at, token in enumerate(found) if token.word != "-" or not _inside_word(found, at)]


def _token(match: re.Match[str]) -> Token:
    word = match.group().lower()
    has_marks = word[-1] in ".ms" and not word.isalnum()  # 'p.m.', '1990's'
    return Token(_MARKS.sub("", word) if has_marks else word, match.start(), match.end())


def _inside_word(found: list[Token], at: int) -> bool:
    """Whether a hyphen only joins a compound, as in 'mid-August' or '24-hour'; '4-5' is a range."""
    if at == 0 or at + 1 == len(found):
        return True
    before, after = found[at - 1].word, found[at + 1].word
    return after in ANY_UNITS or not (before[0].isdigit() or before in MONTHS or before in WEEKDAYS)


def word_at(tokens: Sequence[str], at: int) -> str:
    return tokens[at] if 0 <= at < len(tokens) else ""


def words_skipped(tokens: Sequence[str], at: int, words: Container[str]) -> int:
    """The first token from `at` on that is none of the words."""
    while at < len(tokens) and tokens[at] in words:
        at += 1
    return at
