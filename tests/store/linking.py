"""A linker as plain as can be: events of one type at one place on one day are one happening."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from tests.store.records import bands, keys, views

from dateline.casefile import Linker
from dateline.record import Record
from dateline.situation import Decision, EntryId, EventView
from dateline.store.base import OWN


def group(
    views: Iterable[EventView],
    decisions: Iterable[Decision],
    *,
    at: datetime.datetime,
    pairs: Collection[tuple[EntryId, EntryId]],
) -> tuple[list[list[EntryId]], list[Decision]]:
    """Groups of the likest; people's decisions go before, the later before the earlier."""
    known = {view.id: view for view in views}
    likest: dict[object, list[EntryId]] = defaultdict(list)
    for view in known.values():
        likest[keys(view), view.start].append(view.id)
    alike = [(one, other) for found in likest.values() for one, other in combinations(found, 2)]
    compared = {frozenset(pair) for pair in pairs}
    alike = [pair for pair in alike if frozenset(pair) in compared]
    told = {frozenset((d.one, d.other)): d.verdict for d in decisions}
    apart = {pair for pair, verdict in told.items() if verdict == "different"}
    together = [tuple(pair) for pair, verdict in told.items() if verdict == "same"]
    groups = {id: [id] for id in known}
    for one, other in sorted(map(sorted, [*together, *alike]), key=lambda pair: frozenset(pair) not in told):
        first, second = groups[one], groups[other]
        if first is not second and not any(frozenset((a, b)) in apart for a in first for b in second):
            first += second
            groups |= dict.fromkeys(second, first)
    own = [
        Decision(verdict="same", one=a, other=b, by=OWN, at=at, chance=0.9, reasons=("same place",)) for a, b in alike
    ]
    return list({id(found): found for found in groups.values()}.values()), own


def each_alone(
    views: Iterable[EventView],
    decisions: Iterable[Decision],
    *,
    at: datetime.datetime,
    pairs: Collection[tuple[EntryId, EntryId]],
) -> tuple[list[list[EntryId]], list[Decision]]:
    """Joins nothing but what people joined."""
    known = sorted({view.id for view in views})
    alone = {id: [id] for id in known}
    for decision in decisions:
        if decision.verdict == "same" and alone[decision.one] is not alone[decision.other]:
            alone[decision.one] += alone[decision.other]
            alone |= dict.fromkeys(alone[decision.other], alone[decision.one])
    return list({id(found): found for found in alone.values()}.values()), []


def copies(records: Sequence[Record]) -> Mapping[str, str]:
    """Reports of one text are copies of the first."""
    first: dict[str, str] = {}
    for record in records:
        first.setdefault(record.report.text, record.report.id)
    return {r.report.id: first[r.report.text] for r in records if first[r.report.text] != r.report.id}


LINKER = Linker(views=views, keys=keys, group=group, bands=bands, copies=copies)
