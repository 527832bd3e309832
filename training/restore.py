"""The model that ships -> a checkpoint to go on from, where the checkpoint that it was made of is not at hand.

    python -m training.restore shipped                      # from the package into training/work/shipped.pt
    python -m training.restore shipped --from FOLDER
    python -m training.train polish --from shipped --passes 1 --rate 0.5 --shared ../shared

The int8 weights come back as the numbers that they stand for, so that the checkpoint reads as the graphs do. What the
graphs do not hold is lost: the heads of the warm step, and how each set of coders differs from the benchmark's.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import NodeProto, numpy_helper
from torch import Tensor

from dateline.reader import manifest
from training.model import CheckpointError, Encoder, Reader
from training.settings import BASE, WORK

SHIPPED = Path(manifest.__file__).parent / "model"

ROWS = {"/encoder/Add_1": "encoder.types.weight", "/encoder/Add_4": "encoder.coders.weight"}
"""Sums of `model.Encoder.forward` whose one term is a row of a table, which the graph holds as a constant."""

READING = {"MatMulInteger", "MatMul", "Gather", "Add", "LayerNormalization"}
"""Nodes that read a weight as it stands, or rounded."""


def restore(folder: Path, to: Path) -> None:
    """Writes the checkpoint of a folder's graphs. Raises CheckpointError where they are of another network."""
    model = Reader(Encoder.untrained(BASE))
    own = model.state_dict()
    found = {name: value for graph in ("encoder.onnx", "spans.onnx") for name, value in weights(folder / graph)}
    found["crf.transitions"] = _transitions(folder) - model.crf.allowed
    learned = {name for name, _ in model.named_parameters() if not name.startswith("extra_")}
    if found.keys() != learned:
        raise CheckpointError(f"{folder}: not the graphs of this network: {sorted(learned ^ found.keys())}")
    torch.save(own | {name: value.expand(own[name].shape).clone() for name, value in found.items()}, to)


def weights(path: Path) -> Iterator[tuple[str, Tensor]]:
    """The weights of a graph under their names in `Reader`; of a table of which it holds one row, that row."""
    graph = onnx.load(path).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    for node in graph.node:
        for name in held.keys() & {*node.input}:
            if found := _weight(node, name, held):
                yield found[0], torch.from_numpy(np.array(found[1], dtype=np.float32))


def _weight(node: NodeProto, name: str, held: Mapping[str, np.ndarray]) -> tuple[str, np.ndarray] | None:
    """What a node reads under a name, and its name in `Reader`; None for scales, shapes and the like."""
    own = name.removeprefix("model.").removesuffix("_quantized")
    if node.name in ROWS:
        return ROWS[node.name], held[name][None]
    if name.endswith(("_scale", "_zero_point")) or node.op_type not in READING:
        return None
    value = _unrounded(name, held) if name.endswith("_quantized") else held[name]
    return (_layer(node.name), value.T) if "MatMul" in node.op_type else (own, value)


def _layer(node: str) -> str:
    """'/encoder/layers.0/query/MatMul_quant' -> encoder.layers.0.query.weight"""
    return ".".join([*node.strip("/").split("/")[:-1], "weight"])


def _unrounded(quantised: str, held: Mapping[str, np.ndarray]) -> np.ndarray:
    name = quantised.removesuffix("_quantized")
    steps = held[quantised].astype(np.float32) - held[f"{name}_zero_point"].astype(np.float32)
    return steps * held[f"{name}_scale"]


def _transitions(folder: Path) -> Tensor:
    """Scores of steps between tags, impossible ones at -1e4 (`Crf.steps`)."""
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return torch.tensor(told["decoder"]["transitions"])


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a checkpoint of an exported model.")
    parser.add_argument("name", help="name of the new checkpoint in training/work")
    parser.add_argument(
        "--from", dest="folder", type=Path, default=SHIPPED, help="the model's folder; else the package's"
    )
    args = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    try:
        restore(args.folder, WORK / f"{args.name}.pt")
    except (CheckpointError, FileNotFoundError) as fault:
        raise SystemExit(str(fault)) from None


if __name__ == "__main__":
    main()
