"""What the service says of itself, and its code lists."""

from __future__ import annotations

from tests.serve.conftest import Desk, Serve

from dateline.ontology.plover import MEASURES, TYPES


def test_the_status_counts_what_the_casefile_holds(desk: Desk) -> None:
    found = desk.get("/status")
    assert found["casefile"]["name"] == "case.duckdb"
    assert "path" not in found["casefile"]
    assert (found["casefile"]["reports"], found["casefile"]["events"]) == (3, 3)
    assert (found["casefile"]["first_day"], found["casefile"]["last_day"]) == ("2019-02-21", "2019-03-10")
    assert found["casefile"]["models"] == [{"model": None, "reports": 3}]
    assert (found["name"], found["read_only"], found["tiles"]) == ("ana", False, None)


def test_the_revision_changes_with_each_change_and_not_without(desk: Desk) -> None:
    before = desk.get("/status")["revision"]
    desk.get("/events")
    assert desk.get("/status")["revision"] == before
    desk.post("/events/merge", {"events": ["S1", "S2"]})
    assert desk.get("/status")["revision"] != before


def test_the_tiles_are_told(serve: Serve) -> None:
    tiles = "https://tiles.example/{z}/{x}/{y}.png"
    assert Desk(serve(tiles=tiles)).get("/status")["tiles"] == tiles


def test_every_code_list_is_there(desk: Desk) -> None:
    found = desk.get("/codes")
    assert [kind["name"] for kind in found["types"]] == list(TYPES)
    assert [measure["name"] for measure in found["measures"]] == list(MEASURES)
    assert {"code": "SYR", "name": "Syria"} in found["countries"]
    assert {one["name"] for one in found["formats"]} >= {"acled", "ged", "csv"}
    assert [one["code"] for one in found["precisions"]] == [1, 2, 3, 4, 5, 6, 7]


def test_a_code_is_explained_in_each_list_that_has_it(desk: Desk) -> None:
    (found,) = desk.get("/codes/assault")["found"]
    assert (found["list"], found["field"], found["name"]) == ("PLOVER", "type", "ASSAULT")
    assert desk.get("/codes/ASSAULT-explosives")["found"][0]["field"] == "mode"
    assert {one["list"] for one in desk.get("/codes/4")["found"]} >= {"ACLED", "UCDP GED"}
    assert "no list has the code 'XYZZY'" in desk.get("/codes/XYZZY", expect=404)["detail"]


def test_what_in_an_event_has_a_code_is_told_with_its_rule(desk: Desk) -> None:
    found = desk.get("/codes/ASSAULT", event="S1")
    assert found["event"] == "S1"
    assert found["chosen"][0]["rule"]
    assert found["chosen"][0]["entries"] == ["afp-1#e1", "ana/2#x#e1"]
    assert desk.get("/codes/ASSAULT", expect=404, event="S99")["detail"]
