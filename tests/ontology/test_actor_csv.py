"""Tables of actors in CSV: good rows are read, bad rows are named with what to do, and lose nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ontology.actor_csv import ActorTableError, parse_actors, read_actors

HEADER = "name,aliases,kind,country,sector,years\n"


def test_a_row_becomes_an_actor():
    (actor,) = parse_actors(HEADER + "River Front,RF|the Front?,group,Mali,reb,\n").actors
    assert (actor.name, actor.aliases, actor.common) == ("River Front", ("RF",), ("the Front",))
    assert (actor.kind, actor.country, actor.sector, actor.years) == ("group", "MLI", "REB", None)


@pytest.mark.parametrize(
    ("years", "expected"), [("1997-2007", (1997, 2007)), ("2012-", (2012, None)), ("1999", (1999, 1999))]
)
def test_years_of_office_may_be_open_or_one(years, expected):
    (actor,) = parse_actors(HEADER + f"A,,person,GBR,GOV,{years}\n").actors
    assert actor.years == expected


def test_columns_may_be_absent_and_in_any_order():
    (actor,) = parse_actors("kind,name\nperson,Jane Roe\n").actors
    assert (actor.name, actor.country, actor.sector) == ("Jane Roe", None, None)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,group,MLI,REB,", "no name"),
        ("A,,army,MLI,REB,", "'army' is no kind"),
        ("A,,group,Atlantis,REB,", "'Atlantis' is no country"),
        ("A,,group,MLI,XYZ,", "'XYZ' is no sector"),
        ("A,,person,MLI,GOV,last year", "'last year' are no years"),
        ("A,,person,MLI,GOV,2007-1997", "'2007-1997' ends before it begins"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line_and_the_others_are_kept(row, reason):
    read = parse_actors(f"{HEADER}First,,group,MLI,REB,\n\n{row}\nLast,,group,MLI,REB,\n", "mine.csv")
    assert [actor.name for actor in read.actors] == ["First", "Last"]
    (bad,) = read.bad
    assert (bad.path, bad.line, bad.reason) == ("mine.csv", 4, reason)
    assert bad.advice
    assert str(bad).startswith("mine.csv, line 4: ")


def test_a_table_without_its_columns_is_an_error_that_says_what_to_do(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("actor;kind\nA;group\n", encoding="utf-8")
    with pytest.raises(ActorTableError, match="begin the file with the line"):
        read_actors(path)


def test_a_table_that_cannot_be_read_is_an_error(tmp_path):
    with pytest.raises(ActorTableError, match="check the path"):
        read_actors(tmp_path / "none.csv")
    (tmp_path / "utf16.csv").write_bytes(HEADER.encode("utf-16"))
    with pytest.raises(ActorTableError, match="save the table as UTF-8"):
        read_actors(tmp_path / "utf16.csv")


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path):
    (tmp_path / "bom.csv").write_bytes(b"\xef\xbb\xbf" + HEADER.encode() + b"A,,group,MLI,REB,\n")
    assert [actor.name for actor in read_actors(tmp_path / "bom.csv").actors] == ["A"]


@given(st.text())
def test_any_text_behind_the_header_is_read_row_by_row(text):
    read = parse_actors(HEADER + text, "any.csv")
    assert all(bad.reason and bad.advice for bad in read.bad)
