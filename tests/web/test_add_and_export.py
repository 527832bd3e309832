"""Adding reports, and exporting events with what is lost."""

from __future__ import annotations

from pathlib import Path

from tests.web.conftest import RECORDS, Desk, playwright

expect = playwright.expect


def test_a_dropped_file_of_records_is_added_and_counted(desk: Desk, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text("".join(made.to_json() + "\n" for made in RECORDS), encoding="utf-8")
    desk.open("add")
    desk.page.get_by_label("Choose files").set_input_files(records)
    desk.page.get_by_role("button", name="Add", exact=True).click()
    desk.shows("3 there already")


def test_a_file_that_cannot_be_read_is_named_with_the_reason(desk: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"format": "dateline-record/1", ', encoding="utf-8")
    desk.open("add")
    desk.page.get_by_label("Choose files").set_input_files(broken)
    desk.page.get_by_role("button", name="Add", exact=True).click()
    desk.shows("1 could not be read")
    desk.shows("broken.jsonl")


def test_an_export_says_what_it_cannot_hold_before_it_is_fetched(desk: Desk) -> None:
    desk.open("export?format=geojson&type=PROTEST")
    desk.shows("1 row would be written")
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename.endswith(".geojson")
