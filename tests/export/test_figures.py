"""One figure of a measure, and figures as plain data."""

from __future__ import annotations

from tests.export.samples import BOMBING, figure

from dateline.export.figures import people, plain


def test_people_in_general_go_before_a_side_even_where_more_of_it_are_counted() -> None:
    general, side = figure("killed", 3, 3, 3), figure("killed", 9, 9, 9, whom="REB of SYR")
    assert people((side, general), "killed") is general


def test_of_two_sides_the_one_that_lost_most_is_taken() -> None:
    few, many = figure("killed", 3, 3, 3, whom="army"), figure("killed", 9, 9, 9, whom="rebels")
    assert people((few, many), "killed") is many


def test_it_is_the_choice_that_the_event_itself_shows() -> None:
    chosen = people(BOMBING.figures, "killed")
    assert chosen is not None
    event = BOMBING.event
    assert (chosen.low, chosen.best, chosen.high) == (event.killed_low, event.killed_best, event.killed_high)


def test_a_measure_that_nobody_tells_has_no_figure() -> None:
    assert people(BOMBING.figures, "injured") is None


def test_whole_numbers_are_written_as_people_write_them() -> None:
    assert plain(figure("area", 2.5, 3.0, None, unit="km2")) == {
        "measure": "area", "unit": "km2", "whom": None, "low": 2.5, "best": 3, "high": None, "fewer": False,
        "more": False, "rule": "direct", "claims": 1,
    }  # fmt: skip
