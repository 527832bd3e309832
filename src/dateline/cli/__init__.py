"""The commands: each parses its options, calls one function and prints what that gives.

Everything heavy is imported inside the commands, so that ``dateline --version`` answers at once.

Exit codes: 0 all was read; 1 nothing could be read; 2 the command was called wrongly; 3 some reports
were read and some could not be.
"""

from __future__ import annotations

import datetime
import logging
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol, TypeVar

import click

from dateline.cli import casefile, explain, reviews, serve
from dateline.cli.output import Misuse, opened, opened_for_bytes, page_console, tell_losses, writing
from dateline.export import FORMATS
from dateline.record import DatelineError, RecordError, parse_day

if TYPE_CHECKING:
    from dateline.load import Loaded, Skipped, Unreadable
    from dateline.ontology.actors import ActorTable
    from dateline.resolve.gazetteer.store import Store
    from dateline.run import Outcome

_Result = TypeVar("_Result")
_Read = tuple["Outcome", tuple[str, ...]]  # what a report gave, and what a reader should know about it

NOTHING_READ = 1
SOME_UNREADABLE = 3

_STDIN = "-"
_MANY = 5  # reports before progress is shown


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline", message="dateline %(version)s")
def main() -> None:
    """Reads reports of conflict and keeps the record: who did what to whom, where, when, and who says so."""


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime.date | None:
    if value is None:
        return None
    try:
        return parse_day(value)
    except ValueError:
        raise Misuse(f"--date: {value!r} is not a day written as YYYY-MM-DD, such as 2019-02-22") from None


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["page", "json", "jsonl", *(name for name in FORMATS if name != "json")]),
    default="page",
    show_default=True,
    metavar="FORM",
    help="page, to read; json, one record or an array of several; jsonl, a record a line; or any form of "
    "dateline export, of the events as all the reports tell them: acled, ged, html …",
)
@click.option("--date", callback=_date, metavar="YYYY-MM-DD", help="The day of publication, whatever the file says.")
@click.option("--publisher", help="Who published the report, whatever the file says.")
@click.option("--id", "own_id", help="The report's id; without it, the file's or a hash of the text.")
@click.option("--title", help="The report's title, whatever the file says.")
@click.option("--actors", metavar="FILE.csv", help="Your own table of actors; its rows go before ours.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("-q", "--quiet", is_flag=True, help="No notes and no progress on standard error; errors stay.")
def read(
    paths: tuple[str, ...],
    form: str,
    date: datetime.date | None,
    publisher: str | None,
    own_id: str | None,
    title: str | None,
    actors: str | None,
    output: str | None,
    quiet: bool,
) -> None:
    """Read reports and show their records.

    PATHS are text files, JSON Lines files, folders of either, or - for standard input.
    """
    from dateline import load

    overrides = load.Overrides(id=own_id, date=date, publisher=publisher, title=title)
    if quiet:
        logging.getLogger("dateline").setLevel(logging.ERROR)
    talk = _Talk(quiet=quiet, notes=form != "page" or output is not None, to_file=output is not None)
    given = _given(paths)
    if output is not None:
        _refuse_inputs(given, output)
    try:
        reports = _reports(load.load(given, overrides), talk)
        if own_id is not None or title is not None:
            reports = _only_one(reports)
        table = None if actors is None else _actor_table(Path(actors), talk)
        outcomes = _outcomes(reports, talk, table)
        if form in _WRITERS:
            _write(outcomes, form, output)
        else:
            _export(outcomes, form, output, talk)
    except DatelineError as error:
        talk.error(str(error))
    finally:
        talk.end_progress()
    if talk.errors:
        sys.exit(SOME_UNREADABLE if talk.read else NOTHING_READ)


@main.group()
def model() -> None:
    """The model that reads: what it is, and whether its files are whole."""


@model.command()
def info() -> None:
    """Show the version, date, size and hashes of the model that comes with the package."""
    from dateline.reader import manifest

    folder = manifest.bundled()
    found = _or_exit(lambda: manifest.load(folder))
    click.echo(f"version  {found.version}\nmade     {found.made}\nabout    {found.about}\nfolder   {folder}")
    for name, digest in found.files.items():
        size = (folder / name).stat().st_size / 1e6 if (folder / name).is_file() else 0.0
        click.echo(f"file     {name:15} {size:5.1f} MB  sha256 {digest}")


@model.command()
def verify() -> None:
    """Check the model's files against the hashes in its manifest."""
    from dateline.reader import manifest

    faults = _or_exit(lambda: manifest.faults(manifest.bundled()))
    for fault in faults:
        click.echo(f"dateline: {fault}; reinstall dateline", err=True)
    if faults:
        sys.exit(NOTHING_READ)
    click.echo("The model's files are whole.")


@main.group()
def gazetteer() -> None:
    """The places that names are looked up in: what comes with the package, and what you add."""


_store_option = click.option(
    "--gazetteer",
    "path",
    envvar="DATELINE_GAZETTEER",
    metavar="FILE",
    help="Your gazetteer's file; without it, one in your data folder. DATELINE_GAZETTEER names it for every command.",
)


def _store(path: str | None, *, make: bool = False) -> Store:
    from dateline.resolve.gazetteer.store import Store, store_path

    return Store(Path(path) if path else store_path(), make=make)


@gazetteer.command()
@click.argument("source", metavar="FILE|COUNTRY")
@click.option("--name", help="What the list is called from now on; without it, the file's name or the country's code.")
@click.option("--country", metavar="CODE", help="The country of places whose line tells none, such as SYR.")
@_store_option
def add(source: str, name: str | None, country: str | None, path: str | None) -> None:
    """Add a GeoNames dump, a CSV list with p-codes, or a country that is fetched from GeoNames."""
    from dateline.resolve.gazetteer.sources import add_source

    added = _or_exit(lambda: add_source(_store(path, make=True), source, name=name, country=country))
    for fault in added.examples:
        click.echo(f"dateline: {source}, line {fault.line}: {fault.reason}", err=True)
    if added.source.faults:
        click.echo(f"dateline: {source}: lines left out, for they gave no place: {added.source.faults:,}", err=True)
    click.echo(f"Added {added.source.name}; places: {added.source.places:,}")


@gazetteer.command("list")
@_store_option
def list_sources(path: str | None) -> None:
    """List what was added: name, places, lines left out, and where it came from."""
    for source in _or_exit(lambda: _store(path).sources()):
        click.echo(f"{source.name}\tplaces: {source.places:,}\tlines left out: {source.faults:,}\t{source.path}")
    click.echo("The places that come with the package are always there: GeoNames, CC BY 4.0, https://www.geonames.org")


@gazetteer.command()
@click.argument("name")
@_store_option
def remove(name: str, path: str | None) -> None:
    """Remove a list that was added, by its name."""
    _or_exit(lambda: _store(path).remove(name))
    click.echo(f"Removed {name}.")


@gazetteer.command()
@click.argument("name")
@click.option("--country", metavar="CODE", help="Only places of this country, such as SYR.")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="At most so many places.")
@_store_option
def find(name: str, country: str | None, limit: int, path: str | None) -> None:
    """Find places by name: score, how it was found, name, kind, province, country, coordinates, id."""
    from dateline.resolve.gazetteer import Gazetteer
    from dateline.resolve.gazetteer.sources import country_code
    from dateline.resolve.places.search import search

    code = _or_exit(lambda: country_code(country)) if country else None
    found = _or_exit(lambda: search(Gazetteer(_store(path)), name, limit=limit, country=code))
    for match in found:
        entry = match.entry
        point = "no point" if entry.lat is None else f"{entry.lat:.4f}, {entry.lon:.4f}"
        cells = (f"{match.score:g}", match.how, entry.name, entry.kind, entry.province, entry.country, point, entry.id)
        click.echo("\t".join(cell or "-" for cell in cells))
    if not found:
        click.echo(f"dateline: {name}: no place of that name or one like it; add a list that has it", err=True)
        sys.exit(NOTHING_READ)


