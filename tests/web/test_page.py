"""What holds on every page."""

from __future__ import annotations

import pytest
from tests.web.conftest import Desk, playwright

expect = playwright.expect

PAGES = ("situation", "reports", "review", "actors", "places", "add", "export", "report/afp-1", "event/S1", "agreement")


@pytest.mark.parametrize("desk", [(1280, 800), (390, 844)], indirect=True)
def test_every_page_has_one_heading_names_its_controls_and_fits_the_window(desk: Desk) -> None:
    for where in PAGES:
        desk.open(where)
        expect(desk.page.locator("h1")).to_have_count(1)
        assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where
        assert desk.page.evaluate(NAMELESS) == [], where


NAMELESS = """() => [...document.querySelectorAll("button, a[href], input, select, textarea")]
  .filter((control) => !control.closest(".maplibregl-control-container"))
  .filter((control) => !(control.textContent.trim() || control.ariaLabel || control.labels?.length || control.title))
  .map((control) => control.outerHTML)"""


def test_the_first_tab_leads_past_the_bar_to_the_content(desk: Desk) -> None:
    desk.open("reports")
    desk.shows("Bombs on Azmarin")
    desk.press("Tab")
    expect(desk.page.locator(":focus")).to_have_text("Skip to content")
    desk.press("Enter")
    expect(desk.page.locator("main")).to_be_focused()


def test_g_and_a_letter_jump_to_a_page(desk: Desk) -> None:
    desk.open("reports")
    desk.shows("Bombs on Azmarin")
    desk.press("g", "s")
    expect(desk.page).to_have_url(f"{desk.address}/#/situation")


def test_the_palette_jumps_to_a_report_by_a_word_of_it(desk: Desk) -> None:
    desk.open("add")
    desk.shows("Add reports")
    desk.press("Control+k")
    desk.page.keyboard.type("Nine dead")
    desk.page.get_by_role("option", name="Nine dead in Azmarin").click()
    desk.shows("killing 9 people", ".text")


def test_a_page_that_is_not_there_says_so(desk: Desk) -> None:
    desk.open("nowhere")
    desk.shows("There is no page “nowhere”")


@pytest.mark.parametrize(("where", "told", "way"), [
    ("report/nowhere", "This report cannot be shown", "All reports"),
    ("event/S999", "This event cannot be shown", "All events"),
    ("places?id=nowhere", "There is no such place in this casefile", "Back to the list"),
])  # fmt: skip
def test_what_is_not_in_the_casefile_is_said_with_a_way_on(desk: Desk, where: str, told: str, way: str) -> None:
    desk.open(where)
    desk.shows(told)
    expect(desk.page.locator("h1")).to_have_count(1)
    expect(desk.page.get_by_text(way)).to_be_visible()
    desk.faults[:] = [fault for fault in desk.faults if "404" not in fault]  # the browser tells of it, too
