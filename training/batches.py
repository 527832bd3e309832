"""Examples -> tensors. Each example is prepared once; a batch lays prepared examples end to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from dateline.reader.labels import LAYERS, RELATIONS, SEGMENTS, SPAN_TAGS, TODAY, choice_column
from dateline.reader.pairs import REACHES, PairTable, SpanTable, all_pairs, pair_table
from dateline.reader.tokens import Tokens, tokenize, window_arrays, windows
from training.corpora import Schemes
from training.examples import Chars, Example
from training.model import CODERS, Reader


@dataclass(frozen=True)
class Group:
    """A choice: pairs of one source, which of them are right, and the columns of 'none' and 'today'."""

    relation: int
    source: int
    pairs: np.ndarray
    right: np.ndarray
    none: int
    none_right: bool
    today: int  # -1: the relation has none
    today_right: bool


@dataclass(frozen=True)
class Prepared:
    """One example as arrays. Word, span and pair numbers count from its own first."""

    example: Example
    tokens: Tokens
    tags: np.ndarray | None  # (n, len(LAYERS)); None: not a coded report
    starts: np.ndarray | None  # (n,)
    segments: np.ndarray | None  # (n,)
    extra_tags: list[tuple[int, np.ndarray]]
    spans: SpanTable
    pairs: PairTable
    groups: list[Group]
    roles: list[tuple[int, int, float]]  # pair, relation, target
    extra_pairs: PairTable


def prepare(example: Example, tokenizer: Tokenizer, schemes: Schemes) -> Prepared | None:
    """None for a text without words."""
    tokens = tokenize(example.text, tokenizer)
    if not len(tokens):
        return None
    tags = None
    if example.starts is not None:
        tags = np.stack([_tags(tokens, example.layers.get(layer, [])) for layer in LAYERS], axis=1)
    extra = [
        (schemes.layers.index(layer), _tags(tokens, found))
        for layer, found in example.layers.items()
        if layer in schemes.layers
    ]
    table = _span_table(example, tokens)
    pairs = (
        all_pairs(table)
        if example.choices or example.roles or example.coreference
        else pair_table(table, *np.zeros((2, 0), dtype=np.int64))
    )
    extra_sources = np.array([x.source for x in example.extra_links], dtype=np.int64)
    extra_targets = np.array([x.target for x in example.extra_links], dtype=np.int64)
    return Prepared(
        example=example,
        tokens=tokens,
        tags=tags,
        starts=_starts(tokens, example),
        segments=_segments(tokens, example),
        extra_tags=extra,
        spans=table,
        pairs=pairs,
        groups=_groups(example, table, pairs),
        roles=_roles(example, table, pairs),
        extra_pairs=pair_table(table, extra_sources, extra_targets),
    )


def _word_range(tokens: Tokens, span: Chars) -> tuple[int, int]:
    """First and last word that a span touches."""
    first = int(np.searchsorted(tokens.ends, span[0], side="right"))
    last = int(np.searchsorted(tokens.starts, span[1], side="left")) - 1
    first = min(first, len(tokens) - 1)
    return first, max(first, last)


def _tags(tokens: Tokens, spans: Sequence[Chars]) -> np.ndarray:
    out = np.zeros(len(tokens), dtype=np.int64)
    b, i, e, s = (SPAN_TAGS.index(t) for t in "BIES")
    for span in spans:
        first, last = _word_range(tokens, span)
        if out[first : last + 1].any():
            continue
        out[first : last + 1] = i
        out[first], out[last] = (b, e) if last > first else (s, s)
    return out


def _starts(tokens: Tokens, example: Example) -> np.ndarray | None:
    if example.starts is None:
        return None
    out = np.zeros(len(tokens), dtype=np.float32)
    out[[n for n in np.searchsorted(tokens.starts, example.starts) if n < len(tokens)]] = 1
    return out


def _segments(tokens: Tokens, example: Example) -> np.ndarray | None:
    if example.segments is None:
        return None
    ends = [end for _, end, _ in example.segments]
    kinds = np.array([SEGMENTS.index(kind) for *_, kind in example.segments])
    return kinds[np.minimum(np.searchsorted(ends, tokens.starts, side="right"), len(kinds) - 1)]


def _span_table(example: Example, tokens: Tokens) -> SpanTable:
    ranges = np.array([_word_range(tokens, s.chars) for s in example.spans], dtype=np.int64).reshape(-1, 2)
    heads = np.array([a for a, _ in example.sentences] or [0])
    chars = np.array([s.chars[0] for s in example.spans], dtype=np.int64)
    sentences = np.maximum(np.searchsorted(heads, chars, side="right") - 1, 0)
    forms = tuple(
        tuple(example.text[a:b].lower() for a, b in zip(tokens.starts[i : j + 1], tokens.ends[i : j + 1], strict=True))
        if s.layer == "actor"
        else ()
        for s, (i, j) in zip(example.spans, ranges, strict=True)
    )
    layers = np.array([LAYERS.index(s.layer) for s in example.spans], dtype=np.int64)
    return SpanTable(layers, ranges[:, 0], ranges[:, 1], sentences, forms)


def _groups(example: Example, table: SpanTable, pairs: PairTable) -> list[Group]:
    target_layer = {r.relation: LAYERS.index(r.target) for r in REACHES}
    by_source: dict[tuple[int, int], np.ndarray] = {}

    def of(source: int, layer: int) -> np.ndarray:
        if (source, layer) not in by_source:
            by_source[source, layer] = np.flatnonzero(
                (pairs.sources == source) & (table.layers[pairs.targets] == layer)
            )
        return by_source[source, layer]

    groups = []
    for c in example.choices:
        found = of(c.source, target_layer[c.relation])
        right = np.isin(pairs.targets[found], list(c.targets))
        today = TODAY.get(c.relation)
        group = Group(
            RELATIONS.index(c.relation),
            c.source,
            found,
            right,
            choice_column(c.relation),
            c.none,
            choice_column(today) if today else -1,
            c.today,
        )
        if right.any() or c.none or c.today:
            groups.append(group)
    if example.coreference:
        relation = RELATIONS.index("same_actor")
        for source in table.of("actor"):
            found = of(int(source), LAYERS.index("actor"))
            own = example.spans[source].clusters
            right = np.array([bool(own & example.spans[t].clusters) for t in pairs.targets[found]], dtype=bool)
            groups.append(
                Group(relation, int(source), found, right, choice_column("same_actor"), not right.any(), -1, False)
            )
    return groups


def _roles(example: Example, table: SpanTable, pairs: PairTable) -> list[tuple[int, int, float]]:
    actor = LAYERS.index("actor")
    out = []
    for role in example.roles:
        relation = RELATIONS.index(role.relation)
        for p in np.flatnonzero((pairs.sources == role.source) & (table.layers[pairs.targets] == actor)):
            target = int(pairs.targets[p])
            if target not in role.ignored:
                out.append((int(p), relation, float(target in role.targets)))
    return out


@dataclass
class Batch:
    """Tensors of several examples laid end to end; see training/model.py for shapes."""

    pieces: Tensor
    shapes: Tensor
    breaks: Tensor
    mask: Tensor
    coders: Tensor  # (B,): of each window
    first: Tensor
    last: Tensor
    sequences: Tensor  # (e, longest) word numbers of coded reports, -1 behind the end
    tags: Tensor  # (e, longest, layers)
    told: Tensor  # (e, layers): true where the layer is learned from the report
    coded_words: Tensor
    starts: Tensor
    segments: Tensor
    extra_tags: list[tuple[int, Tensor, Tensor]]  # layer, words, tags
    span_layers: Tensor
    span_starts: Tensor
    span_ends: Tensor
    span_sentences: Tensor
    span_hears: Tensor  # (s, s): of one report
    labels: dict[str, tuple[Tensor, Tensor]]  # attribute -> spans, labels
    scores: tuple[Tensor, Tensor]
    sources: Tensor
    targets: Tensor
    features: Tensor
    group_relations: Tensor
    group_sources: Tensor
    group_pairs: Tensor  # (g, most), -1 behind the end
    group_right: Tensor  # (g, most + 2): pairs, none, today
    group_none: Tensor
    group_today: Tensor
    role_pairs: Tensor
    role_relations: Tensor
    role_targets: Tensor
    extra_sources: Tensor
    extra_targets: Tensor
    extra_features: Tensor
    extra_links: dict[str, tuple[Tensor, Tensor]]  # scheme -> extra pairs, labels
    words: int

    def to(self, device: torch.device) -> Batch:
        """The same batch on another device."""
        return Batch(**{f.name: _moved(getattr(self, f.name), device) for f in fields(self)})


def _moved(part: Any, device: torch.device) -> Any:
    match part:
        case Tensor():
            return part.to(device)
        case dict():
            return {key: _moved(value, device) for key, value in part.items()}
        case list() | tuple():
            return type(part)(_moved(value, device) for value in part)
    return part


def collate(prepared: Sequence[Prepared]) -> Batch:
    """Lays prepared examples end to end."""
    return _Collation(prepared).batch()


def words_of(model: Reader, batch: Batch) -> Tensor:
    """The vectors of a batch's words (n, H)."""
    return model.words(batch.pieces, batch.shapes, batch.breaks, batch.mask, batch.first, batch.last, batch.coders)


