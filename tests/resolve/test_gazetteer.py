"""The gazetteer is built once, found again, and works where nothing can be written."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.resolve import gazetteer as stage
from dateline.resolve.gazetteer import gazetteer, key_of, provinces, regions, rough_key_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "DEIR EZZOR"),
        ("St. Louis", "Saint Louis"),
        ("Şanlıurfa", "Sanliurfa"),
        ("Karbalāʼ", "Karbala"),
        ("Ra’s al-Ayn", "Ras al Ayn"),
        ("Łódź", "Lodz"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert key_of(one) == key_of(other)


def test_names_that_sound_alike_have_one_rough_key():
    assert rough_key_of(key_of("Jisreen")) == rough_key_of(key_of("Jisrīn"))
    assert rough_key_of("ab") == ""


def test_towns_districts_and_provinces_of_a_name_are_found():
    kinds = {entry.kind for entry in gazetteer().find(key_of("Idlib"))}
    assert {"town", "province"} <= kinds


def test_other_names_are_found():
    assert any(e.country == "SYR" and e.kind == "town" for e in gazetteer().find(key_of("Deir al-Zour")))
    assert any(e.name == "Munich" for e in gazetteer().find(key_of("München")))


def test_provinces_have_names_and_regions_points_or_none():
    assert provinces()["SY.07"] == "Deir ez-Zor"
    assert regions()["gazastrip"].country == "PSE"
    assert all((entry.lat is None) == (entry.lon is None) for entry in regions().values())


def test_the_index_is_made_again_in_memory_where_no_folder_can_be_written(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("DATELINE_CACHE", str(blocked))
    assert stage.ensure_index() is None


def test_a_failed_build_leaves_no_file_behind(monkeypatch, tmp_path):
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))

    def full_disk(connection):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(stage, "build_index", full_disk)
    assert stage.ensure_index() is None
    assert not list(tmp_path.iterdir())


@settings(deadline=None)  # the first call may build the index
@given(st.text())
def test_a_key_holds_letters_and_digits_alone(text):
    assert all(character.isalnum() or character == "" for character in key_of(text))
    rough_key_of(key_of(text))
