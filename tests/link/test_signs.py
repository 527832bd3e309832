"""The signs that two events are one happening."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.link.events import actor, day, event, killed, place

from dateline.link.signs import ASPECTS, actor_likeness, agree, distance_km, signs
from dateline.link.traits import traits
from dateline.situation import CountView


def found(one: dict[str, Any], other: dict[str, Any]) -> dict[str, float]:
    return signs(traits(event("one", **one)), traits(event("two", **other)))


def alike(one: Any, other: Any) -> float:
    a, b = traits(event(actors=(one,))), traits(event(actors=(other,)))
    return actor_likeness(a.actors[0], b.actors[0])


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ((21, 21), (21, 21), "same day"),
        ((20, 22), (20, 22), "same days"),
        ((1, 28), (1, 28), "same long span"),
        ((21, 21), (22, 22), "a day apart"),
        ((1, 1), (8, 8), "days apart"),
        ((1, 1), (20, 20), "weeks apart"),
        ((18, 24), (21, 21), "overlap of days"),
        ((1, 28), (21, 21), "overlap of weeks"),
    ],
)
def test_days_are_the_same_overlap_or_lie_apart(one: tuple[int, int], other: tuple[int, int], sign: str) -> None:
    told = found(
        {"start": day(one[0]), "end": day(one[1])},
        {"start": day(other[0]), "end": day(other[1])},
    )
    assert {name for name in told if name.startswith("time")} == {f"time: {sign}"}


def test_no_date_is_no_sign_of_another_day() -> None:
    told = found({}, {"start": None, "end": None})
    assert "time: one undated" in told and not any("apart" in name for name in told)


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        (place("Azmarin"), place("azmarin"), "same"),
        (place("Idlib province"), place("Idlib"), "same"),
        (place("Eastern Ghouta"), place("Ghouta"), "within"),
        (place("Azmarin"), place("Syria"), "in the country"),
        (place("Syria"), place("Syria"), "same whole country"),
        (place("Azmarin"), place("Iraq", "IRQ"), "apart"),
        (place("Azmarin"), place("Kobane"), "same country"),
        (place("Azmarin", admin1="Idlib"), place("Sarmada", admin1="Idlib"), "same province"),
        (place("the school", None), place("a market", None), "unclear"),
    ],
)
def test_places_are_compared_by_names_and_codes(one: Any, other: Any, sign: str) -> None:
    assert f"place: {sign}" in found({"place": one}, {"place": other})


def test_points_within_their_reach_are_near_and_others_are_not() -> None:
    town, farm = place("Azmarin", lat=36.0, lon=36.5, precision=1), place("a farm", lat=36.1, lon=36.5, precision=2)
    city = place("Kobane", lat=36.9, lon=38.35, precision=1)
    assert "place: within" in found({"place": town}, {"place": farm})
    assert "place: same country" in found({"place": town}, {"place": city})


def test_points_far_beyond_their_reach_speak_against_one_happening() -> None:
    town = place("Azmarin", lat=36.0, lon=36.5, precision=1)
    near, far = (
        place("Kobane", lat=36.9, lon=38.35, precision=1),
        place("Mogadishu", "SOM", lat=2.0, lon=45.3, precision=1),
    )
    told = [found({"place": town}, {"place": other}) for other in (town, near, far)]
    assert "place: far" not in told[0]
    assert 0 < told[1]["place: far"] < told[2]["place: far"] == 1.0


def test_distances_are_those_on_a_globe_and_unknown_without_a_point_or_a_reach() -> None:
    here = traits(event(place=place("a", lat=0.0, lon=0.0, precision=1))).place
    there = traits(event(place=place("b", lat=0.0, lon=1.0, precision=1))).place
    country = traits(event(place=place("c", lat=0.0, lon=1.0, precision=6))).place
    assert here and there and country
    assert distance_km(here, there) == pytest.approx(111.2, abs=0.1)
    assert distance_km(here, country) is None


def test_a_shared_alias_is_the_same_actor() -> None:
    assert alike(actor("islamic state", aliases=("isis",)), actor("isis")) == 1.0


def test_a_surname_is_likely_the_person_and_another_name_is_not() -> None:
    full, last = actor("theresa mbeki", "person", country="GBR"), actor("mbeki", "person", country="GBR")
    assert alike(full, last) > 0.5
    assert alike(full, actor("joan baez", "person", country="GBR")) < 0.3


def test_a_state_acts_through_its_forces_and_not_another_state() -> None:
    state = actor("turkey", "state", country="TUR")
    assert alike(state, actor("soldiers", country="TUR")) > alike(state, actor("soldiers", country="IRQ"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (killed(20), killed(20), True),
        (killed(20), killed(14), False),
        (CountView(measure="killed", low=20, best=20), killed(23), False),
        (CountView(measure="killed", best=200), CountView(measure="killed", best=190), True),
        (CountView(measure="killed", low=24), killed(30), None),
    ],
)
def test_figures_agree_where_each_lies_in_the_bounds_of_the_other(one: Any, other: Any, same: bool | None) -> None:
    assert agree(one, other) is same


def test_two_mentions_in_one_sentence_are_told_apart() -> None:
    told = signs(traits(event(entry="e1")), traits(event(entry="e2")))
    assert "report: same sentence" in told


moments = st.none() | st.integers(1, 28)


@settings(deadline=None)
@given(moments, moments, st.sampled_from(["actual", "future", "negated"]), st.sampled_from([None, "Syria", "Azmarin"]))
def test_signs_lie_between_0_and_1_and_do_not_depend_on_the_order(
    one: int | None, other: int | None, factuality: str, where: str | None
) -> None:
    a = traits(event("one", start=one and day(one), end=one and day(one)))
    b = traits(
        event(
            "two",
            start=other and day(other),
            end=other and day(other),
            factuality=factuality,
            place=place(where) if where else None,
        )
    )
    assert signs(a, b) == signs(b, a)
    assert all(0.0 <= value <= 1.0 for value in signs(a, b).values())
    assert all(name.split(":")[0] in ASPECTS for name in signs(a, b))
