"""An actor's name is the fullest that the report gives, without what does not belong to it."""

from __future__ import annotations

import pytest

from dateline.resolve.actors import resolve


@pytest.mark.parametrize(
    ("mentions", "name"),
    [
        (["Oil Minister Ann Smith", "Smith"], "Ann Smith"),
        (["a resident of Afrin", "she"], "resident of Afrin"),
        (["One hostage", "he"], "One hostage"),
        (["aid group director Rami Abdel Rahman", "Abdel Rahman"], "Rami Abdel Rahman"),
        (["Neeraj Singh", "Singh"], "Neeraj Singh"),
    ],
)
def test_a_person_is_named_by_name_alone(mentions, name):
    assert resolve(mentions, kind="person").name == name


@pytest.mark.parametrize(
    ("mentions", "name"),
    [
        (["the Kurdish-led Northern Shield Units"], "Northern Shield Units"),
        (["the local newspaper Daily Harvest"], "Daily Harvest"),
        (["the US-led forces"], "US-led forces"),
        (["Police", "Kenyan police"], "Kenyan police"),
        (["Israeli troops", "Israeli"], "Israeli troops"),
    ],
)
def test_a_group_is_named_without_what_stands_before_its_name(mentions, name):
    assert resolve(mentions, kind="group").name == name


@pytest.mark.parametrize(
    ("mentions", "name"),
    [
        (["four civilians"], "four civilians"),
        (["all parties"], "all parties"),
        (["at least 40 civilians"], "civilians"),
        (["hundreds of thousands of refugees"], "refugees"),
        (["its allies"], "allies"),
        (["Many", "people who fled"], "people who fled"),
        (["foreign oil firms", "firms", "companies that showed an interest in the field"], "foreign oil firms"),
    ],
)
def test_a_description_keeps_small_numbers_and_the_fuller_of_the_first_two_is_taken(mentions, name):
    assert resolve(mentions, kind="population").name == name


def test_an_actor_beside_a_known_person_has_the_persons_country():
    value = resolve(["forces loyal to Bashar al-Assad"])
    assert (value.name, value.country) == ("forces loyal to Bashar al-Assad", "SYR")
