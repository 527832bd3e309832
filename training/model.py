"""The network: a small BERT, tag layers over words, labels of spans, and scores of pairs of spans.

Shapes: B windows of L pieces; n words, s spans, p pairs of a whole batch laid end to end; H hidden.
`Encoder` runs once per window; words of all windows are then gathered, so that spans and pairs reach
across windows. The same modules are exported to ONNX (training/export.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from dateline.reader.labels import ATTRIBUTES, BREAKS, CHOICES, LAYERS, RELATIONS, SEGMENTS, SHAPES, SPAN_TAGS
from dateline.reader.pairs import FAR, FEATURES

SPAN_SIZE = 384
PAIR_SIZE = 256
REPORT_LAYERS, REPORT_HEADS = 2, 6
TAG_COUNT = len(LAYERS) * len(SPAN_TAGS) + 1 + len(SEGMENTS)
"""Per word: five tags for each layer, whether a sentence begins here, the kind of its segment."""

CODERS = ("record", "recoded", "written")
"""Who coded a text: the benchmark's coders, or ours real or invented reports. Their habits differ a little; the model
that ships reads as the first do. Corpora of other schemes come last, without a name."""

LABEL_COUNT = sum(map(len, ATTRIBUTES.values())) + len(CHOICES)


class Linear(nn.Linear):
    """A linear layer that can be trained with the rounding of the int8 graph that ships (`Reader.round_weights`)."""

    rounded = False

    def forward(self, x: Tensor) -> Tensor:
        if not self.rounded:
            return super().forward(x)
        return nn.functional.linear(_Rounded.apply(x, _as_uint8), _Rounded.apply(self.weight, _as_int7), self.bias)


class _Rounded(torch.autograd.Function):
    """Values after a rounding; gradients pass as if there were none."""

    @staticmethod
    def forward(_: Any, x: Tensor, rounding: Callable[[Tensor], Tensor]) -> Tensor:
        return rounding(x.float()) if x.numel() else x.float()  # a batch may hold no pairs

    @staticmethod
    def backward(_: Any, gradient: Tensor) -> tuple[Tensor, None]:
        return gradient, None


def _as_int7(weight: Tensor) -> Tensor:
    """Weights rounded as training/export.py does: a scale for each output, -64 to 64."""
    scale = (weight.abs().amax(dim=1, keepdim=True) / 64).clamp(min=1e-8)
    return (weight / scale).round_().mul_(scale)


def _as_uint8(x: Tensor) -> Tensor:
    """Activations rounded as ONNX's DynamicQuantizeLinear does: one scale, 256 steps from lowest to highest."""
    low, high = x.aminmax()
    low = low.clamp(max=0)
    scale = ((high.clamp(min=0) - low) / 255).clamp(min=1e-8)
    zero = (-low / scale).round()
    return (x / scale).round_().add_(zero).clamp_(0, 255).sub_(zero).mul_(scale)


