"""Makes the reader's scores into chances: the slope and offset of training/export.py.

    python -m training.confidence FOLDER

FOLDER holds an exported model whose scores are as the network gives them (slope 1, offset 0). Fitted on the
project's held-back reports, which no model is trained on; `benchmarks/calibration.py` measures it on others.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from benchmarks.calibration import Entries, entries
from benchmarks.floor import held_back

from dateline.reader import Reader

STEPS = 50
EDGE = 1e-4


def fit(found: Entries) -> tuple[float, float]:
    """Slope and offset of the log odds with the highest likelihood (Newton's method on two numbers)."""
    score = np.clip(found.confidences, EDGE, 1 - EDGE)
    x = np.stack([np.log(score / (1 - score)), np.ones(len(score))], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (found.right - p)
        curve = (x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2)
        weights = weights + np.linalg.solve(curve, slope)
    return round(float(weights[0]), 3), round(float(weights[1]), 3)


def main() -> int:
    parser = argparse.ArgumentParser(description="Fit confidences.")
    parser.add_argument("model", type=Path)
    args = parser.parse_args()
    for name, found in entries(held_back(), Reader(args.model)).items():
        sys.stdout.write(f"{name}: {fit(found)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
