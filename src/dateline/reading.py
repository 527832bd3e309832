"""What one encoder pass finds in a report: spans with their labels, and which belong together.

The reader (`dateline.reader`) makes it and `dateline.assemble` joins it into entries. Indexes point into
the tuples of the same `Reading`; an actor mention's `actor` numbers the actors of the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dateline.record import ActorKind, Factuality, SegmentKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence, or a piece of furniture such as a dateline or a credit."""

    span: Span
    kind: SegmentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words that name, describe or stand for an actor. Mentions with the same `actor` are one actor."""

    span: Span
    kind: ActorKind
    sector: str | None
    actor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The word that tells an event, and the mentions that fill its roles.

    `today`: the event has the report's own day though no words say so. `score`: from 0 to 1.
    """

    span: Span
    type: str
    mode: str | None
    factuality: Factuality
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    place: int | None
    time: int | None
    today: bool
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """The words of a figure, what they measure and what they belong to."""

    span: Span
    measure: str
    factuality: Factuality
    event: int | None
    actor: int | None
    place: int | None
    time: int | None
    today: bool
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Words that somebody is reported to have said, with the cue and the speaker's mention."""

    span: Span
    cue: int | None
    speaker: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that the reader found in one text, each tuple in order of text.

    `suspected` holds words that look like an act of violence, but not enough to be told as an event.
    """

    units: tuple[Unit, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    places: tuple[Span, ...] = ()
    times: tuple[Span, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    cues: tuple[Span, ...] = ()
    contents: tuple[Content, ...] = ()
    suspected: tuple[Span, ...] = ()


_Item = TypeVar("_Item", Unit, ActorMention, Trigger, Quantity, Content)


def join(parts: Sequence[tuple[int, Reading]]) -> Reading:
    """One reading of several, each with the offset of its text in the whole. Actors of two parts stay apart."""
    shift = _Shift()
    moved = [shift.next(offset, part) for offset, part in parts]
    return Reading(
        units=tuple(x for part in moved for x in part.units),
        actors=tuple(x for part in moved for x in part.actors),
        places=tuple(x for part in moved for x in part.places),
        times=tuple(x for part in moved for x in part.times),
        triggers=tuple(x for part in moved for x in part.triggers),
        quantities=tuple(x for part in moved for x in part.quantities),
        cues=tuple(x for part in moved for x in part.cues),
        contents=tuple(x for part in moved for x in part.contents),
        suspected=tuple(x for part in moved for x in part.suspected),
    )


@dataclass(slots=True)
class _Shift:
    """How many entries of each kind the parts before hold: by so much the indexes of the next one move."""

    actors: int = 0
    people: int = 0
    places: int = 0
    times: int = 0
    triggers: int = 0
    cues: int = 0

    def next(self, offset: int, part: Reading) -> Reading:
        """The part with offsets and indexes into the whole."""

        def span(at: Span) -> Span:
            return Span(at.start + offset, at.end + offset)

        def moved(item: _Item) -> _Item:
            return replace(item, span=span(item.span))

        def on(index: int | None, by: int) -> int | None:
            return None if index is None else index + by

        found = Reading(
            units=tuple(moved(u) for u in part.units),
            actors=tuple(replace(moved(m), actor=m.actor + self.people) for m in part.actors),
            places=tuple(map(span, part.places)),
            times=tuple(map(span, part.times)),
            triggers=tuple(
                replace(
                    moved(t),
                    actors=tuple(a + self.actors for a in t.actors),
                    recipients=tuple(a + self.actors for a in t.recipients),
                    place=on(t.place, self.places),
                    time=on(t.time, self.times),
                )
                for t in part.triggers
            ),
            quantities=tuple(
                replace(
                    moved(q),
                    event=on(q.event, self.triggers),
                    actor=on(q.actor, self.actors),
                    place=on(q.place, self.places),
                    time=on(q.time, self.times),
                )
                for q in part.quantities
            ),
            cues=tuple(map(span, part.cues)),
            contents=tuple(
                replace(moved(c), cue=on(c.cue, self.cues), speaker=on(c.speaker, self.actors)) for c in part.contents
            ),
            suspected=tuple(map(span, part.suspected)),
        )
        self.people += max((m.actor for m in part.actors), default=-1) + 1
        self.actors += len(part.actors)
        self.places += len(part.places)
        self.times += len(part.times)
        self.triggers += len(part.triggers)
        self.cues += len(part.cues)
        return found
