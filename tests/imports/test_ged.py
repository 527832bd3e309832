"""A row of UCDP GED's columns as a record."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.imports import BadRow, imported
from dateline.record import Record

ROW = {
    "id": "77", "type_of_violence": "1", "side_a": "Government of Syria", "side_b": "Rebels", "country": "Syria",
    "where_coordinates": "Azmarin town", "adm_1": "Idlib governorate", "latitude": "36.01", "longitude": "36.5",
    "where_prec": "1", "date_start": "2019-02-20", "date_end": "2019-02-21", "deaths_a": "2", "deaths_b": "3",
    "deaths_civilians": "1", "best": "6", "high": "9", "low": "6", "source_original": "army",
    "source_date": "2019-02-22", "source_headline": "Clash at Azmarin",
}  # fmt: skip


def found(**changes: str) -> Record | BadRow:
    cells = ['"' + (ROW | changes)[name].replace('"', '""') + '"' for name in ROW]
    table = f"{','.join(ROW)}\n{','.join(cells)}\n"
    ((_, row),) = imported(io.BytesIO(table.encode()), "ged", "Field team")
    return row


def record(**changes: str) -> Record:
    row = found(**changes)
    assert isinstance(row, Record), row
    row.check()
    return row


def test_a_row_is_one_assault_with_its_days_place_and_sides() -> None:
    row = record()
    (event,), (place,) = row.events, row.places
    assert (row.report.id, row.report.publisher, row.report.date) == (
        "ged:77",
        "Field team",
        datetime.date(2019, 2, 22),
    )
    assert (event.type, event.mode, row.words(event.trigger)) == ("ASSAULT", None, "state-based conflict")
    assert event.time and (event.time.start.day, event.time.end.day) == (20, 21)
    assert (place.name, place.country, place.precision) == ("Azmarin town", "SYR", 1)
    assert [(a.name, a.kind, a.country, a.sector) for a in row.actors[:2]] == [
        ("Government of Syria", "state", "SYR", "MIL"),
        ("Rebels", "group", None, "REB"),
    ]
    assert (event.actors, event.recipients) == (("a1", "a2"), ())


def test_one_sided_violence_has_a_victim() -> None:
    event = record(type_of_violence="3", side_b="Civilians").events[0]
    assert (event.actors, event.recipients) == (("a1",), ("a2",))


def test_deaths_have_their_bounds_and_those_of_each_side_beside_them() -> None:
    row = record()
    assert [(f.low, f.best, f.high, f.actor, row.words(f.text)) for f in row.figures] == [
        (6, 6, 9, None, "6 to 9 killed, best 6"),
        (2, 2, 2, "a1", "2 killed of Government of Syria"),
        (3, 3, 3, "a2", "3 killed of Rebels"),
    ]


def test_a_type_a_side_or_a_place_that_is_left_open_stays_unknown() -> None:
    row = record(type_of_violence="", side_a="", side_b="Civilians", deaths_a="2")
    assert (row.words(row.events[0].trigger), row.events[0].actors) == ("organised violence", ())
    assert [actor.name for actor in row.actors if actor.id in row.events[0].recipients] == ["Civilians"]
    assert [figure.actor for figure in row.figures] == [None]
    nowhere = record(country="", where_coordinates="", adm_1="", latitude="", longitude="")
    assert (nowhere.places, nowhere.events[0].place) == ((), None)


def test_nobody_killed_is_no_figure() -> None:
    assert record(low="0", best="0", high="0", deaths_a="0", deaths_b="").figures == ()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"type_of_violence": "4"}, "type_of_violence: '4' is none of 1, 2, 3"),
        ({"low": "7"}, "low, best, high: 7, 6, 9 are not in order"),
        ({"best": ""}, "low, best, high: one of them is empty"),
        ({"date_end": "2019-02-01"}, "date_end: 2019-02-01 is before date_start 2019-02-20"),
        ({"where_prec": "8"}, "where_prec: '8' is none of 1, 2, 3, 4, 5, 6, 7"),
        ({"country": "", "where_coordinates": "", "adm_1": ""}, "country: empty"),
        ({"country": "Atlantis"}, "country: 'Atlantis' is none that is known by that name"),
    ],
)
def test_a_bad_cell_is_named(changes: dict[str, str], told: str) -> None:
    row = found(**changes)
    assert isinstance(row, BadRow)
    assert row.reason == told


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(ROW)), st.text(max_size=20)))
def test_whatever_a_row_holds_it_gives_a_whole_record_or_a_reason(changes: dict[str, Any]) -> None:
    row = found(**changes)
    if isinstance(row, Record):
        row.check()
    else:
        assert row.reason
