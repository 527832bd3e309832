"""The table of known actors holds only codes that exist, and finds actors by any of their names."""

from __future__ import annotations

import typing

from dateline.ontology.actors import ActorTable, actor_table
from dateline.ontology.countries import countries
from dateline.ontology.known_actor import KnownActor
from dateline.ontology.plover import SECTORS
from dateline.record import ActorKind

KINDS = typing.get_args(ActorKind)


def test_every_known_actor_has_codes_that_exist():
    for actor in actor_table().actors:
        assert actor.kind in KINDS, actor
        assert actor.country is None or actor.country in countries(), actor
        assert actor.sector is None or actor.sector in SECTORS, actor


def test_no_known_actor_stands_twice_in_a_country():
    names = [(actor.name, actor.country) for actor in actor_table().actors]
    assert len(set(names)) == len(names)


def test_an_actor_is_known_by_any_of_its_names():
    named = actor_table().named
    assert named("Isis") is named("Islamic State in Iraq and the Levant") is named("IS")
    assert named("the Kurdistan Workers’ Party") is named("PKK")


def test_words_are_no_acronyms():
    for word in ("is", "care", "who", "commons"):
        assert actor_table().named(word) is None


def test_a_common_name_holds_only_in_its_country():
    assert actor_table().named("Senate") is None
    assert actor_table().named("Senate", "KEN") is None
    senate = actor_table().named("Senate", "USA")
    assert senate is not None and senate.country == "USA"


def test_of_actors_of_one_name_the_report_s_country_decides():
    first = KnownActor(name="People's Army", kind="group", country="COL", sector="REB")
    second = KnownActor(name="People's Army", kind="group", country="PRY", sector="REB")
    table = ActorTable([first, second])
    assert table.named("People's Army") is first
    assert table.named("People's Army", "PRY") is second


def test_a_user_s_actors_go_before_those_of_the_table():
    mine = KnownActor(name="Hamas", kind="organisation", country="PSE", sector="GOV")
    assert actor_table().extended([mine]).named("Hamas") is mine
    assert actor_table().extended([mine]).named("Hezbollah") is actor_table().named("Hezbollah")


def test_who_has_left_office_is_of_the_elites_or_what_the_report_suggests():
    blair = actor_table().named("Tony Blair")
    assert blair is not None
    assert [blair.sector_in(year) for year in (None, 1997, 2007, 2010)] == ["GOV", "GOV", "GOV", "ELI"]
    assert blair.sector_in(2010, "IGO") == "IGO"
