"""The words that time expressions are made of: English names to numbers and kinds, and the tokeniser."""

from __future__ import annotations

import re

from dateline.resolve.time_meanings import Part, Unit, Which


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
LIKE_COMMON_WORDS = _set("may march mar sat sun wed")
NUMBERS = _numbered(
    "one|a|an two three four five six seven eight nine ten eleven twelve|dozen thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS = {
    word: 10 * number for word, number in _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()
}
ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
) | {"final": -1, "last": -1}
UNITS: dict[str, Unit] = {
    "minute": "hour",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "fortnight": "fortnight",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
}
ANY_UNITS: dict[str, Unit] = UNITS | {f"{word}s": unit for word, unit in UNITS.items()} | {"seconds": "hour"}
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
REPORT_DAYS = {"today": 0, "tonight": 0, "now": 0, "currently": 0, "presently": 0, "yesterday": -1, "tomorrow": 1}
TIMES_OF_DAY = _set(
    "morning mornings afternoon afternoons evening evenings noon midday midnight dawn predawn daybreak sunrise "
    "dusk sunset nightfall night nights overnight"
)
NIGHTS = _set("night nights overnight")
ZONES = _set("am pm gmt utc est edt hrs local o'clock")  # after a number, they make a clock time

STEPS = {"last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}  # from the report's day
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
VAGUE = _set(
    "recent recently few several many couple lately soon ago years months weeks days hours decades once previously "
    "formerly earlier later future past coming less fewer"
)
RECURRING = _set("every each daily nightly weekly monthly yearly annually annual hourly weekends") | {
    f"{day}s" for day in WEEKDAYS if day.endswith("day")
}

FIRST_YEAR, LAST_YEAR = 1800, 2199  # a number outside these is more likely a quantity than a year

_TOKEN = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])"  # 2019-02-22
    r"|[0-9]{1,2}([/.])[0-9]{1,2}\1[0-9]{4}(?![0-9])"  # 22/02/2019
    r"|[0-9]{1,2}:[0-9]{2}(?![0-9])"  # 10:30
    r"|[0-9]+(?:,[0-9]{3}(?![0-9])|\.[0-9]+)+"  # 2,000: a quantity
    r"|[0-9]+[a-z]*"  # 4, 14th, 1990s, 10am
    r"|o'clock|[^\W\d_]+|[-,&/()]"
)
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
NUMERIC_DATE = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
DAY_NUMBER = re.compile(r"([1-9]|[12][0-9]|3[01]|0[1-9])(st|nd|rd|th)?")
DECADE = re.compile(r"((?:1[89]|20|21)?)([0-9]0)s")
CLOCK_TIME = re.compile(r"[0-9]{1,2}(?::[0-9]{2}|am|pm)")
_ONE_APOSTROPHE_ONE_DASH = str.maketrans("’‘ʼ–—‑−", "'''----")
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])'s?(?![^\W_])|(?<=0)'(?=s\b)")
_MERIDIEM = re.compile(r"\b([ap])\.\s?m\b\.?")


def tokenise(words: str) -> list[str]:
    """Lower-case tokens, without possessives, full stops and the hyphens inside a word."""
    text = words.translate(_ONE_APOSTROPHE_ONE_DASH).lower()
    if "'" in text:
        text = _POSSESSIVE.sub("", text)
    if ".m" in text or ". m" in text:
        text = _MERIDIEM.sub(r"\1m", text)
    found = [match.group() for match in _TOKEN.finditer(text)]
    if "-" not in found:
        return found
    return [token for at, token in enumerate(found) if token != "-" or not _inside_word(found, at)]


def _inside_word(found: list[str], at: int) -> bool:
    """Whether a hyphen only joins a compound, as in 'mid-August' or '24-hour'; '4-5' is a range."""
    if at == 0 or at + 1 == len(found):
        return True
    before, after = found[at - 1], found[at + 1]
    return after in ANY_UNITS or not (before[0].isdigit() or before in MONTHS or before in WEEKDAYS)
