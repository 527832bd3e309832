"""Reviews of a casefile: taken, applied, compared, exported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.store.records import NOW, Told, record

from dateline.casefile import Casefile
from dateline.casefile.reviews import SETTLED, Asked, compared, exported, pair_sums, reviewed_record, take
from dateline.record import DatelineError, RecordError
from dateline.review import Review, ReviewError
from dateline.store.base import UnknownId


@pytest.fixture
def casefile(tmp_path: Path) -> Iterator[Casefile]:
    with Casefile.open(tmp_path / "case.duckdb") as opened:
        opened.add([record("a", Told(killed=4), Told(words="met", type="CONSULT", mode=None)), record("b", Told())])
        yield opened


def say(casefile: Casefile, by: str, act: Any, entry: str | None = None, *, report: str = "a", **more: Any) -> Review:
    return take(casefile, report, None, Asked(act=act, entry=entry, **more), by, NOW)


def payload(casefile: Casefile, table: str, id: str, **changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in casefile.record("a").to_dict()[table] if one["id"] == id)
    return found | changes


def test_reviews_belong_to_the_version_that_was_read(casefile: Casefile) -> None:
    say(casefile, "ana", "reject", "e1")
    casefile.add(record("a", Told(killed=5)))
    assert casefile.desk.reviews("a", 2) == ()
    assert len(reviewed_record(casefile, "a", 1, "ana").events) == 1
    with pytest.raises(UnknownId, match="ana reviewed version 2"):
        reviewed_record(casefile, "a", None, "ana")
    assert [one.report for one in exported(casefile, "ana")] == []


def test_what_somebody_rejected_they_cannot_point_to(casefile: Casefile) -> None:
    say(casefile, "ana", "reject", "p1")
    with pytest.raises(RecordError, match="places has no entry with the id 'p1'"):
        say(casefile, "ana", "correct", "e1", payload=payload(casefile, "events", "e1"))
    assert len(casefile.desk.reviews()) == 1


def test_what_another_added_is_not_ones_own_to_review_unless_to_settle(casefile: Casefile) -> None:
    added = say(casefile, "ana", "add", table="places", payload=payload(casefile, "places", "p1", name="Harem"))
    with pytest.raises(UnknownId, match="no entry 'p3'"):
        say(casefile, "ben", "reject", added.entry)
    say(casefile, "ben", "accept", "e1")
    say(casefile, "chris", "reject", added.entry, settles=True)
    assert [place.id for place in reviewed_record(casefile, "a", None, SETTLED).places] == ["p1", "p2"]


def test_settled_decisions_that_do_not_hold_together_are_told(casefile: Casefile) -> None:
    added = say(casefile, "ana", "add", table="places", payload=payload(casefile, "places", "p1", name="Harem"))
    say(casefile, "ana", "correct", "e1", payload=payload(casefile, "events", "e1", place=added.entry))
    say(casefile, "ben", "accept", "e2")
    with pytest.raises(ReviewError, match="do not hold together"):
        reviewed_record(casefile, "a", None, SETTLED)
    (found,) = exported(casefile, SETTLED)
    assert (found.record, found.open) == (None, ("p3",))
    assert "places has no entry" in (found.fault or "")


def test_a_record_is_complete_when_each_event_and_figure_was_decided(casefile: Casefile) -> None:
    for id in ("e1", "e2", "f1"):
        assert not any(one.complete for one in exported(casefile, "ana"))
        say(casefile, "ana", "accept", id)
    assert [one.complete for one in exported(casefile, "ana")] == [True]


def test_the_two_who_are_compared_are_those_named_or_those_who_did_most(casefile: Casefile) -> None:
    for by, ids in (("ana", ["e1"]), ("ben", ["e1", "e2"]), ("chris", ["e1", "e2", "f1"])):
        for id in ids:
            say(casefile, by, "accept", id)
    assert [(c.a, c.b) for c in (compared(casefile, "a"), compared(casefile, "a", a="ana", b="ben"))] == [
        ("chris", "ben"),
        ("ana", "ben"),
    ]
    assert (compared(casefile, "a", a="ana").b, compared(casefile, "a", b="ana").a) == ("chris", "chris")
    with pytest.raises(DatelineError, match="two people"):
        compared(casefile, "b")


def test_agreement_over_reports_adds_entries_up(casefile: Casefile) -> None:
    for by in ("ana", "ben"):
        say(casefile, by, "accept", "e1")
        say(casefile, by, "accept", "e1", report="b")
    say(casefile, "ana", "reject", "e2")
    say(casefile, "ben", "accept", "e2")
    (found,) = pair_sums(casefile)
    assert (found.a, found.b, found.reports, found.both, found.alike, found.open) == ("ana", "ben", 2, 3, 2, 1)
    assert found.share == pytest.approx(2 / 3)
    assert found.kappa == 0  # of report a alone: in b both gave every entry the same answer
