"""The commands of the casefile: each parses its options, asks `Casefile` one thing and writes the answer.

``commands`` is a group that the main one takes its commands from. Everything heavy is imported inside the commands.

Exit codes: 0 all went well; 1 nothing could be done; 2 the command was called wrongly; 3 some reports were added and
some could not be.
"""

from __future__ import annotations

import contextlib
import csv
import datetime
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

import click

from dateline.cli.output import Misuse, opened, opened_for_bytes, page_console, tell_losses, writing
from dateline.export import FORMATS
from dateline.record import DatelineError, parse_day
from dateline.situation import RULES, Rule

if TYPE_CHECKING:
    from rich.console import Console

    from dateline.casefile import Casefile
    from dateline.store.base import EventRow, Filter, Period

_P = ParamSpec("_P")
_Row = Mapping[str, Any]

NOTHING_DONE = 1
SOME_UNREADABLE = 3

_PERIODS = ("day", "week", "month", "year")
LINKS = "links"
_IMPORTS = ("acled", "ged")  # dateline.imports.FORMS; a test holds them alike
_STATES = ("done", "under way", "denied", "announced", "possible")


@click.group()
def commands() -> None:
    """What a casefile is asked."""


# --- options ------------------------------------------------------------------------------------------


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime.date | None:
    if value is None:
        return None
    try:
        return parse_day(value)
    except ValueError:
        told = f"{value!r} is not a day written as YYYY-MM-DD, such as 2019-02-22"
        raise Misuse(f"{parameter.opts[0]}: {told}") from None


