import csv
import datetime
import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.export.samples import (
    ARMY,
    BARE,
    BOMBING,
    HAPPENINGS,
    OIL_WORKERS,
    REBELS,
    SUNDAY,
    THURSDAY,
    changed,
    claim,
    figure,
    losses,
    telling,
    told,
    written,
)

from dateline.export.acled import COLUMNS, Acled, crowd_size
from dateline.export.acled_codes import fatalities
from dateline.ontology import acled
from dateline.store.base import Happening, PartyRow

POLICE = PartyRow(name="riot police", kind="group", country="SYR", sector="COP")
STUDENTS = PartyRow(name="students", kind="population", country="SYR", sector="EDU")
MINISTER = PartyRow(name="Ahmad Sample", kind="person", country="SYR", sector="GOV")
OTHER_REBELS = PartyRow(name="Banner Front", kind="group", country="SYR", sector="REB")
RUSSIANS = PartyRow(name="Russian jets", kind="group", country="RUS", sector="MIL")


def _rows(*happenings: Happening) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(Acled(), *happenings).decode("utf-8"), newline="")))


def _row(happening: Happening) -> dict[str, str]:
    rows = _rows(happening)
    assert len(rows) == 1
    return rows[0]


def _fought(actors: tuple[PartyRow, ...], recipients: tuple[PartyRow, ...] = (), **event: Any) -> Happening:
    """An assault with no more than these told of it."""
    bare: dict[str, Any] = {"type": "ASSAULT", "mode": None, "figures": (), "claims": ()}
    return changed(actors=actors, recipients=recipients, **(bare | event))


def _sub_event(happening: Happening) -> str:
    return _row(happening)["sub_event_type"]


# --- the row ----------------------------------------------------------------------------------------


def test_a_bombing_is_the_row_that_a_coder_would_write() -> None:
    row = _row(BOMBING)

    assert tuple(row) == COLUMNS
    assert row == {
        "event_id_cnty": "SYR-S1",
        "event_date": "2019-02-21",
        "year": "2019",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Remote explosive/landmine/IED",
        "actor1": "Free Men",
        "assoc_actor_1": "",
        "inter1": "2",
        "actor2": "Civilians (Syria)",
        "assoc_actor_2": "oil workers",
        "inter2": "7",
        "interaction": "27",
        "civilian_targeting": "Civilian targeting",
        "iso": "760",
        "region": "Middle East",
        "country": "Syria",
        "admin1": "Idlib",
        "admin2": "",
        "admin3": "",
        "location": "Azmarin",
        "latitude": "36",
        "longitude": "36.5",
        "geo_precision": "1",
        "source": "Example Press; Daily News",
        "source_scale": "",
        "notes": (
            "On 21 February 2019, in Azmarin: “BEIRUT – A car bomb killed 12 people in Azmarin on Thursday, the health "
            "ministry said.” (Example Press, 22 February 2019). Killed: “12 people” (Health Ministry, Example Press, "
            "22 February 2019); “at least 20 people” (residents, Daily News, 22 February 2019); “Nine militants” "
            "(Army, Daily News, 22 February 2019); “14” (Health Ministry, Example Press, 24 February 2019)."
        ),
        "fatalities": "14",
        "tags": "",
        "timestamp": str(int(datetime.datetime(2019, 2, 24, tzinfo=datetime.UTC).timestamp())),
    }


def test_what_is_not_known_is_empty_and_counted() -> None:
    lost = losses(Acled(), changed(country=None, admin1=None, lat=None, lon=None, tellings=(), claims=()))

    assert lost.written == 1
    assert lost.unfilled == dict.fromkeys(
        ("admin1", "admin2", "admin3", "iso", "region", "country", "latitude", "longitude", "source", "source_scale",
         "timestamp"), 1,
    )  # fmt: skip


def test_an_event_without_a_country_keeps_its_own_id() -> None:
    assert _row(changed(country=None))["event_id_cnty"] == "S1"


def test_the_timestamp_is_of_the_last_report_whenever_the_file_is_written() -> None:
    assert (
        _row(changed(tellings=(telling("three", "e1", "car bomb", published=THURSDAY),)))["timestamp"] == "1550707200"
    )
    assert _row(BOMBING)["timestamp"] == str((SUNDAY - datetime.date(1970, 1, 1)).days * 86_400)


