"""A casefile's DuckDB file: made, checked before it is opened, brought up to date, and spoken to in SQL.

DuckDB writes ahead: what a transaction wrote is there whole after it ended, and not at all before, whenever the
program is killed. It lets one program at a time open a file. duckdb is imported here alone.
"""

from __future__ import annotations

import datetime
import importlib.resources
import os
import re
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import numpy as np

from dateline.store.base import InUse, NotACasefile, StoreError

_Row = TypeVar("_Row")

IN_MEMORY = ":memory:"
"""What stands for the path of a casefile that is kept in memory and gone when it is closed."""

_MAGIC = slice(8, 12), b"DUCK"  # where and how a DuckDB file says that it is one
_MEMORY = "1GB"  # of DuckDB's own; left alone it takes most of the machine's
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,  # a casefile is opened without the network
    "autoload_known_extensions": False,
    "memory_limit": _MEMORY,
}


class DuckFile:
    """An open file. Make one with `open`."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, path: Path, writing: threading.RLock | None = None
    ) -> None:
        self._connection = connection
        self.path = path
        self._writing = writing or threading.RLock()

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> DuckFile:
        """Opens a casefile, or makes one where there is none. Raises `StoreError`; the file is then as it was."""
        file = Path(path)
        try:
            if os.fspath(path) != IN_MEMORY:
                if not file.exists():
                    _make(file)
                _check(file)
            connection = _connect(file)
            _migrate(connection)
            return cls(connection, file)
        except duckdb.Error as error:
            raise _refusal(error, file) from error
        except OSError as error:
            raise StoreError(f"{file}: cannot be opened: {error.strerror or error}; check the path") from error

    def close(self) -> None:
        with suppress(duckdb.Error):  # what was written stands; a full disk can only keep it from being tidied
            self._connection.close()

    @contextmanager
    def begin(self) -> Iterator[None]:
        """A transaction: kept when it ends well, and nothing of it otherwise. Files `beside` this one wait for it."""
        with self._writing:
            self.run("BEGIN")
            try:
                yield
                self.run("COMMIT")
            except BaseException:
                with suppress(duckdb.Error):  # what failed may have ended the transaction
                    self._connection.execute("ROLLBACK")
                raise

    def beside(self) -> DuckFile:
        """The same file for another thread."""
        return DuckFile(self._connection.cursor(), self.path, self._writing)

    @contextmanager
    def snapshot(self) -> Iterator[DuckFile]:
        """The file as it is now, to be read while others go on writing through this one."""
        with self._connection.cursor() as cursor:
            still = DuckFile(cursor, self.path)
            still.run("BEGIN READ ONLY")
            yield still

    def run(self, sql: str, *values: object) -> duckdb.DuckDBPyConnection:
        """Values stand for the question marks of the SQL, or are one dictionary for its names."""
        try:
            named = len(values) == 1 and isinstance(values[0], dict)
            return self._connection.execute(sql, values[0] if named else list(values))
        except duckdb.Error as error:
            raise _refusal(error, self.path) from error

    def all(self, sql: str, *values: object) -> list[Any]:
        return self.run(sql, *values).fetchall()

    def one(self, sql: str, *values: object) -> Any:
        """The first column of the first row."""
        found = self.all(sql, *values)
        return found[0][0] if found else None

    def made(self, kind: Callable[..., _Row], sql: str, *values: object) -> tuple[_Row, ...]:
        """Each row as a dataclass whose fields are the columns."""
        return tuple(kind(**cells) for cells in self._cells(sql, *values))

    def keyed(self, kind: Callable[..., _Row], key: str, sql: str, *values: object) -> Iterator[tuple[Any, _Row]]:
        """One column of each row, and the others as a dataclass whose fields they are."""
        return ((cells.pop(key), kind(**cells)) for cells in self._cells(sql, *values))

    def _cells(self, sql: str, *values: object) -> Iterator[dict[str, Any]]:
        """Each row by the names of its columns, as our dataclasses hold values."""
        found = self.run(sql, *values)
        names = [name for name, *_ in found.description or ()]
        converters = [(name, _converter(str(kind))) for name, kind, *_ in found.description or ()]
        odd = [(name, converted) for name, converted in converters if converted]
        for row in found.fetchall():
            cells = dict(zip(names, row, strict=True))
            for name, converted in odd:
                cells[name] = converted(cells[name])
            yield cells

    @cached_property
    def _types(self) -> dict[str, dict[str, str]]:
        """The type of each column of each table."""
        types: dict[str, dict[str, str]] = defaultdict(dict)
        for table, column, kind in self.all("SELECT table_name, column_name, data_type FROM duckdb_columns()"):
            types[table][column] = kind
        return types

    def insert(self, table: str, found: Sequence[Mapping[str, Any]]) -> None:
        if found:
            types = self._types[table]
            names = ", ".join(f'"{name}"' for name in found[0])
            columns = ", ".join(f"unnest(?::{types[name]}[])" for name in found[0])
            values = [[row[name] for row in found] for name in found[0]]
            self.run(f"INSERT INTO {table} ({names}) SELECT {columns}", *values)

    def insert_numbers(self, table: str, **columns: np.ndarray[Any, Any]) -> None:
        """As `insert`, for many rows of numbers: arrays are read where they lie."""
        names = ", ".join(columns)
        try:
            self._connection.register("numbers", columns)
            self._connection.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM numbers").fetchall()
            self._connection.unregister("numbers")
        except duckdb.Error as error:
            raise _refusal(error, self.path) from error

    def next(self, table: str, column: str = "number") -> int:
        return int(self.one(f"SELECT coalesce(max({column}), 0) + 1 FROM {table}"))

    def relation(self, sql: str) -> duckdb.DuckDBPyRelation:
        """What a query gives, not fetched yet."""
        try:
            return self._connection.sql(sql)
        except duckdb.Error as error:
            raise _refusal(error, self.path) from error


def utc(at: datetime.datetime) -> datetime.datetime:
    """A moment as the file keeps it: in UTC, without saying so."""
    return at.astimezone(datetime.UTC).replace(tzinfo=None)


def zoned(at: datetime.datetime) -> datetime.datetime:
    return at.replace(tzinfo=datetime.UTC)


def _converter(kind: str) -> Callable[[Any], object] | None:
    """What makes of DuckDB's value of a type the one that our dataclasses hold; None where it is that one."""
    if kind.startswith("TIMESTAMP"):
        return lambda value: None if value is None else zoned(value)
    return (lambda value: None if value is None else tuple(value)) if kind.endswith("[]") else None


