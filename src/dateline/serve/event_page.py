"""One situation event with all that is said of it, and a light row of each for the map and the list."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from dateline.casefile import Casefile, ShownEvent
from dateline.link.claims import Claim, Days
from dateline.link.likeness import chance, parts
from dateline.link.traits import Traits, traits
from dateline.link.views import views
from dateline.pages import rows
from dateline.serve.answers import row, values
from dateline.serve.names import Names, actor_key, id_of
from dateline.situation import Decision, EntryId, Rule
from dateline.store.base import OWN, EventRow, Filter, Happening, PartyRow, TellingRow
from dateline.store.desk import EventSource

EVENT_COLUMNS = (*(field.name for field in dataclasses.fields(EventRow)), "publishers", "confidence", "pinned")

_SAME_CHANCE = 0.005  # chances further apart were given by other weights, whose parts are not known any more


def event_values(event: EventRow, pinned: bool, source: EventSource | None) -> list[object]:
    """A light row, in the order of `EVENT_COLUMNS`."""
    confidence = round(source.confidence, 3) if source else None
    return [*values(event), source.publishers if source else (), confidence, pinned]


def event_page(casefile: Casefile, names: Names, id: str, rule: Rule) -> dict[str, Any]:
    """All that stands behind an event, by a rule for its best figures. Raises `UnknownId`."""
    shown = rows.by_rule(casefile.event(id), rule)
    assert isinstance(shown, ShownEvent)
    asked = Filter(ids=(shown.event.id,))
    happening = next(iter(casefile.happenings(asked)))
    source = next(iter(casefile.desk.sources([shown.event.id])), None)
    account = rows.shown(shown)["account"]
    return {
        "asked": id,
        "event": dict(zip(EVENT_COLUMNS, event_values(*names.event(shown.event), source), strict=True)),
        "days": _days(shown.account.days),
        "actors": _parties(happening.actors, names),
        "recipients": _parties(happening.recipients, names),
        "stages": account["stages"],
        "tolls": account["tolls"],
        "tellings": [row(telling) for telling in happening.tellings],
        "decisions": _decisions(shown),
        "history": [_plain_entries(row(step)) for step in casefile.history(shown.event.id)],
        "members": [str(member) for member in shown.members],
        "contradictions": list(contradictions(shown, happening)),
    }


def _days(days: Days | None) -> dict[str, Any] | None:
    return None if days is None else {"start": days.start, "end": days.end, "precision": days.precision}


def _plain_entries(found: dict[str, Any]) -> dict[str, Any]:
    return found | {"members": [str(member) for member in found["members"]]}


def _parties(parties: Iterable[PartyRow], names: Names) -> list[dict[str, Any]]:
    """Each party once, under the name that people gave it, with the names of reports beside it."""
    raw: dict[str, list[str]] = {}
    shown: dict[str, PartyRow] = {}
    for party in parties:
        called = names.party(party)
        raw.setdefault(called.name, []).append(party.name)
        shown.setdefault(called.name, called)
    return [row(party) | {"raw": raw[name], "actor": _actor_id(raw[name][0], names)} for name, party in shown.items()]


def _actor_id(name: str, names: Names) -> str:
    key = actor_key(name)
    group = names.actors.of(key)
    return group.id if group else id_of("actor", key)


# --- why they were joined ----------------------------------------------------------------------------


def _decisions(shown: ShownEvent) -> list[dict[str, Any]]:
    known = {view.id: traits(view) for record in shown.records for view in views(record)}
    return [
        row(decision) | {"one": str(decision.one), "other": str(decision.other), "parts": _parts(decision, known)}
        for decision in shown.decisions
    ]


def _parts(decision: Decision, known: Mapping[EntryId, Traits]) -> list[dict[str, Any]]:
    """What each sign adds to the log-odds, the strongest first; none where other weights decided, or a person."""
    one, other = (known.get(id) for id in sorted((decision.one, decision.other)))
    if decision.by != OWN or decision.chance is None or one is None or other is None:
        return []
    weights = parts(one, other)
    if abs(chance(sum(weights.values())) - decision.chance) > _SAME_CHANCE:
        return []
    ranked = sorted(weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    return [{"sign": sign, "weight": round(weight, 3)} for sign, weight in ranked if weight]


# --- where reports differ ----------------------------------------------------------------------------


def contradictions(shown: ShownEvent, happening: Happening) -> Iterator[dict[str, Any]]:
    """What reports of one event tell that cannot all be so: figures that exclude each other, days, how far it got."""
    for toll in shown.account.tolls:
        for one, other in combinations(toll.standing, 2):
            if _exclude(one, other):
                told = f"{toll.measure}: {one.words} ({one.voucher}) / {other.words} ({other.voucher})"
                yield {"kind": "figure", "told": told, "entries": [str(one.id), str(other.id)]}
    facts = [telling for telling in happening.tellings if telling.factuality == "actual"]
    yield from _different_days(facts)
    denials = [telling for telling in happening.tellings if telling.factuality == "negated"]
    if facts and denials:
        told = f"told as a fact ({_teller(facts[0])}) / denied ({_teller(denials[0])})"
        yield {"kind": "status", "told": told, "entries": [_entry(facts[0]), _entry(denials[0])]}


def _exclude(one: Claim, other: Claim) -> bool:
    """Whether no number lies within the bounds of both. A bound that is not told sets none."""
    return _beyond(one, other) or _beyond(other, one)


def _beyond(one: Claim, other: Claim) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high


def _different_days(facts: Sequence[TellingRow]) -> Iterator[dict[str, Any]]:
    """One line for each two different spans of days that share no day, with the first to tell each."""
    first: dict[tuple[Any, Any], TellingRow] = {}
    for telling in facts:
        if telling.start and telling.end:
            first.setdefault((telling.start, telling.end), telling)
    for (days, one), (others, other) in combinations(first.items(), 2):
        if days[1] < others[0] or others[1] < days[0]:
            told = f"days: {_span(days)} ({_teller(one)}) / {_span(others)} ({_teller(other)})"
            yield {"kind": "day", "told": told, "entries": [_entry(one), _entry(other)]}


def _span(days: tuple[Any, Any]) -> str:
    return f"{days[0]}" if days[0] == days[1] else f"{days[0]} to {days[1]}"


def _teller(telling: TellingRow) -> str:
    return telling.speaker or telling.publisher or telling.report


def _entry(telling: TellingRow) -> str:
    return f"{telling.report}#{telling.entry}"
