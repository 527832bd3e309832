"""Checkpoint -> the model that ships: two ONNX graphs, the encoder with int8 weights per channel, and a manifest.

python -m training.export tune --to src/dateline/reader/model
"""

from __future__ import annotations

import argparse
import datetime
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.reader import manifest
from dateline.reader.labels import LAYERS
from dateline.reader.pairs import FEATURES
from training.model import CheckpointError, Encoder, Reader
from training.settings import BASE, WORK

OPSET = 17
VERSION = "0.9.0"

BIAS = {"trigger": -0.3}
DECODING = {
    "role": 0.5,
    "body": 0.15,
    "suspicion": 0.25,
    "event_confidence": [0.927, -0.481],
    "figure_confidence": [0.599, -0.159],
}
"""Set on coded training reports that a checkpoint had not seen (training/decoding.py); the weight of body text and the
confidences (training/confidence.py) on the project's held-back reports."""


class EncoderGraph(nn.Module):
    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, pieces: Tensor, shapes: Tensor, breaks: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor]:
        words = self.model.words(pieces, shapes, breaks, None, first, last)
        return words, self.model.tags(words)


class SpansGraph(nn.Module):
    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(
        self,
        words: Tensor,
        layers: Tensor,
        starts: Tensor,
        ends: Tensor,
        sentences: Tensor,
        hears: Tensor,
        sources: Tensor,
        targets: Tensor,
        features: Tensor,
    ) -> tuple[Tensor, Tensor]:
        spans, labels = self.model.spans(words, layers, starts, ends, sentences, hears)
        return labels, self.model.pairs(words, spans, starts, ends, sources, targets, features)


def export(model: Reader, folder: Path, int8: bool = True) -> None:
    """Writes encoder.onnx, which takes one window, and spans.onnx."""
    model.eval()
    window, words = torch.ones(1, 16, dtype=torch.int64), torch.arange(1, 9)
    some = torch.zeros(3, dtype=torch.int64)
    encoder = {"pieces": window * 1000, "shapes": window, "breaks": window, "first": words, "last": words}
    spans = {
        "words": torch.randn(8, model.encoder.hidden),
        "layers": some,
        "starts": some,
        "ends": some + 1,
        "sentences": some,
        "hears": torch.ones(3, 3, dtype=torch.bool),
        "sources": some,
        "targets": some + 1,
        "features": torch.zeros(3, len(FEATURES), dtype=torch.int64),
    }
    with tempfile.TemporaryDirectory() as scratch:
        for graph, name, inputs, outputs in (
            (EncoderGraph(model), "encoder.onnx", encoder, ("words", "tags")),
            (SpansGraph(model), "spans.onnx", spans, ("labels", "relations")),
        ):
            plain = Path(scratch) / name
            torch.onnx.export(
                graph,
                tuple(inputs.values()),
                str(plain),
                opset_version=OPSET,
                dynamo=False,
                input_names=list(inputs),
                output_names=list(outputs),
                dynamic_axes={key: {0: f"{name}_{key}"} for key in (*inputs, *outputs)}
                | {key: {1: "length"} for key in ("pieces", "shapes", "breaks")}
                | {"hears": {0: "heard", 1: "hearing"}},
            )
            if int8:
                quantise(plain, folder / name)
            else:
                shutil.copy(plain, folder / name)


HEADS = ("/tags/outer", "/labels/", "/relations/")
"""Parts of the names of the nodes of the last layers."""

WORDS = "/words/"
"""Part of the name of the node that reads the word table: half of all weights, the one table worth rounding."""


def quantise(plain: Path, to: Path, heads: Sequence[str] = HEADS) -> None:
    """Weights of layers to int8, with a scale for each output, the word table to int8, with one scale for all; the last
    layers, `heads`, and the small tables stay as they are.

    Only seven of the eight bits are used (`reduce_range`): CPUs without VNNI add two products in 16 bits, which
    would overflow in silence and give other answers there than here. What int8 costs: docs/measured.md.
    """
    nodes = onnx.load(plain).graph.node
    kept = [n.name for n in nodes if (n.op_type == "Gather" and WORDS not in n.name) or any(h in n.name for h in heads)]
    quantize_dynamic(
        str(plain),
        str(to),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=[*kept, *(f"{name}_MatMul" for name in kept)],  # Gemm nodes become MatMul ones of that name
    )


def write_manifest(model: Reader, folder: Path, version: str, about: str) -> None:
    shutil.copy(BASE / "tokenizer.json", folder / "tokenizer.json")
    data = {
        "format": manifest.FORMAT,
        "version": version,
        "made": datetime.date.today().isoformat(),
        "about": about,
        "files": {name: manifest.sha256(folder / name) for name in manifest.FILES},
        "labels": manifest.program_labels(),
        "decoder": {
            "transitions": np.round(model.crf.steps().detach().numpy(), 4).tolist(),
            **DECODING,
            "bias": [BIAS.get(layer, 0.0) for layer in LAYERS],
        },
    }
    (folder / "manifest.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def trained(checkpoint: str) -> Reader:
    """A checkpoint of training/work without the heads that only training needs."""
    path = WORK / (checkpoint if "." in checkpoint else f"{checkpoint}.pt")
    model = Reader(Encoder.untrained(BASE))
    model.load_checkpoint(path)
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description="Export a checkpoint to ONNX.")
    parser.add_argument("checkpoint", help="name of a checkpoint in training/work")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument(
        "--float", action="store_true", help="leave the weights as they are: to measure what int8 costs"
    )
    args = parser.parse_args()
    try:
        write(args.checkpoint, args.to, int8=not args.float)
    except (CheckpointError, FileNotFoundError) as fault:
        raise SystemExit(str(fault)) from None


def write(checkpoint: str, to: Path, int8: bool = True) -> None:
    """Writes the model of a checkpoint in training/work into a folder."""
    model = trained(checkpoint)
    to.mkdir(parents=True, exist_ok=True)
    export(model, to, int8)
    write_manifest(model, to, VERSION, "Dateline reader on all-MiniLM-L6-v2; see training/MODEL_CARD.md")


if __name__ == "__main__":
    main()
