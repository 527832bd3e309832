"""Reading -> draft entries: what belongs together, before it has values.

Indexes in a draft point into the draft's own tuples. Only actors that take part in an entry are kept;
places are all kept, joined by name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.reading import ActorMention, Content, Quantity, Reading, Trigger
from dateline.record import ActorKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftActor:
    """One actor: its mentions, and the kind and sector that most of them were read as."""

    mentions: tuple[Span, ...]
    kind: ActorKind
    sector: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPlace:
    """One named place with its mentions."""

    name: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTime:
    """Words of time, or None: the report's own day."""

    text: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEvent:
    trigger: Trigger
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    place: int | None
    time: DraftTime | None
    figures: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFigure:
    quantity: Quantity
    actor: int | None
    place: int | None
    time: DraftTime | None
    event: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStatement:
    """`content` holds several spans for a split quotation."""

    speaker: int | None
    cue: Span | None
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The entries of one report without their values."""

    actors: tuple[DraftActor, ...]
    places: tuple[DraftPlace, ...]
    events: tuple[DraftEvent, ...]
    figures: tuple[DraftFigure, ...]
    statements: tuple[DraftStatement, ...]


def assemble(reading: Reading, text: str) -> Draft:
    """Joins what the reader found into entries."""
    places = _places(reading.places, text)
    place_of = {span: n for n, place in enumerate(places) for span in place.mentions}
    mentions = _taking_part(reading)
    rank = {actor: n for n, actor in enumerate(mentions)}
    actor_of = {n: rank[m.actor] for n, m in enumerate(reading.actors) if m.actor in rank}

    def actor(mention: int | None) -> int | None:
        return None if mention is None else actor_of[mention]

    def place(mention: int | None) -> int | None:
        return None if mention is None else place_of[reading.places[mention]]

    figures_of: dict[int | None, list[int]] = {}
    for n, quantity in enumerate(reading.quantities):
        figures_of.setdefault(quantity.event, []).append(n)

    def time(of: Trigger | Quantity) -> DraftTime | None:
        if of.time is not None:
            return DraftTime(text=reading.times[of.time])
        return DraftTime(text=None) if of.today else None

    return Draft(
        actors=tuple(map(_actor, mentions.values())),
        places=places,
        events=tuple(
            DraftEvent(
                trigger=t,
                actors=_unique(actor_of[a] for a in t.actors),
                recipients=_unique(actor_of[a] for a in t.recipients),
                place=place(t.place),
                time=time(t),
                figures=tuple(figures_of.get(n, ())),
            )
            for n, t in enumerate(reading.triggers)
        ),
        figures=tuple(
            DraftFigure(quantity=q, actor=actor(q.actor), place=place(q.place), time=time(q), event=q.event)
            for q in reading.quantities
        ),
        statements=tuple(
            DraftStatement(
                speaker=actor(next((p.speaker for p in pieces if p.speaker is not None), None)),
                cue=None if pieces[0].cue is None else reading.cues[pieces[0].cue],
                content=tuple(p.span for p in pieces),
            )
            for pieces in _statements(reading)
        ),
    )


def _places(mentions: Iterable[Span], text: str) -> tuple[DraftPlace, ...]:
    found: dict[str, list[Span]] = {}
    for span in mentions:
        found.setdefault(" ".join(span.of(text).casefold().split()).removeprefix("the "), []).append(span)
    return tuple(DraftPlace(name=_place_name(spans, text), mentions=tuple(spans)) for spans in found.values())


def _place_name(mentions: Iterable[Span], text: str) -> str:
    """The first mention that does not shout, as datelines do ('KARSHI PASS'); the first where all do."""
    names = [" ".join(span.of(text).split()) for span in mentions]
    return next((name for name in names if len(name) <= _LONGEST_ACRONYM or not name.isupper()), names[0])


_LONGEST_ACRONYM = 4


def _taking_part(reading: Reading) -> dict[int, list[ActorMention]]:
    """The actors with a part in some entry and their mentions, in order of their first mention."""
    parts: set[int] = set()
    for trigger in reading.triggers:
        parts |= {*trigger.actors, *trigger.recipients}
    parts |= {q.actor for q in reading.quantities if q.actor is not None}
    parts |= {c.speaker for c in reading.contents if c.speaker is not None}
    actors = {reading.actors[n].actor for n in parts}
    found: dict[int, list[ActorMention]] = {}
    for mention in reading.actors:
        if mention.actor in actors:
            found.setdefault(mention.actor, []).append(mention)
    return found


def _actor(mentions: list[ActorMention]) -> DraftActor:
    kind = Counter(m.kind for m in mentions).most_common(1)[0][0]
    sectors = Counter(m.sector for m in mentions if m.sector is not None).most_common(1)
    return DraftActor(mentions=tuple(m.span for m in mentions), kind=kind, sector=sectors[0][0] if sectors else None)


def _unique(actors: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(actors))


def _statements(reading: Reading) -> list[list[Content]]:
    """Contents of one sentence that share a cue are the pieces of one split quotation, unless one holds the other."""
    starts = [unit.span.start for unit in reading.units]
    pieces: dict[tuple[int, ...], list[Content]] = {}
    for n, content in enumerate(reading.contents):
        sentence = bisect_right(starts, content.span.start)
        key = (-1, n) if content.cue is None else (content.cue, sentence)
        if any(content.span.start < piece.span.end for piece in pieces.get(key, ())):
            key = (-1, n)
        pieces.setdefault(key, []).append(content)
    return list(pieces.values())
