"""Place names come to the place that the report means, and to no place where it cannot be known."""

from __future__ import annotations

import pathlib

import pytest
from benchmarks.places import SYSTEMS, measure, reports
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.record import Span
from dateline.resolve.places import _AGAINST, PlaceValue, ToponymMention, resolve_places
from dateline.resolve.setting import Setting

SHARED = pathlib.Path(__file__).resolve().parents[4] / "shared" / "data" / "places"


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


def test_a_place_that_is_told_by_another_is_moved_as_far_as_told():
    value = place("They met in a village 25 km north of Raqqa, Syria.", "a village 25 km north of Raqqa")
    raqqa = place("They met in Raqqa, Syria.", "Raqqa")
    assert value.lat == pytest.approx(raqqa.lat + 25 / 111.2, abs=0.01)
    assert (value.lon, value.precision, value.radius_km) == (pytest.approx(raqqa.lon, abs=0.01), 2, 5.0)
    assert value.gazetteer_id is None


def test_words_beside_a_name_tell_of_something_else_so_its_point_stays():
    text = "They met at a camp 25 km north of Raqqa, Syria."
    value, there = place(text, "Raqqa"), place("They met in Raqqa, Syria.", "Raqqa")
    assert (value.lat, value.lon, value.radius_km, value.precision) == (there.lat, there.lon, 25.0, 2)


def test_the_outskirts_have_a_smaller_radius_than_what_is_near():
    assert place("on the outskirts of Homs, Syria", "the outskirts of Homs").radius_km == 10.0
    assert place("a village near Homs, Syria", "a village near Homs").radius_km == 25.0


def test_between_two_places_lies_their_middle():
    value = place("A bus was hit between Homs and Hama in Syria.", "between Homs and Hama")
    assert (value.country, value.precision) == ("SYR", 2)
    assert (value.lat, value.lon) == (pytest.approx(34.93, abs=0.05), pytest.approx(36.73, abs=0.05))
    assert value.radius_km == pytest.approx(22, abs=4)


def test_near_a_border_is_the_stretch_by_the_places_of_the_report():
    text = "Syria said on Monday that Syrian troops in Al Bukamal, Syria, had moved near the Iraqi border."
    value = place(text, "near the Iraqi border", "Al Bukamal")
    assert (value.country, value.precision, value.radius_km) == ("SYR", 2, 50.0)
    assert (value.lat, value.lon) == (pytest.approx(34.4, abs=0.6), pytest.approx(40.9, abs=0.6))


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


def test_a_site_that_bears_the_name_of_a_hamlet_abroad_does_not_lie_there():
    text = "Syrian rebels and U.S. troops fought in Syria near the Omar oil field. Syria's army and the U.S. said so."
    value = place(text, "the Omar oil field")
    assert (value.country, value.lat) == ("SYR", None)


def test_a_province_abroad_lends_nothing_to_a_site_at_home():
    text = (
        "Syria's army in Syria, Iraq, Turkey, France, Spain, Italy and the U.S. spoke of Syria."
        " A bomb went off near the Omar oil field. It was seen by a man from Burlington, Vermont."
    )
    assert place(text, "the Omar oil field", "Burlington").admin1 is None


def test_a_town_inside_a_description_gives_its_point():
    value = place("They met at Rafah hospital in the Gaza Strip.", "Rafah hospital")
    assert (value.country, value.precision) == ("PSE", 2)


def test_a_name_that_is_in_no_gazetteer_lies_near_the_town_that_the_words_put_it_into():
    text = "Police searched Xyzzyville, Nairobi, in Kenya."
    value = place(text, "Xyzzyville", "Nairobi")
    assert (value.country, value.precision, value.radius_km) == ("KEN", 2, 25.0)
    assert "put it into Nairobi" in value.rule


def test_a_name_that_is_in_no_gazetteer_lies_in_the_province_of_the_reports_places():
    text = "Syria's army shelled Saraqib, Ariha and Xyzzyville, Syria said."
    value = place(text, "Xyzzyville", "Saraqib", "Ariha")
    assert (value.country, value.admin1, value.precision) == ("SYR", "Idlib", 4)
    assert value.lat == pytest.approx(35.85, abs=0.2)


def test_a_description_lends_no_point_from_its_report():
    text = "Syria's army shelled Saraqib, Ariha and a military base, Syria said."
    assert place(text, "military base", "Saraqib", "Ariha").lat is None


def test_a_country_misspelt_by_a_letter_is_known():
    value = place("The ship left Mauritious.", "Mauritious")
    assert (value.country, value.rule) == ("MUS", "spelt almost like Mauritius")


def test_the_candidates_that_lost_are_kept_with_what_spoke_against_them():
    value = place("in the Libyan city of Tripoli, officials said", "Tripoli")
    lost = next(loser for loser in value.losers if loser.country == "LBN")
    assert lost.reason in _AGAINST.values()
    assert 0 <= lost.chance < value.chance <= 1
    assert value.gazetteer_id not in {loser.gazetteer_id for loser in value.losers}
    assert value.feature.startswith("P")


def test_a_publisher_of_the_places_name_and_country_decides():
    text = "A fire broke out in Perth on Friday."
    names = [mention(text, "Perth")]
    (value,) = resolve_places(names, text, setting=Setting.of(text, publisher="perthcourier.co.uk"))
    assert value.country == "GBR"
    assert resolve_places(names, text)[0].country == "AUS"


def test_adjectives_are_their_countries_where_the_caller_says_so():
    (value,) = resolve_places([ToponymMention("Turkish")], "Turkish troops", demonyms=True)
    assert (value.country, value.precision) == ("TUR", 6)


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
        assert value.radius_km is None or value.lat is not None
        assert value.chance is None or 0 <= value.chance <= 1


@settings(deadline=None)
@given(st.permutations(["Homs", "Hama", "Paris", "Tripoli", "Aleppo"]))
def test_the_order_of_the_names_does_not_matter(names):
    text = "Homs, Hama, Paris, Tripoli, Aleppo."
    values = resolve_places([mention(text, name) for name in names], text)
    expected = resolve_places([mention(text, name) for name in sorted(names)], text)
    assert sorted(v.gazetteer_id for v in values) == sorted(v.gazetteer_id for v in expected)


@pytest.mark.skipif(not SHARED.exists(), reason="the corpora lie outside the repository")
@pytest.mark.parametrize(("corpus", "floor"), [("lgl-train", 0.88), ("geovirus-train", 0.915)])
def test_accuracy_within_161_km_does_not_fall(corpus, floor):
    tally, _ = measure(list(reports(SHARED, corpus)), SYSTEMS["dateline"])
    assert tally.near / tally.toponyms >= floor
