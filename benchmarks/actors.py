"""Measures the actors stage on coded records: name, kind, country and sector of each actor from its mentions.

    python benchmarks/actors.py RECORDS.jsonl [--errors 40]

Three rows: mentions alone; with the country that the report is set in; with the coded kind and
sector as the reader's suggestion.
"""

from __future__ import annotations

import argparse
import json
import pathlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from dateline.resolve.actors import ActorValue, resolve
from dateline.resolve.setting import Setting

FIELDS = ("name", "kind", "country", "sector")


def actors(path: pathlib.Path) -> Iterator[tuple[dict[str, Any], list[str], str]]:
    """Each coded actor, its mentions in the order of the text, and the text."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            text = record["report"]["text"]
            for actor in record["actors"]:
                yield actor, [text[m["start"] : m["end"]] for m in actor["mentions"]], text


def values(path: pathlib.Path, row: str) -> Iterator[tuple[dict[str, Any], list[str], ActorValue]]:
    settings: dict[str, str | None] = {}
    for gold, mentions, text in actors(path):
        if text not in settings:
            settings[text] = Setting.of(text).country
        setting = None if row == "mentions" else settings[text]
        if row == "suggested":
            yield gold, mentions, resolve(mentions, kind=gold["kind"], sector=gold["sector"], setting=setting)
        else:
            yield gold, mentions, resolve(mentions, setting=setting)


def measure(path: pathlib.Path, row: str) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    """Share of agreement by field, and the misses of each."""
    right: Counter[str] = Counter()
    misses: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    total = 0
    for gold, mentions, value in values(path, row):
        total += 1
        for field in FIELDS:
            found, truth = getattr(value, field), gold[field]
            if found == truth or (field == "name" and str(found).casefold() == str(truth).casefold()):
                right[field] += 1
            else:
                misses[field][f"{truth} found {found}: {mentions[:3]} ({value.rule})"] += 1
    return {field: right[field] / total for field in FIELDS} | {"actors": total}, misses


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=pathlib.Path)
    parser.add_argument("--errors", type=int, default=0, help="print so many misses of each field")
    arguments = parser.parse_args()
    click.echo(f"{'given':<12}{'actors':>8}" + "".join(f"{field:>10}" for field in FIELDS))
    for row in ("mentions", "setting", "suggested"):
        shares, _ = measure(arguments.records, row)
        click.echo(f"{row:<12}{shares['actors']:>8.0f}" + "".join(f"{shares[field]:>10.1%}" for field in FIELDS))
    for field in FIELDS if arguments.errors else ():
        click.echo(f"\n{field}")
        for miss, count in measure(arguments.records, "setting")[1][field].most_common(arguments.errors):
            click.echo(f"{count:>5}  {miss}")


if __name__ == "__main__":
    main()
