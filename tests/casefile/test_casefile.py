"""A casefile takes reports in, links them, and keeps who said what."""

from __future__ import annotations

import datetime
import io
import json
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.linking import LINKER, each_alone
from tests.store.records import Told, record

from dateline import casefile as module
from dateline import run
from dateline.casefile import Casefile, Relinked, ShownEntry, ShownEvent, ShownReport
from dateline.record import DatelineError, Record, Report
from dateline.situation import RULES, Decision, EntryId, EventView
from dateline.store.base import UnknownId
from dateline.store.duck import DuckStore
from dateline.store.duck_keep import Keeper


def opened(path: Path) -> Casefile:
    """A casefile whose clock ticks once an hour."""
    hours = iter(range(100_000))
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    return Casefile(DuckStore.open(path), LINKER, clock=lambda: start + datetime.timedelta(hours=next(hours)))


@pytest.fixture
def casefile(tmp_path: Path) -> Iterator[Casefile]:
    with opened(tmp_path / "case.duckdb") as found:
        yield found


def members(casefile: Casefile) -> dict[str, str]:
    """Situation id -> its members, as words."""
    return {
        cluster["id"]: " ".join(f"{report}#{entry}" for report, entry in cluster["members"])
        for cluster in casefile.links()["clusters"]
    }


# --- adding -------------------------------------------------------------------------------------------


def test_the_same_event_of_two_reports_is_one_with_the_figures_of_both(casefile: Casefile) -> None:
    added = casefile.add([record("a", Told(killed=4)), record("b", Told(killed=6), publisher="Other Press")])
    assert added.new == ("a", "b")
    assert members(casefile) == {"S1": "a#e1 b#e1"}
    row = casefile.events()[0]
    assert (row.type, row.place, row.country, row.reports, row.mentions) == ("ASSAULT", "Azmarin", "SYR", 2, 2)
    assert (row.killed_low, row.killed_high) == (4, 6)
    assert [claim.best for claim in casefile.claims(event="S1")] == [4, 6]


def test_what_is_added_later_joins_what_is_there(casefile: Casefile) -> None:
    casefile.add(record("a", Told(killed=4)))
    casefile.add(record("b", Told(place="Harem")))
    casefile.add(record("c", Told(killed=9), publisher="Other Press"))
    assert members(casefile) == {"S1": "a#e1 c#e1", "S2": "b#e1"}
    assert casefile.events()[0].killed_high == 9


def test_one_go_and_many_come_to_the_same(tmp_path: Path) -> None:
    records = [record(f"r{n}", Told(place="AB"[n % 2]), Told(place="XYZ"[n % 3], killed=n)) for n in range(9)]
    with opened(tmp_path / "one") as one, opened(tmp_path / "many") as many:
        one.add(records)
        for each in records:
            many.add(each)
        assert members(one) == members(many)
        assert one.events() == many.events()
        assert one.figures() == many.figures()


def test_adding_twice_changes_nothing(casefile: Casefile) -> None:
    records = [record("a", Told(killed=4)), record("b", Told(killed=6))]
    casefile.add(records)
    before = casefile.status(), casefile.events(), casefile.history("S1")
    added = casefile.add(records)
    assert (added.new, added.changed, added.unchanged) == ((), (), ("a", "b"))
    assert (casefile.status(), casefile.events(), casefile.history("S1")) == before


def test_a_changed_report_is_a_new_version_and_its_events_tell_the_new_figures(casefile: Casefile) -> None:
    casefile.add([record("a", Told(killed=4)), record("b", Told(day="2019-02-19"))])
    assert casefile.add(record("a", Told(killed=6))).changed == ("a",)
    assert members(casefile) == {"S1": "a#e1", "S2": "b#e1"}
    assert casefile.show("S1").event.killed_best == 6  # type: ignore[union-attr]
    shown = casefile.show("a")
    assert isinstance(shown, ShownReport)
    assert [row.version for row in shown.versions] == [1, 2]


def test_an_event_that_a_new_version_tells_no_more_leaves_its_situation(casefile: Casefile) -> None:
    casefile.add([record("a", Told()), record("b", Told())])
    casefile.add(record("a", Told(words="looted", type="COERCE")))
    assert members(casefile) == {"S1": "b#e1", "S2": "a#e1"}
    assert casefile.show("S1").event.reports == 1  # type: ignore[union-attr]


