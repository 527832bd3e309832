"""The table that comes with the package holds what its sources hold, found by key."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.gazetteer.table import KINDS, table


def test_a_place_is_found_by_each_of_its_keys():
    places = table()
    (aleppo,) = (row for row in places.find("halab") if places.ids[row.number] == 170063)
    assert (places.name(aleppo.number), places.area(aleppo.number)) == ("Aleppo", "SY.09")
    assert not aleppo.named


def test_the_first_and_the_last_key_are_found():
    keys = table().keys()
    assert list(table().find(keys[0]))
    assert list(table().find(keys[-1]))


def test_keys_stand_in_order_so_that_halving_finds_them():
    keys = table().keys()
    assert all(one < other for one, other in pairwise(keys))


def test_every_place_has_a_kind_and_a_country():
    places = table()
    assert sum(len(places.of_kind(kind)) for kind in KINDS) == len(places.ids)
    assert places.is_in("SY").sum() > 300


@given(st.text())
def test_any_key_gets_an_answer(key):
    for row in table().find(key):
        assert table().name(row.number)
