"""The commands of the casefile, on a real file with a simple linker."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner, Result
from tests.link.reports import FIGHTERS, MINISTRY, POLICE, TALIBAN, Told, at_least, exactly, feb, report
from tests.store.linking import LINKER, each_alone

from dateline import casefile, imports
from dateline.cli import casefile as casefile_cli
from dateline.cli.casefile import commands
from dateline.export import FORMATS
from dateline.link.accounts import STATES
from dateline.record import Record
from dateline.store.base import Period


@pytest.fixture(autouse=True)
def _plain_linker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casefile, "default_linker", lambda: LINKER)


RECORDS = (
    report("one", exactly(12, speaker=MINISTRY, actors=[TALIBAN]), at_least(20, speaker=POLICE)),
    report("two", exactly(9, "nine militants", whom=FIGHTERS), publisher="Reuters", on=11),
    report("three", Told(type="CONSULT", mode="visit", days=(feb(15), feb(15)), actors=[TALIBAN]), on=15),
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casefile of these records, and beside it the file that they came from."""
    folder = tmp_path_factory.mktemp("casefile")
    (folder / "records.jsonl").write_text(_lines(RECORDS), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(casefile, "default_linker", lambda: LINKER)
        added = run("add", str(folder / "records.jsonl"), "--casefile", str(folder / "my.duckdb"))
    assert added.output == "reports: 3 new\n"
    return folder


@pytest.fixture
def file(original: Path, tmp_path: Path) -> str:
    """A copy of it, to do with as a test likes."""
    shutil.copytree(original, tmp_path, dirs_exist_ok=True)
    return str(tmp_path / "my.duckdb")


def _lines(records: Iterable[Record]) -> str:
    return "".join(record.to_json() + "\n" for record in records)


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, words, catch_exceptions=False)


def as_json(*words: str) -> Any:
    result = run(*words, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def as_csv(*words: str) -> list[dict[str, str]]:
    result = run(*words, "--format", "csv")
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


# --- adding -------------------------------------------------------------------------------------------


def test_adding_the_same_again_changes_nothing(file: str, tmp_path: Path) -> None:
    result = run("add", str(tmp_path / "records.jsonl"), "--casefile", file)
    assert (result.exit_code, result.output) == (0, "reports: 3 there already\n")


def test_what_cannot_be_read_is_listed_with_the_reason_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text(_lines(RECORDS[:1]) + "{broken\n" + _lines(RECORDS[1:2]), encoding="utf-8")
    result = run("add", str(path), "--casefile", str(tmp_path / "my.duckdb"))
    assert result.exit_code == 3
    assert result.stdout == "reports: 2 new, 1 unreadable\n"
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"dateline: {path}:2: ")


def test_adding_nothing_that_can_be_read_is_a_failure(tmp_path: Path) -> None:
    result = run("add", str(tmp_path / "nowhere.txt"), "--casefile", str(tmp_path / "my.duckdb"))
    assert result.exit_code == 1
    assert "nowhere.txt" in result.stderr


