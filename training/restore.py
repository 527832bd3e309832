"""The model that ships -> a checkpoint to go on from, where the checkpoint that it was made of is not at hand.

    python -m training.restore shipped                      # from the package into training/work/shipped.pt
    python -m training.restore shipped --from FOLDER
    python -m training.train polish --from shipped --passes 1 --rate 0.5 --name mine --shared ../shared

The int8 weights come back as the numbers that they stand for; exported again, they make the same graphs. What the
graphs do not hold is lost: the heads of the warm step, and how our coders differ from the benchmark's.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import NodeProto, numpy_helper
from torch import Tensor

from dateline.reader import manifest
from training.model import CheckpointError, Encoder, Reader, lasting
from training.settings import BASE, WORK

ROWS = {"/encoder/Add_1": "encoder.types.weight", "/encoder/Add_4": "encoder.coders.weight"}
"""Sums of `model.Encoder.forward` whose one term is a row of a table, which the graph holds as a constant."""

READING = {"MatMulInteger", "MatMul", "Gemm", "Gather", "Add", "LayerNormalization"}
"""Nodes that read a weight as it stands, or rounded."""


def restore(folder: Path, to: Path) -> None:
    """Writes the checkpoint of a model's folder.

    Raises `manifest.ModelError` for a folder that holds no whole model of this version, CheckpointError for graphs of
    another network, FileExistsError where the checkpoint is there already.
    """
    if to.exists():
        raise FileExistsError(f"{to} is there already; give another name")
    told = manifest.load(folder)
    if faults := manifest.faults(folder):
        raise manifest.ModelError(f"{folder}: {'; '.join(faults)}; give the folder of a whole model")
    model = Reader(Encoder.untrained(BASE))
    own = lasting(dict(model.named_parameters()))
    found = {name: value for graph in ("encoder.onnx", "spans.onnx") for name, value in weights(folder / graph)}
    found["crf.transitions"] = torch.tensor(told.decoder.transitions) - model.crf.allowed
    for name in ROWS.values():
        if name in found:
            found[name] = found[name].expand(own[name].shape)
    if differing := [n for n in sorted(own | found) if _shape(own.get(n)) != _shape(found.get(n))]:
        raise CheckpointError(
            f"{folder}: graphs of another network; {len(differing)} weights differ, the first {differing[0]}"
        )
    torch.save(dict(model.crf.named_buffers(prefix="crf")) | {n: v.clone() for n, v in found.items()}, to)


def _shape(weight: Tensor | None) -> tuple[int, ...] | None:
    return None if weight is None else tuple(weight.shape)


def weights(path: Path) -> Iterator[tuple[str, Tensor]]:
    """The weights of a graph under their names in `Reader`; of a table of which it holds one row, that row."""
    graph = onnx.load(path).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    for node in graph.node:
        for name in held.keys() & {*node.input}:
            if found := _weight(node, name, held):
                yield found[0], torch.from_numpy(np.array(found[1], dtype=np.float32))


def _weight(node: NodeProto, name: str, held: Mapping[str, np.ndarray]) -> tuple[str, np.ndarray] | None:
    """The name in `Reader` of what a node reads under a name, and its values; None for scales, shapes and the like."""
    if node.name in ROWS:
        return ROWS[node.name], held[name][None]
    if name.endswith(("_scale", "_zero_point")) or node.op_type not in READING:
        return None
    value = _unrounded(name, held) if name.endswith("_quantized") else held[name]
    if "MatMul" in node.op_type:
        return _layer(node.name), value.T
    return name.removeprefix("model.").removesuffix("_quantized"), value


def _layer(node: str) -> str:
    """'/encoder/layers.0/query/MatMul_quant' -> encoder.layers.0.query.weight"""
    return ".".join([*node.strip("/").split("/")[:-1], "weight"])


def _unrounded(quantised: str, held: Mapping[str, np.ndarray]) -> np.ndarray:
    name = quantised.removesuffix("_quantized")
    steps = held[quantised].astype(np.float32) - held[f"{name}_zero_point"].astype(np.float32)
    return steps * held[f"{name}_scale"]


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a checkpoint of an exported model.")
    parser.add_argument("name", help="name of the new checkpoint in training/work")
    parser.add_argument(
        "--from", dest="folder", type=Path, default=manifest.bundled(), help="the model's folder; else the package's"
    )
    args = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    try:
        restore(args.folder, WORK / f"{Path(args.name).name}.pt")
    except (CheckpointError, manifest.ModelError, FileExistsError) as fault:
        raise SystemExit(str(fault)) from None


if __name__ == "__main__":
    main()