# --- what is left out -------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["announced", "possible", "denied", None])
def test_what_did_not_happen_has_no_row_and_is_counted(status: str | None) -> None:
    lost = losses(Acled(), changed(status=status))

    assert lost.written == 0
    assert lost.left_out == {f"did not happen, or is not known to have: {status or 'not told'}": 1}


@pytest.mark.parametrize("type_", ["CONSULT", "ACCUSE", "REQUEST", "THREATEN", "CONCEDE", "REJECT"])
def test_words_have_no_row(type_: str) -> None:
    assert losses(Acled(), changed(type=type_, mode=None)).left_out == {"words only: ACLED codes what is done": 1}


@pytest.mark.parametrize("precision", [5, 6, 7])
def test_a_place_that_is_not_known_to_the_province_has_no_row(precision: int | None) -> None:
    assert list(losses(Acled(), changed(precision=precision)).left_out) == [
        "its place is not known to the province, and ACLED has no wider code"
    ]


def test_a_place_that_is_not_told_or_not_how_exactly_is_left_out_for_that() -> None:
    assert list(losses(Acled(), changed(place=None, precision=None)).left_out) == ["no place is known"]
    assert list(losses(Acled(), changed(precision=None)).left_out) == ["how exactly its place is known is not told"]


def test_days_that_are_not_known_have_no_row() -> None:
    year = changed(start=datetime.date(2019, 1, 1), end=datetime.date(2019, 12, 31))

    assert list(losses(Acled(), changed(start=None, end=None)).left_out) == ["no day is known"]
    assert list(losses(Acled(), year).left_out) == ["its days are not known to the month, and ACLED has no wider code"]


def test_an_event_of_which_nothing_is_known_is_left_out() -> None:
    assert losses(Acled(), BARE).left_out.total() == 1


# --- what it was ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("happening", "sub_event"),
    [
        (_fought((REBELS, ARMY)), "Armed clash"),
        (_fought((REBELS, OTHER_REBELS)), "Armed clash"),
        (_fought((ARMY,), (REBELS,), mode="firearms"), "Armed clash"),
        (_fought((REBELS, ARMY), mode="heavy-weapons"), "Armed clash"),
        (_fought((ARMY,), (REBELS,), mode="heavy-weapons"), "Shelling/artillery/missile attack"),
        (_fought((REBELS,), (OIL_WORKERS,), mode="firearms"), "Attack"),
        (_fought((REBELS,), (ARMY,), mode="targeted"), "Attack"),
        (_fought((REBELS,), (MINISTER,), mode="firearms"), "Attack"),
        (_fought((REBELS,), (OIL_WORKERS,), mode="abduct"), "Abduction/forced disappearance"),
        (_fought((ARMY,), (REBELS,), mode="abduct"), "Arrests"),
        (_fought((RUSSIANS,), (REBELS,), mode="aerial"), "Air/drone strike"),
        (_fought((REBELS,), (ARMY,), mode="suicide-attack"), "Suicide bomb"),
        (_fought((REBELS,), (OIL_WORKERS,), mode="destroy"), "Looting/property destruction"),
        (_fought((STUDENTS,), (OIL_WORKERS,), mode="beat"), "Mob violence"),
        (_fought((POLICE,), (STUDENTS,), mode="crowd-control"), "Protest with intervention"),
        (_fought((STUDENTS,), type="PROTEST", mode="demo"), "Peaceful protest"),
        (_fought((STUDENTS,), (POLICE,), type="PROTEST", mode="demo"), "Protest with intervention"),
        (_fought((STUDENTS,), type="PROTEST", mode="riot"), "Violent demonstration"),
        (_fought((POLICE,), (STUDENTS,), type="COERCE", mode="arrest"), "Arrests"),
        (_fought((REBELS,), (OIL_WORKERS,), type="COERCE", mode="arrest"), "Abduction/forced disappearance"),
        (_fought((ARMY, REBELS), type="RETREAT", mode="ceasefire"), "Agreement"),
        (_fought((ARMY, REBELS), type="AGREE"), "Agreement"),
        (_fought((ARMY,), type="RETREAT", mode="withdraw"), "Non-violent transfer of territory"),
        (_fought((OIL_WORKERS,), type="MOVE", mode="flee"), "Other"),
        (_fought((ARMY,), type="MOBILIZE", mode="troops"), "Change to group/activity"),
    ],
)
def test_the_sub_event_goes_by_type_mode_and_who_takes_part(happening: Happening, sub_event: str) -> None:
    assert _sub_event(happening) == sub_event


