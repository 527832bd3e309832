"""Tables of actors as CSV: the package's own and the user's.

    name,aliases,kind,country,sector,years
    Kurdistan Workers' Party,PKK|Kurdistan Workers' party,group,TUR,REB,
    Tony Blair,Blair?,person,GBR,GOV,1997-2007

`name` and `kind` must be filled; the other columns may be empty or absent, and stand in any order. `aliases` are other
names, with ``|`` between them. A name or alias that ends in ``?`` is as often another's ('Senate?') and holds only in
reports that are set in the actor's country. `kind` is one of `dateline.ontology.plover.ACTOR_KINDS`, `sector` one of
`dateline.ontology.plover.SECTORS`. `country` is an ISO 3166 alpha-3 code or a country's name. `years` says when a
person held office: ``1997-2007``, or ``2012-`` where the office is still held.
"""

from __future__ import annotations

import csv
import io
import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.ontology.countries import countries, country_named
from dateline.ontology.known_actor import KnownActor
from dateline.ontology.plover import ACTOR_KINDS, SECTORS
from dateline.record import ActorKind, DatelineError

COLUMNS = ("name", "aliases", "kind", "country", "sector", "years")
_NEEDED = ("name", "kind")
_HEADER = "begin the file with the line 'name,aliases,kind,country,sector'"


class ActorTableError(DatelineError):
    """A table of actors that cannot be read at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that is left out: the file's name, its line (from 1), what is wrong and what to do."""

    path: str
    line: int
    reason: str
    advice: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.reason}; {self.advice}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRows:
    """What a table holds: the actors of its good rows in their order, and the rows left out."""

    actors: tuple[KnownActor, ...]
    bad: tuple[BadRow, ...]


def read_actors(path: Path) -> ActorRows:
    """Reads a user's table, UTF-8 with or without a byte order mark.

    Raises `ActorTableError` where the file is not there, is no UTF-8 or lacks the columns; a bad row is no error.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ActorTableError(f"{path}: byte {error.start} is not UTF-8; save the table as UTF-8") from error
    except OSError as error:
        raise ActorTableError(f"{path}: {error.strerror}; check the path of the actor table") from error
    return parse_actors(text, str(path))


def parse_actors(text: str, path: str = "") -> ActorRows:
    """Reads a table from its text. `path` names it in what is said of bad rows."""
    rows = csv.reader(io.StringIO(text, newline=""))
    columns = _columns(next(rows, []), path)
    actors: list[KnownActor] = []
    bad: list[BadRow] = []
    for line, cells in _lines(rows, bad, path):
        try:
            actors.append(_actor(dict(zip(columns, (cell.strip() for cell in cells), strict=False))))
        except _Fault as fault:
            bad.append(BadRow(path=path, line=line, reason=fault.reason, advice=fault.advice))
    return ActorRows(actors=tuple(actors), bad=tuple(bad))


class _Fault(Exception):
    """Why a row is left out, and what to do."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason, self.advice = reason, advice


def _columns(header: list[str], path: str) -> list[str]:
    columns = [cell.strip().lower() for cell in header]
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise ActorTableError(f"{path}, line 1: no column {missing[0]!r}; {_HEADER}")
    return columns


def _lines(rows: typing.Any, bad: list[BadRow], path: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the line that it begins on."""
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            bad.append(BadRow(path=path, line=line, reason=str(error), advice="check the quotation marks of this row"))
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _actor(cells: Mapping[str, str]) -> KnownActor:
    written = cells.get("name", "")
    name = written.removesuffix("?")
    if not any(c.isalnum() for c in name):
        raise _Fault("no name", "fill the column 'name'")
    aliases = [alias.strip() for alias in cells.get("aliases", "").split("|")] + [written] * written.endswith("?")
    return KnownActor(
        name=name,
        aliases=tuple(alias for alias in aliases if alias and not alias.endswith("?")),
        common=tuple(alias.removesuffix("?") for alias in aliases if alias.endswith("?")),
        kind=typing.cast(ActorKind, _one_of(cells.get("kind", "").lower(), ACTOR_KINDS, "kind")),
        country=_country(cells.get("country", "")),
        sector=_one_of(cells["sector"].upper(), SECTORS, "sector") if cells.get("sector") else None,
        years=_years(cells.get("years", "")),
    )


def _one_of(value: str, codes: typing.Collection[str], column: str) -> str:
    if value not in codes:
        raise _Fault(f"{value!r} is no {column}", f"use one of {', '.join(sorted(codes))}")
    return value


def _country(value: str) -> str | None:
    if not value:
        return None
    code = value.upper() if value.upper() in countries() else country_named(value)
    if code is None:
        raise _Fault(f"{value!r} is no country", "use an ISO 3166 alpha-3 code such as SYR, or leave it empty")
    return code


_YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4})?)?")


def _years(value: str) -> tuple[int, int | None] | None:
    if not value:
        return None
    match = _YEARS.fullmatch(value)
    if match is None:
        raise _Fault(f"{value!r} are no years", "write '1997-2007', or '2012-' for an office still held")
    first = int(match[1])
    last = int(match[2]) if match[2] else None if re.search("[-–]", value) else first
    if last is not None and last < first:
        raise _Fault(f"{value!r} ends before it begins", "write the earlier year first")
    return first, last