class Dropout(nn.Module):
    """Dropout that draws a byte for each element, where torch's draws a number: a tenth of a step's time on a CPU.

    The share that is dropped is rounded to a 256th.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.closed = round(share * 256)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        draws = torch.empty(-(-x.numel() // 8), dtype=torch.int64, device=x.device).random_(-(2**63), None)
        bytes_ = draws.view(torch.uint8)[: x.numel()].view(x.shape)
        return x * ((bytes_ >= self.closed).to(x.dtype) * (256 / (256 - self.closed)))


class Block(nn.Module):
    """One transformer layer of BERT (post-norm)."""

    def __init__(self, hidden: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (Linear(hidden, hidden) for _ in range(4))
        self.attention_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.inner, self.outer = Linear(hidden, inner), Linear(inner, hidden)
        self.output_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x (B, L, H); mask (B, 1, 1, L), 0 where a piece is read and a large negative number where it is padding;
        None where nothing is."""
        b, length, hidden = x.shape

        def split(t: Tensor) -> Tensor:
            return t.view(b, length, self.heads, hidden // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(b, length, hidden)
        x = self.attention_norm(x + self.dropout(self.output(mixed)))
        return self.output_norm(x + self.dropout(self.outer(nn.functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Pieces -> their vectors. Case and line breaks, which the word pieces lack, are added to the input."""

    def __init__(self, config: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        hidden = config["hidden_size"]
        self.hidden = hidden
        self.words = nn.Embedding(config["vocab_size"], hidden)
        self.positions = nn.Embedding(config["max_position_embeddings"], hidden)
        self.types = nn.Embedding(config["type_vocab_size"], hidden)
        self.shapes, self.breaks = nn.Embedding(len(SHAPES) + 1, hidden), nn.Embedding(len(BREAKS), hidden)
        self.coders = nn.Embedding(len(CODERS) + 1, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(
            Block(hidden, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        for extra in (self.shapes, self.breaks):
            nn.init.normal_(extra.weight, std=0.01)
        nn.init.zeros_(self.coders.weight)

    def forward(
        self, pieces: Tensor, shapes: Tensor, breaks: Tensor, mask: Tensor | None, coders: Tensor | None = None
    ) -> Tensor:
        """pieces, shapes, breaks, mask (B, L), coders (B,) -> (B, L, H); mask is 1 where a piece is read, None where
        all are; without coders, the first of CODERS."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = (
            self.words(pieces)
            + self.positions(positions)
            + self.types.weight[0]
            + self.shapes(shapes)
            + self.breaks(breaks)
            + (self.coders.weight[0] if coders is None else self.coders(coders)[:, None])
        )
        x = self.dropout(self.norm(x))
        closed = None if mask is None else (1.0 - mask[:, None, None, :].to(self.words.weight.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, closed)
        return x

    @classmethod
    def untrained(cls, folder: Path) -> Encoder:
        """The encoder of a Hugging Face BERT folder (config.json) without its weights."""
        return cls(json.loads((folder / "config.json").read_text(encoding="utf-8")))

    @classmethod
    def pretrained(cls, folder: Path) -> Encoder:
        """The encoder with the weights of a Hugging Face BERT folder (config.json, model.safetensors)."""
        from safetensors.torch import load_file

        encoder = cls.untrained(folder)
        state = load_file(folder / "model.safetensors")
        state = {key.removeprefix("bert."): value for key, value in state.items()}
        names = {
            "words.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
            "types.weight": "embeddings.token_type_embeddings.weight",
            "norm": "embeddings.LayerNorm",
        }
        parts = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "output": "attention.output.dense", "attention_norm": "attention.output.LayerNorm",
            "inner": "intermediate.dense", "outer": "output.dense", "output_norm": "output.LayerNorm",
        }  # fmt: skip
        own = {}
        for name in encoder.state_dict():
            head, _, rest = name.partition(".")
            if head in ("shapes", "breaks", "coders"):
                continue
            if head == "layers":
                n, part, end = rest.split(".")
                own[name] = state[f"encoder.layer.{n}.{parts[part]}.{end}"]
            else:
                own[name] = state[names[name]] if name in names else state[f"{names[head]}.{rest}"]
        missing, _ = encoder.load_state_dict(own, strict=False)
        assert all(name.startswith(("shapes.", "breaks.", "coders.")) for name in missing), missing
        return encoder


class Tags(nn.Module):
    """Word vectors (n, H) -> tag scores (n, TAG_COUNT)."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.inner = Linear(hidden, hidden)
        self.outer = nn.Linear(hidden, TAG_COUNT)
        self.dropout = Dropout(0.1)

    def forward(self, words: Tensor) -> Tensor:
        return self.outer(self.dropout(words + nn.functional.gelu(self.inner(words))))


class Spans(nn.Module):
    """Spans -> their vectors (s, SPAN_SIZE) and the scores of their labels and choices (s, LABEL_COUNT).

    Each span is read first by its words, then beside all other spans of its report: who 'he' is, which day an
    attack was on and whose words these are often stand sentences away.
    """

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.inner = Linear(3 * hidden, SPAN_SIZE)
        self.layers = nn.Embedding(len(LAYERS), SPAN_SIZE)
        self.middle = Linear(SPAN_SIZE, SPAN_SIZE)
        self.norm = nn.LayerNorm(SPAN_SIZE)
        self.report = nn.ModuleList(Block(SPAN_SIZE, REPORT_HEADS, 2 * SPAN_SIZE, 0.1) for _ in range(REPORT_LAYERS))
        self.apart = nn.Embedding(2 * FAR + 1, REPORT_HEADS)
        self.nested = nn.Embedding(3, REPORT_HEADS)
        self.labels = nn.Linear(SPAN_SIZE, LABEL_COUNT)
        self.dropout = Dropout(0.1)

    def forward(
        self, words: Tensor, layers: Tensor, starts: Tensor, ends: Tensor, sentences: Tensor, hears: Tensor
    ) -> tuple[Tensor, Tensor]:
        """words (n, H); layers, starts, ends, sentences (s,), ends inclusive; hears (s, s), true where the row's span
        may take account of the column's."""
        mean = span_mean(words, starts, ends + 1)
        x = torch.cat([words[starts], words[ends], mean], dim=-1)
        x = self.dropout(nn.functional.gelu(self.inner(x) + self.layers(layers)))
        x = self.norm(x + nn.functional.gelu(self.middle(x)))
        bias = self._bias(starts, ends, sentences) + torch.where(hears, 0.0, -1e4).to(x.dtype)
        x = x[None]
        for layer in self.report:
            x = layer(x, bias[None])
        x = x[0]
        return x, self.labels(self.dropout(x))

    def _bias(self, starts: Tensor, ends: Tensor, sentences: Tensor) -> Tensor:
        """How much the place of two spans to each other counts, for each head (heads, s, s)."""
        apart = (sentences[None, :] - sentences[:, None]).clamp(-FAR, FAR) + FAR
        inside = (starts[:, None] >= starts[None, :]) & (ends[:, None] <= ends[None, :])
        nested = inside.long() + 2 * (inside.T & ~inside).long()
        return (self.apart(apart) + self.nested(nested)).permute(2, 0, 1)


class Pairs(nn.Module):
    """Pairs of spans -> scores of the relations (p, len(RELATIONS)), from both spans and the words between."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.source, self.target = Linear(SPAN_SIZE, PAIR_SIZE), Linear(SPAN_SIZE, PAIR_SIZE)
        self.source_gate, self.target_gate = Linear(SPAN_SIZE, PAIR_SIZE), Linear(SPAN_SIZE, PAIR_SIZE)
        self.between = Linear(hidden, PAIR_SIZE, bias=False)
        self.features = nn.ModuleList(nn.Embedding(n, PAIR_SIZE) for n in FEATURES.values())
        self.middle = Linear(PAIR_SIZE, PAIR_SIZE)
        self.relations = nn.Linear(PAIR_SIZE, len(RELATIONS))
        self.dropout = Dropout(0.1)
        for feature in self.features:
            nn.init.normal_(feature.weight, std=0.02)

    def hidden(self, words: Tensor, spans: Tensor, starts: Tensor, ends: Tensor, sources: Tensor, targets: Tensor,
               features: Tensor) -> Tensor:  # fmt: skip
        """words (n, H), spans (s, SPAN_SIZE), starts, ends (s,), sources, targets (p,), features (p, F)."""
        low = torch.minimum(ends[sources], ends[targets]) + 1
        high = torch.maximum(torch.maximum(starts[sources], starts[targets]), low)
        x = self.source(spans)[sources] + self.target(spans)[targets]
        x = x + self.source_gate(spans)[sources] * self.target_gate(spans)[targets]
        x = x + span_mean(self.between(words), low, high)
        for n, feature in enumerate(self.features):
            x = x + feature(features[:, n])
        x = self.dropout(nn.functional.gelu(x))
        return x + nn.functional.gelu(self.middle(x))

    def forward(self, words: Tensor, spans: Tensor, starts: Tensor, ends: Tensor, sources: Tensor, targets: Tensor,
                features: Tensor) -> Tensor:  # fmt: skip
        return self.relations(self.dropout(self.hidden(words, spans, starts, ends, sources, targets, features)))


def span_mean(words: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
    """Means of words[start:end] (s, H) through running sums; zero where a span is empty."""
    sums = torch.cat([words.new_zeros(1, words.shape[1], dtype=torch.float32), words.float().cumsum(0)])
    sizes = (ends - starts).clamp(min=1)[:, None]
    return ((sums[ends] - sums[starts]) / sizes).to(words.dtype)


class Crf(nn.Module):
    """Scores of tag sequences, all span layers at once: learned transitions between the tags of a layer.

    A tag is one of SPAN_TAGS, and may name a kind behind it ('B:Person'): a span is of one kind.
    """

    def __init__(self, layers: int, tags: Sequence[str] = SPAN_TAGS) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(layers, len(tags), len(tags)))
        allowed = torch.zeros(len(tags), len(tags))
        for a, before in enumerate(tags):
            for b, after in enumerate(tags):
                inside = before[0] in "BI"
                fits = inside == (after[0] in "IE") and (not inside or before[1:] == after[1:])
                allowed[a, b] = 0.0 if fits else -1e4
        self.register_buffer("allowed", allowed)
        self.register_buffer("first", torch.tensor([0.0 if t[0] in "OBS" else -1e4 for t in tags]))
        self.register_buffer("final", torch.tensor([0.0 if t[0] in "OES" else -1e4 for t in tags]))

    def steps(self) -> Tensor:
        """Transition scores (layers, from, to), impossible ones at -1e4."""
        return self.transitions + self.allowed

    def loss(self, scores: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood of each sequence and layer (b, layers).

        scores (b, n, layers, tags), gold (b, n, layers), mask (b, n), true for the words of a sequence.
        """
        scores, steps = scores.float(), self.steps()
        picked = scores.gather(-1, gold[..., None])[..., 0]
        moves = steps[torch.arange(steps.shape[0], device=steps.device), gold[:, :-1], gold[:, 1:]]
        path = (picked * mask[..., None]).sum(1) + (moves * mask[:, 1:, None]).sum(1)
        still = torch.eye(steps.shape[-1], device=steps.device).log().clamp(min=-1e4)
        ways = torch.where(mask[:, 1:, None, None, None], steps + scores[:, 1:, :, None, :], still)
        every = self.first + scores[:, 0]
        if ways.shape[1]:
            every = torch.logsumexp(every[..., None] + _end_to_end(ways), dim=-2)
        return torch.logsumexp(every + self.final, dim=-1) - path


def _end_to_end(ways: Tensor) -> Tensor:
    """Scores of all ways through consecutive steps (b, n, layers, from, to), summed as chances: (b, layers, from, to).

    Neighbours are joined two by two, so that n steps take log n rounds: a round for each step would cost a GPU more
    time than all the rest of the network. A way between two tags that is e^87 less likely than the best ones from the
    first and to the second counts as so much less likely, forbidden ones too, and passes no slope on.
    """
    while ways.shape[1] > 1:
        first, second = ways[:, :-1:2], ways[:, 1::2]
        before, behind = first.detach().amax(-1, keepdim=True), second.detach().amax(-2, keepdim=True)
        with torch.autocast(ways.device.type, enabled=False):
            chances = (first - before).exp() @ (second - behind).exp()
        joined = chances.clamp(min=torch.finfo(chances.dtype).tiny).log() + before + behind
        ways = torch.cat([joined, ways[:, 2 * joined.shape[1] :]], dim=1)
    return ways[:, 0]


class CheckpointError(ValueError):
    """A file that holds no weights of this network."""


def lasting(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights of a `Reader` without the heads that only training needs."""
    return {name: value for name, value in weights.items() if not name.startswith("extra_")}


class Reader(nn.Module):
    """The encoder and its heads; `extra` are heads that only training corpora need and that are not exported."""

    def __init__(self, encoder: Encoder, extra_layers: int = 0, extra_labels: dict[str, int] | None = None,
                 extra_relations: dict[str, int] | None = None) -> None:  # fmt: skip
        super().__init__()
        self.encoder = encoder
        self.tags, self.spans, self.pairs = Tags(encoder.hidden), Spans(encoder.hidden), Pairs(encoder.hidden)
        self.crf = Crf(len(LAYERS))
        self.extra_tags = nn.Linear(encoder.hidden, max(1, extra_layers) * len(SPAN_TAGS))
        self.extra_labels = nn.ModuleDict({k: nn.Linear(SPAN_SIZE, n) for k, n in (extra_labels or {}).items()})
        self.extra_relations = nn.ModuleDict({k: nn.Linear(PAIR_SIZE, n) for k, n in (extra_relations or {}).items()})

    def load_checkpoint(self, path: Path) -> None:
        """Takes over the weights of a checkpoint. Heads that only training needs may differ, or be missing.

        Raises CheckpointError for a checkpoint of another network.
        """
        sizes = {name: value.shape for name, value in self.state_dict().items()}
        state = {k: v for k, v in torch.load(path).items() if not k.startswith("extra_") or sizes.get(k) == v.shape}
        missing, unknown = self.load_state_dict(state, strict=False)
        if unknown or any(not name.startswith("extra_") for name in missing):
            raise CheckpointError(f"{path}: not a checkpoint of this network: {[*unknown, *missing]}")

    def round_weights(self) -> None:
        """From here on, trains the layers that ship in int8 with the rounding that they will have."""
        for module in self.modules():
            if isinstance(module, Linear):
                module.rounded = True

    def words(self, pieces: Tensor, shapes: Tensor, breaks: Tensor, mask: Tensor | None, first: Tensor, last: Tensor,
              coders: Tensor | None = None) -> Tensor:  # fmt: skip
        """Vectors of words (n, H): the mean of first and last piece; first, last (n,) index the flat (B * L) pieces."""
        flat = self.encoder(pieces, shapes, breaks, mask, coders).flatten(0, 1)
        return (flat[first] + flat[last]) / 2