def _or_exit(work: Callable[[], _Result]) -> _Result:
    """What `work` gives; an error of ours is one line and exit code 1."""
    try:
        return work()
    except DatelineError as error:
        click.echo(f"dateline: {error}", err=True)
        sys.exit(NOTHING_READ)


def _given(paths: tuple[str, ...]) -> tuple[str, ...]:
    if paths:
        return paths
    if sys.stdin.isatty():
        raise Misuse("nothing to read: name a file or a folder, or - to type or paste a report")
    return (_STDIN,)


def _refuse_inputs(paths: tuple[str, ...], output: str) -> None:
    """What is written must not take the place of what is read, nor be read itself the next time."""
    target = Path(os.path.realpath(output))
    for path in paths:
        if _same_file(path, target):
            raise Misuse(f"{output}: it is read as an input; write to another file")
        if path != _STDIN and any(_same_folder(path, folder) for folder in target.parents):
            raise Misuse(f"{output}: it lies in the folder {path}, which is read; write to a file elsewhere")


def _same_file(path: str, target: Path) -> bool:
    try:
        given = os.fstat(sys.stdin.fileno()) if path == _STDIN else Path(path).stat()
        return stat.S_ISREG(given.st_mode) and os.path.samestat(given, target.stat())
    except OSError:  # one of the two is not there
        return False


def _same_folder(path: str, folder: Path) -> bool:
    try:
        return folder.samefile(path)
    except OSError:
        return False


@dataclass(slots=True)
class _Talk:
    """What goes to standard error: one line for each error, note and step."""

    quiet: bool
    notes: bool
    to_file: bool
    errors: int = field(default=0, init=False)
    read: int = field(default=0, init=False)
    _shown: bool = field(default=False, init=False)

    def error(self, message: str) -> None:
        self.errors += 1
        self._say(message)

    def note(self, message: str) -> None:
        if not self.quiet:
            self._say(message)

    def step(self) -> None:
        """Counts a report; the count is shown where a person sees it and the page does not go there too."""
        self.read += 1
        beside_pages = sys.stdout.isatty() and not self.to_file
        if self.read >= _MANY and not self.quiet and sys.stderr.isatty() and not beside_pages:
            click.echo(f"\r{self.read:,} reports read", err=True, nl=False)
            self._shown = True

    def end_progress(self) -> None:
        if self._shown:
            click.echo("\r\033[K", err=True, nl=False)
            self._shown = False

    def _say(self, message: str) -> None:
        self.end_progress()
        click.echo(f"dateline: {' '.join(message.split())}", err=True)


