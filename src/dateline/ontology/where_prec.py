"""How precise a place is: UCDP GED's where_prec, how far it reaches, and PLOVER's resolution for it.

The table is ``data/where_prec.csv``, with a source for each row.
"""

from __future__ import annotations

import csv
import functools
import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """What a where_prec comes to.

    `reach_km` is how far from its point an event may lie, None where a code has no one reach. `plover_resolution` is
    5 sub-city, 4 city, 3 district, 2 province, 1 country; None where PLOVER has none.
    """

    where_prec: int
    reach_km: float | None
    plover_resolution: int | None


@functools.cache
def precisions() -> Mapping[int, Precision]:
    """Every where_prec, from 1 exact to 7 unknown."""
    table = importlib.resources.files("dateline.ontology").joinpath("data/where_prec.csv").read_text(encoding="utf-8")
    return MappingProxyType({found.where_prec: found for found in map(_precision, csv.DictReader(table.splitlines()))})


def _precision(row: Mapping[str, str]) -> Precision:
    return Precision(
        where_prec=int(row["where_prec"]),
        reach_km=float(row["reach_km"]) if row["reach_km"] else None,
        plover_resolution=int(row["plover_resolution"]) if row["plover_resolution"] else None,
    )
