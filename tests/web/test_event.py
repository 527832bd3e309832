"""An event: everything said about one happening."""

from __future__ import annotations

from tests.web.conftest import Desk, playwright

expect = playwright.expect


def test_claims_stand_by_source_with_their_words(desk: Desk) -> None:
    desk.open("event/S1")
    desk.shows("“4 people”")
    desk.shows("“9 people”")
    desk.shows("Ana Press")


def test_reports_that_disagree_are_said_to(desk: Desk) -> None:
    desk.open("event/S1")
    desk.shows("Where the reports disagree")


def test_a_telling_is_split_off_and_the_split_taken_back(desk: Desk) -> None:
    desk.open("event/S1")
    desk.page.get_by_label("Choose this telling to split it off").first.check()
    desk.page.get_by_role("button", name="Split off 1").click()
    desk.says("Split into")
    desk.shows("One report tells it", "main")
    desk.press("u")
    desk.says("Taken back")
    desk.shows("“9 people”")
    desk.shows("“4 people”")
