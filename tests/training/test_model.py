"""Scores of tag sequences, and the rounding of the int8 graph. Needs the extra `train`."""

from __future__ import annotations

import itertools

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from training.model import Crf, Dropout, Linear  # noqa: E402

from dateline.reader.labels import SPAN_TAGS  # noqa: E402


def filled_crf(layers: int) -> Crf:
    torch.manual_seed(3)
    crf = Crf(layers)
    torch.nn.init.normal_(crf.transitions)
    return crf


def score_of(crf: Crf, scores, tags) -> float:
    """The score of one sequence of tags of the first layer, added up step by step."""
    steps = crf.steps()[0].detach()
    moves = sum(float(steps[a, b]) for a, b in itertools.pairwise(tags))
    ends = float(crf.first[tags[0]] + crf.final[tags[-1]])
    return ends + moves + sum(float(scores[n, 0, tag]) for n, tag in enumerate(tags))


@pytest.mark.parametrize("words", [1, 2, 3, 4, 5])
def test_the_loss_is_the_share_of_the_right_sequence_among_all(words):
    crf, scores = filled_crf(1), torch.randn(1, words, 1, len(SPAN_TAGS))
    gold = torch.zeros(1, words, 1, dtype=torch.int64)
    every = [score_of(crf, scores[0], tags) for tags in itertools.product(range(len(SPAN_TAGS)), repeat=words)]
    expected = float(torch.logsumexp(torch.tensor(every), 0)) - score_of(crf, scores[0], [0] * words)
    with torch.no_grad():
        loss = crf.loss(scores, gold, torch.ones(1, words, dtype=torch.bool))
    assert float(loss[0, 0]) == pytest.approx(expected, abs=1e-4)


def test_words_behind_the_end_of_a_sequence_change_nothing():
    crf, scores = filled_crf(2), torch.randn(1, 7, 2, len(SPAN_TAGS))
    gold = torch.zeros(1, 7, 2, dtype=torch.int64)
    short = crf.loss(scores[:, :4], gold[:, :4], torch.ones(1, 4, dtype=torch.bool))
    padded = crf.loss(scores, gold, torch.tensor([[True] * 4 + [False] * 3]))
    assert torch.allclose(short, padded, atol=1e-5)


def test_a_long_sequence_has_a_finite_slope():
    scores = (torch.randn(2, 500, 1, len(SPAN_TAGS)) * 20).requires_grad_()
    gold = torch.zeros(2, 500, 1, dtype=torch.int64)
    filled_crf(1).loss(scores, gold, torch.ones(2, 500, dtype=torch.bool)).sum().backward()
    assert torch.isfinite(scores.grad).all()


def test_a_rounded_layer_uses_few_values_and_passes_slopes_on():
    torch.manual_seed(0)
    layer = Linear(8, 4)
    exact = layer(x := torch.randn(16, 8))
    layer.rounded = True
    rounded = layer(x)
    rounded.sum().backward()
    assert not torch.equal(exact, rounded)
    assert torch.allclose(exact, rounded, atol=0.1)
    assert (layer.weight.grad != 0).all()


def test_dropout_leaves_the_mean_and_the_shipped_reader_as_they_are():
    dropout, x = Dropout(0.1), torch.ones(1001, 99)
    assert torch.equal(dropout.eval()(x), x)
    dropped = dropout.train()(x)
    assert 0.09 < float((dropped == 0).float().mean()) < 0.115
    assert abs(float(dropped.mean()) - 1) < 0.01
