"""The forms under which names of places are looked up, and the words that say what kind of place a name is.

A key has the letters and digits of a name alone, a rough key only the consonants that are heard. The index
(`dateline.resolve.place_index`) holds almost a million: so names are folded as one text, not one by one.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

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
    """The form under which a name is looked up: letters and digits alone, without case or accents.

    'Deir ez-Zor', 'Deir Ezzor' and 'DEIR EZZOR' are one; so are 'St. Louis' and 'Saint Louis'.
    """
    return _folded(" ".join(name.split()))


def keys_of(lines: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """`key_of` of each name of each line, for many names at once. No name holds a tab or a line end."""
    plain: list[str] = []  # names in ASCII alone, which fold at ten times the speed
    accented: list[str] = []
    for names in lines:
        line = "\t".join(names)
        if line.isascii():
            plain.append(line)
            accented.append("")
        else:
            plain.append("\t".join([name if name.isascii() else "" for name in names]))
            accented.append("\t".join(["" if name.isascii() else name for name in names]))
    folded = (_folded("\n".join(text)).split("\n") if text else () for text in (plain, accented))
    for one, other in zip(*folded, strict=True):
        keys = one.split("\t")
        yield [a or b for a, b in zip(keys, other.split("\t"), strict=True)] if other else keys


def rough_key_of(key: str) -> str:
    """The consonants of a `key_of`, as names are heard: 'jisreen' and 'jisrin' are both '~jsrn'; '' if too few.

    For names that reports write in letters of their own: Arabic, Persian, Pashto, Cyrillic …
    """
    return rough_keys_of((key,))[0]


def rough_keys_of(keys: Iterable[str]) -> list[str]:
    """`rough_key_of` of each key, for many keys at once."""
    text = _ARTICLE_LETTERS.sub("", "".join(f"{key}\n" for key in keys))
    for letters, letter in _ROUGHER:
        text = text.replace(letters, letter)
    text = _DOUBLE.sub(r"\1", _VOWELS.sub("", text))
    return [f"~{rough}" if len(rough) >= _FEWEST else "" for rough in text.split("\n")[:-1]]


_ARTICLE_LETTERS = re.compile("^(?:al|el|ad|ar|as|ash|at|az|an)(?=[^aeiou\n]{1,2}[aeiou])", re.M)
_ROUGHER = (("kh", "x"), ("sh", "c"), ("ch", "c"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("zh", "z"), ("ph", "f"),
            ("q", "k"))  # fmt: skip
_VOWELS = re.compile(r"(?<=.)[aeiouyw]+|h$", re.M)
_DOUBLE = re.compile(r"(.)\1+")
_FEWEST = 3  # consonants of a rough key: with fewer, most names of a country sound alike


# --- folding --------------------------------------------------------------------------------------

_LETTERS = (("ø", "o"), ("ł", "l"), ("đ", "d"), ("ð", "d"), ("þ", "th"), ("ß", "ss"), ("æ", "ae"), ("œ", "oe"),
            ("ı", "i"), ("ə", "a"))  # fmt: skip
_ACCENTS = re.compile("[\u0300-\u036fʼʻʿʾ]+")
_NOT_LETTERS = re.compile(r"[^\w\t\n]+|_+")
_PUNCTUATION = str.maketrans("", "", "".join(c for c in map(chr, range(128)) if not c.isalnum() and c not in "\t\n"))
_SHORTENED = re.compile(r"[sfm]te?(?=[ .-])")
_LONG = {"st": "saint", "ste": "saint", "ft": "fort", "mt": "mount"}


def _folded(names: str) -> str:
    """The keys of names that tabs and line ends part."""
    text = names.lower()
    if not text.isascii():
        text = text.casefold()
        for letter, plain in _LETTERS:
            text = text.replace(letter, plain)
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    text = _SHORTENED.sub(_written_out, text).replace("&", "and")
    return text.translate(_PUNCTUATION) if text.isascii() else _NOT_LETTERS.sub("", text)


def _written_out(match: re.Match[str]) -> str:
    """'St. Louis' → 'Saint Louis'; 'East London' stays."""
    before = match.string[match.start() - 1 : match.start()]
    return _LONG.get(match[0], match[0]) if before in ("", " ", "-", "\t", "\n") else match[0]
