"""What linking sees of a record."""

from __future__ import annotations

import datetime
from dataclasses import replace

from dateline.link.views import views
from dateline.record import Actor, Event, Figure, Place, Record, Report, Span, Time

TEXT = "Islamic State claimed it. The group said IS fighters bombed Azmarin on Thursday, killing 20."
THURSDAY = datetime.date(2019, 2, 21)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


RECORD = Record(
    report=Report(id="afp-1", date=datetime.date(2019, 2, 22), publisher="AFP", text=TEXT),
    sentences=(Span(0, 25), Span(26, len(TEXT))),
    actors=(
        Actor(
            id="a1", name="Islamic State", kind="group", mentions=(span("Islamic State"), span("The group"), span("IS"))
        ),
    ),
    places=(
        Place(id="p1", name="Azmarin", country="SYR", lat=36.0, lon=36.5, precision=1, mentions=(span("Azmarin"),)),
    ),
    events=(
        Event(
            id="e1",
            type="ASSAULT",
            mode="explosives",
            trigger=span("bombed"),
            actors=("a1",),
            place="p1",
            time=Time(start=THURSDAY, end=THURSDAY),
            figures=("f1",),
        ),
        Event(id="e2", type="ACCUSE", trigger=span("claimed"), factuality="negated"),
    ),
    figures=(Figure(id="f1", measure="killed", text=span("20"), low=20, best=20, high=20, event="e1"),),
)


def test_a_view_holds_what_the_event_points_at() -> None:
    view = views(RECORD)[0]
    assert str(view.id) == "afp-1#e1"
    assert (view.start, view.end, view.published, view.publisher) == (THURSDAY, THURSDAY, RECORD.report.date, "AFP")
    assert view.place is not None and (view.place.name, view.place.lat, view.place.precision) == ("Azmarin", 36.0, 1)
    assert [(count.measure, count.best) for count in view.counts] == [("killed", 20)]
    assert view.trigger == "bombed"
    assert view.sentence.startswith("The group said IS fighters bombed")


def test_aliases_are_names_and_not_descriptions_or_pronouns() -> None:
    seen = views(RECORD)[0].actors[0]
    assert seen.name == "islamic state"
    assert "is" in seen.aliases
    assert not {"group", "the group"} & seen.aliases


def test_every_event_has_a_view_whatever_its_factuality() -> None:
    assert [(view.id.entry, view.factuality) for view in views(RECORD)] == [("e1", "actual"), ("e2", "negated")]


def test_unknown_stays_unknown() -> None:
    view = views(RECORD)[1]
    assert (view.start, view.end, view.place, view.actors, view.counts) == (None, None, None, (), ())


def test_a_trigger_outside_all_sentences_has_the_words_around_it() -> None:
    view = views(replace(RECORD, sentences=()))[0]
    assert "bombed Azmarin on Thursday" in view.sentence
