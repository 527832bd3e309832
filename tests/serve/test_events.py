"""Situation events through the API."""

from __future__ import annotations

import pytest
from tests.serve.conftest import Desk


def test_all_events_come_as_light_rows_by_day(desk: Desk) -> None:
    rows = desk.rows("/events")
    assert [(row["id"], row["type"], row["start"], row["place"]) for row in rows] == [
        ("S1", "ASSAULT", "2019-02-21", "Azmarin"),
        ("S3", "CONSULT", "2019-03-10", "Ankara"),
        ("S2", "PROTEST", None, "Harem"),
    ]
    assert rows[0]["publishers"] == ["AFP", "Ana Press"]
    assert rows[0]["actors"] == ["Rebels"]
    assert (rows[0]["killed_low"], rows[0]["killed_high"]) == (4, 9)
    assert rows[0]["confidence"] == 1.0
    assert rows[0]["pinned"] is False


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"type": "consult"}, ["S3"]),
        ({"actor": "farm"}, ["S2"]),
        ({"place": "azm"}, ["S1"]),
        ({"country": "TUR"}, ["S3"]),
        ({"since": "2019-03-01"}, ["S3"]),
        ({"until": "2019-03-01"}, ["S1"]),
        ({"min_killed": "5"}, ["S1"]),
        ({"text": "marched"}, ["S2"]),
        ({"publisher": "ana"}, ["S1"]),
        ({"status": "done", "mode": "explosives"}, ["S1"]),
        ({"type": "", "actor": "", "since": "", "min_killed": ""}, ["S1", "S3", "S2"]),
    ],
)
def test_each_part_of_the_filter_asks(desk: Desk, asked: dict[str, str], found: list[str]) -> None:
    assert [row["id"] for row in desk.rows("/events", **asked)] == found


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"since": "soon"}, "since: expected a day as YYYY-MM-DD"),
        ({"since": "2019-03-01", "until": "2019-02-01"}, "later than until"),
        ({"type": "WAR"}, "there is no type 'WAR'"),
        ({"status": "maybe"}, "there is no status"),
        ({"min_killed": "many"}, "expected a number"),
        ({"min_killed": "nan"}, "expected a number"),
        ({"min_killed": "-1"}, "expected a number"),
    ],
)
def test_a_wrong_value_is_told_by_its_name(desk: Desk, asked: dict[str, str], told: str) -> None:
    problem = desk.get("/events", expect=422, **asked)
    assert told in problem["detail"]


