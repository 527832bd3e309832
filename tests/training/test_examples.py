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


NESTED = """\
date: 2012-07-08
publisher: Example
===
[An officer]{a1} [said]{s1.cue} [that [a witness]{a2} had [told]{s2.cue} him [that [rebels]{a3} [fled]{e1}]{s2}]{s1}.
===
a1 person COD MIL "officer"
a2 person COD CVL "witness"
a3 group COD REB "rebels"
e1 MOVE.flee actors=a3
s1 speaker=a1
s2 speaker=a2
"""


def test_words_said_inside_the_words_of_another_are_learned_on_a_layer_of_their_own() -> None:
    example = from_record(parse(NESTED, "example"))
    spans = {layer: [example.text[a:b] for a, b in example.layers[layer]] for layer in ("content", "nested")}
    assert spans == {"content": ["that a witness had told him that rebels fled"], "nested": ["that rebels fled"]}
    speakers = {
        example.spans[c.source].layer: [example.text[slice(*example.spans[t].chars)] for t in c.targets]
        for c in example.choices
        if c.relation == "speaker"
    }
    assert speakers == {"content": ["An officer"], "nested": ["a witness"]}
