"""A text's time expressions are found, and what only looks like one is not."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.resolve.times import find, read


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army shelled the town late on Tuesday, killing 12.", ["late on Tuesday"]),
        ("Rebels left at 10 p.m. Friday. May 4 was quiet.", ["10 p.m. Friday", "May 4"]),
        ("Talks began on Friday, 22 July 2016 and ended two days later.", ["Friday, 22 July 2016", "two days later"]),
        ("From Monday to Wednesday the port was shut.", ["Monday", "Wednesday"]),
        ("In 1999 the village had 1,900 people; by 2014 it had none.", ["1999", "2014"]),
        ("The four-month battle ended in the early 1990s.", ["The four-month", "the early 1990s"]),
        ("He has since fled; recently, and every Friday, they march.", ["recently", "every Friday"]),
        ("Profit fell in the third quarter from a year earlier.", ["the third quarter", "a year earlier"]),
        ("After Ramadan 2016 nearly two years ago", ["Ramadan 2016", "nearly two years ago"]),
    ],
)
def test_the_expressions_of_a_text_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "The second man sat down, and the sun set.",
        "It cost $2000 and 1,500 people came.",
        "A woman of 37 years old spoke.",
        "Each ticket costs 40 dollars a year.",
        "As soon as he spoke, the crowd left.",
        "Three quarters of the houses fell.",
        "Long-term plans, and the fall of the city.",
        "He is 30. The 14 are safe.",
    ],
)
def test_words_and_numbers_that_are_no_times_are_left(text: str) -> None:
    assert found(text) == []


def test_no_expression_runs_over_the_end_of_a_sentence() -> None:
    assert found("It rained on Friday. June will be dry.") == ["Friday", "June"]
    assert found("They met on Nov. 3. Sunday was calm.") == ["Nov. 3", "Sunday"]


PIECES = """
the last next every Friday May 4 1999 may second . , $ ’s – two weeks ago later İ a year p.m. 10:30 ( ) quarter
"""


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=80) | st.lists(st.sampled_from([*PIECES.split(), "\n\n"]), max_size=14).map(" ".join))
@example("İ Friday")
@example("5 p.\u2003m. Friday")
def test_places_are_those_of_the_text_in_order_and_the_same_again(text: str) -> None:
    spans = find(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)
    assert spans == find(text)
    assert [(m.start, m.end) for m in read(text, anchor=datetime.date(2018, 3, 14))] == spans
