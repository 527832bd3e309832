"""Numbers as English writes them: words -> tokens -> values.

In goes an expression ('one and a half million people'); out come its tokens, and from a place among them the number
that starts there, with the place where it ends. Digits with commas or spaces, decimals, number words, scales
('thousand', 'bn', 'lakh', 'dozen') and fractions are read. Libraries for number words were tried and left: they
read 'two dozen' as 2, 'half a million' as 1,000,000, or stop at '1.2bn'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

Number = int | Decimal

# --- words as tokens ------------------------------------------------------------------------------

# Written forms of one thing, brought to one form. A vulgar fraction becomes words, so that '1½ million' reads
# as 'one and a half million'.
_SAME = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
     "½": " and a half ", "¼": " and a quarter ", "¾": " and three quarters ", "⅓": " and a third ",
     "⅔": " and two thirds "}
)  # fmt: skip

_TOKEN = re.compile(
    r"""
      \+[0-9][0-9()\ -]{7,}                                       # +44 20 7946 0958
    | [0-9]+(?:(?:-[0-9]+){2,}|(?:/[0-9]+){2,}|(?:\.[0-9]+){2,})  # 2019-02-22, 22/2/2019, 555-010-9999
    | [0-9]{1,2}:[0-9]{2}                                         # 10:30
    | [0-9]+(?:st|nd|rd|th|s)\b                                   # 82nd, 1990s
    | [0-9]{1,3}(?:,?\ [0-9]{3})+(?![0-9,])                       # 10 000, and 10, 000 as some wires have it
    | [0-9]+(?:,[0-9]{2,3})*(?:\.[0-9]+)?                         # 20, 1,500, 5,00,000, 2.5
    | (?:us|au|ca|nz|hk|[acs])?\$ | [£€¥₹₦₪₴₽₺₩%~≈<>≤≥+/(),]
    | \ +-\ + | -                                                 # a dash, a hyphen
    | (?:rs|usd|eur|gbp|zar|dlrs|[ktu]?sh|rp)(?=\.?\ ?[0-9])
    | k?m[2²](?!\w)
    | [a-z]+-?[0-9][a-z0-9]*                                      # F-16, MH17: names, not counts
    | [^\W\d_]+(?:[.'][^\W\d_]+)*
    """,
    re.VERBOSE,
)

# Letters that are a currency only where digits follow at once: 'US25,000', 'R7-million', not 'a US two-seat jet'.
_GLUED_SIGN = re.compile(r"\b(?:us(?=[0-9])|[rn](?=[0-9][0-9.]*(?:,[0-9]{3}|-? ?(?:million|billion|bn|m)\b)))")
_SIGN_OF = {"us": "us$", "r": "zar", "n": "₦"}


def tokens_of(words: str) -> list[str]:
    if not words.isascii():
        words = words.translate(_SAME)
    words = _GLUED_SIGN.sub(lambda sign: _SIGN_OF[sign[0]], words.lower())
    return [" - " if token[0] == " " else token for token in _TOKEN.findall(words)]


def is_digits(token: str) -> bool:
    return "0" <= token[:1] <= "9"


# --- the words that make numbers ------------------------------------------------------------------

SMALL: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SINGULAR_SCALES: Final = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "mln": 10**6, "mn": 10**6,
    "crore": 10**7, "billion": 10**9, "bn": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
# Behind a number the plural says the same: 'two dozens'. 'Score' is a number only there, else a result.
SCALES: Final = SINGULAR_SCALES | {"score": 20} | {f"{word}s": n for word, n in SINGULAR_SCALES.items()}
# Letters that are a scale only behind digits: '$1m', '30k'.
_SUFFIXES: Final = {"m": 10**6, "k": 10**3, "b": 10**9}
_MEASURED: Final = frozenset({"deep", "high", "long", "wide", "tall", "away"})  # '30m high' is metres

# Plural words of size say no more than 'at least two of them'; the bounds are the coding guide's.
PLURALS: Final = {
    "tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "lakhs": 2 * 10**5,
    "millions": 2 * 10**6, "crores": 2 * 10**7, "billions": 2 * 10**9, "trillions": 2 * 10**12,
}  # fmt: skip

DENOMINATORS: Final = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip

DIGITS_READ: Final = 18  # a longer run of digits counts nothing


class Parsed(NamedTuple):
    """A number read from the tokens: its value, the scale word that it ended on, and where it ends."""

    value: Number
    scale: int
    end: int


_DECIMAL: Final = re.compile(r"[0-9]+\.[0-9]+")


def _digits(token: str) -> Number | None:
    """The value of '1,500' or '2.5'; None for what merely starts with a digit: '10:30', '82nd', '2019-02-22'."""
    plain = token.replace(",", "").replace(" ", "")
    if len(plain) > DIGITS_READ:
        return None
    if plain.isdecimal():
        return int(plain)
    return Decimal(plain) if _DECIMAL.fullmatch(plain) else None


def read_number(tokens: Sequence[str], at: int) -> Parsed | None:
    """Reads a number in digits or words: '26', 'twenty-six', '1.2 bn', 'two hundred and fifty', 'three dozen'."""
    if is_digits(tokens[at]):
        value = _digits(tokens[at])
        return None if value is None else _scaled(tokens, at + 1, value, 1)
    words, end = _below_thousand(tokens, at)
    return None if words is None else _scaled(tokens, end, words, 100 if tokens[end - 1] == "hundred" else 1)


def _below_thousand(tokens: Sequence[str], at: int) -> tuple[int | None, int]:
    """Reads number words up to the hundreds; None where there are none."""
    value: int | None = None
    while at < len(tokens):
        # 'twenty-six', 'two hundred and six': the joint belongs to the number if a fitting word follows.
        joint = value is not None and tokens[at] in ("-", "and")
        after = at + joint
        small = SMALL.get(tokens[after]) if after < len(tokens) else None
        if small is not None and _fits(value, small, tokens[at]):
            value, at = (value or 0) + small, after + 1
        elif tokens[at] == "hundred" and (value is None or 0 < value < 100):
            value, at = (value or 1) * 100, at + 1
        else:
            break
    if value is None and at < len(tokens) and tokens[at] in SINGULAR_SCALES:
        value = 1  # '[a] million'
    return value, at


def _fits(value: int | None, small: int, joint: str) -> bool:
    """Whether a small number word goes on with the number so far: six after twenty, twenty after two hundred."""
    if value is None:
        return True
    if small == 0:
        return False
    if joint == "and":
        return value >= 100 and value % 100 == 0
    return (value >= 100 and value % 100 == 0) or (value % 100 >= 20 and value % 10 == 0 and small < 10)


def _scaled(tokens: Sequence[str], at: int, value: Number, scale: int) -> Parsed:
    """Applies the scale words that follow: '2.5 million', '25-million', 'one and a half billion'."""
    total: Number = 0
    value, at = _and_a_half(tokens, at, value, 1)
    while at < len(tokens):
        after = at + (tokens[at] == "-")
        word = tokens[after] if after < len(tokens) else ""
        factor = SCALES.get(word) or (_suffix(tokens, after) if scale == 1 else None)
        if factor is None or value * factor >= 10**DIGITS_READ:
            break
        value, at = _and_a_half(tokens, after + 1, value * factor, factor)
        scale = factor
        if factor < 1000:
            continue
        rest, end = _lower_part(tokens, at)
        if rest is None:
            continue
        total, value, at = total + value, rest, end
        scale = 1
    return Parsed(total + value, scale, at)


def _and_a_half(tokens: Sequence[str], at: int, value: Number, scale: int) -> tuple[Number, int]:
    """Adds the part of the scale just read: 'two [and a half] million', 'a million [and a half]'."""
    part = read_fraction(tokens, at + 1) if tokens[at : at + 1] == ["and"] else None
    return (value, at) if part is None else (value + Decimal(scale) * part[0] / part[1], part[2])


def _suffix(tokens: Sequence[str], at: int) -> int | None:
    if at >= len(tokens) or not is_digits(tokens[at - 1]):
        return None
    after = tokens[at + 1 : at + 3]
    metres = tokens[at] == "m" and not _MEASURED.isdisjoint(after[:1] if after[:1] != ["-"] else after)
    return None if metres else _SUFFIXES.get(tokens[at])


def _lower_part(tokens: Sequence[str], at: int) -> tuple[int | None, int]:
    """The words below a scale: 'two thousand [five hundred]', 'a thousand [and one]'."""
    start = at + (tokens[at : at + 1] == ["and"])
    if start < len(tokens) and tokens[start] in SMALL and tokens[start] != "zero":
        return _below_thousand(tokens, start)
    return None, at


def read_fraction(tokens: Sequence[str], at: int) -> tuple[int, int, int] | None:
    """Reads 'half', 'a third', 'two-thirds', 'three quarters' as numerator, denominator and end."""
    above = 1
    if tokens[at : at + 1] in (["a"], ["an"]):
        at += 1
    elif at < len(tokens) and tokens[at] in SMALL:
        above, at = SMALL[tokens[at]], at + 1
        at += tokens[at : at + 1] == ["-"]
    below = DENOMINATORS.get(tokens[at]) if at < len(tokens) else None
    return None if below is None or not 0 < above < below else (above, below, at + 1)
