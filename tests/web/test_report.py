"""A report: its text with marks, and the record beside it."""

from __future__ import annotations

from tests.web.conftest import EVIL, Desk, playwright

expect = playwright.expect


def test_marks_stand_in_the_text_and_the_record_beside_it(desk: Desk) -> None:
    desk.open("report/afp-1")
    expect(desk.page.locator(".text .event", has_text="bombed")).to_be_visible()
    expect(desk.page.locator(".text .figure", has_text="4 people")).to_be_visible()
    desk.shows("Farmers", ".record")


def test_choosing_marked_words_opens_their_entry(desk: Desk) -> None:
    desk.open("report/afp-1")
    desk.page.locator(".text .event", has_text="marched through").click()
    expect(desk.page.locator(".record li.open")).to_contain_text("marched through")
    assert "entry=e2" in desk.page.url


def test_choosing_an_entry_marks_its_words(desk: Desk) -> None:
    desk.open("report/afp-1")
    desk.shows("Farmers", ".record")
    desk.press("j")
    expect(desk.page.locator(".text .chosen")).to_have_text("bombed")


def test_a_layer_goes_and_comes_back_by_its_key(desk: Desk) -> None:
    desk.open("report/afp-1")
    figures = desk.page.locator(".text .figure")
    expect(figures).to_have_count(1)
    desk.press("2")
    expect(figures).to_have_count(0)
    desk.press("2")
    expect(figures).to_have_count(1)


def test_an_id_with_marks_of_an_address_in_it_is_found(desk: Desk) -> None:
    desk.open("reports")
    desk.page.get_by_role("link", name="Nine dead in Azmarin").click()
    expect(desk.page.locator(".text")).to_contain_text("killing 9 people")


def test_script_in_a_title_or_a_name_is_shown_as_words(desk: Desk) -> None:
    desk.open("report/bbc-3")
    desk.shows(f"Talks {EVIL}")
    desk.shows(f"Envoys {EVIL}", ".text")
    assert desk.page.locator("main img").count() == 0
    assert desk.page.title() != "broken"
