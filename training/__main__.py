"""Corpora -> the model that ships, in one command that can be stopped at any time and goes on where it was.

    python -m training --shared ../shared                 # warm, tune, polish, export into the package
    python -m training --shared ../shared --to FOLDER --fresh

A step whose checkpoint is there is not run again; --fresh removes what earlier runs left in training/work.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from dateline.reader import manifest
from training import export, train
from training.settings import PLANS, WORK


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the reader from the corpora.")
    parser.add_argument("--shared", type=Path, required=True, help="the folder of corpora and coded reports")
    parser.add_argument("--to", type=Path, default=manifest.bundled(), help="where the model is written")
    parser.add_argument("--fresh", action="store_true", help="forget what earlier runs made")
    parser.add_argument("--device", default="cpu", help="where to train: cpu, or cuda for a GPU")
    args = parser.parse_args()
    if not (args.shared / "data").is_dir():
        sys.stderr.write(f"{args.shared}: no corpora here; see training/README.md\n")
        return 1
    if args.fresh:
        shutil.rmtree(WORK, ignore_errors=True)
    for step, plan in PLANS.items():
        if (WORK / f"{step}.pt").exists():
            sys.stdout.write(f"{step}: done before\n")
            continue
        sys.stdout.write(f"{step}: the log is {WORK / step}.log\n")
        try:
            train.run(step, args.shared, plan, device=args.device)
        except train.FAULTS as fault:
            sys.stderr.write(f"{fault}\n")
            return 1
    export.write("polish", args.to)
    sys.stdout.write(
        f"{args.to}: written; next: benchmarks/floor.py --update, tests/golden/refresh.py, docs/refresh.py\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
