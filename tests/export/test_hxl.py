"""HXL, as CSV and as JSON: read back and validated with libhxl."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Any

import hxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.samples import ANY, BARE, BOMBING, HAPPENINGS, NASTY, changed, claim, figure, losses, telling, written

from dateline.export.hxl import Hxl, HxlJson
from dateline.ontology.hxl import columns
from dateline.store.base import Happening

FORMATS = (Hxl(), HxlJson())
BOTH = pytest.mark.parametrize("format", FORMATS, ids=["csv", "json"])


def dataset(format: Hxl | HxlJson, *happenings: Happening) -> Any:
    """What libhxl reads of the export."""
    data = written(format, *happenings)
    return hxl.data(io.BytesIO(data))


def rows(format: Hxl | HxlJson, *happenings: Happening) -> list[dict[str, str]]:
    """The rows by hashtag; hashtags have their attributes sorted, as libhxl has them."""
    return [row.dictionary for row in dataset(format, *happenings)]


def row(format: Hxl | HxlJson, **changes: Any) -> dict[str, str]:
    return rows(format, changed(**changes))[0]


def problems(format: Hxl | HxlJson, *happenings: Happening) -> list[str]:
    """What libhxl's own schema finds wrong, hints such as 'an outlier' aside."""
    found: list[Any] = []
    hxl.schema(callback=found.append).validate(dataset(format, *happenings))
    return [f"{error.rule.severity}: {error}" for error in found if error.rule.severity != "info"]


@BOTH
def test_libhxl_finds_nothing_wrong_in_it(format: Hxl | HxlJson) -> None:
    assert problems(format, BOMBING, BARE, changed(place=NASTY, precision=4)) == []


@BOTH
@given(happenings=st.lists(HAPPENINGS, min_size=1, max_size=2))
@ANY
def test_libhxl_finds_nothing_wrong_in_any_events(format: Hxl | HxlJson, happenings: list[Happening]) -> None:
    assert problems(format, *happenings) == []


@BOTH
def test_columns_are_those_that_ocha_gives_acleds_and_ucdps_data(format: Hxl | HxlJson) -> None:
    found = row(format)
    assert found["#event+code"] == "S1"
    assert (found["#event+type"], found["#event+mode"]) == ("ASSAULT", "explosives")
    assert (found["#date+occurred"], found["#date+year"]) == ("2019-02-21", "2019")
    assert (found["#group+first+name"], found["#group+name+second"]) == ("Free Men", "oil workers")
    assert (found["#country+name"], found["#country+code+v_iso3"]) == ("Syria", "SYR")
    assert (found["#adm1+name"], found["#loc+name"]) == ("Idlib", "Azmarin")
    assert (float(found["#geo+lat"]), float(found["#geo+lon"])) == (36.0, 36.5)
    assert found["#meta+source"] == "Example Press; Daily News"
    assert found["#meta+speaker"] == "Health Ministry; residents; Army"
    assert found["#description"].startswith("BEIRUT – A car bomb killed 12 people")


@BOTH
def test_the_dead_have_a_lowest_a_best_and_a_highest_figure(format: Hxl | HxlJson) -> None:
    found = row(format)
    assert [found[f"#affected+killed{bound}"] for bound in ("+min", "", "+max")] == ["14", "14", "20"]


@BOTH
@pytest.mark.parametrize(
    "measure", ["killed", "injured", "missing", "abducted", "detained", "displaced", "evacuated", "returned"]
)
def test_people_have_columns_by_what_happened_to_them(format: Hxl | HxlJson, measure: str) -> None:
    found = row(format, figures=(figure(measure, 1, 2, 3),))
    tags = {"+".join(sorted(tag.split("+"))): value for tag, value in found.items()}
    wanted = ["+".join(sorted(["#affected", measure, *end])) for end in (["min"], [], ["max"])]
    assert [tags[tag] for tag in wanted] == ["1", "2", "3"]


@BOTH
def test_what_is_not_known_is_an_empty_cell(format: Hxl | HxlJson) -> None:
    found = rows(format, BARE)[0]
    assert {tag for tag, value in found.items() if value} == {"#event+code", "#event+type", "#meta+num+reports"}


