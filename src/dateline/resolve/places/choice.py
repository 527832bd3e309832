"""Which of its candidates each name of a report means, chosen for all names together.

Every candidate is scored by a weighted sum of signs: what it is (`candidates.OWN_SIGNS`), what the words beside
the name say, which countries and provinces the report speaks of, and how well it goes with the other names: the
places of a report lie together. What the others mean is not known either, so their candidates count by their chance,
and the chances are worked out anew a few times (mean field). The weights are fitted by ``training/place_weights.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dateline.resolve.gazetteer.entry import Kind
from dateline.resolve.places.candidates import OWN_SIGNS, Candidates, Floats
from dateline.resolve.places.words import Described, Reading
from dateline.resolve.setting import Setting

# The weight of each sign: the signs of a candidate alone (`OWN_SIGNS`), what the words beside the name say, what the
# report speaks of, what the publisher's name tells, and last what the other names tell. Two are not as fitted: the
# corpora have no place of "feature_kind", and name the province beside a name as a place of its own, which tells the
# same again: "beside_province" (1.72) is raised for reports in which it is not.
WEIGHT_OF = {
    "population": 1.26,
    "usual_name": 2.9,
    "country_kind": 9.96,
    "region_kind": 8.12,
    "province_kind": 1.84,
    "district_kind": 0.01,
    "feature_kind": -1.0,
    "capital": 0.64,
    "no_point": -0.67,
    "within_namesake": -3.39,
    "said_kind": 0.58,
    "other_kind": -1.0,
    "beside_province": 3.0,
    "beside_country": 2.79,
    "country": 1.2,
    "province": 0.99,
    "publisher_country": 2.65,
    "publisher_name": 3.67,
    "publisher_name_size": -0.33,
    "may_lie_together": 1.16,
    "lies_together": 4.43,
    "same_province": 3.71,
    "same_country": 2.1,
}
SIGNS = tuple(WEIGHT_OF)
WEIGHTS: Floats = np.array(list(WEIGHT_OF.values()))
_OWN, _TOGETHER = len(OWN_SIGNS), 4
_AT = {sign: column for column, sign in enumerate(SIGNS)}

Integers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_ROUNDS = 3
_NEAR = 100.0 / 6371.0  # 100 km as a length on the unit sphere: at that distance two places half lie together
_LIKELY = 12  # candidates among which the choice is made
_CLOSE = float(np.cos(50.0 / 6371.0))  # entries of one name within 50 km are one place at large
_CHIEF = 0.05  # of a province's people: a town with fewer is not what its name means first


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Toponym:
    """A name of the report with all that it may mean."""

    described: Described
    reading: Reading
    candidates: Candidates


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Choice:
    """The chance of each candidate of a name, and the signs that gave it, one row a candidate.

    `best` is the candidate taken, of those that lie where most of the chance is: Geneva the town, its district and its
    canton share the chance that Geneva in Switzerland is meant. Which of them, the words say or the town is taken.
    """

    chances: Floats
    signs: Floats
    best: int = 0


def choose(toponyms: Sequence[Toponym], setting: Setting) -> list[Choice]:
    """The chances of the candidates of each name, in the order given; none where a name has no candidate."""
    signs = _all_signs(toponyms, setting)
    sizes = [len(t.candidates.entries) for t in toponyms]
    ends = np.cumsum([0, *sizes])
    if not ends[-1]:
        return [Choice(chances=np.zeros(0), signs=signs)] * len(toponyms)
    owner = np.repeat(np.arange(len(toponyms)), sizes)
    company = _Company([t.candidates for t in toponyms], owner)
    chances = _softmax(signs @ WEIGHTS, owner, len(toponyms))
    for _ in range(_ROUNDS):
        signs[:, -_TOGETHER:] = company.signs(chances)
        chances = _softmax(signs @ WEIGHTS, owner, len(toponyms))
    return [
        Choice(
            chances=chances[a:b], signs=signs[a:b], best=_best(chances[a:b], toponym.candidates, toponym.reading.kind)
        )
        for toponym, (a, b) in zip(toponyms, pairwise(ends), strict=True)
    ]


def _best(chances: Floats, found: Candidates, said: Kind | None) -> int:
    """The row of the candidate that is taken."""
    if len(chances) < 2:
        return 0
    likely = np.argsort(-chances, kind="stable")[:_LIKELY]
    here = _one_place(found, likely)
    leader = int((here @ chances[likely]).round(9).argmax())
    rows = [int(row) for row in likely[here[leader]]]
    if found.entries[likely[leader]].kind in ("country", "region"):
        return int(likely[leader])
    fitting = [row for row in rows if found.entries[row].kind == said]
    return fitting[0] if fitting else _first_meaning(rows, found)


def _one_place(found: Candidates, rows: Integers) -> Bools:
    """Which of the candidates are one place at large: near each other, or a province and what lies in it."""
    points, numbers = found.points[rows], found.province_numbers[rows]
    is_province = np.array([found.entries[row].kind == "province" for row in rows])
    inside = _same(numbers) & (is_province[:, None] | is_province[None, :])
    here: Bools = (points @ points.T > _CLOSE) | inside | np.eye(len(rows), dtype=bool)
    return here


def _first_meaning(rows: Sequence[int], found: Candidates) -> int:
    """Of a town and the province or district of its name, the town, unless it is small beside it."""
    entries = [found.entries[row] for row in rows]
    most = max(entry.population for entry in entries)
    towns = [n for n, e in enumerate(entries) if e.kind == "town" and e.named and e.population >= _CHIEF * most]
    return rows[towns[0]] if towns else rows[0]


def _softmax(scores: Floats, owner: Integers, names: int) -> Floats:
    """Chances that sum to 1 for each name."""
    highest = np.full(names, -np.inf)
    np.maximum.at(highest, owner, scores)
    odds: Floats = np.exp(scores - highest[owner])
    chances: Floats = odds / np.bincount(owner, odds, minlength=names)[owner]
    return chances


# --- signs of a name alone ------------------------------------------------------------------------


def _all_signs(toponyms: Sequence[Toponym], setting: Setting) -> Floats:
    rows = [_signs(toponym, setting) for toponym in toponyms]
    return np.concatenate(rows) if rows else np.zeros((0, len(SIGNS)))


def _signs(toponym: Toponym, setting: Setting) -> Floats:
    """The signs of each candidate, but for those of the other names, which are still 0."""
    found = toponym.candidates
    signs = np.zeros((len(found.entries), len(SIGNS)))
    if found.entries:
        signs[:, :_OWN] = found.signs
        _add_said(signs, toponym)
        _add_beside(signs, toponym)
        _add_spoken(signs, found, setting)
        _add_publisher(signs, found, setting)
    return signs


def _add_said(signs: Floats, toponym: Toponym) -> None:
    """Whether a candidate is of the kind that the words say: 'Idlib province', 'the city of Idlib'."""
    if said := toponym.reading.kind:
        is_said = np.array([entry.kind == said for entry in toponym.candidates.entries])
        is_fixed = signs[:, _AT["country_kind"]] + signs[:, _AT["region_kind"]] > 0
        signs[:, _AT["said_kind"]] = is_said
        signs[:, _AT["other_kind"]] = ~is_said & ~is_fixed


def _add_beside(signs: Floats, toponym: Toponym) -> None:
    """How firmly the words beside the name put it into a candidate's province and country."""
    beside = toponym.described.containers
    if not beside:
        return
    is_listed = max((firm for code, firm in beside.items() if "." not in code), default=0.0)
    for row, entry in enumerate(toponym.candidates.entries):
        if entry.kind in ("country", "region"):  # 'Mexico, Canada and the US' is a list; 'Lebanon, Ohio' is not
            signs[row, _AT["beside_country"]] = is_listed
        else:
            signs[row, _AT["beside_province"]] = beside.get(entry.admin1, 0.0)
            signs[row, _AT["beside_country"]] = beside.get(entry.country, 0.0)


