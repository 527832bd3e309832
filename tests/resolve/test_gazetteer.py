"""The gazetteer finds places by name, mends a damaged index, and works where nothing can be written."""

from __future__ import annotations

import contextlib
import logging
import pathlib
import shutil
import sqlite3
import subprocess
import sys

import pytest

from dateline.resolve import gazetteer as stage
from dateline.resolve import place_index
from dateline.resolve.gazetteer import Gazetteer, gazetteer, provinces, regions
from dateline.resolve.place_keys import key_of, rough_key_of

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture
def path(index, monkeypatch, tmp_path):
    """The path of an index that is not there yet; to build it is to copy the tests' own."""
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))

    def copy(connection):
        with contextlib.closing(sqlite3.connect(index)) as source:
            source.backup(connection)

    monkeypatch.setattr(place_index, "build_index", copy)
    monkeypatch.setattr(stage, "build_index", copy)
    return place_index.index_path()


def test_towns_districts_and_provinces_of_a_name_are_found():
    kinds = {entry.kind for entry in gazetteer().find(key_of("Idlib"))}
    assert {"town", "province"} <= kinds


def test_other_names_are_found():
    assert any(e.country == "SYR" and e.kind == "town" for e in gazetteer().find(key_of("Deir al-Zour")))
    assert any(e.name == "Munich" for e in gazetteer().find(key_of("München")))


def test_names_are_found_by_their_sound():
    assert any(e.name == "Jasrāna" for e in gazetteer().find(rough_key_of(key_of("Jasreena"))))


def test_provinces_have_names_and_regions_points_or_none():
    assert provinces()["SY.07"] == "Deir ez-Zor"
    assert regions()["gazastrip"].country == "PSE"
    assert all((entry.lat is None) == (entry.lon is None) for entry in regions().values())


@pytest.mark.parametrize("size", [0, 5_000, 2_000_000])
def test_an_index_that_was_cut_short_is_built_again(index, path, size):
    shutil.copyfile(index, path)
    with path.open("r+b") as file:
        file.truncate(size)
    assert Gazetteer().find("aleppo")
    assert path.stat().st_size == index.stat().st_size


def test_an_index_that_was_overwritten_is_built_again(path):
    path.write_bytes(b"no database " * 1000)
    assert Gazetteer().find("aleppo")


def test_where_no_folder_can_be_written_one_warning_says_what_to_do(path, monkeypatch, tmp_path, caplog):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "file"))
    with caplog.at_level(logging.WARNING):
        found = Gazetteer()
        assert found.find("aleppo")
        assert found.find("idlib")
    (record,) = caplog.records
    message = record.getMessage()
    assert message.startswith(f"dateline: {tmp_path / 'file'}: ")
    assert "set DATELINE_CACHE" in message
    assert message.split(": ")[2] in (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    assert "\n" not in message


def test_the_warning_is_one_line_on_standard_error():
    code = """
from dateline.resolve import gazetteer
gazetteer.build_index = lambda connection: None
gazetteer._in_memory(PermissionError(13, "Permission denied"))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr.count("\n") == 1
    assert run.stderr.startswith("dateline: ")
    assert "Permission denied" in run.stderr


def test_an_index_that_may_not_be_opened_is_built_in_memory(path):
    path.mkdir()
    assert Gazetteer().find("aleppo")
