"""Finding places by a name that may be spelt otherwise, in another script, or wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import Indel

from dateline.ontology.countries import country_named
from dateline.resolve.gazetteer import Gazetteer, regions
from dateline.resolve.gazetteer.entry import Entry
from dateline.resolve.gazetteer.keys import key_of, rough_key_of
from dateline.resolve.places.candidates import country_entry

How = Literal["exact", "transliterated", "fuzzy"]

_ALIKE = 0.8  # of the letters, below which a fuzzy match is none: one wrong in five
_HEARD = 0.5  # likewise where the consonants are the same: vowels differ between transliterations
_KEYS = 30  # fuzzy keys that are looked up


@dataclass(frozen=True, slots=True)
class Match:
    """A place found by a name. `score` is the share of letters that agree, from 0 to 100; `how` they were compared."""

    entry: Entry
    score: float
    how: How


def search(places: Gazetteer, name: str, *, limit: int = 10, country: str | None = None) -> tuple[Match, ...]:
    """The places that a name may mean, best first: of the same letters, of the same sound, of almost the same letters.

    `country` (alpha-3) keeps those of one country. Nothing found: an empty tuple.
    """
    key = key_of(name)
    found: dict[tuple[str | None, str], Match] = {}
    if key:
        for match in (*_exact(places, name, key), *_heard(places, key), *_fuzzy(places, key)):
            if country is None or match.entry.country == country:
                found.setdefault((match.entry.id, match.entry.name), match)
    ordered = sorted(
        found.values(),
        key=lambda m: (-m.score, m.how != "exact", not m.entry.named, -m.entry.population, m.entry.id or ""),
    )
    return tuple(ordered[:limit])


def _exact(places: Gazetteer, name: str, key: str) -> Iterator[Match]:
    how: How = "exact" if name.isascii() else "transliterated"
    code, region = country_named(name), regions().get(key)
    for entry in (*((country_entry(code),) if code else ()), *((region,) if region else ()), *places.find(key)):
        yield Match(entry, 100.0, how)


def _heard(places: Gazetteer, key: str) -> Iterator[Match]:
    rough = rough_key_of(key)
    for entry in places.find(rough) if rough else ():
        alike = Indel.normalized_similarity(key, key_of(entry.name))
        if alike >= _HEARD:
            yield Match(entry, round(100 * alike, 1), "transliterated")


def _fuzzy(places: Gazetteer, key: str) -> Iterator[Match]:
    close = process.extract(
        key, list(places.keys()), scorer=Indel.normalized_similarity, limit=_KEYS, score_cutoff=_ALIKE
    )
    for other, alike, _ in close:
        if other != key:
            for entry in places.find(other):
                yield Match(entry, round(100 * alike, 1), "fuzzy")
