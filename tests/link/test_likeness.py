"""How likely two events are one happening, and why."""

from __future__ import annotations

from itertools import combinations

from tests.link.events import actor, day, event, killed, place

from dateline.link.likeness import chance, compare, parts
from dateline.link.traits import traits

BOMB = event("one")
SAME = event("two", sentence="Twenty oil workers died when a car bomb exploded in Azmarin on Thursday.")


def test_the_same_told_twice_is_likely_and_another_day_elsewhere_is_not() -> None:
    other = event(
        "two",
        start=day(1),
        end=day(1),
        place=place("Kandahar", "AFG"),
        recipients=(),
        counts=(killed(3),),
        sentence="Three policemen died on the road to Kandahar.",
    )
    assert compare(BOMB, SAME).chance > 0.5 > 0.15 > compare(BOMB, other).chance


def test_another_type_is_less_likely() -> None:
    assert compare(BOMB, event("two", type="COERCE", mode="arrest")).chance < compare(BOMB, SAME).chance


def test_the_order_of_the_two_does_not_matter() -> None:
    others = (SAME, event("three", place=place("Syria"), start=None, end=None), event("four", actors=(actor("army"),)))
    for one, other in combinations((BOMB, *others), 2):
        assert compare(one, other) == compare(other, one)


def test_the_parts_sum_to_the_score() -> None:
    found = parts(traits(BOMB), traits(SAME))
    assert compare(BOMB, SAME).chance == chance(sum(found.values()))


def test_reasons_name_the_values_that_were_compared() -> None:
    reasons = compare(BOMB, SAME).reasons
    assert "both bombing" in reasons
    assert "same day (21 Feb 2019)" in reasons
    assert "same place (Azmarin)" in reasons


def test_reasons_against_are_told_too() -> None:
    israel, iraq = actor("israel", "state", country="ISR"), actor("iraq", "state", country="IRQ")
    reasons = compare(event("one", actors=(israel,)), event("two", actors=(iraq,), counts=(killed(3),))).reasons
    assert "actors: israel / iraq" in reasons


def test_a_place_is_told_to_lie_in_its_country() -> None:
    far = compare(event("one", mode=None, recipients=()), event("two", mode=None, place=place("Syria"), recipients=()))
    lines = [reason for reason in far.reasons if "Azmarin" in reason]
    assert lines in ([], ["Azmarin lies in Syria"])


def test_a_chance_stays_a_chance() -> None:
    assert chance(-1e9) == 0.0 and chance(0.0) == 0.5 and chance(1e9) == 1.0
