"""How well Dateline reads the project's own held-back reports: what CI holds it to.

    python -m benchmarks.floor            # the table beside the floors
    python -m benchmarks.floor --update   # raises the floors to what was measured

The reports in tests/quality/reports are marked by hand as those in training/reports are, and no model is
trained on them. They are few, so a score moves by a point for a handful of entries: NOISE says how far it may
fall before the test fails. Floors are never lowered by --update.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from training.marked import read_folder, sound

from dateline import run
from dateline.record import Actor, Record, Span

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "quality"
REPORTS, FLOORS = FOLDER / "reports", FOLDER / "floors.json"
NOISE = 2.0
"""Points of F1: three checkpoints of one recipe lay up to 1.8 apart (training/MODEL_CARD.md)."""

_Gold = TypeVar("_Gold")
_WORD = re.compile(r"\w+")


def held_back() -> list[Record]:
    """The held-back reports. A fault in one is a `MarkError`."""
    return sound(read_folder(REPORTS))


def measure(golds: Sequence[Record]) -> dict[str, float]:
    """F1 in per cent of what is read against what was marked.

    event: the triggers overlap and the type is right; argument: and an actor in the same role shares a mention;
    figure: the words overlap and low, best and high are right; statement: most words are the same and so is the
    speaker; furniture: a sentence's kind, where it is not body.
    """
    counts = {name: [0, 0] for name in ("event", "argument", "figure", "statement", "furniture")}
    for gold in golds:
        read = run.read_report(gold.report).record
        for name, (right, total) in _compare(gold, read).items():
            counts[name][0] += right
            counts[name][1] += total
    return {name: round(200 * right / max(1, total), 1) for name, (right, total) in counts.items()}


def _compare(gold: Record, read: Record) -> dict[str, tuple[int, int]]:
    """For each row how many were right, and how many there were on both sides together."""
    same = _same_actor(gold, read)
    events = _pairs(gold.events, read.events, lambda g, r: g.trigger.overlaps(r.trigger) and g.type == r.type)
    arguments = sum(
        len(_pairs(getattr(g, role), getattr(r, role), same)) for g, r in events for role in ("actors", "recipients")
    )
    figures = _pairs(
        gold.figures, read.figures,
        lambda g, r: g.text.overlaps(r.text) and (g.low, g.best, g.high) == (r.low, r.best, r.high),
    )  # fmt: skip
    statements = _pairs(
        gold.statements, read.statements,
        lambda g, r: _alike(gold, g.content, r.content) and same(g.speaker, r.speaker),
    )  # fmt: skip
    kinds = [{(n, k) for n, k in enumerate(_kinds(gold, x)) if k != "body"} for x in (gold, read)]
    return {
        "event": (len(events), len(gold.events) + len(read.events)),
        "argument": (arguments, _arguments(gold) + _arguments(read)),
        "figure": (len(figures), len(gold.figures) + len(read.figures)),
        "statement": (len(statements), len(gold.statements) + len(read.statements)),
        "furniture": (len(kinds[0] & kinds[1]), len(kinds[0]) + len(kinds[1])),
    }


def _pairs(
    golds: Sequence[_Gold], reads: Sequence[_Gold], match: Callable[[_Gold, _Gold], bool]
) -> list[tuple[_Gold, _Gold]]:
    """Each gold entry with the first entry read that matches it and is not taken yet."""
    free, found = list(reads), []
    for gold in golds:
        taken = next((r for r in free if match(gold, r)), None)
        if taken is not None:
            free.remove(taken)
            found.append((gold, taken))
    return found


def _same_actor(gold: Record, read: Record) -> Callable[[str | None, str | None], bool]:
    actors: list[dict[str, Actor]] = [{a.id: a for a in record.actors} for record in (gold, read)]

    def same(one: str | None, other: str | None) -> bool:
        if one is None or other is None:
            return one is other
        return any(m.overlaps(n) for m in actors[0][one].mentions for n in actors[1][other].mentions)

    return same


def _alike(record: Record, one: Sequence[Span], other: Sequence[Span]) -> bool:
    a, b = (
        {s.start + m.start() for s in spans for m in _WORD.finditer(s.of(record.report.text))} for spans in (one, other)
    )
    return 2 * len(a & b) >= 0.6 * (len(a) + len(b))


def _arguments(record: Record) -> int:
    return sum(len(e.actors) + len(e.recipients) for e in record.events)


def _kinds(gold: Record, record: Record) -> list[str]:
    middles = [(s.start + s.end) // 2 for s in gold.sentences]
    return [next((s.kind for s in record.segments if s.start <= m < s.end), "body") for m in middles]


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the quality that CI holds.")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    args = parser.parse_args()
    golds = held_back()
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    measured = measure(golds)
    sys.stdout.write(f"{len(golds)} reports\n{'':12}{'F1':>7}{'floor':>8}\n")
    for name, value in measured.items():
        sys.stdout.write(f"{name:12}{value:7.1f}{floors.get(name, 0.0):8.1f}\n")
    if args.update:
        raised = {name: max(value, floors.get(name, 0.0)) for name, value in measured.items()}
        FLOORS.write_text(json.dumps(raised, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
