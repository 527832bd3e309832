"""`dateline reviews`: what reviewers said, as records to train on."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.output import opened, writing
from dateline.record import DatelineError


@click.group()
def reviews() -> None:
    """What people said of the entries that a model read."""


@reviews.command("export")
@click.option("--by", metavar="NAME", help="Whose reviews; without it, what is settled between all reviewers.")
@click.option("--complete", is_flag=True, help="Only reports of which every event and figure was decided.")
@click.option("--casefile", "path", default="dateline.duckdb", show_default=True, metavar="FILE", help="The casefile.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
def export(by: str | None, complete: bool, path: str, output: str | None) -> None:
    """Write the reviewed records, as they should be, as JSON Lines.

    Where reviewers differ still, the machine's entry stands; standard error says how often.
    """
    try:
        _export(by, complete, path, output)
    except DatelineError as error:
        click.echo(f"dateline: {' '.join(str(error).split())}", err=True)
        sys.exit(1)


def _export(by: str | None, complete: bool, path: str, output: str | None) -> None:
    from dateline.casefile import Casefile
    from dateline.casefile.reviews import SETTLED, exported

    if not Path(path).exists():
        raise DatelineError(f"{path}: there is no such casefile; name one with --casefile")
    written = whole = unfinished = differing = 0
    faults: list[str] = []
    with Casefile.open(path) as casefile, opened(output, "json") as stream:
        for one in exported(casefile, by or SETTLED):
            differing += len(one.open)
            if one.record is None:
                faults.append(f"{one.report}: left out: {one.fault}")
            elif complete and not one.complete:
                unfinished += 1
            else:
                written, whole = written + 1, whole + one.complete
                with writing(output):
                    stream.write(one.record.to_json() + "\n")
    for fault in faults:
        click.echo(f"dateline: {fault}", err=True)
    told = [f"{written} records, {whole} of them with every event and figure decided"]
    told += [f"{unfinished} left out as not complete"] if unfinished else []
    told += [f"{differing} entries on which reviewers differ"] if differing else []
    click.echo(f"dateline: {'; '.join(told)}", err=True)
