"""A record as flat rows, and a view as JSON."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st
from tests.store.records import Told, record

from dateline.record import Record
from dateline.situation import ActorView, CountView, EntryId, EventView, PlaceView
from dateline.store import rows

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)
DAYS = st.none() | st.dates()
ACTORS = st.builds(
    ActorView,
    name=WORDS,
    aliases=st.frozensets(WORDS, max_size=3),
    kind=st.sampled_from(["person", "group", "state"]),
    country=st.none() | WORDS,
    sector=st.none() | WORDS,
)
PLACES = st.builds(
    PlaceView, name=WORDS, country=st.none() | WORDS, lat=NUMBERS, precision=st.none() | st.integers(1, 7)
)
COUNTS = st.builds(CountView, measure=WORDS, low=NUMBERS, best=NUMBERS, high=NUMBERS)
VIEWS = st.builds(
    EventView,
    id=st.builds(EntryId, WORDS, WORDS),
    published=DAYS,
    publisher=st.none() | WORDS,
    type=WORDS,
    mode=st.none() | WORDS,
    factuality=st.sampled_from(["actual", "negated"]),
    start=DAYS,
    end=DAYS,
    place=st.none() | PLACES,
    actors=st.lists(ACTORS, max_size=2).map(tuple),
    recipients=st.lists(ACTORS, max_size=2).map(tuple),
    counts=st.lists(COUNTS, max_size=2).map(tuple),
    trigger=WORDS,
    sentence=WORDS,
)


@given(VIEWS)
def test_a_view_comes_back_from_json_as_it_was(view: EventView) -> None:
    assert rows.view_from_json(view.id, rows.view_to_json(view)) == view


def sample() -> Record:
    return record("a", Told(killed=4, speaker="the army"), Told(day=None))


def test_names_and_words_stand_where_the_record_has_ids_and_offsets() -> None:
    figure = next(rows.figure_rows(sample()))
    assert (figure["words"], figure["place"], figure["event"]) == ("4 people", "Azmarin", "e1")
    assert next(rows.statement_rows(sample()))["speaker"] == "the army"
    event, undated = rows.event_rows(sample())
    assert (event["words"], event["place"]) == ("bombed", "Azmarin")
    assert event["sentence"] == "Rebels bombed Azmarin, killing 4 people, the army said."
    assert event["start"] == event["end"] == datetime.date(2019, 2, 21)
    assert (undated["start"], undated["end"]) == (None, None)


def test_an_event_outside_every_sentence_has_its_own_words_for_one() -> None:
    told = sample()
    bare = Record(report=told.report, segments=told.segments, actors=told.actors, places=told.places,
                  statements=told.statements, figures=told.figures, events=told.events)  # fmt: skip
    assert next(rows.event_rows(bare))["sentence"] == "bombed"
