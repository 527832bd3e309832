"""``import dateline``: the public functions."""

from __future__ import annotations

import datetime
import warnings
from importlib.metadata import version
from pathlib import Path

import pytest

import dateline
from dateline.load import LoadError

STORY = "Troops entered the town on Friday and the rebels fled."

pytestmark = pytest.mark.usefixtures("reader")


@pytest.mark.parametrize("date", ["2019-02-22", datetime.date(2019, 2, 22), datetime.datetime(2019, 2, 22, 9, 30)])
def test_a_text_gives_its_record(date: datetime.date | str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        record = dateline.read(STORY, date=date, publisher="P", title="T", id="mine")
    report = record.report
    assert (report.id, report.date, report.publisher, report.title) == ("mine", datetime.date(2019, 2, 22), "P", "T")
    assert report.text == STORY


def test_without_a_date_the_text_is_read_for_one() -> None:
    assert dateline.read(f"date 2019-02-22 {STORY}").report == dateline.read(STORY, date="2019-02-22").report


def test_no_date_anywhere_is_a_warning_at_the_callers_line() -> None:
    with pytest.warns(UserWarning, match="no date: 'on Friday' and the like stay unresolved") as caught:
        dateline.read(STORY)
    assert caught[0].filename == __file__


@pytest.mark.parametrize("date", ["22/02/2019", "20190222", "2019-W08-5", 20190222])
def test_a_date_in_another_form_is_refused_with_the_form(date: object) -> None:
    with pytest.raises(ValueError, match=f"date: expected a day as YYYY-MM-DD, found {date!r}"):
        dateline.read(STORY, date=date)  # type: ignore[arg-type]


def test_a_day_that_is_in_no_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="date: there is no day '2019-02-30'"):
        dateline.read(STORY, date="2019-02-30")


def test_a_text_that_cannot_be_read_raises_a_dateline_error() -> None:
    with pytest.raises(dateline.DatelineError, match="no text in it"):
        dateline.read("", date="2019-02-22")


def test_a_file_gives_its_record_and_what_is_given_wins(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(f"date 2019-02-22 {STORY}")
    assert dateline.read_file(file).report == dateline.read(STORY, date="2019-02-22").report
    assert dateline.read_file(str(file), date="2020-01-01").report.date == datetime.date(2020, 1, 1)
    with pytest.raises(LoadError, match=r"gone\.txt: no such file"):
        dateline.read_file(tmp_path / "gone.txt")


def test_the_version_is_the_installed_one() -> None:
    assert dateline.__version__ == version("dateline")


def test_public_names_are_sorted_and_there() -> None:
    assert dateline.__all__ == sorted(dateline.__all__)
    assert all(hasattr(dateline, name) for name in dateline.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        dateline.nonsense  # noqa: B018
