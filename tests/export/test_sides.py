import pytest
from tests.export.samples import ARMY, OIL_WORKERS, REBELS, changed, claim, figure

from dateline.export.sides import Sides, sides
from dateline.store.base import PartyRow

POLICE = PartyRow(name="police", kind="group", country="SYR", sector="COP")
OTHER_REBELS = PartyRow(name="Banner Front", kind="group", country="SYR", sector="REB")


def test_who_acts_and_who_is_acted_on_are_the_sides() -> None:
    found = sides(changed(actors=(REBELS,), recipients=(OIL_WORKERS,)))

    assert found == Sides(one=(REBELS,), other=(OIL_WORKERS,))
    assert found.role_on_other(OIL_WORKERS) == "recipient"


def test_two_named_actors_of_a_clash_are_two_sides() -> None:
    found = sides(changed(actors=(REBELS, OTHER_REBELS), recipients=()))

    assert found == Sides(one=(REBELS,), other=(OTHER_REBELS,), acting=(OTHER_REBELS,))
    assert found.mutual and found.role_on_other(OTHER_REBELS) == "actor"


@pytest.mark.parametrize("beside", [POLICE, PartyRow(name="gunmen", kind="group", country="SYR", sector="REB")])
def test_forces_of_one_state_and_groups_without_a_name_are_no_other_side(beside: PartyRow) -> None:
    first = ARMY if beside is POLICE else REBELS

    assert sides(changed(actors=(first, beside), recipients=(), figures=())) == Sides(one=(first, beside), other=())


def test_forces_of_one_state_stand_together() -> None:
    found = sides(changed(actors=(ARMY, REBELS, POLICE), recipients=()))

    assert found == Sides(one=(ARMY, POLICE), other=(REBELS,), acting=(REBELS,))


def test_forces_that_are_told_to_act_and_to_be_acted_on_stand_with_those_acted_on() -> None:
    found = sides(changed(actors=(REBELS, POLICE), recipients=(OIL_WORKERS, ARMY)))

    assert found == Sides(one=(REBELS,), other=(OIL_WORKERS, ARMY, POLICE), acting=(POLICE,))
    assert [found.role_on_other(party) for party in found.other] == ["recipient", "recipient", "actor"]


def test_where_all_who_act_are_acted_on_too_the_sides_stay_as_told() -> None:
    assert sides(changed(actors=(ARMY,), recipients=(POLICE,))) == Sides(one=(ARMY,), other=(POLICE,))


@pytest.mark.parametrize("type_", ["PROTEST", "MOVE", "COERCE"])
def test_those_who_act_together_are_no_two_sides_of_what_takes_none(type_: str) -> None:
    found = sides(changed(type=type_, actors=(REBELS, OIL_WORKERS), recipients=()))

    assert found == Sides(one=(REBELS, OIL_WORKERS), other=())


def test_where_nobody_is_told_to_be_struck_those_whose_fighters_are_counted_are() -> None:
    struck = figure("injured", 5.0, 5.0, 5.0, whom="MIL of SYR")
    counted = claim("two", "f1", "Nine militants", 5.0, measure="injured", counts="five soldiers")

    found = sides(changed(actors=(REBELS,), recipients=(), figures=(struck,), claims=(counted,)))

    assert found.other == (PartyRow(name="five soldiers", kind="group", country="SYR", sector="MIL"),)


def test_the_dead_of_those_who_act_make_no_other_side() -> None:
    own = figure("killed", 5.0, 5.0, 5.0, whom="REB of SYR")

    assert sides(changed(actors=(REBELS,), recipients=(), figures=(own,))).other == ()
