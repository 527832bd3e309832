"""A row of ACLED's columns as a record."""

from __future__ import annotations

import datetime
import io
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.imports import BadRow, acled, imported
from dateline.ontology.acled import sub_events
from dateline.ontology.plover import SECTORS, TYPES
from dateline.ontology.rule_table import table
from dateline.record import ActorKind, Record

ROW = {
    "event_id_cnty": "SYR1234", "event_date": "21 February 2019", "time_precision": "1",
    "sub_event_type": "Shelling/artillery/missile attack", "actor1": "Military Forces of Syria (2000-)",
    "assoc_actor_1": "Wolves; Military Forces of Russia (2000-)", "inter1": "State forces",
    "actor2": "Civilians (Syria)", "assoc_actor_2": "", "inter2": "7", "country": "Syria", "admin1": "Idlib",
    "location": "Azmarin", "latitude": "36.01", "longitude": "36.5", "geo_precision": "2",
    "source": "Example Press; SOHR", "notes": "Shells fell on Azmarin, and five died.", "fatalities": "5",
    "timestamp": "1551139200",
}  # fmt: skip


def rows(*changes: dict[str, str]) -> list[Record | BadRow]:
    lines = [list(ROW), *([str((ROW | change)[name]) for name in ROW] for change in changes)]
    quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    return [found for _, found in imported(io.BytesIO("\n".join(quoted).encode()), "acled")]


def record(**changes: str) -> Record:
    (found,) = rows(changes)
    assert isinstance(found, Record), found
    found.check()
    return found


def reason(**changes: str) -> str:
    (found,) = rows(changes)
    assert isinstance(found, BadRow)
    return found.reason


def test_a_row_is_one_event_in_plovers_terms_with_its_words_in_the_text() -> None:
    found = record()
    (event,) = found.events
    assert (found.report.id, found.report.publisher, found.report.date) == (
        "acled:SYR1234", "ACLED", datetime.date(2019, 2, 26),
    )  # fmt: skip
    assert (event.type, event.mode, found.words(event.trigger)) == (
        "ASSAULT", "heavy-weapons", "Shelling/artillery/missile attack",
    )  # fmt: skip
    assert event.time and event.time.start == event.time.end == datetime.date(2019, 2, 21)
    names = {actor.id: actor for actor in found.actors}
    first, *others = (names[id] for id in event.actors)
    assert (first.name, first.kind, first.country, first.sector) == (
        "Military Forces of Syria (2000-)", "organisation", "SYR", "MIL",
    )  # fmt: skip
    assert [(other.name, other.country) for other in others] == [
        ("Wolves", None),
        ("Military Forces of Russia (2000-)", "RUS"),
    ]
    assert [(names[id].kind, names[id].country) for id in event.recipients] == [("population", "SYR")]
    assert all(found.words(actor.mentions[0]) == actor.name for actor in found.actors)


def test_those_beside_unarmed_people_are_unarmed_too_and_those_beside_armed_ones_are_not_known() -> None:
    found = record(assoc_actor_2="Farmers (Syria)", assoc_actor_1="Wolves; Government of Syria (2000-)")
    sectors = {actor.name: (actor.kind, actor.sector) for actor in found.actors}
    assert sectors["Farmers (Syria)"] == sectors["Civilians (Syria)"] == ("population", "CVL")
    assert sectors["Wolves"] == ("group", None)
    assert sectors["Government of Syria (2000-)"] == ("organisation", "GOV")


def test_those_beside_a_group_stand_with_it() -> None:
    found = record(actor1="Lions of Syria (Syria)", inter1="2", assoc_actor_1="Wolves")
    assert [(a.name, a.country, a.sector) for a in found.actors[:2]] == [
        ("Lions of Syria (Syria)", "SYR", "REB"),
        ("Wolves", "SYR", "REB"),
    ]


@pytest.mark.parametrize(("notes", "mode"), [("A drone struck.", "drone"), ("Jets struck.", "aerial"), ("", "aerial")])
def test_a_strike_from_the_air_is_a_drones_where_the_notes_say_so(notes: str, mode: str) -> None:
    assert record(sub_event_type="Air/drone strike", notes=notes).events[0].mode == mode


@pytest.mark.parametrize(
    ("name", "inter", "sector"),
    [
        ("army", "1", "MIL"),
        ("Border guards", "1", "GOV"),
        ("Military Forces of Russia (2000-)", "8", "MIL"),
        ("United Nations Mission in Syria", "8", "IGO"),
        ("Sample Security Company", "8", None),
    ],
)
def test_forces_have_the_sector_that_their_type_and_name_tell(name: str, inter: str, sector: str | None) -> None:
    assert record(actor1=name, inter1=inter).actors[0].sector == sector


