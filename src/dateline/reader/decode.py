"""Scores -> spans, labels and choices: numpy only, the same for every model.

Words are numbered in order of text; spans are (first word, last word), both inclusive, until the very end.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.ontology.plover import READ_KINDS, TYPES
from dateline.reader.labels import (
    ATTRIBUTES,
    BREAKS,
    CONTENTS,
    LAYERS,
    MODE_NAMES,
    NONE,
    RELATIONS,
    SEGMENTS,
    SPAN_TAGS,
    TODAY,
    choice_column,
    label_slices,
)
from dateline.reader.pairs import PairTable, SpanTable
from dateline.reader.tokens import Tokens
from dateline.reading import ActorMention, Content, Quantity, Reading, Trigger, Unit
from dateline.record import Factuality, Span

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

SLICES = label_slices()
IMPOSSIBLE = -1e4
LEAST = 1e-4
"""The least chance that one span's scores leave to what another span of the same entry prefers."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Decoder:
    """The numbers that decoding needs beside the scores; a model carries them in its manifest.

    `transitions` (layers, tags, tags) scores one tag after another; `bias` is added to each layer's score of
    'outside' (below 0 finds more spans); `role` is the least probability of an actor's role; `body` weighs the
    chance that a unit is body text against its being furniture; `suspicion` is the least probability of a
    trigger that is worth a second look. `event_confidence` and `figure_confidence` are the slope and the offset
    that make the reader's own scores into the chance that an entry is right.
    """

    transitions: Floats
    bias: Floats
    role: float
    body: float
    suspicion: float
    event_confidence: tuple[float, float]
    figure_confidence: tuple[float, float]


# --- spans and sentences ----------------------------------------------------------------------------


def viterbi(scores: Floats, transitions: Floats, names: Sequence[str] = SPAN_TAGS) -> Ints:
    """The best tag sequence of every layer (n, layers) for scores (n, layers, tags)."""
    n, layers, tags = scores.shape
    back = np.zeros((n, layers, tags), dtype=np.int64)
    rows = np.arange(layers)
    may_start = np.array([0.0 if t[0] in "OBS" else IMPOSSIBLE for t in names], dtype=np.float32)
    may_end = np.array([0.0 if t[0] in "OES" else IMPOSSIBLE for t in names], dtype=np.float32)
    best = scores[0] + may_start
    for t in range(1, n):
        ahead = best[:, :, None] + transitions
        back[t] = ahead.argmax(1)
        best = ahead.max(1) + scores[t]
    path = np.zeros((n, layers), dtype=np.int64)
    path[-1] = (best + may_end).argmax(1)
    for t in range(n - 1, 0, -1):
        path[t - 1] = back[t, rows, path[t]]
    return path


def spans_of(tags: Ints) -> list[tuple[int, int]]:
    """The spans of one layer's tag sequence."""
    begin, end, single = (SPAN_TAGS.index(t) for t in "BES")
    starts = np.flatnonzero((tags == begin) | (tags == single))
    ends = np.flatnonzero((tags == end) | (tags == single))
    return [(int(a), int(b)) for a, b in zip(starts, ends, strict=True)]


def unit_starts(scores: Floats, tokens: Tokens) -> Ints:
    """The words that open a sentence or a piece of furniture; an empty line always parts two."""
    opens = (scores > 0) | (tokens.breaks == BREAKS.index("blank"))
    return np.flatnonzero(opens)


def softmax(scores: Floats) -> Floats:
    powers: Floats = np.exp(scores - scores.max(-1, keepdims=True))
    total: Floats = powers.sum(-1, keepdims=True)
    return np.divide(powers, total)


def confidence(score: float, scale: tuple[float, float]) -> float:
    """The chance that an entry of this score is right (Platt scaling: a line through the log odds)."""
    score = min(max(score, 1e-4), 1 - 1e-4)
    slope, offset = scale
    return round(1 / (1 + math.exp(-(slope * math.log(score / (1 - score)) + offset))), 4)


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """What the tag scores say of a text: its units, its spans, and the words that are nearly triggers."""

    units: Ints  # (u,) first words
    kinds: tuple[int, ...]  # (u,) index into SEGMENTS
    spans: dict[str, list[tuple[int, int]]]
    trigger_scores: Floats  # (n,) probability that a word belongs to a trigger


