"""The numbers among the words of a time: plain ones, quantities of a unit, and years."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.resolve.times.calendar import Unit
from dateline.resolve.times.words import (
    AFTER_A_CLOCK_TIME,
    ANY_UNITS,
    FIRST_YEAR,
    IN_A_QUANTITY,
    LAST_YEAR,
    NUMBERS,
    TENS,
    UNITS,
    word_at,
    words_skipped,
)

_SPOKEN_CENTURIES = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}
_MULTIPLES = {"dozen": 12, "hundred": 100, "thousand": 1000}
_HALF_MORE = (["and", "a", "half"], ["1", "/", "2"])
_HALVES: dict[str, tuple[int, Unit]] = {
    "minute": (30, "second"),
    "hour": (30, "minute"),
    "day": (12, "hour"),
    "year": (6, "month"),
    "decade": (5, "year"),
    "century": (50, "year"),
}

YEARS_BEGIN = (*_SPOKEN_CENTURIES, "two")
"""The words that a year said in words begins with."""


def number_at(tokens: Sequence[str], at: int) -> tuple[int | None, int]:
    """'4', 'four', 'twenty-four', 'a hundred', and the token after it."""
    token, follower = word_at(tokens, at), word_at(tokens, at + 1)
    if token.isdecimal() and len(token) <= 4:
        return int(token), at + 1
    if token in TENS:
        ones = NUMBERS.get(follower, 10)
        return (TENS[token] + ones, at + 2) if ones < 10 and follower not in ("a", "an") else (TENS[token], at + 1)
    if token in NUMBERS and follower in _MULTIPLES:
        return NUMBERS[token] * _MULTIPLES[follower], at + 2
    return NUMBERS.get(token), at + 1


def quantity_at(tokens: Sequence[str], at: int) -> tuple[int, Unit, int] | None:
    """A number of units and the token after them: 'four years', 'two and a half years', 'half a year'."""
    if word_at(tokens, at) == "half":
        count, half, at = 0, True, words_skipped(tokens, at + 1, ("a", "an"))
    else:
        number, at = number_at(tokens, at)
        if number is None:
            return None
        count, half = number, False
    for spelling in _HALF_MORE:
        if list(tokens[at : at + 3]) == spelling:
            half, at = True, at + 3
    at = words_skipped(tokens, at, IN_A_QUANTITY)
    unit = ANY_UNITS.get(word_at(tokens, at))
    if unit is None or (count >= FIRST_YEAR and word_at(tokens, at) in UNITS):
        return None  # 'the 1988 quarter' is no number of quarters
    if list(tokens[at + 1 : at + 4]) == _HALF_MORE[0]:
        half, at = True, at + 3
    return _halved(count, unit, at + 1) if half else (count, unit, at + 1)


def _halved(count: int, unit: Unit, end: int) -> tuple[int, Unit, int] | None:
    if unit not in _HALVES:
        return None
    in_a_half, smaller = _HALVES[unit]
    return (2 * count + 1) * in_a_half, smaller, end


def year_at(tokens: Sequence[str], at: int) -> tuple[int | None, int]:
    """'2014' or, in transcripts, 'twenty fourteen', and the token after it."""
    token = word_at(tokens, at)
    if token == "two" and word_at(tokens, at + 1) == "thousand":
        rest, end = number_at(tokens, words_skipped(tokens, at + 2, ("and",)))
        return (2000 + rest, end) if rest and rest < 100 else (2000, at + 2)
    if token in _SPOKEN_CENTURIES:
        rest, end = number_at(tokens, at + 1)
        return (_SPOKEN_CENTURIES[token] + rest, end) if rest and 10 <= rest < 100 else (None, at)
    if len(token) != 4 or not token.isdecimal() or word_at(tokens, at + 1) in AFTER_A_CLOCK_TIME:
        return None, at
    return (int(token), at + 1) if FIRST_YEAR <= int(token) <= LAST_YEAR else (None, at)
