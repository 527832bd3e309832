"""Which pairs of spans are looked at together, and what is told of each pair beside its words.

Candidates are near: an argument stands within a few sentences of its event. How near was read off the
coded training reports, where these reaches hold all but 1-2 % of the targets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.reader.labels import CONTENTS, LAYERS

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reach:
    """Pairs of one relation: from which layer to which, and how many sentences back and ahead."""

    relation: str
    source: str
    target: str
    back: int
    ahead: int


REACHES = (
    Reach("actor", "trigger", "actor", 4, 2),
    Reach("recipient", "trigger", "actor", 4, 2),
    Reach("event_place", "trigger", "place", 6, 3),
    Reach("event_time", "trigger", "time", 5, 2),
    Reach("figure_event", "quantity", "trigger", 0, 0),
    Reach("figure_actor", "quantity", "actor", 0, 0),
    Reach("figure_place", "quantity", "place", 6, 3),
    Reach("figure_time", "quantity", "time", 5, 2),
    *(Reach("speaker", layer, "actor", 3, 1) for layer in CONTENTS),
    *(Reach("cue", layer, "cue", 1, 1) for layer in CONTENTS),
)
ANTECEDENTS = 60
"""How many mentions back a mention's earlier mention is looked for."""

FAR = 6
"""Sentences further apart than this are as far as this."""

FEATURES = {"sentence": 2 * FAR + 1, "distance": 23, "between": 6, "match": 6, "inside": 3}
"""The features of a pair, and how many values each takes."""

_STEPS = np.array([1, 2, 3, 4, 6, 9, 14, 22, 40, 80])


@dataclass(frozen=True, slots=True, eq=False)
class SpanTable:
    """The spans of one report, in order of layer and place. Word positions; `ends` are inclusive."""

    layers: Ints  # (s,) index into LAYERS
    starts: Ints  # (s,)
    ends: Ints  # (s,)
    sentences: Ints  # (s,) the sentence of the first word
    forms: tuple[tuple[str, ...], ...]  # (s,) the words, lower case: used for actor mentions only

    def of(self, layer: str) -> Ints:
        """Positions in this table of the spans of a layer, in order of text."""
        return np.flatnonzero(self.layers == LAYERS.index(layer))

    def of_any(self, layers: Sequence[str]) -> list[int]:
        """Positions in this table of the spans of several layers, layer by layer."""
        return [int(n) for layer in layers for n in self.of(layer)]


@dataclass(frozen=True, slots=True, eq=False)
class PairTable:
    """Candidate pairs: `sources` and `targets` index the span table."""

    sources: Ints  # (p,)
    targets: Ints  # (p,)
    features: Ints  # (p, len(FEATURES))


def candidates(spans: SpanTable, source: str, target: str, back: int, ahead: int) -> tuple[Ints, Ints]:
    """All pairs of two layers whose sentences are near enough; never a span with itself."""
    a, b = spans.of(source), spans.of(target)
    apart = spans.sentences[b][None, :] - spans.sentences[a][:, None]
    near = (apart >= -back) & (apart <= ahead)
    i, j = np.nonzero(near)
    return a[i], b[j]


def all_pairs(spans: SpanTable) -> PairTable:
    """Every pair that some relation could hold for, each once."""
    kinds = {(r.source, r.target): r for r in REACHES}
    found = [candidates(spans, r.source, r.target, r.back, r.ahead) for r in kinds.values()]
    found.append(antecedents(spans))
    return pair_table(spans, np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found]))


def antecedents(spans: SpanTable) -> tuple[Ints, Ints]:
    """Each actor mention with the ones before it, at most ANTECEDENTS back."""
    mentions = spans.of("actor")
    n = len(mentions)
    i, j = np.tril_indices(n, -1)
    keep = i - j <= ANTECEDENTS
    return mentions[i[keep]], mentions[j[keep]]


def pair_table(spans: SpanTable, sources: Ints, targets: Ints) -> PairTable:
    """The pairs with their features: how far apart, what stands between, whether the words match."""
    apart = np.clip(spans.sentences[targets] - spans.sentences[sources], -FAR, FAR) + FAR
    gap_after = spans.starts[targets] - spans.ends[sources]
    gap_before = spans.starts[sources] - spans.ends[targets]
    gap = np.where(gap_after > 0, gap_after, np.where(gap_before > 0, -gap_before, 0))
    distance = np.sign(gap) * (np.searchsorted(_STEPS, np.abs(gap), side="right")) + 11
    features = (
        np.stack(
            [
                apart,
                distance,
                _between(spans, sources, targets),
                _matches(spans, sources, targets),
                _inside(spans, sources, targets),
            ],
            axis=1,
        )
        if len(sources)
        else np.zeros((0, len(FEATURES)), dtype=np.int64)
    )
    return PairTable(sources, targets, features.astype(np.int64))


def _between(spans: SpanTable, sources: Ints, targets: Ints) -> Ints:
    """How many spans of the target's layer begin between the two: 0 to 5."""
    out = np.zeros(len(sources), dtype=np.int64)
    for layer in np.unique(spans.layers[targets]):
        starts = np.sort(spans.starts[spans.layers == layer])
        of = spans.layers[targets] == layer
        low = np.minimum(spans.starts[sources[of]], spans.starts[targets[of]])
        high = np.maximum(spans.starts[sources[of]], spans.starts[targets[of]])
        out[of] = np.searchsorted(starts, high, side="left") - np.searchsorted(starts, low, side="right")
    return np.clip(out, 0, 5)


def _inside(spans: SpanTable, sources: Ints, targets: Ints) -> Ints:
    """0 apart, 1 the target lies in the source, 2 the source in the target."""
    s0, s1, t0, t1 = spans.starts[sources], spans.ends[sources], spans.starts[targets], spans.ends[targets]
    return np.where((t0 >= s0) & (t1 <= s1), 1, np.where((s0 >= t0) & (s1 <= t1), 2, 0))


def _matches(spans: SpanTable, sources: Ints, targets: Ints) -> Ints:
    """How the words of two actor mentions match; 0 for other pairs."""
    actor = LAYERS.index("actor")
    forms = [_Form.of(words) for words in spans.forms]
    out = np.zeros(len(sources), dtype=np.int64)
    for n in np.flatnonzero((spans.layers[sources] == actor) & (spans.layers[targets] == actor)):
        out[n] = forms[sources[n]].match(forms[targets[n]])
    return out


_ARTICLES = frozenset({"the", "a", "an", "'", "’", "s"})


@dataclass(frozen=True, slots=True)
class _Form:
    """The words of a mention that tell it from others."""

    words: tuple[str, ...]
    bag: frozenset[str]
    initials: str

    @classmethod
    def of(cls, words: tuple[str, ...]) -> _Form:
        kept = tuple(w for w in words if w not in _ARTICLES)
        return cls(kept, frozenset(kept), "".join(w[0] for w in kept if w.isalpha()))

    def match(self, other: _Form) -> int:
        """1 nothing shared, 2 a word, 3 the last word, 4 one holds the other or is its initials, 5 equal."""
        if self.bag.isdisjoint(other.bag):
            return 4 if self._is_initials_of(other) or other._is_initials_of(self) else 1
        if self.words == other.words:
            return 5
        if self.bag <= other.bag or other.bag <= self.bag:
            return 4
        return 3 if self.words[-1] == other.words[-1] else 2

    def _is_initials_of(self, other: _Form) -> bool:
        return len(self.words) == 1 and len(other.words) > 1 and self.words[0] == other.initials
