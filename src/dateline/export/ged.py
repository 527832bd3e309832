"""UCDP GED's CSV: the 49 columns, one row for each situation event that GED would code: with a death.

What decides the codes is in `dateline.export.ged_codes`; this module writes the row. An event's id is its own number
(12 for S12); ids of UCDP's sets of conflicts, dyads and actors are not known here and stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dateline.export.base import Losses
from dateline.export.code_rows import write_rows
from dateline.export.ged_codes import GedCodes, country_name, ged_codes
from dateline.export.safe_csv import Cell
from dateline.export.sources import Source, sources
from dateline.export.told import speakers
from dateline.ontology.ged import ged_countries, priogrid_cell
from dateline.store.base import EventRow, Happening

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
"""GED's columns in the order of version 23.1 and later."""

_MAY_BE_EMPTY = frozenset({"gwnoa", "gwnob"})
"""Columns that GED itself leaves empty: numbers of sides that are no state."""

_UNKNOWN_COUNTRY = "XXX"


class Ged:
    """Writes situation events as UCDP GED's CSV."""

    name = "ged"
    suffix = ".csv"

    def write(self, happenings: Iterable[Happening], out: BinaryIO, losses: Losses) -> None:
        write_rows(
            happenings, out, losses, columns=COLUMNS, may_be_empty=_MAY_BE_EMPTY, codes_of=ged_codes, cells=cells
        )


def cells(happening: Happening, codes: GedCodes) -> tuple[Cell, ...]:
    """The row of an event, in the order of `COLUMNS`."""
    event = happening.event
    return (*_what(event, codes), *_sources(happening), *_where(event), *_when_and_how_many(event, codes))


def _what(event: EventRow, codes: GedCodes) -> tuple[Cell, ...]:
    assert event.start is not None
    year = event.start.year
    return (
        int(event.id[1:]) if event.id[1:].isdecimal() else event.id,
        f"{event.country or _UNKNOWN_COUNTRY}-{year}-{codes.type_of_violence or 0}-{event.id}",
        year,
        None,
        codes.code_status,
        codes.type_of_violence,
        None,
        None,
        codes.dyad,
        None,
        None,
        codes.dyad,
        None,
        None,
        codes.a.name,
        None,
        None,
        codes.b.name,
    )


def _sources(happening: Happening) -> tuple[Cell, ...]:
    """One entry for each report, in the same order in each column; who speaks in them comes last."""
    reports = sources(happening)
    return (
        len(reports),
        ";".join(f'"{_plain(",".join(_article(report)))}"' for report in reports),
        _aligned(report.publisher or "" for report in reports),
        _aligned(str(report.published or "") for report in reports),
        _aligned(report.title or "" for report in reports),
        ";".join(speakers(happening)),
    )


def _aligned(values: Iterable[str]) -> str:
    """Values in the order of the reports, those not known empty; nothing where none is known."""
    own = [_plain(value) for value in values]
    return ";".join(own) if any(own) else ""


def _plain(words: str) -> str:
    """Words that may stand in a list: its marks, semicolons and double quotes, become others."""
    return words.replace(";", ",").replace('"', "'")


def _article(report: Source) -> Iterable[str]:
    told = (report.publisher, str(report.published) if report.published else None, report.title)
    return filter(None, told) if any(told) else (report.report,)


def _where(event: EventRow) -> tuple[Cell, ...]:
    known = ged_countries().get(event.country or "")
    is_point = event.lat is not None and event.lon is not None
    country = country_name(event.country)
    return (
        event.precision,
        event.place,
        ", ".join(dict.fromkeys(filter(None, (event.place, event.admin1, country)))),
        event.admin1,
        None,
        event.lat,
        event.lon,
        f"POINT ({event.lon} {event.lat})" if is_point else None,
        priogrid_cell(event.lat, event.lon) if event.lat is not None and event.lon is not None else None,
        country,
        known.gwno if known else None,
        known.region if known else None,
    )


def _when_and_how_many(event: EventRow, codes: GedCodes) -> tuple[Cell, ...]:
    dead = codes.deaths
    return (
        codes.event_clarity,
        codes.date_prec,
        event.start,
        event.end,
        dead.a,
        dead.b,
        dead.civilians,
        dead.unknown,
        dead.best,
        dead.high,
        dead.low,
        codes.a.gwno,
        codes.b.gwno,
    )