def test_deaths_at_a_protest_make_it_excessive_force() -> None:
    killed = _fought((STUDENTS,), (POLICE,), type="PROTEST", mode="demo", figures=(figure("killed", 2, 2, 2),))

    row = _row(killed)

    assert row["sub_event_type"] == "Excessive force against protesters"
    assert row["disorder_type"] == "Political violence; Demonstrations"
    assert row["civilian_targeting"] == "Civilian targeting"


def test_a_grenade_is_told_by_the_reports_own_word() -> None:
    thrown = telling("one", "e1", "car bomb", words="threw a grenade")

    assert _sub_event(_fought((REBELS,), (ARMY,), mode="explosives", tellings=(thrown,))) == "Grenade"


def test_fighters_counted_among_the_dead_are_the_other_side() -> None:
    attacked = _fought(
        (REBELS,),
        figures=(figure("killed", 5, 5, 5, whom="MIL of SYR"),),
        claims=(claim("two", "f1", "Nine militants", 5.0, counts="five soldiers"),),
    )

    row = _row(attacked)

    assert (row["sub_event_type"], row["actor2"], row["inter2"]) == (
        "Armed clash",
        "Military Forces of Syria",
        "1",
    )
    assert row["assoc_actor_2"] == "five soldiers"


# --- who --------------------------------------------------------------------------------------------


def test_protesters_go_by_acleds_name_and_their_own_stands_beside() -> None:
    row = _row(_fought((STUDENTS,), type="PROTEST", mode="demo"))

    assert (row["actor1"], row["assoc_actor_1"], row["inter1"]) == ("Protesters (Syria)", "students", "6")
    assert (row["actor2"], row["interaction"]) == ("", "60")


@pytest.mark.parametrize(
    ("mode", "sub_event"), [("crowd-control", "Protest with intervention"), ("firearms", "Attack")]
)
def test_who_demonstrates_stands_first_whoever_used_force(mode: str, sub_event: str) -> None:
    row = _row(_fought((POLICE,), (STUDENTS,), mode=mode))

    assert row["sub_event_type"] == sub_event
    assert (row["actor1"] == "Protesters (Syria)") == (row["event_type"] == "Protests")
    assert row["interaction"] == ("16" if row["event_type"] == "Protests" else "17")


def test_whom_a_protest_addresses_takes_no_part_and_is_counted() -> None:
    protest = _fought((STUDENTS,), (MINISTER,), type="PROTEST", mode="demo")

    assert _row(protest)["actor2"] == ""
    assert losses(Acled(), protest).not_held == {"whom a protest addresses": 1}


def test_figures_without_a_column_are_counted_as_not_held() -> None:
    more = changed(figures=(*BOMBING.figures, figure("weapons", 3.0, 3.0, 3.0), figure("injured", 3.0, 3.0, 3.0)))

    assert losses(Acled(), more).not_held == {"best and high of people killed": 1, "figures: weapons": 1}


def test_an_attacker_whom_nobody_names_is_an_unidentified_armed_group() -> None:
    attack = _fought((), (OIL_WORKERS,), mode="firearms")

    assert (_row(attack)["actor1"], _row(attack)["inter1"]) == ("Unidentified Armed Group (Syria)", "3")
    assert losses(Acled(), attack).coarsened["nobody told to have acted", "Unidentified Armed Group"] == 1


def test_forces_of_another_country_are_external() -> None:
    row = _row(_fought((RUSSIANS,), (REBELS,), mode="aerial"))

    assert (row["inter1"], row["inter2"], row["interaction"]) == ("8", "2", "28")


def test_the_armed_one_of_a_side_stands_first() -> None:
    row = _row(_fought((REBELS,), (OIL_WORKERS, ARMY), mode="firearms"))

    assert (row["actor2"], row["assoc_actor_2"]) == ("Military Forces of Syria", "oil workers; Syrian army")


def test_one_whose_sector_is_told_stands_before_one_of_whom_nothing_is() -> None:
    unknown = PartyRow(name="Lions", kind="group")

    assert _row(_fought((unknown, REBELS), (ARMY,)))["actor1"] == "Free Men"


