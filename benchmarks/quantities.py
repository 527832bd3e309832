"""Measures the quantities stage: given the expression, how many figures come to the coded value.

    python -m benchmarks.quantities BENCH_FOLDER [--split dev] [--errors 40]

BENCH_FOLDER holds ``train.jsonl`` and ``dev.jsonl``, coded records one a line. `number` asks for the one number
in the expression (best, or low where there is no best) of those figures that have one; `triple` for low, best and
high; then hedge and unit. Peers read numbers and no hedges, so only the first two are asked of them, with every
number taken as exact. Peers that are not installed are named and left out:
``pip install text2num quantulum3``.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pathlib
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import click

from dateline.resolve.quantities import resolve

Triple = tuple[float | None, float | None, float | None]
Answer = tuple[Triple, str | None, str | None]


def figures(path: pathlib.Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The expression of each coded figure, with the figure."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            for figure in record["figures"]:
                yield record["report"]["text"][figure["text"]["start"] : figure["text"]["end"]], figure


def dateline_reads(words: str) -> Answer:
    value = resolve(words)
    return (value.low, value.best, value.high), value.hedge, value.unit


def text2num_reads() -> Callable[[str], Answer]:
    """Turns number words into digits, and takes the first number of the result."""
    alpha2digit = importlib.import_module("text_to_num").alpha2digit
    number = re.compile(r"\d[\d,]*(?:\.\d+)?")

    def read(words: str) -> Answer:
        found = number.search(alpha2digit(words, "en"))
        n = float(found.group().replace(",", "")) if found else None
        return (n, n, n), None, None

    return read


def quantulum_reads() -> Callable[[str], Answer]:
    """Takes the first quantity that is found. Its unit classifier, which numbers need not, stays off."""
    classifier: Any = importlib.import_module("quantulum3.classifier")
    classifier.USE_CLF = False
    parse = importlib.import_module("quantulum3.parser").parse

    def read(words: str) -> Answer:
        found = parse(words)
        n = found[0].value if found else None
        return (n, n, n), None, None

    return read


PEERS = {"text2num": text2num_reads, "quantulum3": quantulum_reads}


def measure(
    read: Callable[[str], Answer], gold: list[tuple[str, dict[str, Any]]]
) -> tuple[dict[str, float], list[str]]:
    """Shares right, expressions a cpu second, and the misses."""
    start = time.process_time()
    answers = [read(words) for words, _ in gold]
    seconds = time.process_time() - start
    numbers = numbered = triples = hedges = units = 0
    misses = []
    for (words, figure), (triple, hedge, unit) in zip(gold, answers, strict=True):
        truth = (figure["low"], figure["best"], figure["high"])
        number = truth[0] if truth[1] is None else truth[1]
        numbered += number is not None
        numbers += number is not None and number == (triple[0] if triple[1] is None else triple[1])
        right = (triple == truth, hedge == figure["hedge"], unit == figure["unit"])
        triples, hedges, units = triples + right[0], hedges + right[1], units + right[2]
        if not all(right):
            misses.append(f"{words!r}: {truth} {figure['hedge']} {figure['unit']}, read as {triple} {hedge} {unit}")
    total = len(gold)
    return {
        "number": numbers / numbered,
        "triple": triples / total,
        "hedge": hedges / total,
        "unit": units / total,
        "a second": total / seconds,
    }, misses


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--split", choices=("train", "dev"), default="train")
    parser.add_argument("--errors", type=int, default=0, help="print so many of the misses")
    arguments = parser.parse_args()
    gold = list(figures(arguments.folder / f"{arguments.split}.jsonl"))
    click.echo(f"{len(gold)} figures of {arguments.split}.jsonl")
    click.echo(f"{'reader':<12}{'number':>9}{'triple':>9}{'hedge':>9}{'unit':>9}{'a cpu sec':>12}")
    row, misses = measure(dateline_reads, gold)
    click.echo(
        f"{'dateline':<12}{row['number']:>9.1%}{row['triple']:>9.1%}{row['hedge']:>9.1%}{row['unit']:>9.1%}"
        f"{row['a second']:>12,.0f}"
    )
    for name, load in PEERS.items():
        try:
            peer = load()
        except ImportError:
            click.echo(f"{name:<12}{'not installed':>22}")
            continue
        row, _ = measure(peer, gold)
        click.echo(f"{name:<12}{row['number']:>9.1%}{row['triple']:>9.1%}{'-':>9}{'-':>9}{row['a second']:>12,.0f}")
    for miss in misses[: arguments.errors]:
        click.echo(miss)


if __name__ == "__main__":
    main()
