"""Copies of reports, and captions that repeat the body."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.link.copies import bands, copies, repeated_captions, share, signature
from dateline.record import Record, Report, Segment

STORY = (
    "A car bomb killed twenty oil workers near Azmarin on Thursday, the army said. Nobody claimed it at first. "
    "Two hours later a second bomb went off beside the bus that had come for the wounded, and the road was closed. "
    "The governor called on all sides to let the ambulances through and promised an inquiry within a week."
)
OTHER = (
    "Ministers of nine countries met in Ankara to speak of grain, of ports and of the price of insurance for ships. "
    "No paper was signed, but the talks will go on in spring, said a diplomat who had been in the room all day."
)


def record(name: str, text: str, day: int | None = 1, *segments: Segment) -> Record:
    date = datetime.date(2019, 3, day) if day else None
    return Record(report=Report(id=name, date=date, text=text), segments=segments)


def test_a_story_printed_again_with_another_head_is_a_copy_of_the_first() -> None:
    again = "AZMARIN (Agency) - " + STORY + " Writing by our staff."
    assert copies([record("b", again, 2), record("a", STORY, 1), record("c", OTHER, 1)]) == {"b": "a"}


def test_the_earlier_report_is_the_original_and_an_undated_one_never_before_a_dated() -> None:
    assert copies([record("a", STORY, 2), record("b", STORY, 1)]) == {"a": "b"}
    assert copies([record("a", STORY, None), record("b", STORY, 1)]) == {"a": "b"}


def test_a_copy_is_never_an_original() -> None:
    found = copies([record(name, STORY, day) for name, day in (("a", 1), ("b", 2), ("c", 3))])
    assert found == {"b": "a", "c": "a"}


def test_other_stories_are_no_copies() -> None:
    assert copies([record("a", STORY), record("c", OTHER)]) == {}
    assert share(signature(STORY), signature(OTHER)) < 0.1


def test_near_duplicates_are_filed_together() -> None:
    assert set(bands(STORY)) & set(bands(STORY.replace("twenty", "22")))
    assert not set(bands(STORY)) & set(bands(OTHER))


def test_case_accents_and_punctuation_do_not_matter() -> None:
    assert signature("A blast, in Deir ez-Zor!") == signature("a blast in déir EZ ZOR")


def test_a_caption_that_repeats_the_body_is_found_and_another_is_not() -> None:
    repeat, fresh = (
        "Twenty oil workers near Azmarin on Thursday. ",
        "The governor's house, seen from the river at dawn. ",
    )
    text = STORY + repeat + fresh
    cuts = (0, len(STORY), len(STORY) + len(repeat), len(text))
    body, first, second = (
        Segment(kind=kind, start=start, end=end)
        for kind, start, end in zip(("body", "caption", "caption"), cuts, cuts[1:], strict=False)
    )
    assert repeated_captions(record("a", text, 1, body, first, second)) == (first,)


words = st.lists(st.sampled_from(STORY.split()), min_size=1, max_size=60).map(" ".join)


@settings(max_examples=50, deadline=None)
@given(words, words)
def test_shares_lie_between_0_and_1_and_a_text_shares_all_with_itself(one: str, other: str) -> None:
    a, b = signature(one), signature(other)
    assert 0.0 <= share(a, b) == share(b, a) <= 1.0
    assert share(a, a) == 1.0


@settings(max_examples=30, deadline=None)
@given(st.permutations([("a", STORY, 1), ("b", STORY + " More.", 1), ("c", OTHER, 2), ("d", OTHER, 3)]))
def test_the_order_of_reports_does_not_matter(reports: list[tuple[str, str, int]]) -> None:
    assert copies(record(*report) for report in reports) == {"b": "a", "d": "c"}
