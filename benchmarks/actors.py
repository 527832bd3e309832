"""Measures the actors stage on coded records: name, kind, country and sector of each actor from its mentions.

    python -m benchmarks.actors RECORDS.jsonl [--errors 40]

Four rows: mentions alone; with the text around them; with the places of the record as well, as the place stage
resolves them; and with the coded kind and sector in place of the reader's suggestion.
"""

from __future__ import annotations

import argparse
import datetime
import json
import pathlib
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from dateline.record import Span
from dateline.resolve.actors import ActorMentions, ActorValue, resolve, resolve_actors
from dateline.resolve.places import ToponymMention, resolve_places

FIELDS = ("name", "kind", "country", "sector")
ROWS = ("mentions", "text", "places", "suggested")
Places = list[tuple[Span, str | None]]


def records(path: pathlib.Path) -> Iterator[tuple[dict[str, Any], Places]]:
    """Each coded record, and its places as the place stage resolves them."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            named = [ToponymMention(place["name"], spans(place)) for place in record["places"]]
            values = resolve_places(named, record["report"]["text"])
            pairs = zip(record["places"], values, strict=True)
            yield record, [(span, value.country) for place, value in pairs for span in spans(place)]


def spans(entry: dict[str, Any]) -> tuple[Span, ...]:
    return tuple(Span(mention["start"], mention["end"]) for mention in entry["mentions"])


def values(record: dict[str, Any], places: Places, row: str) -> list[tuple[dict[str, Any], ActorValue]]:
    """Each actor of a record with its value."""
    text, coded = record["report"]["text"], record["actors"]
    if row == "mentions":
        return [(actor, resolve([span.of(text) for span in spans(actor)])) for actor in coded]
    hints = row == "suggested"
    actors = [
        ActorMentions(
            spans=spans(actor), kind=actor["kind"] if hints else None, sector=actor["sector"] if hints else None
        )
        for actor in coded
    ]
    date = datetime.date.fromisoformat(record["report"]["date"]) if record["report"].get("date") else None
    found = resolve_actors(actors, text, places=[] if row == "text" else places, date=date)
    return list(zip(coded, found, strict=True))


def measure(gold: list[tuple[dict[str, Any], Places]], row: str) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    """Share of agreement by field, actors a cpu second, and the misses of each field."""
    right: Counter[str] = Counter()
    misses: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    start = time.process_time()
    found = [(record, *pair) for record, places in gold for pair in values(record, places, row)]
    seconds = time.process_time() - start
    for record, coded, value in found:
        for field in FIELDS:
            read, truth = getattr(value, field), coded[field]
            if read == truth or (field == "name" and str(read).casefold() == str(truth).casefold()):
                right[field] += 1
            else:
                mentions = [span.of(record["report"]["text"]) for span in spans(coded)[:3]]
                misses[field][f"{truth} found {read}: {mentions} ({value.rule})"] += 1
    shares = {field: right[field] / len(found) for field in FIELDS}
    return shares | {"actors": len(found), "second": len(found) / seconds}, misses


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=pathlib.Path)
    parser.add_argument("--errors", type=int, default=0, help="print so many misses of each field")
    arguments = parser.parse_args()
    gold = list(records(arguments.records))
    click.echo(f"{'given':<12}{'actors':>8}" + "".join(f"{field:>10}" for field in FIELDS) + f"{'a cpu sec':>12}")
    for row in ROWS:
        shares, _ = measure(gold, row)
        cells = "".join(f"{shares[field]:>10.1%}" for field in FIELDS)
        click.echo(f"{row:<12}{shares['actors']:>8.0f}{cells}{shares['second']:>12,.0f}")
    for field in FIELDS if arguments.errors else ():
        click.echo(f"\n{field}")
        for miss, count in measure(gold, "places")[1][field].most_common(arguments.errors):
            click.echo(f"{count:>5}  {miss}")


if __name__ == "__main__":
    main()
