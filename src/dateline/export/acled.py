"""ACLED's CSV: the 31 current columns, one row for each situation event that ACLED would code.

What decides the codes is in `dateline.export.acled_codes`; this module writes the row. Numbers stand for types of
actors and interactions, as in ACLED's codebook. Ids are a country's alpha-3 and the event's own ('SYR-S12'): never one
of ACLED's, which have no hyphen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from dateline.export.acled_codes import AcledCodes, acled_codes
from dateline.export.base import Losses
from dateline.export.code_rows import write_rows
from dateline.export.safe_csv import Cell
from dateline.export.told import last_published, notes, publishers
from dateline.ontology.acled import CountryCodes, country_codes
from dateline.store.base import ClaimRow, FigureRow, Happening

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
"""ACLED's columns in the order of its current files (acledR 1.0.1)."""

_MAY_BE_EMPTY = frozenset({"actor2", "assoc_actor_1", "assoc_actor_2", "inter2", "civilian_targeting", "tags"})
"""Columns that ACLED itself leaves empty where there is nothing to say."""

_DEMONSTRATIONS = frozenset({"Protests", "Riots"})
_NO_COUNTRY = CountryCodes(iso=None, region="", name="")


class Acled:
    """Writes situation events as ACLED's CSV."""

    name = "acled"
    suffix = ".csv"

    def write(self, happenings: Iterable[Happening], out: BinaryIO, losses: Losses) -> None:
        write_rows(
            happenings, out, losses, columns=COLUMNS, may_be_empty=_MAY_BE_EMPTY, codes_of=acled_codes, cells=cells
        )


def cells(happening: Happening, codes: AcledCodes) -> tuple[Cell, ...]:
    """The row of an event, in the order of `COLUMNS`."""
    event, sub_event = happening.event, codes.sub_event
    country = country_codes().get(event.country or "", _NO_COUNTRY)
    return (
        f"{event.country}-{event.id}" if event.country else event.id,
        codes.day,
        codes.day.year,
        codes.time_precision,
        sub_event.disorder_type,
        sub_event.event_type,
        sub_event.name,
        codes.one.name,
        "; ".join(codes.one.beside),
        codes.one.inter,
        codes.other.name,
        "; ".join(codes.other.beside),
        codes.other.inter,
        codes.interaction,
        "Civilian targeting" if codes.civilian_targeting else None,
        country.iso,
        country.region,
        country.name,
        event.admin1,
        None,
        None,
        event.place,
        event.lat,
        event.lon,
        codes.geo_precision,
        "; ".join(publishers(happening)),
        None,
        notes(happening),
        codes.fatalities.number,
        f"crowd size={crowd_size(happening)}" if sub_event.event_type in _DEMONSTRATIONS else None,
        _timestamp(last_published(happening)),
    )


def _timestamp(day: datetime.date | None) -> int | None:
    """Seconds from 1970 to the day's first moment in UTC. The same casefile gives the same, whenever it is written."""
    return (day - datetime.date(1970, 1, 1)).days * 86_400 if day else None


# --- crowds -----------------------------------------------------------------------------------------


def crowd_size(happening: Happening) -> str:
    """How many took part, in words as ACLED's tags have them: 'around 3,000', 'hundreds', 'no report'."""
    crowd = next((f for f in happening.figures if f.measure == "participants" and f.whom is None), None)
    if crowd is None:
        return "no report"
    return next(_crowd_words(crowd, [c for c in happening.claims if c.measure == "participants"]), "no report")


def _crowd_words(crowd: FigureRow, claims: list[ClaimRow]) -> Iterator[str]:
    low, high = crowd.low, crowd.high
    if low is not None and high is not None and low < high:
        yield f"between {_number(low)} and {_number(high)}"
    elif crowd.best is not None:
        hedges = {claim.hedge for claim in claims if claim.best == crowd.best}
        yield f"{_HEDGES.get(next(iter(hedges)), '') if len(hedges) == 1 else ''}{_number(crowd.best)}"
    for claim in claims:
        if claim.hedge == "vague" and claim.factuality == "actual":
            words = " ".join(claim.words.split())
            yield words[:1].lower() + words[1:]  # it may have begun a sentence
    if low is not None:
        yield f"at least {_number(low)}"


_HEDGES = {"about": "around ", "over": "at least ", "under": "up to "}


def _number(value: float) -> str:
    return f"{value:,.0f}"
