"""Reviews through the API."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.serve.conftest import Desk, another

REVIEWS = "/reports/afp-1/reviews"


def entry(desk: Desk, table: str, id: str) -> dict[str, Any]:
    record = desk.get("/reports/afp-1/record")
    found: dict[str, Any] = next(one for one in record[table] if one["id"] == id)
    return found


def say(desk: Desk, act: str, id: str | None = None, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = desk.post(REVIEWS, {"act": act, "entry": id, **more}, expect=201)
    return found


# -- the queue ----------------------------------------------------------------------------------------


def test_the_queue_holds_events_and_figures_the_most_urgent_first(desk: Desk) -> None:
    found = desk.get("/review/queue")
    assert found["total"] == 6
    first = found["items"][0]
    assert (first["report"], first["entry"], first["kind"]) == ("afp-1", "e2", "PROTEST")
    assert first["reasons"] == ["confidence 1.00", "no day"]
    assert (first["uncertainty"], first["importance"]) == (0.2, 1.0)
    scores = [item["score"] for item in found["items"]]
    assert scores == sorted(scores, reverse=True)


def test_what_somebody_decided_leaves_their_queue_and_not_that_of_others(desk: Desk) -> None:
    say(desk, "accept", "e2")
    assert "e2" not in [item["entry"] for item in desk.get("/review/queue", report="afp-1")["items"]]
    others = desk.get("/review/queue", report="afp-1", by="ben")["items"]
    assert [(item["entry"], item["reviewed_by"]) for item in others if item["entry"] == "e2"] == [("e2", ["ana"])]
    everything = desk.get("/review/queue", report="afp-1", include="all")["items"]
    assert {item["entry"]: item["mine"] for item in everything}["e2"] == "accept"


def test_the_queue_comes_in_pages(desk: Desk) -> None:
    whole = [item["entry"] for item in desk.get("/review/queue")["items"]]
    page = desk.get("/review/queue", limit=2, offset=1)
    assert (page["total"], [item["entry"] for item in page["items"]]) == (6, whole[1:3])


# -- deciding -----------------------------------------------------------------------------------------


def test_a_review_is_kept_with_who_and_when(desk: Desk) -> None:
    kept = say(desk, "accept", "e1", note="as the text says")
    assert (kept["number"], kept["report"], kept["version"], kept["table"]) == (1, "afp-1", 1, "events")
    assert (kept["by"], kept["at"], kept["note"]) == ("ana", "2026-01-01T12:00:00+00:00", "as the text says")
    assert desk.get(REVIEWS)["reviews"] == [kept]
    assert desk.get("/reports/afp-1")["reviews"] == [kept]
    assert [row["reviewers"] for row in desk.get("/reports", reviewed_by="ana")["reports"]] == [["ana"]]


def test_a_correction_is_a_claim_of_the_reviewer_and_the_machines_entry_is_kept(desk: Desk) -> None:
    mine = entry(desk, "events", "e2") | {"type": "DEMAND", "confidence": 0.2}
    say(desk, "correct", "e2", payload=mine)
    assert entry(desk, "events", "e2")["type"] == "PROTEST"
    corrected = desk.get("/reports/afp-1/record", reviewed="ana")
    (found,) = (event for event in corrected["events"] if event["id"] == "e2")
    assert (found["type"], found["confidence"]) == ("DEMAND", 1.0)


def test_what_is_rejected_is_gone_with_all_that_points_to_it(desk: Desk) -> None:
    say(desk, "reject", "e1")
    record = desk.get("/reports/afp-1/record", reviewed="ana")
    assert [event["id"] for event in record["events"]] == ["e2"]
    assert record["figures"][0]["event"] is None


def test_what_was_missed_is_added_under_an_id_of_its_own(desk: Desk) -> None:
    missed = entry(desk, "events", "e1") | {"id": "whatever", "trigger": {"start": 0, "end": 6}, "figures": []}
    added = say(desk, "add", table="events", payload=missed)
    assert added["entry"] == "e3"
    assert [event["id"] for event in desk.get("/reports/afp-1/record", reviewed="ana")["events"]] == ["e1", "e2", "e3"]
    again = say(desk, "correct", "e3", payload=added["payload"] | {"type": "COERCE"})
    assert (again["act"], again["entry"]) == ("add", "e3")
    assert say(another(desk, "ben"), "add", table="events", payload=missed)["entry"] == "e4"


def test_a_figure_can_be_moved_to_another_event(desk: Desk) -> None:
    say(desk, "correct", "f1", payload=entry(desk, "figures", "f1") | {"event": "e2"})
    record = desk.get("/reports/afp-1/record", reviewed="ana")
    assert {event["id"]: event["figures"] for event in record["events"]} == {"e1": [], "e2": ["f1"]}


def test_a_later_review_takes_the_place_of_the_earlier_until_it_is_taken_back(desk: Desk) -> None:
    say(desk, "accept", "e1")
    say(desk, "reject", "e1")
    assert [review["act"] for review in desk.get(REVIEWS)["reviews"]] == ["reject"]
    undone = desk.post("/review/undo", {})["undone"]
    assert (undone["act"], undone["entry"]) == ("reject", "e1")
    assert [review["act"] for review in desk.get(REVIEWS)["reviews"]] == ["accept"]
    history = desk.get(REVIEWS, all=True)["reviews"]
    assert [(review["act"], review["undone_by"]) for review in history] == [("accept", None), ("reject", "ana")]
    desk.post("/review/undo", {"report": "afp-1"})
    assert "no review to take back" in desk.post("/review/undo", {}, expect=409)["detail"]


def test_nobody_takes_back_what_another_said(desk: Desk) -> None:
    say(desk, "accept", "e1")
    another(desk, "ben").post("/review/undo", {}, expect=409)
    assert len(desk.get(REVIEWS)["reviews"]) == 1


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({"act": "accept"}, 422, "needs the id of an entry"),
        ({"act": "accept", "entry": "e9"}, 404, "no entry 'e9'"),
        ({"act": "accept", "entry": "e1", "payload": {}}, 422, "takes none"),
        ({"act": "correct", "entry": "e1"}, 422, "needs the whole entry"),
        ({"act": "correct", "entry": "e1", "payload": {"id": "e2"}}, 422, "expected 'e1'"),
        ({"act": "correct", "entry": "e1", "payload": {"id": "e1"}}, 422, "missing; every field must be present"),
        ({"act": "add", "payload": {}}, 422, "name its table"),
        ({"act": "add", "table": "events", "entry": "e7", "payload": {}}, 422, "leave entry null"),
        ({"act": "accept", "entry": "e1", "table": "places"}, 422, "stands in events"),
        ({"act": "praise", "entry": "e1"}, 422, "act"),
        ({"act": "accept", "entry": "e1", "version": 9}, 404, "version 9"),
        ({"act": "accept", "entry": "e1", "extra": 1}, 422, "extra"),
    ],
)
def test_a_review_that_cannot_be_is_refused_and_said_why(
    desk: Desk, body: dict[str, Any], status: int, told: str
) -> None:
    assert told in desk.post(REVIEWS, body, expect=status)["detail"]
    assert desk.get(REVIEWS)["reviews"] == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"trigger": {"start": 0, "end": 10_000}}, "outside the text"),
        ({"actors": ["a99"]}, "actors has no entry with the id 'a99'"),
        ({"place": "a1"}, "places has no entry"),
        ({"factuality": "sure"}, "expected one of"),
        ({"time": {"start": "soon", "end": "soon", "text": None}}, "expected a date"),
        ({"type": "\ud800"}, "half characters"),
        ({"confidence": float("nan")}, "a number that is none"),
    ],
)
def test_a_correction_that_breaks_the_record_is_refused_and_said_where(
    desk: Desk, change: dict[str, Any], told: str
) -> None:
    body = {"act": "correct", "entry": "e1", "payload": entry(desk, "events", "e1") | change}
    sent = desk.client.post(
        f"/api/v1{REVIEWS}", content=json.dumps(body), headers=desk.headers | {"Content-Type": "application/json"}
    )
    assert sent.status_code == 422
    assert told in sent.json()["detail"]


# -- two reviewers ------------------------------------------------------------------------------------


def test_agreement_of_two_and_what_is_settled_between_them(desk: Desk) -> None:
    ben = another(desk, "ben")
    for one in (desk, ben):
        say(one, "accept", "e1")
    say(desk, "accept", "e2")
    say(ben, "reject", "e2")
    found = desk.get("/reports/afp-1/agreement")
    assert (found["a"], found["b"], found["both"], found["alike"], found["share"]) == ("ana", "ben", 2, 1, 0.5)
    assert found["kappa"] == 0
    assert found["matrix"]["accept"] == {"accept": 1, "correct": 0, "reject": 1}
    assert [(one["entry"], one["a"]["act"], one["b"]["act"]) for one in found["differences"]] == [
        ("e2", "accept", "reject")
    ]
    assert [event["id"] for event in desk.get("/reports/afp-1/record", reviewed="*")["events"]] == ["e1", "e2"]
    say(another(desk, "chris"), "reject", "e2", settles=True)
    assert [event["id"] for event in desk.get("/reports/afp-1/record", reviewed="*")["events"]] == ["e1"]
    settled = desk.get("/reports/afp-1/agreement", a="ben", b="ana")
    assert settled["differences"][0]["settled"]["by"] == "chris"
    (pair,) = desk.get("/agreement")["pairs"]
    assert (pair["a"], pair["b"], pair["both"], pair["alike"], pair["open"]) == ("ana", "ben", 2, 1, 0)


def test_agreement_needs_two(desk: Desk) -> None:
    say(desk, "accept", "e1")
    assert "two people must have reviewed" in desk.get("/reports/afp-1/agreement", expect=409)["detail"]


def test_reviewers_are_listed(desk: Desk) -> None:
    say(desk, "accept", "e1")
    (found,) = desk.get("/reviewers")["reviewers"]
    assert (found["by"], found["reviews"], found["reports"]) == ("ana", 1, 1)


def test_reviewed_records_are_exported_one_a_line(desk: Desk) -> None:
    say(desk, "reject", "e2")
    answer = desk.client.get("/api/v1/review/export", params={"reviewed": "ana"})
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [(line["report"]["id"], [event["id"] for event in line["events"]]) for line in lines] == [("afp-1", ["e1"])]
    assert desk.client.get("/api/v1/review/export", params={"reviewed": "nobody"}).text == ""
    assert "nobody reviewed" in desk.get("/reports/bbc-3/record", expect=404, reviewed="*")["detail"]
