"""What people decided about pairs of events, made consistent: of decisions that clash, the later stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.situation import Decision, EntryId

LINKER = "dateline"
"""Who decides where no person did; such decisions are not heeded when events are grouped anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Sets of events that people called the same, sorted; and pairs that they called different."""

    same: tuple[tuple[int, ...], ...]
    different: frozenset[tuple[int, int]]


def told(decisions: Iterable[Decision], place: Mapping[EntryId, int]) -> Told:
    """People's decisions on the events that have a place, by their places.

    The latest goes first; an earlier one that clashes with it, be it through others ('A is B' and 'B is C' against
    'A is not C'), is passed over. At the same moment 'different' goes before 'same', then by id.
    """
    union = _Union()
    different: set[tuple[int, int]] = set()
    for decision in sorted(_of_people(decisions, place), key=_latest_first):
        a, b = sorted((place[decision.one], place[decision.other]))
        if decision.verdict == "different":
            if union.head(a) != union.head(b):
                different.add((a, b))
        elif not any({union.head(x), union.head(y)} == {union.head(a), union.head(b)} for x, y in different):
            union.join(a, b)
    return Told(same=union.sets(), different=frozenset(different))


def _of_people(decisions: Iterable[Decision], place: Mapping[EntryId, int]) -> list[Decision]:
    return [d for d in decisions if d.by != LINKER and d.one != d.other and d.one in place and d.other in place]


def _latest_first(decision: Decision) -> tuple[float, str, EntryId, EntryId]:
    one, other = sorted((decision.one, decision.other))
    return -decision.at.timestamp(), decision.verdict, one, other


class _Union:
    """Disjoint sets of numbers, each known by its lowest."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def head(self, n: int) -> int:
        while (above := self._above.get(n, n)) != n:
            n = above
        return n

    def join(self, a: int, b: int) -> None:
        low, high = sorted((self.head(a), self.head(b)))
        self._above[high] = low
        self._above.setdefault(low, low)

    def sets(self) -> tuple[tuple[int, ...], ...]:
        found: dict[int, list[int]] = {}
        for n in sorted(self._above):
            found.setdefault(self.head(n), []).append(n)
        return tuple(tuple(members) for _, members in sorted(found.items()))
