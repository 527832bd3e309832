"""Words are cut into tokens that keep their places."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.resolve.times.words import tokenise, tokens_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Monday’s", ["monday"]),
        ("2013’s", ["2013"]),
        ("the 1990's", ["the", "1990s"]),
        ("5 p.m. on Nov. 9", ["5", "pm", "on", "nov", "9"]),
        ("5p.m.", ["5pm"]),
        ("mid-August", ["mid", "august"]),
        ("Nov. 4–5", ["nov", "4", "-", "5"]),
        ("2,000", ["2,000"]),
        ("22/02/2019", ["22/02/2019"]),
    ],
)
def test_tokens_are_plain_words_and_figures(words: str, expected: list[str]) -> None:
    assert tokenise(words) == expected


@given(st.text(max_size=60))
@example("İ 5 p.\u2003m. ’s –4–5 1990’s")
def test_tokens_stand_in_order_where_they_say(words: str) -> None:
    at = 0
    for token in tokens_of(words):
        assert at <= token.start < token.end <= len(words)
        assert token.word[0] == words[token.start].lower()[0] or token.word == "-"
        at = token.end
