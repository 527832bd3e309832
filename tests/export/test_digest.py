"""What many events come to."""

from __future__ import annotations

import datetime

import pytest
from tests.export.samples import BARE, BOMBING, THURSDAY, changed, figure

from dateline.export.digest import Digest
from dateline.store.base import Happening


def digest(*happenings: Happening) -> Digest:
    found = Digest()
    for happening in happenings:
        found.add(happening)
    return found


def test_figures_are_added_up_and_one_sides_dead_are_among_people_in_general() -> None:
    killed = digest(BOMBING, BOMBING).sums["killed", None]
    assert (killed.low, killed.best, killed.high, killed.events) == (28, 28, 40, 2)


def test_where_only_fighters_are_counted_they_count() -> None:
    fighters = changed(
        figures=(figure("killed", 9.0, 9.0, 9.0, whom="REB"), figure("killed", 2.0, 2.0, 2.0, whom="MIL"))
    )
    killed = digest(fighters).sums["killed", None]
    assert (killed.best, killed.events) == (11, 1)


def test_a_sum_has_no_high_where_one_of_its_figures_has_none() -> None:
    assert digest(BOMBING, changed(figures=(figure("killed", 5.0, None, None),))).sums["killed", None].high is None


def test_undated_events_and_those_that_did_not_happen_are_counted_apart() -> None:
    found = digest(BOMBING, BARE, changed(status="announced"))
    column = found.days[THURSDAY]
    assert (found.events, found.undated, column.happened, column.others) == (3, 1, 1, 1)


@pytest.mark.parametrize(
    ("days", "period", "columns"),
    [(0, "day", 1), (40, "day", 41), (300, "week", 44), (900, "month", 30), (9000, "year", 26)],
)
def test_days_are_drawn_by_a_period_that_fits_with_the_empty_ones_between(days: int, period: str, columns: int) -> None:
    last = THURSDAY + datetime.timedelta(days=days)
    found = digest(BOMBING, changed(start=last, end=last)).columns()
    assert found[0] == period
    assert abs(len(found[1]) - columns) <= 1
    assert sum(column.happened for _, column in found[1]) == 2


def test_the_last_year_there_is_can_be_drawn() -> None:
    assert digest(changed(start=datetime.date(9999, 12, 31), end=datetime.date(9999, 12, 31))).columns()[1]


def test_reports_are_counted_once_however_many_events_they_tell() -> None:
    found = digest(BOMBING, changed(id="S9"))
    assert (len(found.reports), found.publishers) == (3, {"Example Press": 2, "Daily News": 1})
    assert found.published == (datetime.date(2019, 2, 22), datetime.date(2019, 2, 24))
