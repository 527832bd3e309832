"""Measures killed and injured end to end: rows of the PITF Worldwide Atrocities data set, from text to two numbers.

    python -m benchmarks.pitf PITF.jsonl.gz [--rows 400] [--errors 40]

A row holds a passage of news and what its coder entered as deaths and injured. Dateline reads the passage; `toll`
derives the numbers of the incident from the figures of the record. Peers find numbers and know no roles, so each
takes the number nearest to a word of killing or of injury, which is the best that can be done with them:
``pip install text2num quantulum3``. A peer that finds a word of killing and no number answers one.

The coder saw more than the passage. Shown apart is how many rows hold the coded number at all: in figures or words,
as the sum of two numbers, or as one victim told without a number. Rows that do not are left out of the shares, as are
rows without a coded number (injured is empty where nothing was known). `--rows` takes a random sample, by a fixed seed.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import importlib
import itertools
import json
import pathlib
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click

from dateline.record import Figure, Record, Report
from dateline.resolve.quantities import resolve
from dateline.run import read_report

_SEED = 2013
Toll = tuple[int | None, int | None]  # killed, injured
Peer = Callable[[str], list[tuple[int, int]]]  # the numbers of a text, each with where it stands


# --- from a record to the toll of its incident ----------------------------------------------------


def toll(record: Record, measure: str) -> int | None:
    """The number of people killed or injured in the incident that a record tells of; None where it tells of none.

    Figures of one sentence that count distinct groups add up ('killing two guards and a child'); one that is a part
    of another does not ('21 people, including 14 soldiers'). Of the sentences, the largest sum holds, for a story
    tells its toll first and then parts of it, to which a later sentence adds 'three other people'. Where nobody is
    counted, those who are killed are the single persons that violence is done to.
    """
    figures = [f for f in record.figures if f.measure == measure and f.factuality == "actual" and number(f) is not None]
    if figures:
        return _with_others(record, _by_sentence(record, figures))
    return _persons_attacked(record) if measure == "killed" else None


def number(figure: Figure) -> int | None:
    """The one number of a figure: its best value, or its bound where it has no best."""
    value = figure.best if figure.best is not None else figure.low if figure.hedge != "vague" else None
    return None if value is None else round(value)


def _by_sentence(record: Record, figures: Sequence[Figure]) -> list[list[Figure]]:
    ordered = sorted(figures, key=lambda figure: figure.text.start)
    return [list(group) for _, group in itertools.groupby(ordered, lambda f: _sentence(record, f))]


def _sentence(record: Record, figure: Figure) -> int:
    return next((n for n, span in enumerate(record.sentences) if span.covers(figure.text)), -1)


def _with_others(record: Record, sentences: Sequence[Sequence[Figure]]) -> int:
    sums = [_sum_of_groups(record, figures) for figures in sentences]
    most = max(sums)
    later = sentences[sums.index(most) + 1 :]
    return most + sum(number(figures[0]) or 0 for figures in later if _adds(record, figures[0]))


_MORE = re.compile(r"\b(?:another|other|others|more)\b", re.I)


def _adds(record: Record, figure: Figure) -> bool:
    """'Three other people were also killed': more than those counted before."""
    return bool(_MORE.search(figure.text.of(record.report.text)))


# Between two counts: what follows is part of what was counted before, or another count of it.
_PART = re.compile(r"\b(?:including|includes?|among|amongst|of whom|of which|of them|of the)\b|\(|--|[–—]", re.I)


def _sum_of_groups(record: Record, figures: Sequence[Figure]) -> int:
    """The sum of the distinct groups that a sentence counts: up to a word of parts, or the first if it is the rest."""
    text, counts = record.report.text, [number(figure) or 0 for figure in figures]
    if sum(counts[1:]) == counts[0]:  # '12 people - five policemen and seven civilians'
        return counts[0]
    for n in range(1, len(figures)):
        between = text[figures[n - 1].text.end : figures[n].text.end]
        if _PART.search(between):
            return sum(counts[:n])
    return sum(counts)


def _persons_attacked(record: Record) -> int | None:
    """How many single persons violence was done to."""
    persons = {actor.id for actor in record.actors if actor.kind == "person"}
    done = [e for e in record.events if e.type == "ASSAULT" and e.mode != "abduct" and e.factuality == "actual"]
    return len({actor for event in done for actor in event.recipients if actor in persons}) or None


# --- readers --------------------------------------------------------------------------------------


def dateline_reads(row: dict[str, Any]) -> Toll:
    date = datetime.date.fromisoformat((row["date"] + "-01")[:10]) if row["date"] else None
    record = read_report(Report(id=row["id"], date=date, text=row["text"])).record
    return toll(record, "killed"), toll(record, "injured")


_KILLING = re.compile(
    r"\b(?:kill\w*|dead|died|deaths?|dying|murder\w*|behead\w*|assassinat\w*|massacre\w*|slain|bodies)\b", re.I
)
_INJURY = re.compile(r"\b(?:wound\w*|injur\w*|hurt|hospitali[sz]ed)\b", re.I)


def with_nearest_word(find: Peer) -> Callable[[dict[str, Any]], Toll]:
    """A reader that takes the number nearest to a word of killing, and to one of injury."""

    def read(row: dict[str, Any]) -> Toll:
        text = row["text"]
        numbers = find(text)
        killed = _nearest(numbers, text, _KILLING)
        return (1 if killed is None and _KILLING.search(text) else killed), _nearest(numbers, text, _INJURY)

    return read


def _nearest(numbers: list[tuple[int, int]], text: str, word: re.Pattern[str]) -> int | None:
    pairs = [(abs(start - found.start()), value) for value, start in numbers for found in word.finditer(text)]
    return min(pairs)[1] if pairs else None


def text2num_finds() -> Peer:
    """Turns number words into digits. The places are those in the changed text, near enough for distances."""
    alpha2digit = importlib.import_module("text_to_num").alpha2digit

    def find(text: str) -> list[tuple[int, int]]:
        return [(int(m[0].replace(",", "")), m.start()) for m in re.finditer(r"\d[\d,]*\b", alpha2digit(text, "en"))]

    return find


def quantulum_finds() -> Peer:
    """Quantities without a unit. Its unit classifier, which numbers need not, stays off."""
    classifier: Any = importlib.import_module("quantulum3.classifier")
    classifier.USE_CLF = False
    parse = importlib.import_module("quantulum3.parser").parse

    def find(text: str) -> list[tuple[int, int]]:
        return [(round(q.value), q.span[0]) for q in parse(text) if q.unit.name == "dimensionless"]

    return find


PEERS = {"text2num": text2num_finds, "quantulum3": quantulum_finds}


# --- what the text holds --------------------------------------------------------------------------

_NUMERAL = re.compile(r"\d[\d,.]*\d|\d|\b[a-z]+(?:-[a-z]+)?\b", re.I)


def holds(text: str, truth: int) -> bool:
    """Whether a text holds a number: in figures or words, as a sum of two, or as one victim. Zero is no mention."""
    if truth <= 1:
        return True
    found = {round(v) for m in _NUMERAL.finditer(text) if (v := resolve(m[0]).best) is not None}
    return truth in found or any(truth - n in found for n in found) or truth - 1 in found


# --- the table ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Rows right of the rows asked, for killed, injured and all that is coded of a row."""

    killed: tuple[int, int]
    injured: tuple[int, int]
    row: tuple[int, int]
    seconds: float
    misses: tuple[str, ...]