def test_a_report_without_events_is_kept(casefile: Casefile) -> None:
    assert casefile.add(record("a")).new == ("a",)
    assert casefile.status().reports == 1


def test_nothing_at_all_may_be_added(casefile: Casefile) -> None:
    assert casefile.add([]) == module.Added()


def test_copies_are_marked_and_count_once(casefile: Casefile) -> None:
    casefile.add(record("a", Told(killed=4)))
    casefile.add([record("b", Told(killed=4), publisher="Other Press"), record("c", Told(killed=9))])
    shown = casefile.show("b")
    assert isinstance(shown, ShownReport)
    assert shown.versions[0].copy_of == "a"
    assert [row.claims for row in casefile.figures()] == [1]


# --- what is added ------------------------------------------------------------------------------------


def test_records_made_elsewhere_are_taken_as_they_are(casefile: Casefile, tmp_path: Path) -> None:
    records = [record("a", Told(killed=4)), record("b", Told())]
    (tmp_path / "records.jsonl").write_text("\n".join(r.to_json() for r in records), encoding="utf-8")
    (tmp_path / "array.json").write_text(json.dumps([record("c", Told()).to_dict()], indent=1), encoding="utf-8")
    (tmp_path / "one.json").write_text(record("d", Told()).to_json(indent=1), encoding="utf-8")
    seen: list[str] = []
    added = casefile.add([tmp_path / name for name in ("records.jsonl", "array.json", "one.json")], watch=seen.append)
    assert added.new == ("a", "b", "c", "d")
    assert [Path(where).name for where in seen] == ["records.jsonl:1", "records.jsonl:2", "array.json:1", "one.json:1"]
    assert casefile.show("a").record == records[0]  # type: ignore[union-attr]


def test_a_folder_may_hold_records_too(casefile: Casefile, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "records.jsonl").write_text(record("a", Told()).to_json() + "\n", encoding="utf-8")
    assert casefile.add(folder).new == ("a",)


