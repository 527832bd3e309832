"""The mentions of an actor come to its name, kind, country and sector."""

from __future__ import annotations

import json
import pathlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ontology.actors import actor_table
from dateline.ontology.countries import countries
from dateline.ontology.known_actor import KnownActor
from dateline.ontology.plover import ACTOR_KINDS, SECTORS
from dateline.record import Span
from dateline.resolve.actors import ActorMentions, resolve, resolve_actors

TRAIN = pathlib.Path(__file__).resolve().parents[4] / "shared" / "bench" / "train.jsonl"


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


def mentions_in(text: str, *words: str) -> ActorMentions:
    return ActorMentions(spans=tuple(Span(text.index(word), text.index(word) + len(word)) for word in words))


def country_in(text: str, *words: str, **options) -> str | None:
    return resolve_actors([mentions_in(text, *words)], text, **options)[0].country


def test_two_countries_are_none():
    for words in ("Russian and Syrian forces", "US, British and French jets", "British and other foreign nationals"):
        assert resolve([words], setting="SYR").country is None
    assert resolve(["Turkish forces in Syria"]).country == "TUR"
    assert resolve(["Central American migrants"]).country is None


def test_a_foe_is_not_a_country():
    assert resolve(["anti-Syrian protesters"], setting="LBN").country == "LBN"


def test_unnamed_people_are_of_the_country_that_their_sentence_speaks_of():
    text = "Turkish jets bombed Afrin in Syria. Residents fled. " + "x " * 600 + "In Ankara, the police were silent."
    assert country_in(text, "Residents") == "SYR"
    assert country_in(text, "the police") == "TUR"


def test_where_many_countries_are_spoken_of_alike_none_is_taken():
    text = "Kenya, Chad, Mali and Niger met. People marched."
    assert country_in(text, "People") is None


def test_places_of_the_report_tell_where_people_are():
    text = "Gunmen stormed Agatu overnight. Residents fled."
    assert country_in(text, "Residents") is None
    assert country_in(text, "Residents", places=[(Span(15, 20), "NGA")]) == "NGA"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Sudanese minister Adam Hamid spoke in Nairobi, Kenya, Kenya.", "Adam Hamid", "SDN"),
        ("In Syria and Syria, Joe Poe, a British surgeon, was held.", "Joe Poe", "GBR"),
        ("In Syria, Syria and Syria the foreign minister of Ukraine spoke.", "the foreign minister", "UKR"),
    ],
)
def test_what_stands_beside_a_mention_says_more_than_the_setting(text, name, country):
    assert country_in(text, name) == country


def test_a_possessive_gives_the_country_of_its_owner():
    text = "In Kenya, Somalia sent help. Its troops arrived in Nairobi, Kenya."
    state, troops = mentions_in(text, "Somalia"), mentions_in(text, "Its troops")
    assert resolve_actors([state, troops], text)[1].country == "SOM"


def test_a_people_of_several_countries_is_that_of_the_report():
    assert resolve(["Serb gunners"]).country == "SRB"
    assert resolve(["Serb gunners"], setting="BIH").country == "BIH"


def test_a_user_s_table_goes_before_all():
    table = actor_table().extended([KnownActor(name="Blue Column", kind="group", country="MLI", sector="PRM")])
    value = resolve(["the Blue Column", "it"], table=table)
    assert (value.name, value.country, value.sector, value.basis) == ("Blue Column", "MLI", "PRM", "table")
    assert resolve(["the Blue Column"]).basis == "nothing"


def test_so_many_fighters_are_a_population_and_fighters_a_group():
    assert resolve(["four American soldiers"]).kind == "population"
    assert resolve(["American soldiers"]).kind == "group"
    assert resolve(["a vegetable seller"]).kind == "person"


def test_a_chief_is_of_what_he_heads():
    value = resolve(["the Indonesian army chief"])
    assert (value.kind, value.country, value.sector) == ("person", "IDN", "MIL")


@settings(deadline=None)
@given(st.text(max_size=200), st.data())
def test_any_text_and_spans_come_to_a_value_for_each_actor(text, data):
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    actor = ActorMentions(spans=(Span(start, end),))
    assert resolve_actors([actor], text) == resolve_actors([actor], text)
    assert len(resolve_actors([actor, actor], text, places=[(Span(start, end), "MLI")])) == 2


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
        actors = [ActorMentions(spans=tuple(Span(**m) for m in actor["mentions"])) for actor in record["actors"]]
        for actor, value in zip(record["actors"], resolve_actors(actors, text), strict=True):
            total += 1
            for field in right:
                right[field] += getattr(value, field) == actor[field]
    shares = {field: count / total for field, count in right.items()}
    assert shares["name"] >= 0.68
    assert shares["kind"] >= 0.85
    assert shares["country"] >= 0.82
    assert shares["sector"] >= 0.76
