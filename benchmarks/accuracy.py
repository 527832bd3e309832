"""How well the shipped model reads: coded reports against what Dateline makes of them.

    python -m benchmarks.accuracy                      # the dev reports, with the model in the package
    python -m benchmarks.accuracy --codings benchmarks/codings/reuters     # Reuters stories coded by the project
    python -m benchmarks.accuracy --codings benchmarks/codings/news        # news of all kinds, little of it of conflict
    python -m benchmarks.accuracy --split train --fold 0 --of 5 --model FOLDER
    python -m benchmarks.accuracy --errors 50

The benchmark's coded reports lie beside the project, in ../shared/bench, and are not part of it; so do the texts of the
project's own codings, and the scorer, score.py, whose rows are explained at its head.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from training.marked import MarkError, sound
from training.standoff import read_folder

from dateline import run
from dateline.reader import Reader
from dateline.record import Record

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"
REUTERS = Path(__file__).with_name("codings") / "reuters"
"""46 Reuters stories of August 1996, coded by the project; no model learns from them, nor from those of `news`."""

TWO_CODERS = {
    "trigger": 95.9, "event": 94.5, "argument": 88.7, "event-record": 67.9, "figure": 96.3, "figure-record": 77.8,
    "statement": 96.7, "place": 90.1, "RECORD": 80.8, "time": 92.0, "factuality": 98.0, "source": 95.0, "mode": 91.0,
}  # fmt: skip
"""Two careful coders who worked apart, on 8 reports (../shared/bench/README.md): the ceiling."""


def scorer(bench: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", bench / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_records(path: Path, fold: int | None, of: int) -> list[Record]:
    with path.open(encoding="utf-8") as lines:
        records = [Record.from_json(line) for line in lines]
    return [r for n, r in enumerate(records) if fold is None or n % of == fold]


def scores(golds: list[Record], reader: Reader, bench: Path) -> tuple[dict[str, tuple[float, float, float]], list[str]]:
    """The scorer's rows, and its lines on errors, for what the reader makes of the reports."""
    predicted = {g.report.id: run.record_of(g.report, reader.read(g.report.text)).record.to_dict() for g in golds}
    rows, errors, _ = scorer(bench).score({g.report.id: g.to_dict() for g in golds}, predicted)
    return rows, errors


def _golds(args: argparse.Namespace) -> list[Record]:
    if args.codings:
        return sound(read_folder(args.codings, args.bench.parent))
    return gold_records(args.bench / f"{args.split or 'dev'}.jsonl", args.fold, args.of)


def main() -> int:
    parser = argparse.ArgumentParser(description="Score what Dateline reads against coded reports.")
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--split", choices=["dev", "train"], help="without it, dev")
    parser.add_argument(
        "--codings", type=Path, metavar="FOLDER", help="codings of corpora's reports, instead of a split"
    )
    parser.add_argument("--fold", type=int)
    parser.add_argument("--of", type=int, default=5)
    parser.add_argument("--model", type=Path, help="folder of a model; without it, the one in the package")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N errors")
    args = parser.parse_args()
    if args.codings and (args.split or args.fold is not None):
        parser.error("--codings goes without --split and --fold")
    if not args.bench.is_dir():
        sys.stderr.write(f"no coded reports in {args.bench}; give their folder with --bench\n")
        return 1
    name = args.codings or args.split or "dev"
    try:
        golds = _golds(args)
    except (MarkError, FileNotFoundError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    if not golds:
        sys.stderr.write(f"no coded reports in {name}\n")
        return 1
    rows, errors = scores(golds, Reader(args.model), args.bench)
    sys.stdout.write(f"{len(golds)} reports of {name}\n")
    ceilings = {} if args.codings else TWO_CODERS
    sys.stdout.write(f"{'':16}{'P':>7}{'R':>7}{'F1':>7}{'two coders' if ceilings else '':>12}\n")
    for row, (p, r, f) in rows.items():
        ceiling = f"{ceilings[row]:.1f}" if row in ceilings else ""
        sys.stdout.write(f"{row:16}{100 * p:7.1f}{100 * r:7.1f}{100 * f:7.1f}{ceiling:>12}\n")
    for line in errors[: args.errors]:
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
