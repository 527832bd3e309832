"""GeoJSON (RFC 7946): one feature a situation event, its point where the place is exact, else an area.

A place that is only known roughly is a circle about its point, as a polygon: its radius follows from UCDP's
where_prec (`dateline.ontology.where_prec`) and stands in `radius_km`. A map then never shows more than is known.
An event in a country as a whole, or without a place, has no geometry and stays in the file with all its properties;
what is known of its place stands there too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dateline.export import figures, safe_json
from dateline.export.base import Losses
from dateline.export.circle import Geometry, circle
from dateline.export.safe_json import number
from dateline.export.sources import Source, sources
from dateline.export.told import publishers
from dateline.ontology.where_prec import precisions
from dateline.store.base import EventRow, Happening, PartyRow

_EXACT = 1  # UCDP where_prec

Json = dict[str, object]


class GeoJson:
    """A FeatureCollection; each feature on a line of its own."""

    name = "geojson"
    suffix = ".geojson"

    def write(self, happenings: Iterable[Happening], out: BinaryIO, losses: Losses) -> None:
        """Writes a feature for every event."""
        out.write(b'{"type":"FeatureCollection","features":[')
        separator = b"\n"
        for happening in happenings:
            out.write(separator + safe_json.line(_feature(happening, losses)))
            losses.wrote()
            separator = b",\n"
        out.write(b"\n]}\n")


def _feature(happening: Happening, losses: Losses) -> Json:
    event = happening.event
    if happening.claims:
        losses.could_not_hold("words and speaker of each figure")
    if happening.tellings:
        losses.could_not_hold("sentences that tell the event")
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": _geometry(event, losses),
        "properties": _properties(happening),
    }


def _geometry(event: EventRow, losses: Losses) -> Geometry | None:
    """A point, a circle, or nothing where no point or no reach is known."""
    if event.lat is None or event.lon is None:
        losses.could_not_fill("geometry: the place has no point" if event.place else "geometry: no place is told")
        return None
    if not (-90 <= event.lat <= 90 and -180 <= event.lon <= 180):
        losses.could_not_fill("geometry: the coordinates are off the globe")
        return None
    if event.precision is None:
        losses.could_not_fill("precision")
    if event.precision is None or event.precision == _EXACT:
        return {"type": "Point", "coordinates": [event.lon, event.lat]}
    reach = _radius_km(event)
    if reach is None:
        losses.could_not_fill("geometry: no more than the country is known")
        return None
    return circle(event.lat, event.lon, reach)


def _radius_km(event: EventRow) -> float | None:
    """How far from its point the event may lie; None where there is no point, or no reach."""
    precision = precisions().get(event.precision or 0)
    return precision.reach_km if precision and event.lat is not None and event.lon is not None else None


def _properties(happening: Happening) -> Json:
    """Flat where a map's table wants columns; lists of objects for figures, parties and sources."""
    event = happening.event
    return {
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "start": event.start,
        "end": event.end,
        "place": event.place,
        "country": event.country,
        "admin1": event.admin1,
        "lat": event.lat,
        "lon": event.lon,
        "precision": event.precision,
        "radius_km": number(_radius_km(event)),
        "killed_low": number(event.killed_low),
        "killed_best": number(event.killed_best),
        "killed_high": number(event.killed_high),
        "reports": event.reports,
        "mentions": event.mentions,
        "actor_names": _joined(party.name for party in happening.actors),
        "recipient_names": _joined(party.name for party in happening.recipients),
        "publishers": _joined(publishers(happening)),
        "actors": [_party(party) for party in happening.actors],
        "recipients": [_party(party) for party in happening.recipients],
        "figures": [figures.plain(figure) for figure in happening.figures],
        "sources": [_source(source) for source in sources(happening)],
    }


def _joined(names: Iterable[str]) -> str | None:
    """Names in one cell, for tables and labels of a map."""
    return "; ".join(names) or None


def _party(party: PartyRow) -> Json:
    return {"name": party.name, "kind": party.kind, "country": party.country, "sector": party.sector}


def _source(source: Source) -> Json:
    return {
        "report": source.report,
        "publisher": source.publisher,
        "published": source.published,
        "title": source.title,
        "url": source.url,
        "copy_of": source.copy_of,
    }
