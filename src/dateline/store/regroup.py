"""How situation events keep their ids when their members are grouped anew.

A group keeps the id of the situation that holds most of its earlier members, ties to the older id. Where two groups
want one id, the one with more of its members has it. A group left without is given back the id of an ended
situation all of whose last members it holds (so undoing a merge brings the old id back), or else a new one.

Ids are numbers here and members whatever the backend tells mentions by; no backend need know these rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.situation import Change

Groups = Sequence[frozenset[int]]
Situations = Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One step: what became of which ids, and the members that came, went or changed hands."""

    change: Change
    before: tuple[int, ...]
    after: tuple[int, ...]
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to write: the members of every situation that changed, those that end, and the steps of history."""

    changed: dict[int, frozenset[int]]
    ended: tuple[int, ...]
    moves: tuple[Move, ...]


def plan(groups: Groups, before: Situations, former: Situations, gone: Collection[int], new_id: int) -> Plan:
    """Gives every group its id.

    `before` are the situations that hold any member of the groups; those of their members that no group names stay
    together, unless they are `gone` (their report has a newer version that does not tell them). `former` are the
    last members of ended situations that hold any member; `new_id` is the first id that was never given. No group
    is empty, and the order of groups does not matter.
    """
    everyone = sorted([*groups, *_left_over(groups, before, frozenset(gone))], key=min)
    ids = _ids(everyone, before, former, new_id)
    after = dict(zip(ids, everyone, strict=True))
    return Plan(
        changed={id: after[id] for id in sorted(after) if after[id] != before.get(id)},
        ended=tuple(sorted(before.keys() - after.keys())),
        moves=tuple(_moves(before, after)),
    )


def _left_over(groups: Groups, before: Situations, gone: frozenset[int]) -> Iterable[frozenset[int]]:
    named = frozenset().union(*groups)
    left = (before[id] - named - gone for id in sorted(before))
    return (members for members in left if members)


def _ids(groups: Groups, before: Situations, former: Situations, new_id: int) -> list[int]:
    kept = _best_matches(groups, before)
    free = {n: group for n, group in enumerate(groups) if n not in kept}
    kept |= {n: id for n, id in _revived(free, former).items() if id not in before}
    ids = []
    for n in range(len(groups)):
        if n not in kept:
            kept[n], new_id = new_id, new_id + 1
        ids.append(kept[n])
    return ids


def _best_matches(groups: Groups, before: Situations) -> dict[int, int]:
    """Group number -> the id it keeps."""
    home = {member: id for id, members in before.items() for member in members}
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for n, group in enumerate(groups):
        for member in group & home.keys():
            shared[n, home[member]] += 1
    return _one_to_one(sorted(shared, key=lambda pair: (-shared[pair], pair[1], pair[0])))


def _revived(groups: Mapping[int, frozenset[int]], former: Situations) -> dict[int, int]:
    fitting = [(n, id) for n, group in groups.items() for id, members in former.items() if members <= group]
    return _one_to_one(sorted(fitting, key=lambda pair: (-len(former[pair[1]]), pair[1], pair[0])))


def _one_to_one(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The pairs, best first, in which neither side was taken before."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for n, id in pairs:
        if n not in found and id not in taken:
            found[n] = id
            taken.add(id)
    return found


def _moves(before: Situations, after: Situations) -> Iterable[Move]:
    """One move for all ids between which members changed hands."""
    for olds, news in _exchanges(before, after):
        members = _changed_hands(before, after, olds, news)
        if olds == news and not members:
            continue
        yield Move(change=_change(before, after, olds, news), before=olds, after=news, members=members)


def _exchanges(before: Situations, after: Situations) -> Iterable[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The ids before and after that are joined by members, a connected part at a time, oldest ids first."""
    home = {member: id for id, members in before.items() for member in members}
    sources = {id: {home[member] for member in members if member in home} for id, members in after.items()}
    targets: dict[int, set[int]] = {id: set() for id in before}
    for new, olds in sources.items():
        for old in olds:
            targets[old].add(new)
    seen: set[int] = set()
    for start in sorted(targets):
        if start not in seen:
            olds, news, waiting = {start}, set[int](), [start]
            while waiting:
                for new in targets[waiting.pop()] - news:
                    news.add(new)
                    waiting += sources[new] - olds
                    olds |= sources[new]
            seen |= olds
            yield tuple(sorted(olds)), tuple(sorted(news))
    yield from (((), (new,)) for new in sorted(after) if not sources[new])


def _changed_hands(before: Situations, after: Situations, olds: Iterable[int], news: Iterable[int]) -> tuple[int, ...]:
    old_home = {(member, id) for id in olds for member in before[id]}
    new_home = {(member, id) for id in news for member in after[id]}
    return tuple(sorted({member for member, _ in old_home ^ new_home}))


def _change(before: Situations, after: Situations, olds: tuple[int, ...], news: tuple[int, ...]) -> Change:
    if not olds:
        return "made"
    if not news:
        return "ended"
    if len(olds) == len(news) == 1 and olds == news:
        return "shrunk" if before[olds[0]] - after[news[0]] else "grown"
    if len(news) == len(olds):
        return "moved"
    return "split" if len(news) > len(olds) else "merged"
