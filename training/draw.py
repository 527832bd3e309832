"""Which texts are read at which step: how often each corpus is drawn, and what makes a batch."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from dateline.reader.tokens import windows
from training.batches import Prepared
from training.settings import Plan

POOL = 256
"""Texts that are drawn at once and sorted by length into batches."""

TASK_SHARE = {
    "record": 5.0,
    "recoded": 4.0,
    "written": 4.0,
    "factual": 1.0,
    "empty": 1.0,
    "attribution": 0.7,
    "time": 1.5,
    "factuality": 0.8,
    "toponym": 0.4,
    "conll": 0.4,
    "re3d": 1.0,
    "cameo": 1.0,
    "m2e2": 0.8,
    "m2e2-events": 1.0,
    "rams-events": 0.8,
    "geneva-events": 1.0,
    "casie-events": 0.3,
    "coreference": 0.8,
}
"""How often a corpus is read through in the warm step, relative to the others."""


def batches(prepared: Sequence[Prepared], pieces: int, shuffle: random.Random) -> list[list[Prepared]]:
    """Random batches of at most so many word pieces, padding counted: each holds texts of like length."""
    order = list(prepared)
    shuffle.shuffle(order)
    found: list[list[Prepared]] = []
    for at in range(0, len(order), POOL):
        found += _filled(order[at : at + POOL], pieces)
    shuffle.shuffle(found)
    return found


def _filled(pool: Sequence[Prepared], pieces: int) -> list[list[Prepared]]:
    found: list[list[Prepared]] = []
    batch: list[Prepared] = []
    for p in sorted(pool, key=_longest_window):
        count = sum(len(windows(q.tokens)) for q in [*batch, p])
        if batch and count * _longest_window(p) > pieces:
            found.append(batch)
            batch = []
        batch.append(p)
    return [*found, batch]


def _longest_window(p: Prepared) -> int:
    return max(b - a for a, b in windows(p.tokens))


def held_back(number: int, fold: int | None, of: int) -> bool:
    return fold is not None and number % of == fold


def warm_epochs(prepared: dict[str, list[Prepared]], plan: Plan) -> list[list[Prepared]]:
    """One epoch in which each corpus is drawn as often as TASK_SHARE says."""
    shuffle = random.Random(0)
    return [[p for task, found in prepared.items() for p in _repeat(found, TASK_SHARE[task] * plan.passes, shuffle)]]


def tune_epochs(prepared: dict[str, list[Prepared]], plan: Plan) -> list[list[Prepared]]:
    """Epochs that read each set of coded reports as often as the plan says: of parts, each a fresh draw."""
    shuffle = random.Random(plan.seed)
    times = {
        "record": plan.coded,
        "factual": plan.factual,
        "empty": plan.empty,
        "recoded": plan.recoded,
        "written": plan.written,
    }
    return [
        [p for task, often in times.items() for p in _repeat(prepared[task], often, shuffle)]
        for _ in range(math.ceil(plan.passes))
    ]


def _repeat(found: Sequence[Prepared], times: float, shuffle: random.Random) -> list[Prepared]:
    whole, part = divmod(times, 1)
    return list(found) * int(whole) + shuffle.sample(list(found), int(len(found) * part))
