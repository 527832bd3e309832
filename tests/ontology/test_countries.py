"""Countries by code, by name in its many forms, and by adjective."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ontology.countries import by_alpha2, countries, country_named, country_of_adjective


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("the United States", "USA"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("UK", "GBR"),
        ("Britain", "GBR"),
        ("DR Congo", "COD"),
        ("Cote d’Ivoire", "CIV"),
        ("Burma", "MMR"),
        ("Palestine", "PSE"),
        ("Kosovo", "XKX"),
        ("Soviet Union", "SUN"),
        ("the Netherlands", "NLD"),
    ],
)
def test_a_country_is_known_by_the_names_that_reports_use(name, code):
    assert country_named(name) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [("Turkish", "TUR"), ("Turks", "TUR"), ("British", "GBR"), ("Congolese", "COD"), ("South Sudanese", "SSD")],
)
def test_an_adjective_or_people_tells_its_country(word, code):
    assert country_of_adjective(word) == code


def test_words_in_lower_case_are_no_countries():
    assert country_named("us") is None
    assert country_named("car") is None
    assert country_of_adjective("polish") is None


def test_every_country_has_a_code_a_name_and_a_point():
    for code, country in countries().items():
        assert len(code) == 3 and country.name
        assert -90 <= country.lat <= 90 and -180 <= country.lon <= 180


def test_codes_of_today_have_two_letters_and_former_states_none():
    assert by_alpha2()["SY"] == "SYR"
    assert countries()["SUN"].alpha2 is None
    assert countries()["YUG"].name == "Yugoslavia"


def test_no_adjective_belongs_to_two_countries():
    words = [(word, c.alpha3) for c in countries().values() for word in c.adjectives]
    assert len({word for word, _ in words}) == len(words)


@settings(deadline=None)  # the first call reads the tables
@given(st.text())
def test_any_text_is_a_country_or_none(text):
    for found in (country_named(text), country_of_adjective(text)):
        assert found is None or found in countries()
