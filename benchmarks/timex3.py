"""Measures TIMEX3 tags against corpora annotated in TimeML, and how many expressions of a text are found.

    python -m benchmarks.timex3 TIME_FOLDER [--corpus aquaint-train] [--errors 40]

TIME_FOLDER holds ``timebank-train.jsonl.gz`` and ``aquaint-train.jsonl.gz``. Rows that share text with the
benchmark's dev reports are left out (``LEAKING``). TimeBank was tuned on, AQUAINT was not.

*Given* the spans: the share with the right type, and with the right value. *Found*: a span counts where it overlaps
one of the gold spans, and its value where it is right, too; F1 as TempEval-3 counts it. Values are compared as they
stand, and beside it with five notations of one period held equal, in which the two corpora differ ('1998' and
'1998-XX', '199' and '199X', 'W9' and 'W09', 'T17' and 'T17:00').

Beside it stands dateparser (``search_dates``), if it is installed: it tells days and times, no periods or lengths.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import importlib.util
import json
import pathlib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import click
from training.corpora import LEAKING

from dateline.resolve import times


class Tag(NamedTuple):
    start: int
    end: int
    type: str
    value: str | None


class Document(NamedTuple):
    text: str
    day: datetime.date
    tags: tuple[Tag, ...]


Finder = Callable[[Document], Sequence[Tag]]


def documents(path: pathlib.Path) -> Iterator[Document]:
    leaking = LEAKING[f"time/{path.name.split('.')[0]}"]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] not in leaking:
                tags = (Tag(tag["start"], tag["end"], tag["type"], tag["value"]) for tag in row["timex"])
                yield Document(row["text"], datetime.date.fromisoformat(row["dct"]), tuple(sorted(tags)))


_SAME_PERIOD = (
    (re.compile(r"(?:-XX)+$"), ""),
    (re.compile(r"^(\d{2,3})X{1,2}$"), r"\1"),
    (re.compile(r"-W(\d)(?!\d)"), r"-W0\1"),
    (re.compile(r"(T\d\d)$"), r"\1:00"),
)


def notation(value: str | None) -> str | None:
    """One notation for the several of one period."""
    for pattern, one in _SAME_PERIOD if value else ():
        value = pattern.sub(one, value or "")
    return value


# --- Given -------------------------------------------------------------------------------------------


def given(document: Document) -> list[Tag]:
    return _tags(times.read(document.text, anchor=document.day, spans=[tag[:2] for tag in document.tags]))


def ours(document: Document) -> list[Tag]:
    return _tags(times.read(document.text, anchor=document.day))


def _tags(mentions: Sequence[times.TimeMention]) -> list[Tag]:
    return [Tag(mention.start, mention.end, mention.timex3.type, mention.timex3.value) for mention in mentions]


def given_row(name: str, corpus: list[Document], errors: Counter[tuple[str, ...]]) -> str:
    right: Counter[str] = Counter()
    for document in corpus:
        for ours_, gold in zip(given(document), document.tags, strict=True):
            right["type"] += ours_.type == gold.type
            right["value"] += ours_.value == gold.value
            right["notation"] += notation(ours_.value) == notation(gold.value)
            if ours_.value != gold.value:
                words = document.text[gold.start : gold.end].replace("\n", " ")
                errors[words, str(document.day), f"{gold.value}", f"{ours_.value}"] += 1
    total = sum(len(document.tags) for document in corpus)
    shares = "".join(f"{right[measure] / total:12.1%}" for measure in ("type", "value", "notation"))
    return f"{name:28}{total:12}{shares}"


# --- Found -------------------------------------------------------------------------------------------


def found_row(name: str, corpus: list[Document], finder: Finder) -> str:
    start = time.perf_counter()
    found = [finder(document) for document in corpus]
    seconds = time.perf_counter() - start
    pairs = [pair for document, tags in zip(corpus, found, strict=True) for pair in overlapping(tags, document.tags)]
    total_found, total_gold = sum(map(len, found)), sum(len(document.tags) for document in corpus)
    right = sum(one.value == other.value for one, other in pairs)
    alike = sum(notation(one.value) == notation(other.value) for one, other in pairs)
    shares = (
        len(pairs) / max(total_found, 1),
        len(pairs) / total_gold,
        *(2 * count / (total_found + total_gold) for count in (len(pairs), right, alike)),
    )
    characters = sum(len(document.text) for document in corpus)
    return f"{name:28}" + "".join(f"{share:12.1%}" for share in shares) + f"{characters / seconds / 1000:12,.0f}"


def overlapping(found: Sequence[Tag], gold: Sequence[Tag]) -> Iterator[tuple[Tag, Tag]]:
    """Each gold tag with the first found one that overlaps it; every tag is used once."""
    left = list(found)
    for tag in gold:
        match = next((other for other in left if other.start < tag.end and tag.start < other.end), None)
        if match is not None:
            left.remove(match)
            yield match, tag


def dateparser_finder() -> Finder | None:
    if importlib.util.find_spec("dateparser") is None:
        return None
    from dateparser.search import search_dates

    def finder(document: Document) -> list[Tag]:
        base = datetime.datetime.combine(document.day, datetime.time(12))
        settings = {"PREFER_DATES_FROM": "past", "RELATIVE_BASE": base}
        tags, at = [], 0
        for words, moment in search_dates(document.text, languages=["en"], settings=settings) or ():
            start = document.text.find(words, at)
            if start >= 0:
                at = start + len(words)
                tags.append(Tag(start, at, "DATE", moment.date().isoformat()))
        return tags

    return finder


# --- Tables ------------------------------------------------------------------------------------------


def heading(*columns: str) -> str:
    return f"{'':28}" + "".join(f"{column:>12}" for column in columns)


def arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--corpus", action="append", help="default: timebank-train and aquaint-train")
    parser.add_argument("--errors", type=int, default=0, help="how many wrong values to show, of the first corpus only")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    names = options.corpus or ["timebank-train", "aquaint-train"]
    corpora = {name: list(documents(options.folder / f"{name}.jsonl.gz")) for name in names}
    click.echo(heading("given", "type", "value", "one notation"))
    tables = corpora | {"together": [document for corpus in corpora.values() for document in corpus]}
    errors: dict[str, Counter[tuple[str, ...]]] = {name: Counter() for name in tables}
    for name, corpus in tables.items():
        click.echo(given_row(name, corpus, errors[name]))
    click.echo("\n" + heading("precision", "recall", "span F1", "value F1", "one notation", "kchar/s"))
    other = dateparser_finder()
    for name, corpus in tables.items():
        click.echo(found_row(f"{name}: dateline", corpus, ours))
        click.echo(found_row(f"{name}: dateparser", corpus, other) if other else "dateparser is not installed")
    for (words, day, gold, value), count in errors[names[0]].most_common(options.errors):
        click.echo(f"{count:4}  {words!r} on {day}: {gold}; given {value}")


if __name__ == "__main__":
    main()
