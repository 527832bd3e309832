"""How likely two events are one happening: a logistic score over signs, with reasons in plain words.

The weights, ``data/weights.json``, are learned by ``training/linking.py``: one table for two events of one report,
whose setting is shared and says little, and one for events of two reports. The chance is calibrated: of pairs with
chance 0.8, about eight in ten are one happening (``benchmarks/links.py`` prints by how much it errs).
"""

from __future__ import annotations

import functools
import importlib.resources
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.link.reasons import reasons
from dateline.link.signs import signs
from dateline.link.traits import Traits, traits
from dateline.ontology.plover import TYPES
from dateline.situation import EventView, Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Log-odds of each sign, for pairs within a report and across reports; 'bias' stands for itself.

    `untyped` is for pairs of which an event has a type that is not on our list.
    `join` is the mean log-odds from which two groups are one happening (`dateline.link.group`).
    """

    within: Mapping[str, float]
    across: Mapping[str, float]
    untyped: Mapping[str, float]
    join: float

    def of(self, a: Traits, b: Traits) -> Mapping[str, float]:
        if a.view.type not in TYPES or b.view.type not in TYPES:
            return self.untyped
        return self.within if a.view.id.report == b.view.id.report else self.across


@functools.cache
def weights() -> Weights:
    """The weights that come with the package."""
    text = importlib.resources.files("dateline.link").joinpath("data/weights.json").read_text(encoding="utf-8")
    return Weights(**json.loads(text))


def compare(a: EventView, b: EventView) -> Likeness:
    """How likely two events are one happening, and what speaks for and against it, strongest first."""
    one, other = sorted((a, b), key=lambda view: view.id)
    return likeness(traits(one), traits(other))


def likeness(a: Traits, b: Traits) -> Likeness:
    """As `compare`, for views whose traits are worked out already."""
    found = parts(a, b)
    return Likeness(chance=chance(sum(found.values())), reasons=reasons(a, b, found))


def log_odds(a: Traits, b: Traits) -> float:
    """The score: natural log-odds that two events are one happening."""
    return sum(parts(a, b).values())


def parts(a: Traits, b: Traits) -> dict[str, float]:
    """What each sign adds to the log-odds; they sum to the score."""
    table = weights().of(a, b)
    return {"bias": table["bias"]} | {sign: table.get(sign, 0.0) * value for sign, value in signs(a, b).items()}


def chance(score: float) -> float:
    """The chance of log-odds."""
    return 1.0 / (1.0 + math.exp(-score)) if score > -700 else 0.0
