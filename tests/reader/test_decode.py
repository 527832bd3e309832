"""From scores to spans and choices."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dateline.reader.decode import (
    IMPOSSIBLE,
    Chooser,
    Decoder,
    Scored,
    confidence,
    credited,
    full_name,
    spans_of,
    viterbi,
)
from dateline.reader.labels import LAYERS, RELATIONS, SPAN_TAGS, choice_column, label_slices
from dateline.reader.pairs import PairTable, SpanTable, all_pairs

TRANSITIONS = np.array(
    [[[0.0 if (a in "BI") == (b in "IE") else IMPOSSIBLE for b in SPAN_TAGS] for a in SPAN_TAGS]], dtype=np.float32
)
DECODER = Decoder(
    transitions=TRANSITIONS, bias=np.zeros(len(LAYERS), dtype=np.float32), role=0.5, body=0.4, suspicion=0.25,
    event_confidence=(1.0, 0.0), figure_confidence=(1.0, 0.0),
)  # fmt: skip


NOTHING = SpanTable(*(np.zeros(0, dtype=np.int64) for _ in range(4)), ())


def best(tags: str) -> list[tuple[int, int]]:
    scores = np.zeros((len(tags), 1, len(SPAN_TAGS)), dtype=np.float32)
    for n, tag in enumerate(tags):
        scores[n, 0, SPAN_TAGS.index(tag)] = 5
    return spans_of(viterbi(scores, TRANSITIONS)[:, 0])


def test_spans_are_read_off_the_best_sequence() -> None:
    assert best("OSOBIEO") == [(1, 1), (3, 5)]


def test_a_sequence_that_cannot_be_is_mended_at_the_least_cost() -> None:
    assert best("OBIIO") == [(1, 3)]


@given(arrays(np.float32, (12, 1, 5), elements=st.floats(-9, 9, width=32)))
def test_whatever_the_scores_spans_are_in_order_and_apart(scores: np.ndarray) -> None:
    spans = spans_of(viterbi(scores, TRANSITIONS)[:, 0])
    assert all(a <= b for a, b in spans)
    assert all(one[1] < other[0] for one, other in itertools.pairwise(spans))


def test_tags_of_several_kinds_are_told_apart_in_one_sequence() -> None:
    names = ("O", "B:x", "I:x", "E:x", "S:x", "B:y", "I:y", "E:y", "S:y")
    allowed = [[0.0 if (a[0] in "BI") == (b[0] in "IE") and (a[0] not in "BI" or a[1:] == b[1:]) else IMPOSSIBLE
                for b in names] for a in names]  # fmt: skip
    scores = np.zeros((3, 1, len(names)), dtype=np.float32)
    scores[0, 0, names.index("B:x")], scores[1, 0, names.index("E:y")] = 5, 4
    path = viterbi(scores, np.array([allowed], dtype=np.float32), names)[:, 0]
    assert [names[t] for t in path[:2]] == ["B:x", "E:x"]


def test_a_confidence_follows_the_score_along_the_fitted_line() -> None:
    assert confidence(0.8, (1.0, 0.0)) == pytest.approx(0.8)
    assert confidence(0.9, (0.5, 0.0)) == pytest.approx(0.75)
    assert confidence(0.5, (1.0, -2.0)) < 0.2


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_score_never_means_less_confidence(one: float, other: float) -> None:
    low, high = sorted([one, other])
    assert 0 < confidence(low, (0.7, -0.3)) <= confidence(high, (0.7, -0.3)) < 1


def chooser(
    layers: str,
    relations: dict[tuple[int, int, str], float],
    labels: dict[tuple[int, str], float],
    places: dict[int, str] | None = None,
    persons: dict[int, tuple[str, ...]] | None = None,
) -> Chooser:
    """Spans of the given layers (their initials), one word each, with scores for pairs and for 'none'."""
    names = {"t": "trigger", "a": "actor", "p": "place", "m": "time", "q": "quantity", "c": "content", "n": "nested"}
    order = sorted(range(len(layers)), key=lambda n: (LAYERS.index(names[layers[n]]), n))
    assert order == list(range(len(layers))), "give the spans in the order of LAYERS"
    index = np.arange(len(layers))
    table = SpanTable(np.array([LAYERS.index(names[x]) for x in layers]), index, index, np.zeros_like(index),
                      tuple((str(n),) for n in index))  # fmt: skip
    pairs: PairTable = all_pairs(table)
    scores = np.full((len(pairs.sources), len(RELATIONS)), -9.0, dtype=np.float32)
    for (source, target, relation), value in relations.items():
        row = np.flatnonzero((pairs.sources == source) & (pairs.targets == target))
        scores[row, RELATIONS.index(relation)] = value
    own = np.zeros((len(layers), choice_column("same_actor") + 1), dtype=np.float32)
    for (span, name), value in labels.items():
        own[span, choice_column(name)] = value
    return Chooser(Scored(table, pairs, own, scores, NOTHING, own[:0]), DECODER, places or {}, persons or {})


def test_nothing_is_chosen_where_none_is_likelier() -> None:
    assert chooser("pt", {(1, 0, "event_place"): 1.0}, {(1, "event_place"): 2.0}).choose(
        "place", ("event_place", 1)
    ) == (
        None,
        False,
    )


def test_two_mentions_of_one_place_count_together_against_a_likelier_single_one() -> None:
    scores = {(3, 0, "event_place"): 2.0, (3, 1, "event_place"): 2.0, (3, 2, "event_place"): 2.3}
    found = chooser("pppt", scores, {(3, "event_place"): -9.0}, places={0: "baghouz", 1: "baghouz", 2: "syria"})
    assert found.choose("place", ("event_place", 3)) == (0, False)


def test_an_event_can_have_the_reports_own_day() -> None:
    found = chooser("mt", {(1, 0, "event_time"): 0.0}, {(1, "event_time"): 0.0, (1, "event_today"): 3.0})
    assert found.choose("time", ("event_time", 1)) == (None, True)


def test_an_event_and_its_figure_answer_together() -> None:
    scores = {(2, 0, "figure_place"): 0.5, (2, 1, "figure_place"): 1.0, (3, 0, "event_place"): 3.0}
    found = chooser("ppqt", scores, {(2, "figure_place"): -9.0, (3, "event_place"): -9.0})
    assert found.choose("place", ("figure_place", 2)) == (1, False)
    assert found.choose("place", ("event_place", 3), ("figure_place", 2)) == (0, False)


def test_a_statement_inside_another_has_a_speaker_of_its_own() -> None:
    found = chooser("aacn", {(2, 0, "speaker"): 3.0, (3, 1, "speaker"): 3.0}, {})
    assert [found.choose("actor", ("speaker", n))[0] for n in (2, 3)] == [0, 1]


def test_an_actor_takes_only_the_likelier_of_two_roles() -> None:
    scores = {(2, 0, "actor"): 3.0, (2, 0, "recipient"): 1.0, (2, 1, "recipient"): 2.0}
    assert chooser("aat", scores, {(1, "same_actor"): 9.0}).roles(2) == ((0,), (1,))


def test_mentions_of_one_actor_fill_a_role_once() -> None:
    scores = {(1, 0, "same_actor"): 5.0, (2, 0, "actor"): 1.0, (2, 1, "actor"): 3.0}
    assert chooser("aat", scores, {}).roles(2) == ((1,), ())


def test_mentions_are_joined_to_the_likeliest_actor_before_them() -> None:
    found = chooser("aaa", {(2, 0, "same_actor"): 4.0, (2, 1, "same_actor"): 1.0}, {})
    assert found.actor_of == {0: 0, 1: 1, 2: 0}


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Bab al - Nahr Karim HADDAD", 2),
        ("Azmarin Karim HADDAD", 2),
        ("Bab al - Nahr", 0),
        ("NORTH PORT SUDAN", 0),
        ("Port Sudan", 0),
        ("Sudan", 0),
        ("the northern US", 0),
    ],
)
def test_the_name_of_a_photographer_is_no_part_of_a_place(words: str, count: int) -> None:
    assert credited(words.split()) == count


def test_two_people_with_different_full_names_are_never_one() -> None:
    alike = {(1, 0, "same_actor"): 9.0}
    assert chooser("aa", alike, {}, persons={0: ("adnan", "afrin"), 1: ("mustefa", "bali")}).actor_of == {0: 0, 1: 1}
    assert chooser("aa", alike, {}, persons={0: ("ban", "ki", "moon"), 1: ("mr", "moon")}).actor_of == {0: 0, 1: 0}


def test_a_full_name_is_two_or_more_capitalised_words_at_the_end_of_a_mention() -> None:
    assert full_name(["the", "army", "spokesman", "Adnan", "Afrin"]) == ("adnan", "afrin")
    assert full_name(["Karim", "HADDAD"]) == ("karim", "haddad")
    assert full_name(["Afrin"]) is None
    assert full_name(["Colonel", "of", "the", "SDF"]) is None
    assert full_name(["Syrian", "Democratic", "Forces", "spokesman"]) is None


@pytest.mark.parametrize("attribute", ["type", "measure"])
def test_a_label_comes_with_its_probability(attribute: str) -> None:
    found = chooser("t", {}, {})
    assert found.label(attribute, 0)[1] == pytest.approx(
        1 / (label_slices()[attribute].stop - label_slices()[attribute].start)
    )
