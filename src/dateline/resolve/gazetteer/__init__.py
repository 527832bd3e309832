"""The gazetteer: every place that a name may mean.

It holds the towns, districts and provinces that come with the package (`table`), the regions, waters and enclaves of
``data/regions.tsv``, and whatever the user has added (`store`).
"""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from dateline.ontology.countries import by_alpha2
from dateline.resolve.gazetteer.entry import CLASS_PRECISION, KIND_PRECISION, Entry
from dateline.resolve.gazetteer.keys import key_of, without_division_word
from dateline.resolve.gazetteer.store import Store, store_path
from dateline.resolve.gazetteer.table import KINDS, Row, Table, table


class Gazetteer:
    """Looks names up. One is shared by all threads: see `gazetteer`."""

    def __init__(self, added: Store | None = None) -> None:
        self._table = table()
        self._added = added
        self.find = functools.lru_cache(maxsize=20_000)(self._find)

    def _find(self, key: str) -> tuple[Entry, ...]:
        """The places that go by the key (`key_of`), most populous first; what the user added goes before ours."""
        found = self._added.find(key) if self._added else ()
        known = {entry.id for entry in found}
        ours = (entry_of(self._table, row) for row in self._table.find(key))
        return tuple(
            sorted((*found, *(e for e in ours if e.id not in known)), key=lambda e: (-e.population, e.id or ""))
        )

    def any_of(self, keys: Iterable[str]) -> tuple[Entry, ...]:
        """What the first key that finds anything finds."""
        return next((found for key in keys if (found := self.find(key))), ())

    def keys(self) -> Iterator[str]:
        """Every key that finds something."""
        yield from self._table.keys()
        if self._added:
            yield from self._added.keys()


_FEATURES = {"town": "P.PPL", "province": "A.ADM1", "district": "A.ADM2"}


def entry_of(places: Table, row: Row) -> Entry:
    """The entry of a row of the table."""
    number = row.number
    alpha2, _, admin1 = places.area(number).partition(".")
    kind = KINDS[places.kinds[number]]
    lat, lon = float(places.lats[number]), float(places.lons[number])
    code = f"{alpha2}.{admin1}" if admin1 else ""
    return Entry(
        id=f"geonames:{places.ids[number]}",
        name=places.name(number),
        kind=kind,
        country=by_alpha2().get(alpha2, ""),
        admin1=code,
        province=provinces().get(code, ""),
        lat=None if lat != lat else round(lat, 4),  # the table has no None but NaN, which is not itself
        lon=None if lon != lon else round(lon, 4),
        population=int(places.populations[number]),
        precision=KIND_PRECISION[kind],
        feature=_FEATURES[kind],
        named=row.named,
    )


@functools.cache
def gazetteer() -> Gazetteer:
    """The process's gazetteer, opened on first use, with what the user has added."""
    path = store_path()
    return Gazetteer(Store(path, make=False) if path.exists() else None)


# --- small tables, always in memory ---------------------------------------------------------------


@functools.cache
def provinces() -> Mapping[str, str]:
    """Province code → name: 'SY.07' → 'Deir ez-Zor'."""
    return MappingProxyType({table().area(number): table().name(number) for number in table().of_kind("province")})


@functools.cache
def province_populations() -> Mapping[str, int]:
    """Province code → people in its towns."""
    places = table()
    return MappingProxyType({places.area(n): int(places.populations[n]) for n in places.of_kind("province")})


@functools.cache
def province_entries() -> Mapping[str, Entry]:
    """Province code → its entry."""
    return MappingProxyType({table().area(n): entry_of(table(), Row(n, True)) for n in table().of_kind("province")})


@functools.cache
def province_keys() -> Mapping[str, tuple[str, ...]]:
    """Key of a province's name, or of one of ours → codes of the provinces so named."""
    found: dict[str, list[str]] = {}
    ours = {row[0]: row[1].split("|") for row in _rows("division_names.tsv")}
    for code, name in provinces().items():
        for key in {key_of(form) for form in (name, without_division_word(name), *ours.get(code, ()))} - {""}:
            found.setdefault(key, []).append(code)
    return MappingProxyType({key: tuple(codes) for key, codes in found.items()})


@functools.cache
def regions() -> Mapping[str, Entry]:
    """Key → region, water, enclave or site of our own table."""
    found: dict[str, Entry] = {}
    for name, others, countries, feature, precision, lat, lon in _rows("regions.tsv"):
        entry = Entry(
            id=None,
            name=name,
            kind="region",
            country=countries if "," not in countries else "",
            lat=float(lat) if lat else None,
            lon=float(lon) if lon else None,
            precision=int(precision or CLASS_PRECISION[feature[0]]),
            feature=feature,
        )
        for key in {key_of(form) for form in (name, *others.split("|"))} - {""}:
            found[key] = entry
    return MappingProxyType(found)


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of a table in ``data/``."""
    text = importlib.resources.files("dateline.resolve").joinpath(f"data/{name}").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield line.split("\t")
