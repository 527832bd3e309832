"""The mentions of an actor come to its name, kind, country and sector."""

from __future__ import annotations

import json
import pathlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ontology.countries import countries
from dateline.ontology.plover import ACTOR_KINDS, SECTORS
from dateline.resolve.actors import resolve
from dateline.resolve.setting import Setting

TRAIN = pathlib.Path(__file__).resolve().parents[3] / "shared" / "bench" / "train.jsonl"


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        (["Turkish warplanes", "they"], ("group", "TUR", "MIL")),
        (["the PKK", "the group"], ("group", "TUR", "REB")),
        (["Washington", "it"], ("state", "USA", "GOV")),
        (["the Syrian government"], ("state", "SYR", "GOV")),
        (["Turkey", "Ankara"], ("state", "TUR", "GOV")),
        (["Kenyan police"], ("organisation", "KEN", "COP")),
        (["UN spokesman Farhan Haq", "he"], ("person", None, "IGO")),
        (["the French president, Emmanuel Macron", "Macron"], ("person", "FRA", "GOV")),
        (["Hezbollah gunmen"], ("group", "LBN", "REB")),
        (["Afghan refugees"], ("population", "AFG", "REF")),
        (["the Red Cross"], ("organisation", None, "SOC")),
        (["Iraqi soldiers"], ("group", "IRQ", "MIL")),
        (["Syrians"], ("population", "SYR", "CVL")),
    ],
)
def test_kind_country_and_sector_follow_from_the_words(mentions, expected):
    value = resolve(mentions)
    assert (value.kind, value.country, value.sector) == expected


@pytest.mark.parametrize(
    ("mentions", "name"),
    [
        (["Joe Robinson, 24", "Robinson", "he"], "Joe Robinson"),
        (["the US", "the US"], "United States"),
        (["UN", "the United Nations"], "United Nations"),
        (["President Trump", "Trump"], "Donald Trump"),
        (["the defence secretary, Gavin Williamson"], "Gavin Williamson"),
        (["the Syrian army"], "Syrian army"),
        (["It", "the Turkish military"], "Turkish military"),
        (["the Syrian Democratic Forces (SDF)", "the SDF"], "Syrian Democratic Forces"),
    ],
)
def test_the_name_is_the_fullest_without_its_article(mentions, name):
    assert resolve(mentions).name == name


def test_a_friend_is_not_a_country():
    assert resolve(["US-backed fighters"]).country is None
    assert resolve(["US-backed fighters"], setting="SYR").country == "SYR"


def test_us_is_a_country_and_us_a_pronoun():
    assert resolve(["US"]).country == "USA"
    assert resolve(["us"]).country is None


def test_the_readers_suggestion_holds_where_no_table_knows_better():
    assert resolve(["the men"], kind="group", sector="REB").sector == "REB"
    assert resolve(["the men"], kind="group", sector="REB").kind == "group"
    assert resolve(["the Taliban"], kind="population", sector="CVL").sector == "REB"


def test_local_people_belong_to_the_country_that_the_report_is_set_in():
    assert resolve(["villagers"]).country is None
    assert resolve(["villagers"], setting="COD").country == "COD"
    assert resolve(["foreign fighters"], setting="COD").country is None


def test_the_rule_says_why():
    assert resolve(["Hamas"]).rule == "a known actor: Hamas"
    assert "names Turkey" in resolve(["Turkish warplanes"]).rule


@settings(deadline=None)  # the first call may build the index
@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_mentions_come_to_a_value_of_the_lists(mentions):
    value = resolve(mentions)
    assert value.kind in ACTOR_KINDS
    assert value.country is None or value.country in countries()
    assert value.sector is None or value.sector in SECTORS


@pytest.mark.skipif(not TRAIN.exists(), reason="the coded reports lie outside the repository")
def test_agreement_with_coded_reports_does_not_fall():
    total, right = 0, {"name": 0, "kind": 0, "country": 0, "sector": 0}
    for line in TRAIN.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["report"]["text"]
        setting = Setting.of(text).country
        for actor in record["actors"]:
            value = resolve([text[m["start"] : m["end"]] for m in actor["mentions"]], setting=setting)
            total += 1
            for field in right:
                right[field] += getattr(value, field) == actor[field]
    shares = {field: count / total for field, count in right.items()}
    assert shares["name"] >= 0.67
    assert shares["kind"] >= 0.79
    assert shares["country"] >= 0.79
    assert shares["sector"] >= 0.74
