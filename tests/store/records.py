"""Small records made by hand: a report is a few sentences, each with one event."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dateline.record import Actor, Event, Figure, Place, Record, Report, Segment, Span, Statement, Time
from dateline.situation import ActorView, EntryId, EventView, PlaceView
from dateline.store.base import Draft

NOW = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence with its event: 'Rebels bombed Azmarin.'"""

    words: str = "bombed"
    type: str = "ASSAULT"
    mode: str | None = "explosives"
    day: str | None = "2019-02-21"
    place: str = "Azmarin"
    country: str | None = "SYR"
    actor: str = "Rebels"
    killed: int | None = None
    speaker: str | None = None

    @property
    def sentence(self) -> str:
        killed = f", killing {self.killed} people" if self.killed is not None else ""
        said = f", {self.speaker} said" if self.speaker else ""
        return f"{self.actor} {self.words} {self.place}{killed}{said}."


def record(id: str, *told: Told, date: str = "2019-02-22", publisher: str = "Example Press") -> Record:
    """A report that tells these, as a record."""
    text, actors, places, events, figures, statements, sentences = "", [], [], [], [], [], []
    for n, one in enumerate(told, start=1):
        start = len(text)
        text += one.sentence + " "

        def span(words: str, start: int = start, text: str = text) -> Span:
            found = text.index(words, start)
            return Span(found, found + len(words))

        sentences.append(span(one.sentence))
        actors.append(Actor(id=f"a{n}", name=one.actor, kind="group", country=one.country))
        places.append(Place(id=f"p{n}", name=one.place, country=one.country, precision=1))
        day = datetime.date.fromisoformat(one.day) if one.day else None
        time = Time(start=day, end=day) if day else None
        if one.speaker:
            actors.append(Actor(id=f"b{n}", name=one.speaker, kind="organisation"))
            statements.append(Statement(id=f"s{n}", speaker=f"b{n}", content=(span(one.sentence),)))
        source = f"s{n}" if one.speaker else None
        if one.killed is not None:
            figures.append(
                Figure(id=f"f{n}", measure="killed", text=span(f"{one.killed} people"), low=one.killed,
                       best=one.killed, high=one.killed, place=f"p{n}", time=time, source=source, event=f"e{n}")
            )  # fmt: skip
        events.append(
            Event(id=f"e{n}", type=one.type, mode=one.mode, trigger=span(one.words), actors=(f"a{n}",),
                  place=f"p{n}", time=time, source=source, figures=(f"f{n}",) if one.killed is not None else ())
        )  # fmt: skip
    return Record(
        report=Report(id=id, date=datetime.date.fromisoformat(date), publisher=publisher, text=text),
        segments=(Segment(kind="body", start=0, end=len(text)),),
        sentences=tuple(sentences),
        actors=tuple(actors),
        places=tuple(places),
        events=tuple(events),
        figures=tuple(figures),
        statements=tuple(statements),
    )


def views(record: Record) -> tuple[EventView, ...]:
    """A view of each event, as plain as can be."""
    actors = {a.id: ActorView(name=a.name.lower(), kind=a.kind, country=a.country) for a in record.actors}
    places = {p.id: PlaceView(name=p.name, country=p.country, precision=p.precision) for p in record.places}
    return tuple(
        EventView(
            id=EntryId(record.report.id, event.id),
            published=record.report.date,
            publisher=record.report.publisher,
            type=event.type,
            mode=event.mode,
            factuality=event.factuality,
            start=event.time.start if event.time else None,
            end=event.time.end if event.time else None,
            place=places[event.place] if event.place else None,
            actors=tuple(actors[a] for a in event.actors),
            trigger=event.trigger.of(record.report.text),
        )
        for event in record.events
    )


def keys(view: EventView) -> tuple[str, ...]:
    """Events of one type at one place share a key."""
    return (f"{view.type}|{view.place.name if view.place else ''}",)


def bands(text: str) -> tuple[str, ...]:
    """Texts that begin alike share a key."""
    return (text[:20],)


def draft(record: Record, model: str | None = None) -> Draft:
    return Draft(
        record=record,
        model=model,
        views=tuple((view, keys(view)) for view in views(record)),
        bands=bands(record.report.text),
    )


def entries(words: str) -> list[EntryId]:
    """'a#e1 b#e1' as ids."""
    return [EntryId.parse(word) for word in words.split()]
