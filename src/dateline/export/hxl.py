"""HXL 1.1, the Humanitarian Exchange Language: one row a situation event, as CSV and as JSON.

https://hxlstandard.org/standard/1-1final/. Columns and hashtags are `dateline.ontology.hxl`'s: those that OCHA gives
ACLED's and UCDP's data, and ``+min`` and ``+max`` for the lowest and highest figure. A hashtag row stands under the
headings.

Cells hold one line: HXL's validator takes line ends and doubled spaces for errors. Actors and recipients are two sides,
``+first`` and ``+second``; all sides of a two-sided fight are actors, so they stand on the first together.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from dateline.export import figures, safe_json
from dateline.export.base import Losses
from dateline.export.safe_csv import SafeCsv
from dateline.export.safe_json import number
from dateline.export.sources import sources
from dateline.ontology.countries import countries
from dateline.ontology.hxl import columns
from dateline.store.base import EventRow, FigureRow, Happening

Cell = str | float | datetime.date | None

_KEYS = tuple(column.key for column in columns())
_MEASURES = tuple(key.removesuffix("_best") for key in _KEYS if key.endswith("_best"))
_BOUNDS = frozenset(f"{measure}_{bound}" for measure in _MEASURES for bound in ("low", "best", "high"))
_NOT_MISSED = _BOUNDS | {"actors", "recipients"}
"""Columns that are rightly empty in many rows: what nobody counts, and others where only one is told."""

_SEPARATOR = "; "


class Hxl:
    """HXL as CSV: headings, hashtags, then a row for each event."""

    name = "hxl"
    suffix = ".csv"

    def write(self, happenings: Iterable[Happening], out: BinaryIO, losses: Losses) -> None:
        """Writes a row for every event."""
        table = SafeCsv(out, (column.heading for column in columns()))
        table.row(column.hashtag for column in columns())
        for happening in happenings:
            table.row(_row(happening, losses))


class HxlJson:
    """HXL as JSON: an array of rows, the headings first, then the hashtags."""

    name = "hxl-json"
    suffix = ".json"

    def write(self, happenings: Iterable[Happening], out: BinaryIO, losses: Losses) -> None:
        """Writes an array for every event."""
        out.write(b"[\n" + safe_json.line([column.heading for column in columns()]))
        out.write(b",\n" + safe_json.line([column.hashtag for column in columns()]))
        for happening in happenings:
            out.write(b",\n" + safe_json.line(_row(happening, losses)))
        out.write(b"\n]\n")


def _row(happening: Happening, losses: Losses) -> list[Cell]:
    cells = {**_event(happening.event), **_sides(happening), **_told(happening), **_counts(happening, losses)}
    for column in columns():
        if column.key not in _NOT_MISSED and cells.get(column.key) is None:
            losses.could_not_fill(column.heading)
    losses.wrote()
    return [cells.get(key) for key in _KEYS]


def _event(event: EventRow) -> Mapping[str, Cell]:
    country = countries().get(event.country or "")
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "day": event.start if event.start == event.end else None,
        "start": event.start,
        "end": event.end,
        "year": event.start.year if event.start else None,
        "country": country.name if country else None,
        "iso3": event.country,
        "admin1": _line(event.admin1),
        "place": _line(event.place),
        "lat": number(event.lat),
        "lon": number(event.lon),
        "precision": event.precision,
        "reports": event.reports,
    }


def _sides(happening: Happening) -> Mapping[str, Cell]:
    actors = [party.name for party in happening.actors]
    recipients = [party.name for party in happening.recipients]
    return {
        "actor": _joined(actors[:1]),
        "actors": _joined(actors[1:]),
        "recipient": _joined(recipients[:1]),
        "recipients": _joined(recipients[1:]),
    }


def _told(happening: Happening) -> Mapping[str, Cell]:
    """The sentence of the first report that is no copy, and who says so."""
    reports = sources(happening)
    first = min(happening.tellings, key=lambda telling: telling.copy_of is not None, default=None)
    speakers = [telling.speaker for telling in happening.tellings] + [claim.speaker for claim in happening.claims]
    return {
        "description": _line(first.sentence) if first else None,
        "publishers": _joined(source.publisher for source in reports),
        "speakers": _joined(speakers),
        "urls": _joined(source.url for source in reports),
    }


# --- how many -----------------------------------------------------------------------------------------


def _counts(happening: Happening, losses: Losses) -> Mapping[str, Cell]:
    chosen = {measure: figures.people(happening.figures, measure) for measure in _MEASURES}
    if happening.claims:
        losses.could_not_hold("words and speaker of each figure")
    for what in sorted({_why_not(f) for f in happening.figures if f is not chosen.get(f.measure)}):
        losses.could_not_hold(what)
    counts: dict[str, Cell] = {}
    for measure, figure in chosen.items():
        if figure is not None:
            _tell_coarse(figure, losses)
            counts.update(_bounds(measure, figure))
    return counts


def _why_not(figure: FigureRow) -> str:
    if figure.measure in _MEASURES:
        return f"figures of one side ({figure.measure}) beside another"
    return f"figures of {figure.measure}"


def _tell_coarse(figure: FigureRow, losses: Losses) -> None:
    """A side's dead become the event's, and 'at least 20' becomes a highest figure of 20: both are said."""
    if figure.whom is not None:
        losses.coarsen(f"{figure.measure} of one side", figure.measure)
    if figure.more and figure.high is not None:
        losses.coarsen("no upper bound", "the highest number told")
    if figure.fewer and figure.low is not None:
        losses.coarsen("no lower bound", "the lowest number told")


def _bounds(measure: str, figure: FigureRow) -> Iterator[tuple[str, Cell]]:
    yield f"{measure}_low", number(figure.low)
    yield f"{measure}_best", number(figure.best)
    yield f"{measure}_high", number(figure.high)


# --- cells --------------------------------------------------------------------------------------------


def _line(words: str | None) -> str | None:
    """Words on one line with single spaces; None where there are none."""
    return " ".join(words.split()) or None if words else None


def _joined(words: Iterable[str | None]) -> str | None:
    """Different words in their order, parted by semicolons; None where there are none."""
    return _SEPARATOR.join(dict.fromkeys(filter(None, map(_line, words)))) or None
