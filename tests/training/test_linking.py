"""How the weights of the linker are learned."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.link_corpora import Linked
from benchmarks.links import by_equality, calibration_error
from tests.link.events import day, event
from training.linking import FOLDS, Examples, examples, folds, learned, scored

VIEWS = tuple(
    event(f"r{n}", f"e{m}", published=day(1 + n), start=day(1 + n), end=day(1 + n)) for n in range(14) for m in (1, 2)
)
LINKED = Linked(views=VIEWS, happenings={view.id: view.id.report for view in VIEWS})


def pairs(signs: list[dict[str, float]], same: list[float]) -> Examples:
    ones = np.ones(len(same))
    fold = np.zeros((len(same), 2), int)
    return Examples(
        pairs=[(0, n) for n in range(len(same))], signs=signs, same=np.array(same), weight=ones, count=ones, fold=fold
    )


def test_a_sign_of_the_same_weighs_for_it_and_the_chances_are_right_on_average() -> None:
    found = pairs([{"good": 1.0}] * 40 + [{}] * 60, [1.0] * 30 + [0.0] * 10 + [1.0] * 6 + [0.0] * 54)
    weights = learned(found)
    chances = 1 / (1 + np.exp(-scored(found, weights)))
    assert weights["good"] > 1.0 and weights["bias"] < -1.0
    assert chances.mean() == pytest.approx(found.same.mean(), abs=1e-3)


def test_reports_of_one_time_are_in_one_fold() -> None:
    found = folds(LINKED)
    assert sorted(set(found.values())) == list(range(FOLDS))
    assert [found[f"r{n}"] for n in range(14)] == sorted(found.values())


def test_pairs_within_a_report_and_across_are_learned_apart() -> None:
    within, across = examples(LINKED)
    assert len(within.pairs) == 14 and within.same.all()
    assert not across.same.any()


def test_thinned_pairs_stand_for_those_left_out() -> None:
    _, whole = examples(LINKED)
    _, thin = examples(LINKED, thinned=4)
    assert len(thin.pairs) < len(whole.pairs) and set(thin.count) == {4.0}


def test_chances_that_hold_have_no_calibration_error() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == 0.0
    assert calibration_error([0.95] * 4, [False] * 4) == pytest.approx(0.95)


def test_the_baseline_joins_nothing_that_is_unknown() -> None:
    vague = [event("a", start=None, end=None), event("b", start=None, end=None)]
    assert len(by_equality(vague)) == 2
    assert len(by_equality([event("a"), event("b")])) == 1
