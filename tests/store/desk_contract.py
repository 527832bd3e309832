"""What the desk of every store must do. A backend's test takes `DeskContract` and says how one is opened."""

from __future__ import annotations

import datetime
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.records import NOW, Told, draft, entries, record

from dateline.record import Record
from dateline.review import Act, Edit, Review
from dateline.store.base import EventRow, Filter, Happening, Store, StoreError
from dateline.store.desk import ReportFilter

LATER = NOW + datetime.timedelta(hours=1)


def say(act: Act, entry: str, by: str = "ana", *, report: str = "a", settles: bool = False) -> Review:
    return Review(report=report, version=1, table="events", entry=entry, act=act, by=by, at=NOW, settles=settles)


class DeskContract(ABC):
    """Run by a subclass for its backend."""

    @abstractmethod
    def open(self, folder: Path) -> Store:
        """Opens the casefile of a folder; the same one each time."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        opened = self.open(tmp_path)
        keep(opened, SURE, UNSURE)
        with opened.begin():
            opened.regroup([entries("a#e1 b#e1"), entries("a#e2")], NOW, "dateline")
        yield opened
        opened.close()

    # -- lists

    def test_reports_come_in_pages_with_how_many_there_are(self, store: Store) -> None:
        total, (row,) = store.desk.reports(ReportFilter(), "date", 1, 1)
        assert (total, row.report, row.publisher, row.events, row.figures) == (2, "b", "Other", 1, 1)
        assert store.desk.reports(ReportFilter(words="SHELLED"), "date", 10, 0)[0] == 1
        assert store.desk.report("b", 1) == row
        assert store.desk.report("b", 2) is None

    def test_publishers_are_counted(self, store: Store) -> None:
        assert set(store.desk.publishers()) == {("Example Press", 1), ("Other", 1)}

    def test_copies_are_known_from_either_side(self, store: Store) -> None:
        store.mark_copies([("b", "a")])
        assert [row.report for row in store.desk.duplicates("a")] == ["b"]
        assert [row.report for row in store.desk.duplicates("b")] == ["a"]
        assert store.desk.reports(ReportFilter(copies=False), "date", 10, 0)[0] == 1

    def test_the_sources_of_events_are_named(self, store: Store) -> None:
        first, second = store.desk.sources()
        assert (first.event, first.publishers, first.confidence) == ("S1", ("Example Press", "Other"), 1.0)
        assert (second.event, second.publishers, second.confidence) == ("S2", ("Example Press",), 0.4)
        assert store.desk.membership("a") == {"e1": "S1", "e2": "S2"}

    def test_events_are_found_by_publisher_and_by_id(self, store: Store) -> None:
        with store.begin():
            store.describe([Happening(event=EventRow(id=id, type="ASSAULT")) for id in ("S1", "S2")])
        assert [row.id for row in store.events(Filter(publisher="OTH"))] == ["S1"]
        assert [row.id for row in store.events(Filter(ids=("S2", "S9")))] == ["S2"]
        assert store.events(Filter(ids=())) == ()

    def test_the_first_and_the_last_day_are_known(self, store: Store) -> None:
        assert store.desk.days() == (None, None)
        first, last = NOW.date(), LATER.date()
        with store.begin():
            store.describe([Happening(event=EventRow(id="S1", type="ASSAULT", start=first, end=last))])
        assert store.desk.days() == (first, last)

    def test_the_stamp_of_names_changes_with_reports_and_edits_and_not_with_reviews(self, store: Store) -> None:
        before = store.desk.names_stamp()
        store.desk.keep(say("accept", "e1"))
        assert store.desk.names_stamp() == before
        store.desk.edit(Edit(subject="actor", name="rebels", change="split", by="ana", at=NOW))
        edited = store.desk.names_stamp()
        store.desk.undo_edit("actor", "ana", NOW)
        assert len({before, edited, store.desk.names_stamp()}) == 3
        keep(store, record("c", Told()))
        assert store.desk.names_stamp() not in (before, edited)

    def test_names_come_with_the_reports_that_give_them(self, store: Store) -> None:
        (rebels,) = (row for row in store.desk.actors() if row.name == "Rebels")
        assert (rebels.country, len(rebels.reports)) == ("SYR", 2)
        assert [(row.name, len(row.reports)) for row in store.desk.places()] == [("Azmarin", 2), ("Harem", 1)]
        assert [(one.report, one.entry) for one in store.desk.mentions("place", ["Harem"])] == [("a", "p2")]

    # -- reviews

    def test_a_review_comes_back_as_it_was(self, store: Store) -> None:
        payload = replace(SURE.events[0], type="PROTEST")
        said = replace(say("correct", "e1"), payload=payload, note="so it says", settles=True)
        kept = store.desk.keep(said)
        assert kept == replace(said, number=1)
        assert store.desk.reviews("a") == (kept,)

    def test_the_last_review_of_a_person_stands_until_it_is_taken_back(self, store: Store) -> None:
        desk = store.desk
        for one in (say("accept", "e1"), say("reject", "e1"), say("accept", "e1", "ben"), say("accept", "e2")):
            desk.keep(one)
        assert [(r.by, r.act, r.entry) for r in desk.reviews("a", 1)] == [
            ("ana", "reject", "e1"), ("ben", "accept", "e1"), ("ana", "accept", "e2"),
        ]  # fmt: skip
        for expected in (("accept", "e2"), ("reject", "e1"), ("accept", "e1")):
            undone = desk.undo("ana", LATER)
            assert undone is not None
            assert (undone.act, undone.entry) == expected
        assert desk.undo("ana", LATER) is None
        assert [r.by for r in desk.reviews()] == ["ben"]
        assert [(r.undone_by, r.undone_at) for r in desk.reviews(by="ana", undone=True)] == [("ana", LATER)] * 3

    def test_undoing_can_be_bound_to_a_report(self, store: Store) -> None:
        store.desk.keep(say("accept", "e1"))
        store.desk.keep(say("accept", "e1", report="b"))
        undone = store.desk.undo("ana", LATER, "a")
        assert undone is not None
        assert undone.report == "a"

    def test_reviewers_are_counted(self, store: Store) -> None:
        for one in (say("accept", "e1"), say("reject", "e1"), say("accept", "e1", "ben"), say("accept", "e2")):
            store.desk.keep(one)
        assert [(one.by, one.reviews, one.reports) for one in store.desk.reviewers()] == [("ana", 2, 1), ("ben", 1, 1)]

    # -- the queue

    def test_the_queue_weighs_doubt_by_weight(self, store: Store) -> None:
        total, queued = store.desk.queue("ana")
        assert total == 6
        first = queued[0]
        assert (first.report, first.entry, first.event, first.dated) == ("a", "e2", "S2", False)
        assert first.uncertainty == pytest.approx(0.6 + 0.2)
        assert first.importance == pytest.approx(1 + 2)  # 99 people, one report
        assert first.score == pytest.approx(0.8 * 3)
        assert sorted(queued, key=lambda one: -one.score) == list(queued)

    def test_what_a_person_decided_is_not_asked_of_them_again(self, store: Store) -> None:
        store.desk.keep(say("accept", "e2"))
        assert "e2" not in [one.entry for one in store.desk.queue("ana")[1] if one.report == "a"]
        (again,) = (one for one in store.desk.queue("ben")[1] if (one.report, one.entry) == ("a", "e2"))
        assert (again.reviewed_by, again.mine) == (("ana",), None)
        assert store.desk.queue("ana", everything=True)[0] == 6
        assert store.desk.queue("ana", report="b")[0] == 2

    def test_copies_are_not_asked_for(self, store: Store) -> None:
        store.mark_copies([("b", "a")])
        assert {one.report for one in store.desk.queue("ana")[1]} == {"a"}

    # -- edits

    def test_edits_are_kept_in_order_and_the_last_is_taken_back(self, store: Store) -> None:
        one = Edit(subject="actor", name="rebels", change="set", values={"sector": "REB", "lat": 1.5}, by="ana", at=NOW)
        other = Edit(subject="actor", name="rebels", change="merge", into="farmers", by="ben", at=LATER)
        assert store.desk.edit(one) == replace(one, number=1)
        store.desk.edit(other)
        assert store.desk.edits("actor") == (replace(one, number=1), replace(other, number=2))
        assert store.desk.edits("place") == ()
        assert store.desk.undo_edit("place", "ana", LATER) is None
        assert store.desk.undo_edit("actor", "ana", LATER) == replace(other, number=2)
        assert store.desk.edits("actor") == (replace(one, number=1),)

    # -- several at once

    def test_a_view_stays_as_it_was_when_it_was_first_asked(self, store: Store) -> None:
        with store.reading() as still:
            assert still.desk.reviews() == ()
            store.desk.keep(say("accept", "e1"))
            assert still.desk.reviews() == ()
        with store.reading() as still:
            assert len(still.desk.reviews()) == 1

    def test_a_view_cannot_be_written_to(self, store: Store) -> None:
        with store.reading() as still, pytest.raises(StoreError):
            still.desk.keep(say("accept", "e1"))
        assert store.desk.reviews() == ()

    def test_one_writes_at_a_time_and_the_other_waits(self, store: Store) -> None:
        steps: list[str] = []

        def write() -> None:
            other = store.beside()
            with other.begin():
                other.desk.keep(say("accept", "e2"))
                steps.append("other")
            other.close()

        with store.begin():
            store.desk.keep(say("accept", "e1"))
            writer = threading.Thread(target=write)
            writer.start()
            writer.join(0.2)
            steps.append("first")
        writer.join(30)
        assert steps == ["first", "other"]
        assert [review.number for review in store.desk.reviews()] == [1, 2]


def keep(store: Store, *records: Record) -> None:
    with store.begin():
        store.keep([draft(one) for one in records], NOW)


def _unsure(sample: Record) -> Record:
    first, second = sample.events
    return replace(sample, events=(first, replace(second, confidence=0.4)))


SURE = _unsure(record("a", Told(killed=4), Told(words="shelled", place="Harem", day=None, killed=99)))
UNSURE = record("b", Told(killed=5), date="2019-02-23", publisher="Other")
