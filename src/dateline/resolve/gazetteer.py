"""The gazetteer: every town, district and province that a name may mean, and regions, waters and enclaves.

Towns, districts and provinces are looked up in the index (`dateline.resolve.place_index`); regions come from
``data/regions.tsv``. Where the index cannot be written it is built in memory, each time anew, with a
warning to the log. An index that turns out damaged is built again.
"""

from __future__ import annotations

import functools
import logging
import sqlite3
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from dateline.ontology.countries import by_alpha2
from dateline.resolve.place_index import DISTRICT, PROVINCE, TOWN, build_index, ensure_index, index_path, table
from dateline.resolve.place_keys import key_of, without_division_word

Kind = Literal["town", "province", "district", "region", "country"]

_KINDS: Mapping[int, Kind] = MappingProxyType({TOWN: "town", PROVINCE: "province", DISTRICT: "district"})
_PRECISION: Mapping[Kind, int] = MappingProxyType({"town": 1, "district": 3, "province": 4})

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    `country` is alpha-3 or '' (none, or several), `admin1` the province's GeoNames code as in 'SY.07', '' where
    there is none. `named`: the name looked up is its usual name, not another. `precision` is UCDP's where_prec.
    """

    id: int | None
    name: str
    kind: Kind
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    population: int
    precision: int
    named: bool = True


# --- the index ------------------------------------------------------------------------------------

_FIND = """
SELECT p.id, p.name, p.kind, p.alpha2, p.admin1, p.lat, p.lon, p.population, n.named
FROM names n JOIN places p ON p.id = n.place WHERE n.key = ?
"""


class Gazetteer:
    """Looks names up. One is shared by all threads: see `gazetteer`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # an SQLite connection serves one thread at a time
        self._connection = _opened()
        self._is_rebuilt = False
        self.find = functools.lru_cache(maxsize=20_000)(self._find)

    def _find(self, key: str) -> tuple[Entry, ...]:
        """The towns, districts and provinces that go by the key (`key_of`), most populous first."""
        with self._lock:
            rows = self._rows(key)
        return tuple(sorted(map(_entry, rows), key=lambda entry: -entry.population))

    def _rows(self, key: str) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(_FIND, (key,)).fetchall()
        except sqlite3.DatabaseError:  # the file is cut short, overwritten or empty
            if self._is_rebuilt:
                raise
        self._is_rebuilt = True
        self._connection.close()
        self._connection = _rebuilt()
        return self._rows(key)

    def any_of(self, keys: Iterable[str]) -> tuple[Entry, ...]:
        """What the first key that finds anything finds."""
        return next((found for key in keys if (found := self.find(key))), ())


def _entry(row: tuple[Any, ...]) -> Entry:
    id_, name, kind, alpha2, admin1, lat, lon, population, named = row
    return Entry(
        id=id_,
        name=name,
        kind=_KINDS[kind],
        country=by_alpha2().get(alpha2, ""),
        admin1=f"{alpha2}.{admin1}" if admin1 else "",
        lat=lat,
        lon=lon,
        population=population,
        precision=_PRECISION[_KINDS[kind]],
        named=bool(named),
    )


def _opened() -> sqlite3.Connection:
    """The index, from its file; in memory where that cannot be written."""
    try:
        uri = f"{ensure_index().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)
    except (OSError, sqlite3.OperationalError) as error:  # it cannot be written, or not read
        return _in_memory(error)


def _rebuilt() -> sqlite3.Connection:
    try:
        index_path().unlink(missing_ok=True)
    except OSError as error:
        return _in_memory(error)
    return _opened()


def _in_memory(error: Exception) -> sqlite3.Connection:
    _log.warning(
        "dateline: %s: the index of places cannot be kept here: %s; set DATELINE_CACHE to a folder that can be "
        "written, or each run builds the index anew",
        index_path().parent,
        getattr(error, "strerror", None) or error,
    )
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    build_index(connection)
    return connection


@functools.cache
def gazetteer() -> Gazetteer:
    """The process's gazetteer, opened on first use."""
    return Gazetteer()


# --- small tables, always in memory ---------------------------------------------------------------


@functools.cache
def provinces() -> Mapping[str, str]:
    """Province code → name: 'SY.07' → 'Deir ez-Zor'."""
    return MappingProxyType({row[0]: row[2] for row in table("divisions.tsv.gz") if row[0].count(".") == 1})


@functools.cache
def province_populations() -> Mapping[str, int]:
    """Province code → people in its towns."""
    return MappingProxyType({row[0]: int(row[6]) for row in table("divisions.tsv.gz") if row[0].count(".") == 1})


@functools.cache
def province_keys() -> Mapping[str, tuple[str, ...]]:
    """Key of a province's name, or of one of ours → codes of the provinces so named."""
    found: dict[str, list[str]] = {}
    ours = {row[0]: row[1].split("|") for row in table("division_names.tsv")}
    for code, name in provinces().items():
        for key in {key_of(form) for form in (name, without_division_word(name), *ours.get(code, ()))} - {""}:
            found.setdefault(key, []).append(code)
    return MappingProxyType({key: tuple(codes) for key, codes in found.items()})


@functools.cache
def regions() -> Mapping[str, Entry]:
    """Key → region, water, enclave or site of our own table."""
    found: dict[str, Entry] = {}
    for name, others, countries, precision, lat, lon in table("regions.tsv"):
        country = countries if "," not in countries else ""
        entry = Entry(None, name, "region", country, "", float(lat) if lat else None, float(lon) if lon else None, 0,
                      int(precision))  # fmt: skip
        for key in {key_of(form) for form in (name, *others.split("|"))} - {""}:
            found[key] = entry
    return MappingProxyType(found)
