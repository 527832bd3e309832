"""Checkpoint -> the model that ships: two ONNX graphs, the encoder with int8 weights per channel, and a manifest.

python -m training.export tune --to src/dateline/reader/model
"""

from __future__ import annotations

import argparse
import datetime
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.reader import manifest
from dateline.reader.labels import LAYERS
from training.model import Encoder, Reader
from training.train import BASE, WORK

OPSET = 17

DECODING = {"bias": {}, "role": 0.5, "suspicion": 0.25}
"""Set by cross-validation on the coded training reports (training/tune_decoder.py)."""


class EncoderGraph(nn.Module):
    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, pieces: Tensor, shapes: Tensor, breaks: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor]:
        words = self.model.words(pieces, shapes, breaks, mask, first, last)
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
        sources: Tensor,
        targets: Tensor,
        features: Tensor,
    ) -> tuple[Tensor, Tensor]:
        spans, labels = self.model.spans(words, layers, starts, ends)
        return labels, self.model.pairs(words, spans, starts, ends, sources, targets, features)


def export(model: Reader, folder: Path, int8: bool = True) -> None:
    """Writes encoder.onnx and spans.onnx."""
    model.eval()
    hidden = model.encoder.hidden
    windows = torch.ones(2, 16, dtype=torch.int64)
    words = torch.arange(1, 9)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "encoder.onnx"
        torch.onnx.export(
            EncoderGraph(model),
            (windows * 1000, windows, windows, windows, words, words),
            str(plain),
            opset_version=OPSET,
            input_names=["pieces", "shapes", "breaks", "mask", "first", "last"],
            output_names=["words", "tags"],
            dynamo=False,
            dynamic_axes={k: {0: "windows", 1: "length"} for k in ("pieces", "shapes", "breaks", "mask")}
            | {"first": {0: "n"}, "last": {0: "n"}, "words": {0: "n"}, "tags": {0: "n"}},
        )
        if int8:
            heads = [n.name for n in onnx.load(plain).graph.node if n.op_type == "MatMul" and "/tags/" in n.name]
            quantize_dynamic(
                str(plain),
                str(folder / "encoder.onnx"),
                per_channel=True,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gather"],
                nodes_to_exclude=heads,
            )
        else:
            shutil.copy(plain, folder / "encoder.onnx")
    one = torch.zeros(3, dtype=torch.int64)
    torch.onnx.export(
        SpansGraph(model),
        (torch.randn(8, hidden), one, one, one + 1, one, one + 1, torch.zeros(3, 5, dtype=torch.int64)),
        str(folder / "spans.onnx"),
        opset_version=OPSET,
        dynamo=False,
        input_names=["words", "layers", "starts", "ends", "sources", "targets", "features"],
        output_names=["labels", "relations"],
        dynamic_axes={
            "words": {0: "n"},
            "layers": {0: "s"},
            "starts": {0: "s"},
            "ends": {0: "s"},
            "sources": {0: "p"},
            "targets": {0: "p"},
            "features": {0: "p"},
            "labels": {0: "s"},
            "relations": {0: "p"},
        },
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
            "bias": [DECODING["bias"].get(layer, 0.0) for layer in LAYERS],
            "role": DECODING["role"],
            "suspicion": DECODING["suspicion"],
        },
    }
    (folder / "manifest.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def trained(checkpoint: str) -> Reader:
    """A checkpoint of training/work without the heads that only training needs."""
    path = WORK / (checkpoint if "." in checkpoint else f"{checkpoint}.pt")
    state = {k: v for k, v in torch.load(path).items() if not k.startswith("extra_")}
    model = Reader(Encoder.pretrained(BASE))
    model.load_state_dict(state, strict=False)
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description="Export a checkpoint to ONNX.")
    parser.add_argument("checkpoint", help="name of a checkpoint in training/work")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument(
        "--float", action="store_true", help="leave the weights as they are: to measure what int8 costs"
    )
    args = parser.parse_args()
    model = trained(args.checkpoint)
    args.to.mkdir(parents=True, exist_ok=True)
    export(model, args.to, int8=not args.float)
    write_manifest(model, args.to, args.version, "Dateline reader on all-MiniLM-L6-v2; see training/MODEL_CARD.md")


if __name__ == "__main__":
    main()
