"""Place names come to the place that the report means, and to no place where it cannot be known."""

from __future__ import annotations

import gzip
import json
import math
import pathlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.record import Span
from dateline.resolve.places import PlaceValue, ToponymMention, resolve_places

SHARED = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data" / "places"


def place(text: str, name: str, *others: str) -> PlaceValue:
    """The value of `name` in `text`, resolved together with other places that the text names."""
    return resolve_places([mention(text, each) for each in (name, *others)], text)[0]


def mention(text: str, name: str) -> ToponymMention:
    start = text.find(name)
    return ToponymMention(name, (Span(start, start + len(name)),) if start >= 0 else ())


def test_a_town_is_found_with_its_country_province_and_point():
    value = place("Shells fell on Manbij in Syria on Friday.", "Manbij")
    assert (value.name, value.country, value.admin1, value.precision) == ("Manbij", "SYR", "Aleppo", 1)
    assert value.lat == pytest.approx(36.53, abs=0.1)
    assert value.gazetteer_id.startswith("geonames:")


def test_the_state_behind_the_comma_decides():
    assert place("A man from Paris, Texas, was held.", "Paris").admin1 == "Texas"
    assert place("A man from Paris was held in France.", "Paris").country == "FRA"
    assert place("Fire in Springfield, Ill., on Monday", "Springfield").admin1 == "Illinois"


def test_an_adjective_before_the_name_decides():
    assert place("in the Libyan city of Tripoli, officials said", "Tripoli").country == "LBY"
    assert place("in the Lebanese city of Tripoli, officials said", "Tripoli").country == "LBN"


def test_other_places_of_the_report_decide():
    text = "Alexandria police spoke. The case began in Baton Rouge and Shreveport, Louisiana."
    assert place(text, "Alexandria", "Baton Rouge", "Shreveport").admin1 == "Louisiana"


def test_a_state_and_a_country_of_one_name_are_told_apart():
    assert place("Troops of Georgia and Russia fought near Tbilisi.", "Georgia", "Russia", "Tbilisi").country == "GEO"
    value = place("In Atlanta, Georgia, and in Alabama", "Georgia", "Atlanta", "Alabama")
    assert (value.country, value.precision) == ("USA", 4)


@pytest.mark.parametrize("name", ["Idlib province", "the province of Idlib", "Syria's Idlib province"])
def test_a_province_has_precision_four(name):
    value = place(f"They fled {name}.", name)
    assert (value.country, value.admin1, value.precision) == ("SYR", "Idlib", 4)


def test_a_kind_said_beside_the_name_counts_too():
    assert place("fighting in Idlib province, Syria", "Idlib").precision == 4
    assert place("fighting in the city of Idlib, Syria", "Idlib").precision == 1


def test_a_district_has_precision_three():
    assert place("a raid in Laurel County, Kentucky", "Laurel County").precision == 3


@pytest.mark.parametrize("text", ["a village 25 km north of Raqqa", "a camp near Raqqa", "on the outskirts of Raqqa"])
def test_near_a_place_has_precision_two(text):
    assert place(f"They met at {text}, Syria.", "Raqqa").precision == 2


def test_a_part_of_a_country_has_no_point():
    value = place("Turkey bombed northern Syria.", "northern Syria")
    assert (value.country, value.precision, value.lat, value.gazetteer_id) == ("SYR", 5, None, None)


def test_a_border_has_no_point():
    value = place("They crossed the Turkish border.", "the Turkish border")
    assert (value.country, value.precision, value.lat) == ("TUR", 5, None)


def test_a_country_and_a_sea_have_their_precisions():
    assert place("He went to Syria.", "Syria").precision == 6
    assert place("A boat sank in the Mediterranean.", "Mediterranean").precision == 7


@pytest.mark.parametrize("spelling", ["Deir ez-Zor", "Deir Ezzor", "Deir al-Zour", "DEIR EZ-ZOR", "Dayr az Zawr"])
def test_spellings_of_one_town_come_to_one_entry(spelling):
    assert place(f"An attack on {spelling}, Syria.", spelling).admin1 == "Deir ez-Zor"


def test_a_name_that_sounds_alike_is_found_in_the_reports_country_alone():
    value = place("Palestinian police came to Qabatia. Palestinians and Palestine's police spoke.", "Qabatia")
    assert (value.country, value.precision) == ("PSE", 1)
    assert "sounds like" in value.rule


def test_an_unknown_name_keeps_its_name_and_its_container_without_a_point():
    value = place("Xyzzyville, Syria, was shelled.", "Xyzzyville")
    assert (value.name, value.country, value.lat, value.precision) == ("Xyzzyville", "SYR", None, 6)
    assert "not in the gazetteer" in value.rule
    assert place("Xyzzyville was shelled.", "Xyzzyville").precision == 7


@pytest.mark.parametrize("word", ["Turkish", "Syrians", "Afghan"])
def test_adjectives_and_people_are_no_places(word):
    value = place(f"{word} troops", word)
    assert (value.country, value.lat, value.precision) == (None, None, None)


@pytest.mark.parametrize("word", ["military base", "the square", "EU", "a market place"])
def test_words_are_no_towns_of_that_name(word):
    assert place(f"He was at {word}.", word).gazetteer_id is None


def test_a_village_abroad_is_not_the_unknown_village_of_the_report():
    text = "Syrian rebels held Jubar. Syria's army shelled Syria's capital, Damascus."
    assert place(text, "Jubar", "Damascus").country == "SYR"


def test_a_town_inside_a_description_gives_its_point():
    value = place("They met at Rafah hospital in the Gaza Strip.", "Rafah hospital")
    assert (value.country, value.precision) == ("PSE", 2)


def test_there_is_one_answer_for_each_mention_in_order():
    text = "From Homs to Hama to Homs, Syria."
    values = resolve_places([mention(text, name) for name in ("Homs", "Hama", "Homs")], text)
    assert [value.name for value in values] == ["Homs", "Hama", "Homs"]
    assert resolve_places([], text) == ()


@settings(deadline=None)  # the first call may build the index
@given(st.lists(st.text(max_size=60), max_size=4), st.text(max_size=200))
def test_any_text_gets_an_answer_that_keeps_the_rules(names, text):
    values = resolve_places([ToponymMention(name, (Span(0, min(len(text), 3)),)) for name in names], text)
    assert len(values) == len(names)
    for value in values:
        assert (value.lat is None) == (value.lon is None)
        assert value.precision is None or 1 <= value.precision <= 7
        assert value.rule


@pytest.mark.skipif(not SHARED.exists(), reason="the corpora lie outside the repository")
@pytest.mark.parametrize(("corpus", "floor"), [("lgl-train", 0.73), ("geovirus-train", 0.87)])
def test_accuracy_within_161_km_does_not_fall(corpus, floor):
    near = total = 0
    with gzip.open(SHARED / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            gold = [t for t in row["toponyms"] if t["lat"] is not None]
            mentions = [ToponymMention(row["text"][t["start"] : t["end"]], (Span(t["start"], t["end"]),)) for t in gold]
            for truth, value in zip(gold, resolve_places(mentions, row["text"]), strict=True):
                total += 1
                near += value.lat is not None and _km(truth["lat"], truth["lon"], value.lat, value.lon) <= 161
    assert near / total >= floor


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    a, b = math.radians(lat), math.radians(other_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))
