"""Learns how likely two events are one happening: the weights and the word table of `dateline.link`.

    python -m training.linking --shared ../shared [--held-out]

LINKS.json says which events of ``bench/train.jsonl`` are one happening, in the form of ``bench/links-dev.json``. Of the
events of ECB+ (topics 1 to 35 but the dev topics) and of gun-violence incidents (four in five) neither type nor day is
known: they teach a table of their own, for events whose type is none of ours. Letting them move the other weights too,
at a tenth of the weight, cost six points of pair F1 on coded reports held out.

Pairs that share a blocking key are examples. A pair of a happening told n times weighs 1 / sqrt(n - 1), so that the
few that are told everywhere do not outweigh the rest; afterwards the log-odds are scaled so that the chances are right
for unweighted pairs. ``--held-out`` writes nothing and tells what events score whose reports were not learned from.
"""

from __future__ import annotations

import argparse
import functools
import json
import math
import operator
import pathlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import click
import numpy as np
from benchmarks.link_corpora import (
    ECB,
    ECB_DEV,
    GUN_VIOLENCE,
    KEPT_APART,
    Linked,
    coded,
    ecb,
    gun_violence,
    link_scores,
    rows,
)

from dateline.link.group import Clusters, Pair, candidates
from dateline.link.signs import signs
from dateline.link.told import Told
from dateline.link.traits import traits
from dateline.link.words import stems

DATA = pathlib.Path(__file__).parents[1] / "src/dateline/link/data"
FOLDS = 7
PULL = 1.0  # ridge on every weight but the bias
STEPS = 30
THINNED = 8
"""Of the pairs of ECB+ and gun violence that are two happenings each eighth is learned from, weighing eightfold."""
LABELS = pathlib.Path(__file__).parent / "links" / "train.json"
UNSHOWN = {"factuality: other": -1.0, "factuality: told against not told": -1.0, "place: far": -4.0}
"""Weights of signs that the labels, which are of actual events without coordinates, cannot teach: a plan and a deed,
or a claim and its denial, may be one happening, but it takes one more sign to say so; what is known to lie hundreds
of kilometres apart is hardly one, whoever did it on whatever day."""
READ_CHARACTERS = 2500  # of a report, for counting words
COMMON = 5  # reports that a stem must stand in to be kept in the word table

