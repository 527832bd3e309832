"""Numbers, quantities and years are read from figures and from words."""

from __future__ import annotations

import pytest

from dateline.resolve.times.numbers import number_at, quantity_at, year_at


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("4", (4, 1)),
        ("twenty four", (24, 2)),
        ("twenty a", (20, 1)),
        ("a hundred", (100, 2)),
        ("two thousand", (2000, 2)),
        ("another", (1, 1)),
        ("many", (None, 1)),
    ],
)
def test_a_number_and_the_token_after_it(words: str, expected: tuple[int | None, int]) -> None:
    assert number_at(words.split(), 0) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("four years", (4, "year", 2)),
        ("20 more years", (20, "year", 3)),
        ("two and a half years", (30, "month", 5)),
        ("2 1 / 2 years", (30, "month", 5)),
        ("half an hour", (30, "minute", 3)),
        ("half a century", (50, "year", 3)),
        ("a week", (1, "week", 2)),
        ("1988 quarter", None),
        ("two and a half weeks", None),
        ("four men", None),
    ],
)
def test_a_quantity_is_a_number_of_units(words: str, expected: tuple[int, str, int] | None) -> None:
    assert quantity_at(words.split(), 0) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2014", (2014, 1)),
        ("twenty fourteen", (2014, 2)),
        ("nineteen ninety seven", (1997, 3)),
        ("two thousand and four", (2004, 4)),
        ("1400 gmt", (None, 0)),
        ("0900", (None, 0)),
    ],
)
def test_a_year_is_told_in_figures_or_in_words(words: str, expected: tuple[int | None, int]) -> None:
    assert year_at(words.split(), 0) == expected
