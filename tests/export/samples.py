"""Situation events for tests of exports: one bombing as three reports tell it, others beside it, and any at all."""

from __future__ import annotations

import dataclasses
import datetime
import io
from collections.abc import Iterable
from typing import Any, get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from dateline.export.base import Format, Losses
from dateline.ontology.plover import MEASURES, TYPES
from dateline.record import ActorKind, Factuality
from dateline.store.base import ClaimRow, EventRow, FigureRow, Happening, PartyRow, TellingRow

THURSDAY = datetime.date(2019, 2, 21)
FRIDAY = datetime.date(2019, 2, 22)
SUNDAY = datetime.date(2019, 2, 24)

TEXTS = {
    "one": "BEIRUT – A car bomb killed 12 people in Azmarin on Thursday, the health ministry said.",
    "two": "The car bomb in Azmarin killed at least 20 people, residents said. Nine militants died, the army said.",
    "three": "The toll of Thursday's car bomb rose to 14, the health ministry said.",
}
_PUBLISHED = {"one": FRIDAY, "two": FRIDAY, "three": SUNDAY}
_PUBLISHERS = {"one": "Example Press", "two": "Daily News", "three": "Example Press"}


def sentence_of(report: str, words: str) -> str:
    """The sentence of a report that the words stand in."""
    return next(s for s in _sentences(TEXTS[report]) if words in s)


def _sentences(text: str) -> list[str]:
    return [part if part.endswith(".") else part + "." for part in text.split(". ")]


def telling(report: str, entry: str, words: str, /, **changes: Any) -> TellingRow:
    """An event of one of the reports, by its trigger."""
    at = TEXTS[report].index(words)
    known = TellingRow(
        report=report, entry=entry, type="ASSAULT", mode="explosives", factuality="actual", words=words, at_start=at,
        at_end=at + len(words), sentence=sentence_of(report, words), start=THURSDAY, end=THURSDAY, place="Azmarin",
        speaker=None, publisher=_PUBLISHERS[report], published=_PUBLISHED[report], title="A bomb",
        url=f"https://example.org/{report}", copy_of=None, confidence=0.9,
    )  # fmt: skip
    return dataclasses.replace(known, **changes)


def claim(report: str, entry: str, words: str, best: float | None, /, **changes: Any) -> ClaimRow:
    """A figure of one of the reports, by its words."""
    at = TEXTS[report].index(words)
    known = ClaimRow(
        event="S1", report=report, entry=entry, measure="killed", words=words, low=best, best=best, high=best,
        hedge="exact", unit=None, counts=None, speaker=None, publisher=_PUBLISHERS[report],
        published=_PUBLISHED[report], factuality="actual", at_start=at, at_end=at + len(words),
    )  # fmt: skip
    return dataclasses.replace(known, **changes)


def figure(measure: str, low: float | None, best: float | None, high: float | None, **changes: Any) -> FigureRow:
    known = FigureRow(event="S1", measure=measure, low=low, best=best, high=high, rule="direct", claims=1)
    return dataclasses.replace(known, **changes)


REBELS = PartyRow(name="Free Men", kind="group", country="SYR", sector="REB")
OIL_WORKERS = PartyRow(name="oil workers", kind="population", country="SYR", sector="LAB")
ARMY = PartyRow(name="Syrian army", kind="organisation", country="SYR", sector="MIL")

BOMBING = Happening(
    event=EventRow(
        id="S1", type="ASSAULT", mode="explosives", status="done", start=THURSDAY, end=THURSDAY, place="Azmarin",
        country="SYR", admin1="Idlib", lat=36.0, lon=36.5, precision=1, actors=("Free Men",),
        recipients=("oil workers",), killed_low=14.0, killed_best=14.0, killed_high=20.0, reports=3, mentions=3,
    ),
    actors=(REBELS,),
    recipients=(OIL_WORKERS,),
    figures=(
        figure("killed", 14.0, 14.0, 20.0, more=True, claims=2),
        figure("killed", 9.0, 9.0, 9.0, whom="REB of SYR"),
    ),
    claims=(
        claim("one", "f1", "12 people", 12.0, speaker="Health Ministry"),
        claim("two", "f1", "at least 20 people", 20.0, high=None, hedge="over", speaker="residents"),
        claim("two", "f2", "Nine militants", 9.0, counts="militants", speaker="Army"),
        claim("three", "f1", "14", 14.0, speaker="Health Ministry"),
    ),
    tellings=(
        telling("one", "e1", "car bomb", speaker="Health Ministry"),
        telling("two", "e1", "car bomb"),
        telling("three", "e1", "car bomb"),
    ),
)  # fmt: skip


def changed(happening: Happening = BOMBING, **changes: Any) -> Happening:
    """The bombing with other values of its event, or of what stands behind it."""
    parts = {name: changes.pop(name) for name in list(changes) if name in _PARTS}
    return dataclasses.replace(happening, event=dataclasses.replace(happening.event, **changes), **parts)


