"""What the reader learns from: texts with spans, labels and links, whatever corpus they come from."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.reader.labels import ATTRIBUTES, CONTENTS, LAYERS, NONE
from dateline.reader.pairs import REACHES
from dateline.record import Event, Figure, Record, Span, Time
from dateline.resolve import times

Chars = tuple[int, int]


@dataclass(frozen=True)
class GoldSpan:
    """A span with its labels. `layer` is one of the reader's; `clusters` name what it refers to."""

    layer: str
    chars: Chars
    labels: dict[str, int] = field(default_factory=dict)  # attribute (own or extra) -> label index
    score: float | None = None  # how certain it is that the event happened, -3 to 3
    clusters: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Choice:
    """One source and the one target it has among its candidates: any of `targets`, or none, or 'today'."""

    relation: str
    source: int
    targets: frozenset[int]
    none: bool = False
    today: bool = False


@dataclass(frozen=True)
class Roles:
    """The actor mentions that take a role in an event; `ignored` ones say nothing either way."""

    relation: str
    source: int
    targets: frozenset[int]
    ignored: frozenset[int]


@dataclass(frozen=True)
class ExtraLink:
    """A pair with a label of a corpus's own scheme."""

    scheme: str
    source: int
    target: int
    label: int


LEFT_OPEN = {"written": frozenset({"event_place", "figure_place", "figure_time"})}
"""What the coders of a set leave open more often than the benchmark's: 'none' is not learned from them there.

Of 100 figures 49 have a day in the invented reports and 69 in the benchmark's, of 100 events 46 and 61 a place.
"""


@dataclass(frozen=True)
class Example:
    """One text and what is known of it. A layer that is absent from `layers` is not learned from this text."""

    task: str
    text: str
    layers: dict[str, list[Chars]] = field(default_factory=dict)
    starts: list[int] | None = None
    segments: list[tuple[int, int, str]] | None = None
    sentences: list[Chars] = field(default_factory=list)
    spans: list[GoldSpan] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    roles: list[Roles] = field(default_factory=list)
    extra_links: list[ExtraLink] = field(default_factory=list)
    coreference: bool = False


def flat(spans: Sequence[Chars]) -> list[Chars]:
    """The longest of overlapping spans, in order of text: a layer holds no nested ones."""
    kept: list[Chars] = []
    for start, end in sorted(set(spans), key=lambda s: (s[0] - s[1], s)):
        if all(end <= a or b <= start for a, b in kept):
            kept.append((start, end))
    return sorted(kept)


def chars(span: Span) -> Chars:
    return span.start, span.end


