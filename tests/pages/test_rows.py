"""A casefile's answers as plain data."""

from __future__ import annotations

import datetime
import json
from typing import Any

from tests.link.reports import MINISTRY, POLICE, exactly, feb, members, report

from dateline.casefile import ShownEntry, ShownEvent, ShownReport
from dateline.link.accounts import account
from dateline.pages import rows as data
from dateline.situation import EntryId, Step
from dateline.store.base import EventRow

RECORDS = (report("one", exactly(12, speaker=MINISTRY)), report("two", exactly(20, speaker=POLICE), on=11))
EVENT = EventRow(id="S1", type="ASSAULT")
SHOWN = ShownEvent(
    asked="S1", event=EVENT, members=members(*RECORDS), account=account(RECORDS, members(*RECORDS)), figures=(),
    records=RECORDS, decisions=(),
)  # fmt: skip


def plain(value: object) -> Any:
    """As JSON has it."""
    return json.loads(json.dumps(value, default=str))


def test_entries_of_reports_are_written_as_people_name_them() -> None:
    noon = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)
    step = Step(at=noon, by="mina", change="made", before=(), after=("S1",), members=(EntryId("one", "e1"),))
    assert plain(data.row(step)) == {
        "at": "2026-01-01 12:00:00+00:00", "by": "mina", "change": "made", "before": [], "after": ["S1"],
        "members": ["one#e1"],
    }  # fmt: skip


def test_rows_have_the_columns_of_their_kind() -> None:
    assert tuple(data.row(EVENT)) == data.columns(EventRow)
    assert data.rows([EVENT, EVENT]) == [data.row(EVENT)] * 2


def test_an_event_tells_its_account_with_each_claim_and_its_fate() -> None:
    shown = plain(data.shown(SHOWN))
    assert shown["members"] == ["one#e1", "two#e1"]
    assert shown["account"]["days"] == {"start": "2019-02-09", "end": "2019-02-09"}
    (killed,) = shown["account"]["tolls"]
    assert (killed["low"], killed["best"], killed["high"], killed["chosen"]) == (12, 12, 20, "one#f1")
    assert [(claim["words"], claim["speaker"]) for claim in killed["standing"]] == [
        ("12 people", "Ministry of Public Health"),
        ("20 people", "Kabul police"),
    ]


def test_the_claims_of_an_event_are_rows_with_the_named_columns() -> None:
    rows = data.claim_rows(SHOWN)
    assert [(row["stands"], row["reason"]) for row in rows] == [(True, None), (True, None)]
    assert {tuple(row) for row in rows} == {data.CLAIM_COLUMNS}


def test_the_claims_of_a_report_or_an_entry_are_its_figures() -> None:
    record = RECORDS[0]
    whole = ShownReport(record=record, versions=(), events=())
    assert [row["text"] for row in data.claim_rows(whole)] == ["12 people"]
    for entry, words in (("f1", ["12 people"]), ("e1", ["12 people"]), ("s1", ["12 people"]), ("police", [])):
        one = ShownEntry(id=EntryId("one", entry), record=record, events=())
        assert [row["text"] for row in data.claim_rows(one)] == words


def test_a_report_tells_its_record_and_an_entry_its_fields() -> None:
    record = RECORDS[0]
    assert plain(data.shown(ShownReport(record=record, versions=(), events=(EVENT,))))["record"] == record.to_dict()
    entry = data.shown(ShownEntry(id=EntryId("one", "f1"), record=record, events=()))["entry"]
    assert (entry["measure"], entry["best"]) == ("killed", 12)


def test_another_rule_changes_the_best_and_nothing_else() -> None:
    changed = data.by_rule(SHOWN, "latest")
    assert isinstance(changed, ShownEvent)
    (killed,) = changed.account.tolls
    assert (killed.low, killed.best, killed.high, killed.rule) == (12, 20, 20, "latest")
    whole = ShownReport(record=RECORDS[0], versions=(), events=())
    assert data.by_rule(whole, "latest") is whole


def test_days_are_written_as_iso_dates() -> None:
    assert plain(data.claim_rows(SHOWN)[0])["published"] == feb(10).isoformat()