def measure(read: Callable[[dict[str, Any]], Toll], rows: Sequence[dict[str, Any]]) -> Score:
    start = time.process_time()
    found = [read(row) for row in rows]
    seconds = time.process_time() - start
    counts = {name: [0, 0] for name in ("killed", "injured", "row")}
    misses = []
    for row, answer in zip(rows, found, strict=True):
        entries = zip(("killed", "injured"), coded(row), answer, strict=True)
        asked = [
            (name, truth, value) for name, truth, value in entries if truth is not None and holds(row["text"], truth)
        ]
        right = [truth == (value or 0) for _, truth, value in asked]
        for (name, _, _), is_right in zip(asked, right, strict=True):
            counts[name][0] += is_right
            counts[name][1] += 1
        if len(asked) == sum(truth is not None for truth in coded(row)):
            counts["row"][0] += all(right)
            counts["row"][1] += 1
        if not all(right):
            misses.append(f"{row['id']}: {coded(row)} read as {answer}: {row['text'][:300]}")
    pairs = {name: (right, of) for name, (right, of) in counts.items()}
    return Score(**pairs, seconds=seconds, misses=tuple(misses))


def coded(row: dict[str, Any]) -> Toll:
    return row["deaths"], row["injured"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows_file", type=pathlib.Path, metavar="PITF.jsonl.gz")
    parser.add_argument("--rows", type=int, default=400, help="so many rows, at random; 0 for all")
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--errors", type=int, default=0, help="print so many misses")
    arguments = parser.parse_args()
    with gzip.open(arguments.rows_file, "rt", encoding="utf-8") as file:
        every = sorted((row for line in file if (row := json.loads(line))["deaths"] is not None), key=lambda r: r["id"])
    rows = random.Random(arguments.seed).sample(every, arguments.rows) if arguments.rows else every
    click.echo(f"{len(rows)} of {len(every)} rows, sampled at random with seed {arguments.seed}")
    for name, index in (("killed", 0), ("injured", 1)):
        told = [(row["text"], truth) for row in rows if (truth := coded(row)[index]) is not None]
        held = sum(holds(text, truth) for text, truth in told)
        click.echo(f"{name}: coded in {len(told)}, not in the text of {len(told) - held} ({1 - held / len(told):.1%})")
    click.echo(f"{'reader':<12}{'killed':>9}{'injured':>9}{'row':>9}{'rows':>7}{'rows a cpu sec':>16}")
    score = measure(dateline_reads, rows)
    _print("dateline", score, len(rows))
    for name, load in PEERS.items():
        try:
            peer = load()
        except ImportError:
            click.echo(f"{name:<12}{'not installed':>22}")
            continue
        _print(name, measure(with_nearest_word(peer), rows), len(rows))
    for miss in score.misses[: arguments.errors]:
        click.echo(miss)


def _print(name: str, score: Score, rows: int) -> None:
    shares = "".join(f"{right / of:>9.1%}" for right, of in (score.killed, score.injured, score.row))
    click.echo(f"{name:<12}{shares}{score.row[1]:>7}{rows / score.seconds:>16,.1f}")


if __name__ == "__main__":
    main()