def tagged(scores: Floats, tokens: Tokens, decoder: Decoder) -> Tagged:
    """Reads the tag scores (n, tags) of a whole text."""
    width = len(LAYERS) * len(SPAN_TAGS)
    grid = scores[:, :width].reshape(-1, len(LAYERS), len(SPAN_TAGS)).copy()
    grid[:, :, 0] += decoder.bias
    path = viterbi(grid, decoder.transitions)
    units = unit_starts(scores[:, width], tokens)
    chances = np.add.reduceat(softmax(scores[:, width + 1 :]), units, axis=0)
    chances[:, SEGMENTS.index("body")] *= decoder.body
    kinds = chances.argmax(1)
    trigger = 1 - softmax(grid[:, LAYERS.index("trigger")])[:, 0]
    spans = {layer: spans_of(path[:, n]) for n, layer in enumerate(LAYERS)}
    spans["nested"] = [span for span in spans["nested"] if span not in spans["content"]]
    return Tagged(units, tuple(map(int, kinds)), spans, trigger)


def suspects(found: Tagged, decoder: Decoder) -> SpanTable:
    """The words that are nearly triggers and stand in none, each as a trigger of its own."""
    told = np.zeros(len(found.trigger_scores), dtype=bool)
    for first, last in found.spans["trigger"]:
        told[first : last + 1] = True
    words = np.flatnonzero((found.trigger_scores > decoder.suspicion) & ~told)
    layers = np.full(len(words), LAYERS.index("trigger"))
    return SpanTable(layers, words, words, _sentences(found, words), ((),) * len(words))


def span_table(found: Tagged, tokens: Tokens, text: str) -> SpanTable:
    """All spans of a text as the pair scorer takes them."""
    rows = [(n, a, b) for n, layer in enumerate(LAYERS) for a, b in found.spans[layer]]
    array = np.array(rows, dtype=np.int64).reshape(-1, 3)
    actor = LAYERS.index("actor")
    forms = tuple(
        tuple(text[tokens.starts[w] : tokens.ends[w]].lower() for w in range(a, b + 1)) if n == actor else ()
        for n, a, b in rows
    )
    return SpanTable(array[:, 0], array[:, 1], array[:, 2], _sentences(found, array[:, 1]), forms)


def _sentences(found: Tagged, words: Ints) -> Ints:
    """The sentences that words stand in; furniture that is not read belongs to the sentence before it."""
    read = found.units[[SEGMENTS[kind] in READ_KINDS for kind in found.kinds]]
    return np.maximum(np.searchsorted(read, words, side="right") - 1, 0).astype(np.int64)


# --- labels and choices -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """The spans of a text with what the second graph says of them."""

    table: SpanTable
    pairs: PairTable
    labels: Floats  # (s, labels)
    relations: Floats  # (p, relations)
    suspects: SpanTable  # (w,) words that are nearly triggers
    suspect_labels: Floats  # (w, labels)


