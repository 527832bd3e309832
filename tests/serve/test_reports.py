"""Reports through the API."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from tests.serve.conftest import HERE, RECORDS, Desk

from dateline.casefile import Casefile
from dateline.record import Record, Report, Segment
from dateline.serve.api.reports import silent
from dateline.serve.app import create_app
from dateline.serve.options import Options

ODD = quote("ana/2#x", safe="")


def ids(desk: Desk, **asked: object) -> list[str]:
    return [row["report"] for row in desk.get("/reports", **asked)["reports"]]


def test_reports_are_listed_the_latest_first(desk: Desk) -> None:
    found = desk.get("/reports")
    assert found["total"] == 3
    assert [row["report"] for row in found["reports"]] == ["bbc-3", "ana/2#x", "afp-1"]
    assert found["reports"][2]["start"].startswith("Rebels bombed Azmarin")
    assert (found["reports"][2]["events"], found["reports"][2]["figures"]) == (2, 1)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "MARCHED"}, ["afp-1"]),
        ({"q": "ana press"}, ["ana/2#x"]),
        ({"publisher": "BBC"}, ["bbc-3"]),
        ({"since": "2019-02-23"}, ["bbc-3", "ana/2#x"]),
        ({"until": "2019-02-22"}, ["afp-1"]),
        ({"sort": "date"}, ["afp-1", "ana/2#x", "bbc-3"]),
        ({"sort": "-events", "limit": 1}, ["afp-1"]),
        ({"sort": "added", "offset": 2}, ["bbc-3"]),
        ({"reviewed_by": "ana"}, []),
    ],
)
def test_reports_are_searched_sorted_and_paged(desk: Desk, asked: dict[str, object], found: list[str]) -> None:
    assert ids(desk, **asked) == found


@pytest.mark.parametrize("asked", [{"sort": "luck"}, {"limit": 0}, {"limit": 5000}, {"offset": -1}, {"copies": "some"}])
def test_a_wrong_order_or_page_is_refused(desk: Desk, asked: dict[str, object]) -> None:
    assert desk.get("/reports", expect=422, **asked)["errors"]


def test_publishers_are_counted(desk: Desk) -> None:
    assert {"publisher": "AFP", "reports": 1} in desk.get("/publishers")["publishers"]


def test_one_report_comes_with_its_record_as_it_is(desk: Desk) -> None:
    found = desk.get("/reports/afp-1")
    assert found["record"] == RECORDS[0].to_dict()
    assert found["members"] == {"e1": "S1", "e2": "S2"}
    assert found["coverage"] == {"sentences": 2, "silent": []}
    assert found["order"] == ["e1", "f1", "e2"]
    assert [version["version"] for version in found["versions"]] == [1]
    assert found["reviews"] == []


def test_the_id_of_a_report_may_hold_a_slash_and_a_hash(desk: Desk) -> None:
    assert desk.get(f"/reports/{ODD}")["report"]["report"] == "ana/2#x"
    assert desk.get(f"/reports/{ODD}/record")["report"]["id"] == "ana/2#x"
    assert desk.get(f"/reports/{ODD}/reviews") == {"reviews": []}


def test_sentences_without_an_entry_are_told_by_their_numbers() -> None:
    record = RECORDS[0]
    first, _ = record.events
    assert silent(dataclasses.replace(record, events=(first,))) == [1]


def test_an_unknown_report_or_version_is_not_found(desk: Desk) -> None:
    assert "no report 'xyz'" in desk.get("/reports/xyz", expect=404)["detail"]
    assert "version 7" in desk.get("/reports/afp-1", expect=404, version=7)["detail"]
    assert desk.get("/reports/afp-1", expect=422, version=10**30)["errors"]


def test_copies_are_named_on_both_sides(tmp_path: Path) -> None:
    text = "Rebels bombed Azmarin. " + " ".join(f"Word{n} came after word{n + 1}." for n in range(80))
    with Casefile.open(tmp_path / "copies.duckdb") as casefile:
        casefile.add([copied("first", text, "AFP"), copied("second", text, "Ana Press")])
        with TestClient(create_app(casefile, Options()), base_url=HERE) as client:
            found = {id: Desk(client).get(f"/reports/{id}") for id in ("first", "second")}
            listed = Desk(client).get("/reports", copies="none")["reports"]
    told = {id: [(one["report"], one["relation"]) for one in report["copies"]] for id, report in found.items()}
    assert told == {"first": [("second", "copy")], "second": [("first", "original")]}
    assert [row["report"] for row in listed] == ["first"]


def copied(id: str, text: str, publisher: str) -> Record:
    day = datetime.date(2019, 2, 22)
    whole = Segment(kind="body", start=0, end=len(text))
    return Record(report=Report(id=id, date=day, publisher=publisher, text=text), segments=(whole,))
