"""What a casefile knows beyond single records: which entries are the same happening, who decided so, and why.

`link` makes these from records, `store` keeps them; neither knows the other.

A *situation event* is one happening as several reports tell it. Its members are events of records; its id never
changes its meaning: ids that were merged away or split lead to where their members are now.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, get_args

from dateline.record import ActorKind, Factuality

Verdict = Literal["same", "different"]
Change = Literal["made", "grown", "shrunk", "moved", "merged", "split", "undone", "ended"]
Rule = Literal["direct", "latest", "median", "lowest"]
RULES: tuple[Rule, ...] = get_args(Rule)
"""How a best figure is chosen; `dateline.link.tolls` states what each means."""


@dataclass(frozen=True, slots=True, order=True)
class EntryId:
    """One entry of one report. As words: ``REPORT#e3``."""

    report: str
    entry: str

    def __str__(self) -> str:
        return f"{self.report}#{self.entry}"

    @classmethod
    def parse(cls, words: str) -> EntryId:
        """Reads ``REPORT#e3``. Raises `ValueError`."""
        report, mark, entry = words.rpartition("#")
        if not (report and mark and entry):
            raise ValueError(f"expected REPORT#ENTRY, such as afp-1#e3, found {words!r}")
        return cls(report, entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """What linking compares of an actor: its name in lower case, its other names, and its codes."""

    name: str
    aliases: frozenset[str] = frozenset()
    kind: ActorKind
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """What linking compares of a place; `precision` is UCDP's where_prec, 1 exact to 7 unknown."""

    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """A figure of an event: what it counts and its bounds."""

    measure: str
    low: float | None = None
    best: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """What linking compares of one event of one report, without the report."""

    id: EntryId
    published: datetime.date | None
    publisher: str | None
    type: str
    mode: str | None
    factuality: Factuality
    start: datetime.date | None
    end: datetime.date | None
    place: PlaceView | None
    actors: tuple[ActorView, ...] = ()
    recipients: tuple[ActorView, ...] = ()
    counts: tuple[CountView, ...] = ()
    trigger: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How likely two events are one happening, and what speaks for and against it, strongest first."""

    chance: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """That two events are the same happening, or are not: by the linker (with its chance) or by a person.

    `by` is 'dateline' or the person's name; a person's decision outranks the linker's, a later one an earlier one.
    """

    verdict: Verdict
    one: EntryId
    other: EntryId
    by: str
    at: datetime.datetime
    chance: float | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A situation event: its permanent id and the events of records that tell it, in order."""

    id: str
    members: tuple[EntryId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a situation event's history: what became of which ids, when, by whom."""

    at: datetime.datetime
    by: str
    change: Change
    before: tuple[str, ...]
    after: tuple[str, ...]
    members: tuple[EntryId, ...] = ()