def test_the_notes_stand_below_as_they_are_and_the_source_is_who_says_so() -> None:
    found = record()
    assert found.report.text.split("\n")[1] == ROW["notes"]
    assert [segment.kind for segment in found.segments] == ["heading", "body"]
    speaker = next(actor for actor in found.actors if actor.id == found.statements[0].speaker)
    assert speaker.name == "Example Press; SOHR"
    assert found.events[0].source == found.figures[0].source == found.statements[0].id
    assert record(source="").statements == ()


def test_deaths_are_a_figure_and_none_reported_is_no_figure() -> None:
    (figure,) = record().figures
    assert (figure.low, figure.best, figure.high, record().words(figure.text)) == (5, 5, 5, "5 killed")
    assert figure.event == "e1"
    assert record(fatalities="0").figures == record(fatalities="").figures == ()


def test_the_place_has_its_point_and_ucdps_precision() -> None:
    (place,) = record().places
    assert (place.name, place.country, place.admin1, place.lat, place.lon, place.precision) == (
        "Azmarin", "SYR", "Idlib", 36.01, 36.5, 2,
    )  # fmt: skip
    assert record(geo_precision="").places[0].precision is None


@pytest.mark.parametrize(
    ("precision", "start", "end"),
    [("1", 21, 21), ("2", 18, 24), ("3", 1, 28), ("", 21, 21)],
)
def test_a_week_or_a_month_is_as_wide_as_it_is(precision: str, start: int, end: int) -> None:
    time = record(time_precision=precision).events[0].time
    assert time and (time.start.day, time.end.day) == (start, end)


@pytest.mark.parametrize("words", ["2019-02-21", "2019-02-21 00:00:00", "21-02-2019", "21/02/2019", "21 February 2019"])
def test_days_are_read_in_each_of_acleds_forms(words: str) -> None:
    time = record(event_date=words).events[0].time
    assert time and time.start == datetime.date(2019, 2, 21)


def test_both_sides_of_a_battle_act_and_force_on_protesters_is_of_who_used_it() -> None:
    battle = record(sub_event_type="Armed clash", assoc_actor_1="")
    assert (len(battle.events[0].actors), battle.events[0].recipients) == (2, ())
    force = record(sub_event_type="Excessive force against protestors", actor1="Protesters (Syria)", inter1="6")
    names = {actor.id: actor.name for actor in force.actors}
    assert [names[id] for id in force.events[0].actors] == ["Civilians (Syria)"]
    assert names[force.events[0].recipients[0]] == "Protesters (Syria)"


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("event_id_cnty", "", "event_id_cnty: empty"),
        ("event_date", "2019-02-30", "event_date: '2019-02-30' is no day, such as 2019-02-21 or 21 February 2019"),
        ("sub_event_type", "Picnic", "sub_event_type: ACLED has no 'Picnic'"),
        ("sub_event_type", "Other", "sub_event_type: PLOVER has no one type for 'Other': it may be anything"),
        ("country", "Atlantis", "country: 'Atlantis' is none that is known by that name"),
        ("latitude", "91", "latitude: '91' is no number from -90 to 90"),
        ("longitude", "nan", "longitude: 'nan' is no number from -180 to 180"),
        ("fatalities", "-1", "fatalities: '-1' is no whole number of 0 or more"),
        ("geo_precision", "9", "geo_precision: '9' is none of 1, 2, 3"),
        ("inter1", "Martians", "inter1: 'Martians' is none of ACLED's types of actors"),
        ("timestamp", "now", "timestamp: 'now' is no number of seconds since 1970"),
    ],
)
def test_a_bad_cell_is_named_and_costs_only_its_row(column: str, cell: str, told: str) -> None:
    assert reason(**{column: cell}) == told
    assert [type(found) for found in rows({}, {column: cell}, {})] == [Record, BadRow, Record]


def test_the_table_knows_every_sub_event_and_gives_only_plovers_codes() -> None:
    known = list(table("acled_import"))
    assert {row["sub_event_type"] for row in known} == set(sub_events())
    for row in known:
        assert row["type"] == "" or row["type"] in TYPES
        assert row["mode"] == "" or TYPES[row["type"]].mode(row["mode"])
        assert row["sides"] in ("both", "first", "second") or not row["type"]
        assert row["source"]
    for row in table("acled_import_actors"):
        assert row["kind"] in get_args(ActorKind)
        assert row["sector"] == "" or row["sector"] in SECTORS


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(ROW)), st.text(max_size=20)))
def test_whatever_a_row_holds_it_gives_a_whole_record_or_a_reason(changes: dict[str, Any]) -> None:
    for found in rows(changes):
        if isinstance(found, Record):
            found.check()
        else:
            assert found.reason
    assert acled.PUBLISHER
