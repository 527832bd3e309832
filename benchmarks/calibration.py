"""Whether a confidence of 0.8 is right eight times in ten.

    python -m benchmarks.calibration            # the project's held-back reports; where ../shared is, real ones too
    python -m benchmarks.calibration --model FOLDER

An event is right if a coded one of its type has a trigger there, a figure if a coded one there has its values and its
measure. The error is the mean distance between confidence and share of right ones, over ten bins of like size.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from training.marked import sound
from training.standoff import read_folder

from benchmarks.accuracy import BENCH, REUTERS, gold_records
from benchmarks.floor import held_back
from dateline import run
from dateline.reader import Reader
from dateline.record import Record


@dataclass(frozen=True)
class Entries:
    """The confidences of the entries read, and which of them were right."""

    confidences: np.ndarray
    right: np.ndarray


def entries(golds: Sequence[Record], reader: Reader) -> dict[str, Entries]:
    """The events and figures that the reader finds in coded reports."""
    events, figures = [], []
    for gold in golds:
        read = run.record_of(gold.report, reader.read(gold.report.text)).record
        events += [
            (e.confidence, any(g.type == e.type and g.trigger.overlaps(e.trigger) for g in gold.events))
            for e in read.events
        ]
        figures += [
            (
                f.confidence,
                any(
                    g.text.overlaps(f.text) and g.measure == f.measure
                    and (g.low, g.best, g.high) == (f.low, f.best, f.high)
                    for g in gold.figures
                ),
            )
            for f in read.figures
        ]  # fmt: skip
    return {name: Entries(*map(np.array, zip(*rows, strict=True))) for name, rows in
            (("event", events), ("figure", figures))}  # fmt: skip


def calibration_error(found: Entries, bins: int = 10) -> float:
    """Expected calibration error over bins that hold as many entries each."""
    order = np.argsort(found.confidences, kind="stable")
    gaps = [
        len(part) * abs(found.confidences[part].mean() - found.right[part].mean())
        for part in np.array_split(order, bins)
        if len(part)
    ]
    return float(sum(gaps) / len(order))


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how well confidences tell what is right.")
    parser.add_argument("--model", type=Path, help="folder of a model; without it, the one in the package")
    parser.add_argument("--bench", type=Path, default=BENCH)
    args = parser.parse_args()
    reader = Reader(args.model)
    sets = {"held-back": held_back()}
    real = {
        "Reuters": lambda: sound(read_folder(REUTERS, args.bench.parent)),
        "dev": lambda: gold_records(args.bench / "dev.jsonl", None, 1),
    }
    for name, golds in real.items():
        try:
            sets[name] = golds()
        except FileNotFoundError as fault:
            sys.stderr.write(f"{name}: left out, {fault.filename} is not there; give its folder with --bench\n")
    sys.stdout.write(f"{'reports':12}{'entry':8}{'n':>6}{'right %':>9}{'mean %':>8}{'error':>7}\n")
    for name, golds in sets.items():
        for entry, found in entries(golds, reader).items():
            sys.stdout.write(
                f"{name:12}{entry:8}{len(found.right):6}{100 * found.right.mean():9.1f}"
                f"{100 * found.confidences.mean():8.1f}{100 * calibration_error(found):7.1f}\n"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
