"""What the reader is told of a coded record."""

from __future__ import annotations

import pytest
from training.examples import from_record
from training.marked import parse

MARKED = """\
date: 2012-07-08
publisher: Example
===
[Rebels]{a1} [killed]{e1} [12 soldiers]{f1}.
===
a1 group COD REB "rebels"
e1 ASSAULT actors=a1
f1 killed 12/12/12 exact event=e1
"""


@pytest.mark.parametrize(
    ("task", "open_ends"),
    [
        ("record", {"event_place", "event_time", "figure_actor", "figure_place", "figure_time"}),
        ("written", {"event_time", "figure_actor"}),
    ],
)
def test_that_nothing_is_told_is_not_learned_where_the_coders_leave_it_open(task: str, open_ends: set[str]) -> None:
    choices = from_record(parse(MARKED, "example"), task).choices
    assert {choice.relation for choice in choices if choice.none} == open_ends