@pytest.mark.parametrize(
    ("party", "name", "inter"),
    [
        (PartyRow(name="Police", kind="organisation", country="SYR", sector="COP"), "Police Forces of Syria", "1"),
        (RUSSIANS, "Military Forces of Russia", "8"),
        (PartyRow(name="soldiers", kind="group", sector="MIL"), "soldiers", "1"),
        (PartyRow(name="Saudi-led jets", kind="group", country="SYR", sector="MIL"), "Saudi-led jets", "1"),
        (PartyRow(name="Gunmen", kind="group", sector="UAF"), "Unidentified Armed Group (Syria)", "3"),
        (PartyRow(name="suicide bomber", kind="person"), "Unidentified Armed Group (Syria)", "3"),
        (PartyRow(name="Lions of the Hills", kind="group"), "Lions of the Hills", "3"),
        (PartyRow(name="fighters", kind="group", country="SYR", sector="REB"), "fighters", "2"),
    ],
)
def test_forces_of_a_state_and_those_without_a_name_go_by_acleds_names(party: PartyRow, name: str, inter: str) -> None:
    row = _row(_fought((party,), (OIL_WORKERS,), mode="firearms"))

    assert (row["actor1"], row["inter1"]) == (name, inter)
    assert row["assoc_actor_1"] == ("" if name == party.name else party.name)


def test_a_crowd_at_which_tear_gas_is_used_are_protesters_even_where_no_police_are_told() -> None:
    row = _row(_fought((STUDENTS,), mode="crowd-control"))

    assert (row["sub_event_type"], row["actor1"], row["inter1"]) == (
        "Protest with intervention",
        "Protesters (Syria)",
        "6",
    )


def test_those_who_are_told_to_fire_and_to_be_fired_at_are_the_other_side_of_a_clash() -> None:
    civilian = PartyRow(name="one civilian", kind="person", country="SYR", sector="CVL")

    row = _row(_fought((REBELS, ARMY), (civilian, ARMY), mode="heavy-weapons"))

    assert (row["sub_event_type"], row["actor1"], row["actor2"]) == (
        "Armed clash",
        "Free Men",
        "Military Forces of Syria",
    )
    assert (row["assoc_actor_1"], row["assoc_actor_2"], row["interaction"]) == ("", "one civilian; Syrian army", "12")


def test_who_looted_is_an_unidentified_armed_group_where_nobody_is_told() -> None:
    row = _row(_fought((), mode="destroy", recipients=(OIL_WORKERS,)))

    assert (row["sub_event_type"], row["actor1"]) == (
        "Looting/property destruction",
        "Unidentified Armed Group (Syria)",
    )


# --- how many ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures", "claims", "number"),
    [
        ((), (), 0),
        ((figure("killed", 0.0, 0.0, 0.0),), (), 0),
        ((figure("killed", 12.0, 14.0, 20.0),), (), 12),
        ((figure("injured", 12.0, 14.0, 20.0),), (), 0),
        ((figure("killed", 3.0, 3.0, 3.0, whom="MIL"), figure("killed", 9.0, 9.0, 9.0, whom="REB"))[:2], (), 12),
        ((figure("killed", 14.0, 14.0, 14.0), figure("killed", 9.0, 9.0, 9.0, whom="REB")), (), 14),
        ((figure("killed", None, None, None), figure("killed", 9.0, 9.0, 9.0, whom="REB")), (), 9),
        ((figure("killed", None, 40.0, None),), (), 40),
        (
            (figure("killed", 1.0, 1.0, 1.0), figure("killed", 3.0, 3.0, 3.0, whom="MIL")),
            (claim("one", "f1", "12 people", 1.0, counts="one civilian"),),
            4,
        ),
        (
            (figure("killed", 1.0, 1.0, 1.0), figure("killed", 3.0, 3.0, 3.0, whom="MIL")),
            (claim("one", "f1", "12 people", 1.0, counts="people"),),
            1,
        ),
        ((figure("killed", None, None, 20.0),), (), 3),
        ((figure("killed", None, None, None, claims=0),), (claim("one", "f1", "12 people", None, words="several"),), 3),
        (
            (figure("killed", 24.0, None, None),),
            (claim("one", "f1", "12 people", None, words="dozens", low=24.0, hedge="vague"),),
            12,
        ),
        (
            (figure("killed", 200.0, None, None),),
            (claim("one", "f1", "12 people", None, words="hundreds of men", low=200.0, hedge="vague"),),
            100,
        ),
        (
            (figure("killed", None, None, None, claims=0),),
            (claim("one", "f1", "12 people", None, words="no civilians", factuality="negated"),),
            0,
        ),
    ],
)
def test_deaths_are_the_most_conservative_number(figures: Any, claims: Any, number: int) -> None:
    assert fatalities(changed(figures=figures, claims=claims)).number == number


