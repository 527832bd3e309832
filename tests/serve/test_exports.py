"""Exports through the API."""

from __future__ import annotations

from tests.serve.conftest import Desk

from dateline.export import FORMATS


def test_an_export_is_a_file_with_a_name(desk: Desk) -> None:
    answer = desk.client.get("/api/v1/export/csv", params={"country": "SYR"})
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="case-csv.csv"'
    assert "4 people" in answer.text


def test_losses_are_told_before_the_export(desk: Desk) -> None:
    found = desk.get("/export/geojson/losses")
    assert (found["format"], found["written"]) == ("geojson", 3)
    assert {"unfilled", "left_out", "coarsened", "not_held"} <= found.keys()


def test_every_format_that_is_installed_can_be_had(desk: Desk) -> None:
    for name in FORMATS:
        answer = desk.client.get(f"/api/v1/export/{name}", params={"type": "ASSAULT"})
        assert answer.status_code in (200, 409), (name, answer.text)


def test_a_format_that_there_is_not_is_not_found(desk: Desk) -> None:
    assert "there is no format 'xls'" in desk.get("/export/xls", expect=404)["detail"]
    assert desk.get("/export/xls/losses", expect=404)["detail"]