def _upper(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    return value.upper() if value else None


def _country(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from dateline.ontology.countries import countries, country_named

    if not value:
        return None
    code = value.upper() if value.upper() in countries() else country_named(value)
    if code is None:
        raise Misuse(f"--country: there is no country {value!r}; give its ISO 3166-1 alpha-3 code, such as SYR")
    return code


def _stacked(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options as one decorator, shown in this order."""

    def add(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return add


_casefile = click.option(
    "--casefile", "path", default="dateline.duckdb", show_default=True, metavar="FILE", help="The casefile."
)
_rule = click.option(
    "--rule", type=click.Choice(RULES), default="direct", show_default=True, help="How the best figure is chosen."
)
_output = click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")


def _form(*forms: str) -> Callable[[Any], Any]:
    helped = "A page to read, or data."
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help=helped)


_filter = _stacked(
    click.option("--type", "type_", callback=_upper, metavar="CODE", help="PLOVER type, such as ASSAULT."),
    click.option("--mode", metavar="CODE", help="PLOVER mode, such as explosives."),
    click.option("--actor", metavar="WORDS", help="Part of the name of one who acts or is acted on."),
    click.option("--place", metavar="WORDS", help="Part of the name of the place."),
    click.option("--country", callback=_country, metavar="CODE", help="ISO 3166-1 alpha-3, such as SYR, or a name."),
    click.option("--since", callback=_day, metavar="YYYY-MM-DD", help="Not before this day."),
    click.option("--until", callback=_day, metavar="YYYY-MM-DD", help="Not after this day."),
    click.option(
        "--min-killed", type=click.FloatRange(min=0), metavar="N", help="At least N people killed, best figure."
    ),
    click.option("--status", type=click.Choice(_STATES), help="How far it got, as the latest reports say."),
    click.option("--text", metavar="WORDS", help="Part of a sentence that tells it."),
)


def _wanted(type_: str | None, **asked: Any) -> Filter:
    from dateline.ontology.plover import TYPES
    from dateline.store.base import Filter

    if type_ is not None and type_ not in TYPES:
        raise Misuse(f"--type: there is no type {type_!r}; there are {', '.join(TYPES)}")
    modes = {mode.name for name in ([type_] if type_ else TYPES) for mode in TYPES[name].modes}
    if asked["mode"] is not None and asked["mode"] not in modes:
        told = f"{type_} has no mode" if type_ else "there is no mode"
        raise Misuse(f"--mode: {told} {asked['mode']!r}; there are {', '.join(sorted(modes)) or 'none'}")
    since, until = asked["since"], asked["until"]
    if since and until and since > until:
        raise Misuse(f"--since {since} is later than --until {until}")
    return Filter(type=type_, **asked)


def _telling(command: Callable[_P, None]) -> Callable[_P, None]:
    """An error of ours is one line and exit code 1."""

    @wraps(command)
    def told(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except DatelineError as error:
            _say(str(error))
            sys.exit(NOTHING_DONE)

    return told


def _say(message: str) -> None:
    click.echo(f"dateline: {' '.join(message.split())}", err=True)


@contextlib.contextmanager
def _opened_casefile(path: str) -> Iterator[Casefile]:
    """A casefile that is there. To make one because somebody mistyped its name would hide the mistake."""
    from dateline.casefile import Casefile

    if not Path(path).exists():
        raise DatelineError(f"{path}: there is no such casefile; make one with: dateline add FILES --casefile {path}")
    with Casefile.open(path) as casefile:
        yield casefile


# --- adding -------------------------------------------------------------------------------------------


@commands.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILES...")
@click.option(
    "--from",
    "form",
    type=click.Choice(_IMPORTS),
    help="FILES are CSV tables of coded events, in ACLED's or UCDP GED's columns; a row is a record.",
)
@_casefile
@click.option("--date", callback=_day, metavar="YYYY-MM-DD", help="The day of publication, whatever the files say.")
@click.option("--publisher", help="Who published the reports, whatever the files say.")
@click.option("--id", "own_id", help="The report's id, under which a changed text is a new version; for one text file.")
@click.option("--title", help="The report's title; for one text file.")
@click.option("-q", "--quiet", is_flag=True, help="No notes and no progress on standard error; errors stay.")
@_telling
def add(
    paths: tuple[str, ...],
    form: str | None,
    path: str,
    date: datetime.date | None,
    publisher: str | None,
    own_id: str | None,
    title: str | None,
    quiet: bool,
) -> None:
    """Read reports and keep them in a casefile.

    FILES are texts, JSON Lines, records (dateline read --format jsonl), folders of these, or - for standard input.
    Adding the same twice changes nothing.
    """
    from dateline.casefile import Casefile
    from dateline.load import Overrides
    from dateline.pages import casefile as page

    if form is not None and any(given is not None for given in (own_id, title, date)):
        raise Misuse("--from takes id, title and day of each event from its row; leave out --id, --title and --date")
    if own_id is not None or title is not None:
        _refuse_several(paths)
    overrides = Overrides(id=own_id, date=date, publisher=publisher, title=title)
    with Casefile.open(path) as casefile, _progress(quiet) as watch:
        added = casefile.add(paths, form=form, overrides=overrides, watch=watch)
    for unreadable in added.unreadable:
        _say(str(unreadable))
    if not quiet:
        for note in (*map(str, added.skipped), *added.notes):
            _say(note)
    page.added(added, page_console(sys.stdout))
    if added.unreadable:
        sys.exit(SOME_UNREADABLE if added.new or added.changed or added.unchanged else NOTHING_DONE)


def _refuse_several(paths: Sequence[str]) -> None:
    """One id for several reports would make them versions of one."""
    from dateline.load import JSON_SUFFIX, ROW_SUFFIXES

    first = Path(paths[0])
    if len(paths) > 1 or first.is_dir() or first.suffix.lower() in (*ROW_SUFFIXES, JSON_SUFFIX):
        raise Misuse("--id and --title belong to one report: name one text file")


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """A bar where somebody sees it. How many reports files hold is not known before they are read."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, highlight=False)
    columns = (
        BarColumn(),
        TextColumn("{task.completed:,} reports"),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def watch(where: str) -> None:
            bar.update(task, advance=1, description=where)

        yield watch


@commands.command()
@_casefile
@click.option("-q", "--quiet", is_flag=True, help="No progress on standard error; errors stay.")
@_telling
def relink(path: str, quiet: bool) -> None:
    """Link all events anew, as the Dateline that is installed now links them.

    Worth it after an update. Ids, history and what people decided stay. Stop it at any moment; the same command
    finishes it.
    """
    from dateline.pages import casefile as page

    with _opened_casefile(path) as casefile, _share(quiet) as watch:
        relinked = casefile.relink(watch=watch)
    page.relinked(relinked, page_console(sys.stdout))


@contextlib.contextmanager
def _share(quiet: bool) -> Iterator[Callable[[float], None]]:
    """A bar, where somebody sees it, of the share that is done."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False)
    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("", total=1.0)

        def watch(share: float) -> None:
            bar.update(task, completed=share)

        yield watch


# --- asking -------------------------------------------------------------------------------------------


@commands.command()
@_filter
@_casefile
@_form("page", "json", "csv")
@_output
@_telling
def events(path: str, form: str, output: str | None, **asked: Any) -> None:
    """List the situation events: each happening once, whatever the number of reports."""
    from dateline.pages import casefile as page

    _write_events(path, form, output, asked, page.events)


@commands.command()
@_filter
@_casefile
@_form("page", "json", "csv")
@_output
@_telling
def timeline(path: str, form: str, output: str | None, **asked: Any) -> None:
    """Show the situation events day by day."""
    from dateline.pages import casefile as page

    _write_events(path, form, output, asked, page.timeline)


def _write_events(
    path: str,
    form: str,
    output: str | None,
    asked: Mapping[str, Any],
    page: Callable[[Sequence[EventRow], Console], None],
) -> None:
    from dateline.store.base import EventRow

    wanted = _wanted(**asked)
    with _opened_casefile(path) as casefile:
        found = casefile.events(wanted)
    _write_rows(found, EventRow, form, output, lambda console: page(found, console))


@commands.command()
@click.option("--measure", metavar="NAME", help="What is counted: killed, injured, displaced …")
@click.option("--by", type=click.Choice(_PERIODS), help="Add one measure up by the period in which events begin.")
@_rule
@_filter
@_casefile
@_form("page", "json", "csv")
@_output
@_telling
def figures(
    measure: str | None, by: Period | None, rule: Rule, path: str, form: str, output: str | None, **asked: Any
) -> None:
    """Show what the claims of each event come to, or one measure by week."""
    from dateline.ontology.plover import MEASURES
    from dateline.pages import casefile as page
    from dateline.store.base import FigureRow, PeriodRow

    if measure is not None and measure not in MEASURES:
        raise Misuse(f"--measure: there is no measure {measure!r}; there are {', '.join(MEASURES)}")
    wanted = _wanted(**asked)
    with _opened_casefile(path) as casefile:
        if by is not None:
            sums = casefile.periods(wanted, measure=measure or "killed", by=by, rule=rule)
            _write_rows(sums, PeriodRow, form, output, lambda console: page.periods(sums, by, console))
            return
        found = casefile.figures(wanted, measure=measure, rule=rule)
    _write_rows(found, FigureRow, form, output, lambda console: page.figures(found, console))


@commands.command()
@click.argument("id_", metavar="ID")
@_rule
@_casefile
@_form("page", "json", "csv")
@_output
@_telling
def show(id_: str, rule: Rule, path: str, form: str, output: str | None) -> None:
    """Show an event, a report or an entry of one, with every claim, its words and who said it.

    ID is that of a situation event, of a report, or REPORT#ENTRY for an actor, a figure or another entry.
    As CSV: the claims alone.
    """
    from dateline.pages import casefile as page
    from dateline.pages import rows as data

    with _opened_casefile(path) as casefile:
        found = data.by_rule(casefile.show(id_), rule)
    if form == "csv":
        rows = data.claim_rows(found)
        _write_csv(rows, list(rows[0]) if rows else data.CLAIM_COLUMNS, output)
    elif form == "json":
        _write_json(data.shown(found), output)
    else:
        _write_page(lambda console: page.shown(found, console), output)


@commands.command()
@_casefile
@_form("page", "json")
@_output
@_telling
def status(path: str, form: str, output: str | None) -> None:
    """Show what the casefile holds: counts, versions and models."""
    from dateline.pages import casefile as page
    from dateline.pages import rows as data

    with _opened_casefile(path) as casefile:
        found = casefile.status()
    if form == "json":
        _write_json(data.row(found), output)
    else:
        _write_page(lambda console: page.status(found, console), output)


@commands.command()
@click.argument("id_", metavar="ID")
@_casefile
@_form("page", "json", "csv")
@_output
@_telling
def history(id_: str, path: str, form: str, output: str | None) -> None:
    """Show what became of a situation event: made, grown, merged, split, undone, and by whom."""
    from dateline.pages import casefile as page
    from dateline.situation import Step

    with _opened_casefile(path) as casefile:
        steps = casefile.history(id_)
    _write_rows(steps, Step, form, output, lambda console: page.history(steps, console))


# --- deciding -----------------------------------------------------------------------------------------

_decider = click.option("--by", metavar="NAME", help="Who decides; you, unless told.")


@commands.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@_decider
@_casefile
@_telling
def merge(one: str, other: str, by: str | None, path: str) -> None:
    """Say that two events are one happening. A and B are event ids, or REPORT#ENTRY."""
    with _opened_casefile(path) as casefile:
        ids = casefile.merge(one, other, by=by)
    click.echo(f"{one} and {other} are now {' and '.join(ids)}. Take it back with: dateline undo")


@commands.command()
@click.argument("id_", metavar="ID")
@click.argument("entries", nargs=-1, required=True, metavar="REPORT#ENTRY...")
@_decider
@_casefile
@_telling
def split(id_: str, entries: tuple[str, ...], by: str | None, path: str) -> None:
    """Say that some of what was taken for one event is another. dateline show ID lists what it is made of."""
    with _opened_casefile(path) as casefile:
        ids = casefile.split(id_, entries, by=by)
    click.echo(f"{id_} is now {' and '.join(ids)}. Take it back with: dateline undo")


@commands.command()
@_decider
@_casefile
@_telling
def undo(by: str | None, path: str) -> None:
    """Take back the last merge or split that stands."""
    from dateline.pages import casefile as page

    with _opened_casefile(path) as casefile:
        taken_back = casefile.undo(by=by)
    page.undone(taken_back, page_console(sys.stdout))
    if not taken_back:
        sys.exit(NOTHING_DONE)


# --- exporting ----------------------------------------------------------------------------------------


@commands.command()
@click.option(
    "--to",
    "target",
    type=click.Choice([*FORMATS, LINKS]),
    required=True,
    metavar="FORMAT",
    help=f"{'; '.join(f'{name}: {known.about}' for name, known in FORMATS.items())}; {LINKS}: which claims are one.",
)
@_filter
@_casefile
@_output
@click.option("--report", metavar="FILE", help="Write what the format could not hold to FILE, not to standard error.")
@_telling
def export(target: str, path: str, output: str | None, report: str | None, **asked: Any) -> None:
    """Write the casefile, or some of its events, in a format of the field, and tell what the format could not hold."""
    wanted = _wanted(**asked)
    if target == LINKS:
        _export_links(path, output, report, asked)
        return
    from dateline.export import export as write

    is_text = FORMATS[target].is_text
    with _opened_casefile(path) as casefile, opened_for_bytes(output, is_text=is_text) as stream, writing(output):
        losses = write(casefile, target, stream, wanted=wanted)
    tell_losses(losses, target, report)


def _export_links(path: str, output: str | None, report: str | None, asked: Mapping[str, Any]) -> None:
    if report is not None or any(value is not None for value in asked.values()):
        raise Misuse(f"--to {LINKS} tells of all events and loses nothing; leave out --report and what chooses events")
    with _opened_casefile(path) as casefile:
        found = casefile.links()
    _write_json(found, output)


# --- writing ------------------------------------------------------------------------------------------


def _write_rows(
    found: Sequence[Any], kind: type, form: str, output: str | None, page: Callable[[Console], None]
) -> None:
    """Writes dataclasses of one kind as rows, or as the page that shows them."""
    from dateline.pages import rows as data

    if form == "page":
        _write_page(page, output)
    elif form == "json":
        _write_json(data.rows(found), output)
    else:
        _write_csv(data.rows(found), data.columns(kind), output)


def _write_page(page: Callable[[Console], None], output: str | None) -> None:
    with opened(output, "page") as stream, writing(output):
        page(page_console(stream))


def _write_json(value: object, output: str | None) -> None:
    with opened(output, "json") as stream, writing(output):
        json.dump(value, stream, ensure_ascii=False, indent=2, default=str)
        stream.write("\n")


def _write_csv(rows: Sequence[_Row], columns: Sequence[str], output: str | None) -> None:
    """Rows under the names of their columns; lists stand in one cell, parted by '; '."""
    with opened(output, "csv") as stream, writing(output):
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row[column]) for column in columns] for row in rows)


def _cell(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else value