def _add_spoken(signs: Floats, found: Candidates, setting: Setting) -> None:
    """Whether the report speaks of a candidate's country, and how much of its province."""
    weights = {code: setting.weight(code, found.key) for code in {*found.countries, *found.provinces}}
    signs[:, _AT["country"]] = [weights[code] > 0 for code in found.countries]
    signs[:, _AT["province"]] = [weights[code] for code in found.provinces]


def _add_publisher(signs: Floats, found: Candidates, setting: Setting) -> None:
    """Whether a candidate lies in the publisher's country, and whether the publisher bears the name itself.

    A paper bears the name of its own town, large or small, and not that of a country: so both count anew there.
    """
    if setting.publisher_country:
        signs[:, _AT["publisher_country"]] = [code == setting.publisher_country for code in found.countries]
    if found.key in setting.publisher_names:
        signs[:, _AT["publisher_name"]] = 1.0 - signs[:, _AT["country_kind"]]
        signs[:, _AT["publisher_name_size"]] = signs[:, _AT["population"]]


# --- signs of the other names ---------------------------------------------------------------------


class _Company:
    """How well each candidate of a report goes with the candidates of the other names."""

    def __init__(self, found: Sequence[Candidates], owner: Integers) -> None:
        groups = {candidates.key: number for number, candidates in enumerate(found)}
        group = np.array([groups[candidates.key] for candidates in found])[owner]
        others = group[:, None] != group[None, :]  # a name is no witness to itself
        self._near = _nearness(found, others)
        self._same_province = others & _same(np.concatenate([c.province_numbers for c in found]))
        self._same_country = others & _same(np.concatenate([c.country_numbers for c in found]))
        # Of each name the nearest candidate counts, likely or not: towns of one county are each ambiguous alone.
        starts = np.flatnonzero(np.diff(owner, prepend=-1))
        nearest = np.maximum.reduceat(self._near, starts, axis=1).sum(axis=1)
        self._may = nearest / (nearest + 2.0)

    def signs(self, chances: Floats) -> Floats:
        """The signs of the other names, where each candidate has this chance."""
        together = self._near @ chances
        province = self._same_province @ chances
        country = self._same_country @ chances
        return np.stack(
            [self._may, together / (together + 1.0), province / (province + 1.0), country / (country + 1.5)], axis=1
        )


def _nearness(found: Sequence[Candidates], others: Bools) -> Floats:
    """From 1 at the same spot over a half at 100 km to 0, between candidates of other names that are local."""
    points = np.concatenate([candidates.points for candidates in found])
    is_local = np.concatenate([candidates.is_local for candidates in found])
    chords = np.maximum(0.0, 2.0 - 2.0 * (points @ points.T))  # squared
    return np.where(others & is_local[None, :] & is_local[:, None], _NEAR**2 / (_NEAR**2 + chords), 0.0)


def _same(numbers: Integers) -> Bools:
    same: Bools = (numbers[:, None] == numbers[None, :]) & (numbers != 0)[:, None]
    return same