def padded_windows(texts: Sequence[Tokens]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """The windows of texts: pieces, shapes, breaks and mask (B, L), and each word's first and last piece in the flat
    (B * L)."""
    arrays: list[np.ndarray] = []
    first, last = [], []
    for tokens in texts:
        own, a, b = window_arrays(tokens)
        first.append(a + np.array([len(arrays), 0]))
        last.append(b + np.array([len(arrays), 0]))
        arrays += own
    longest = max(a.shape[1] for a in arrays)
    grid = np.zeros((4, len(arrays), longest), dtype=np.int64)
    for n, a in enumerate(arrays):
        grid[:3, n, : a.shape[1]] = a
        grid[3, n, : a.shape[1]] = 1
    places = (torch.from_numpy(np.concatenate(x) @ [longest, 1]) for x in (first, last))
    pieces, shapes, breaks, mask = torch.from_numpy(grid)
    return pieces, shapes, breaks, mask, *places


class _Collation:
    """Where each example's words, spans and pairs begin in a batch, and the tensors that follow from it."""

    def __init__(self, prepared: Sequence[Prepared]) -> None:
        self.prepared = prepared
        self.word_at = _starts_of([len(p.tokens) for p in prepared])
        self.span_at = _starts_of([len(p.spans.layers) for p in prepared])
        self.pair_at = _starts_of([len(p.pairs.sources) for p in prepared])
        self.extra_at = _starts_of([len(p.extra_pairs.sources) for p in prepared])

    def batch(self) -> Batch:
        every, words, spans = self.prepared, self.word_at, self.span_at
        pieces, shapes, breaks, mask, first, last = padded_windows([p.tokens for p in every])
        sequences, tags, told = self.sequences()
        group_pairs, group_right = self.group_grids()
        groups = [(int(at), g) for at, p in zip(self.span_at, every, strict=False) for g in p.groups]
        roles = [
            (pair + int(at), relation, target)
            for at, p in zip(self.pair_at, every, strict=False)
            for pair, relation, target in p.roles
        ]
        coded = [p for p in every if p.tags is not None]
        reports = torch.repeat_interleave(torch.tensor([len(p.spans.layers) for p in every]))
        return Batch(
            pieces=pieces,
            shapes=shapes,
            breaks=breaks,
            mask=mask,
            coders=self.coders(),
            first=first,
            last=last,
            sequences=sequences,
            tags=tags,
            told=told,
            coded_words=sequences[sequences >= 0],
            starts=_joined([p.starts for p in coded]) if coded else torch.zeros(0),
            segments=_joined([p.segments for p in coded]) if coded else torch.zeros(0).long(),
            extra_tags=[
                (layer, torch.arange(len(found)) + int(at), torch.from_numpy(found))
                for at, p in zip(words, every, strict=False)
                for layer, found in p.extra_tags
            ],
            span_layers=_joined([p.spans.layers for p in every]),
            span_starts=_joined([p.spans.starts for p in every], words),
            span_ends=_joined([p.spans.ends for p in every], words),
            span_sentences=_joined([p.spans.sentences for p in every]),
            span_hears=reports[:, None] == reports[None, :],
            labels=self.labels(),
            scores=self.scores(),
            sources=_joined([p.pairs.sources for p in every], spans),
            targets=_joined([p.pairs.targets for p in every], spans),
            features=_joined([p.pairs.features for p in every]),
            group_relations=torch.tensor([g.relation for _, g in groups]).long(),
            group_sources=torch.tensor([g.source + at for at, g in groups]).long(),
            group_pairs=group_pairs,
            group_right=group_right,
            group_none=torch.tensor([g.none for _, g in groups]).long(),
            group_today=torch.tensor([g.today for _, g in groups]).long(),
            role_pairs=torch.tensor([r[0] for r in roles]).long(),
            role_relations=torch.tensor([r[1] for r in roles]).long(),
            role_targets=torch.tensor([r[2] for r in roles]),
            extra_sources=_joined([p.extra_pairs.sources for p in every], spans),
            extra_targets=_joined([p.extra_pairs.targets for p in every], spans),
            extra_features=_joined([p.extra_pairs.features for p in every]),
            extra_links=self.extra_links(),
            words=int(words[-1]),
        )

    def coders(self) -> Tensor:
        """Who coded the text of each window, by place in CODERS."""
        of = [_coder(p.example.task) for p in self.prepared]
        return torch.tensor(of).repeat_interleave(torch.tensor([len(windows(p.tokens)) for p in self.prepared]))

    def sequences(self) -> tuple[Tensor, Tensor, Tensor]:
        """Word numbers (e, longest), tags (e, longest, layers) and told layers (e, layers) of the coded reports."""
        coded = [(int(at), p) for at, p in zip(self.word_at, self.prepared, strict=False) if p.tags is not None]
        width = max((len(p.tokens) for _, p in coded), default=1)
        sequences = np.full((len(coded), width), -1, dtype=np.int64)
        tags = np.zeros((len(coded), width, len(LAYERS)), dtype=np.int64)
        for row, (at, p) in enumerate(coded):
            sequences[row, : len(p.tokens)] = np.arange(len(p.tokens)) + at
            tags[row, : len(p.tokens)] = p.tags
        told = np.array([[layer in p.example.layers for layer in LAYERS] for _, p in coded], dtype=bool)
        return torch.from_numpy(sequences), torch.from_numpy(tags), torch.from_numpy(told.reshape(-1, len(LAYERS)))

    def labels(self) -> dict[str, tuple[Tensor, Tensor]]:
        found: dict[str, list[tuple[int, int]]] = {}
        for at, p in zip(self.span_at, self.prepared, strict=False):
            for n, span in enumerate(p.example.spans, start=int(at)):
                for attribute, label in span.labels.items():
                    found.setdefault(attribute, []).append((n, label))
        return {attribute: _columns(rows) for attribute, rows in found.items()}

    def scores(self) -> tuple[Tensor, Tensor]:
        rows = [
            (n, span.score)
            for at, p in zip(self.span_at, self.prepared, strict=False)
            for n, span in enumerate(p.example.spans, start=int(at))
            if span.score is not None
        ]
        return torch.tensor([n for n, _ in rows]).long(), torch.tensor([score for _, score in rows])

    def extra_links(self) -> dict[str, tuple[Tensor, Tensor]]:
        found: dict[str, list[tuple[int, int]]] = {}
        for at, p in zip(self.extra_at, self.prepared, strict=False):
            for n, link in enumerate(p.example.extra_links, start=int(at)):
                found.setdefault(link.scheme, []).append((n, link.label))
        return {scheme: _columns(rows) for scheme, rows in found.items()}

    def group_grids(self) -> tuple[Tensor, Tensor]:
        """The pairs of each choice (g, most), and which answers are right (g, most + 2): pairs, none, today."""
        groups = [(int(at), g) for at, p in zip(self.pair_at, self.prepared, strict=False) for g in p.groups]
        most = max((len(g.pairs) for _, g in groups), default=0)
        pairs = np.full((len(groups), most), -1, dtype=np.int64)
        right = np.zeros((len(groups), most + 2), dtype=bool)
        for row, (at, g) in enumerate(groups):
            pairs[row, : len(g.pairs)] = g.pairs + at
            right[row, : len(g.pairs)] = g.right
            right[row, most], right[row, most + 1] = g.none_right, g.today_right
        return torch.from_numpy(pairs), torch.from_numpy(right)


def _coder(task: str) -> int:
    """The place in CODERS of who coded a task's texts."""
    return CODERS.index(task) if task in CODERS else len(CODERS)


def _starts_of(sizes: list[int]) -> np.ndarray:
    return np.cumsum([0, *sizes])


def _joined(parts: Sequence[np.ndarray | None], at: np.ndarray | None = None) -> Tensor:
    """Arrays end to end, each raised by its start."""
    return torch.from_numpy(np.concatenate([x if at is None else x + at[n] for n, x in enumerate(parts)]))


def _columns(rows: list[tuple[int, int]]) -> tuple[Tensor, Tensor]:
    return torch.tensor([n for n, _ in rows]), torch.tensor([label for _, label in rows])
