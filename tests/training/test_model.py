"""Scores of tag sequences, and the rounding of the int8 graph. Needs the extra `train`."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from training.model import Crf, Dropout, Linear, _as_int7, _as_uint8  # noqa: E402

from dateline.reader.labels import SPAN_TAGS  # noqa: E402


def filled_crf(layers: int) -> Crf:
    torch.manual_seed(3)
    crf = Crf(layers)
    torch.nn.init.normal_(crf.transitions)
    return crf


def gold_tags(words: int, layers: int):
    """A right sequence of tags for each layer, another for each: spans of three words, each begun one word later."""
    tags = [["O"] * layer + list("BIEOS" * words) for layer in range(layers)]
    ends = {"B": "S", "I": "E"}
    cut = [[*t[: words - 1], ends.get(t[words - 1], t[words - 1])] for t in tags]
    return torch.tensor([[SPAN_TAGS.index(t) for t in layer] for layer in cut]).T[None]


def word_by_word(crf: Crf, scores, gold, mask):
    """The loss as the textbooks have it, one word after the other."""
    steps = crf.steps()
    layers = torch.arange(steps.shape[0])
    ways = crf.first + scores[:, 0]
    path = scores[:, 0].gather(-1, gold[:, 0, :, None])[..., 0]
    for n in range(1, scores.shape[1]):
        here = mask[:, n, None]
        ahead = torch.logsumexp(ways[..., None] + steps, dim=-2) + scores[:, n]
        ways = torch.where(here[..., None], ahead, ways)
        move = steps[layers, gold[:, n - 1], gold[:, n]] + scores[:, n].gather(-1, gold[:, n, :, None])[..., 0]
        path = path + move * here
    return torch.logsumexp(ways + crf.final, dim=-1) - path


@pytest.mark.parametrize("words", [1, 2, 3, 8, 61])
def test_the_loss_and_its_slope_are_those_of_going_word_by_word(words):
    crf, gold = filled_crf(2), gold_tags(words, 2).expand(3, -1, -1)
    scores = (torch.randn(3, words, 2, len(SPAN_TAGS)) * 5).requires_grad_()
    mask = torch.arange(words)[None] < torch.tensor([[words], [max(1, words - 1)], [1]])
    ours, theirs = (loss(scores, gold, mask) for loss in (crf.loss, lambda *given: word_by_word(crf, *given)))
    assert torch.allclose(ours, theirs, rtol=1e-4, atol=1e-3)
    slopes = [torch.autograd.grad(loss.sum(), scores)[0] for loss in (ours, theirs)]
    assert torch.allclose(*slopes, atol=1e-3)


def test_the_likelier_the_right_tags_the_smaller_the_loss():
    crf, gold = filled_crf(1), gold_tags(9, 1)
    right = torch.nn.functional.one_hot(gold, len(SPAN_TAGS)) * 9.0
    mask = torch.ones(1, 9, dtype=torch.bool)
    assert float(crf.loss(right, gold, mask).detach()) < 0.1 < float(crf.loss(-right, gold, mask).detach())


def test_words_behind_the_end_of_a_sequence_change_nothing():
    crf, scores = filled_crf(2), torch.randn(1, 7, 2, len(SPAN_TAGS))
    gold = torch.zeros(1, 7, 2, dtype=torch.int64)
    short = crf.loss(scores[:, :4], gold[:, :4], torch.ones(1, 4, dtype=torch.bool))
    padded = crf.loss(scores, gold, torch.tensor([[True] * 4 + [False] * 3]))
    assert torch.allclose(short, padded, atol=1e-5)


def test_weights_are_rounded_to_129_values_and_vectors_to_256():
    torch.manual_seed(0)
    weight, x = torch.randn(4, 999), torch.randn(64, 999) + 1
    whole = _as_int7(weight) / (weight.abs().amax(dim=1, keepdim=True) / 64)
    assert torch.allclose(whole, whole.round(), atol=1e-3)
    assert float(whole.abs().max()) == pytest.approx(64)
    assert 200 < len(_as_uint8(x).unique()) <= 256


def test_a_rounded_layer_answers_nearly_as_before_and_passes_slopes_on():
    torch.manual_seed(0)
    layer = Linear(8, 4)
    exact = layer(x := torch.randn(16, 8))
    layer.rounded = True
    rounded = layer(x)
    rounded.sum().backward()
    assert not torch.equal(exact, rounded)
    assert torch.allclose(exact, rounded, atol=0.1)
    assert torch.allclose(layer.weight.grad, x.sum(0).expand(4, 8), atol=0.5)


def test_dropout_leaves_the_mean_and_the_shipped_reader_as_they_are():
    dropout, x = Dropout(0.1), torch.ones(1001, 99)
    assert torch.equal(dropout.eval()(x), x)
    dropped = dropout.train()(x)
    assert 0.09 < float((dropped == 0).float().mean()) < 0.115
    assert abs(float(dropped.mean()) - 1) < 0.01
