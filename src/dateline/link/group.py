"""Which events are one happening: groups of events, by the score of their pairs and by what people decided.

Agglomerative clustering by average link: the two groups whose pairs have the highest mean log-odds are joined first,
until no mean is above the threshold learned with the weights. A pair that is not compared counts as `_NOT_COMPARED`:
that two events share no key, or fewer than others do, speaks against. What people decided goes before any score
(`dateline.link.told`). The order of the input does not matter: ties go by id.
"""

from __future__ import annotations

import datetime
import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import NamedTuple

from dateline.link.blocks import trait_keys
from dateline.link.likeness import likeness, log_odds, weights
from dateline.link.told import LINKER, Told, told
from dateline.link.traits import Traits, traits
from dateline.situation import Decision, EntryId, EventView, Verdict

MOST_COMPARED = 200
"""With so many later events of its block an event is compared, the nearest in time: bounds the cost of large blocks."""
_NOT_COMPARED = -2.0  # log-odds below the threshold, of a pair that shares no key or fewer than others
_SUREST = 6.0  # log-odds beyond which a pair does not weigh more, so that one pair cannot outvote a group

Pair = tuple[int, int]


class Grouping(NamedTuple):
    """Groups of events, each sorted and the groups by their first; and what the linker decided to come to them."""

    groups: tuple[tuple[EntryId, ...], ...]
    decisions: tuple[Decision, ...]


def group(
    views: Iterable[EventView],
    decisions: Iterable[Decision] = (),
    *,
    at: datetime.datetime,
    pairs: Iterable[tuple[EntryId, EntryId]] | None = None,
) -> Grouping:
    """Groups events into happenings. Every view is in exactly one group, alone where nothing is like it.

    People's decisions always win, of two that clash the later; the linker's own earlier ones are not heeded, and
    decisions on events that are not among the views are left out. `pairs` are those to compare, where the caller
    knows which are worth it; without, those that share a blocking key are. `at` marks the decisions made: one 'same'
    for each join, and 'different' for each pair that was more likely than not and still ended apart.
    """
    events = [traits(view) for view in sorted({view.id: view for view in views}.values(), key=lambda view: view.id)]
    place = {event.view.id: n for n, event in enumerate(events)}
    compared = candidates(events) if pairs is None else _placed(pairs, place)
    scores = {pair: log_odds(events[pair[0]], events[pair[1]]) for pair in compared}
    known = _with_tables(told(decisions, place), events, compared)
    clusters = Clusters(len(events), scores, known, join=weights().join)
    joined = [_decision("same", events, pair, at) for pair in clusters.join_all()]
    parted = [_decision("different", events, pair, at) for pair in clusters.likely_but_apart(scores)]
    groups = (tuple(events[n].view.id for n in members) for members in clusters.members())
    return Grouping(tuple(groups), (*joined, *parted))


def _with_tables(people: Told, events: Sequence[Traits], compared: Iterable[Pair]) -> Told:
    """What people decided, and that rows of one table are different unless they decided otherwise."""
    home = {n: members for members in people.same for n in members}
    different = {
        (a, b)
        for a, b in compared
        if _are_rows_of_one_table(events[a].view.id.report, events[b].view.id.report) and b not in home.get(a, ())
    }
    return Told(same=people.same, different=people.different | different)


def _are_rows_of_one_table(one: str, other: str) -> bool:
    """Whether two reports are rows of ACLED's or GED's columns: coders told each event once."""
    first, second = _TABLE.match(one), _TABLE.match(other)
    return one != other and first is not None and second is not None and first[0] == second[0]


_TABLE = re.compile(r"acled:|ged:")  # the ids that `dateline.imports` gives to rows


def _placed(pairs: Iterable[tuple[EntryId, EntryId]], place: Mapping[EntryId, int]) -> list[Pair]:
    found = ((place[one], place[other]) for one, other in pairs if one in place and other in place)
    return sorted({(min(pair), max(pair)) for pair in found})


