"""The reports behind an event, each once."""

from __future__ import annotations

from tests.export.samples import BARE, BOMBING, FRIDAY, changed, claim, telling

from dateline.export.sources import Source, sources


def test_each_report_stands_once_in_the_order_of_the_tellings() -> None:
    again = telling("one", "e2", "killed")
    assert [s.report for s in sources(changed(tellings=(*BOMBING.tellings, again)))] == ["one", "two", "three"]


def test_a_report_that_only_a_claim_comes_from_is_a_source_with_what_the_claim_knows() -> None:
    alone = claim("two", "f1", "at least 20 people", 20.0)
    assert sources(changed(tellings=(), claims=(alone,))) == (
        Source(report="two", publisher="Daily News", published=FRIDAY),
    )


def test_a_copy_says_of_which_report_it_is_one() -> None:
    (found,) = sources(changed(claims=(), tellings=(telling("two", "e1", "car bomb", copy_of="one"),)))
    assert found.copy_of == "one"


def test_an_event_that_nobody_tells_has_no_source() -> None:
    assert sources(BARE) == ()