class _RecordExample:
    """Turns a coded record into an example."""

    def __init__(self, record: Record, task: str) -> None:
        self.record, self.task = record, task
        self.spans: list[GoldSpan] = []
        self.index: dict[tuple[str, Chars], int] = {}
        self.sentences = sorted(map(chars, record.sentences))
        self.choices: list[Choice] = []
        self.roles: list[Roles] = []

    def build(self) -> Example:
        record = self.record
        layers = self._layers()
        self._add_spans(layers)
        for event in record.events:
            self._link_event(event)
        for figure in record.figures:
            self._link_figure(figure)
        self._link_statements()
        starts = sorted({s.start for s in record.sentences} | {s.start for s in record.segments})
        return Example(
            task=self.task, text=record.report.text, layers=layers, starts=starts,
            segments=[(s.start, s.end, s.kind) for s in record.segments], sentences=self.sentences,
            spans=self.spans, choices=self.choices, roles=self.roles, coreference=True,
        )  # fmt: skip

    def _layers(self) -> dict[str, list[Chars]]:
        r = self.record
        timed = [x.time.text for x in (*r.events, *r.figures) if x.time and x.time.text]
        raw = {
            "actor": [chars(m) for a in r.actors for m in a.mentions],
            "place": [chars(m) for p in r.places for m in p.mentions],
            "time": [chars(t) for t in timed],
            "quantity": [chars(f.text) for f in r.figures],
            "trigger": [chars(e.trigger) for e in r.events],
            "cue": [chars(s.cue) for s in r.statements if s.cue],
            "content": [chars(c) for s in r.statements for c in s.content],
        }
        layers = {layer: flat(spans) for layer, spans in raw.items()}
        layers["nested"] = flat([span for span in raw["content"] if span not in layers["content"]])
        return layers

    def _add_spans(self, layers: dict[str, list[Chars]]) -> None:
        labels: dict[tuple[str, Chars], dict[str, int]] = {}
        clusters: dict[tuple[str, Chars], set[str]] = {}
        for a in self.record.actors:
            for m in a.mentions:
                key = ("actor", chars(m))
                labels.setdefault(key, _labels(kind=a.kind, sector=a.sector or NONE))
                clusters.setdefault(key, set()).add(a.id)
        for p in self.record.places:
            for m in p.mentions:
                clusters.setdefault(("place", chars(m)), set()).add(p.id)
        for e in self.record.events:
            labels.setdefault(("trigger", chars(e.trigger)),
                              _labels(type=e.type, mode=e.mode or NONE, factuality=e.factuality))  # fmt: skip
        for f in self.record.figures:
            labels.setdefault(("quantity", chars(f.text)), _labels(measure=f.measure, factuality=f.factuality))
        for layer in LAYERS:
            for span in layers[layer]:
                key = (layer, span)
                self.index[key] = len(self.spans)
                self.spans.append(GoldSpan(layer, span, labels.get(key, {}), None, frozenset(clusters.get(key, ()))))

    def _sentence(self, at: int) -> int:
        return sum(1 for s in self.sentences if s[0] <= at) - 1

    def _mentions(self, layer: str, cluster: str) -> list[int]:
        return [n for n, s in enumerate(self.spans) if s.layer == layer and cluster in s.clusters]

    def _link_event(self, event: Event) -> None:
        source = self.index.get(("trigger", chars(event.trigger)))
        if source is None:
            return
        for role, ids in (("actor", event.actors), ("recipient", event.recipients)):
            targets, ignored = self._nearest(source, ids)
            self.roles.append(Roles(role, source, frozenset(targets), frozenset(ignored)))
        self._choose("event_place", source, self._mentions("place", event.place) if event.place else [],
                     none=event.place is None)  # fmt: skip
        self._link_time("event_time", source, event.time, event)

    def _nearest(self, source: int, ids: Sequence[str]) -> tuple[set[int], set[int]]:
        """Of each actor the mentions in the nearest sentence; its other mentions are neither right nor wrong."""
        at = self._sentence(self.spans[source].chars[0])
        targets: set[int] = set()
        others: set[int] = set()
        for actor in ids:
            mentions = self._mentions("actor", actor)
            if not mentions:
                continue
            gaps = {m: self._sentence(self.spans[m].chars[0]) - at for m in mentions}
            best = min(gaps.values(), key=lambda gap: (abs(gap), gap))
            targets |= {m for m in mentions if gaps[m] == best}
            others |= {m for m in mentions if gaps[m] != best}
        return targets, others - targets

    def _link_figure(self, figure: Figure) -> None:
        source = self.index.get(("quantity", chars(figure.text)))
        if source is None:
            return
        trigger = next((e.trigger for e in self.record.events if e.id == figure.event), None)
        event = self.index.get(("trigger", chars(trigger))) if trigger else None
        self._choose("figure_event", source, [] if event is None else [event], none=figure.event is None)
        self._choose("figure_actor", source, self._mentions("actor", figure.actor) if figure.actor else [],
                     none=figure.actor is None)  # fmt: skip
        self._choose("figure_place", source, self._mentions("place", figure.place) if figure.place else [],
                     none=figure.place is None)  # fmt: skip
        self._link_time("figure_time", source, figure.time, figure)

    def _link_time(self, relation: str, source: int, time: Time | None, entry: Event | Figure) -> None:
        if time is None:
            self._choose(relation, source, [], none=True)
            return
        if time.text is not None and ("time", chars(time.text)) in self.index:
            self._choose(relation, source, [self.index["time", chars(time.text)]])
            return
        anchor = self.record.report.date
        tense = times.tense_of(entry.factuality)
        same = [
            n
            for n, s in enumerate(self.spans)
            if s.layer == "time" and self._days(n, anchor, tense) == (time.start, time.end)
        ]
        self._choose(relation, source, same, today=anchor == time.start == time.end)

    def _days(self, span: int, anchor: datetime.date | None, tense: times.Tense | None) -> tuple[object, object]:
        start, end = self.spans[span].chars
        value = times.resolve(self.record.report.text[start:end], anchor=anchor, tense=tense)
        return value.start, value.end

    def _choose(
        self, relation: str, source: int, targets: Sequence[int], none: bool = False, today: bool = False
    ) -> None:
        """Keeps the choice if its target can be reached at all, and if 'none' may be learned from these coders."""
        if none and relation in LEFT_OPEN.get(self.task, ()):
            return
        reach = next(r for r in REACHES if r.relation == relation)
        at = self._sentence(self.spans[source].chars[0])
        near = {t for t in targets if -reach.back <= self._sentence(self.spans[t].chars[0]) - at <= reach.ahead}
        if near or none or today:
            self.choices.append(Choice(relation, source, frozenset(near), none, today))

    def _link_statements(self) -> None:
        for s in self.record.statements:
            for content in s.content:
                source = next(
                    (n for layer in CONTENTS if (n := self.index.get((layer, chars(content)))) is not None), None
                )
                if source is None:
                    continue
                cue = self.index.get(("cue", chars(s.cue))) if s.cue else None
                self._choose("cue", source, [] if cue is None else [cue], none=s.cue is None)
                self._choose("speaker", source, self._mentions("actor", s.speaker) if s.speaker else [],
                             none=s.speaker is None)  # fmt: skip


def _labels(**names: str) -> dict[str, int]:
    return {attribute: ATTRIBUTES[attribute].index(name) for attribute, name in names.items()}


def from_record(record: Record, task: str = "record") -> Example:
    """A coded record as an example: every layer, label and link of the reader is learned from it."""
    return _RecordExample(record, task).build()
