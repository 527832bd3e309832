"""The order of the stages: from a report to its record.

This module alone knows it: the encoder reads, segments are told apart, what belongs together is joined,
words get values, and each entry its source.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline import segment
from dateline.assemble import Draft, DraftEvent, DraftFigure, DraftTime, assemble
from dateline.attribute import Sources, is_quotation
from dateline.ontology.actors import ActorTable
from dateline.reader import Reader
from dateline.reading import Reading
from dateline.record import Actor, Event, Factuality, Figure, Place, Record, Report, Span, Statement, Time
from dateline.resolve import actors as actor_values
from dateline.resolve import places as place_values
from dateline.resolve import quantities, times
from dateline.resolve.setting import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What share of a report the record speaks for.

    `sentences` counts the body, caption and headline sentences read; `silent` are those in which the
    reader sees violence but that gave no entry. `numberless` are words that the reader took for a figure but
    that hold no number, exact or vague: an age, a date, a mere noun. They are left out. `undated` are words of
    time that come to no day ('in recent weeks'): the entries that they belong to have no time.
    """

    sentences: int
    silent: tuple[Span, ...] = ()
    numberless: tuple[Span, ...] = ()
    undated: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A record, and how much of the report it speaks for."""

    record: Record
    coverage: Coverage


@cache
def reader() -> Reader:
    """The reader of the model that comes with the package, loaded once."""
    return Reader()


def read_report(report: Report, actors: ActorTable | None = None) -> Outcome:
    """Reads one report with the model that comes with the package; `actors` replaces the table of known actors."""
    return record_of(report, reader().read(report.text), actors)


def record_of(report: Report, reading: Reading, actors: ActorTable | None = None) -> Outcome:
    """The record that a reading of a report comes to."""
    text = report.text
    values = [quantities.resolve(quantity.span.of(text)) for quantity in reading.quantities]
    read = list(zip(reading.quantities, values, strict=True))
    counted = [(quantity, value) for quantity, value in read if value.hedge]
    draft = assemble(replace(reading, quantities=tuple(quantity for quantity, _ in counted)), text)
    statements = _statements(draft, text)
    sources, setting = Sources(statements), Setting.of(text, publisher=report.publisher)
    timeline = _timeline(reading, draft, report, setting)
    places = _places(draft, text, setting)
    record = Record(
        report=report,
        segments=segment.segments(reading.units, text),
        sentences=segment.sentences(reading.units),
        actors=_actors(draft, report, places, actors),
        places=places,
        events=tuple(_event(n, event, timeline, sources) for n, event in enumerate(draft.events, start=1)),
        figures=tuple(
            _figure(n, figure, value, timeline, sources)
            for n, (figure, (_, value)) in enumerate(zip(draft.figures, counted, strict=True), start=1)
        ),
        statements=statements,
    )
    record.check()
    coverage = Coverage(
        sentences=len(record.sentences),
        silent=_silent(record, reading.suspected),
        numberless=tuple(quantity.span for quantity, value in read if not value.hedge),
        undated=_undated(draft, record),
    )
    return Outcome(record=record, coverage=coverage)


def _id(kind: str, index: int | None) -> str | None:
    return None if index is None else f"{kind}{index + 1}"


def _actors(draft: Draft, report: Report, places: Sequence[Place], table: ActorTable | None) -> tuple[Actor, ...]:
    mentioned = [
        actor_values.ActorMentions(spans=actor.mentions, kind=actor.kind, sector=actor.sector) for actor in draft.actors
    ]
    located = [(span, place.country) for place in places for span in place.mentions]
    values = actor_values.resolve_actors(mentioned, report.text, places=located, date=report.date, table=table)
    return tuple(
        Actor(
            id=f"a{n}",
            name=value.name,
            kind=value.kind,
            country=value.country,
            sector=value.sector,
            mentions=actor.mentions,
        )
        for n, (actor, value) in enumerate(zip(draft.actors, values, strict=True), start=1)
    )


def _places(draft: Draft, text: str, setting: Setting) -> tuple[Place, ...]:
    named = [place_values.ToponymMention(place.name, place.mentions) for place in draft.places]
    values = place_values.resolve_places(named, text, setting=setting)
    return tuple(
        Place(
            id=f"p{n}",
            name=place.name,
            country=value.country,
            admin1=value.admin1,
            lat=value.lat,
            lon=value.lon,
            precision=value.precision,
            gazetteer_id=value.gazetteer_id,
            mentions=place.mentions,
        )
        for n, (place, value) in enumerate(zip(draft.places, values, strict=True), start=1)
    )


def _statements(draft: Draft, text: str) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            id=f"s{n}", speaker=_id("a", s.speaker), cue=s.cue, content=s.content, direct=is_quotation(s.content, text)
        )
        for n, s in enumerate(draft.statements, start=1)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Timeline:
    """What the times of a report count from: its day, its country, and for each the days told last before it."""

    day: datetime.date | None
    text: str
    country: str | None
    told: Mapping[Span, times.Span | None]

    def resolve(self, words: Span, factuality: Factuality | None) -> times.TimeValue:
        """The days of words of time; `factuality` is that of their event, None where they belong to none."""
        return times.resolve(
            words.of(self.text),
            anchor=self.day,
            tense="past" if factuality is None else times.tense_of(factuality),
            reference=self.told.get(words),
            country=self.country,
        )


def _timeline(reading: Reading, draft: Draft, report: Report, setting: Setting) -> _Timeline:
    """Goes through the times in the order of the text, so that 'the next day' counts from the one before it.

    Each has the tense of the first event or figure that it belongs to.
    """
    entries = [(event.time, event.trigger.factuality) for event in draft.events]
    entries += [(figure.time, figure.quantity.factuality) for figure in draft.figures]
    factuality = {time.text: known for time, known in reversed(entries) if time and time.text}
    told: dict[Span, times.Span | None] = {}
    timeline = _Timeline(day=report.date, text=report.text, country=setting.country, told=told)
    last: times.Span | None = None
    for words in sorted({*reading.times, *factuality}, key=lambda span: (span.start, span.end)):
        told[words] = last
        value = timeline.resolve(words, factuality.get(words))
        if value.start is not None and value.end is not None:
            last = times.Span(value.start, value.end)
    return timeline


def _time(time: DraftTime | None, timeline: _Timeline, factuality: Factuality) -> Time | None:
    """The days that a time comes to; None where they cannot be told."""
    if time is None:
        return None
    if time.text is None:
        return None if timeline.day is None else Time(start=timeline.day, end=timeline.day)
    value = timeline.resolve(time.text, factuality)
    if value.start is None or value.end is None:
        return None
    return Time(start=value.start, end=value.end, text=time.text)


def _figure(
    number: int, figure: DraftFigure, value: quantities.QuantityValue, timeline: _Timeline, sources: Sources
) -> Figure:
    quantity = figure.quantity
    return Figure(
        id=f"f{number}",
        measure=_measure(quantity.measure, value.unit),
        text=quantity.span,
        low=value.low,
        best=value.best,
        high=value.high,
        hedge=value.hedge or "vague",  # never without: `record_of` leaves such figures out
        unit=value.unit,
        actor=_id("a", figure.actor),
        place=_id("p", figure.place),
        time=_time(figure.time, timeline, quantity.factuality),
        factuality=quantity.factuality,
        source=sources.of(quantity.span),
        event=_id("e", figure.event),
        confidence=quantity.score,
    )


def _measure(read: str, unit: str | None) -> str:
    """What a figure counts: as read, but that only land comes in km2 and only money in a currency (ISO 4217)."""
    if unit == "km2":
        return "area"
    return "money" if unit is not None and len(unit) == 3 and unit.isupper() else read


def _event(number: int, event: DraftEvent, timeline: _Timeline, sources: Sources) -> Event:
    trigger = event.trigger
    return Event(
        id=f"e{number}",
        type=trigger.type,
        mode=trigger.mode,
        trigger=trigger.span,
        actors=tuple(f"a{a + 1}" for a in event.actors),
        recipients=tuple(f"a{a + 1}" for a in event.recipients),
        place=_id("p", event.place),
        time=_time(event.time, timeline, trigger.factuality),
        factuality=trigger.factuality,
        source=sources.of(trigger.span),
        figures=tuple(f"f{f + 1}" for f in event.figures),
        confidence=trigger.score,
    )


def _silent(record: Record, suspected: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences that look violent to the reader but hold no event and no figure."""
    told = sorted([event.trigger.start for event in record.events] + [figure.text.start for figure in record.figures])
    seen = sorted(span.start for span in suspected)
    return tuple(s for s in record.sentences if _any_in(seen, s) and not _any_in(told, s))


def _undated(draft: Draft, record: Record) -> tuple[Span, ...]:
    """The words of time that gave their event or figure no day."""
    drafts: tuple[DraftEvent | DraftFigure, ...] = (*draft.events, *draft.figures)
    entries: tuple[Event | Figure, ...] = (*record.events, *record.figures)
    found = {d.time.text for d, e in zip(drafts, entries, strict=True) if d.time and d.time.text and not e.time}
    return tuple(sorted(found, key=lambda span: span.start))


def _any_in(starts: Sequence[int], sentence: Span) -> bool:
    """Whether any of the sorted places lies in a sentence."""
    return bisect_left(starts, sentence.start) < bisect_left(starts, sentence.end)