Table = np.ndarray
NOBODY = Told(same=(), different=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Pairs of one kind: their signs, whether they are one happening, how much each weighs, and their folds.

    `count` is how many pairs one stands for, where others were left out.
    """

    pairs: list[Pair]
    signs: list[dict[str, float]]
    same: Table
    weight: Table
    count: Table
    fold: Table

    def __add__(self, other: Examples) -> Examples:
        both = {name: np.concatenate([getattr(self, name), getattr(other, name)]) for name in _COLUMNS}
        return Examples(pairs=self.pairs + other.pairs, signs=self.signs + other.signs, **both)


_COLUMNS = ("same", "weight", "count", "fold")


# --- words ----------------------------------------------------------------------------------------


def word_table(shared: pathlib.Path) -> dict[str, float]:
    """How rare each stem is: log(reports / those with the stem), from 0 to 1, for stems that are not hapax."""
    count: Counter[str] = Counter()
    reports = 0
    for text in _texts(shared):
        reports += 1
        count.update(stems(text[:READ_CHARACTERS]))
    rarest = math.log(reports / (COMMON - 1))
    kept = sorted((word, n) for word, n in count.items() if n >= COMMON and not word.isdigit())
    return {word: round(math.log(reports / n) / rarest, 2) for word, n in kept}


def _texts(shared: pathlib.Path) -> Iterator[str]:
    """Reports of conflict, of crime and of politics in like shares."""
    data = shared / "data"
    yield from (row["report"]["text"] for row in rows(shared / "bench/train.jsonl"))
    yield from (row["text"] for row in rows(data / ECB) if row["topic"] not in ECB_DEV)
    learned = (row for row in rows(data / GUN_VIOLENCE) if int(row["incident"]) % KEPT_APART)
    yield from (row["reports"][0]["text"] for n, row in enumerate(learned) if n % 5 == 0)
    yield from (row["text"] for n, row in enumerate(rows(data / "attribution/polnear-train.jsonl.gz")) if n % 2 == 0)


# --- pairs ----------------------------------------------------------------------------------------


def examples(linked: Linked, *, thinned: int = 1) -> tuple[Examples, Examples]:
    """Pairs within a report, and across reports; of pairs that are two happenings each `thinned`-th, weighing so."""
    events = [traits(view) for view in sorted(linked.views, key=lambda view: view.id)]
    happening = [linked.happenings[event.view.id] for event in events]
    size = Counter(happening)
    fold = folds(linked)
    found: dict[bool, list[tuple[Pair, dict[str, float], bool, float, tuple[int, int]]]] = {True: [], False: []}
    for n, (a, b) in enumerate(candidates(events)):
        same = happening[a] == happening[b]
        if not same and n % thinned:
            continue
        share = 1 / math.sqrt(size[happening[a]] - 1) if same else float(thinned)
        one, other = events[a].view.id.report, events[b].view.id.report
        found[one == other].append(((a, b), signs(events[a], events[b]), same, share, (fold[one], fold[other])))
    return _table(found[True]), _table(found[False])


def _table(found: Sequence[tuple[Pair, dict[str, float], bool, float, tuple[int, int]]]) -> Examples:
    return Examples(
        pairs=[pair for pair, *_ in found],
        signs=[told for _, told, *_ in found],
        same=np.array([same for _, _, same, *_ in found], float),
        weight=np.array([share for _, _, _, share, _ in found], float),
        count=np.array([1.0 if same else share for _, _, same, share, _ in found], float),
        fold=np.array([fold for *_, fold in found], int).reshape(-1, 2),
    )


def folds(linked: Linked) -> dict[str, int]:
    """Each report's fold. Reports of one time are of one fold, since they tell of the same."""
    dated = {view.id.report: str(view.published) for view in linked.views}
    order = sorted(dated, key=lambda report: (dated[report], report))
    return {report: n * FOLDS // len(order) for n, report in enumerate(order)}


# --- fitting --------------------------------------------------------------------------------------


def matrix(found: Sequence[Mapping[str, float]], names: Sequence[str]) -> Table:
    """Signs as columns, with a column of ones for the bias first."""
    column = {name: n + 1 for n, name in enumerate(names)}
    table = np.zeros((len(found), len(names) + 1))
    table[:, 0] = 1.0
    for row, told in enumerate(found):
        for sign, value in told.items():
            if sign in column:
                table[row, column[sign]] = value
    return table


def fit(table: Table, same: Table, weight: Table, *, pull: Table) -> Table:
    """Ridge logistic regression by Newton's method. `pull` is the ridge of each column."""
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (weight * (chances - same)) + pull * weights
        curve = (table * (weight * chances * (1 - chances))[:, None]).T @ table + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def learned(found: Examples, chosen: Table | None = None) -> dict[str, float]:
    """Weights from the chosen pairs, or from all, scaled so that chances are right for pairs that weigh alike."""
    rows_of = np.ones(len(found.pairs), bool) if chosen is None else chosen
    names = sorted({sign for told in found.signs for sign in told})
    table, same, count = matrix(found.signs, names)[rows_of], found.same[rows_of], found.count[rows_of]
    weights = fit(table, same, found.weight[rows_of], pull=np.array([1e-6] + [PULL] * len(names)))
    scores = table @ weights
    shift, scale = fit(np.column_stack([np.ones_like(scores), scores]), same, count, pull=np.zeros(2))
    weights = weights * scale
    weights[0] += shift
    return dict(zip(("bias", *names), map(float, weights), strict=True))


def scored(found: Examples, weights: Mapping[str, float]) -> Table:
    names = [name for name in weights if name != "bias"]
    return matrix(found.signs, names) @ np.array([weights["bias"], *(weights[name] for name in names)])


def held_out(found: Examples) -> Table:
    """The score of each pair by weights that its reports had no part in."""
    scores = np.zeros(len(found.pairs))
    for fold in range(FOLDS):
        touched = (found.fold == fold).any(axis=1)
        weights = learned(found, ~touched)
        of_fold = found.fold[:, 0] == fold
        scores[of_fold] = scored(found, weights)[of_fold]
    return scores


# --- the threshold --------------------------------------------------------------------------------

THRESHOLDS = np.arange(-2.0, 0.51, 0.5)
NEAR_BEST = 0.02


def best_join(linked: Linked, scores: Mapping[Pair, float], shared: pathlib.Path) -> float:
    """The mean log-odds to join from, by CoNLL and cross-report pair F1 together. Prints all.

    Of thresholds that come within `NEAR_BEST` of the best the highest is taken: a wrong join hides that two things
    happened, a missed one only that two reports tell of one.
    """
    ids = sorted(view.id for view in linked.views)
    scorer = link_scores(shared)
    gold = linked.clusters()
    totals: dict[float, float] = {}
    click.echo(f"{'join':>6}{'CoNLL':>8}{'cross P':>9}{'R':>6}{'F1':>6}")
    for join in THRESHOLDS:
        members = Clusters(len(ids), scores, NOBODY, join=float(join)).grown()
        found = [frozenset((ids[n].report, ids[n].entry) for n in cluster) for cluster in members]
        conll = sum(part(gold, found)[2] for part in (scorer.b_cubed, scorer.muc, scorer.ceaf_e)) / 3
        precision, recall, f1 = scorer.pair_prf(gold, found, True)
        click.echo(f"{join:>6.2f}{conll:>8.1%}{precision:>9.1%}{recall:>6.0%}{f1:>6.1%}")
        totals[float(join)] = conll + f1
    return max(join for join, total in totals.items() if total >= max(totals.values()) - NEAR_BEST)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=pathlib.Path, required=True, help="the folder with bench/ and data/")
    parser.add_argument("--labels", type=pathlib.Path, default=LABELS, help="which events of bench/train.jsonl are one")
    parser.add_argument("--held-out", action="store_true", help="tell the scores on reports left out; write nothing")
    arguments = parser.parse_args()
    if not arguments.held_out:
        (DATA / "words.json").write_text(_json(word_table(arguments.shared)), encoding="utf-8")
    linked = coded(arguments.shared / "bench/train.jsonl", arguments.labels)
    pairs = examples(linked)
    scores = {pair: float(score) for found in pairs for pair, score in zip(found.pairs, held_out(found), strict=True)}
    join = best_join(linked, scores, arguments.shared)
    if not arguments.held_out:
        data = arguments.shared / "data"
        untyped = [
            part
            for linked in (ecb(data, apart=False), gun_violence(data, apart=False))
            for part in examples(linked, thinned=THINNED)
            if part.pairs
        ]
        kinds = {"within": pairs[0], "across": pairs[1], "untyped": functools.reduce(operator.add, untyped)}
        weights = {kind: _rounded(UNSHOWN | learned(found)) for kind, found in kinds.items()} | {"join": join}
        (DATA / "weights.json").write_text(json.dumps(weights, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {sign: round(weight, 3) for sign, weight in sorted(weights.items())}


def _json(table: Mapping[str, float]) -> str:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    main()
