"""Figures over time through the API."""

from __future__ import annotations

from tests.serve.conftest import Desk


def test_a_measure_is_added_up_by_period(desk: Desk) -> None:
    found = desk.get("/periods", measure="killed", by="week")
    assert found["periods"] == [{"start": "2019-02-18", "unit": None, "low": 4, "best": 9, "high": 9, "events": 1}]
    assert desk.get("/periods", by="year", country="TUR")["periods"] == []


def test_the_best_of_a_period_follows_the_rule_that_is_asked_for(desk: Desk) -> None:
    best = {rule: desk.get("/periods", rule=rule)["periods"][0]["best"] for rule in ("direct", "lowest")}
    assert best == {"direct": 9, "lowest": 4}
    assert desk.get("/periods", expect=422, rule="loudest")["errors"][0]["where"] == "query.rule"


def test_claims_are_dots_with_the_day_of_their_event(desk: Desk) -> None:
    rows = desk.rows("/claims", measure="killed")
    assert [(row["event"], row["report"], row["best"], row["day"], row["published"]) for row in rows] == [
        ("S1", "afp-1", 4, "2019-02-21", "2019-02-22"),
        ("S1", "ana/2#x", 9, "2019-02-21", "2019-02-23"),
    ]
    assert (rows[0]["at_start"], rows[0]["at_end"]) == (31, 39)
    assert desk.rows("/claims", measure="killed", country="TUR") == []


def test_the_measures_that_events_tell_are_counted(desk: Desk) -> None:
    assert desk.get("/measures")["measures"] == [{"measure": "killed", "unit": None, "events": 1, "claims": 2}]


def test_an_unknown_measure_or_period_is_refused(desk: Desk) -> None:
    assert "there is no measure 'luck'" in desk.get("/periods", expect=422, measure="luck")["detail"]
    assert "there is no measure 'luck'" in desk.get("/claims", expect=422, measure="luck")["detail"]
    assert desk.get("/periods", expect=422, by="hour")["errors"][0]["where"] == "query.by"