def test_relinking_tells_how_many_events_changed(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("relink", "--casefile", file)
    assert (result.exit_code, result.output) == (0, "situation events: 2 as before\n")
    monkeypatch.setattr(casefile, "default_linker", lambda: replace(LINKER, group=each_alone))
    assert run("relink", "--casefile", file).output == (
        "situation events: 1 changed, 2 new, 1 as before\nTo see what became of one: dateline history S1\n"
    )
    assert "split" in run("history", "S1", "--casefile", file).output


# --- asking -------------------------------------------------------------------------------------------


def test_events_are_listed_as_page_json_and_csv(file: str) -> None:
    page = run("events", "--casefile", file)
    assert page.exit_code == 0
    assert "bombing" in page.output
    bombing, talks = as_json("events", "--casefile", file)
    assert (bombing["type"], bombing["start"], bombing["reports"], bombing["mentions"]) == (
        "ASSAULT",
        "2019-02-09",
        2,
        3,
    )
    assert (bombing["killed_low"], bombing["killed_best"], bombing["killed_high"]) == (12, 12, 20)
    assert talks["type"] == "CONSULT"
    rows = as_csv("events", "--casefile", file)
    assert [row["id"] for row in rows] == [bombing["id"], talks["id"]]
    assert rows[0]["actors"] == "Taliban"


@pytest.mark.parametrize(
    ("words", "types"),
    [
        (["--type", "assault"], ["ASSAULT"]),
        (["--mode", "visit"], ["CONSULT"]),
        (["--actor", "taliban"], ["ASSAULT", "CONSULT"]),
        (["--since", "2019-02-10"], ["CONSULT"]),
        (["--until", "2019-02-10"], ["ASSAULT"]),
        (["--country", "afg", "--place", "kabul"], ["ASSAULT", "CONSULT"]),
        (["--country", "Afghanistan"], ["ASSAULT", "CONSULT"]),
        (["--min-killed", "10"], ["ASSAULT"]),
        (["--status", "denied"], []),
        (["--text", "nine militants"], ["ASSAULT"]),
    ],
)
def test_events_can_be_asked_for_by_what_they_are(file: str, words: list[str], types: list[str]) -> None:
    assert [event["type"] for event in as_json("events", *words, "--casefile", file)] == types


def test_a_timeline_goes_by_day(file: str) -> None:
    out = run("timeline", "--casefile", file).output.splitlines()
    assert [line.split("  ")[0] for line in out] == ["Sat 9 Feb 2019", "Fri 15 Feb 2019"]


def test_figures_come_by_event_and_by_week(file: str) -> None:
    found = as_json("figures", "--measure", "killed", "--casefile", file)
    assert {(row["whom"], row["low"], row["best"], row["high"]) for row in found} == {
        (None, 12, 12, 20), ("REB of AFG", 9, 9, 9)
    }  # fmt: skip
    (week,) = as_json("figures", "--measure", "killed", "--by", "week", "--casefile", file)
    assert week["start"] == "2019-02-04"


def test_the_rule_of_the_best_figure_can_be_chosen(file: str) -> None:
    people = [row for row in as_json("figures", "--rule", "lowest", "--casefile", file) if row["whom"] is None]
    assert [(row["best"], row["rule"]) for row in people] == [(12, "lowest")]
    (week,) = as_json("figures", "--rule", "median", "--by", "week", "--casefile", file)
    assert (week["measure"], week["best"]) == ("killed", 12)
    shown = as_json("show", "S1", "--rule", "latest", "--casefile", file)
    assert {toll["rule"] for toll in shown["account"]["tolls"]} == {"latest"}


def test_showing_an_event_gives_every_claim(file: str) -> None:
    assert "Ministry of Public Health (medic)" in run("show", "S1", "--casefile", file).output
    shown = as_json("show", "S1", "--casefile", file)
    assert shown["members"] == ["one#e1", "one#e2", "two#e1"]
    killed = next(toll for toll in shown["account"]["tolls"] if toll["whom"] is None)
    assert killed["chosen"] == "one#f1"
    assert [claim["words"] for claim in killed["standing"]] == ["12 people", "at least 20 people"]
    rows = as_csv("show", "S1", "--casefile", file)
    assert {row["words"] for row in rows} == {"12 people", "at least 20 people", "nine militants"}
    assert {row["stands"] for row in rows} == {"True"}


def test_showing_a_report_and_its_entries(file: str) -> None:
    assert as_json("show", "two", "--casefile", file)["record"]["report"]["publisher"] == "Reuters"
    assert as_json("show", "two#f1", "--casefile", file)["entry"]["text"] == "nine militants"
    assert [row["text"] for row in as_csv("show", "one#f2", "--casefile", file)] == ["at least 20 people"]
    assert "What it is said to have said" in run("show", "one#police", "--casefile", file).output


def test_status_counts_what_there_is(file: str) -> None:
    assert as_json("status", "--casefile", file)["reports"] == 3
    assert "my.duckdb" in run("status", "--casefile", file).output


# --- deciding -----------------------------------------------------------------------------------------


def test_a_split_can_be_made_and_taken_back_and_leaves_a_trail(file: str) -> None:
    split = run("split", "S1", "two#e1", "--by", "mina", "--casefile", file)
    assert split.exit_code == 0, split.output
    assert split.output.startswith("S1 is now S1 and S")
    assert len(as_json("events", "--casefile", file)) == 3
    assert "The split by mina is taken back" in run("undo", "--casefile", file).output
    assert len(as_json("events", "--casefile", file)) == 2
    steps = as_json("history", "S1", "--casefile", file)
    assert [step["change"] for step in steps][-2:] == ["split", "undone"]
    assert "split" in run("history", "S1", "--casefile", file).output
    assert run("undo", "--casefile", file).exit_code == 1


def test_two_events_can_be_merged(file: str) -> None:
    merged = run("merge", "S1", "S2", "--casefile", file)
    assert merged.exit_code == 0, merged.output
    assert merged.output == "S1 and S2 are now S1. Take it back with: dateline undo\n"
    assert "S2 is now S1" in run("show", "S2", "--casefile", file).output


def test_links_are_written_as_clusters(file: str, tmp_path: Path) -> None:
    target = tmp_path / "links.json"
    assert run("export", "--to", "links", "-o", str(target), "--casefile", file).exit_code == 0
    clusters = json.loads(target.read_text())["clusters"]
    assert sorted(len(cluster["members"]) for cluster in clusters) == [1, 3]
    assert ["two", "e1"] in clusters[0]["members"] + clusters[1]["members"]


# --- what goes wrong ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["events", "--since", "soon"], "--since: 'soon' is not a day written as YYYY-MM-DD, such as 2019-02-22"),
        (["events", "--type", "war"], "--type: there is no type 'WAR'; there are AGREE"),
        (["events", "--country", "Atlantis"], "--country: there is no country 'Atlantis'; give its ISO 3166-1"),
        (["events", "--mode", "war"], "--mode: there is no mode 'war'; there are abduct"),
        (["events", "--type", "AID", "--mode", "visit"], "--mode: AID has no mode 'visit'; there are none"),
        (["events", "--since", "2019-02-02", "--until", "2019-02-01"], "--since 2019-02-02 is later than --until"),
        (["figures", "--measure", "dead"], "--measure: there is no measure 'dead'; there are killed"),
    ],
)
def test_a_command_called_wrongly_is_told_in_a_line_with_exit_code_2(file: str, words: list[str], message: str) -> None:
    result = run(*words, "--casefile", file)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"dateline: {message}")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["show", "S99"], ["show", "nobody#e1"], ["history", "S99"], ["merge", "S1", "S99"], ["merge", "S1", "S1"],
        ["split", "S1", "three#e1"], ["split", "S1", "e1"],
    ],
)  # fmt: skip
def test_what_there_is_not_is_told_in_a_line_with_exit_code_1(file: str, words: list[str]) -> None:
    result = run(*words, "--casefile", file)
    assert result.exit_code == 1
    assert result.stderr.startswith("dateline: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("paths", [["a.txt", "b.txt"], ["a.jsonl"], ["a.json"], ["."]])
def test_one_id_is_never_given_to_several_reports(tmp_path: Path, paths: list[str]) -> None:
    target = tmp_path / "my.duckdb"
    result = run("add", *paths, "--id", "mine", "--casefile", str(target))
    assert result.exit_code == 2
    assert result.stderr == "dateline: --id and --title belong to one report: name one text file\n"
    assert not target.exists()


def test_a_casefile_that_is_not_there_is_not_made_by_asking(tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    result = run("events", "--casefile", str(path))
    assert result.exit_code == 1
    assert result.stderr == (
        f"dateline: {path}: there is no such casefile; make one with: dateline add FILES --casefile {path}\n"
    )
    assert not path.exists()


def test_a_file_that_is_no_casefile_is_refused_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir")
    result = run("events", "--casefile", str(path))
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert path.read_text() == "Dear Sir"


def test_an_output_that_cannot_be_written_is_told(file: str, tmp_path: Path) -> None:
    result = run("events", "--casefile", file, "-o", str(tmp_path / "no" / "such" / "folder.txt"))
    assert result.exit_code == 1
    assert "it cannot be written" in result.stderr


def test_rows_of_nothing_still_name_their_columns(file: str) -> None:
    result = run("events", "--status", "denied", "--format", "csv", "--casefile", file)
    assert result.output.startswith("id,type,mode,status,start,end,")


# --- exporting ----------------------------------------------------------------------------------------


def test_an_export_goes_to_standard_output_and_what_it_lost_to_standard_error(file: str) -> None:
    result = run("export", "--to", "csv", "--casefile", file)
    assert result.exit_code == 0
    words = [row["words"] for row in csv.DictReader(io.StringIO(result.stdout))]
    assert words == ["12 people", "at least 20 people", "nine militants"]
    assert result.stderr.splitlines() == [
        "csv: rows written: 3",
        "events left out: 1",
        "  1  no report tells a figure of it",
    ]


def test_an_export_holds_the_events_that_a_filter_finds(file: str) -> None:
    result = run("export", "--to", "json", "--type", "consult", "--casefile", file)
    assert [event["type"] for event in json.loads(result.stdout)] == ["CONSULT"]


def test_the_report_of_losses_can_go_to_a_file(file: str, tmp_path: Path) -> None:
    out, report = tmp_path / "out.csv", tmp_path / "losses.txt"
    result = run("export", "--to", "csv", "--casefile", file, "-o", str(out), "--report", str(report))
    assert (result.exit_code, result.output) == (0, "")
    assert report.read_text().startswith("csv: rows written: 3\n")
    assert out.read_text().count("\n") == 4


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written_to_a_file(name: str, file: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("export", "--to", name, "--casefile", file, "-o", str(out))
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith(f"{name}: rows written: ")
    assert out.stat().st_size > 0


def test_an_export_that_fails_leaves_the_earlier_file(file: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("earlier")
    result = run("export", "--to", "csv", "--casefile", str(tmp_path / "nowhere"), "-o", str(out))
    assert result.exit_code == 1
    assert out.read_text() == "earlier"


def test_what_is_not_text_is_not_written_to_a_terminal(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.cli.output.is_terminal", lambda: True)
    result = run("export", "--to", "parquet", "--casefile", file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "write it to a file with -o FILE" in result.stderr


def test_links_are_of_all_events_and_lose_nothing(file: str) -> None:
    assert len(json.loads(run("export", "--to", "links", "--casefile", file).stdout)["clusters"]) == 2
    for option in (["--country", "SYR"], ["--report", "losses.txt"]):
        assert run("export", "--to", "links", "--casefile", file, *option).exit_code == 2


# --- importing ----------------------------------------------------------------------------------------

ACLED_ROWS = """event_id_cnty;event_date;sub_event_type;actor1;actor2;country;location;fatalities;notes
SYR1;2019-02-09;Armed clash;Rebels;Army;Syria;Azmarin;5;They fought.
SYR2;soon;Armed clash;Rebels;Army;Syria;Azmarin;5;They fought.
"""


def test_a_table_of_coded_events_is_added_row_by_row(tmp_path: Path) -> None:
    table, casefile = tmp_path / "rows.csv", str(tmp_path / "my.duckdb")
    table.write_text(ACLED_ROWS)
    result = run("add", "--from", "acled", str(table), "--casefile", casefile)
    assert (result.exit_code, result.stdout) == (3, "reports: 1 new, 1 unreadable\n")
    assert result.stderr.startswith(f"dateline: {table}:3: event_date: 'soon' is no day")
    (event,) = as_json("events", "--casefile", casefile)
    assert (event["type"], event["place"], event["killed_best"]) == ("ASSAULT", "Azmarin", 5)


def test_a_table_that_lacks_a_column_or_is_not_there_is_told(tmp_path: Path) -> None:
    table, casefile = tmp_path / "rows.csv", str(tmp_path / "my.duckdb")
    table.write_text("a,b\n1,2\n")
    result = run("add", "--from", "ged", str(table), str(tmp_path / "no.csv"), "--casefile", casefile)
    assert result.exit_code == 1
    assert "the first line lacks the columns id, type_of_violence" in result.stderr
    assert "no.csv: cannot be opened: No such file or directory; check the path" in result.stderr


def test_what_rows_tell_themselves_cannot_be_told_for_all(tmp_path: Path) -> None:
    result = run(
        "add", "--from", "acled", "rows.csv", "--date", "2019-01-01", "--casefile", str(tmp_path / "my.duckdb")
    )
    assert result.exit_code == 2


def test_the_choices_are_those_of_the_modules_that_know_them() -> None:
    assert tuple(imports.FORMS) == casefile_cli._IMPORTS
    assert casefile_cli._STATES == STATES
    assert get_args(Period) == casefile_cli._PERIODS
