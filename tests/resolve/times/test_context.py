"""The clause around an expression tells its tense."""

from __future__ import annotations

import pytest

from dateline.resolve.times.context import clause_tense


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The council met on Friday.", "Friday", "past"),
        ("The council will meet on Friday.", "Friday", "future"),
        ("He said the council would meet on Friday.", "Friday", "future"),
        ("The council is to meet on Friday.", "Friday", "future"),
        ("The council was expected to meet on Friday.", "Friday", "future"),
        ("The council refused to meet on Friday.", "Friday", "past"),
        ("It will rain. On Friday the council met.", "Friday", "past"),
        ("On Friday, the council will meet.", "Friday", "future"),
        ("Friday's session", "Friday", "past"),
        ("The talks were held in March.", "March", None),
        ("The talks will be held in March.", "March", None),
    ],
)
def test_the_nearest_verb_tells(text: str, words: str, expected: str | None) -> None:
    start = text.index(words)
    assert clause_tense(text, start, start + len(words)) == expected
