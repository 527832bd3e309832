import csv
import dataclasses
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
    THURSDAY,
    changed,
    claim,
    figure,
    losses,
    told,
    written,
)

from dateline.export.ged import COLUMNS, Ged
from dateline.export.ged_codes import ged_codes
from dateline.export.happened import LeftOut
from dateline.store.base import Happening, PartyRow

OTHER_REBELS = PartyRow(name="Banner Front", kind="group", country="SYR", sector="REB")
RUSSIANS = PartyRow(name="Russian jets", kind="group", country="RUS", sector="MIL")
POLICE = PartyRow(name="riot police", kind="group", country="SYR", sector="COP")
STUDENTS = PartyRow(name="students", kind="population", country="SYR", sector="EDU")
DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low")


def _rows(*happenings: Happening) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(Ged(), *happenings).decode("utf-8"), newline="")))


def _row(happening: Happening) -> dict[str, str]:
    rows = _rows(happening)
    assert len(rows) == 1
    return rows[0]


def _fought(actors: tuple[PartyRow, ...], recipients: tuple[PartyRow, ...] = (), **event: Any) -> Happening:
    """An assault with ten dead, of whom no more is told."""
    known: dict[str, Any] = {"mode": None, "figures": (figure("killed", 10.0, 10.0, 10.0),), "claims": ()}
    return changed(actors=actors, recipients=recipients, **(known | event))


def _deaths(happening: Happening) -> list[int]:
    row = _row(happening)
    return [int(row[column]) for column in DEATHS]


# --- the row ----------------------------------------------------------------------------------------


def test_a_bombing_is_the_row_that_a_coder_would_write() -> None:
    row = _row(BOMBING)

    assert tuple(row) == COLUMNS
    assert {column: cell for column, cell in row.items() if cell} == {
        "id": "1",
        "relid": "SYR-2019-3-S1",
        "year": "2019",
        "code_status": "Clear",
        "type_of_violence": "3",
        "conflict_name": "Free Men - Civilians",
        "dyad_name": "Free Men - Civilians",
        "side_a": "Free Men",
        "side_b": "Civilians",
        "number_of_sources": "3",
        "source_article": (
            '"Example Press,2019-02-22,A bomb";"Daily News,2019-02-22,A bomb";"Example Press,2019-02-24,A bomb"'
        ),
        "source_office": "Example Press;Daily News;Example Press",
        "source_date": "2019-02-22;2019-02-22;2019-02-24",
        "source_headline": "A bomb;A bomb;A bomb",
        "source_original": "Health Ministry;residents;Army",
        "where_prec": "1",
        "where_coordinates": "Azmarin",
        "where_description": "Azmarin, Idlib, Syria",
        "adm_1": "Idlib",
        "latitude": "36",
        "longitude": "36.5",
        "geom_wkt": "POINT (36.5 36.0)",
        "priogrid_gid": str(252 * 720 + 433 + 1),
        "country": "Syria",
        "country_id": "652",
        "region": "Middle East",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "2019-02-21",
        "date_end": "2019-02-21",
        "deaths_a": "9",
        "deaths_b": "0",
        "deaths_civilians": "5",
        "deaths_unknown": "0",
        "best": "14",
        "high": "20",
        "low": "14",
    }


def test_a_mark_of_a_list_within_a_title_does_not_part_it() -> None:
    named = tuple(dataclasses.replace(t, title='"Bomb"; many dead') for t in BOMBING.tellings[:1])

    row = _row(changed(tellings=named, claims=()))

    assert row["source_headline"] == "'Bomb', many dead"
    assert row["source_article"] == "\"Example Press,2019-02-22,'Bomb', many dead\""


def test_ucdps_own_ids_and_what_is_not_known_are_counted_as_not_filled() -> None:
    assert losses(Ged(), BOMBING).unfilled == dict.fromkeys(
        ("active_year", "conflict_dset_id", "conflict_new_id", "dyad_dset_id", "dyad_new_id", "side_a_dset_id",
         "side_a_new_id", "side_b_dset_id", "side_b_new_id", "adm_2"), 1,
    )  # fmt: skip


def test_what_ged_has_no_column_for_is_counted_as_not_held() -> None:
    wounded = changed(figures=(*BOMBING.figures, figure("injured", 3.0, 3.0, 3.0)))

    assert losses(Ged(), wounded).not_held == {"the mode: ASSAULT-explosives": 1, "figures: injured": 1}


