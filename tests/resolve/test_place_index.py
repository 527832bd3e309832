"""The index is built whole or not at all, lies where it is told to, and is never older than its tables and code."""

from __future__ import annotations

import contextlib
import gc
import os
import sqlite3

import pytest

from dateline.resolve import place_index as stage
from dateline.resolve.place_index import ensure_index, index_path


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """A cache folder in which an index is a small file."""
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))
    monkeypatch.setattr(stage, "build_index", lambda connection: connection.execute("CREATE TABLE names(key)"))
    return tmp_path


@pytest.mark.parametrize("changed", [name for _, name in stage._MADE_FROM])
def test_an_index_of_other_code_or_tables_has_another_name(monkeypatch, changed):
    before = index_path()
    made_from = [(package, name) for package, name in stage._MADE_FROM if name != changed]
    monkeypatch.setattr(stage, "_MADE_FROM", made_from)
    stage._fingerprint.cache_clear()
    try:
        assert index_path().name != before.name
    finally:
        stage._fingerprint.cache_clear()


def test_the_code_and_every_table_of_the_index_tell_its_name():
    names = {name for _, name in stage._MADE_FROM}
    assert {"place_index.py", "place_keys.py", "data/divisions.tsv.gz", "data/division_names.tsv"} <= names


def test_a_relative_folder_is_taken_from_where_the_command_runs(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_CACHE", "cache")
    assert index_path().parent == tmp_path / "cache"


def test_an_index_is_built_once(folder, monkeypatch):
    path = ensure_index()
    monkeypatch.setattr(stage, "build_index", None)
    assert ensure_index() == path


def test_others_who_share_the_folder_may_read_the_index(folder):
    assert ensure_index().stat().st_mode & 0o044 == 0o044


def test_a_folder_that_cannot_be_written_is_an_error(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "file"))
    with pytest.raises(OSError):
        ensure_index()


def test_a_failed_build_leaves_no_file_behind(monkeypatch, folder):
    def full_disk(connection):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(stage, "build_index", full_disk)
    with pytest.raises(OSError, match="full"):
        ensure_index()
    assert not list(folder.iterdir())


def test_what_other_versions_left_long_ago_is_removed_and_nothing_else(folder):
    old = [folder / name for name in ("places-0123456789abcdef.sqlite", "places-ab12cd34.part")]
    kept = [folder / name for name in ("places-fedcba9876543210.sqlite", "places-of-mine.csv", "notes.part")]
    for path in (*old, *kept):
        path.write_text("")
    for path in (*old, *kept[1:]):
        os.utime(path, (0, 0))
    index = ensure_index()
    assert sorted(folder.iterdir()) == sorted((index, *kept))


def test_an_index_holds_names_by_their_keys_and_places_by_their_ids(index):
    with contextlib.closing(sqlite3.connect(index)) as connection:
        row = connection.execute("SELECT name, alpha2, admin1, kind FROM places WHERE id = 170063").fetchone()
        assert row == ("Aleppo", "SY", "09", stage.TOWN)
        named = dict(connection.execute("SELECT key, named FROM names WHERE place = 170063"))
    assert named["aleppo"] == 1
    assert named["halab"] == 0


def test_building_leaves_the_garbage_collector_as_it_was():
    assert gc.isenabled()
    with contextlib.suppress(ZeroDivisionError), stage._uncollected():
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled()