def candidates(events: Sequence[Traits]) -> list[Pair]:
    """The pairs, as places in the sequence, that share a blocking key; of large blocks those nearest in time."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for n, event in enumerate(events):
        for key in trait_keys(event):
            blocks[key].append(n)
    pairs: set[Pair] = set()
    for block in blocks.values():
        pairs.update(_near_pairs(block, events))
    return sorted(pairs)


def _near_pairs(block: list[int], events: Sequence[Traits]) -> Iterator[Pair]:
    if len(block) <= MOST_COMPARED:
        yield from combinations(block, 2)
        return
    in_time = sorted(block, key=lambda n: (_day(events[n]), n))
    for at, n in enumerate(in_time):
        for other in islice(in_time, at + 1, at + 1 + MOST_COMPARED):
            yield (n, other) if n < other else (other, n)


def _day(event: Traits) -> int:
    return event.days[0] if event.days else event.published or 0


def _decision(verdict: Verdict, events: Sequence[Traits], pair: Pair, at: datetime.datetime) -> Decision:
    one, other = events[pair[0]], events[pair[1]]
    like = likeness(one, other)
    return Decision(
        verdict=verdict,
        one=one.view.id,
        other=other.view.id,
        by=LINKER,
        at=at,
        chance=like.chance,
        reasons=like.reasons,
    )


@dataclass(slots=True)
class _Bond:
    """What ties two clusters: the sum of their compared pairs' log-odds above the threshold, and the likeliest pair."""

    total: float
    best: float
    pair: Pair
    compared: int = 1

    def __add__(self, other: _Bond) -> _Bond:
        surer = max(self, other, key=lambda bond: (bond.best, -bond.pair[0], -bond.pair[1]))
        return _Bond(self.total + other.total, surer.best, surer.pair, self.compared + other.compared)


class Clusters:
    """Clusters of the events 0 … size-1, each known by its first event; `join` is the threshold in log-odds."""

    def __init__(self, size: int, scores: Mapping[Pair, float], told: Told, *, join: float) -> None:
        self._members = {n: [n] for n in range(size)}
        self._bonds: dict[int, dict[int, _Bond]] = {n: {} for n in range(size)}
        self._barred: dict[int, set[int]] = {n: set() for n in range(size)}
        self._told = told
        self._heap: list[tuple[float, int, int, int, int]] = []
        for (a, b), score in scores.items():
            above = max(-_SUREST, min(_SUREST, score - join))
            self._bonds[a][b] = self._bonds[b][a] = _Bond(above, score, (a, b))
        for a, b in told.different:
            self._barred[a].add(b)
            self._barred[b].add(a)
        for same in told.same:
            for n in same[1:]:
                self._join(same[0], n)

    def join_all(self) -> Iterator[Pair]:
        """Joins what belongs together, best first; yields the likeliest pair of each two clusters joined."""
        for a, bonds in self._bonds.items():
            for b in bonds:
                if a < b:
                    self._offer(a, b)
        while self._heap:
            _, a, b, size_a, size_b = heapq.heappop(self._heap)
            if self._size(a) != size_a or self._size(b) != size_b:
                continue  # offered before one of them grew
            yield self._bonds[a][b].pair
            self._join(a, b)
            for other in self._bonds[a]:
                self._offer(min(a, other), max(a, other))

    def grown(self) -> list[list[int]]:
        """All joined: the members of each cluster, sorted."""
        for _ in self.join_all():
            pass
        return self.members()

    def likely_but_apart(self, scores: Mapping[Pair, float]) -> list[Pair]:
        """Compared pairs, more likely one happening than not, that ended in two clusters; people's own are theirs."""
        home = {n: first for first, members in self._members.items() for n in members}
        return [
            (a, b)
            for (a, b), score in scores.items()
            if score > 0.0 and home[a] != home[b] and (a, b) not in self._told.different
        ]

    def members(self) -> list[list[int]]:
        return [sorted(members) for _, members in sorted(self._members.items())]

    def _size(self, cluster: int) -> int:
        return len(self._members.get(cluster, ()))

    def _offer(self, a: int, b: int) -> None:
        bond, pairs = self._bonds[a][b], self._size(a) * self._size(b)
        mean = (bond.total + _NOT_COMPARED * (pairs - bond.compared)) / pairs
        if mean > 0.0 and b not in self._barred[a]:
            heapq.heappush(self._heap, (-mean, a, b, self._size(a), self._size(b)))

    def _join(self, a: int, b: int) -> None:
        """Joins cluster `b` to `a`, which comes before it."""
        self._members[a] += self._members.pop(b)
        bonds = self._bonds[a]
        for other, bond in self._bonds.pop(b).items():
            del self._bonds[other][b]
            if other != a:
                bonds[other] = self._bonds[other][a] = bonds[other] + bond if other in bonds else bond
        for other in self._barred.pop(b):
            self._barred[other].discard(b)
            self._barred[other].add(a)
            self._barred[a].add(other)
