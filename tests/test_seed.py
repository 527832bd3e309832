"""A real wire story, the benchmark's seed: what its record must tell at least.

The story lies beside the project, in ../shared/bench/seed.txt, and is no part of it; without it these tests skip.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from dateline import run
from dateline.load import load_one
from dateline.record import Event, Figure, Record

SEED = Path(__file__).resolve().parents[2] / "shared" / "bench" / "seed.txt"

pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="no ../shared/bench/seed.txt beside the project")


@pytest.fixture(scope="module")
def record() -> Record:
    return run.read_report(load_one(str(SEED)).report).record


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def events(record: Record, type: str, where: Callable[[Event], bool] = lambda e: True) -> list[Event]:
    return [e for e in record.events if e.type == type and where(e)]


def figure(record: Record, measures: Iterable[str], low: float | None) -> Figure:
    found = [f for f in record.figures if f.measure in measures and low in (f.low, f.best)]
    assert found, f"no figure of {measures} with {low}"
    return found[0]


def speaker(record: Record, entry: Event | Figure) -> str:
    speakers = {s.id: s.speaker for s in record.statements}
    names = {a.id: a.name for a in record.actors}
    return names[str(speakers[str(entry.source)])]


def test_the_metadata_gives_the_date_and_leaves_the_text(record: Record) -> None:
    assert record.report.date == day("2019-02-22")
    assert record.report.text.startswith("US-backed fighters trucked out")


@pytest.mark.parametrize("text", ["2019-02-20", "2019-02-22"])
def test_the_evacuations_have_their_days(text: str, record: Record) -> None:
    assert events(record, "MOVE", lambda e: e.time is not None and e.time.start == day(text))


def test_the_evacuated_and_the_trucks_are_counted(record: Record) -> None:
    assert figure(record, ["evacuated", "displaced"], 3000).best == 3000
    assert figure(record, ["vehicles"], 40).hedge == "over"


def test_those_still_inside_are_counted_by_a_spokesman(record: Record) -> None:
    inside = figure(record, ["present"], 2000)
    assert (inside.hedge, speaker(record, inside)) == ("over", "Adnan Afrin")


def test_the_car_bomb_has_its_day_its_place_and_its_dead(record: Record) -> None:
    bombs = events(record, "ASSAULT", lambda e: e.mode == "explosives")
    assert any(e.time and e.time.start == day("2019-02-21") and e.place and e.figures for e in bombs)
    assert figure(record, ["killed"], 20).best == 20


def test_the_war_s_dead_and_displaced_are_counted_since_2011(record: Record) -> None:
    killed, displaced = figure(record, ["killed"], 360_000), figure(record, ["displaced"], 2_000_000)
    assert {f.time.start.year for f in (killed, displaced) if f.time} == {2011}


def test_the_troops_that_stay_are_told_as_planned_by_the_white_house(record: Record) -> None:
    troops = figure(record, ["forces"], 200)
    assert (troops.hedge, troops.factuality, speaker(record, troops)) == ("about", "future", "White House")


def test_the_turkish_attack_is_only_feared(record: Record) -> None:
    feared = events(record, "ASSAULT", lambda e: record.words(e.trigger) == "attack")
    assert feared and all(e.factuality == "hypothetical" for e in feared)


def test_the_withdrawal_is_ahead(record: Record) -> None:
    assert events(record, "RETREAT", lambda e: e.factuality in ("future", "hypothetical") and e.mode == "withdraw")


def test_the_land_still_held_is_measured(record: Record) -> None:
    land = figure(record, ["area"], 0.5)
    assert (land.hedge, land.unit, land.high) == ("under", "km2", 0.5)