# --- what is left out -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("happening", "reason"),
    [
        (changed(figures=(), claims=()), "nobody is told to have been killed"),
        (changed(figures=(figure("killed", 0.0, 0.0, 0.0),), claims=()), "nobody is told to have been killed"),
        (
            changed(
                figures=(figure("killed", None, None, None),),
                claims=(claim("one", "f1", "12 people", None, words="several"),),
            ),
            "deaths are told, but no number",
        ),
        (changed(status="announced"), "did not happen, or is not known to have: announced"),
        (changed(type="MOVE", mode="flee"), "not a use of armed force"),
        (changed(start=None, end=None), "no day is known"),
        (changed(end=datetime.date(2021, 1, 1)), "its days are not known to the year, and GED has no wider code"),
        (
            _fought((STUDENTS,), type="PROTEST", mode="demo"),
            "a protest at which no armed side is told",
        ),
    ],
)
def test_what_ged_does_not_hold_is_left_out_with_the_reason(happening: Happening, reason: str) -> None:
    lost = losses(Ged(), happening)

    assert lost.written == 0
    assert lost.left_out == {reason: 1}


def test_an_event_of_which_nothing_is_known_is_left_out() -> None:
    assert losses(Ged(), BARE).left_out.total() == 1


# --- sides ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("happening", "type_", "dyad", "gwno"),
    [
        (_fought((ARMY,), (REBELS,)), "1", "Government of Syria - Free Men", ("652", "")),
        (_fought((REBELS,), (ARMY,)), "1", "Government of Syria - Free Men", ("652", "")),
        (_fought((REBELS, ARMY)), "1", "Government of Syria - Free Men", ("652", "")),
        (
            _fought((RUSSIANS,), (ARMY,)),
            "1",
            "Government of Russia (Soviet Union) - Government of Syria",
            ("365", "652"),
        ),
        (_fought((REBELS,), (OTHER_REBELS,)), "2", "Free Men - Banner Front", ("", "")),
        (_fought((REBELS, OTHER_REBELS)), "2", "Free Men - Banner Front", ("", "")),
        (_fought((REBELS, OTHER_REBELS), (OIL_WORKERS,)), "3", "Free Men, Banner Front - Civilians", ("", "")),
        (_fought((ARMY,), (OIL_WORKERS,)), "3", "Government of Syria - Civilians", ("652", "")),
        (_fought((STUDENTS,), (POLICE,), type="PROTEST"), "3", "Government of Syria - Civilians", ("652", "")),
    ],
)
def test_the_type_of_violence_and_the_dyad_go_by_the_sides(
    happening: Happening, type_: str, dyad: str, gwno: tuple[str, str]
) -> None:
    row = _row(happening)

    assert (row["type_of_violence"], row["dyad_name"], (row["gwnoa"], row["gwnob"])) == (type_, dyad, gwno)


def test_a_side_that_nobody_tells_leaves_the_type_open_and_says_so() -> None:
    row = _row(_fought((REBELS,)))

    assert (row["type_of_violence"], row["side_b"], row["dyad_name"]) == ("", "", "")
    assert row["code_status"] == "Check type of violence"


def test_no_government_fights_itself() -> None:
    row = _row(_fought((ARMY,), (POLICE,)))

    assert (row["side_a"], row["side_b"], row["code_status"]) == ("Government of Syria", "", "Check type of violence")


def test_several_governments_on_a_side_become_the_one_at_home_and_are_counted() -> None:
    joint = _fought((RUSSIANS, ARMY), (REBELS,))

    assert _row(joint)["side_a"] == "Government of Syria"
    assert losses(Ged(), joint).coarsened == {("several governments on one side", "one of them"): 1}


# --- deaths -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("happening", "deaths"),
    [
        # civilians attacked: whoever is no fighter of a side is one of them
        (_fought((REBELS,), (OIL_WORKERS,)), [0, 0, 10, 0, 10, 10, 10]),
        # a battle: of people in general nobody tells what they were
        (_fought((ARMY,), (REBELS,)), [0, 0, 0, 10, 10, 10, 10]),
        (
            _fought((ARMY,), (REBELS,), claims=(claim("one", "f1", "12 people", 10.0, counts="civilians"),)),
            [0, 0, 10, 0, 10, 10, 10],
        ),
        (
            _fought(
                (REBELS,),
                (ARMY, OIL_WORKERS),
                claims=(claim("one", "f1", "12 people", 10.0, counts="oil workers"),),
            ),
            [0, 0, 10, 0, 10, 10, 10],
        ),
        # the fighters of each side
        (
            _fought(
                (ARMY,),
                (REBELS,),
                figures=(
                    figure("killed", 3.0, 4.0, 5.0, whom="MIL of SYR"),
                    figure("killed", 8.0, 9.0, 12.0, whom="REB of SYR"),
                ),
            ),
            [4, 9, 0, 0, 13, 17, 11],
        ),
        # police are of the government's side
        (
            _fought((ARMY,), (REBELS,), figures=(figure("killed", 2.0, 2.0, 2.0, whom="COP of SYR"),)),
            [2, 0, 0, 0, 2, 2, 2],
        ),
        # fighters told by a name
        (
            _fought((REBELS,), (OTHER_REBELS,), figures=(figure("killed", 2.0, 2.0, 2.0, whom="banner front"),)),
            [0, 2, 0, 0, 2, 2, 2],
        ),
        # fighters of neither side
        (
            _fought((ARMY,), (REBELS,), figures=(figure("killed", 2.0, 2.0, 2.0, whom="CRM of LBN"),)),
            [0, 0, 0, 2, 2, 2, 2],
        ),
        # civilians are beside the fighters where there are fewer of them
        (
            _fought(
                (ARMY,),
                (REBELS,),
                figures=(figure("killed", 1.0, 1.0, 1.0), figure("killed", 2.0, 3.0, 3.0, whom="MIL of SYR")),
                claims=(claim("one", "f1", "12 people", 1.0, counts="one civilian"),),
            ),
            [3, 0, 1, 0, 4, 4, 3],
        ),
        # fighters of a kind that both sides are: those whom the claims name, or nobody knows whose
        (
            _fought(
                (REBELS,),
                (OTHER_REBELS,),
                figures=(figure("killed", 2.0, 2.0, 2.0, whom="REB of SYR"),),
                claims=(claim("one", "f1", "12 people", 2.0, counts="Banner Front"),),
            ),
            [0, 2, 0, 0, 2, 2, 2],
        ),
        (
            _fought((REBELS,), (OTHER_REBELS,), figures=(figure("killed", 2.0, 2.0, 2.0, whom="REB of SYR"),)),
            [0, 0, 0, 2, 2, 2, 2],
        ),
        # fighters are among people in general, even where they are told to be more
        (
            _fought(
                (ARMY,),
                (REBELS,),
                figures=(figure("killed", 10.0, 10.0, 12.0), figure("killed", 11.0, 11.0, 11.0, whom="REB of SYR")),
            ),
            [0, 11, 0, 0, 11, 12, 10],
        ),
    ],
)
def test_deaths_are_counted_by_side(happening: Happening, deaths: list[int]) -> None:
    assert _deaths(happening) == deaths