def test_a_number_made_of_vague_words_is_counted_as_coarser() -> None:
    several = claim("one", "f1", "12 people", None, words="several")
    unnumbered = changed(figures=(figure("killed", None, None, None),), claims=(several,))

    assert losses(Acled(), unnumbered).coarsened["deaths told without a number", "fatalities 3"] == 1


# --- crowds -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("crowd", "claims", "words"),
    [
        (None, (), "no report"),
        ((3000.0, 3000.0, 3000.0), (claim("one", "f1", "12 people", 3000.0, measure="participants"),), "3,000"),
        (
            (3000.0, 3000.0, 3000.0),
            (claim("one", "f1", "12 people", 3000.0, measure="participants", hedge="about"),),
            "around 3,000",
        ),
        ((200.0, 300.0, 300.0), (), "between 200 and 300"),
        (
            (200.0, None, None),
            (claim("one", "f1", "12 people", None, measure="participants", hedge="vague", words="Hundreds"),),
            "hundreds",
        ),
        ((50.0, None, None), (), "at least 50"),
        ((None, None, None), (), "no report"),
    ],
)
def test_the_size_of_a_crowd_is_told_as_acled_tells_it(crowd: Any, claims: Any, words: str) -> None:
    figures = (figure("participants", *crowd),) if crowd else ()

    assert crowd_size(changed(figures=figures, claims=claims)) == words


def test_protests_and_riots_alone_have_a_crowd_in_their_tags() -> None:
    assert _row(_fought((STUDENTS,), type="PROTEST", mode="demo"))["tags"] == "crowd size=no report"
    assert _row(BOMBING)["tags"] == ""


# --- any event --------------------------------------------------------------------------------------

_FOUND = HAPPENINGS.map(lambda found: changed(found, status="done", start=THURSDAY, end=THURSDAY, precision=2))
"""Events of which enough is known for a row, whatever else they are."""

_SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


@_SLOWLY
@given(st.lists(HAPPENINGS | _FOUND, max_size=2))
def test_every_event_is_a_row_or_is_counted_and_every_code_is_on_its_list(happenings: list[Happening]) -> None:
    data, lost = told(Acled(), happenings)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))

    assert lost.written == len(rows)
    assert lost.written + lost.left_out.total() == len(happenings)
    for row in rows:
        assert None not in row and None not in row.values()
        assert row["sub_event_type"] in acled.sub_events()
        assert {row["inter1"], row["inter2"]} <= {"", *map(str, acled.actor_types())}
        assert row["interaction"] == "" or acled.interaction_words(int(row["interaction"]))
        assert int(row["fatalities"]) >= 0
        assert not any(cell[:1] in tuple("=@+\t\n") for cell in row.values())


@_SLOWLY
@given(_FOUND)
def test_the_same_events_give_the_same_bytes(happening: Happening) -> None:
    assert written(Acled(), happening) == written(Acled(), happening)


def test_pandas_reads_the_types_that_acled_publishes() -> None:
    pandas = pytest.importorskip("pandas")
    whole = dict.fromkeys(
        ("year", "time_precision", "inter1", "iso", "geo_precision", "fatalities", "timestamp"), "int64"
    )
    happenings = [changed(id=f"S{n}", lat=35.5 + n) for n in range(3)]

    frame = pandas.read_csv(
        io.BytesIO(written(Acled(), *happenings)), dtype=whole | {"latitude": "float64"}, parse_dates=["event_date"]
    )

    assert len(frame) == 3
    assert list(frame["latitude"]) == [35.5, 36.5, 37.5]
    assert set(frame["event_date"].dt.date) == {THURSDAY}
    assert frame["fatalities"].sum() == 3 * 14
