"""UCDP GED's code lists, and the rules by which a situation event gets its codes.

The lists and rules are tables in ``data/ged_*.csv``, each with its sources. Everything here takes and gives plain
codes; `dateline.export.ged_codes` asks these tables about a whole event.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from dateline.ontology.rule_table import NONE_TOLD, Rule, RuleTable, table

Party = Literal["state", "group", "civilians", "nobody"]

UNKNOWN_TYPE = "?"
"""What the rules of violence give where a side is not told: the event is GED's, its type is not known."""

_CELL = 0.5  # degrees
_CELLS_IN_A_ROW = 720


@dataclass(frozen=True, slots=True, kw_only=True)
class GedCountry:
    """UCDP's name of a country, its Gleditsch-Ward number, and the region that goes by it."""

    gwno: int
    name: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GedCode:
    """A code of one of GED's columns; `longest` is the most days of a date_prec."""

    column: str
    code: str
    longest: int | None
    meaning: str


@functools.cache
def codes() -> tuple[GedCode, ...]:
    """The codes of every coded column."""
    return tuple(
        GedCode(
            column=row["column"],
            code=row["code"],
            longest=int(row["longest"]) if row["longest"] else None,
            meaning=row["meaning"],
        )
        for row in table("ged_codes")
    )


@functools.cache
def ged_countries() -> Mapping[str, GedCountry]:
    """Countries with a Gleditsch-Ward number, by ISO 3166-1 alpha-3."""
    return MappingProxyType(
        {
            row["alpha3"]: GedCountry(gwno=int(row["gwno"]), name=row["name"], region=_region(int(row["gwno"])))
            for row in table("ged_countries")
        }
    )


@functools.cache
def _regions() -> tuple[tuple[int, int, str], ...]:
    return tuple((int(row["first"]), int(row["last"]), row["region"]) for row in table("ged_regions"))


def _region(gwno: int) -> str:
    return next(name for first, last, name in _regions() if first <= gwno <= last)


@functools.cache
def party_rules() -> RuleTable:
    """What a party is to UCDP, from role, kind, sector and type."""
    return RuleTable("ged_parties", ("role", "kind", "sector", "type"), "party")


@functools.cache
def violence_rules() -> RuleTable:
    """The type of violence, from PLOVER type and what the two sides are."""
    return RuleTable("ged_violence", ("type", "one", "other"), "type_of_violence")


@functools.lru_cache(maxsize=65_536)
def party(role: str, kind: str, sector: str | None, type_: str) -> tuple[str, Rule]:
    """Whether a party is a 'state', a 'group' or 'civilians', and the rule that says so."""
    rule = party_rules().first(*(frozenset({fact}) for fact in (role, kind, sector or NONE_TOLD, type_)))
    assert rule is not None, "the last rule fits anybody"
    return rule.gives, rule


@functools.lru_cache(maxsize=4_096)
def violence(type_: str, one: str, other: str) -> Rule:
    """The rule that says which type of violence it is: gives '1', '2', '3', `UNKNOWN_TYPE`, or '' for none of GED's."""
    rule = violence_rules().first(*(frozenset({fact}) for fact in (type_, one, other)))
    assert rule is not None, "the last rule fits any event"
    return rule


def date_prec(start: datetime.date, end: datetime.date) -> int | None:
    """`date_prec` of days, both ends inclusive; None for more than a year, for which GED has no code."""
    length = (end - start).days + 1
    return next((int(c.code) for c in codes() if c.longest is not None and length <= c.longest), None)


def priogrid_cell(lat: float, lon: float) -> int | None:
    """The number of the PRIO-GRID cell of a point, None beyond the globe.

    Cells are half a degree wide; they are counted from 1 eastwards from 180° W and northwards from 90° S (Tollefsen,
    Strand and Buhaug 2012, PRIO-GRID). A point on the last edge is in the last cell.
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    row, column = min(int((lat + 90) / _CELL), 359), min(int((lon + 180) / _CELL), _CELLS_IN_A_ROW - 1)
    return row * _CELLS_IN_A_ROW + column + 1
