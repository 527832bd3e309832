"""A record as reviewers say that it should be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.records import NOW, Told, record

from dateline.record import Actor, Entry, Event, Figure, Record, RecordError, Span
from dateline.review import Act, Review, Table
from dateline.review.apply import is_complete, latest, new_id, reviewed, table_of

SAMPLE = record("a", Told(killed=4, speaker="the army"), Told(words="shelled", killed=7))


def say(
    number: int, act: Act, entry: str, payload: Entry | None = None, *, table: Table = "events", by: str = "ana"
) -> Review:
    return Review(
        number=number, report="a", version=1, table=table, entry=entry, act=act, payload=payload, by=by, at=NOW
    )


def event(id: str) -> Event:
    return next(one for one in SAMPLE.events if one.id == id)


def figure(id: str) -> Figure:
    return next(one for one in SAMPLE.figures if one.id == id)


def test_without_reviews_the_record_is_the_machines() -> None:
    assert reviewed(SAMPLE, []) == SAMPLE
    assert reviewed(SAMPLE, [say(1, "accept", "e1")]) == SAMPLE


def test_a_correction_stands_in_the_place_of_the_machines_entry() -> None:
    found = reviewed(SAMPLE, [say(1, "correct", "e1", replace(event("e1"), type="PROTEST", mode=None, confidence=0.1))])
    assert [(one.id, one.type, one.confidence) for one in found.events] == [("e1", "PROTEST", 1), ("e2", "ASSAULT", 1)]


def test_what_points_to_a_rejected_entry_forgets_it() -> None:
    for table, id in (("actors", "a1"), ("places", "p1"), ("figures", "f1"), ("statements", "s1"), ("events", "e1")):
        found = reviewed(SAMPLE, [say(1, "reject", id, table=table)])  # type: ignore[arg-type]  # a table each
        assert id not in [entry.id for entry in getattr(found, table)]


def test_what_was_added_stands_last() -> None:
    missed = Actor(id="a9", name="Farmers", kind="group", mentions=(Span(0, 6),))
    found = reviewed(SAMPLE, [say(1, "add", "a9", missed, table="actors")])
    assert found.actors == (*SAMPLE.actors, missed)


def test_a_figure_that_moves_leaves_its_event_and_joins_the_other() -> None:
    found = reviewed(SAMPLE, [say(1, "correct", "f1", replace(figure("f1"), event="e2"), table="figures")])
    assert {one.id: one.figures for one in found.events} == {"e1": (), "e2": ("f2", "f1")}


def test_an_event_that_takes_a_figure_takes_it_from_the_other() -> None:
    found = reviewed(SAMPLE, [say(1, "correct", "e2", replace(event("e2"), figures=("f1",)))])
    assert {one.id: one.figures for one in found.events} == {"e1": (), "e2": ("f1",)}
    assert {one.id: one.event for one in found.figures} == {"f1": "e2", "f2": None}


def test_decisions_that_do_not_hold_together_are_refused_and_said_where() -> None:
    with pytest.raises(RecordError, match=r"events\[0\]\.actors: actors has no entry with the id 'a9'"):
        reviewed(SAMPLE, [say(1, "correct", "e1", replace(event("e1"), actors=("a9",)))])


def test_of_one_persons_reviews_of_an_entry_the_last_counts() -> None:
    said = [say(1, "accept", "e1"), say(3, "reject", "e1"), say(2, "accept", "e1", by="ben")]
    assert [(one.number, one.act) for one in latest(said)] == [(2, "accept"), (3, "reject")]


def test_a_new_id_is_nobodys() -> None:
    assert new_id("events", SAMPLE, []) == "e3"
    assert new_id("events", SAMPLE, [say(1, "add", "e3", event("e1"))]) == "e4"
    assert new_id("actors", Record(report=SAMPLE.report), []) == "a1"


def test_the_table_of_an_entry_is_found_by_its_id() -> None:
    assert (table_of(SAMPLE, [], "f1"), table_of(SAMPLE, [], "e9")) == ("figures", None)
    assert table_of(SAMPLE, [say(1, "add", "e9", event("e1"))], "e9") == "events"


def test_a_record_is_complete_when_each_event_and_figure_was_decided() -> None:
    said = [say(1, "accept", id) for id in ("e1", "e2", "f1")]
    assert not is_complete(SAMPLE, said)
    assert is_complete(SAMPLE, [*said, say(2, "reject", "f2", table="figures")])


IDS: list[tuple[Table, str]] = [
    (table, entry.id)
    for table in ("actors", "places", "events", "figures", "statements")
    for entry in getattr(SAMPLE, table)
]


@given(st.lists(st.sampled_from(IDS), unique=True))
def test_whatever_is_rejected_the_rest_holds_together(rejected: list[tuple[Table, str]]) -> None:
    said = [say(n, "reject", id, table=table) for n, (table, id) in enumerate(rejected, start=1)]
    found = reviewed(SAMPLE, said)
    left = {entry.id for table, _ in IDS for entry in getattr(found, table)}
    assert left == {id for _, id in IDS} - {id for _, id in rejected}
    for one in found.figures:
        assert all((one.id in each.figures) == (one.event == each.id) for each in found.events)
