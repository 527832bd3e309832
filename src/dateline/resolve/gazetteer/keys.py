"""The forms under which names of places are looked up, and the words that say what kind of place a name is.

A key has the letters and digits of a name alone, in ASCII, whatever script it was written in; a rough key only the
consonants that are heard.
"""

from __future__ import annotations

import functools
import re

from anyascii import anyascii

# Words for a kind of place. Before ' of ' or after a name they tell what the name is of.
PROVINCE_WORDS = frozenset((
    "province", "governorate", "state", "region", "oblast", "prefecture", "department", "muhafazah", "republic", "krai",
    "canton", "voivodeship", "autonomous", "wilaya", "wilayat", "emirate",
))  # fmt: skip
DISTRICT_WORDS = frozenset((
    "district", "county", "parish", "raion", "subdistrict", "sub-district", "subdivision", "municipality", "borough",
    "rayon", "cercle", "commune", "locality", "tehsil",
))  # fmt: skip
TOWN_WORDS = frozenset(("city", "town", "village", "hamlet", "settlement", "township"))

_DIVISION_WORD = re.compile(
    rf"\s*\b(?:{'|'.join(sorted(PROVINCE_WORDS | DISTRICT_WORDS, reverse=True))})\b\s*(?:of\s+)?", re.I
)


def without_division_word(name: str) -> str:
    """'Idlib Governorate', 'Province of Idlib' → 'Idlib'."""
    return _DIVISION_WORD.sub("", name)


@functools.lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The form under which a name is looked up: ASCII letters and digits alone, in lower case.

    'Deir ez-Zor', 'Deir Ezzor' and 'DEIR EZZOR' are one; so are 'St. Louis' and 'Saint Louis', 'Łódź' and 'Lodz',
    'Киев' and 'Kiev'. Other scripts are written in Latin letters by anyascii's tables.
    """
    text = name.strip().lower()
    if not text.isascii():
        text = anyascii(text).lower()
    text = _SHORTENED.sub(_written_out, text).replace("&", "and")
    return _NOT_LETTERS.sub("", text)


_NOT_LETTERS = re.compile("[^a-z0-9]+")
_SHORTENED = re.compile(r"(?:^|(?<=[ -]))(?:ste?|ft|mt)(?=[ .-])")
_LONG = {"st": "saint", "ste": "saint", "ft": "fort", "mt": "mount"}


def _written_out(match: re.Match[str]) -> str:
    """'St. Louis' → 'Saint Louis'; 'East London' stays."""
    return _LONG[match[0]]


def rough_key_of(key: str) -> str:
    """The consonants of a `key_of`, as names are heard: 'jisreen' and 'jisrin' are both '~jsrn'; '' if too few.

    For names that reports write in letters of their own: Arabic, Persian, Pashto, Cyrillic …
    """
    text = _ARTICLE_LETTERS.sub("", key)
    for letters, letter in _ROUGHER:
        text = text.replace(letters, letter)
    text = _DOUBLE.sub(r"\1", _VOWELS.sub("", text))
    return f"~{text}" if len(text) >= _FEWEST else ""


_ARTICLE_LETTERS = re.compile("^(?:al|el|ad|ar|as|ash|at|az|an)(?=[^aeiou]{1,2}[aeiou])")
_ROUGHER = (("kh", "x"), ("sh", "c"), ("ch", "c"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("zh", "z"), ("ph", "f"),
            ("q", "k"))  # fmt: skip
_VOWELS = re.compile(r"(?<=.)[aeiouyw]+|h$")
_DOUBLE = re.compile(r"(.)\1+")
_FEWEST = 3  # consonants of a rough key: with fewer, most names of a country sound alike
