"""What of a record linking compares: one view of each event, with the names, places and figures it points at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from dateline.link.words import folded
from dateline.ontology.actors import actor_table
from dateline.record import Actor, Event, Figure, Place, Record, Span
from dateline.situation import ActorView, CountView, EntryId, EventView, PlaceView

_CONTEXT = 150  # characters on each side of a trigger that stands in no sentence


def views(record: Record) -> tuple[EventView, ...]:
    """One view of each event of a record, in the record's order, whatever its factuality."""
    actors = {actor.id: _actor_view(record, actor) for actor in record.actors}
    places = {place.id: _place_view(place) for place in record.places}
    figures = {figure.id: _count_view(figure) for figure in record.figures}
    sentences = sorted(record.sentences, key=lambda span: span.start)
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
            actors=tuple(actors[actor] for actor in event.actors),
            recipients=tuple(actors[actor] for actor in event.recipients),
            counts=tuple(figures[figure] for figure in event.figures),
            trigger=event.trigger.of(record.report.text),
            sentence=_sentence(record.report.text, sentences, event),
        )
        for event in record.events
    )


def _sentence(text: str, sentences: Sequence[Span], event: Event) -> str:
    at = bisect_right(sentences, event.trigger.start, key=lambda span: span.start) - 1
    if at >= 0 and sentences[at].covers(event.trigger):
        return sentences[at].of(text)
    return text[max(0, event.trigger.start - _CONTEXT) : event.trigger.end + _CONTEXT]


def _actor_view(record: Record, actor: Actor) -> ActorView:
    names = {actor.name, *_names(record, actor)}
    known = [entry.name for name in sorted(names) if (entry := actor_table().named(name, actor.country))]
    return ActorView(
        name=folded(actor.name),
        aliases=frozenset(folded(name) for name in (*names, *known)) - {folded(actor.name)},
        kind=actor.kind,
        country=actor.country,
        sector=actor.sector,
    )


_NAME = re.compile(r"(?:[Tt]he |[Aa]n? )?(?P<name>[^\W\d_a-z][^\W_]+(?:[ -][^\W_a-z][\w.’'-]*)*)")


def _names(record: Record, actor: Actor) -> list[str]:
    """The mentions that are names through and through; a lone capital at a sentence's head may be any word's."""
    heads = {sentence.start for sentence in record.sentences}
    found = []
    for mention in actor.mentions:
        match = _NAME.fullmatch(mention.of(record.report.text))
        if match and (mention.start not in heads or " " in match["name"]):
            found.append(match["name"])
    return found


def _place_view(place: Place) -> PlaceView:
    return PlaceView(
        name=place.name,
        country=place.country,
        admin1=place.admin1,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
    )


def _count_view(figure: Figure) -> CountView:
    return CountView(measure=figure.measure, low=figure.low, best=figure.best, high=figure.high)