def test_the_same_question_is_answered_with_not_modified_until_something_changes(desk: Desk) -> None:
    first = desk.client.get("/api/v1/events")
    again = desk.client.get("/api/v1/events", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    desk.post("/events/merge", {"events": ["S1", "S2"]})
    after = desk.client.get("/api/v1/events", headers={"If-None-Match": first.headers["etag"]})
    assert after.status_code == 200
    assert after.headers["etag"] != first.headers["etag"]


def test_large_answers_are_in_gzip_where_it_is_asked_for(desk: Desk) -> None:
    plain = desk.client.get("/api/v1/codes", headers={"Accept-Encoding": "identity"})
    packed = desk.client.get("/api/v1/codes", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == plain.json()


def test_one_event_comes_with_all_that_stands_behind_it(desk: Desk) -> None:
    found = desk.get("/events/S1")
    assert found["event"]["id"] == "S1"
    assert found["days"] == {"start": "2019-02-21", "end": "2019-02-21", "precision": 1}
    assert [party["name"] for party in found["actors"]] == ["Rebels"]
    assert found["actors"][0]["raw"] == ["Rebels"]
    (toll,) = found["tolls"]
    assert (toll["measure"], toll["low"], toll["high"]) == ("killed", 4, 9)
    assert {(claim["report"], claim["words"], claim["speaker"]) for claim in toll["standing"]} == {
        ("afp-1", "4 people", "the army"),
        ("ana/2#x", "9 people", None),
    }
    assert [(telling["report"], telling["words"]) for telling in found["tellings"]] == [
        ("afp-1", "bombed"),
        ("ana/2#x", "bombed"),
    ]
    assert found["members"] == ["afp-1#e1", "ana/2#x#e1"]
    assert [step["change"] for step in found["history"]] == ["made"]
    assert [(one["kind"], one["entries"]) for one in found["contradictions"]] == [
        ("figure", ["afp-1#f1", "ana/2#x#f1"])
    ]


def test_why_events_were_joined_is_told_in_words_and_in_weights(desk: Desk) -> None:
    (decision,) = (d for d in desk.get("/events/S1")["decisions"] if d["verdict"] == "same")
    assert decision["by"] == "dateline"
    assert decision["chance"] > 0.5
    assert any("same day" in reason for reason in decision["reasons"])
    weights = {part["sign"]: part["weight"] for part in decision["parts"]}
    assert sum(weights.values()) > 0
    assert list(map(abs, weights.values())) == sorted(map(abs, weights.values()), reverse=True)


def test_another_rule_chooses_another_best_figure(desk: Desk) -> None:
    best = {rule: desk.get("/events/S1", rule=rule)["tolls"][0]["best"] for rule in ("lowest", "latest")}
    assert best == {"lowest": 4, "latest": 9}
    assert "rule" in desk.get("/events/S1", expect=422, rule="highest")["detail"]


def test_an_unknown_event_is_not_found_and_a_merged_one_leads_on(desk: Desk) -> None:
    assert "no situation event 'S99'" in desk.get("/events/S99", expect=404)["detail"]
    assert desk.get("/events/nonsense", expect=404)["status"] == 404
    desk.post("/events/merge", {"events": ["S1", "S2"]})
    assert desk.get("/events/S2")["event"]["id"] == "S1"


def test_a_report_that_is_named_like_an_event_does_not_hide_it(desk: Desk) -> None:
    assert desk.get("/events/afp-1", expect=404)["status"] == 404
    assert desk.get("/events/afp-1%23e1")["event"]["id"] == "S1"


def test_merging_splitting_and_taking_back(desk: Desk) -> None:
    assert desk.post("/events/merge", {"events": ["S1", "S2"]})["events"] == ["S1"]
    assert len(desk.rows("/events")) == 2
    parted = desk.post("/events/S1/split", {"entries": ["afp-1#e2"]})["events"]
    assert len(parted) == 2
    decisions = desk.get(f"/events/{parted[0]}")["history"]
    assert decisions[-1]["by"] == "ana"
    undone = desk.post("/events/undo")["undone"]
    assert {decision["verdict"] for decision in undone} == {"different"}
    assert [row["id"] for row in desk.rows("/events")] == ["S1", "S3"]
    desk.post("/events/undo")
    assert len(desk.rows("/events")) == 3
    assert "no merge or split" in desk.post("/events/undo", expect=409)["detail"]


def test_several_events_are_merged_at_once(desk: Desk) -> None:
    assert desk.post("/events/merge", {"events": ["S1", "S2", "S3"]})["events"] == ["S1"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/events/merge", {"events": ["S1"]}, 422),
        ("/events/merge", {"events": ["S1", "S1"]}, 409),
        ("/events/merge", {"events": ["S1", "S99"]}, 404),
        ("/events/merge", {"events": ["afp-1#e1", "S1"]}, 409),
        ("/events/merge", {"events": "S1"}, 422),
        ("/events/merge", {}, 422),
        ("/events/S1/split", {"entries": ["afp-1#e2"]}, 404),
        ("/events/S1/split", {"entries": ["nonsense"]}, 404),
        ("/events/S1/split", {"entries": ["afp-1#e1", "ana/2#x#e1"]}, 409),
        ("/events/S1/split", {"entries": []}, 422),
    ],
)
def test_what_cannot_be_merged_or_split_is_refused(desk: Desk, path: str, body: object, status: int) -> None:
    problem = desk.post(path, body, expect=status)
    assert problem["detail"]
    assert len(desk.rows("/events")) == 3
