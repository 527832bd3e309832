"""`dateline gazetteer` adds, lists, finds and removes places, and says in one line what is wrong."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main

LIST = "name,pcode,lat,lon\nXyzzyville,SY070101,35.9,36.7\nNowhere,SY070102,,\n"


@pytest.fixture
def command(tmp_path, monkeypatch):
    """Runs a command on a gazetteer of its own, beside which lies a list of places."""
    monkeypatch.delenv("DATELINE_GAZETTEER", raising=False)
    (tmp_path / "camps.csv").write_text(LIST, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, ["gazetteer", *words, "--gazetteer", "own.sqlite"])

    return run


def test_a_list_is_added_listed_found_and_removed(command):
    added = command("add", "camps.csv")
    assert (added.exit_code, added.stdout) == (0, "Added camps; places: 1\n")
    assert added.stderr.splitlines() == [
        "dateline: camps.csv, line 3: no coordinates: '', ''",
        "dateline: camps.csv: lines left out, for they gave no place: 1",
    ]
    assert command("list").stdout.startswith("camps\tplaces: 1\tlines left out: 1\t")
    found = command("find", "Xyzzywille").stdout.splitlines()
    assert found[0].split("\t") == [
        "90", "fuzzy", "Xyzzyville", "town", "-", "SYR", "35.9000, 36.7000", "pcode:SY070101",
    ]  # fmt: skip
    assert command("remove", "camps").stdout == "Removed camps.\n"
    assert command("find", "Xyzzyville").exit_code == 1


def test_the_file_may_be_told_by_the_environment(command, monkeypatch, tmp_path):
    monkeypatch.setenv("DATELINE_GAZETTEER", str(tmp_path / "other.sqlite"))
    assert CliRunner().invoke(main, ["gazetteer", "add", "camps.csv"]).exit_code == 0
    assert (tmp_path / "other.sqlite").exists()


def test_places_of_the_package_are_found_without_any_list(command, tmp_path):
    found = command("find", "Tripoli", "--country", "LBN", "--limit", "1")
    assert (found.exit_code, found.stdout.count("\n")) == (0, 1)
    assert "LBN" in found.stdout
    assert not (tmp_path / "own.sqlite").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("add", "nowhere.csv"), "no such file, and no country of that name or code"),
        (("add", "own.sqlite"), "neither a GeoNames dump nor a table"),
        (("remove", "x"), "no list of that name was added; nothing was added"),
        (("find", "Tripoli", "--country", "Atlantis"), "no country of that name or code"),
        (("find", "zzqqxxjjkk"), "no place of that name or one like it"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_one(command, words, message):
    if words[1] == "own.sqlite":
        command("add", "camps.csv")
    result = command(*words)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("dateline: ")
    assert message in result.stderr
