"""No change lowers, unseen, how well reports are read."""

from __future__ import annotations

import json

import pytest
from benchmarks.floor import FLOORS, NOISE, held_back, measure


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    return measure(held_back())


@pytest.mark.parametrize("row", ["event", "argument", "figure", "statement", "furniture"])
def test_the_project_s_own_reports_are_read_at_least_as_well_as_before(row: str, measured: dict[str, float]) -> None:
    floor = json.loads(FLOORS.read_text(encoding="utf-8"))[row]
    assert measured[row] >= floor - NOISE
