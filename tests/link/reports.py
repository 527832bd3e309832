"""Small records of one happening, written by hand: each report is a list of sentences that tell it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.record import (
    Actor,
    Event,
    Factuality,
    Figure,
    Hedge,
    Place,
    Record,
    Report,
    Segment,
    SegmentKind,
    Span,
    Statement,
    Time,
)
from dateline.situation import EntryId

FEB = datetime.date(2019, 2, 1)


def feb(day: int) -> datetime.date:
    return FEB + datetime.timedelta(days=day - 1)


POLICE = Actor(id="police", name="Kabul police", kind="organisation", country="AFG", sector="COP")
MINISTRY = Actor(id="ministry", name="Ministry of Public Health", kind="organisation", country="AFG", sector="MED")
MEDICS = Actor(id="medics", name="medics", kind="population", sector="MED")
TALIBAN = Actor(id="taliban", name="Taliban", kind="group", country="AFG", sector="REB")
PEOPLE = Actor(id="people", name="people in the market", kind="population", country="AFG", sector="CVL")
FIGHTERS = Actor(id="fighters", name="fighters", kind="population", country="AFG", sector="REB")
SOLDIERS = Actor(id="soldiers", name="Afghan soldiers", kind="population", country="AFG", sector="MIL")
NURSE = Actor(id="nurse", name="a nurse", kind="person", country="AFG", sector="MED")
ACTORS = (POLICE, MINISTRY, MEDICS, TALIBAN, PEOPLE, FIGHTERS, SOLDIERS, NURSE)

KABUL = Place(id="kabul", name="Kabul", country="AFG", admin1="Kabul", lat=34.5, lon=69.2, precision=1)


@dataclass(frozen=True, kw_only=True)
class Told:
    """A sentence that tells the happening, with the figure in it if it has `words` for one."""

    words: str = ""
    low: float | None = None
    best: float | None = None
    high: float | None = None
    hedge: Hedge = "exact"
    measure: str = "killed"
    unit: str | None = None
    whom: Actor | None = None
    speaker: Actor | None = None
    reported: bool = False  # in the words of somebody unnamed
    days: tuple[datetime.date, datetime.date] | None = None
    factuality: Factuality = "actual"
    kind: SegmentKind = "body"
    together: bool = False  # in one sentence with the one before
    type: str = "ASSAULT"
    mode: str | None = "explosives"
    place: Place | None = KABUL
    actors: Sequence[Actor] = ()


def exactly(number: float, words: str = "", **more: object) -> Told:
    return Told(words=words or f"{number:g} people", low=number, best=number, high=number, **more)  # type: ignore[arg-type]


def at_least(number: float, **more: object) -> Told:
    words = f"at least {number:g} people"
    return Told(words=words, low=number, best=number, hedge="over", **more)  # type: ignore[arg-type]


def about(number: float, **more: object) -> Told:
    return Told(words=f"about {number:g} people", best=number, hedge="about", **more)  # type: ignore[arg-type]


@dataclass
class _Writer:
    """Puts the sentences of a report one after another, and keeps where each entry stands."""

    text: str = ""
    sentences: list[Span] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    day: datetime.date = FEB

    def add(self, number: int, told: Told) -> None:
        start = len(self.text)
        words = told.words or "some"
        self.text += f"A bomb hit {words}. "
        sentence = Span(start, len(self.text) - 1)
        if told.together:
            sentence = Span(self.sentences.pop().start, sentence.end)
        self.sentences.append(sentence)
        self.segments.append(Segment(kind=told.kind, start=start, end=len(self.text)))
        source = f"s{number}" if told.speaker or told.reported else None
        if source:
            speaker = told.speaker.id if told.speaker else None
            self.statements.append(Statement(id=source, speaker=speaker, content=(sentence,)))
        first, last = told.days or (self.day, self.day)
        time = Time(start=first, end=last)
        figure = f"f{number}" if told.words else None
        self.events.append(
            Event(
                id=f"e{number}",
                type=told.type,
                mode=told.mode,
                trigger=Span(start + 2, start + 6),
                actors=tuple(actor.id for actor in told.actors),
                place=told.place.id if told.place else None,
                time=time,
                factuality=told.factuality,
                source=source,
                figures=(figure,) if figure else (),
            )
        )
        if figure:
            at = start + len("A bomb hit ")
            self.figures.append(
                Figure(
                    id=figure,
                    measure=told.measure,
                    text=Span(at, at + len(words)),
                    low=told.low,
                    best=told.best,
                    high=told.high,
                    hedge=told.hedge,
                    unit=told.unit,
                    actor=told.whom.id if told.whom else None,
                    time=time,
                    factuality=told.factuality,
                    source=source,
                    event=f"e{number}",
                )
            )


def report(
    id: str, *sentences: Told, on: int | None = 10, publisher: str | None = "AFP", day: datetime.date | None = None
) -> Record:
    """A report published on a day of February 2019 (None: undated) that tells of what happened on `day`."""
    writer = _Writer(day=day or feb(9))
    for number, told in enumerate(sentences, start=1):
        writer.add(number, told)
    places = tuple({told.place.id: told.place for told in sentences if told.place}.values())
    record = Record(
        report=Report(id=id, date=feb(on) if on else None, publisher=publisher, text=writer.text),
        segments=tuple(writer.segments),
        sentences=tuple(writer.sentences),
        actors=ACTORS,
        places=places,
        events=tuple(writer.events),
        figures=tuple(writer.figures),
        statements=tuple(writer.statements),
    )
    record.check()
    return record


def members(*records: Record) -> tuple[EntryId, ...]:
    """Every event of these records."""
    return tuple(EntryId(record.report.id, event.id) for record in records for event in record.events)
