"""A name is found by its letters, its sound, in another script, with a letter wrong; better matches come first."""

from __future__ import annotations

import pytest

from dateline.resolve.gazetteer import Gazetteer, gazetteer
from dateline.resolve.places.search import search


def test_the_same_letters_come_first_with_a_full_score():
    first = search(gazetteer(), "Manbij")[0]
    assert (first.entry.name, first.entry.country, first.score, first.how) == ("Manbij", "SYR", 100.0, "exact")


@pytest.mark.parametrize("name", ["دمشق", "Дамаск"])
def test_other_scripts_are_found(name):
    match = next(m for m in search(gazetteer(), name, limit=30) if m.entry.id == "geonames:170654")
    assert match.how == "transliterated"


def test_a_letter_wrong_is_found_with_a_lower_score():
    match = next(m for m in search(gazetteer(), "Mambij", country="SYR") if m.entry.name == "Manbij")
    assert match.how == "fuzzy"
    assert 80 <= match.score < 100


def test_scores_fall_and_each_place_is_told_once():
    found = search(gazetteer(), "Aleppo", limit=20)
    assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)
    assert len({m.entry.id for m in found}) == len(found)


def test_countries_and_regions_are_found_too():
    assert search(gazetteer(), "Syria")[0].entry.kind == "country"
    assert search(gazetteer(), "Sahel")[0].entry.name == "Sahel"


def test_a_country_keeps_the_others_out():
    assert {m.entry.country for m in search(gazetteer(), "Tripoli", country="LBN")} == {"LBN"}


@pytest.mark.parametrize("name", ["", "  ", "!?", "zzqqxxjjkk"])
def test_what_is_no_name_finds_nothing(name):
    assert search(Gazetteer(), name) == ()
