"""The user's own gazetteer: places added from files, in one SQLite file in the user's data folder.

It lies in ``platformdirs``' data folder of the program, or where ``DATELINE_GAZETTEER`` says. Whatever reads reports
looks names up there first, and then in the table that comes with the package.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import platformdirs

from dateline.resolve.gazetteer.entry import Entry
from dateline.resolve.gazetteer.files import Fault, GazetteerError, Listed
from dateline.resolve.gazetteer.keys import key_of, rough_key_of

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sources(id INTEGER PRIMARY KEY, name TEXT UNIQUE, path TEXT, places INTEGER, faults INTEGER);
CREATE TABLE IF NOT EXISTS places(number INTEGER PRIMARY KEY, source INTEGER, id TEXT, name TEXT, kind TEXT,
    country TEXT, admin1 TEXT, province TEXT, lat REAL, lon REAL, population INTEGER, precision INTEGER, feature TEXT);
CREATE INDEX IF NOT EXISTS places_of_source ON places(source);
CREATE TABLE IF NOT EXISTS names(key TEXT, number INTEGER, usual INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS names_of_place ON names(number);
"""
_FIELDS = [field.name for field in fields(Entry) if field.name != "named"]
_FIND = f"""
SELECT {", ".join(f"p.{name}" for name in _FIELDS)}, n.usual FROM names n JOIN places p USING (number) WHERE n.key = ?
"""
_BATCH = 20_000
_FAULTS_KEPT = 5


@dataclass(frozen=True, slots=True)
class Source:
    """A list that was added: its name, where it came from, how many places it gave and how many lines gave none."""

    name: str
    path: str
    places: int
    faults: int


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a list came to; `examples` are the first of its faulty lines."""

    source: Source
    examples: tuple[Fault, ...] = ()


def store_path() -> Path:
    """Where the user's gazetteer lies, whether or not it is there yet."""
    told = os.environ.get("DATELINE_GAZETTEER")
    return Path(told) if told else Path(platformdirs.user_data_dir("dateline", appauthor=False)) / "gazetteer.sqlite"


class Store:
    """A gazetteer in a file. One may be read by several threads; `GazetteerError` where the file is of no use.

    The file is made where it is not there; with ``make=False`` it is not, and the gazetteer is empty.
    """

    def __init__(self, path: Path, *, make: bool = True) -> None:
        self.path = path
        self._lock = threading.Lock()  # an SQLite connection serves one thread at a time
        with self._saying():
            if make:
                path.parent.mkdir(parents=True, exist_ok=True)
            where = path if make or path.exists() else ":memory:"
            self._connection = sqlite3.connect(where, check_same_thread=False)
            if not self._is_ready():
                self._connection.executescript(_SCHEMA)

    def _is_ready(self) -> bool:
        tables = {row[0] for row in self._connection.execute("SELECT name FROM sqlite_master")}
        return {"sources", "places", "names"} <= tables

    @contextlib.contextmanager
    def _saying(self) -> Iterator[None]:
        """Says in one line what is wrong with the file."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            reason = getattr(error, "strerror", None) or error
            raise GazetteerError(
                f"{self.path}: the gazetteer cannot be used: {reason}; remove it, or name another with --gazetteer"
            ) from error

    def close(self) -> None:
        self._connection.close()

    # --- looking up

    def find(self, key: str) -> tuple[Entry, ...]:
        """The places that go by the key (`key_of`)."""
        with self._lock, self._saying():
            rows = self._connection.execute(_FIND, (key,)).fetchall()
        return tuple(Entry(**dict(zip(_FIELDS, row, strict=False)), named=bool(row[-1])) for row in rows)

    def keys(self) -> Iterator[str]:
        """Every key but the rough ones, in order."""
        with self._lock, self._saying():
            rows = self._connection.execute("SELECT DISTINCT key FROM names WHERE key < '~' ORDER BY key").fetchall()
        return (key for (key,) in rows)

    def sources(self) -> tuple[Source, ...]:
        """What was added, by name."""
        with self._lock, self._saying():
            rows = self._connection.execute("SELECT name, path, places, faults FROM sources ORDER BY name").fetchall()
        return tuple(Source(*row) for row in rows)

    # --- changing

    def add(self, name: str, path: str, places: Iterable[Listed | Fault]) -> Added:
        """Adds a list, in place of the one of that name; whole or not at all.

        Raises `GazetteerError` where no line gives a place.
        """
        with self._lock, self._saying(), self._connection:
            self._forget(name)
            cursor = self._connection.execute("INSERT INTO sources(name, path) VALUES (?, ?)", (name, path))
            number, count, faults = cursor.lastrowid or 0, 0, 0
            examples: list[Fault] = []
            batch: list[Listed] = []
            for place in places:
                if isinstance(place, Fault):
                    faults += 1
                    examples += [place] if len(examples) < _FAULTS_KEPT else []
                    continue
                batch.append(place)
                if len(batch) >= _BATCH:
                    count += self._insert(number, batch)
                    batch = []
            count += self._insert(number, batch)
            if not count:
                first = f" ({examples[0].reason} in line {examples[0].line})" if examples else ""
                raise GazetteerError(f"{path}: it holds no place{first}; check the file")
            self._connection.execute("UPDATE sources SET places = ?, faults = ? WHERE id = ?", (count, faults, number))
        return Added(Source(name, path, count, faults), tuple(examples))

    def remove(self, name: str) -> None:
        """Removes what was added under a name. Raises `GazetteerError` where nothing was."""
        names = [source.name for source in self.sources()]
        if name not in names:
            there = f"there are {', '.join(names)}" if names else "nothing was added"
            raise GazetteerError(f"{name}: no list of that name was added; {there}")
        with self._lock, self._saying(), self._connection:
            self._forget(name)

    def _forget(self, name: str) -> None:
        row = self._connection.execute("SELECT id FROM sources WHERE name = ?", (name,)).fetchone()
        if row:
            of_source = "SELECT number FROM places WHERE source = ?"
            self._connection.execute(f"DELETE FROM names WHERE number IN ({of_source})", row)
            self._connection.execute("DELETE FROM places WHERE source = ?", row)
            self._connection.execute("DELETE FROM sources WHERE id = ?", row)

    def _insert(self, source: int, batch: list[Listed]) -> int:
        (last,) = self._connection.execute("SELECT COALESCE(MAX(number), 0) FROM places").fetchone()
        numbered = list(enumerate(batch, start=last + 1))
        rows = [(number, source, *_values(place.entry)) for number, place in numbered]
        marks = ", ".join("?" * (len(_FIELDS) + 2))
        self._connection.executemany(f"INSERT INTO places(number, source, {', '.join(_FIELDS)}) VALUES ({marks})", rows)
        names = [(key, number, usual) for number, place in numbered for key, usual in _keys(place).items()]
        self._connection.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
        return len(batch)


def _values(entry: Entry) -> tuple[Any, ...]:
    return astuple(entry)[: len(_FIELDS)]


def _keys(place: Listed) -> dict[str, bool]:
    """Each key of a place once, and whether it is that of its usual name; also how the name is heard."""
    usual = key_of(place.entry.name)
    keys = dict.fromkeys(map(key_of, place.others), False)
    keys |= {usual: True}
    keys.setdefault(rough_key_of(usual), False)
    keys.pop("", None)
    return keys
