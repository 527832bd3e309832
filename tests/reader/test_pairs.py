"""Which spans are paired, and what is told of a pair."""

from __future__ import annotations

import numpy as np

from dateline.reader.labels import LAYERS
from dateline.reader.pairs import FEATURES, SpanTable, all_pairs, antecedents, candidates, pair_table


def table(*spans: tuple[str, int, int, int, str]) -> SpanTable:
    """Spans as (layer, first word, last word, sentence, words)."""
    return SpanTable(
        np.array([LAYERS.index(s[0]) for s in spans]),
        *(np.array([s[n] for s in spans]) for n in (1, 2, 3)),
        tuple(tuple(s[4].lower().split()) for s in spans),
    )


def match(one: str, other: str) -> int:
    spans = table(("actor", 0, 0, 0, one), ("actor", 5, 5, 0, other))
    pairs = pair_table(spans, np.array([1]), np.array([0]))
    return int(pairs.features[0, list(FEATURES).index("match")])


def test_arguments_are_looked_for_only_in_sentences_near_the_event() -> None:
    spans = table(
        ("trigger", 50, 50, 5, ""), ("actor", 0, 0, 0, "a"), ("actor", 40, 40, 4, "b"), ("actor", 70, 70, 7, "c")
    )
    sources, targets = candidates(spans, "trigger", "actor", back=4, ahead=2)
    assert list(zip(sources, targets, strict=True)) == [(0, 2), (0, 3)]


def test_a_mention_is_compared_with_those_before_it_only() -> None:
    spans = table(("actor", 0, 0, 0, "a"), ("place", 1, 1, 0, ""), ("actor", 2, 2, 0, "b"), ("actor", 4, 4, 0, "c"))
    sources, targets = antecedents(spans)
    assert set(zip(sources.tolist(), targets.tolist(), strict=True)) == {(2, 0), (3, 0), (3, 2)}


def test_equal_names_contained_names_initials_and_shared_heads_are_told_apart() -> None:
    assert match("the Syrian army", "Syrian army") == 5
    assert match("Afrin", "Adnan Afrin") == 4
    assert match("SDF", "Syrian Democratic Forces") == 4
    assert match("the Turkish army", "the Syrian army") == 3
    assert match("Syrian rebels", "Syrian army") == 2
    assert match("rebels", "police") == 1


def test_every_feature_stays_within_its_range_far_and_near() -> None:
    spans = table(
        *[(layer, 500 * n + k, 500 * n + k, 20 * n, "x y") for n in range(3) for k, layer in enumerate(LAYERS)]
    )
    count = len(spans.layers)
    sources, targets = (x.ravel() for x in np.meshgrid(np.arange(count), np.arange(count)))
    features = pair_table(spans, sources, targets).features
    assert (features >= 0).all()
    assert (features < np.array(list(FEATURES.values()))).all()


def test_a_text_without_spans_has_no_pairs() -> None:
    spans = SpanTable(*(np.zeros(0, dtype=np.int64) for _ in range(4)), ())
    pairs = all_pairs(spans)
    assert len(pairs.sources) == 0 and pairs.features.shape == (0, len(FEATURES))
