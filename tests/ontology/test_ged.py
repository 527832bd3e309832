import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ontology import ged
from dateline.ontology.countries import countries
from dateline.ontology.plover import SECTORS, TYPES
from dateline.record import ActorKind


@pytest.mark.parametrize(
    ("type_", "one", "other", "gives"),
    [
        ("ASSAULT", "state", "group", "1"),
        ("ASSAULT", "group", "state", "1"),
        ("ASSAULT", "state", "state", "1"),
        ("ASSAULT", "group", "group", "2"),
        ("ASSAULT", "group", "civilians", "3"),
        ("ASSAULT", "state", "civilians", "3"),
        ("ASSAULT", "group", "nobody", ged.UNKNOWN_TYPE),
        ("ASSAULT", "nobody", "civilians", ged.UNKNOWN_TYPE),
        ("ASSAULT", "civilians", "civilians", ""),
        ("PROTEST", "civilians", "state", "3"),
        ("PROTEST", "civilians", "civilians", ""),
        ("MOVE", "civilians", "nobody", ""),
    ],
)
def test_the_type_of_violence_goes_by_what_the_sides_are(type_: str, one: str, other: str, gives: str) -> None:
    assert ged.violence(type_, one, other).gives == gives


@pytest.mark.parametrize("type_", sorted(TYPES))
def test_every_type_has_a_rule_whatever_the_sides(type_: str) -> None:
    for one in ("state", "group", "civilians", "nobody"):
        for other in ("state", "group", "civilians", "nobody"):
            assert ged.violence(type_, one, other).gives in ("1", "2", "3", ged.UNKNOWN_TYPE, "")


def test_everybody_is_a_state_a_group_or_civilians() -> None:
    for kind in ActorKind.__args__:  # type: ignore[attr-defined]
        for sector in (None, *SECTORS):
            for role in ("actor", "recipient"):
                assert ged.party(role, kind, sector, "ASSAULT")[0] in ("state", "group", "civilians")


def test_an_official_who_is_attacked_is_a_civilian_and_one_who_attacks_is_the_state() -> None:
    assert ged.party("recipient", "person", "GOV", "ASSAULT")[0] == "civilians"
    assert ged.party("actor", "person", "GOV", "ASSAULT")[0] == "state"


def test_date_prec_is_day_days_week_month_or_year_and_no_wider() -> None:
    first = datetime.date(2019, 1, 1)
    lengths = (1, 2, 6, 7, 8, 31, 32, 366, 367)

    found = [ged.date_prec(first, first + datetime.timedelta(days=days - 1)) for days in lengths]

    assert found == [1, 2, 2, 3, 4, 4, 5, 5, None]


def test_countries_have_a_number_and_the_region_that_goes_by_it() -> None:
    found = ged.ged_countries()

    assert set(found) <= set(countries())
    assert found["SYR"] == ged.GedCountry(gwno=652, name="Syria", region="Middle East")
    assert {country.region for country in found.values()} == {"Africa", "Americas", "Asia", "Europe", "Middle East"}


def test_prio_grid_counts_cells_from_the_south_west() -> None:
    assert ged.priogrid_cell(-90, -180) == 1
    assert ged.priogrid_cell(-90, -179.5) == 2
    assert ged.priogrid_cell(-89.5, -180) == 721
    assert ged.priogrid_cell(90, 180) == 360 * 720
    assert ged.priogrid_cell(91, 0) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_point_of_the_globe_is_in_a_cell(lat: float, lon: float) -> None:
    cell = ged.priogrid_cell(lat, lon)

    assert cell is not None and 1 <= cell <= 259_200
