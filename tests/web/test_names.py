"""Actors and places of the whole casefile."""

from __future__ import annotations

from tests.web.conftest import Desk, playwright

expect = playwright.expect


def test_an_actor_is_merged_into_another_and_set_apart_again(desk: Desk) -> None:
    desk.open("actors?q=Farmers")
    desk.page.get_by_role("option", name="Farmers").click()
    desk.shows("Names it goes by")
    desk.page.get_by_placeholder("another name").fill("Rebels")
    desk.page.get_by_role("button", name="Rebels").click()
    desk.says("Farmers is Rebels now")
    desk.press("u")
    desk.says("Taken back: merge")


def test_a_place_is_pinned_by_numbers(desk: Desk) -> None:
    desk.open("places?q=Harem")
    desk.page.get_by_role("option", name="Harem").click()
    desk.page.get_by_label("Latitude").fill("36.25")
    desk.page.get_by_role("button", name="Set", exact=True).click()
    desk.says("Set: Harem")
    desk.shows("pinned")
