"""What an export of many events costs, format by format, beside a peer in the same run.

    python -m benchmarks.exports [--events 100000] [--to acled ged …]

A casefile of synthetic reports (those of `benchmarks.casefile`: every happening told by one or two reports) is made by
writing straight into the store, for the linker would take most of an hour. Each format is written in a process of its
own. 'reading' is the casefile read and nothing written, which every format pays. The peers are what one would do
without: the tables joined to a row for each claim, written by DuckDB's COPY and by pandas.to_csv (where pandas is
installed). Seconds are of processor time, so that other work on the machine does not count, and of all threads
together.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click
import duckdb

from benchmarks.casefile import peak_megabytes, records, table
from dateline.casefile import Casefile
from dateline.export import FORMATS, export
from dateline.record import Actor, Event, Record
from dateline.situation import EntryId
from dateline.store.base import OWN, Draft, EventRow, FigureRow, Happening, PartyRow
from dateline.store.duck import DuckStore

AT_ONCE = 2_000  # reports
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


# --- the casefile ----------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """One event of one report."""

    record: Record
    event: Event

    @property
    def id(self) -> EntryId:
        return EntryId(self.record.report.id, self.event.id)

    @property
    def same_as(self) -> tuple[object, ...]:
        """What tells of one happening share."""
        event = self.event
        return event.type, event.time, next(p.name for p in self.record.places if p.id == event.place)


def build(path: Path, events: int) -> int:
    """Makes a casefile of so many situation events, or a few more; gives how many."""
    held: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    source = records(events)
    store = DuckStore.open(path)
    while len(held) < events:  # each report tells two that are new
        some = [next(source) for _ in range(min(AT_ONCE, 1 + (events - len(held)) // 2))]
        with store.begin():
            store.keep([Draft(record=record) for record in some], NOW)
        for told in (Told(record, event) for record in some for event in record.events):
            held[told.same_as].append(told)
    groups = list(held.values())
    with store.begin():
        ids = store.regroup([[told.id for told in group] for group in groups], NOW, OWN)
    for first in range(0, len(ids), AT_ONCE):
        with store.begin():
            some = slice(first, first + AT_ONCE)
            store.describe([described(id, group) for id, group in zip(ids[some], groups[some], strict=True)])
    store.close()
    return len(ids)


def described(id: str, group: Sequence[Told]) -> Happening:
    """A happening as its first report tells it, with the toll of all: what the linker would say, for less."""
    told = group[0]
    event, record = told.event, told.record
    place = next(p for p in record.places if p.id == event.place)
    parties = {actor.id: party(actor) for actor in record.actors}
    actors, recipients = (tuple(parties[i] for i in ids) for ids in (event.actors, event.recipients))
    counts = [f.best or 0 for told in group for f in told.record.figures if f.event == told.event.id]
    low, best, high = min(counts), counts[0], max(counts)
    row = EventRow(
        id=id, type=event.type, mode=event.mode, status="done", start=event.time and event.time.start,
        end=event.time and event.time.end, place=place.name, country=place.country, lat=place.lat, lon=place.lon,
        precision=place.precision, actors=tuple(p.name for p in actors), recipients=tuple(p.name for p in recipients),
        killed_low=low, killed_best=best, killed_high=high, reports=len(group), mentions=len(group),
    )  # fmt: skip
    killed = FigureRow(event=id, measure="killed", low=low, best=best, high=high, rule="direct", claims=len(counts))
    return Happening(event=row, actors=actors, recipients=recipients, figures=(killed,))


def party(actor: Actor) -> PartyRow:
    return PartyRow(name=actor.name, kind=actor.kind, country=actor.country, sector=actor.sector)


# --- what is measured --------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    program: str
    rows: int
    seconds: float
    megabytes: float
    file_megabytes: float


def measure(program: str, casefile: Path, out: Path) -> Measured:
    start = time.process_time()
    rows = PEERS[program](casefile, out) if program in PEERS else exported(program, casefile, out)
    return Measured(
        program=program,
        rows=rows,
        seconds=time.process_time() - start,
        megabytes=peak_megabytes(),
        file_megabytes=out.stat().st_size / 1e6 if out.exists() else 0,
    )


def exported(name: str, casefile: Path, out: Path) -> int:
    with Casefile.open(casefile) as opened:
        return export(opened, name, out).written


def reading(casefile: Path, out: Path) -> int:
    with Casefile.open(casefile) as opened:
        return sum(1 for _ in opened.happenings())


CLAIMS = """SELECT claims.*, events.type, events.mode, events.status, events."start", events."end", events.place,
    events.country, events.admin1, events.lat, events.lon, events."precision"
    FROM claims JOIN events ON claims.event = events.id ORDER BY events."start", events.id, published, report, entry"""


def duckdb_copy(casefile: Path, out: Path) -> int:
    """The same rows as ``csv``, without a Python object for any of them."""
    with duckdb.connect(str(casefile), read_only=True) as connection:
        found = connection.execute(f"COPY ({CLAIMS}) TO '{out}' (HEADER)").fetchone()
    return int(found[0]) if found else 0


def pandas_csv(casefile: Path, out: Path) -> int:
    """The same rows, all of them in memory."""
    with duckdb.connect(str(casefile), read_only=True) as connection:
        frame = connection.execute(CLAIMS).df()
    frame.to_csv(out, index=False)
    return len(frame)


PEERS: Mapping[str, Callable[[Path, Path], int]] = {
    "reading": reading,
    "duckdb copy": duckdb_copy,
    "pandas.to_csv": pandas_csv,
}


def in_own_process(program: str, casefile: Path) -> Measured | None:
    """None where it needs a package that is not installed."""
    command = [sys.executable, "-m", "benchmarks.exports", "--one", program, str(casefile)]
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root)
    if "ModuleNotFoundError" in done.stderr:
        return None
    done.check_returncode()
    return Measured(**json.loads(done.stdout))


HEAD = ("program", "rows", "s", "MB peak", "MB file")


def line(found: Measured) -> tuple[str, ...]:
    return (
        found.program,
        f"{found.rows:,}",
        f"{found.seconds:.1f}",
        f"{found.megabytes:,.0f}",
        f"{found.file_megabytes:,.1f}",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--to", nargs="+", default=[*FORMATS], choices=FORMATS, metavar="FORMAT")
    parser.add_argument("--casefile", type=Path, help="one that is there, in place of a made one")
    parser.add_argument("--one", nargs=2, metavar=("PROGRAM", "CASEFILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.one:
            found = measure(options.one[0], Path(options.one[1]), Path(folder, "out"))
            click.echo(json.dumps(dataclasses.asdict(found)))
            return
        casefile = options.casefile or Path(folder, "case.duckdb")
        if not casefile.exists():
            click.echo(f"events made: {build(casefile, options.events):,}")
        measured = [in_own_process(program, casefile) for program in (*PEERS, *options.to)]
        click.echo(table([HEAD, *(line(found) for found in measured if found)]))


if __name__ == "__main__":
    main()
