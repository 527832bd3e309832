"""Which countries words name: 'Turkish and Russian jets' → TUR, RUS.

By name, by adjective or people, or by capital; the longest name first ('South Korean' before 'Korean'). 'US-backed',
'anti-Syrian' and the like tell of a friend or enemy, not of a country.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.ontology.countries import countries, countries_of_people, country_named, country_of_adjective

CAPITALISED = re.compile(r"[^\W\d_a-z][\w’'.-]*(?:\s+(?:(?:al|el|bin|ibn|van|von|de|der|da|di|du|la|le|ad|ul)[-\s])?"
                          r"[^\W\d_a-z][\w’'.-]*|\s+(?:al|el|as|ad|an|ar|ash|ul)-[\w’'.-]+)*")  # fmt: skip
_FRIEND_OR_FOE = re.compile(
    r"\b(?:anti|pro|non|ethnic)[- ]\w[\w.]*"
    r"|\b[\w.]+[- ](?:backed|supported|allied|trained|funded|supplied|made|aligned|born|educated|led|speaking"
    r"|sponsored|armed|financed|brokered|installed|based|controlled|occupied|administered|held)\b",
    re.I,
)
_WORD = re.compile(r"\S+")
_LONGEST = 5  # words of a country's name: 'Democratic Republic of the Congo' is read from its capitalised runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A country that words name. `start` is where; of `codes`, the first is the likeliest without context."""

    start: int
    codes: tuple[str, ...]
    is_adjective: bool

    @property
    def code(self) -> str:
        """The likeliest country."""
        return self.codes[0]


def runs(words: str, longest: int = _LONGEST) -> Iterator[str]:
    """All runs of up to so many of these words, the longest first, without possessive endings."""
    parts = [unpossessed(word) for word in words.split()]
    for size in range(min(longest, len(parts)), 0, -1):
        for at in range(len(parts) - size + 1):
            yield " ".join(parts[at : at + size])


def unpossessed(words: str) -> str:
    """Words without the 's of a possessive: 'Turkey's' → 'Turkey', 'rebels'' → 'rebels'."""
    return re.sub(r"[’']s?$", "", words)


@functools.lru_cache(maxsize=8192)
def countries_in(text: str) -> tuple[Named, ...]:
    """The countries that a text names, in its order."""
    return tuple(sorted(_named(text), key=lambda named: named.start))


def _named(text: str) -> Iterator[Named]:
    for run in CAPITALISED.finditer(_FRIEND_OR_FOE.sub(lambda word: " " * len(word[0]), text)):
        words = [(run.start() + word.start(), word[0]) for word in _WORD.finditer(run[0])]
        at = 0
        while at < len(words):
            found, size = _longest_at(words[at:])
            yield from found
            at += size


def _longest_at(words: list[tuple[int, str]]) -> tuple[list[Named], int]:
    """What the longest name at the head of these words names, and of how many words it is."""
    start = words[0][0]
    for size in range(min(_LONGEST, len(words)), 0, -1):
        name = unpossessed(" ".join(word for _, word in words[:size]).strip("’'.,-"))
        if name in _REGIONS:
            return [], size
        if named := _country_of(name, start):
            return [named], size
    return list(_of_parts(unpossessed(words[0][1]), start)), 1


def _of_parts(word: str, start: int) -> Iterator[Named]:
    """Both countries of 'US-Iraqi', the one of 'Doha-backed'."""
    for part in re.finditer(r"[^-]+", word) if "-" in word else ():
        if named := _country_of(part[0], start + part.start()):
            yield named


# Peoples of regions, whose names hold a country's: of no one country.
_REGIONS = frozenset((
    "Central American", "Central Americans", "Latin American", "Latin Americans", "South American", "South Americans",
    "North American", "North Americans", "African American", "African Americans", "Native American", "Native Americans",
))  # fmt: skip


def _country_of(name: str, start: int) -> Named | None:
    if peoples := countries_of_people(name):
        return Named(start=start, codes=peoples, is_adjective=True)
    if code := country_of_adjective(name):
        return Named(start=start, codes=(code,), is_adjective=True)
    if code := country_named(name) or capitals().get(name):
        return Named(start=start, codes=(code,), is_adjective=False)
    return None


@functools.cache
def capitals() -> Mapping[str, str]:
    """Capital → country. Reports use them for governments: 'Moscow said'."""
    found = {c.capital: c.alpha3 for c in countries().values() if c.capital}
    return MappingProxyType(
        found
        | {"Kiev": "UKR", "Kyiv": "UKR", "Peking": "CHN", "Rangoon": "MMR", "Tel Aviv": "ISR", "Washington": "USA"}
    )
