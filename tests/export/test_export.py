"""`dateline.export` writes a casefile, or records, in any format, and tells what it lost."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path

import pytest
from tests.store.linking import LINKER
from tests.store.records import Told, record

import dateline
from dateline import casefile as module
from dateline.casefile import Casefile
from dateline.export import FORMATS, ExportError, Losses, format_named
from dateline.record import Record
from dateline.store.base import Filter
from dateline.store.duck import DuckStore

RECORDS = (record("a", Told(killed=4)), record("b", Told(killed=6), Told(place="Harem"), date="2019-02-23"))


@pytest.fixture(autouse=True)
def _plain_linker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "default_linker", lambda: LINKER)


def test_records_are_linked_and_written_to_a_stream_which_stays_open() -> None:
    out = io.BytesIO()
    losses = dateline.export(RECORDS, "json", out)
    events = json.loads(out.getvalue())
    assert (losses.written, [event["reports"] for event in events]) == (2, [2, 1])
    assert not out.closed


def test_a_casefile_is_written_to_a_path_and_stays_open(tmp_path: Path) -> None:
    with Casefile(DuckStore.open(tmp_path / "case.duckdb"), LINKER) as casefile:
        casefile.add(RECORDS)
        losses = dateline.export(casefile, "csv", tmp_path / "out.csv", wanted=Filter(place="Azmarin"))
        assert casefile.status().reports == 2
    assert losses.written == 2
    assert (tmp_path / "out.csv").read_text().count("\n") == 3


def test_figures_that_measure_no_event_are_counted_where_all_events_are_written() -> None:
    loose = dataclasses.replace(RECORDS[0], figures=(dataclasses.replace(RECORDS[0].figures[0], event=None),))
    losses = dateline.export(loose, "csv", io.BytesIO())
    assert (losses.written, losses.loose) == (0, 1)
    assert losses.report().splitlines()[-1] == "figures that measure no event, and are in no row: 1"
    assert dateline.export(loose, "csv", io.BytesIO(), wanted=Filter(type="ASSAULT")).loose == 0


def test_a_question_that_no_event_fits_says_so() -> None:
    losses = dateline.export(RECORDS, "csv", io.BytesIO(), wanted=Filter(place="Nowhere"))
    assert losses.report() == "rows written: 0\nno event fits what was asked for"


def test_one_record_alone_can_be_written() -> None:
    out = io.BytesIO()
    assert dateline.export(RECORDS[0], "json", out).written == 1


def test_a_record_that_cannot_be_kept_and_an_older_version_are_told() -> None:
    nameless = Record(report=dateline.Report(id=" ", text=""))
    losses = dateline.export([*RECORDS, record("a", Told(killed=5)), nameless], "json", io.BytesIO())
    assert losses.left_out == {
        "in a record that a casefile cannot hold: report.id: empty; a casefile tells reports apart by it": 1,
        "in an earlier version of the report a, which was given twice": 1,
    }


def test_an_unknown_format_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="there is no format 'xls'; there are acled, ged, plover"):
        dateline.export(RECORDS, "xls", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_breaks_off_leaves_the_earlier_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise RuntimeError

    (tmp_path / "out").write_text("earlier")
    monkeypatch.setattr("dateline.export.tables.Json.write", broken)
    with pytest.raises(RuntimeError):
        dateline.export(RECORDS, "json", tmp_path / "out")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out", "earlier")]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_there_under_its_name_and_is_told_apart_from_binary(name: str) -> None:
    form, out = format_named(name), io.BytesIO()
    form.write(iter(()), out, Losses())
    assert form.name == name
    assert form.suffix.startswith(".")
    assert FORMATS[name].is_text == (b"\0" not in out.getvalue())


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_events_give_the_same_bytes_in_every_format(name: str) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    dateline.export(RECORDS, name, first)
    dateline.export(RECORDS, name, second)
    assert first.getvalue() == second.getvalue()


def test_losses_are_told_with_the_most_frequent_first() -> None:
    losses = Losses()
    losses.wrote(1200)
    for reason, times in (("no day", 2), ("no deaths", 11)):
        for _ in range(times):
            losses.leave_out(reason)
    losses.could_not_fill("admin2")
    losses.coarsen("where_prec 4", "geo_precision 3")
    assert losses.report().splitlines() == [
        "rows written: 1,200",
        "events left out: 13",
        "  11  no deaths",
        "   2  no day",
        "fields that could not be filled, and in how many rows",
        "  1  admin2",
        "codes that became coarser",
        "  1  where_prec 4 became geo_precision 3",
    ]
