"""The situation: map, timeline and list of the same events."""

from __future__ import annotations

import pytest
from tests.web.conftest import Desk, playwright

expect = playwright.expect


def rows(desk: Desk) -> int:
    return int(desk.page.locator(".list [role=option]").count())


def test_every_event_is_listed_with_who_where_and_when(desk: Desk) -> None:
    desk.open("situation")
    desk.shows("by Farmers")
    desk.shows("Azmarin")
    desk.shows("21 Feb 2019")


def test_a_filter_shows_fewer_events_and_stands_in_the_address(desk: Desk) -> None:
    desk.open("situation")
    desk.shows("by Farmers")
    desk.page.get_by_label("Type", exact=True).select_option("PROTEST")
    desk.shows("1 of 3 events", ".list")
    assert "type=PROTEST" in desk.page.url


def test_an_address_brings_its_filter_back(desk: Desk) -> None:
    desk.open("situation?actor=farmers")
    desk.shows("1 of 3 events", ".list")
    desk.open("situation?since=2019-03-01")
    desk.shows("1 of 3 events", ".list")


def test_words_of_a_sentence_find_its_event(desk: Desk) -> None:
    desk.open("situation")
    desk.shows("by Farmers")
    desk.press("/")
    desk.page.keyboard.type("marched through")
    desk.shows("1 event", ".list")


def test_j_chooses_an_event_and_o_opens_it(desk: Desk) -> None:
    desk.open("situation?type=ASSAULT")
    desk.shows("1 of 3 events", ".list")
    desk.press("j")
    desk.shows("bombed Azmarin", ".preview")
    desk.press("o")
    expect(desk.page).to_have_url(f"{desk.address}/#/event/S1")


def test_figures_over_time_show_the_claims_of_a_measure(desk: Desk) -> None:
    desk.open("situation?foot=figures&measure=killed")
    desk.shows("2 claims", ".figures")
    expect(desk.page.locator(".figures svg")).to_be_visible()


def test_the_map_is_drawn_from_this_host_alone(desk: Desk) -> None:
    desk.open("situation")
    expect(desk.page.locator(".maplibregl-canvas")).to_be_visible()


@pytest.mark.parametrize("desk", [(390, 844)], indirect=True)
def test_a_phone_shows_one_part_at_a_time_and_nothing_is_wider_than_it(desk: Desk) -> None:
    desk.open("situation")
    desk.shows("by Farmers")
    desk.page.get_by_role("button", name="Time and figures").click()
    expect(desk.page.locator(".foot")).to_be_visible()
    expect(desk.page.locator(".list")).to_be_hidden()
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
