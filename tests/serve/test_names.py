"""Actors and places through the API, and the rules behind them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.serve.conftest import Desk
from tests.store.records import NOW

from dateline.review import Change, Edit
from dateline.serve.names import Named, book


def actor(desk: Desk, name: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.get("/actors", q=name)["actors"][0]
    return found


def place(desk: Desk, name: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.get("/places", q=name)["places"][0]
    return found


def test_actors_are_listed_with_codes_and_counts(desk: Desk) -> None:
    found = desk.get("/actors")
    assert found["total"] == 4
    first = found["actors"][0]
    assert (first["name"], first["kind"], first["country"], first["reports"]) == ("Rebels", "group", "SYR", 2)
    assert [one["name"] for one in desk.get("/actors", sort="name")["actors"]] == [
        "Envoys", "Farmers", "Rebels", "the army",
    ]  # fmt: skip
    assert [one["name"] for one in desk.get("/actors", kind="organisation")["actors"]] == ["the army"]
    assert [one["name"] for one in desk.get("/actors", country="TUR")["actors"]] == ["Envoys"]


def test_one_actor_comes_with_where_it_is_told_of(desk: Desk) -> None:
    found = desk.get(f"/actors/{actor(desk, 'rebels')['id']}")
    assert found["events_list"] == ["S1"]
    assert [(one["report"], one["entry"]) for one in found["reports_list"]] == [("afp-1", "a1"), ("ana/2#x", "a1")]
    assert [(one["name"], one["reports"]) for one in found["names"]] == [("Rebels", 2)]
    assert found["edits"] == []
    assert "no actor 'a0'" in desk.get("/actors/a0", expect=404)["detail"]


def test_two_names_become_one_actor_wherever_names_are_shown(desk: Desk) -> None:
    farmers, rebels = actor(desk, "farmers"), actor(desk, "rebels")
    merged = desk.post(f"/actors/{farmers['id']}/merge", {"into": rebels["id"]})
    assert (merged["name"], merged["aliases"], merged["events"], merged["edited"]) == ("Rebels", ["Farmers"], 2, True)
    assert {row["id"]: row["actors"] for row in desk.rows("/events")}["S2"] == ["Rebels"]
    assert [row["id"] for row in desk.rows("/events", actor="rebels")] == ["S1", "S2"]
    assert desk.get("/events/S2")["actors"][0]["raw"] == ["Farmers"]
    assert desk.get(f"/actors/{farmers['id']}")["id"] == rebels["id"]
    assert desk.get("/reports/afp-1/record")["actors"][2]["name"] == "Farmers"
    assert "one actor already" in desk.post(f"/actors/{farmers['id']}/merge", {"into": rebels["id"]}, 409)["detail"]


def test_a_name_is_split_off_again(desk: Desk) -> None:
    farmers, rebels = actor(desk, "farmers"), actor(desk, "rebels")
    desk.post(f"/actors/{farmers['id']}/merge", {"into": rebels["id"]})
    parted = desk.post(f"/actors/{rebels['id']}/split", {"name": "Farmers"})["actors"]
    assert [one["name"] for one in parted] == ["Rebels", "Farmers"]
    assert "not merged" in desk.post(f"/actors/{rebels['id']}/split", {"name": "Rebels"}, 409)["detail"]
    assert "not one of the names" in desk.post(f"/actors/{rebels['id']}/split", {"name": "Nobody"}, 404)["detail"]


def test_the_codes_of_an_actor_are_set_and_taken_back(desk: Desk) -> None:
    rebels = actor(desk, "rebels")
    changed = desk.patch(f"/actors/{rebels['id']}", {"sector": "REB", "country": None, "name": "Free Rebels"})
    assert (changed["name"], changed["sector"], changed["country"], changed["kind"]) == (
        "Free Rebels", "REB", None, "group",
    )  # fmt: skip
    assert desk.rows("/events")[0]["actors"] == ["Free Rebels"]
    assert [row["id"] for row in desk.rows("/events", actor="free")] == ["S1"]
    undone = desk.post("/actors/undo")["undone"]
    assert (undone["change"], undone["payload"]["sector"], undone["by"]) == ("set", "REB", "ana")
    assert desk.rows("/events")[0]["actors"] == ["Rebels"]
    assert "could be taken back" in desk.post("/actors/undo", expect=409)["detail"]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"sector": "XXX"}, "sector: there is no code 'XXX'"),
        ({"country": "XX"}, "country: there is no code 'XX'"),
        ({"kind": "alien"}, "kind"),
        ({"name": ""}, "name"),
        ({}, "nothing to set"),
        ({"luck": 1}, "luck"),
    ],
)
def test_codes_that_there_are_not_are_refused(desk: Desk, values: dict[str, Any], told: str) -> None:
    assert told in desk.patch(f"/actors/{actor(desk, 'rebels')['id']}", values, expect=422)["detail"]


def test_a_place_is_pinned_and_its_events_with_it(desk: Desk) -> None:
    azmarin = place(desk, "azmarin")
    assert (azmarin["lat"], azmarin["pinned"]) == (None, False)
    assert len(desk.get("/places", unresolved=True)["places"]) == 3
    pinned = desk.patch(f"/places/{azmarin['id']}", {"lat": 36.05, "lon": 36.35, "precision": 1})
    assert (pinned["lat"], pinned["lon"], pinned["pinned"]) == (36.05, 36.35, True)
    first = desk.rows("/events")[0]
    assert (first["lat"], first["lon"], first["pinned"]) == (36.05, 36.35, True)
    exported = desk.client.get("/api/v1/export/geojson").json()
    assert exported["features"][0]["geometry"] is not None
    desk.post("/places/undo")
    assert desk.rows("/events")[0]["lat"] is None


def test_places_are_merged_and_found_by_either_name(desk: Desk) -> None:
    harem, azmarin = place(desk, "harem"), place(desk, "azmarin")
    desk.post(f"/places/{harem['id']}/merge", {"into": azmarin["id"]})
    assert {row["id"]: row["place"] for row in desk.rows("/events")}["S2"] == "Azmarin"
    assert [row["id"] for row in desk.rows("/events", place="azm")] == ["S1", "S2"]
    assert [one["events"] for one in desk.get("/periods", place="azm")["periods"]] == [1]
    desk.post(f"/places/{azmarin['id']}/split", {"name": "Harem"})
    assert [row["id"] for row in desk.rows("/events", place="azm")] == ["S1"]


@pytest.mark.parametrize(
    "values", [{"lat": 1}, {"lat": 1, "lon": None}, {"lat": 91, "lon": 0}, {"precision": 8}, {"lat": "north", "lon": 0}]
)
def test_half_a_pin_or_one_off_the_earth_is_refused(desk: Desk, values: dict[str, Any]) -> None:
    assert desk.patch(f"/places/{place(desk, 'azmarin')['id']}", values, expect=422)["detail"]


def test_the_gazetteer_offers_places_of_a_name(desk: Desk) -> None:
    found = desk.get("/gazetteer", q="Aleppo", country="syr", limit=1)["places"]
    assert [(one["name"], one["country"]) for one in found] == [("Aleppo", "SYR")]


# -- rules --------------------------------------------------------------------------------------------


def named(key: str) -> Named:
    values = {"kind": "group", "country": None, "sector": None}
    return Named(key=key, names=((key.upper(), 1),), values=values, reports=frozenset(), events=frozenset())


def edit(name: str, change: Change, into: str | None = None) -> Edit:
    return Edit(subject="actor", name=name, change=change, into=into, by="ana", at=NOW)


NAMES = "abcd"
EDITS = st.lists(
    st.builds(edit, st.sampled_from(NAMES), st.just("merge"), st.sampled_from(NAMES))
    | st.builds(edit, st.sampled_from(NAMES), st.just("split"))
)


@given(EDITS)
def test_whatever_people_say_each_name_is_in_one_group_and_found_by_its_key_and_id(edits: list[Edit]) -> None:
    found = book("actor", [named(key) for key in NAMES], edits)
    assert sorted(member.key for group in found.groups for member in group.members) == list(NAMES)
    for group in found.groups:
        assert found.with_id(group.id) is group
        assert all(found.of(member.key) is group for member in group.members)


@given(EDITS, st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_the_last_word_holds(edits: list[Edit], one: str, other: str) -> None:
    merged = book("actor", [named(key) for key in NAMES], [*edits, edit(one, "merge", other)])
    assert merged.of(one) is merged.of(other)
    split = book("actor", [named(key) for key in NAMES], [*edits, edit(one, "split")])
    alone = split.of(one)
    assert alone is not None
    assert [member.key for member in alone.members] == [one]


def test_those_that_stay_when_the_first_is_split_off_stay_together() -> None:
    edits = [edit("b", "merge", "a"), edit("c", "merge", "a"), edit("a", "split")]
    found = book("actor", [named(key) for key in "abc"], edits)
    assert {frozenset(member.key for member in group.members) for group in found.groups} == {
        frozenset("a"), frozenset("bc"),
    }  # fmt: skip
