"""How many records a casefile takes, how fast, and how soon it answers, beside a plain SQLite file in the same run.

    python -m benchmarks.casefile [--sizes 2000 10000] [--linker dateline]

Synthetic records (seeded; every happening is told by one to four reports within a week, and a year holds as many at
every size) are added and linked, in a process of its own for each size. 'sqlite' keeps the same reports, events and
figures in a plain file and joins events by equal type, days and place name through an index: no versions, no history,
no accounts. Seconds are of processor time, so that other work on the machine does not count; the answer to a question
is the median of nine.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path

import click

from dateline.casefile import Casefile, Linker, default_linker
from dateline.link.views import views
from dateline.record import Actor, Event, Figure, Place, Record, Report, Segment, Span, Statement, Time
from dateline.situation import Decision, EntryId, EventView
from dateline.store.base import Filter
from dateline.store.duck import DuckStore

REPORTS_A_DAY = 40
FIRST_DAY = datetime.date(2000, 1, 1)
KINDS = (
    ("ASSAULT", "explosives", "bombed"),
    ("ASSAULT", "firearms", "shot at"),
    ("PROTEST", "demo", "rallied in"),
    ("COERCE", "arrest", "arrested men in"),
    ("AID", None, "sent aid to"),
    ("RETREAT", "withdraw", "left"),
)
COUNTRIES = ("SYR", "IRQ", "AFG", "COL", "NGA", "SOM", "YEM", "UKR", "SDN", "MMR")
QUESTION = Filter(type="ASSAULT", country="SYR", min_killed=20)
WORDY = Filter(country="SYR", text="shot at", since=datetime.date(2000, 1, 10), until=datetime.date(2000, 2, 10))


# --- synthetic records -------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class Happening:
    kind: tuple[str, str | None, str]
    day: datetime.date
    place: str
    country: str
    actor: str
    recipient: str
    killed: int
    lat: float
    lon: float
    details: tuple[str, ...]
    """Words that the reports of it share."""


def names(chance: random.Random, count: int) -> list[str]:
    """Names that look like names, each once."""
    syllables = [a + b for a in "bdfghklmnrstwz" for b in ("a", "e", "i", "o", "u", "an", "or", "esh")]
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(syllables, k=3)).capitalize()] = None
    return list(found)


def happenings(chance: random.Random) -> Iterator[Happening]:
    """As many a day as fill `REPORTS_A_DAY` reports, for ever."""
    places = [(name, chance.choice(COUNTRIES), chance.uniform(-30, 50), chance.uniform(-70, 90)) for name in
              names(chance, 3000)]  # fmt: skip
    groups = [f"{name} {kind}" for name in names(chance, 150) for kind in ("Front", "Brigade")]
    words = [name.lower() for name in names(chance, 5000)]
    day = FIRST_DAY
    while True:
        for _ in range(2 * REPORTS_A_DAY):  # each report tells two that are new
            place, country, lat, lon = chance.choice(places)
            one, other = chance.sample(groups, 2)
            killed, details = int(chance.expovariate(0.12)), tuple(chance.sample(words, 8))
            yield Happening(chance.choice(KINDS), day, place, country, one, other, killed, lat, lon, details)
        day += datetime.timedelta(days=1)


def records(count: int, seed: int = 1) -> Iterator[Record]:
    """Reports of three happenings each; a happening is told again in the days that follow, with another toll."""
    chance = random.Random(seed)
    source, told = happenings(chance), list[Happening]()
    for n in range(count):
        fresh = [next(source) for _ in range(2)]
        again = chance.choice(told[-200:]) if told else next(source)
        told += fresh
        day = fresh[0].day + datetime.timedelta(days=chance.randint(0, 2))
        update = dataclasses.replace(again, killed=again.killed + chance.randint(0, 3))
        yield record(f"report-{n:07}", day, chance, [*fresh, update])


def record(id: str, published: datetime.date, chance: random.Random, told: list[Happening]) -> Record:
    text = ""
    parts: dict[str, list[object]] = defaultdict(list)

    def say(words: str) -> Span:
        nonlocal text
        start = len(text)
        text += words
        return Span(start, len(text))

    for n, one in enumerate(told, start=1):
        start = len(text)
        actor, trigger = say(one.actor), say(f" {one.kind[2]}")
        place = say(f" {one.place}")
        say(f" on {one.day:%d %B} {' '.join(chance.sample(one.details, 5))} {one.recipient} ")
        killed = say(f"{one.killed} people")
        say(f" {' '.join(chance.sample(one.details, 3))}. ")
        parts["sentences"].append(Span(start, len(text)))
        say(" ".join(chance.choices(("the", "road", "north", "was", "closed", "after", "heavy", "fire"), k=40)) + ". ")
        time = Time(start=one.day, end=one.day)
        parts["actors"] += [
            Actor(id=f"a{n}", name=one.actor, kind="group", country=one.country, sector="REB", mentions=(actor,)),
            Actor(id=f"b{n}", name=one.recipient, kind="group", country=one.country, sector="MIL"),
        ]
        parts["places"].append(
            Place(
                id=f"p{n}",
                name=one.place,
                country=one.country,
                lat=one.lat,
                lon=one.lon,
                precision=1,
                mentions=(place,),
            )
        )
        parts["statements"].append(Statement(id=f"s{n}", content=(parts["sentences"][-1],)))  # type: ignore[arg-type]
        parts["figures"].append(
            Figure(id=f"f{n}", measure="killed", text=killed, low=one.killed, best=one.killed, high=one.killed,
                   place=f"p{n}", time=time, source=f"s{n}", event=f"e{n}")
        )  # fmt: skip
        parts["events"].append(
            Event(id=f"e{n}", type=one.kind[0], mode=one.kind[1], trigger=trigger, actors=(f"a{n}",),
                  recipients=(f"b{n}",), place=f"p{n}", time=time, source=f"s{n}", figures=(f"f{n}",))
        )  # fmt: skip
    publisher = chance.choice(("Agency One", "Agency Two", "Daily News", "Radio Four"))
    report = Report(id=id, date=published, publisher=publisher, language="en", text=text)
    segments = (Segment(kind="body", start=0, end=len(text)),)
    tables = {name: tuple(found) for name, found in parts.items()}
    return Record(report=report, segments=segments, **tables)  # type: ignore[arg-type]


# --- the linker of the peer, to tell what the store costs and what the comparing -------------------------


def equal_keys(view: EventView) -> tuple[str, ...]:
    return (f"{view.type}|{view.start}|{view.place.name if view.place else None}",)


def equal_group(
    views: Iterable[EventView],
    decisions: Iterable[Decision],
    *,
    at: datetime.datetime,
    pairs: Collection[tuple[EntryId, EntryId]],
) -> tuple[list[list[EntryId]], list[Decision]]:
    groups: dict[tuple[str, ...], list[EntryId]] = defaultdict(list)
    for view in views:
        groups[equal_keys(view)].append(view.id)
    return list(groups.values()), []


def linker(name: str) -> Linker:
    if name == "dateline":
        return default_linker()
    return Linker(views=views, keys=equal_keys, group=equal_group, bands=lambda text: (), copies=lambda records: {})


# --- what is measured --------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    program: str
    records: int
    seconds: float
    megabytes: float
    file_megabytes: float
    happenings: int
    question_ms: float
    wordy_ms: float


def making_seconds(count: int) -> float:
    """What making the records costs, which is no part of adding them."""
    start = time.process_time()
    for _ in records(count):
        pass
    return time.process_time() - start


def median_ms(ask: Callable[[], object]) -> float:
    times = []
    for _ in range(9):
        start = time.process_time()
        ask()
        times.append(time.process_time() - start)
    return 1000 * statistics.median(times)


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_casefile(count: int, folder: Path, name: str) -> Measured:
    path = folder / "case.duckdb"
    making, start = making_seconds(count), time.process_time()
    with Casefile(DuckStore.open(path), linker(name)) as casefile:
        casefile.add(records(count))
        seconds = time.process_time() - start - making
        question = median_ms(lambda: casefile.events(QUESTION))
        wordy = median_ms(lambda: casefile.events(WORDY))
        found = casefile.status().events
    return Measured(
        program=f"dateline ({name})",
        records=count,
        seconds=seconds,
        megabytes=peak_megabytes(),
        file_megabytes=path.stat().st_size / 1e6,
        happenings=found,
        question_ms=question,
        wordy_ms=wordy,
    )


PEER = """
CREATE TABLE report (id TEXT PRIMARY KEY, date TEXT, publisher TEXT, text TEXT, record TEXT);
CREATE TABLE event (report TEXT, id TEXT, type TEXT, mode TEXT, start TEXT, place TEXT, country TEXT, killed REAL,
                    sentence TEXT, happening INTEGER);
