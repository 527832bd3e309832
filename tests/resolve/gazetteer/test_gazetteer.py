"""The gazetteer finds what comes with the package by all its names, and what the user has added before that."""

from __future__ import annotations

import pytest

from dateline.resolve.gazetteer import Gazetteer, gazetteer, province_entries, province_keys, provinces, regions
from dateline.resolve.gazetteer.entry import Entry
from dateline.resolve.gazetteer.files import Listed
from dateline.resolve.gazetteer.keys import key_of, rough_key_of
from dateline.resolve.gazetteer.store import Store


def test_towns_districts_and_provinces_of_a_name_are_found():
    assert {"town", "province"} <= {entry.kind for entry in gazetteer().find(key_of("Idlib"))}


def test_other_names_are_found_and_are_not_the_usual_ones():
    (halab,) = (e for e in gazetteer().find(key_of("Halab")) if e.id == "geonames:170063")
    (aleppo,) = (e for e in gazetteer().find(key_of("Aleppo")) if e.id == "geonames:170063")
    assert (halab.name, halab.named, aleppo.named) == ("Aleppo", False, True)
    assert any(e.name == "Munich" for e in gazetteer().find(key_of("München")))


def test_names_are_found_by_their_sound():
    assert any(e.name == "Jasrāna" for e in gazetteer().find(rough_key_of(key_of("Jasreena"))))


def test_an_entry_tells_where_it_lies_and_what_it_is():
    (entry,) = (e for e in gazetteer().find("manbij") if e.kind == "town")
    assert (entry.country, entry.admin1, entry.province) == ("SYR", "SY.09", "Aleppo")
    assert (entry.feature, entry.precision) == ("P.PPL", 1)
    assert (entry.lat, entry.lon) == (pytest.approx(36.528, abs=0.01), pytest.approx(37.955, abs=0.01))


def test_what_is_not_there_is_not_found():
    assert gazetteer().find("xyzzyville") == ()
    assert gazetteer().find("") == ()
    assert gazetteer().any_of(("xyzzyville", "manbij")) == gazetteer().find("manbij")


def test_provinces_have_names_and_the_middle_of_their_settled_land():
    assert provinces()["SY.07"] == "Deir ez-Zor"
    assert province_keys()["idlib"] == ("SY.12",)
    entry = province_entries()["US.TX"]
    assert (entry.lat, entry.lon) == (pytest.approx(31.4, abs=1), pytest.approx(-99.3, abs=1))


def test_regions_have_points_and_known_features():
    assert regions()["gazastrip"].country == "PSE"
    for entry in regions().values():
        assert (entry.lat is None) == (entry.lon is None)
        assert entry.feature[0] in "AHLPST"
        assert 1 <= entry.precision <= 7


def test_what_the_user_added_goes_before_the_same_place_of_ours(tmp_path):
    store = Store(tmp_path / "own.sqlite")
    ours = next(e for e in gazetteer().find("manbij") if e.kind == "town")
    other = Entry(id=ours.id, name="Manbij", kind="town", country="SYR", lat=1.0, lon=2.0)
    store.add("own", "own.csv", [Listed(other)])
    found = [entry for entry in Gazetteer(store).find("manbij") if entry.id == ours.id]
    assert [(entry.lat, entry.lon) for entry in found] == [(1.0, 2.0)]


def test_every_key_finds_something_and_rough_keys_are_not_among_them():
    keys = list(gazetteer().keys())
    assert keys == sorted(keys)
    assert not any(key.startswith("~") for key in keys)
    assert all(gazetteer().find(key) for key in keys[:: len(keys) // 200])
