"""What the members of one happening say together: what, when, where, who, how far it got, and how many.

Reports are counted, not mentions: a long report that tells a thing ten times has one vote. Syndicated copies have
none beside what they copy. Where reports differ, the account takes what most of them tell; their own words stay in
the records and the claims.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar, get_args

from dateline.link.claims import Days, claims, told
from dateline.link.tolls import Toll, tolls
from dateline.link.voices import Party, party
from dateline.link.words import folded
from dateline.record import Event, Place, Record
from dateline.situation import EntryId, Rule

State = Literal["done", "under way", "denied", "announced", "possible"]
STATES: tuple[State, ...] = get_args(State)
"""Where reports of one day differ and as many tell each, the first counts."""

_FACTS: tuple[State, ...] = ("done", "under way")

_COUNTRY, _UNKNOWN = 6, 7  # UCDP GED where_prec
_PROVINCE = 4

_Kind = TypeVar("_Kind", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What the reports of one day of publication say of how far it got; `published` is None for undated reports."""

    published: datetime.date | None
    state: State
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What is known of one happening. Unknown is None.

    `type` and `mode` are PLOVER codes. `days` has its precision. `place` is a place of a record, under its folded
    name and without its mentions; `precision` in it is UCDP's where_prec. `actors` and `recipients` stand by how many
    reports tell them. `stages` tell how far it got, by day of publication; `state` is the last. `tolls` holds one for
    each measure, unit and population.
    """

    type: str
    mode: str | None = None
    days: Days | None = None
    place: Place | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    state: State | None = None
    stages: tuple[Stage, ...] = ()
    tolls: tuple[Toll, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Telling:
    """One event of one report."""

    record: Record
    event: Event

    @property
    def report(self) -> str:
        return self.record.report.id


_NO_COPIES: Mapping[str, str] = {}


def account(
    records: Iterable[Record],
    members: Collection[EntryId],
    *,
    rule: Rule = "direct",
    copies: Mapping[str, str] = _NO_COPIES,
) -> Account:
    """What the events that are one happening say together.

    `members` are the events, `records` those of their reports, `copies` tells of a report which other it is a
    syndicated copy of, `rule` how best figures are chosen. The order of what goes in does not matter. Raises
    `ValueError` where no record holds a member.
    """
    held = tuple(records)
    everything = _tellings(held, members)
    if not everything:
        raise ValueError("no record holds any of the members")
    own = _without_copies(everything, copies)
    facts = [t for t in own if t.event.factuality == "actual"] or own
    days, (type_, mode) = _days(facts), _type_and_mode(own)
    stages = _stages(own)
    return Account(
        type=type_,
        mode=mode,
        days=days,
        place=_place(facts),
        actors=_parties(own, lambda event: event.actors),
        recipients=_parties(own, lambda event: event.recipients),
        state=_state(stages),
        stages=stages,
        tolls=tolls(claims(held, members, copies=copies), rule, days=days),
        reports=tuple(sorted({t.report for t in everything})),
    )


def _tellings(records: Iterable[Record], members: Iterable[EntryId]) -> list[_Telling]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for member in members:
        wanted[member.report].add(member.entry)
    unique = {record.report.id: record for record in records if record.report.id in wanted}
    pairs = [pair for id in sorted(unique) for pair in told(unique[id], wanted[id])]
    return [_Telling(record, event) for record, event in pairs]


def _without_copies(found: Sequence[_Telling], copies: Mapping[str, str]) -> list[_Telling]:
    """Of reports that are copies of one, the original if it tells of this, else the copy with the first id."""
    first: dict[str, str] = {}
    for report in sorted({t.report for t in found}, key=lambda report: (report in copies, report)):
        first.setdefault(copies.get(report, report), report)
    return [t for t in found if t.report in first.values()]


# --- what ---------------------------------------------------------------------------------------------


def _type_and_mode(found: Sequence[_Telling]) -> tuple[str, str | None]:
    """The type that most reports tell, and of those that tell its mode, the mode that most tell."""
    type_ = _most((t.event.type, t.report) for t in found)
    mode = _most((t.event.mode, t.report) for t in found if t.event.type == type_ and t.event.mode)
    assert type_ is not None
    return type_, mode


# --- when ---------------------------------------------------------------------------------------------


def _days(found: Sequence[_Telling]) -> Days | None:
    """The narrowest days that most reports share: a report shares days that lie within its own.

    Where as many tell different days of one length, all of them: it was on one of these.
    """
    own = {(Days(t.event.time.start, t.event.time.end), t.report) for t in found if t.event.time}
    spans = {days for days, _ in own}
    if not spans:
        return None
    support = {days: len({report for wide, report in own if wide.covers(days)}) for days in spans}
    best = [days for days in spans if support[days] == max(support.values())]
    shortest = [days for days in best if days.length == min(d.length for d in best)]
    return Days(min(d.start for d in shortest), max(d.end for d in shortest))


# --- where --------------------------------------------------------------------------------------------


def _place(found: Sequence[_Telling]) -> Place | None:
    """The most precise place that most reports tell: one also tells a place that lies within its own."""
    reports: dict[Place, list[str]] = defaultdict(list)
    for t in found:
        for place in t.record.places:
            if place.id == t.event.place:
                reports[replace(place, id=folded(place.name), mentions=())].append(t.report)

    def rank(place: Place) -> tuple[int, int, int, str]:
        telling = {report for outer, own in reports.items() if _contains(outer, place) for report in own}
        return -len(telling), place.precision or _UNKNOWN, -len(reports[place]), place.name

    return min(reports, key=rank, default=None)


def _contains(outer: Place, inner: Place) -> bool:
    """By entry and name, which their ids are here; or, where the outer is a country or a province, by codes."""
    if outer.gazetteer_id and outer.gazetteer_id == inner.gazetteer_id:
        return True
    if outer.id == inner.id:
        return True
    if outer.country is None or outer.country != inner.country:
        return False
    if outer.precision == _COUNTRY:
        return True
    finer = (inner.precision or _UNKNOWN) < _PROVINCE
    return outer.precision == _PROVINCE and finer and outer.admin1 is not None and outer.admin1 == inner.admin1


# --- who ----------------------------------------------------------------------------------------------


def _parties(found: Sequence[_Telling], ids: Callable[[Event], Collection[str]]) -> tuple[Party, ...]:
    """Each actor once, under the name that most reports give it; those that most reports tell come first."""
    names: dict[str, list[tuple[Party, str]]] = defaultdict(list)
    for t in found:
        for one in (party(actor) for actor in t.record.actors if actor.id in ids(t.event)):
            names[one.key].append((one, t.report))
    ranked = sorted(names.items(), key=lambda item: (-len({report for _, report in item[1]}), item[0]))
    return tuple(best for _, own in ranked if (best := _most(own)))


# --- how far it got -----------------------------------------------------------------------------------


def _stages(found: Sequence[_Telling]) -> tuple[Stage, ...]:
    reports: dict[tuple[datetime.date | None, State], set[str]] = defaultdict(set)
    for t in found:
        reports[t.record.report.date, _state_of(t)].add(t.report)
    stages = [Stage(published=day, state=state, reports=tuple(sorted(own))) for (day, state), own in reports.items()]
    return tuple(sorted(stages, key=lambda s: (s.published or datetime.date.min, STATES.index(s.state))))


def _state_of(telling: _Telling) -> State:
    """A fact whose days began before its report and do not end before it is under way; other facts are done."""
    event, published = telling.event, telling.record.report.date
    if event.factuality != "actual":
        states: Mapping[str, State] = {"future": "announced", "negated": "denied", "hypothetical": "possible"}
        return states[event.factuality]
    open_ended = event.time and published and event.time.start < published <= event.time.end
    return "under way" if open_ended else "done"


def _state(stages: Sequence[Stage]) -> State | None:
    """What most reports of the last day tell. What was once told as fact is no mere plan afterwards."""
    if any(stage.state in _FACTS for stage in stages):
        stages = [stage for stage in stages if stage.state in (*_FACTS, "denied")]
    last = [stage for stage in stages if stage.published == stages[-1].published]
    return min(last, key=lambda s: (-len(s.reports), STATES.index(s.state))).state if last else None


# --- majorities ---------------------------------------------------------------------------------------


def _most(told: Iterable[tuple[_Kind, str]]) -> _Kind | None:
    """The value that most reports tell, then that is told most often; of several, the first in the alphabet."""
    reports: dict[_Kind, list[str]] = defaultdict(list)
    for value, report in told:
        reports[value].append(report)
    return min(reports, key=lambda v: (-len(set(reports[v])), -len(reports[v]), str(v)), default=None)
