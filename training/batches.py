"""Examples -> tensors. Each example is prepared once; a batch lays prepared examples end to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from dateline.reader.labels import LAYERS, RELATIONS, SEGMENTS, SPAN_TAGS, choice_column
from dateline.reader.pairs import REACHES, PairTable, SpanTable, all_pairs, pair_table
from dateline.reader.tokens import Tokens, tokenize, window_arrays
from training.corpora import Schemes
from training.examples import Chars, Example


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
        today = c.relation.replace("_time", "_today") if c.relation.endswith("_time") else None
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
    first: Tensor
    last: Tensor
    sequences: Tensor  # (e, longest) word numbers of coded reports, -1 behind the end
    tags: Tensor  # (e, longest, layers)
    coded_words: Tensor
    starts: Tensor
    segments: Tensor
    extra_tags: list[tuple[int, Tensor, Tensor]]  # layer, words, tags
    span_layers: Tensor
    span_starts: Tensor
    span_ends: Tensor
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
    words: int = 0
    tasks: list[str] = field(default_factory=list)


def collate(prepared: Sequence[Prepared]) -> Batch:
    arrays: list[np.ndarray] = []
    first, last = [], []
    word_at = np.cumsum([0] + [len(p.tokens) for p in prepared])
    span_at = np.cumsum([0] + [len(p.spans.layers) for p in prepared])
    pair_at = np.cumsum([0] + [len(p.pairs.sources) for p in prepared])
    extra_at = np.cumsum([0] + [len(p.extra_pairs.sources) for p in prepared])
    for p in prepared:
        own, a, b = window_arrays(p.tokens)
        first.append(a + np.array([len(arrays), 0]))
        last.append(b + np.array([len(arrays), 0]))
        arrays += own
    longest = max(a.shape[1] for a in arrays)
    grid = np.zeros((3, len(arrays), longest), dtype=np.int64)
    mask = np.zeros((len(arrays), longest), dtype=np.int64)
    for n, a in enumerate(arrays):
        grid[:, n, : a.shape[1]] = a
        mask[n, : a.shape[1]] = 1

    coded = [n for n, p in enumerate(prepared) if p.tags is not None]
    width = max((len(prepared[n].tokens) for n in coded), default=1)
    sequences = np.full((len(coded), width), -1, dtype=np.int64)
    tags = np.zeros((len(coded), width, len(LAYERS)), dtype=np.int64)
    for row, n in enumerate(coded):
        size = len(prepared[n].tokens)
        sequences[row, :size] = np.arange(size) + word_at[n]
        tags[row, :size] = prepared[n].tags

    labels: dict[str, tuple[list[int], list[int]]] = {}
    scores: tuple[list[int], list[float]] = ([], [])
    extra_links: dict[str, tuple[list[int], list[int]]] = {}
    extra_tags = []
    groups: list[tuple[int, int, Group]] = []
    roles: list[tuple[int, int, float]] = []
    for n, p in enumerate(prepared):
        for layer, found in p.extra_tags:
            extra_tags.append((layer, torch.arange(len(found)) + int(word_at[n]), torch.from_numpy(found)))
        for m, span in enumerate(p.example.spans):
            for attribute, label in span.labels.items():
                at = labels.setdefault(attribute, ([], []))
                at[0].append(span_at[n] + m)
                at[1].append(label)
            if span.score is not None:
                scores[0].append(span_at[n] + m)
                scores[1].append(span.score)
        for m, link in enumerate(p.example.extra_links):
            at = extra_links.setdefault(link.scheme, ([], []))
            at[0].append(extra_at[n] + m)
            at[1].append(link.label)
        groups += [(int(pair_at[n]), int(span_at[n]), g) for g in p.groups]
        roles += [(pair + int(pair_at[n]), relation, target) for pair, relation, target in p.roles]

    most = max((len(g.pairs) for *_, g in groups), default=0)
    group_pairs = np.full((len(groups), most), -1, dtype=np.int64)
    right = np.zeros((len(groups), most + 2), dtype=bool)
    for row, (at, _, g) in enumerate(groups):
        group_pairs[row, : len(g.pairs)] = g.pairs + at
        right[row, : len(g.pairs)] = g.right
        right[row, most], right[row, most + 1] = g.none_right, g.today_right

    def joined(parts: list[np.ndarray], at: np.ndarray | None = None) -> Tensor:
        return torch.from_numpy(np.concatenate([x if at is None else x + at[n] for n, x in enumerate(parts)]))

    def column(parts: list[np.ndarray | None]) -> Tensor:
        found = [x for x in parts if x is not None]
        return torch.from_numpy(np.concatenate(found)) if found else torch.zeros(0)

    def pair(both: tuple[list, list]) -> tuple[Tensor, Tensor]:
        return torch.tensor(both[0]), torch.tensor(both[1])

    return Batch(
        pieces=torch.from_numpy(grid[0]),
        shapes=torch.from_numpy(grid[1]),
        breaks=torch.from_numpy(grid[2]),
        mask=torch.from_numpy(mask),
        first=torch.from_numpy(np.concatenate(first) @ [longest, 1]),
        last=torch.from_numpy(np.concatenate(last) @ [longest, 1]),
        sequences=torch.from_numpy(sequences),
        tags=torch.from_numpy(tags),
        coded_words=column(
            [np.arange(len(p.tokens)) + word_at[n] if p.tags is not None else None for n, p in enumerate(prepared)]
        ).long(),
        starts=column([p.starts for p in prepared]),
        segments=column([p.segments for p in prepared]).long(),
        extra_tags=extra_tags,
        span_layers=joined([p.spans.layers for p in prepared]),
        span_starts=joined([p.spans.starts for p in prepared], word_at),
        span_ends=joined([p.spans.ends for p in prepared], word_at),
        labels={k: pair(v) for k, v in labels.items()},
        scores=pair(scores),
        sources=joined([p.pairs.sources for p in prepared], span_at),
        targets=joined([p.pairs.targets for p in prepared], span_at),
        features=joined([p.pairs.features for p in prepared]),
        group_relations=torch.tensor([g.relation for *_, g in groups]).long(),
        group_sources=torch.tensor([g.source + at for _, at, g in groups]).long(),
        group_pairs=torch.from_numpy(group_pairs),
        group_right=torch.from_numpy(right),
        group_none=torch.tensor([g.none for *_, g in groups]).long(),
        group_today=torch.tensor([g.today for *_, g in groups]).long(),
        role_pairs=torch.tensor([r[0] for r in roles]).long(),
        role_relations=torch.tensor([r[1] for r in roles]).long(),
        role_targets=torch.tensor([r[2] for r in roles]),
        extra_sources=joined([p.extra_pairs.sources for p in prepared], span_at),
        extra_targets=joined([p.extra_pairs.targets for p in prepared], span_at),
        extra_features=joined([p.extra_pairs.features for p in prepared]),
        extra_links={k: pair(v) for k, v in extra_links.items()},
        words=int(word_at[-1]),
        tasks=[p.example.task for p in prepared],
    )
