"""Words name countries by name, adjective and capital, and no country by what is only beside one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.actors.country_words import countries_in


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Turkish and Russian jets", ["TUR", "RUS"]),
        ("South Korean troops", ["KOR"]),
        ("US-Iraqi forces", ["USA", "IRQ"]),
        ("officials in Kabul", ["AFG"]),
        ("US-backed fighters", []),
        ("anti-Syrian leaders", []),
        ("ethnic Albanians", []),
        ("Latin American presidents", []),
        ("polish the silver", []),
    ],
)
def test_countries_are_named_in_the_order_of_the_words(words, codes):
    assert [named.code for named in countries_in(words)] == codes


def test_a_people_of_several_countries_keeps_them_all():
    (named,) = countries_in("Congolese rebels")
    assert named.codes == ("COD", "COG")


@given(st.text())
def test_any_text_names_countries_at_places_of_its_own(text):
    assert all(0 <= named.start < len(text) for named in countries_in(text))
