"""Countries' holidays and moving feasts come from a kept calendar."""

from __future__ import annotations

import datetime
import subprocess
import sys

from dateline.resolve.times.calendar import Span, one
from dateline.resolve.times.holidays import holiday


def test_a_feast_of_several_days_is_one_span_that_may_run_over_new_year() -> None:
    assert holiday("Hanukkah", "IL")(2016) == (Span(datetime.date(2016, 12, 25), datetime.date(2017, 1, 1)),)


def test_the_day_kept_is_not_the_one_on_which_offices_close_for_it() -> None:
    assert holiday("National Day", "NG")(2016) == (one(datetime.date(2016, 10, 1)),)


def test_a_country_or_a_name_that_the_calendar_does_not_know_has_no_days() -> None:
    assert holiday("Independence Day", "XYZ")(2016) == ()
    assert holiday("Day of the Two Moons", "US")(2016) == ()
    assert holiday("Independence Day", "US")(datetime.MINYEAR) == ()


def test_the_library_is_loaded_by_the_first_name_that_needs_it() -> None:
    code = "import sys, dateline.resolve.times; raise SystemExit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
