"""The table of roles holds only codes that exist."""

from __future__ import annotations

import typing

from dateline.ontology.plover import SECTORS
from dateline.ontology.roles import roles
from dateline.record import ActorKind


def test_every_role_has_codes_that_exist():
    for word, role in roles().items():
        assert word == word.lower()
        assert role.kind in typing.get_args(ActorKind), word
        assert role.sector is None or role.sector in SECTORS, word


def test_one_soldier_is_a_person_and_many_are_a_group():
    assert roles()["soldier"].kind == "person"
    assert roles()["soldiers"].kind == "group"
    assert roles()["villagers"].kind == "population"
