"""How far two reviewers of one report agree, and what is settled between all who reviewed it.

Kappa is Cohen's (Educational and Psychological Measurement 20, 1960): the share of entries decided alike beyond what
two people would share by chance who accept, correct and reject as often as these two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.record import Event, Figure
from dateline.review import Act, Review
from dateline.review.apply import latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An entry that two reviewers decided otherwise, or that one of them added; `settled` is the word that outranks."""

    entry: str
    a: Review | None = None
    b: Review | None = None
    settled: Review | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two reviewers agree on the entries that both decided.

    `share` and `kappa` are None where they are not defined; `undefined` says why. `matrix` counts entries by what
    the first and the second did. `only_a` and `only_b` count entries that one of them decided.
    """

    both: int
    alike: int
    share: float | None
    kappa: float | None
    undefined: str | None = None
    matrix: Mapping[tuple[Act, Act], int]
    differences: tuple[Difference, ...] = ()
    only_a: int = 0
    only_b: int = 0


def says(review: Review) -> Hashable:
    """What a review comes to, to tell whether two say the same; how sure the machine was is no part of it."""
    payload = review.payload
    if isinstance(payload, Event | Figure):
        payload = replace(payload, confidence=1.0)
    if payload is not None and review.act == "add":
        payload = replace(payload, id="")  # each got its own
    return review.act, payload


def agreement(a: Iterable[Review], b: Iterable[Review], settled: Iterable[Review] = ()) -> Agreement:
    """Compares the standing reviews of two people of one version of one report."""
    by_a, by_b = ({r.entry: r for r in latest(own) if not r.settles} for own in (a, b))
    word = {review.entry: review for review in latest(settled)}
    pairs = {entry: (by_a[entry], by_b[entry]) for entry in by_a.keys() & by_b.keys()}
    labels = [(says(one), says(other)) for one, other in pairs.values()]
    alike = sum(one == other for one, other in labels)
    kappa, undefined = _kappa(labels)
    added_by_both = {says(r) for r in by_a.values()} & {says(r) for r in by_b.values() if r.act == "add"}
    differences = [
        Difference(entry=entry, a=by_a.get(entry), b=by_b.get(entry), settled=word.get(entry))
        for entry in sorted(by_a.keys() | by_b.keys(), key=lambda id: (id[:1], len(id), id))
        if _differ(by_a.get(entry), by_b.get(entry), added_by_both)
    ]
    return Agreement(
        both=len(pairs),
        alike=alike,
        share=alike / len(pairs) if pairs else None,
        kappa=kappa,
        undefined=undefined,
        matrix=Counter((one.act, other.act) for one, other in pairs.values()),
        differences=tuple(differences),
        only_a=len(by_a.keys() - by_b.keys()),
        only_b=len(by_b.keys() - by_a.keys()),
    )


def _differ(a: Review | None, b: Review | None, added_by_both: set[Hashable]) -> bool:
    """Whether two decided otherwise. What only one decided is no difference, unless they added it alone."""
    if a is not None and b is not None:
        return says(a) != says(b)
    alone = a or b
    return alone is not None and alone.act == "add" and says(alone) not in added_by_both


def _kappa(labels: Sequence[tuple[Hashable, Hashable]]) -> tuple[float | None, str | None]:
    """Cohen's kappa, or why there is none."""
    if not labels:
        return None, "no entry was decided by both"
    count = len(labels)
    first, second = Counter(one for one, _ in labels), Counter(other for _, other in labels)
    chance = sum(first[label] * second[label] for label in first) / count**2
    if chance == 1:
        return None, "both gave every entry the same answer, so that chance alone would make them agree"
    share = sum(one == other for one, other in labels) / count
    return (share - chance) / (1 - chance), None


def settled(reviews: Iterable[Review]) -> tuple[tuple[Review, ...], tuple[str, ...]]:
    """What stands between all who reviewed one version of a report, and the entries on which they differ still.

    One word for each entry: the last that settles it, or what all who decided it say. What was added stands where all
    of them added it, once.
    """
    last = latest(reviews)
    own: dict[str, list[Review]] = defaultdict(list)
    for review in last:
        own[review.entry].append(review)
    everybody = {review.by for review in last if not review.settles}
    adders: dict[Hashable, set[str]] = defaultdict(set)
    for review in last:
        adders[says(review)].add(review.by)
    standing, open_, added = list[Review](), list[str](), set[Hashable]()
    for entry, said in own.items():
        addition = next((review for review in said if review.act == "add"), None)
        word = next((review for review in reversed(said) if review.settles), None)
        if word is not None:
            standing.append(addition if addition and word.act == "accept" else word)
        elif addition is not None:
            if not everybody <= adders[says(addition)]:
                open_.append(entry)
            elif says(addition) not in added:
                added.add(says(addition))
                standing.append(addition)
        elif len({says(review) for review in said}) == 1:
            standing.append(said[0])
        else:
            open_.append(entry)
    return tuple(standing), tuple(open_)


def reviewers(reviews: Iterable[Review]) -> Counter[str]:
    """Who reviewed how many entries, to choose the two that are compared; those with most come first."""
    return Counter(review.by for review in latest(reviews) if not review.settles)
