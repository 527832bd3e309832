"""Measures the times stage: given the time expressions of a report, how many come to the right days, and how fast.

    python -m benchmarks.times BENCH_FOLDER [--split train] [--errors 40]

BENCH_FOLDER holds ``train.jsonl`` and ``dev.jsonl``, one record a line. Every event and figure whose time has a text
counts; it is right where both its first and its last day are. The tense is taken from the factuality: future, or
else past. Beside it stand dateparser (if it is installed), which gives one day and so can be right on single days
only, and the publication day as the answer to everything. 'The next day' and the like need the day spoken of before:
one row gives each expression the last one before it in its report that came to days, as a run does.

Speed is that of every expression read anew, and of reading them again, as a run over many reports does.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import json
import pathlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import click

from dateline.resolve import times
from dateline.resolve.times import Span, Tense
from dateline.resolve.times.joins import meaning_of

Days = tuple[datetime.date | None, datetime.date | None]


class Expression(NamedTuple):
    words: str
    anchor: datetime.date | None
    tense: Tense
    gold: Days
    report: int
    start: int


Resolver = Callable[[Expression], Days]


class Score(NamedTuple):
    right: int
    wrong: int
    unresolved: int
    per_second: float
    errors: Counter[tuple[str, datetime.date | None, Days, Days]]


def expressions(path: pathlib.Path) -> Iterator[Expression]:
    """Every time expression of the records, with its gold days, in the order of the texts."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        record = json.loads(line)
        text, anchor = record["report"]["text"], day(record["report"]["date"])
        timed = [item for item in (*record["events"], *record["figures"]) if item["time"] and item["time"]["text"]]
        for item in sorted(timed, key=lambda item: item["time"]["text"]["start"]):
            gold, span = item["time"], item["time"]["text"]
            words = text[span["start"] : span["end"]]
            tense: Tense = "future" if item["factuality"] == "future" else "past"
            yield Expression(words, anchor, tense, (day(gold["start"]), day(gold["end"])), number, span["start"])


def day(iso: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(iso) if iso else None


def score(resolver: Resolver, gold: list[Expression]) -> Score:
    start = time.perf_counter()
    answers = [resolver(expression) for expression in gold]
    seconds = time.perf_counter() - start
    errors = Counter(
        (expression.words, expression.anchor, expression.gold, answer)
        for expression, answer in zip(gold, answers, strict=True)
        if answer != expression.gold
    )
    unresolved = sum(count for (*_, answer), count in errors.items() if answer == (None, None))
    missed = errors.total()
    return Score(len(gold) - missed, missed - unresolved, unresolved, len(gold) / seconds, errors)


def ours(expression: Expression) -> Days:
    value = times.resolve(expression.words, anchor=expression.anchor, tense=expression.tense)
    return value.start, value.end


def ours_anew(expression: Expression) -> Days:
    meaning_of.cache_clear()
    return ours(expression)


def ours_in_order() -> Resolver:
    """Ours, with the last days told before in the same report."""
    told: list[tuple[Expression, Span]] = []

    def resolver(expression: Expression) -> Days:
        before = (days for other, days in reversed(told) if other.start < expression.start)
        reference = next(before, None) if told and told[-1][0].report == expression.report else None
        value = times.resolve(expression.words, anchor=expression.anchor, tense=expression.tense, reference=reference)
        if told and told[-1][0].report != expression.report:
            told.clear()
        if value.start and value.end:
            told.append((expression, Span(value.start, value.end)))
        return value.start, value.end

    return resolver


def publication_day(expression: Expression) -> Days:
    return expression.anchor, expression.anchor


def dateparser_resolver() -> Resolver | None:
    """dateparser with the settings that suit news best, or None where it is not installed."""
    if importlib.util.find_spec("dateparser") is None:
        return None
    import dateparser

    def resolver(expression: Expression) -> Days:
        settings = {"PREFER_DATES_FROM": expression.tense, "RETURN_TIME_AS_PERIOD": False}
        if expression.anchor:
            settings["RELATIVE_BASE"] = datetime.datetime.combine(expression.anchor, datetime.time(12))
        moment = dateparser.parse(expression.words, languages=["en"], settings=settings)
        return (moment.date(), moment.date()) if moment else (None, None)

    return resolver


def row(name: str, result: Score) -> str:
    total = result.right + result.wrong + result.unresolved
    shares = "  ".join(f"{count / total:10.1%}" for count in (result.right, result.wrong, result.unresolved))
    return f"{name:32}  {shares}  {result.per_second:12,.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--split", choices=("train", "dev"), default="train")
    parser.add_argument("--errors", type=int, default=0, help="how many of the most frequent errors to show")
    arguments = parser.parse_args()
    gold = list(expressions(arguments.folder / f"{arguments.split}.jsonl"))
    click.echo(f"{arguments.split}: {len(gold)} time expressions, {len({e.words.lower() for e in gold})} different\n")
    click.echo(f"{'':32}  {'right':>10}  {'wrong':>10}  {'unresolved':>10}  {'per second':>12}")
    click.echo(row("dateline, each anew", score(ours_anew, gold)))
    click.echo(row("dateline", score(ours, gold)))
    result = score(ours_in_order(), gold)
    click.echo(row("dateline, with the day before", result))
    other = dateparser_resolver()
    click.echo(row("dateparser", score(other, gold)) if other else f"{'dateparser':32}  not installed")
    click.echo(row("the publication day", score(publication_day, gold)))
    for (words, anchor, *both), count in result.errors.most_common(arguments.errors):
        expected, given = (" to ".join(str(day) for day in days) for days in both)
        click.echo(f"{count:4}  {words!r} on {anchor}: {expected}; given {given}")


if __name__ == "__main__":
    main()
