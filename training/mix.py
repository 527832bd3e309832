"""Checkpoints of one lineage -> a checkpoint with the weighted mean of their weights.

    python -m training.mix mixed polish=0.7 tune=0.3

Runs that began with the same weights lie close enough for that; the mean of two seeds may read better than either.
Heads that only training needs are left out: not all checkpoints have the same.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import torch

from training.model import lasting
from training.settings import WORK


def mix(shares: Mapping[Path, float], to: Path) -> None:
    """Writes the mean. Raises ValueError where the shares do not add up to one or the networks differ."""
    if abs(sum(shares.values()) - 1) > 1e-6:
        raise ValueError(f"the shares add up to {sum(shares.values()):g}; they must add up to 1")
    states = [(lasting(torch.load(path)), share) for path, share in shares.items()]
    sizes = [{name: value.shape for name, value in state.items()} for state, _ in states]
    if any(other != sizes[0] for other in sizes):
        raise ValueError(f"{', '.join(map(str, shares))}: not checkpoints of one network")
    torch.save(
        {
            name: sum(state[name] * share for state, share in states) if value.is_floating_point() else value
            for name, value in states[0][0].items()
        },
        to,
    )


def _share(written: str) -> tuple[Path, float]:
    name, _, share = written.partition("=")
    return WORK / f"{name}.pt", float(share)


def main() -> None:
    parser = argparse.ArgumentParser(description="Average checkpoints.")
    parser.add_argument("name", help="name of the new checkpoint in training/work")
    parser.add_argument("shares", nargs="+", type=_share, metavar="CHECKPOINT=SHARE")
    args = parser.parse_args()
    try:
        mix(dict(args.shares), WORK / f"{args.name}.pt")
    except (ValueError, FileNotFoundError) as fault:
        raise SystemExit(str(fault)) from None


if __name__ == "__main__":
    main()
