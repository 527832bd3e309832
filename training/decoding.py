"""Sets the numbers for decoding on coded training reports that the checkpoint has not seen.

    python -m training.decoding FOLDER --shared ../shared --fold 0 --of 5

FOLDER holds an exported model that was tuned with the same --fold. Each layer's bias is the one with the
best F1 of its spans; the role threshold the one with the best argument F1. Prints them; training/export.py
keeps them for all models, since they say how the losses are weighted, not what was learned.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from benchmarks.accuracy import gold_records, scores

from dateline.reader import Reader
from dateline.reader.decode import spans_of, viterbi
from dateline.reader.labels import LAYERS, SPAN_TAGS
from dateline.record import Record
from training.examples import from_record

BIASES = (-1.5, -1.0, -0.6, -0.3, 0.0, 0.3, 0.6)
ROLES = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


def span_f1(reader: Reader, records: Sequence[Record], layer: str, bias: float) -> float:
    """F1 of a layer's spans, exact, with that bias of 'outside'."""
    number = LAYERS.index(layer)
    transitions = reader.manifest.decoder.transitions[number : number + 1]
    right = found = gold = 0
    for record in records:
        text = record.report.text
        tokens = reader.tokens(text)
        tags = reader.encode(tokens)[1][:, : len(LAYERS) * len(SPAN_TAGS)].reshape(-1, len(LAYERS), len(SPAN_TAGS))
        own = tags[:, number : number + 1].copy()
        own[..., 0] += bias
        spans = {(int(tokens.starts[a]), int(tokens.ends[b])) for a, b in spans_of(viterbi(own, transitions)[:, 0])}
        expected = set(from_record(record).layers[layer])
        right, found, gold = right + len(spans & expected), found + len(spans), gold + len(expected)
    return 2 * right / max(1, found + gold)


def main() -> int:
    parser = argparse.ArgumentParser(description="Set the numbers for decoding.")
    parser.add_argument("model", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--fold", type=int, required=True)
    parser.add_argument("--of", type=int, default=5)
    args = parser.parse_args()
    bench = args.shared / "bench"
    records = gold_records(bench / "train.jsonl", args.fold, args.of)
    reader = Reader(args.model)
    chosen = {}
    for layer in LAYERS:
        by_bias = {bias: span_f1(reader, records, layer, bias) for bias in BIASES}
        chosen[layer] = max(by_bias, key=lambda b: (by_bias[b], -abs(b)))
        sys.stdout.write(
            f"{layer:10}" + "".join(f"{b:+.1f}:{100 * f:5.1f}  " for b, f in by_bias.items()) + f"-> {chosen[layer]}\n"
        )
    bias = np.array([chosen[layer] for layer in LAYERS], dtype=np.float32)
    for role in ROLES:
        reader.manifest = replace(reader.manifest, decoder=replace(reader.manifest.decoder, bias=bias, role=role))
        rows, _ = scores(records, reader, bench)
        sys.stdout.write(
            f"role {role:.2f}: "
            + ", ".join(
                f"{k} {100 * rows[k][2]:.1f}"
                for k in ("event", "argument", "event-record", "figure-record", "statement", "RECORD")
            )
            + "\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
