"""The report of a situation on one page."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export import samples
from tests.export.samples import BARE, BOMBING, changed, claim, telling

from dateline.export.html import Html
from dateline.pages.words import clean
from dateline.store.base import Happening, PartyRow

_VOID = {"meta", "br", "rect"}


class Page(HTMLParser):
    """A page taken apart: its elements, their attributes and its text. Every element must be closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID or tag == "rect":
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(*happenings: Happening) -> str:
    return samples.written(Html(), *happenings).decode()


def test_the_page_has_summary_timeline_table_and_every_claim_with_its_words_and_source() -> None:
    found = Page(page(BOMBING, BARE))
    assert [tag["id"] for _, tag in found.tags if tag.get("id")] == [
        "summary", "timeline", "events", "claims", "S1", "S1-what", "S2", "S2-what",
    ]  # fmt: skip
    for row in BOMBING.claims:
        assert row.words in found.text
        assert (row.speaker or row.publisher or "") in found.text
    for row in BOMBING.tellings:
        assert row.sentence in found.text
    assert "Syria: situation report" in found.text
    assert "2 events, Thu 21 Feb 2019, told by 3 reports of 2 publishers from 22 Feb 2019 to 24 Feb 2019." in found.text


def test_links_within_the_page_lead_somewhere() -> None:
    found = Page(page(BOMBING, BARE))
    ids = {tag.get("id") for _, tag in found.tags}
    links = [tag["href"] or "" for name, tag in found.tags if name == "a"]
    assert {link[1:] for link in links if link.startswith("#")} <= ids


def test_nothing_is_fetched_and_nothing_runs() -> None:
    html = page(BOMBING)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert policy and style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style[1] and "@import" not in style[1]
    found = Page(html)
    assert not {"script", "link", "img", "iframe", "object", "form"} & {name for name, _ in found.tags}
    assert not [tag for _, tag in found.tags if "style" in tag or any(name.startswith("on") for name in tag)]


def test_only_addresses_of_the_web_become_links() -> None:
    bad = ["javascript:alert(1)", "data:text/html,x", 'https://example.org/" onclick="x', "http://a b", "//x.org"]
    tellings = tuple(dataclasses.replace(BOMBING.tellings[0], url=url) for url in bad)
    found = Page(page(changed(tellings=tellings)))
    assert not [tag for name, tag in found.tags if name == "a" and not (tag["href"] or "").startswith("#")]
    links = [tag for name, tag in Page(page(BOMBING)).tags if name == "a" and (tag["href"] or "").startswith("http")]
    assert [link["href"] for link in links] == [f"https://example.org/{name}" for name in ("one", "two", "three")]
    assert all(link["rel"] == "noopener noreferrer" for link in links)


def test_words_of_a_report_are_text_whatever_they_are() -> None:
    evil = "<script>alert('x')</script> & \"quotes\" ' <b onclick=x> </style>"
    happening = changed(
        place=evil,
        actors=(PartyRow(name=evil, kind="group"),),
        claims=(dataclasses.replace(BOMBING.claims[0], words=evil, speaker=evil, publisher=evil),),
        tellings=(dataclasses.replace(BOMBING.tellings[0], sentence=evil, words=evil, title=evil, publisher=evil),),
    )
    found, plain = Page(page(happening)), Page(page(BOMBING))
    assert {name for name, _ in found.tags} <= {name for name, _ in plain.tags}
    assert found.text.count(evil) >= 6
    assert all(value == clean(evil) or "alert" not in (value or "") for _, tag in found.tags for value in tag.values())


def test_the_word_that_tells_an_event_is_marked_in_its_sentence() -> None:
    assert "A <mark>car bomb</mark> killed 12 people" in page(BOMBING)


def test_what_is_not_told_as_fact_says_so() -> None:
    happening = changed(
        status="denied",
        claims=(claim("one", "f1", "12 people", 12.0, factuality="negated"),),
        tellings=(telling("one", "e1", "car bomb", factuality="hypothetical"),),
    )
    found = page(happening)
    assert found.count("<span class='tag doubt'>denied</span>") == 2
    assert "<span class='tag doubt'>possible</span>" in found


def test_a_page_of_nothing_is_a_page() -> None:
    assert "0 events, told by 0 reports." in Page(page()).text


def test_the_same_events_give_the_same_bytes() -> None:
    assert page(BOMBING, BARE) == page(BOMBING, BARE)


@settings(deadline=None, max_examples=40)
@given(st.lists(samples.HAPPENINGS, max_size=3))
def test_any_events_make_a_whole_page_with_all_their_words(found: list[Happening]) -> None:
    parsed = Page(page(*found))
    for happening in found:
        for words in (*(c.words for c in happening.claims), *(t.sentence for t in happening.tellings)):
            assert clean(words) in parsed.text
