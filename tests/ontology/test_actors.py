"""The tables of known actors and of roles hold only codes that exist."""

from __future__ import annotations

import typing

from dateline.ontology.actors import actor_named, known_actors, roles
from dateline.ontology.countries import countries
from dateline.ontology.plover import SECTORS
from dateline.record import ActorKind

KINDS = typing.get_args(ActorKind)


def test_every_known_actor_has_codes_that_exist():
    for actor in known_actors():
        assert actor.kind in KINDS, actor
        assert actor.country is None or actor.country in countries(), actor
        assert actor.sector is None or actor.sector in SECTORS, actor


def test_no_known_actor_stands_twice():
    names = [actor.name for actor in known_actors()]
    assert len(set(names)) == len(names)


def test_every_role_has_codes_that_exist():
    for word, role in roles().items():
        assert word == word.lower()
        assert role.kind in KINDS, word
        assert role.sector is None or role.sector in SECTORS, word


def test_an_actor_is_known_by_any_of_its_names():
    assert actor_named("Isis") is actor_named("Islamic State in Iraq and the Levant") is actor_named("IS")
    assert actor_named("the Kurdistan Workers’ Party") is actor_named("PKK")


def test_words_are_no_acronyms():
    assert actor_named("is") is None
    assert actor_named("care") is None
    assert actor_named("who") is None
    assert actor_named("commons") is None


def test_one_soldier_is_a_person_and_many_are_a_group():
    assert roles()["soldier"].kind == "person"
    assert roles()["soldiers"].kind == "group"
    assert roles()["officials"].kind == "population"
