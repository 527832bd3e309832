"""What the network is told of its answers to a batch."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from dateline.reader.labels import ATTRIBUTES, LAYERS, RELATIONS, SPAN_TAGS, label_slices
from training.batches import Batch, words_of
from training.model import LABEL_COUNT, SPAN_SIZE, Reader

TAGS = len(LAYERS) * len(SPAN_TAGS)

LABEL_WEIGHT = {"factuality": 2.0}
"""How much more a label counts than the others: an entry is right in nothing where it is taken to have happened."""


@dataclass(frozen=True)
class Answers:
    """What a network says of a batch; spans and pairs are those of its coding. Shapes: training/model.py."""

    words: Tensor  # (n, H)
    tags: Tensor  # (n, TAG_COUNT)
    spans: Tensor  # (s, SPAN_SIZE)
    labels: Tensor  # (s, LABEL_COUNT)
    pairs: Tensor  # (p, len(RELATIONS))


def answers(model: Reader, batch: Batch) -> Answers:
    """The answers of a network that reads the batch."""
    words = words_of(model, batch).float()
    tags = model.tags(words)
    if not len(batch.span_layers):
        spans, labels = words.new_zeros(0, SPAN_SIZE), words.new_zeros(0, LABEL_COUNT)
        return Answers(words, tags, spans, labels, words.new_zeros(0, len(RELATIONS)))
    spans, labels = model.spans(
        words, batch.span_layers, batch.span_starts, batch.span_ends, batch.span_sentences, batch.span_hears
    )
    pairs = model.pairs(words, spans, batch.span_starts, batch.span_ends, batch.sources, batch.targets, batch.features)
    return Answers(words, tags, spans, labels, pairs)


def losses(model: Reader, batch: Batch) -> dict[str, Tensor]:
    """The loss of every head that the batch has something for."""
    given = answers(model, batch)
    return _tag_losses(model, batch, given) | _label_losses(model, batch, given) | _pair_losses(model, batch, given)


def _tag_losses(model: Reader, batch: Batch, given: Answers) -> dict[str, Tensor]:
    found = {}
    if len(batch.coded_words):
        mask = batch.sequences >= 0
        grid = given.tags[batch.sequences.clamp(min=0), :TAGS].unflatten(-1, (len(LAYERS), len(SPAN_TAGS)))
        found["tags"] = 4.0 * (model.crf.loss(grid, batch.tags, mask) * batch.told).sum() / mask.sum()
        coded = given.tags[batch.coded_words]
        found["starts"] = functional.binary_cross_entropy_with_logits(coded[:, TAGS], batch.starts)
        found["segments"] = 3.0 * functional.cross_entropy(coded[:, TAGS + 1 :], batch.segments)
    if batch.extra_tags:
        scores = model.extra_tags(given.words).unflatten(-1, (-1, len(SPAN_TAGS)))
        total = sum(
            (
                functional.cross_entropy(scores[at, layer], tags, reduction="sum")
                for layer, at, tags in batch.extra_tags
            ),
            given.words.new_zeros(()),
        )
        found["extra_tags"] = 4.0 * total / batch.words
    return found


def _label_losses(model: Reader, batch: Batch, given: Answers) -> dict[str, Tensor]:
    found = {}
    slices = label_slices()
    for attribute, (at, gold) in batch.labels.items():
        own = attribute in ATTRIBUTES
        scores = given.labels[at, slices[attribute]] if own else model.extra_labels[attribute](given.spans[at])
        loss = functional.cross_entropy(scores, gold, label_smoothing=0.05)
        found[f"label:{attribute}"] = LABEL_WEIGHT.get(attribute, 1.0) * loss
    at, scores = batch.scores
    if len(at):
        found["certainty"] = 0.3 * functional.smooth_l1_loss(
            model.extra_labels["certainty"](given.spans[at])[:, 0], scores
        )
    return found


def _pair_losses(model: Reader, batch: Batch, given: Answers) -> dict[str, Tensor]:
    found: dict[str, Tensor] = {}
    if len(batch.group_sources):
        odds = _choice_odds(batch, given)
        right = odds.masked_fill(~batch.group_right, -1e4)
        nll = torch.logsumexp(odds, dim=1) - torch.logsumexp(right, dim=1)
        found |= _by_relation(batch, nll)
    if len(batch.role_pairs):
        odds = given.pairs[batch.role_pairs, batch.role_relations]
        loss = functional.binary_cross_entropy_with_logits(odds, batch.role_targets, reduction="sum")
        found["roles"] = 2.0 * loss / batch.role_targets.sum().clamp(min=1)
    if batch.extra_links:
        hidden = model.pairs.hidden(
            given.words,
            given.spans,
            batch.span_starts,
            batch.span_ends,
            batch.extra_sources,
            batch.extra_targets,
            batch.extra_features,
        )
        for scheme, (at, gold) in batch.extra_links.items():
            found[f"extra:{scheme}"] = 0.5 * functional.cross_entropy(model.extra_relations[scheme](hidden[at]), gold)
    return found


def _choice_odds(batch: Batch, given: Answers) -> Tensor:
    """The scores of all answers of each choice (g, most + 2): its pairs, none, today; -1e4 where there is no such."""
    closed = batch.group_pairs < 0
    pairs = given.pairs[batch.group_pairs.clamp(min=0), batch.group_relations[:, None]].masked_fill(closed, -1e4)
    none = given.labels[batch.group_sources, batch.group_none]
    today = given.labels[batch.group_sources, batch.group_today.clamp(min=0)].masked_fill(batch.group_today < 0, -1e4)
    return torch.cat([pairs, none[:, None], today[:, None]], dim=1).float()


def _by_relation(batch: Batch, each: Tensor) -> dict[str, Tensor]:
    """The mean loss of each relation that has choices."""
    counts = torch.bincount(batch.group_relations, minlength=len(RELATIONS))
    means = each.new_zeros(len(RELATIONS)).index_add(0, batch.group_relations, each) / counts.clamp(min=1)
    return {
        f"choice:{name}": mean for name, mean, count in zip(RELATIONS, means, counts.tolist(), strict=True) if count
    }
