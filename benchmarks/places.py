"""Measures the places stage: given the toponyms of a report, how many are put within 161 km of the truth.

    python benchmarks/places.py DATA_FOLDER [--errors 40]

DATA_FOLDER holds ``lgl-train.jsonl.gz`` and ``geovirus-train.jsonl.gz``: one report a line, with ``text`` and
``toponyms`` ({start, end, lat, lon}). Toponyms without coordinates are left out. LGL also marks
adjectives ('Russian') as toponyms; the stage never resolves those, so the table tells both shares.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import pathlib
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from dateline.ontology.countries import country_named, country_of_adjective
from dateline.record import Span
from dateline.resolve.gazetteer import gazetteer
from dateline.resolve.places import PlaceValue, ToponymMention, resolve_places

CORPORA = ("lgl-train", "geovirus-train")
NEAR_KM = 161.0


def reports(path: pathlib.Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Text and gold toponyms of each report of one corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield row["text"], [t for t in row["toponyms"] if t["lat"] is not None]


def mentions_of(text: str, toponyms: list[dict[str, Any]]) -> list[ToponymMention]:
    """One mention for each toponym, as the reader would hand them over: same words, same place."""
    spans: dict[str, list[Span]] = {}
    for t in toponyms:
        spans.setdefault(text[t["start"] : t["end"]], []).append(Span(t["start"], t["end"]))
    return [ToponymMention(text[t["start"] : t["end"]], tuple(spans[text[t["start"] : t["end"]]])) for t in toponyms]


def km(lat: float, lon: float, value: PlaceValue) -> float | None:
    """Great-circle distance, or None where the value has no point."""
    if value.lat is None or value.lon is None:
        return None
    a, b = math.radians(lat), math.radians(value.lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(value.lon - lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def is_adjective(name: str) -> bool:
    return country_of_adjective(name) is not None and country_named(name) is None


def measure(path: pathlib.Path) -> tuple[dict[str, float], Counter[str]]:
    """Shares and speed over one corpus, and the misses by name."""
    near = total = adjectives = unplaced = 0
    seconds = 0.0
    misses: Counter[str] = Counter()
    for text, toponyms in reports(path):
        mentions = mentions_of(text, toponyms)
        start = time.process_time()
        values = resolve_places(mentions, text)
        seconds += time.process_time() - start
        for gold, mention, value in zip(toponyms, mentions, values, strict=True):
            distance = km(gold["lat"], gold["lon"], value)
            total += 1
            adjectives += is_adjective(mention.name)
            unplaced += distance is None
            if distance is not None and distance <= NEAR_KM:
                near += 1
            elif not is_adjective(mention.name):
                away = "none" if distance is None else f"{distance:.0f} km"
                truth = f"{mention.name!r} ({gold['lat']}, {gold['lon']})"
                misses[f"{truth}: {value.country} {value.admin1} {away}; {value.rule}"] += 1
    return {
        "toponyms": total,
        "within 161 km": near / total,
        "names only": near / (total - adjectives),
        "no point": unplaced / total,
        "a second": total / seconds,
    }, misses


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--errors", type=int, default=0, help="print so many of the commonest misses")
    arguments = parser.parse_args()
    gazetteer()
    click.echo(f"{'corpus':<16}{'toponyms':>10}{'<= 161 km':>11}{'names only':>12}{'no point':>10}{'a cpu sec':>10}")
    for corpus in CORPORA:
        row, misses = measure(arguments.folder / f"{corpus}.jsonl.gz")
        click.echo(
            f"{corpus:<16}{row['toponyms']:>10.0f}{row['within 161 km']:>11.1%}{row['names only']:>12.1%}"
            f"{row['no point']:>10.1%}{row['a second']:>10,.0f}"
        )
        for miss, count in misses.most_common(arguments.errors):
            click.echo(f"{count:>5}  {miss}")


if __name__ == "__main__":
    main()
