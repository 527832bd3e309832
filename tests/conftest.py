"""A small record made by hand, and a reader that gives it without a model."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from dateline import run
from dateline.record import Actor, Event, Figure, Place, Record, Report, Segment, Span, Statement, Time
from dateline.run import Coverage, Outcome

TEXT = (
    "A car bomb killed at least 20 people near the oil field on Thursday, the army said. "
    "Rebels denied that they had attacked the town. "
    "The army will pull out of Azmarin. "
    "Car bomb kills dozens near the oil field Karim HADDAD, AFP"
)
CAPTION = TEXT.index("Car bomb kills")


def _span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def _sample() -> Record:
    thursday = datetime.date(2019, 2, 21)
    day = Time(start=thursday, end=thursday, text=_span("Thursday"))
    return Record(
        report=Report(
            id="sample-1", date=datetime.date(2019, 2, 22), publisher="Example Press", title="A bomb", text=TEXT
        ),
        segments=(
            Segment(kind="body", start=0, end=CAPTION),
            Segment(kind="caption", start=CAPTION, end=len(TEXT)),
        ),
        sentences=(_span(TEXT[: TEXT.index(" Rebels")]), Span(CAPTION, len(TEXT))),
        actors=(
            Actor(id="a1", name="Army", kind="group", country="SYR", sector="MIL", mentions=(_span("the army"),)),
            Actor(id="a2", name="Rebels", kind="group", sector="REB", mentions=(_span("Rebels"),)),
            Actor(id="a3", name="people killed by the bomb", kind="population", mentions=(_span("people"),)),
        ),
        places=(
            Place(id="p1", name="the oil field", precision=4, mentions=(_span("the oil field"),)),
            Place(
                id="p2", name="Azmarin", country="SYR", lat=36.0, lon=36.5, precision=1, mentions=(_span("Azmarin"),)
            ),
        ),
        events=(
            Event(
                id="e1",
                type="ASSAULT",
                mode="explosives",
                trigger=_span("car bomb"),
                recipients=("a3",),
                place="p1",
                time=day,
                source="s1",
                figures=("f1",),
                confidence=0.9,
            ),
            Event(
                id="e2", type="ASSAULT", trigger=_span("attacked"), actors=("a2",), factuality="negated", source="s2"
            ),
            Event(
                id="e3", type="RETREAT", mode="withdraw", trigger=_span("pull out"), actors=("a1",), place="p2",
                factuality="future",
            ),
            Event(id="e4", type="ASSAULT", mode="explosives", trigger=_span("Car bomb"), place="p1", time=day),
        ),
        figures=(
            Figure(
                id="f1", measure="killed", text=_span("at least 20 people"), low=20, best=20, hedge="over", actor="a3",
                place="p1", time=day, source="s1", event="e1",
            ),
            Figure(id="f2", measure="killed", text=_span("dozens"), low=24, hedge="vague", confidence=0.3),
        ),
        statements=(
            Statement(id="s1", speaker="a1", cue=_span("said"), content=(_span(TEXT[: TEXT.index(", the army")]),)),
            Statement(id="s2", speaker="a2", cue=_span("denied"), content=(_span("they had attacked the town"),)),
        ),
    )  # fmt: skip


@pytest.fixture
def sample() -> Record:
    return _sample()


@pytest.fixture
def outcome(sample: Record) -> Outcome:
    coverage = Coverage(sentences=2, silent=(_span("Rebels denied that they had attacked the town."),))
    return Outcome(record=sample, coverage=coverage)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[Report], Outcome]:
    """Stands in for the model: gives each report an empty record, so that these tests are about the rest."""

    def read_report(report: Report, actors: object = None) -> Outcome:
        whole = Segment(kind="body", start=0, end=len(report.text))
        return Outcome(record=Record(report=report, segments=(whole,)), coverage=Coverage(sentences=1))

    monkeypatch.setattr(run, "read_report", read_report)
    return read_report