def _reports(loaded: Iterable[Loaded | Unreadable | Skipped], talk: _Talk) -> Iterator[Loaded]:
    """The reports; whatever gave none is said as it comes."""
    from dateline.load import Loaded, Unreadable

    for found in loaded:
        if isinstance(found, Loaded):
            yield found
        elif isinstance(found, Unreadable):
            talk.error(str(found))
        else:
            talk.note(str(found))


def _only_one(reports: Iterator[Loaded]) -> Iterator[Loaded]:
    first = list(islice(reports, 2))
    if len(first) > 1:
        raise Misuse("--id and --title belong to one report, but several were given")
    return iter(first)


def _actor_table(path: Path, talk: _Talk) -> ActorTable:
    """Our table with the user's rows before it; faulty rows are told and left out."""
    from dateline.ontology.actor_csv import read_actors
    from dateline.ontology.actors import actor_table

    rows = read_actors(path)
    for fault in rows.bad:
        talk.note(str(fault))
    return actor_table().extended(rows.actors)


def _outcomes(reports: Iterable[Loaded], talk: _Talk, actors: ActorTable | None = None) -> Iterator[_Read]:
    """Reads the reports, and hands on what loading noted."""
    from dateline import run

    for loaded in reports:
        try:
            outcome = run.read_report(loaded.report, actors)
        except RecordError as error:  # the reader's own fault; one report must not cost the others
            talk.error(f"{loaded.where}: the reader made a faulty record ({error}); please report this as a bug")
            continue
        talk.step()
        if talk.notes:
            for note in loaded.notes:
                talk.note(f"{loaded.where}: {note}")
        yield outcome, loaded.notes


# --- writing --------------------------------------------------------------------------------------


def _write(outcomes: Iterator[_Read], form: str, output: str | None) -> None:
    """Writes the records in one form. Without any, no file is touched."""
    first = list(islice(outcomes, 1))
    if not first:
        return
    with opened(output, form) as stream:
        writer = _WRITERS[form](stream)
        for outcome, notes in chain(first, outcomes):
            with writing(output):
                writer.add(outcome, notes)
        with writing(output):
            writer.end()


def _export(outcomes: Iterator[_Read], form: str, output: str | None, talk: _Talk) -> None:
    """Links the records in memory and writes their events in a format of the field. Without any, no file is touched."""
    from dateline.export import export

    first = list(islice(outcomes, 1))
    if not first:
        return
    with opened_for_bytes(output, is_text=FORMATS[form].is_text) as stream, writing(output):
        losses = export((outcome.record for outcome, _ in chain(first, outcomes)), form, stream)
    talk.end_progress()
    if not talk.quiet:
        tell_losses(losses, form, None)


class _Writer(Protocol):
    """Writes records to a stream, as they come."""

    def __init__(self, stream: IO[str]) -> None: ...

    def add(self, outcome: Outcome, notes: tuple[str, ...]) -> None: ...

    def end(self) -> None: ...


class _Pages:
    def __init__(self, stream: IO[str]) -> None:
        self._console = page_console(stream)
        self._any = False

    def add(self, outcome: Outcome, notes: tuple[str, ...]) -> None:
        from dateline.pages.record import render

        if self._any:
            rule = "-" if self._console.options.ascii_only else "─"
            self._console.print("\n" + rule * 20 + "\n")
        render(outcome, self._console, notes=notes)
        self._any = True

    def end(self) -> None:
        pass


class _Json:
    """One record as exactly its object; several as an array."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._first: Outcome | None = None
        self._several = False

    def add(self, outcome: Outcome, notes: tuple[str, ...]) -> None:
        if self._several:
            self._stream.write(f",\n{outcome.record.to_json()}")
        elif self._first is not None:
            self._stream.write(f"[\n{self._first.record.to_json()},\n{outcome.record.to_json()}")
            self._several = True
        else:
            self._first = outcome

    def end(self) -> None:
        if self._several:
            self._stream.write("\n]\n")
        elif self._first is not None:
            self._stream.write(self._first.record.to_json(indent=2) + "\n")


class _Lines:
    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def add(self, outcome: Outcome, notes: tuple[str, ...]) -> None:
        self._stream.write(outcome.record.to_json() + "\n")

    def end(self) -> None:
        pass


_WRITERS: dict[str, type[_Writer]] = {"page": _Pages, "json": _Json, "jsonl": _Lines}

main.commands.update(casefile.commands.commands)
for command in (explain.explain, reviews.reviews, serve.serve):
    main.add_command(command)
