"""One mention is taken apart: what it is of, and what it only speaks of beside."""

from __future__ import annotations

import pytest

from dateline.resolve.actors.country_words import unpossessed
from dateline.resolve.actors.forms import Form, Lookup, own_names, personal_name


@pytest.mark.parametrize(
    ("words", "bare"), [("Turkey's", "Turkey"), ("Turkey’s", "Turkey"), ("rebels'", "rebels"), ("Abbas", "Abbas")]
)
def test_a_possessive_loses_its_ending(words, bare):
    assert unpossessed(words) == bare


@pytest.mark.parametrize(
    "mention",
    ["a resident of Afrin", "Tonroe’s commanding officer", "a Kurdish official", "forces loyal to Bashar al-Assad"],
)
def test_names_beside_are_not_the_mentions_own(mention):
    assert list(own_names(mention)) == []


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("the French president, Emmanuel Macron", "Emmanuel Macron"),
        ("Emmanuel Macron, the president of France", "Emmanuel Macron"),
        ("the head of the mission in Kosovo, Ann Smith", "Ann Smith"),
        ("his daughter Ann", "Ann"),
    ],
)
def test_a_name_at_the_end_or_before_a_comma_is_the_mentions_own(mention, name):
    assert name in own_names(mention)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Oil Minister Ann Smith", "Ann Smith"),
        ("Springfield County Police Chief Ann Smith", "Ann Smith"),
        ("President Suharto", "Suharto"),
        ("Turkish", ""),
        ("Officer", ""),
        ("One", ""),
    ],
)
def test_a_persons_name_has_no_titles_and_is_no_country_or_number(words, name):
    assert personal_name(words, Lookup()) == name


@pytest.mark.parametrize(
    ("mention", "known"),
    [
        ("the US president, Donald Trump", "Donald Trump"),
        ("the regime of Bashar al-Assad", None),
        ("Vladimir Putin's air force", None),
        ("UN Secretary General Kofi Annan's special envoy", None),
    ],
)
def test_a_known_person_is_the_actor_only_where_the_mention_is_of_that_person(mention, known):
    found = Form.of(mention).known
    assert (found.name if found else None) == known
