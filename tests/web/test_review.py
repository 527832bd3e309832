"""The review desk: every decision one key."""

from __future__ import annotations

from tests.web.conftest import Desk, playwright

expect = playwright.expect


def queue(desk: Desk) -> object:
    return desk.page.locator(".queue .bar p")


def test_a_key_accepts_and_another_takes_it_back(desk: Desk) -> None:
    desk.open("review")
    expect(queue(desk)).to_contain_text("6 open")
    desk.shows("Accept", ".deciding")
    desk.press("a")
    desk.says("Accepted")
    expect(queue(desk)).to_contain_text("5 open")
    desk.press("u")
    desk.says("Taken back")
    expect(queue(desk)).to_contain_text("6 open")


def test_an_entry_is_corrected_in_a_form_and_the_machines_own_is_kept(desk: Desk) -> None:
    desk.open("review?report=afp-1&entry=e2")
    desk.shows("marched through", ".deciding")
    desk.press("c")
    desk.page.get_by_label("Told as").select_option("future")
    desk.page.get_by_role("button", name="Send").click()
    desk.says("Corrected")
    desk.open("report/afp-1?entry=e2")
    desk.shows("corrected by", ".record li.open")
    desk.shows("actual", ".record li.open")


def test_what_was_missed_is_added_by_its_words(desk: Desk) -> None:
    desk.open("review?report=afp-1&entry=e1")
    desk.shows("Accept", ".deciding")
    desk.press("m")
    desk.page.get_by_label("Words").fill("the army said")
    desk.press("Enter")
    desk.page.get_by_role("button", name="An event").click()
    desk.page.get_by_label("Type").select_option("ACCUSE")
    desk.page.get_by_role("button", name="Send").click()
    desk.says("Added")


def test_a_name_is_set_and_stands_beside_the_decision(desk: Desk) -> None:
    desk.open("review")
    desk.shows("Accept", ".deciding")
    desk.page.get_by_title("Who reviews here").click()
    desk.page.get_by_label("Your name").fill("Ben")
    desk.press("Enter")
    desk.says("You review as Ben")
    desk.press("a")
    desk.says("by Ben")
