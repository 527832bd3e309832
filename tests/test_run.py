"""From a reading to a record: each stage's part in it, without a model."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from dateline.reading import ActorMention, Content, Quantity, Reading, Trigger, Unit
from dateline.record import Report, Span, Time
from dateline.run import Outcome, record_of

TEXT = (
    "GAZA, Feb. 22 (Agency) - Turkish warplanes bombed Raqqa on Thursday, killing at least 20 people, a doctor said. "
    "They will strike again. A blast was heard."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def trigger(words: str, **changes: object) -> Trigger:
    plain: Mapping[str, object] = {
        "type": "ASSAULT",
        "mode": "aerial",
        "factuality": "actual",
        "actors": (0,),
        "recipients": (),
        "place": None,
        "time": None,
        "today": False,
        "score": 0.9,
    }
    return Trigger(span=at(words), **(plain | changes))  # type: ignore[arg-type]


READING = Reading(
    units=(
        Unit(span=at("GAZA, Feb. 22 (Agency) -"), kind="dateline"),
        Unit(span=at(TEXT[25 : TEXT.index(" They")]), kind="body"),
        Unit(span=at("They will strike again."), kind="body"),
        Unit(span=at("A blast was heard."), kind="body"),
    ),
    actors=(
        ActorMention(span=at("Turkish warplanes"), kind="organisation", sector="MIL", actor=0),
        ActorMention(span=at("people"), kind="population", sector="CVL", actor=1),
        ActorMention(span=at("a doctor"), kind="person", sector="MED", actor=2),
    ),
    places=(at("Raqqa"),),
    times=(at("on Thursday"),),
    triggers=(
        trigger("bombed", recipients=(1,), place=0, time=0),
        trigger("strike", mode=None, factuality="future"),
    ),
    quantities=(
        Quantity(
            span=at("at least 20 people"),
            measure="killed",
            factuality="actual",
            event=0,
            actor=1,
            place=0,
            time=0,
            today=False,
            score=0.8,
        ),
    ),
    cues=(at("said"),),
    contents=(Content(span=at(TEXT[25 : TEXT.index(", a doctor")]), cue=0, speaker=2),),
    suspected=(at("blast"),),
)


def outcome(date: datetime.date | None) -> Outcome:
    return record_of(Report(id="r", date=date, text=TEXT), READING)


FRIDAY = datetime.date(2019, 2, 22)
THURSDAY = datetime.date(2019, 2, 21)


def test_words_get_values_and_entries_point_at_each_other() -> None:
    record = outcome(FRIDAY).record
    event, figure = record.events[0], record.figures[0]
    assert (event.actors, event.recipients, event.place, event.figures) == (("a1",), ("a2",), "p1", ("f1",))
    assert (figure.low, figure.best, figure.high, figure.hedge, figure.event) == (20, 20, None, "over", "e1")
    assert event.time == Time(start=THURSDAY, end=THURSDAY, text=at("on Thursday"))


def test_an_event_told_by_somebody_has_that_statement_as_its_source() -> None:
    record = outcome(FRIDAY).record
    assert record.events[0].source == "s1" and record.figures[0].source == "s1"
    assert record.events[1].source is None
    assert record.statements[0].speaker == "a3"


def test_places_and_actors_are_resolved() -> None:
    record = outcome(FRIDAY).record
    assert (record.places[0].country, record.actors[0].country) == ("SYR", "TUR")


def test_without_a_date_relative_times_stay_unknown() -> None:
    assert outcome(None).record.events[0].time is None


def test_furniture_is_a_segment_but_no_sentence() -> None:
    record = outcome(FRIDAY).record
    assert [s.kind for s in record.segments] == ["dateline", "body"]
    assert len(record.sentences) == 3


def test_a_sentence_of_violence_without_an_entry_is_told_in_the_coverage() -> None:
    coverage = outcome(FRIDAY).coverage
    assert coverage.sentences == 3
    assert [s.of(TEXT) for s in coverage.silent] == ["A blast was heard."]


def test_words_that_hold_no_number_are_no_figure_but_are_told() -> None:
    mere = replace(READING.quantities[0], span=at("people"))
    reading = replace(READING, quantities=(mere, *READING.quantities))
    found = record_of(Report(id="r", date=FRIDAY, text=TEXT), reading)
    assert [f.id for f in found.record.figures] == ["f1"]
    assert found.record.events[0].figures == ("f1",)
    assert [s.of(TEXT) for s in found.coverage.numberless] == ["people"]


def test_words_of_time_that_come_to_no_day_are_told() -> None:
    assert outcome(FRIDAY).coverage.undated == ()
    assert [s.of(TEXT) for s in outcome(None).coverage.undated] == ["on Thursday"]
