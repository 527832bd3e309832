"""Fits the weights of `dateline.resolve.places.choice` to annotated toponyms.

    python -m training.place_weights DATA_FOLDER [--held-out]

DATA_FOLDER holds ``lgl-train.jsonl.gz`` and ``geovirus-train.jsonl.gz`` (see ``benchmarks/places.py``). A candidate
within 161 km of the truth is right. The loss is the mean of -log(chance of what is right) over names that have both
right and wrong candidates, world news weighing twice as much as local news, with a pull to nought; the signs of the
other names are computed anew after each fit, since the chances of the others change with the weights.

``--held-out`` fits on one half of the publishers (LGL) and reports (GeoVirus) and tells the accuracy on the other.
"""

from __future__ import annotations

import argparse
import pathlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import click
import numpy as np
from benchmarks.places import CORPORA, NEAR_KM, Gold, GoldReport, km_between, mentions_of, reports

from dateline.resolve.gazetteer.entry import Entry
from dateline.resolve.places import choice, toponym_of
from dateline.resolve.places.choice import SIGNS, choose
from dateline.resolve.setting import Setting

FITS, STEPS, RATE, PULL = 4, 400, 0.05, 2e-4
CORPUS_WEIGHTS = {"lgl-train": 1.0, "geovirus-train": 2.0}  # world news is what the program reads most


@dataclass(frozen=True, slots=True)
class Example:
    """One name with its candidates' signs, which are right, which was taken, and how much it counts."""

    signs: np.ndarray
    right: np.ndarray
    taken: int
    weight: float


def examples(corpus: Sequence[GoldReport]) -> list[Example]:
    found: list[Example] = []
    for report in corpus:
        setting = Setting.of(report.text, publisher=report.publisher)
        mentions = mentions_of(report)
        distinct = list(dict.fromkeys(mentions))
        toponyms = [toponym_of(mention, report.text, setting, demonyms=True) for mention in distinct]
        chosen = dict(zip(distinct, zip(toponyms, choose(toponyms, setting), strict=True), strict=True))
        for gold, mention in zip(report.toponyms, mentions, strict=True):
            toponym, choice = chosen[mention]
            away = np.array([_km(gold, entry) for entry in toponym.candidates.entries])
            right = away <= NEAR_KM
            found.append(Example(choice.signs, right, choice.best, 1.0))
    return found


def _km(gold: Gold, entry: Entry) -> float:
    return np.inf if entry.lat is None or entry.lon is None else km_between(gold.lat, gold.lon, entry.lat, entry.lon)


def fit(found: Sequence[Example], start: np.ndarray) -> np.ndarray:
    """Adam, the whole set at a time."""
    telling = [e for e in found if e.right.any() and not e.right.all()]
    signs = np.concatenate([e.signs for e in telling])
    right = np.concatenate([e.right for e in telling])
    sizes = [len(e.right) for e in telling]
    owner = np.repeat(np.arange(len(telling)), sizes)
    weight = np.array([e.weight for e in telling])
    weight = weight / weight.sum()
    weights, mean, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        chances = choice._softmax(signs @ weights, owner, len(telling))
        of_right = np.bincount(owner, chances * right, minlength=len(telling))
        wanted = chances * right / np.maximum(of_right, 1e-12)[owner]
        slope = ((chances - wanted) * weight[owner]) @ signs + PULL * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def fitted(corpora: Sequence[Sequence[GoldReport]], start: np.ndarray) -> np.ndarray:
    choice.WEIGHTS = start
    for _ in range(FITS):
        found = []
        for name, corpus in zip(CORPORA, corpora, strict=True):
            of_corpus = examples(corpus)
            found += [Example(e.signs, e.right, e.taken, CORPUS_WEIGHTS[name] / len(of_corpus)) for e in of_corpus]
        choice.WEIGHTS = fit(found, choice.WEIGHTS)
    return choice.WEIGHTS


def accuracy(corpus: Sequence[GoldReport]) -> tuple[float, float]:
    """The share of toponyms whose candidate taken is right, and of those that have a right one at all."""
    found = examples(corpus)
    hits = sum(bool(len(e.right) and e.right[e.taken]) for e in found)
    return hits / len(found), sum(bool(e.right.any()) for e in found) / len(found)


def half(report: GoldReport) -> int:
    return zlib.crc32((report.publisher or report.id).encode()) % 2


def tell(weights: np.ndarray) -> None:
    for name, weight in zip(SIGNS, weights, strict=True):
        click.echo(f"{name:<22}{weight:>8.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--held-out", action="store_true")
    arguments = parser.parse_args()
    corpora = [list(reports(arguments.folder, name)) for name in CORPORA]
    start = choice.WEIGHTS.copy()
    if arguments.held_out:
        for side in (0, 1):
            fitted([[r for r in corpus if half(r) == side] for corpus in corpora], start)
            for name, corpus in zip(CORPORA, corpora, strict=True):
                for part, words in ((side, "fitted on"), (1 - side, "held out")):
                    hits, possible = accuracy([r for r in corpus if half(r) == part])
                    click.echo(f"{name:<16} {words:<10} {hits:.1%} (possible {possible:.1%})")
        return
    tell(fitted(corpora, start))
    for name, corpus in zip(CORPORA, corpora, strict=True):
        hits, possible = accuracy(corpus)
        click.echo(f"{name:<16} {hits:.1%} (possible {possible:.1%})")


if __name__ == "__main__":
    main()
