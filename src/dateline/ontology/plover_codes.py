"""PLOVER's code for an actor: a country's, where PLOVER does not use ISO's, or that of an international body.

The table is ``data/plover_codes.csv``, with a source for each row. Bodies are named as in ``data/actors.csv``.
"""

from __future__ import annotations

import csv
import functools
import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.ontology.actors import actor_table


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCode:
    """The top-level code of an actor and its sector; unknown is None."""

    code: str | None
    sector: str | None


@functools.lru_cache(maxsize=16384)
def actor_code(name: str, country: str | None, sector: str | None) -> ActorCode:
    """PLOVER's code for an actor of this name, country (ISO 3166-1 alpha-3) and sector.

    A body's own code goes before its sector's, and both before the country: they have none.
    """
    if sector in _table("sector"):
        known = actor_table().named(name)
        own = _table("body").get(known.name) if known else None
        return own or _table("sector")[sector]
    known_country = _table("country").get(country or "")
    if known_country is None:
        return ActorCode(code=country, sector=sector)
    return ActorCode(code=known_country.code, sector=known_country.sector or sector)


@functools.cache
def _table(kind: str) -> Mapping[str | None, ActorCode]:
    table = importlib.resources.files("dateline.ontology").joinpath("data/plover_codes.csv").read_text(encoding="utf-8")
    rows = (row for row in csv.DictReader(table.splitlines()) if row["kind"] == kind)
    return MappingProxyType({row["of"]: ActorCode(code=row["code"], sector=row["sector"] or None) for row in rows})
