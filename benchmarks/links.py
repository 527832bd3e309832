"""Measures the linker: which events it takes for one happening, how it compares, and how far its chances hold.

    python -m benchmarks.links [--shared ../shared]

Four tables:
- links-dev.json on the coded records of dev.jsonl: the CoNLL score (mean F1 of B-cubed, MUC and CEAF-e) and pair F1
  across reports, by the benchmark's own scorer, beside two baselines: nothing joined, and joined by equal type, days
  and place name; and the same on the records that the reader makes of the reports.
- Pairs told as one incident: F1 on the dev topics of ECB+ and on gun-violence incidents kept apart, beside a peer
  in the same run: the cosine of TF-IDF (scikit-learn, where it is installed) at the threshold that is best for it.
- Blocking: how many true pairs share a key, how many are compared, the mean block.
- Calibration: the mean difference between the chance told and the share of pairs that are one (ECE, ten bins).
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import pathlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import click
import numpy as np

from benchmarks.accuracy import gold_records
from benchmarks.link_corpora import Linked, coded, ecb, gun_violence, link_scores
from dateline import link, run
from dateline.link.blocks import trait_keys
from dateline.link.group import candidates, group
from dateline.link.likeness import chance, log_odds
from dateline.link.traits import Traits, traits
from dateline.situation import EventView

BINS = 10
WHEN = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)

Clusters = list[frozenset[tuple[str, str]]]


# --- groupings ------------------------------------------------------------------------------------


def by_linker(views: Sequence[EventView]) -> Clusters:
    return [frozenset((m.report, m.entry) for m in members) for members in group(views, at=WHEN).groups]


def by_equality(views: Sequence[EventView]) -> Clusters:
    """Events of equal type, days and place name, or of no place; where the days are unknown, alone."""
    return _by(views, lambda v: (v.type, v.start, v.end, v.place.name if v.place else None) if v.start else v.id)


def alone(views: Sequence[EventView]) -> Clusters:
    return _by(views, lambda view: view.id)


def _by(views: Sequence[EventView], key: Callable[[EventView], object]) -> Clusters:
    found: defaultdict[object, set[tuple[str, str]]] = defaultdict(set)
    for view in views:
        found[key(view)].add((view.id.report, view.id.entry))
    return [frozenset(members) for members in found.values()]


def by_reader(shared: pathlib.Path) -> Clusters:
    """The groups of what the reader makes of the reports, each event under the id of the coded one at its trigger.

    Events that nobody coded fall away; coded ones that the reader missed stand alone.
    """
    views: list[EventView] = []
    coded_as: dict[tuple[str, str], tuple[str, str]] = {}
    for gold in gold_records(shared / "bench" / "dev.jsonl", None, 1):
        read = run.read_report(gold.report).record
        views += link.views(read)
        for event in read.events:
            same = next((g for g in gold.events if g.trigger.overlaps(event.trigger)), None)
            if same is not None:
                coded_as[gold.report.id, event.id] = gold.report.id, same.id
    return [frozenset(coded_as[member] for member in group if member in coded_as) for group in by_linker(views)]


GROUPINGS = {"dateline": by_linker, "equal type, days, place": by_equality, "nothing joined": alone}


# --- tables ---------------------------------------------------------------------------------------


def links_table(linked: Linked, shared: pathlib.Path) -> None:
    scorer, gold = link_scores(shared), linked.clusters()
    click.echo(f"\nlinks-dev.json: {len(linked.views)} events in {len(gold)} happenings, coded records")
    click.echo(f"{'':<26}{'B-cubed':>9}{'MUC':>7}{'CEAF-e':>8}{'CoNLL':>7}{'pairs':>7}{'cross P':>9}{'R':>6}{'F1':>6}")
    universe = frozenset().union(*gold)
    made = {name: make(linked.views) for name, make in GROUPINGS.items()}
    made["dateline, reader's records"] = scorer.project(by_reader(shared), universe)
    for name, found in made.items():
        scores = [part(gold, found)[2] for part in (scorer.b_cubed, scorer.muc, scorer.ceaf_e)]
        cross = scorer.pair_prf(gold, found, True)
        row = [*scores, sum(scores) / 3, scorer.pair_prf(gold, found, False)[2], *cross]
        widths = (9, 7, 8, 7, 7, 9, 6, 6)
        click.echo(f"{name:<26}" + "".join(f"{100 * v:>{w}.1f}" for v, w in zip(row, widths, strict=True)))


def incidents_table(corpora: dict[str, Linked], shared: pathlib.Path) -> None:
    scorer = link_scores(shared)
    click.echo(f"\n{'pairs of one incident':<30}{'events':>8}{'P':>7}{'R':>7}{'F1':>7}")
    for name, linked in corpora.items():
        gold = linked.clusters()
        for way, found in (("dateline", by_linker(linked.views)), ("TF-IDF, best threshold", by_words(linked, scorer))):
            if found is not None:
                p, r, f1 = scorer.pair_prf(gold, found, False)
                click.echo(f"{name:<6}{way:<24}{len(linked.views):>8}{p:>7.1%}{r:>7.1%}{f1:>7.1%}")


def by_words(linked: Linked, scorer: object) -> Clusters | None:
    """The peer: connected events whose words are alike, at the threshold that scores best on these very events."""
    try:
        from scipy.sparse.csgraph import connected_components
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError:
        click.echo("(no peer: pip install scikit-learn)")
        return None
    words = TfidfVectorizer(sublinear_tf=True).fit_transform(f"{v.trigger} {v.sentence}" for v in linked.views)
    cosine = (words @ words.T).tocsr()
    names = [(view.id.report, view.id.entry) for view in linked.views]
    gold, best = linked.clusters(), (-1.0, alone(linked.views))
    for threshold in np.arange(0.2, 1.0, 0.1):
        _, label = connected_components(cosine >= threshold, directed=False)
        found: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
        for name, n in zip(names, label, strict=True):
            found[int(n)].add(name)
        clusters = [frozenset(members) for members in found.values()]
        best = max(best, (scorer.pair_prf(gold, clusters, False)[2], clusters), key=lambda scored: scored[0])  # type: ignore[attr-defined]
    return best[1]


def pairs_table(corpora: dict[str, Linked]) -> None:
    click.echo(
        f"\n{'pairs':<16}{'all':>10}{'compared':>10}{'true':>8}{'recall':>8}{'block':>7}{'largest':>9}{'ECE':>7}"
    )
    for name, linked in corpora.items():
        events = [traits(view) for view in sorted(linked.views, key=lambda view: view.id)]
        happening = [linked.happenings[event.view.id] for event in events]
        compared = candidates(events)
        hit = sum(happening[a] == happening[b] for a, b in compared)
        true = sum(n * (n - 1) // 2 for n in Counter(happening).values())
        sizes = block_sizes(events)
        chances = [chance(log_odds(events[a], events[b])) for a, b in compared]
        error = calibration_error(chances, [happening[a] == happening[b] for a, b in compared])
        every = len(events) * (len(events) - 1) // 2
        click.echo(
            f"{name:<16}{every:>10}{len(compared):>10}{true:>8}{hit / true:>8.1%}"
            f"{sum(sizes) / len(sizes):>7.1f}{max(sizes):>9}{error:>7.3f}"
        )


def block_sizes(events: Iterable[Traits]) -> list[int]:
    """How many events share each key that at least two share."""
    found = Counter(itertools.chain.from_iterable(trait_keys(event) for event in events))
    return [n for n in found.values() if n > 1]


def calibration_error(chances: Sequence[float], same: Sequence[bool]) -> float:
    """Expected calibration error: |mean chance - share that are one| of each tenth of the scale, by its pairs."""
    told, true = np.array(chances), np.array(same, float)
    bins = np.minimum((told * BINS).astype(int), BINS - 1)
    error = sum(abs(told[bins == n].sum() - true[bins == n].sum()) for n in range(BINS))
    return float(error / len(told))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path(__file__).parents[2] / "shared")
    shared = parser.parse_args().shared
    dev = coded(shared / "bench/dev.jsonl", shared / "bench/links-dev.json")
    others = {"ECB+": ecb(shared / "data", apart=True), "guns": gun_violence(shared / "data", apart=True)}
    links_table(dev, shared)
    incidents_table(others, shared)
    pairs_table({"links-dev": dev, **others})


if __name__ == "__main__":
    main()