_PARTS = {field.name for field in dataclasses.fields(Happening)} - {"event"}

BARE = Happening(event=EventRow(id="S2", type="PROTEST"))
"""An event of which no more than its type is known."""


def written(format: Format, *happenings: Happening) -> bytes:
    return told(format, happenings)[0]


def losses(format: Format, *happenings: Happening) -> Losses:
    return told(format, happenings)[1]


def told(format: Format, happenings: Iterable[Happening]) -> tuple[bytes, Losses]:
    """The bytes of an export, and what it lost."""
    out, lost = io.BytesIO(), Losses()
    format.write(iter(happenings), out, lost)
    return out.getvalue(), lost


# --- any at all ---------------------------------------------------------------------------------------

ANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
"""For tests of any events: these are large values, and a busy machine makes them slowly."""

NASTY = "=cmd|' /C calc'!A0\r\n<script>alert(\"1\")</script> & \u2028\u202e شمال 東京 🕊️ ; \\ '"
"""What an export must keep harmless and whole."""

_TEXT = st.text(max_size=12) | st.sampled_from([NASTY, "Azmarin", "a b", "#event"])
_NAME = _TEXT.filter(bool)
_DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 1, 1))
_NUMBERS = st.none() | st.integers(0, 10**6).map(float) | st.floats(0, 1e6)
_OFFSETS = st.integers(0, 10**5)


def _none_or(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


_PARTIES = st.builds(
    PartyRow, name=_NAME, kind=st.sampled_from(get_args(ActorKind)),
    country=st.sampled_from([None, "SYR", "XKX", "GLP", "ESH"]), sector=st.sampled_from([None, "REB", "IGO", "CVL"]),
)  # fmt: skip
_FIGURES = st.builds(
    FigureRow, event=st.just("S1"), measure=st.sampled_from(sorted(MEASURES)), unit=st.sampled_from([None, "USD"]),
    whom=_none_or(_NAME), low=_NUMBERS, best=_NUMBERS, high=_NUMBERS, fewer=st.booleans(), more=st.booleans(),
    rule=st.just("direct"), claims=st.integers(0, 9),
)  # fmt: skip
_CLAIMS = st.builds(
    ClaimRow, event=st.just("S1"), report=_NAME, entry=st.integers(1, 999).map("f{}".format),
    measure=st.sampled_from(sorted(MEASURES)), words=_NAME, low=_NUMBERS, best=_NUMBERS, high=_NUMBERS,
    hedge=st.just("exact"), unit=st.none(), counts=_none_or(_NAME), speaker=_none_or(_NAME), publisher=_none_or(_NAME),
    published=_none_or(_DAYS), factuality=st.just("actual"), at_start=_none_or(_OFFSETS), at_end=_none_or(_OFFSETS),
)  # fmt: skip
_TELLINGS = st.builds(
    TellingRow, report=_NAME, entry=st.integers(1, 999).map("e{}".format), type=st.sampled_from(sorted(TYPES)),
    mode=st.none(), factuality=st.sampled_from(get_args(Factuality)), words=_NAME, at_start=_OFFSETS, at_end=_OFFSETS,
    sentence=_NAME, start=_none_or(_DAYS), end=_none_or(_DAYS), place=_none_or(_NAME), speaker=_none_or(_NAME),
    publisher=_none_or(_NAME), published=_none_or(_DAYS), title=_none_or(_TEXT), url=_none_or(_TEXT),
    copy_of=_none_or(_NAME), confidence=st.floats(0, 1),
)  # fmt: skip
_EVENTS = st.builds(
    EventRow, id=st.integers(1, 10**6).map("S{}".format), type=st.sampled_from(sorted(TYPES)),
    mode=st.sampled_from([None, "demo", "firearms"]), start=_none_or(_DAYS), end=_none_or(_DAYS),
    status=st.sampled_from([None, "done", "under way", "denied", "announced", "possible"]), place=_none_or(_NAME),
    country=st.sampled_from([None, "SYR", "FJI"]), admin1=_none_or(_NAME), lat=_none_or(st.floats(-90, 90)),
    lon=_none_or(st.floats(-180, 180)), precision=_none_or(st.integers(1, 7)), reports=st.integers(0, 9),
    killed_low=_NUMBERS, killed_best=_NUMBERS, killed_high=_NUMBERS,
)  # fmt: skip

HAPPENINGS = st.builds(
    Happening, event=_EVENTS, actors=st.lists(_PARTIES, max_size=2).map(tuple),
    recipients=st.lists(_PARTIES, max_size=2).map(tuple), figures=st.lists(_FIGURES, max_size=2).map(tuple),
    claims=st.lists(_CLAIMS, max_size=2, unique_by=lambda c: (c.report, c.entry)).map(tuple),
    tellings=st.lists(_TELLINGS, max_size=2, unique_by=lambda t: (t.report, t.entry)).map(tuple),
)  # fmt: skip