def test_records_come_through_standard_input(casefile: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BufferedReader(io.BytesIO(record("a", Told()).to_json().encode() + b"\n"))  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
    assert casefile.add("-").new == ("a",)


def test_a_bad_record_among_good_ones_is_told_and_stops_nothing(casefile: Casefile, tmp_path: Path) -> None:
    good = record("a", Told()).to_json()
    huge = record("c", Told(killed=4)).to_json().replace('"best": 4', f'"best": {"9" * 400}')
    odd = record("d", Told()).to_json().replace("Example Press", "Example \\ud800 Press")
    path = tmp_path / "records.jsonl"
    none = record("e", Told(killed=4)).to_json().replace('"best": 4', '"best": NaN')
    lines = [good, good[:-9], '{"format": "dateline-record/1"}', huge, odd, none, ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    added = casefile.add([path, tmp_path / "nowhere.txt"])
    assert added.new == ("a",)
    assert [found.line for found in added.unreadable] == [2, 3, 4, 5, 6, None]
    assert [found.reason for found in added.unreadable][2:] == [
        "figures[0]: a number too large",
        "half characters (lone surrogates) in it, which cannot be written as UTF-8",
        "figures[0]: a number that is none, or without end (NaN, Infinity)",
        "no such file",
    ]


def test_a_bad_record_in_python_is_told_too(casefile: Casefile) -> None:
    bad = replace(record("a", Told()), segments=())
    added = casefile.add([bad, record("b", Told())])
    assert added.new == ("b",)
    assert added.unreadable[0].reason.startswith("segments: ")


class FakeReader:
    """Reads each report as telling of one event, and counts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, version: str = "m1") -> None:
        self.read: list[str] = []
        monkeypatch.setattr(run, "reader", lambda: SimpleNamespace(manifest=SimpleNamespace(version=version)))
        monkeypatch.setattr(run, "read_report", self.read_report)

    def read_report(self, report: Report) -> run.Outcome:
        self.read.append(report.id)
        told = replace(record("x", Told()), report=report)
        return run.Outcome(record=told, coverage=run.Coverage(sentences=1))


REPORT = "Rebels bombed Azmarin. The army said that it had left the town."


def test_reports_are_read_once_by_one_model(
    casefile: Casefile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [{"id": id, "date": "2019-02-22", "text": REPORT} for id in ("a", "b")]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    first = FakeReader(monkeypatch)
    assert casefile.add(path).new == ("a", "b")
    assert casefile.add(path).unchanged == ("a", "b")
    assert first.read == ["a", "b"]
    FakeReader(monkeypatch, version="m2")
    assert casefile.add(path).unchanged == ("a", "b")  # read to the same result


def test_a_reader_is_told_what_it_should_know(
    casefile: Casefile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FakeReader(monkeypatch)
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    added = casefile.add(path)
    assert [note.startswith(f"{path}: no date") for note in added.notes] == [True]


def test_reports_are_kept_while_the_rest_are_read(
    casefile: Casefile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read is lost by a few reports at most when the program is stopped."""
    reader = FakeReader(monkeypatch)

    def stopped(report: Report) -> run.Outcome:
        if len(reader.read) == 20:
            raise KeyboardInterrupt
        return reader.read_report(report)

    monkeypatch.setattr(run, "read_report", stopped)
    rows = "".join(json.dumps({"id": f"r{n}", "date": "2019-02-22", "text": REPORT}) + "\n" for n in range(30))
    (tmp_path / "rows.jsonl").write_text(rows, encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        casefile.add(tmp_path / "rows.jsonl")
    assert casefile.status().reports == 16
    monkeypatch.setattr(run, "read_report", reader.read_report)
    added = casefile.add(tmp_path / "rows.jsonl")
    assert (len(added.unchanged), len(added.new)) == (16, 14)


# --- linking anew ---------------------------------------------------------------------------------------


def with_linker(casefile: Casefile, **changes: Any) -> Casefile:
    """The same casefile with another linker, as after an update."""
    return Casefile(casefile._store, replace(LINKER, **changes), casefile._clock)


def by_place(view: EventView) -> tuple[str, ...]:
    """Keys of another make: what happened at one place is worth comparing, whatever it was."""
    return (f"place|{view.place.name if view.place else ''}",)


def by_keys(
    views: Iterable[EventView],
    decisions: Iterable[Decision],
    *,
    at: datetime.datetime,
    pairs: Collection[tuple[EntryId, EntryId]],
) -> tuple[list[list[EntryId]], list[Decision]]:
    """Joins all that share a place."""
    groups: dict[tuple[str, ...], list[EntryId]] = {}
    for view in sorted(views, key=lambda view: view.id):
        groups.setdefault(by_place(view), []).append(view.id)
    return list(groups.values()), []


def everything(casefile: Casefile) -> object:
    """All that people are told of a casefile's events."""
    ids = members(casefile)
    told = (casefile.figures(rule=rule) for rule in RULES)
    return ids, list(casefile.happenings()), *told, {id: casefile.history(id) for id in ids}, casefile.status()


def test_relinking_where_nothing_is_otherwise_changes_nothing(casefile: Casefile) -> None:
    places = ("Azmarin", "Harem", "Idlib")
    casefile.add([record(f"r{n}", Told(place=places[n % 3], killed=n), Told(day=None)) for n in range(7)])
    casefile.add([record("x"), record("r6", Told(killed=40))])
    before = everything(casefile)
    shares: list[float] = []
    relinked = casefile.relink(watch=shares.append)
    assert relinked == Relinked(kept=len(members(casefile)))
    assert everything(casefile) == before
    assert shares == [0.5, 1.0]


def test_an_empty_casefile_may_be_linked_anew(casefile: Casefile) -> None:
    assert casefile.relink() == Relinked()


def test_what_people_decided_outlives_relinking_and_can_still_be_undone(casefile: Casefile) -> None:
    casefile.add([record(id, Told(), Told(place="Harem")) for id in "abc"])
    casefile.merge("S1", "S2", by="ana")
    casefile.split("S1", ["c#e1"], by="ben")
    before = members(casefile)
    assert casefile.relink().kept == len(before)
    assert members(casefile) == before
    assert [step.by for step in casefile.history("S1")][-2:] == ["ana", "ben"]
    casefile.undo(by="ben")
    casefile.undo(by="ana")
    assert members(casefile) == {"S1": "a#e1 b#e1 c#e1", "S2": "a#e2 b#e2 c#e2"}


def test_a_merge_by_people_holds_under_a_linker_that_joins_nothing(casefile: Casefile) -> None:
    casefile.add([record("a", Told()), record("b", Told(), Told(place="Harem"))])
    casefile.merge("a#e1", "b#e2", by="ana")
    casefile.add(record("c", Told()))
    assert members(casefile) == {"S1": "a#e1 b#e1 b#e2 c#e1"}
    with_linker(casefile, group=each_alone).relink()
    assert members(casefile) == {"S1": "a#e1 b#e1 b#e2", "S3": "c#e1"}


def test_a_linker_that_joins_less_parts_events_and_old_ids_lead_on(casefile: Casefile) -> None:
    casefile.add([record(id, Told(killed=n)) for n, id in enumerate("abc")] + [record("d", Told(place="Harem"))])
    relinked = with_linker(casefile, group=each_alone).relink()
    assert relinked == Relinked(made=("S3", "S4"), changed=("S1",), kept=1)
    assert members(casefile) == {"S1": "a#e1", "S2": "d#e1", "S3": "b#e1", "S4": "c#e1"}
    assert casefile.event("S1").event.reports == 1
    last = casefile.history("S1")[-1]
    assert (last.change, last.by, last.before, last.after) == ("split", "dateline", ("S1",), ("S1", "S3", "S4"))
    assert casefile.relink() == Relinked(changed=("S1",), ended=("S3", "S4"), kept=1)
    assert casefile.event("S4").event.id == "S1"


def test_a_linker_that_looks_elsewhere_joins_more_and_merged_ids_lead_on(casefile: Casefile) -> None:
    """Its keys are of another make than those that were kept: all are made anew before any is compared."""
    casefile.add([record("a", Told()), record("b", Told(type="COERCE", words="shelled"), Told(place="Harem"))])
    other = with_linker(casefile, keys=by_place, group=by_keys)
    assert other.relink() == Relinked(changed=("S1",), ended=("S2",), kept=1)
    assert members(casefile) == {"S1": "a#e1 b#e1", "S3": "b#e2"}
    assert (casefile.event("S2").asked, casefile.event("S2").event.id) == ("S2", "S1")
    assert casefile.history("S2")[-1].change == "merged"
    assert casefile.event("S1").event.reports == 2
    other.add(record("c", Told(day=None)))
    assert members(casefile)["S1"] == "a#e1 b#e1 c#e1"


def test_copies_are_found_anew(casefile: Casefile) -> None:
    casefile.add([record("a", Told(killed=4)), record("b", Told(killed=4), publisher="Other Press")])
    with_linker(casefile, bands=lambda text: ()).relink()
    assert casefile.versions("b")[0].copy_of is None
    assert [row.claims for row in casefile.figures()] == [2]
    casefile.relink()
    assert casefile.versions("b")[0].copy_of == "a"


@pytest.mark.parametrize("moment", [1, 3, 5, 6, 7])
def test_relinking_that_is_stopped_leaves_it_whole_and_the_next_time_finishes(
    casefile: Casefile, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Of eight chunks, one in the middle of what it writes is stopped."""
    monkeypatch.setattr(module, "_RECORDS_AT_ONCE", 2)
    records = [record(f"r{n}", Told(place=f"Town {n % 3}"), Told(killed=n)) for n in range(8)]
    with Casefile(DuckStore.open(":memory:"), replace(LINKER, group=each_alone)) as other:
        other.add(records)
        alone = sorted(members(other).values())
    casefile.add(records)
    ids = set(members(casefile))
    done: list[float] = []

    def stopped(*values: Any) -> Any:
        if len(done) == moment:
            raise KeyboardInterrupt
        return write(*values)

    later = with_linker(casefile, group=each_alone)
    name = "_insert_bands" if moment < 4 else "_rewrite"
    owner = Keeper if moment < 4 else DuckStore
    write = getattr(owner, name)
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, lambda *values: stopped(*values))
        with pytest.raises(KeyboardInterrupt):
            later.relink(watch=done.append)
    found = members(casefile)
    assert sorted(member for held in found.values() for member in held.split()) == sorted(alone)
    assert {row.id: row.mentions for row in casefile.events()} == {id: len(held.split()) for id, held in found.items()}
    later.relink()
    assert sorted(members(casefile).values()) == alone
    assert later.relink() == Relinked(kept=len(alone))
    assert all(casefile.event(id).event.id == id for id in ids)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=12), st.integers(1, 5))
def test_relinking_comes_to_the_same_however_the_reports_were_added(told: list[tuple[int, int]], each: int) -> None:
    """With a linker that joins by what two events share alone."""
    records = [
        record(f"r{n}", Told(place=f"Town {place}", day=f"2019-02-1{day}")) for n, (place, day) in enumerate(told)
    ]
    with Casefile(DuckStore.open(":memory:"), LINKER) as casefile:
        for n in range(0, len(records), each):
            casefile.add(records[n : n + each])
        before = members(casefile)
        with_linker(casefile, group=each_alone).relink()
        assert len(members(casefile)) == len(records)
        casefile.relink()
        assert sorted(members(casefile).values()) == sorted(before.values())
        assert casefile.relink() == Relinked(kept=len(before))


# --- people's decisions --------------------------------------------------------------------------------


def test_a_merge_joins_leaves_a_trail_and_can_be_undone(casefile: Casefile) -> None:
    casefile.add([record("a", Told(killed=4), Told(place="Harem", killed=6))])
    assert casefile.merge("S1", "S2", by="ana") == ("S1",)
    assert members(casefile) == {"S1": "a#e1 a#e2"}
    assert casefile.show("S2").asked == "S2"  # type: ignore[union-attr]
    assert casefile.show("S2").event.id == "S1"  # type: ignore[union-attr]
    assert [(step.change, step.by) for step in casefile.history("S2")] == [("made", "dateline"), ("merged", "ana")]
    assert [str(decision.other) for decision in casefile.undo(by="ben")] == ["a#e2"]
    assert members(casefile) == {"S1": "a#e1", "S2": "a#e2"}
    assert casefile.history("S2")[-1].change == "undone"
    assert casefile.undo(by="ben") == ()


def test_a_merge_holds_when_more_is_added(casefile: Casefile) -> None:
    casefile.add([record("a", Told()), record("b", Told(place="Harem"))])
    casefile.merge("a#e1", "b#e1", by="ana")
    casefile.add([record("c", Told()), record("d", Told(place="Harem"))])
    assert members(casefile) == {"S1": "a#e1 b#e1 c#e1 d#e1"}


def test_a_split_parts_and_holds_when_more_is_added(casefile: Casefile) -> None:
    casefile.add([record(id, Told()) for id in "abc"])
    assert casefile.split("S1", ["c#e1"], by="ana") == ("S1", "S2")
    assert members(casefile) == {"S1": "a#e1 b#e1", "S2": "c#e1"}
    casefile.add(record("d", Told()))
    assert members(casefile)["S2"] == "c#e1"
    casefile.undo(by="ana")
    assert members(casefile) == {"S1": "a#e1 b#e1 c#e1 d#e1"}


def test_a_merge_goes_before_an_earlier_split(casefile: Casefile) -> None:
    casefile.add([record(id, Told()) for id in "abc"])
    casefile.split("S1", ["c#e1"], by="ana")
    assert casefile.merge("S1", "S2", by="ben") == ("S1",)
    assert members(casefile) == {"S1": "a#e1 b#e1 c#e1"}


def test_what_cannot_be_decided_is_said(casefile: Casefile) -> None:
    casefile.add([record("a", Told(), Told(place="Harem")), record("b", Told())])
    for merge in (("S1", "S1"), ("S1", "b#e1")):
        with pytest.raises(DatelineError, match="one event already: S1"):
            casefile.merge(*merge)
    with pytest.raises(UnknownId, match="S9"):
        casefile.merge("S1", "S9")
    with pytest.raises(UnknownId, match="no event c#e1"):
        casefile.merge("S1", "c#e1")
    with pytest.raises(UnknownId, match="not one of the events of S1"):
        casefile.split("S1", ["a#e2"])
    with pytest.raises(UnknownId, match="expected REPORT#ENTRY"):
        casefile.split("S1", ["e1"])
    for entries in ([], ["a#e1", "b#e1"]):
        with pytest.raises(DatelineError, match="name some of the events of S1, but not all"):
            casefile.split("S1", entries)
    assert casefile.status().decisions == 0


def test_an_id_that_went_different_ways_is_not_guessed(casefile: Casefile) -> None:
    casefile.add([record("a", Told(), Told(place="Harem"), Told(place="Atme"))])
    casefile.merge("S1", "S2", by="ana")
    casefile.split("S1", ["a#e2"], by="ana")
    assert members(casefile) == {"S1": "a#e1", "S2": "a#e2", "S3": "a#e3"}
    casefile.merge("S2", "S3", by="ana")
    casefile.add(record("a", Told()))
    with pytest.raises(UnknownId, match="S2: no report tells of it any more; see: dateline history S2"):
        casefile.show("S2")


# --- questions -----------------------------------------------------------------------------------------


def test_all_that_stands_behind_an_event_is_shown(casefile: Casefile) -> None:
    casefile.add([record("a", Told(killed=4, speaker="the army")), record("b", Told(killed=6))])
    shown = casefile.show("S1")
    assert isinstance(shown, ShownEvent)
    assert shown.members == (EntryId("a", "e1"), EntryId("b", "e1"))
    assert [r.report.id for r in shown.records] == ["a", "b"]
    assert [decision.reasons for decision in shown.decisions] == [("same place",)]
    assert {claim.id.report for toll in shown.account.tolls for claim in toll.standing} <= {"a", "b"}


@pytest.mark.parametrize(
    ("entry", "found"), [("e1", "S1"), ("f1", "S1"), ("s1", "S1"), ("a2", "S1 S2"), ("p2", "S2"), ("b1", "")]
)
def test_an_entry_is_shown_with_its_events(casefile: Casefile, entry: str, found: str) -> None:
    casefile.add(record("a", Told(killed=4, speaker="the army"), Told(place="Harem")))
    shown = casefile.show(f"a#{entry}")
    assert isinstance(shown, ShownEntry)
    assert [row.id for row in shown.events] == found.split()


def test_a_report_may_be_told_by_how_its_id_begins_where_no_other_does(casefile: Casefile) -> None:
    casefile.add([record("0123456789ab" + "c" * 52, Told()), record("0123456789ff" + "c" * 52, Told(place="Harem"))])
    shown = casefile.show("0123456789ab#e1")
    assert isinstance(shown, ShownEntry) and shown.record.report.id.endswith("c")
    with pytest.raises(UnknownId):
        casefile.show("0123456789#e1")


def test_an_id_that_is_not_there_is_said(casefile: Casefile) -> None:
    casefile.add(record("a", Told()))
    for id, message in (("S9", "'S9'"), ("b", "'b'"), ("b#e1", "no report 'b'"), ("a#e9", "no entry 'e9'")):
        with pytest.raises(UnknownId, match=message):
            casefile.show(id)
    with pytest.raises(UnknownId, match="S9"):
        casefile.history("S9")


def test_a_frame_needs_its_package_and_says_which(casefile: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, frame in (("polars", casefile.to_polars), ("pandas", casefile.to_pandas)):
        monkeypatch.setitem(sys.modules, name, None)
        with pytest.raises(DatelineError, match=f"{name} is not installed; install it with: pip install {name}"):
            frame()


def test_every_view_comes_as_a_polars_frame(casefile: Casefile) -> None:
    pytest.importorskip("polars", reason="polars is not installed")
    casefile.add([record("a", Told(killed=4))])
    assert casefile.to_polars()["actors"].to_list() == [["Rebels"]]
    assert casefile.to_polars("claims")["words"].to_list() == ["4 people"]
    assert casefile.to_polars("figures")["best"].to_list() == [4.0]
    assert casefile.to_polars("reports")["report"].to_list() == ["a"]


def test_every_view_comes_as_a_pandas_frame(casefile: Casefile) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    casefile.add([record("a", Told(killed=4))])
    assert list(casefile.to_pandas()["killed_best"]) == [4.0]
    assert list(casefile.to_pandas("claims")["words"]) == ["4 people"]


def test_no_record_is_lost_between_casefile_and_store(casefile: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a memory of one record, old ones come from the file and give the same."""
    monkeypatch.setattr(module, "_REMEMBERED", 1)
    records: list[Record] = [record(f"r{n}", Told(killed=n)) for n in range(4)]
    for each in records:
        casefile.add(each)
    assert casefile.events()[0].killed_high == 3
    assert [casefile.show(f"r{n}").record for n in range(4)] == records  # type: ignore[union-attr]