@BOTH
def test_only_a_single_day_is_a_date_on_which_it_occurred(format: Hxl | HxlJson) -> None:
    found = row(format, end=datetime.date(2019, 2, 28))
    assert found["#date+occurred"] == ""
    assert (found["#date+start"], found["#date+end"]) == ("2019-02-21", "2019-02-28")


@BOTH
def test_the_words_of_a_copy_do_not_go_before_its_originals(format: Hxl | HxlJson) -> None:
    copied = telling("two", "e1", "car bomb", copy_of="three")
    found = row(format, tellings=(copied, BOMBING.tellings[2]))
    assert found["#description"].startswith("The toll of Thursday's car bomb")


@BOTH
def test_headings_and_hashtags_stand_in_the_first_two_rows(format: Hxl | HxlJson) -> None:
    data = written(format, BOMBING).decode("utf-8")
    table = json.loads(data) if isinstance(format, HxlJson) else list(csv.reader(io.StringIO(data)))
    assert table[0] == [column.heading for column in columns()]
    assert table[1] == [column.hashtag for column in columns()]
    assert {len(cells) for cells in table} == {len(columns())}


def test_a_cell_of_the_csv_runs_in_no_spreadsheet() -> None:
    data = written(Hxl(), changed(place="=cmd|' /C calc'!A0"))
    assert row(Hxl(), place="=1+1")["#loc+name"] == "'=1+1"
    assert b",=cmd" not in data


def test_the_json_keeps_a_cell_as_it_is_and_holds_no_tag() -> None:
    data = written(HxlJson(), changed(place=NASTY))
    assert b"<script" not in data
    place = [column.key for column in columns()].index("place")
    assert json.loads(data)[2][place] == " ".join(NASTY.split())


@BOTH
def test_what_it_has_no_column_for_is_counted(format: Hxl | HxlJson) -> None:
    assert losses(format, BOMBING).not_held == {
        "words and speaker of each figure": 1,
        "figures of one side (killed) beside another": 1,
    }
    assert losses(format, changed(claims=(), figures=(figure("area", 3, 3, 3, unit="km2"),))).not_held == {
        "figures of area": 1
    }


@BOTH
def test_bounds_that_nobody_sets_and_the_dead_of_a_side_are_counted_as_coarsened(format: Hxl | HxlJson) -> None:
    assert losses(format, BOMBING).coarsened == {("no upper bound", "the highest number told"): 1}
    one_side = figure("killed", 9, 9, 9, whom="REB of SYR", fewer=True)
    assert losses(format, changed(figures=(one_side,))).coarsened == {
        ("killed of one side", "killed"): 1,
        ("no lower bound", "the lowest number told"): 1,
    }


@BOTH
def test_fields_that_nothing_is_known_of_are_counted_by_their_headings(format: Hxl | HxlJson) -> None:
    lost = losses(format, BARE, BOMBING)
    assert lost.written == 2
    assert lost.unfilled["Country"] == lost.unfilled["Notes"] == lost.unfilled["First day"] == 1
    assert "Event" not in lost.unfilled
    assert not any("highest" in field or "Other" in field for field in lost.unfilled)


@given(st.lists(HAPPENINGS, min_size=1, max_size=2))
@ANY
def test_any_events_come_back_from_libhxl_with_ids_days_coordinates_and_figures(happenings: list[Happening]) -> None:
    for format in FORMATS:
        found = rows(format, *happenings)
        assert [read["#event+code"] for read in found] == [happening.event.id for happening in happenings]
        for read, happening in zip(found, happenings, strict=True):
            event = happening.event
            assert read["#date+start"] == str(event.start or "")
            assert read["#date+end"] == str(event.end or "")
            assert (read["#geo+lat"] and float(read["#geo+lat"])) == ("" if event.lat is None else event.lat)


def test_the_csv_and_the_json_hold_the_same_rows() -> None:
    assert rows(Hxl(), BOMBING, BARE) == rows(HxlJson(), BOMBING, BARE)


def test_a_claim_alone_names_its_publisher_and_speaker() -> None:
    found = row(Hxl(), tellings=(), claims=(claim("two", "f1", "at least 20 people", 20.0, speaker="residents"),))
    assert (found["#meta+source"], found["#meta+speaker"]) == ("Daily News", "residents")
