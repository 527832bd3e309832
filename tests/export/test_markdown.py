"""The report of a situation as Markdown."""

from __future__ import annotations

import dataclasses

from tests.export import samples
from tests.export.samples import BARE, BOMBING, changed

from dateline.export.markdown import Markdown
from dateline.store.base import Happening


def page(*happenings: Happening) -> str:
    return samples.written(Markdown(), *happenings).decode()


def test_the_page_has_summary_timeline_table_and_every_claim() -> None:
    found = page(BOMBING, BARE)
    headings = [line for line in found.splitlines() if line.startswith("#")]
    assert headings == [
        "# Syria: situation report", "## Summary", "## Timeline", "## Events", "## Every claim",
        "### S1: Bombing, done", "### S2: Protest, unknown",
    ]  # fmt: skip
    assert (
        "| S1 | Thu 21 Feb 2019 | Bombing | Azmarin, Syria | Free Men → oil workers | 14 (14 to 20) | 3 | done |"
        in found
    )
    assert "- **14 killed**, 14 to 20, in 1 event" in found
    assert "  - 20 or more: “at least 20 people”, residents, in Daily News, 22 Feb 2019, two\\#f1" in found
    assert "\n> “The toll of Thursday's car bomb rose to 14, the health ministry said.” (" in found


def test_words_of_a_report_are_text_whatever_they_are() -> None:
    evil = "*bold* _x_ `code` [a](http://b) <script>x</script> | cell # h ~~s~~\n- list\n\n> quote"
    happening = changed(
        place=evil, claims=(dataclasses.replace(BOMBING.claims[0], words=evil, speaker=evil),), tellings=()
    )
    found = page(happening)
    assert "<script>" not in found
    assert "[a](" not in found.replace("\\[a\\](", "")
    assert len(found.splitlines()) == len(page(changed(claims=BOMBING.claims[:1], tellings=())).splitlines())
    row = next(line for line in found.splitlines() if line.startswith("| S1"))
    assert row.replace("\\|", "").count("|") == 9


def test_a_page_of_nothing_is_a_page() -> None:
    assert page().startswith("# Situation report\n\n0 events, told by 0 reports.\n")