class Chooser:
    """Makes the choices of one text: labels, the one target of a choice, the actors of a role."""

    def __init__(
        self, scored: Scored, decoder: Decoder, places: Mapping[int, str], persons: Mapping[int, tuple[str, ...]]
    ) -> None:
        """`places` holds the names of place spans; `persons` the full names of those mentions that give one."""
        self._s, self._decoder, self._persons = scored, decoder, persons
        self._labels = {attribute: softmax(scored.labels[:, part]) for attribute, part in SLICES.items()}
        self._pairs = self._index_pairs()
        self.actor_of = self._actors()
        self._groups: dict[int, object] = {**self.actor_of, **places}

    def _index_pairs(self) -> dict[tuple[int, int], Ints]:
        """(source, target's layer) -> its pairs."""
        s = self._s
        keys = s.pairs.sources * len(LAYERS) + s.table.layers[s.pairs.targets]
        order = np.argsort(keys, kind="stable")
        cuts = np.flatnonzero(np.diff(keys[order], prepend=-1))
        parts = np.split(order, cuts[1:]) if len(order) else []
        return {divmod(int(keys[p[0]]), len(LAYERS)): p for p in parts}

    def label(self, attribute: str, *spans: int) -> tuple[str, float]:
        """The best label that all the spans can share, and its probability (of several, their geometric mean)."""
        p = self._labels[attribute][list(spans)].prod(0) ** (1 / len(spans))
        best = int(p.argmax())
        return ATTRIBUTES[attribute][best], float(p[best])

    def mode(self, span: int, type_name: str) -> str:
        """The best mode of a trigger, among those of its type."""
        return MODE_NAMES[int((self._labels["mode"][span] * MODES_OF[type_name]).argmax())]

    def choose(self, target_layer: str, *sources: tuple[str, int]) -> tuple[int | None, bool]:
        """The one target (a span) or None that all sources (relation, span) share, and whether it is 'today' instead.

        The chances of targets that are the same actor or place are added up.
        """
        chances: list[dict[object, float]] = []
        best: dict[object, int] = {}
        for relation, source in sources:
            targets, p = self._chances(relation, source, target_layer)
            sums: dict[object, float] = {None: float(p[len(targets)])}
            for n in np.argsort(-p[: len(targets)], kind="stable"):
                group = self._groups.get(int(targets[n]), ("span", int(targets[n])))
                sums[group] = sums.get(group, 0.0) + float(p[n])
                best.setdefault(group, int(targets[n]))
            if relation in TODAY:
                sums["today"] = float(p[-1])
            chances.append(sums)
        answers = {group: None for sums in chances for group in sums}
        winner = max(answers, key=lambda g: sum(math.log(sums.get(g, 0.0) + LEAST) for sums in chances))
        return best.get(winner), winner == "today"

    def _of(self, source: int, target_layer: str) -> Ints:
        """The pairs of a source with one layer."""
        return self._pairs.get((source, LAYERS.index(target_layer)), np.zeros(0, dtype=np.int64))

    def _chances(self, relation: str, source: int, target_layer: str) -> tuple[Ints, Floats]:
        """The candidates of a choice, and the chances of each, of 'none' and, for a time, of 'today'."""
        found = self._of(source, target_layer)
        none = [name for name in (relation, TODAY.get(relation)) if name]
        own = self._s.labels[source, [choice_column(name) for name in none]]
        p = softmax(np.concatenate([self._s.relations[found, RELATIONS.index(relation)], own]))
        return self._s.pairs.targets[found], p

    def roles(self, source: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The mentions that are actor and recipient of an event, the likeliest of each actor, one role an actor."""
        found = self._of(source, "actor")
        best: dict[int, tuple[float, int, int]] = {}
        for role in (0, 1):
            chances = 1 / (1 + np.exp(-self._s.relations[found, RELATIONS.index(("actor", "recipient")[role])]))
            for p, target in zip(chances, self._s.pairs.targets[found], strict=True):
                actor = self.actor_of[int(target)]
                if p > self._decoder.role and (actor not in best or p > best[actor][0]):
                    best[actor] = (float(p), role, int(target))
        by_text = sorted((target, role) for _, role, target in best.values())
        return tuple(t for t, r in by_text if r == 0), tuple(t for t, r in by_text if r == 1)

    def _actors(self) -> dict[int, int]:
        """Joins mentions into actors, in order of text: each goes to the likeliest actor before it, or begins one.

        Two people with different full names are never one, however alike the rest of their mentions.
        """
        actor_of: dict[int, int] = {}
        names: list[list[tuple[str, ...]]] = []
        for mention in map(int, self._s.table.of("actor")):
            own = self._persons.get(mention)
            targets, p = self._chances("same_actor", mention, "actor")
            sums: dict[int, float] = {}
            for target, chance in zip(targets, p, strict=False):
                actor = actor_of[int(target)]
                if own is None or all(may_be_one(own, other) for other in names[actor]):
                    sums[actor] = sums.get(actor, 0.0) + float(chance)
            winner = max(sums, key=lambda a: sums[a], default=-1)
            if winner < 0 or sums[winner] <= p[-1]:
                winner = len(names)
                names.append([])
            actor_of[mention] = winner
            if own is not None:
                names[winner].append(own)
        return actor_of


def full_name(words: Sequence[str]) -> tuple[str, ...] | None:
    """The capitalised words that a mention of a person ends in, lower case, if they are two or more; words in capitals
    are names as well ('Karim HADDAD')."""
    name: list[str] = []
    for word in reversed(words):
        if not ((word[0].isupper() and word[1:].islower()) or _in_capitals(word)):
            break
        name.insert(0, word.casefold())
    return tuple(name) if len(name) > 1 else None


def _in_capitals(word: str) -> bool:
    """Whether a word is a name in capitals: not as short as 'US' or 'SDF'."""
    return len(word) > 3 and word[0].isupper() and word.isupper()


def may_be_one(name: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names can belong to one person: the last word of one stands in the other."""
    return name[-1] in other or other[-1] in name


def _modes_of(type_name: str) -> Ints:
    allowed = {NONE, *(mode.name for mode in TYPES[type_name].modes)}
    return np.array([name in allowed for name in MODE_NAMES])


MODES_OF = {name: _modes_of(name) for name in TYPES}


def reading(found: Tagged, scored: Scored, tokens: Tokens, text: str, decoder: Decoder) -> Reading:
    """Everything that was found in a text, with offsets into it."""
    table = scored.table

    def span(n: int) -> Span:
        return Span(int(tokens.starts[table.starts[n]]), int(tokens.ends[table.ends[n]]))

    places = {int(n): _place(int(n), table, tokens, text) for n in table.of("place")}
    names = {n: " ".join(place.of(text).casefold().split()) for n, place in places.items()}
    chooser = Chooser(scored, decoder, names, _persons(scored, tokens, text))
    rank = {int(n): k for layer in LAYERS for k, n in enumerate(table.of(layer))}

    def place_in(n: int | None) -> int | None:
        return None if n is None else rank[n]

    event_of = {int(n): chooser.choose("trigger", ("figure_event", int(n)))[0] for n in table.of("quantity")}
    figures_of: dict[int, list[int]] = {int(n): [] for n in table.of("trigger")}
    for n, event in event_of.items():
        if event is not None:
            figures_of[event].append(n)
    shared_of = {n: _shared(chooser, n, figures) for n, figures in figures_of.items()}
    triggers = []
    for n, shared in shared_of.items():
        kind, sure = chooser.label("type", n)
        mode = chooser.mode(n, kind)
        actors, recipients = chooser.roles(n)
        seen = float(found.trigger_scores[table.starts[n] : table.ends[n] + 1].max())
        triggers.append(Trigger(
            span=span(n), type=kind, mode=None if mode == NONE else mode, factuality=shared.factuality,
            actors=tuple(rank[a] for a in actors), recipients=tuple(rank[a] for a in recipients),
            place=place_in(shared.place), time=place_in(shared.time), today=shared.today,
            score=confidence(seen * sure, decoder.event_confidence)))  # fmt: skip
    quantities = []
    for n, event in event_of.items():
        measure, sure = chooser.label("measure", n)
        shared = _shared(chooser, None, [n]) if event is None else shared_of[event]
        quantities.append(Quantity(
            span=span(n), measure=measure, factuality=shared.factuality, event=place_in(event),
            actor=place_in(chooser.choose("actor", ("figure_actor", n))[0]),
            place=place_in(shared.place), time=place_in(shared.time), today=shared.today,
            score=confidence(sure, decoder.figure_confidence)))  # fmt: skip
    return Reading(
        units=_units(found, tokens),
        actors=tuple(_actor_mention(int(n), span(int(n)), chooser) for n in table.of("actor")),
        places=tuple(places.values()),
        times=tuple(span(int(n)) for n in table.of("time")),
        quantities=tuple(quantities),
        triggers=tuple(triggers),
        cues=tuple(span(int(n)) for n in table.of("cue")),
        contents=tuple(
            Content(span=span(n), cue=place_in(chooser.choose("cue", ("cue", n))[0]),
                    speaker=place_in(chooser.choose("actor", ("speaker", n))[0]))
            for n in sorted(table.of_any(CONTENTS), key=lambda n: (table.starts[n], -table.ends[n]))
        ),
        suspected=_suspected(scored, tokens),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Shared:
    """What an event and the figures that measure it have in common."""

    factuality: Factuality
    place: int | None
    time: int | None
    today: bool


def _shared(chooser: Chooser, event: int | None, counts: Sequence[int]) -> _Shared:
    """Read off the event and its figures together: in 97 of 100 coded ones they have these in common.

    `event` is None for figures that measure none.
    """
    spans = [*([] if event is None else [event]), *counts]
    kinds = [*([] if event is None else ["event"]), *["figure"] * len(counts)]
    time, today = chooser.choose("time", *((f"{kind}_time", n) for kind, n in zip(kinds, spans, strict=True)))
    place, _ = chooser.choose("place", *((f"{kind}_place", n) for kind, n in zip(kinds, spans, strict=True)))
    factuality, _ = chooser.label("factuality", *spans)
    return _Shared(factuality, place, time, today)  # type: ignore[arg-type]


def _place(n: int, table: SpanTable, tokens: Tokens, text: str) -> Span:
    """The words of a place without the name of a photographer behind it."""
    first, last = int(table.starts[n]), int(table.ends[n])
    return Span(int(tokens.starts[first]), int(tokens.ends[last - credited(_words(n, table, tokens, text))]))


def _words(n: int, table: SpanTable, tokens: Tokens, text: str) -> list[str]:
    """The words of a span."""
    return [text[tokens.starts[w] : tokens.ends[w]] for w in range(table.starts[n], table.ends[n] + 1)]


def credited(words: Sequence[str]) -> int:
    """How many words at the end of a place's name are a photographer's, as agencies write them behind a caption.

    'Bab al-Nahr Karim HADDAD': the surname is in capitals, and no name of a place changes to capitals at its end.
    """
    if len(words) < 3:
        return 0
    *place, name, surname = words
    capitals = _in_capitals(surname) and surname.isalpha()
    return 2 if capitals and name.istitle() and any(w[0].isupper() and not w.isupper() for w in place) else 0


def _persons(scored: Scored, tokens: Tokens, text: str) -> dict[int, tuple[str, ...]]:
    """The full names that mentions of people give."""
    table, person = scored.table, ATTRIBUTES["kind"].index("person")
    found = {}
    for n in map(int, table.of("actor")):
        is_person = scored.labels[n, SLICES["kind"]].argmax() == person
        if is_person and (name := full_name(_words(n, table, tokens, text))):
            found[n] = name
    return found


def _actor_mention(n: int, span: Span, chooser: Chooser) -> ActorMention:
    kind, _ = chooser.label("kind", n)
    sector, _ = chooser.label("sector", n)
    return ActorMention(span=span, kind=kind, sector=None if sector == NONE else sector,  # type: ignore[arg-type]
                        actor=chooser.actor_of[n])  # fmt: skip


def _units(found: Tagged, tokens: Tokens) -> tuple[Unit, ...]:
    last = [*(found.units[1:] - 1), len(tokens) - 1]
    return tuple(
        Unit(span=Span(int(tokens.starts[a]), int(tokens.ends[b])), kind=SEGMENTS[kind])
        for a, b, kind in zip(found.units, last, found.kinds, strict=True)
    )


def _suspected(scored: Scored, tokens: Tokens) -> tuple[Span, ...]:
    violent = scored.suspect_labels[:, SLICES["type"]].argmax(1) == ATTRIBUTES["type"].index("ASSAULT")
    return tuple(Span(int(tokens.starts[w]), int(tokens.ends[w])) for w in scored.suspects.starts[violent])
