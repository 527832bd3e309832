"""The user's gazetteer keeps what was added, whole or not at all, and gives it back by name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.resolve.gazetteer.entry import Entry
from dateline.resolve.gazetteer.files import Fault, GazetteerError, Listed
from dateline.resolve.gazetteer.keys import key_of
from dateline.resolve.gazetteer.store import Store, store_path

HERE = Entry(id="pcode:XX01", name="Kafr Ḥere", kind="town", country="SYR", lat=1.0, lon=2.0, feature="P.PPL")


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "own.sqlite")


def test_a_place_comes_back_as_it_was_by_each_of_its_names(store):
    store.add("own", "own.csv", [Listed(HERE, ("Old Here",))])
    assert store.find(key_of("kafr here")) == (HERE,)
    (by_other,) = store.find(key_of("Old Here"))
    assert (by_other.id, by_other.named) == (HERE.id, False)
    assert store.find("nowhere") == ()


def test_faults_are_counted_and_the_first_are_kept(store):
    faults = [Fault(line, "no name") for line in range(2, 12)]
    added = store.add("own", "own.csv", [*faults, Listed(HERE)])
    assert (added.source.places, added.source.faults) == (1, 10)
    assert [fault.line for fault in added.examples] == [2, 3, 4, 5, 6]
    assert store.sources() == (added.source,)


def test_a_list_of_the_same_name_takes_the_place_of_the_former(store):
    store.add("own", "a.csv", [Listed(HERE)])
    there = Entry(id="pcode:XX02", name="There", kind="town", lat=3.0, lon=4.0)
    store.add("own", "b.csv", [Listed(there)])
    assert store.find(key_of(HERE.name)) == ()
    assert store.find("there") == (there,)
    assert [source.path for source in store.sources()] == ["b.csv"]


def test_a_list_without_places_changes_nothing(store):
    store.add("own", "a.csv", [Listed(HERE)])
    with pytest.raises(GazetteerError, match=r"no place \(no name in line 2\)"):
        store.add("own", "b.csv", [Fault(2, "no name")])
    assert store.find(key_of(HERE.name)) == (HERE,)


def test_a_list_that_breaks_off_changes_nothing(store):
    def broken():
        yield Listed(HERE)
        raise GazetteerError("b.zip: it cannot be read: cut short; check the file")

    with pytest.raises(GazetteerError):
        store.add("own", "b.zip", broken())
    assert store.sources() == ()
    assert store.find(key_of(HERE.name)) == ()


def test_what_was_removed_is_not_found_and_the_rest_is(store):
    there = Entry(id="pcode:XX02", name="There", kind="town", lat=3.0, lon=4.0)
    store.add("one", "a.csv", [Listed(HERE)])
    store.add("two", "b.csv", [Listed(there)])
    store.remove("one")
    assert store.find(key_of(HERE.name)) == ()
    assert store.find("there") == (there,)
    with pytest.raises(GazetteerError, match="there are two"):
        store.remove("one")


def test_what_was_added_is_there_the_next_time(tmp_path):
    Store(tmp_path / "own.sqlite").add("own", "a.csv", [Listed(HERE)])
    assert Store(tmp_path / "own.sqlite").find(key_of(HERE.name)) == (HERE,)


def test_looking_makes_no_file(tmp_path):
    assert Store(tmp_path / "none.sqlite", make=False).sources() == ()
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_gazetteer_is_an_error_that_says_what_to_do(tmp_path):
    (tmp_path / "own.sqlite").write_bytes(b"no database " * 100)
    with pytest.raises(GazetteerError, match="remove it"):
        Store(tmp_path / "own.sqlite")


def test_the_file_lies_where_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.setenv("DATELINE_GAZETTEER", str(tmp_path / "mine"))
    assert store_path() == tmp_path / "mine"
    monkeypatch.delenv("DATELINE_GAZETTEER")
    assert store_path().name == "gazetteer.sqlite"


@settings(deadline=None)  # each example makes a file
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), min_size=1, max_size=5))
def test_places_of_any_name_are_found_by_it(tmp_path_factory, names):
    store = Store(tmp_path_factory.mktemp("any") / "own.sqlite")
    store.add("own", "a.csv", [Listed(Entry(id=f"x:{n}", name=name, kind="town")) for n, name in enumerate(names)])
    for n, name in enumerate(names):
        if key := key_of(name):
            assert f"x:{n}" in {entry.id for entry in store.find(key)}
    store.close()
