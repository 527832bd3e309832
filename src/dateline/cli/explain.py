"""`dateline explain`: what a code means, and what stands behind it in an event."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.output import opened, page_console, writing
from dateline.pages.words import brief_ids, clean
from dateline.record import DatelineError

if TYPE_CHECKING:
    from dateline.explain import Chosen, Explained
    from dateline.store.base import ClaimRow, TellingRow

_SHOWN = 20  # claims, and tellings, behind one code that a page shows; JSON has all


@click.command()
@click.argument("code")
@click.option("--event", metavar="ID", help="An event of the casefile: which rule gave it the code, and on what.")
@click.option("--casefile", "path", default="dateline.duckdb", show_default=True, metavar="FILE", help="The casefile.")
@click.option(
    "--format", "form", type=click.Choice(["page", "json"]), default="page", show_default=True, help="A page, or data."
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
def explain(code: str, event: str | None, path: str, form: str, output: str | None) -> None:
    """Tell what a code of any list means: PLOVER, ACLED, UCDP GED, countries, measures, rules and columns.

    CODE may name its column or book: where_prec=4, inter1=3, acled:Attack. With --event: which rule chose it there, and
    which claims and tellings stand behind it.
    """
    try:
        _write(_explained(code, event, path), form, output)
    except DatelineError as error:
        click.echo(f"dateline: {' '.join(str(error).split())}", err=True)
        sys.exit(1)


def _explained(code: str, event: str | None, path: str) -> Explained:
    from dateline.casefile import Casefile
    from dateline.explain import explain

    if event is None:
        return explain(code)
    if not Path(path).exists():
        raise DatelineError(f"{path}: there is no such casefile; name one with --casefile")
    with Casefile.open(path) as casefile:
        return explain(code, casefile=casefile, event=event)


def _write(found: Explained, form: str, output: str | None) -> None:
    import dataclasses

    from rich.text import Text

    with opened(output, form) as stream, writing(output):
        if form == "json":
            json.dump(dataclasses.asdict(found), stream, ensure_ascii=False, indent=2, default=str)
            stream.write("\n")
            return
        console = page_console(stream)
        for line in _page(found):
            console.print(Text(_indent(line) + clean(line)))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


# --- the page ---------------------------------------------------------------------------------------


def _page(found: Explained) -> Iterator[str]:
    for meaning in found.meanings:
        name = f" ({meaning.name})" if meaning.name else ""
        yield f"{meaning.code}{name}: {meaning.book}, {meaning.field}"
        yield f"  {meaning.meaning}"
        yield f"  source: {meaning.source}"
    if found.event is None:
        return
    yield ""
    absent = [f"It has no row in {book}: {reason}." for book, reason in found.absent]
    if found.chosen:
        yield f"In {found.event}"
        said = {meaning.meaning for meaning in found.meanings}
        for chosen in found.chosen:
            yield from _chosen(chosen, said)
        yield from absent
    else:
        yield " ".join((f"{found.event} has not got it.", *absent, "It has:"))
        yield from (f"  {chosen.code}: {chosen.book}, {chosen.field}" for chosen in found.other)


def _chosen(chosen: Chosen, said: Collection[str]) -> Iterator[str]:
    """`said` are rules that stand above already."""
    rule = f"rule {chosen.rule_id}: " if chosen.rule_id else ""
    yield f"  {chosen.code}: {chosen.book}, {chosen.field}"
    if chosen.rule not in said:
        yield f"    {rule}{chosen.rule}"
    yield from _some("claims", [_claim(claim) for claim in chosen.claims])
    yield from _some("told", [_telling(telling) for telling in chosen.tellings])


def _some(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"    {heading}"
    yield from (f"      {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"      and {len(lines) - _SHOWN} more; all of them with --format json"


def _claim(claim: ClaimRow) -> str:
    doubt = "" if claim.factuality == "actual" else f" ({claim.factuality})"
    return f"{claim.measure}: “{' '.join(claim.words.split())}”{doubt}, {_source(claim)}"


def _telling(telling: TellingRow) -> str:
    doubt = "" if telling.factuality == "actual" else f" ({telling.factuality})"
    code = f"{telling.type}-{telling.mode}" if telling.mode else telling.type
    return f"{code}: “{' '.join(telling.words.split())}”{doubt}, {_source(telling)}"


def _source(row: ClaimRow | TellingRow) -> str:
    day = str(row.published) if row.published else None
    return ", ".join(filter(None, (row.speaker, row.publisher, day, brief_ids(f"{row.report}#{row.entry}"))))
