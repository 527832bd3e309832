"""Whom claims count."""

from __future__ import annotations

from tests.link.reports import FIGHTERS, NURSE, PEOPLE, SOLDIERS, TALIBAN, Told, exactly, members, report

from dateline.link.claims import claims
from dateline.link.populations import population_words, populations
from dateline.record import Record


def words(*records: Record) -> dict[str, str | None]:
    """The population of each claim, by its words."""
    found = claims(records, members(*records))
    whom = populations(found)
    return {claim.words: population_words(whom[claim.id]) for claim in found}


def of(*told: Told) -> dict[str, str | None]:
    return words(report("one", *told))


def test_civilians_victims_and_nobody_named_are_people_in_general() -> None:
    assert of(exactly(1), exactly(2, whom=PEOPLE), exactly(3, whom=NURSE)) == {
        "1 people": None, "2 people": None, "3 people": None
    }  # fmt: skip


def test_each_armed_sector_of_a_country_is_a_side() -> None:
    assert of(exactly(1, whom=FIGHTERS), exactly(2, whom=SOLDIERS)) == {
        "1 people": "REB of AFG", "2 people": "MIL of AFG"
    }  # fmt: skip


def test_sides_that_a_sentence_counts_one_beside_the_other_are_known_by_name_wherever_they_are_told() -> None:
    both = report("one", exactly(25, whom=TALIBAN), exactly(26, whom=FIGHTERS, together=True))
    later = report("two", exactly(30, whom=TALIBAN), exactly(31, whom=FIGHTERS))
    assert words(both, later) == {
        "25 people": "taliban", "26 people": "fighters", "30 people": "taliban", "31 people": "fighters"
    }  # fmt: skip


def test_sides_told_in_sentences_of_their_own_may_be_one() -> None:
    assert set(of(exactly(25, whom=TALIBAN), exactly(26, whom=FIGHTERS)).values()) == {"REB of AFG"}


def test_a_side_of_no_known_country_has_its_sector_for_a_name() -> None:
    assert population_words(("REB", None, None)) == "REB"
    assert population_words(None) is None