CREATE INDEX same ON event (type, start, place);
"""


def peer_rows(record: Record) -> Iterator[tuple[object, ...]]:
    places = {place.id: place for place in record.places}
    killed = {figure.event: figure.best for figure in record.figures}
    for event, sentence in zip(record.events, record.sentences, strict=True):
        place, day = places[event.place or ""], event.time and event.time.start.isoformat()
        words = sentence.of(record.report.text)
        yield (record.report.id, event.id, event.type, event.mode, day, place.name, place.country,
               killed.get(event.id), words)  # fmt: skip


def measure_peer(count: int, folder: Path, name: str) -> Measured:
    path = folder / "peer.sqlite"
    making, start, happenings = making_seconds(count), time.process_time(), 0
    peer = sqlite3.connect(path)
    peer.executescript(PEER)
    for n, one in enumerate(records(count)):
        report = one.report
        peer.execute(
            "INSERT INTO report VALUES (?, ?, ?, ?, ?)",
            (report.id, str(report.date), report.publisher, report.text, one.to_json()),
        )
        for row in peer_rows(one):
            same = peer.execute(
                "SELECT happening FROM event WHERE type = ? AND start = ? AND place = ? LIMIT 1",
                (row[2], row[4], row[5]),
            ).fetchone()
            happenings += not same
            peer.execute("INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?)", (*row, same[0] if same else happenings))
        if n % 500 == 499:
            peer.commit()
    peer.commit()
    seconds = time.process_time() - start - making
    columns = "happening, type, min(start), place, country, min(killed), max(killed), count(DISTINCT report)"
    question = f"SELECT {columns} FROM event WHERE type = 'ASSAULT' AND country = 'SYR' GROUP BY happening"
    wordy = f"SELECT {columns} FROM event WHERE country = 'SYR' AND start BETWEEN ? AND ? GROUP BY happening"
    days = (str(WORDY.since), str(WORDY.until))
    asked = median_ms(lambda: peer.execute(f"{question} HAVING max(killed) >= 20").fetchall())
    words = median_ms(lambda: peer.execute(f"{wordy} HAVING max(sentence LIKE '%shot at%')", days).fetchall())
    peer.close()
    return Measured(
        program=name,
        records=count,
        seconds=seconds,
        megabytes=peak_megabytes(),
        file_megabytes=path.stat().st_size / 1e6,
        happenings=happenings,
        question_ms=asked,
        wordy_ms=words,
    )


def in_own_process(program: str, count: int) -> Measured:
    command = [sys.executable, "-m", "benchmarks.casefile", "--one", program, str(count)]
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=root)
    return Measured(**json.loads(done.stdout))


def one(program: str, count: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        if program == "sqlite":
            return measure_peer(count, Path(folder), program)
        return measure_casefile(count, Path(folder), program)


HEAD = ("program", "records", "records/s", "ms/record", "MB peak", "KB file/record", "happenings", "question ms",
        "with words ms")  # fmt: skip


def line(found: Measured) -> tuple[str, ...]:
    return (
        found.program,
        f"{found.records:,}",
        f"{found.records / found.seconds:,.0f}",
        f"{1000 * found.seconds / found.records:.2f}",
        f"{found.megabytes:,.0f}",
        f"{1000 * found.file_megabytes / found.records:.2f}",
        f"{found.happenings:,}",
        f"{found.question_ms:.1f}",
        f"{found.wordy_ms:.1f}",
    )


def table(rows: list[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def growth(found: list[Measured]) -> Iterator[str]:
    """By what each record costs more at the largest size than at the smallest."""
    small, large = found[0], found[-1]
    for name, cost in (("time", "seconds"), ("memory", "megabytes"), ("file", "file_megabytes")):
        each = [getattr(measured, cost) / measured.records for measured in (small, large)]
        yield f"{name} x{each[1] / each[0]:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 10_000])
    parser.add_argument("--linker", choices=["dateline", "equal"], default="dateline")
    parser.add_argument("--one", nargs=2, metavar=("PROGRAM", "COUNT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        click.echo(json.dumps(dataclasses.asdict(one(options.one[0], int(options.one[1])))))
        return
    programs = list(dict.fromkeys((options.linker, "equal", "sqlite")))
    found = {program: [in_own_process(program, size) for size in options.sizes] for program in programs}
    click.echo(table([HEAD, *(line(measured) for measured in chain.from_iterable(found.values()))]))
    for program, measured in found.items():
        click.echo(
            f"{program}: per record from {options.sizes[0]:,} to {options.sizes[-1]:,}: {', '.join(growth(measured))}"
        )
    ours, peer = found[options.linker][-1], found["sqlite"][-1]
    ratios = {
        "time": ours.seconds / peer.seconds,
        "file": ours.file_megabytes / peer.file_megabytes,
        "question": ours.question_ms / peer.question_ms,
        "with words": ours.wordy_ms / peer.wordy_ms,
    }
    shown = ", ".join(f"{name} x{by:.2f}" for name, by in ratios.items())
    click.echo(f"against sqlite at {options.sizes[-1]:,}: {shown}")


if __name__ == "__main__":
    main()
