"""What a name may mean: its entries in the gazetteer, and what can be told of each before any report is read."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from dateline.ontology.countries import countries, country_named
from dateline.resolve.gazetteer import gazetteer, province_keys, regions
from dateline.resolve.gazetteer.entry import Entry
from dateline.resolve.gazetteer.keys import key_of
from dateline.resolve.places.words import Described, Reading, is_adjective, part_of, readings
from dateline.resolve.setting import Setting

Floats = npt.NDArray[np.float64]

OWN_SIGNS = ("population", "usual_name", "country_kind", "region_kind", "province_kind", "district_kind",
             "feature_kind", "capital", "no_point", "within_namesake")  # fmt: skip

_MOST = 80  # candidates of one name: of Washington there are 68


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The entries of one name, and as arrays what the choice asks of them, one row an entry.

    `signs` are the `OWN_SIGNS`; `points` unit vectors from the middle of the earth (zero where there is no point);
    `is_local` tells what is small enough to lie beside something; `country_numbers` and `province_numbers` stand for
    the codes, 0 for none.
    """

    entries: tuple[Entry, ...]
    key: str = ""
    countries: tuple[str, ...] = field(init=False)
    provinces: tuple[str, ...] = field(init=False)
    signs: Floats = field(init=False)
    points: Floats = field(init=False)
    is_local: npt.NDArray[np.bool_] = field(init=False)
    country_numbers: npt.NDArray[np.int64] = field(init=False)
    province_numbers: npt.NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "countries", tuple(entry.country for entry in self.entries))
        object.__setattr__(self, "provinces", tuple(entry.admin1 for entry in self.entries))
        rows = [_own_signs(entry, self.entries[0]) for entry in self.entries]
        object.__setattr__(self, "signs", np.array(rows).reshape(-1, len(OWN_SIGNS)))
        object.__setattr__(self, "points", np.array([unit_vector(e.lat, e.lon) for e in self.entries]).reshape(-1, 3))

        local = [e.kind in ("town", "district", "feature") and e.lat is not None for e in self.entries]
        object.__setattr__(self, "is_local", np.array(local, bool))
        object.__setattr__(self, "country_numbers", np.array(list(map(_number, self.countries)), np.int64))
        object.__setattr__(self, "province_numbers", np.array(list(map(_number, self.provinces)), np.int64))


def _number(code: str) -> int:
    """A number that stands for a code, the same in every process: arrays of numbers compare at once."""
    return int.from_bytes(code.encode(), "big") % (2**61 - 1)


NONE = Candidates(())


def _own_signs(entry: Entry, first: Entry) -> list[float]:
    counted = entry.kind not in ("country", "region")
    people = math.log10(entry.population + 10)
    return [
        people if counted else 0.0,
        float(entry.named),
        float(entry.kind == "country"),
        float(entry.kind == "region"),
        float(entry.kind == "province"),
        float(entry.kind == "district"),
        float(entry.kind == "feature"),
        float(entry.id in _capitals()),
        float(entry.lat is None),
        float(counted and first.kind == "country" and first.country == entry.country),  # the state of México
    ]


@functools.cache
def _capitals() -> frozenset[str | None]:
    """The ids of the countries' capitals: of each country, the most populous town of the capital's name."""
    found = []
    for country in countries().values():
        named = gazetteer().find(key_of(country.capital or ""))
        found += [e.id for e in named if e.kind == "town" and e.country == country.alpha3][:1]
    return frozenset(found)


def unit_vector(lat: float | None, lon: float | None) -> tuple[float, float, float]:
    """A point of the earth as a vector of length 1: distances between many are then one product of matrices."""
    if lat is None or lon is None:
        return 0.0, 0.0, 0.0
    a, b = math.radians(lat), math.radians(lon)
    return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)


def candidates_of(one: Described, setting: Setting) -> tuple[Candidates, Reading]:
    """The entries of a name, and how it was read to find them."""
    nothing = Reading(one.core, kind=one.kind)
    if one.border or is_adjective(one.whole):
        return NONE, nothing
    for reading in readings(one):
        found = look_up(reading.core)
        if not found.entries:
            continue
        if reading.core == one.whole and one.kind and one.core != one.whole:
            found = _joined(one.whole, one.core)
        elif reading.core == one.whole and (country := _country_in_parts(one, found, setting)):
            return Candidates((country_entry(country),), key_of(countries()[country].name)), replace(reading, part=True)
        return found, reading
    return NONE, nothing


def _country_in_parts(one: Described, found: Candidates, setting: Setting) -> str | None:
    """'South Lebanon' in a report on Lebanon is its south, not the town in Ohio."""
    country = country_named(part_of(one.whole) or "")
    if country is None or any(e.kind in ("country", "region") or e.country == country for e in found.entries):
        return None
    return country if setting.weight(country) > max(map(setting.weight, found.countries)) else None


_ARABIC_ARTICLE = re.compile(r"^(?:al|el|ad|ed|ar|er|as|es|ash|esh|at|et|az|ez|an|en)[-\s](?=\S)", re.I)


def is_plain_word(name: str) -> bool:
    """'camp', 'square', 'military base': words, though towns somewhere are called so."""
    return name[:1].islower() and not _ARABIC_ARTICLE.match(name)


@functools.lru_cache(maxsize=20_000)
def look_up(name: str) -> Candidates:
    """What exactly this name may mean; without or with the Arabic article where there is nothing."""
    key = key_of(name)
    region = regions().get(key)
    if not key or (not region and is_plain_word(name)):
        return NONE
    country = country_named(name)
    fixed = () if country is None or _is_constituent(key) else (country_entry(country),)
    found = gazetteer().any_of((key, *_article_variants(name)))
    if name.isupper() and len(name) <= 4:  # 'EU' is no town in Normandy
        found = tuple(entry for entry in found if entry.kind != "town" and entry.named)
    if region and not any(e.kind == "province" and e.country == region.country for e in found):
        fixed = (*fixed, region)
    return Candidates(fixed + _named_like_province(found)[:_MOST], key)


@functools.lru_cache(maxsize=4096)
def _joined(whole: str, core: str) -> Candidates:
    """'Kansas City', a city: what goes by either form."""
    return Candidates(tuple(dict.fromkeys((*look_up(whole).entries, *look_up(core).entries)))[:_MOST], key_of(whole))


def _named_like_province(found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """A province's name is its chief town's usual name too: Raqqa, whose own entry is Ar Raqqah."""
    provinces_named = {e.admin1 for e in found if e.kind == "province" and e.named}
    return tuple(replace(e, named=True) if e.kind == "town" and e.admin1 in provinces_named else e for e in found)


def _is_constituent(key: str) -> bool:
    """England, Scotland, Wales and Northern Ireland are the first-order divisions of their country."""
    return any(code.startswith("GB.") for code in province_keys().get(key, ()))


def _article_variants(name: str) -> Iterator[str]:
    bare = _ARABIC_ARTICLE.sub("", name)
    if bare != name:
        yield from (key_of(f"al {bare}"), key_of(f"el {bare}"), key_of(bare))
    elif len(name) > 3:
        yield key_of(f"al {name}")


@functools.lru_cache(maxsize=512)
def country_entry(code: str) -> Entry:
    """The entry of a country, by its alpha-3 code."""
    country = countries()[code]
    return Entry(
        id=None if country.geonameid is None else f"geonames:{country.geonameid}",
        name=country.name,
        kind="country",
        country=code,
        lat=country.lat,
        lon=country.lon,
        population=country.population,
        precision=6,
        feature="A.PCLI" if country.geonameid else "A.PCLH",
    )
