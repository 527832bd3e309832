"""The record of one coded event, said piece by piece: each piece is words of its text, so that entries stand on them.

Armed clash: Rebels; Army; Azmarin, 2019-02-21; 5 killed. Source: Example Press.
The row's own notes, as they are.
"""

from __future__ import annotations

import dataclasses
import datetime

from dateline.record import (
    Actor,
    ActorKind,
    Event,
    Figure,
    Hedge,
    Place,
    Record,
    Report,
    Segment,
    Span,
    Statement,
    Time,
)

EVENT, SOURCE = "e1", "s1"


class Coded:
    """A record that grows. Say what the event is first; end with `record`."""

    def __init__(self, what: str, type: str, mode: str | None) -> None:
        self._text = ""
        self._actors: list[Actor] = []
        self._places: list[Place] = []
        self._figures: list[Figure] = []
        self._event = Event(id=EVENT, type=type, mode=mode, trigger=self._say(what))
        self._between = ": "

    def actor(self, name: str, kind: ActorKind, country: str | None, sector: str | None) -> str:
        """Names one who takes part or speaks; gives its id."""
        known = next((actor for actor in self._actors if actor.name == name), None)
        if known:
            return known.id
        actor = Actor(
            id=f"a{len(self._actors) + 1}", name=name, kind=kind, country=country, sector=sector,
            mentions=(self._piece(name),),
        )  # fmt: skip
        self._actors.append(actor)
        return actor.id

    def sides(self, actors: tuple[str, ...], recipients: tuple[str, ...]) -> None:
        self._event = dataclasses.replace(self._event, actors=actors, recipients=recipients)

    def place(self, place: Place) -> None:
        self._places.append(dataclasses.replace(place, mentions=(self._piece(place.name),)))
        self._event = dataclasses.replace(self._event, place=place.id)

    def time(self, start: datetime.date, end: datetime.date) -> None:
        words = str(start) if start == end else f"{start} to {end}"
        self._event = dataclasses.replace(self._event, time=Time(start=start, end=end, text=self._piece(words)))

    def killed(self, low: int, best: int, high: int, *, whom: str | None = None, name: str = "") -> None:
        """People killed; `whom` is the id of the actor whose own they are, `name` its name."""
        words = f"{best} killed" if low == high else f"{low} to {high} killed, best {best}"
        hedge: Hedge = "exact" if low == high else "range"
        self._figures.append(
            Figure(
                id=f"f{len(self._figures) + 1}", measure="killed", low=low, best=best, high=high, hedge=hedge,
                text=self._piece(f"{words} of {name}" if name else words), actor=whom, event=EVENT,
            )
        )  # fmt: skip

    def record(
        self, id: str, *, date: datetime.date | None, publisher: str, title: str, source: str, notes: str
    ) -> Record:
        """The whole of it. `source` names who says so, `notes` are the row's own words; '' where there are none."""
        speaker = self.actor(source, "organisation", None, None) if source else None
        self._text += ".\n"
        line_end = len(self._text)
        self._text += notes
        whole = Span(0, len(self._text.rstrip()))
        said = SOURCE if speaker else None
        return Record(
            report=Report(id=id, date=date, publisher=publisher, title=title, language="en", text=self._text),
            segments=tuple(s for s in self._segments(line_end) if s.start < s.end),
            sentences=(whole,),
            actors=tuple(self._actors),
            places=tuple(self._places),
            events=(
                dataclasses.replace(self._event, source=said, figures=tuple(figure.id for figure in self._figures)),
            ),
            figures=tuple(
                dataclasses.replace(figure, source=said, place=self._event.place, time=self._event.time)
                for figure in self._figures
            ),
            statements=(Statement(id=SOURCE, speaker=speaker, content=(whole,)),) if speaker else (),
        )

    def _segments(self, line_end: int) -> tuple[Segment, Segment]:
        return (
            Segment(kind="heading", start=0, end=line_end),
            Segment(kind="body", start=line_end, end=len(self._text)),
        )

    def _piece(self, words: str) -> Span:
        """The next piece of the line."""
        self._text += self._between
        self._between = "; "
        return self._say(words)

    def _say(self, words: str) -> Span:
        start = len(self._text)
        self._text += words
        return Span(start, len(self._text))