def test_a_lowest_number_alone_is_taken_for_the_best_and_marked() -> None:
    dozens = _fought((ARMY,), (REBELS,), figures=(figure("killed", 24.0, None, None),))

    assert _deaths(dozens) == [0, 0, 0, 24, 24, 24, 24]
    assert _row(dozens)["code_status"] == "Check deaths"
    assert losses(Ged(), dozens).coarsened == {("a lowest number of deaths alone", "best"): 1}


def test_several_attacks_counted_as_one_are_not_clear() -> None:
    attacks = figure("attacks", 6.0, 6.0, 6.0)

    assert _row(changed(figures=(*BOMBING.figures, attacks)))["event_clarity"] == "2"
    assert _row(changed(end=THURSDAY + datetime.timedelta(days=6)))["event_clarity"] == "2"


# --- any event --------------------------------------------------------------------------------------

_FOUND = HAPPENINGS.map(lambda found: changed(found, status="done", start=THURSDAY, end=THURSDAY, type="ASSAULT"))
"""Events of which enough is known for a row, whatever else they are."""

_SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


@_SLOWLY
@given(st.lists(HAPPENINGS | _FOUND, max_size=2))
def test_every_event_is_a_row_or_is_counted_and_its_deaths_add_up(happenings: list[Happening]) -> None:
    data, lost = told(Ged(), happenings)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))

    assert lost.written == len(rows)
    assert lost.written + lost.left_out.total() == len(happenings)
    for row in rows:
        assert None not in row and None not in row.values()
        a, b, civilians, unknown, best, high, low = (float(row[column]) for column in DEATHS)
        assert a + b + civilians + unknown == pytest.approx(best)
        assert 0 <= low <= best <= high and best >= 1
        assert row["type_of_violence"] in ("", "1", "2", "3")
        assert not any(cell[:1] in tuple("=@+\t\n") for cell in row.values())


@_SLOWLY
@given(_FOUND)
def test_the_same_events_give_the_same_bytes(happening: Happening) -> None:
    assert written(Ged(), happening) == written(Ged(), happening)


@_SLOWLY
@given(_FOUND)
def test_a_government_stands_first_where_a_state_is_a_side(happening: Happening) -> None:
    codes = ged_codes(happening)

    if not isinstance(codes, LeftOut) and codes.type_of_violence == "1":
        assert codes.a.party == "state"


def test_pandas_reads_the_types_that_ucdp_publishes() -> None:
    pandas = pytest.importorskip("pandas")
    whole = dict.fromkeys(("id", "year", "type_of_violence", "where_prec", "date_prec", "best", "high", "low"), "int64")
    happenings = [changed(id=f"S{n}", lat=35.5 + n) for n in range(3)]

    frame = pandas.read_csv(
        io.BytesIO(written(Ged(), *happenings)), dtype=whole, parse_dates=["date_start", "date_end"]
    )

    assert list(frame["id"]) == [0, 1, 2]
    assert list(frame["latitude"]) == [35.5, 36.5, 37.5]
    assert set(frame["date_start"].dt.date) == {THURSDAY}
    assert (frame["best"].sum(), frame["high"].sum(), frame["low"].sum()) == (42, 60, 42)