# --- the file --------------------------------------------------------------------------------------


def _connect(path: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(path), read_only=read_only, config=_CONFIG)


def _make(path: Path) -> None:
    """Makes an empty casefile beside its place and then puts it there, so that half a file is never seen."""
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
        made = Path(folder, path.name)
        connection = _connect(made)
        _migrate(connection)
        connection.close()
        with suppress(FileExistsError):  # another program was quicker: theirs is as good
            os.link(made, path)


def _check(path: Path) -> None:
    """Looks before anything is opened for writing. Raises `NotACasefile`, and leaves the file as it is."""
    with path.open("rb") as file:
        where, magic = _MAGIC
        if file.read(where.stop)[where] != magic:
            raise NotACasefile(f"{path}: not a casefile; give another name, or --casefile FILE")
    with _connect(path, read_only=True) as connection:
        if _schema(connection) is None:
            raise NotACasefile(f"{path}: a DuckDB file, but not a casefile; give another name, or --casefile FILE")
        if _schema(connection) > len(_migrations()):
            raise NotACasefile(
                f"{path}: made by a newer version of Dateline (schema {_schema(connection)}, this one knows "
                f"{len(_migrations())}); update with: pip install --upgrade dateline"
            )


def _schema(connection: duckdb.DuckDBPyConnection) -> Any:
    """The number of the last migration; None where the file is no casefile."""
    if connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'casefile'").fetchone() == (0,):
        return None
    found = connection.execute("SELECT schema FROM casefile").fetchone()
    return found[0] if found else None


def _migrations() -> list[str]:
    """The SQL of each migration, the first one first. A file ``schema/002_what.sql`` is the second."""
    folder = importlib.resources.files("dateline.store").joinpath("schema")
    files = sorted((file.name, file) for file in folder.iterdir() if file.name.endswith(".sql"))
    return [file.read_text(encoding="utf-8") for _, file in files]


def _migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Brings a casefile to the newest schema, each migration whole or not at all."""
    done = _schema(connection) or 0
    for number, sql in enumerate(_migrations()[done:], start=done + 1):
        connection.begin()
        connection.execute(sql)
        connection.execute(
            "INSERT INTO casefile VALUES (1, 0)" if number == 1 else f"UPDATE casefile SET schema = {number}"
        )
        connection.commit()


def _refusal(error: duckdb.Error, path: Path) -> StoreError:
    """What DuckDB's refusal means to a user."""
    words = str(error).partition("\n")[0]
    holder = re.search(r"held in (\S+) \(PID (\d+)\)", words)
    if holder:
        program, number = Path(holder[1]).name, holder[2]
        return InUse(f"{path}: in use by another program ({program}, process {number}); wait until it is done")
    if "different configuration" in words:
        return InUse(f"{path}: this program has it open already; close it first")
    if ("newer" in words and "version" in words) or "serialized version" in words.lower():
        return NotACasefile(f"{path}: made by a newer version of DuckDB; update with: pip install --upgrade duckdb")
    if isinstance(error, duckdb.IOException | duckdb.FatalException):
        return StoreError(f"{path}: {words}; what was added before is kept. Check the disk, then run the same again")
    return StoreError(f"{path}: {words}")
