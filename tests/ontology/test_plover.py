"""The code lists agree with the coding guide: every type, mode, sector and measure has a meaning."""

from __future__ import annotations

import pathlib
import re

import pytest

from dateline.ontology import plover

GUIDE = pathlib.Path(__file__).resolve().parents[3] / "shared" / "coding.md"


def test_there_are_plovers_sixteen_types_and_ours():
    assert len(plover.TYPES) == 17
    assert [name for name, entry in plover.TYPES.items() if entry.quad is None] == ["MOVE"]


def test_every_code_has_a_meaning_of_one_line():
    meanings = [entry.meaning for entry in plover.TYPES.values()]
    meanings += [mode.meaning for entry in plover.TYPES.values() for mode in entry.modes]
    meanings += [measure.meaning for measure in plover.MEASURES.values()]
    meanings += [*plover.SECTORS.values(), *plover.FACTUALITIES.values()]
    assert all(meaning and "\n" not in meaning and not meaning.endswith(".") for meaning in meanings)


def test_a_mode_is_known_only_with_its_type():
    assert plover.TYPES["THREATEN"].mode("restrict") != plover.TYPES["COERCE"].mode("restrict")
    assert plover.TYPES["AID"].mode("restrict") is None


def test_explain_says_what_a_code_means():
    assert plover.explain("ASSAULT", "drone") == "ASSAULT-drone: strikes from a drone"
    assert plover.explain("AID").startswith("AID: helps materially")
    with pytest.raises(KeyError, match="AID-drone"):
        plover.explain("AID", "drone")


def test_factualities_and_kinds_are_those_of_the_record():
    assert set(plover.FACTUALITIES) == {"actual", "future", "hypothetical", "negated"}
    assert "dateline" in plover.SEGMENT_KINDS
    assert "population" in plover.ACTOR_KINDS


@pytest.mark.skipif(not GUIDE.exists(), reason="the coding guide lies outside the repository")
def test_types_and_modes_are_those_of_the_coding_guide():
    rows = re.findall(r"^\| ([A-Z]+) \| .+? \| ([^|]+) \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    guide = {name: set() if modes == "none" else set(modes.split(", ")) for name, modes in rows}
    assert guide == {name: {mode.name for mode in entry.modes} for name, entry in plover.TYPES.items()}
