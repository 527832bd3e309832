"""A record as flat rows, for any backend of tables: words and names stand where the record has offsets and ids."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterator
from typing import Any

from dateline.record import Actor, Place, Record, Span, Time
from dateline.situation import ActorView, CountView, EntryId, EventView, PlaceView

Row = dict[str, Any]


def segment_rows(record: Record) -> Iterator[Row]:
    for number, segment in enumerate(record.segments):
        yield {"number": number, "kind": segment.kind, "start": segment.start, "end": segment.end}


def actor_rows(record: Record) -> Iterator[Row]:
    for actor in record.actors:
        yield {"id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country,
               "sector": actor.sector}  # fmt: skip


def place_rows(record: Record) -> Iterator[Row]:
    for place in record.places:
        yield {"id": place.id, "name": place.name, "country": place.country, "admin1": place.admin1,
               "lat": place.lat, "lon": place.lon, "precision": place.precision,
               "gazetteer_id": place.gazetteer_id}  # fmt: skip


def figure_rows(record: Record) -> Iterator[Row]:
    names = _names(record)
    for figure in record.figures:
        yield {"id": figure.id, "event": figure.event, "measure": figure.measure, "words": record.words(figure.text),
               "at_start": figure.text.start, "at_end": figure.text.end,
               "low": figure.low, "best": figure.best, "high": figure.high, "hedge": figure.hedge,
               "unit": figure.unit, "counts": names.get(figure.actor), "place": names.get(figure.place),
               **_days(figure.time), "factuality": figure.factuality, "source": figure.source,
               "confidence": figure.confidence}  # fmt: skip


def statement_rows(record: Record) -> Iterator[Row]:
    names = _names(record)
    for said in record.statements:
        content = " … ".join(span.of(record.report.text) for span in said.content)
        yield {"id": said.id, "speaker": names.get(said.speaker), "cue": record.words(said.cue), "content": content,
               "direct": said.direct}  # fmt: skip


def event_rows(record: Record) -> Iterator[Row]:
    names = _names(record)
    for event in record.events:
        yield {"id": event.id, "type": event.type, "mode": event.mode, "factuality": event.factuality,
               "words": record.words(event.trigger), "at_start": event.trigger.start, "at_end": event.trigger.end,
               "sentence": _sentence(record, event.trigger),
               **_days(event.time), "place": names.get(event.place), "source": event.source,
               "confidence": event.confidence}  # fmt: skip


TABLES = {
    "segment": segment_rows,
    "actor": actor_rows,
    "place": place_rows,
    "figure": figure_rows,
    "statement": statement_rows,
}


def _names(record: Record) -> dict[str | None, str]:
    named: tuple[Actor | Place, ...] = (*record.actors, *record.places)
    return {entry.id: entry.name for entry in named}


def _days(time: Time | None) -> Row:
    return {"start": time.start if time else None, "end": time.end if time else None}


def _sentence(record: Record, span: Span) -> str:
    """The sentence that a span begins in, or the span's own words where it stands in none (a byline, a credit)."""
    found = next((s for s in record.sentences if s.start <= span.start < s.end), span)
    return found.of(record.report.text)


# --- views as JSON ---------------------------------------------------------------------------------
# Written and read by hand, field by field: a casefile is linked again and again, and this is what it reads most.


def view_to_json(view: EventView) -> str:
    """A view as JSON text, without its id, which stands beside it."""
    values = dataclasses.asdict(view)
    del values["id"]
    return json.dumps(values, ensure_ascii=False, default=_plain, separators=(",", ":"))


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def view_from_json(id: EntryId, text: str) -> EventView:
    values = json.loads(text)
    return EventView(
        id=id,
        published=_day(values["published"]),
        publisher=values["publisher"],
        type=values["type"],
        mode=values["mode"],
        factuality=values["factuality"],
        start=_day(values["start"]),
        end=_day(values["end"]),
        place=PlaceView(**values["place"]) if values["place"] else None,
        actors=tuple(map(_actor, values["actors"])),
        recipients=tuple(map(_actor, values["recipients"])),
        counts=tuple(CountView(**count) for count in values["counts"]),
        trigger=values["trigger"],
        sentence=values["sentence"],
    )


def _actor(values: Row) -> ActorView:
    return ActorView(**(values | {"aliases": frozenset(values["aliases"])}))


def _day(words: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(words) if words else None
