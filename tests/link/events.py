"""Views of events made by hand."""

from __future__ import annotations

import datetime
from typing import Any

from dateline.situation import ActorView, CountView, Decision, EntryId, EventView, PlaceView, Verdict

NOON = datetime.datetime(2019, 3, 1, 12, tzinfo=datetime.UTC)


def day(number: int, month: int = 2) -> datetime.date:
    return datetime.date(2019, month, number)


def actor(name: str, kind: Any = "group", *, country: str | None = None, aliases: tuple[str, ...] = ()) -> ActorView:
    return ActorView(name=name, aliases=frozenset(aliases), kind=kind, country=country)


def place(name: str, country: str | None = "SYR", **more: Any) -> PlaceView:
    return PlaceView(name=name, country=country, **more)


def killed(number: float) -> CountView:
    return CountView(measure="killed", low=number, best=number, high=number)


def event(report: str = "one", entry: str = "e1", **more: Any) -> EventView:
    """A car bomb on 21 February 2019 in Azmarin, unless told otherwise."""
    given: dict[str, Any] = {
        "published": day(22),
        "publisher": None,
        "type": "ASSAULT",
        "mode": "explosives",
        "factuality": "actual",
        "start": day(21),
        "end": day(21),
        "place": place("Azmarin"),
        "actors": (),
        "recipients": (actor("oil workers", "population", country="SYR"),),
        "counts": (killed(20),),
        "trigger": "car bomb",
        "sentence": "A car bomb killed 20 oil workers near Azmarin on Thursday.",
    }
    return EventView(id=EntryId(report, entry), **(given | more))


def decision(verdict: Verdict, one: EventView, other: EventView, *, by: str = "ada", hours: int = 0) -> Decision:
    return Decision(verdict=verdict, one=one.id, other=other.id, by=by, at=NOON + datetime.timedelta(hours=hours))
