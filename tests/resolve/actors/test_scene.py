"""The words around a mention speak of countries: places most, what is near most."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.record import Span
from dateline.resolve.actors.scene import Scene, country_beside


def likeliest(text: str, at: str) -> str:
    weights = Scene.of(text).weights([text.index(at)])
    return max(weights, key=lambda code: weights[code])


def test_a_location_weighs_more_than_who_acts():
    assert likeliest("Turkish jets struck. People fled in Syria.", "People") == "SYR"


def test_what_is_near_weighs_more_than_what_is_far():
    text = "In Kenya it rained. " + "x " * 500 + "In Chad people fled."
    assert likeliest(text, "it") == "KEN"
    assert likeliest(text, "people") == "TCD"


def test_a_place_named_like_a_country_counts_once():
    text = "People in Georgia fled."
    once = Scene.of(text, [(Span(10, 17), "GEO")]).whole
    assert once == {"GEO": 1.3}


def test_a_text_without_countries_has_no_weights():
    assert Scene.of("People fled.").weights([0]) == {}


def test_an_apposition_and_a_title_name_a_country():
    text = "Joe Poe, a British surgeon, met former Sudanese minister Adam Hamid."
    assert country_beside(text, Span(0, 7)) == "GBR"
    assert country_beside(text, Span(text.index("Adam"), len(text) - 1)) == "SDN"


def test_a_verb_parts_a_name_from_the_country_before_it():
    text = "Turkish police shot Adam Hamid."
    assert country_beside(text, Span(20, 30)) is None


@given(st.text(), st.lists(st.integers(0, 400), max_size=5))
def test_weights_are_positive_for_any_text(text, starts):
    assert all(weight > 0 for weight in Scene.of(text).weights(starts).values())
