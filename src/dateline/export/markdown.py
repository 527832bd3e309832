"""The report of ``html`` as Markdown (CommonMark, with the tables of GitHub), to be edited and pasted.

What a report or a user wrote has its punctuation escaped, so that it is text wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from dateline.export import phrases
from dateline.export.base import Losses
from dateline.export.digest import Digest
from dateline.export.part import Part, encoded
from dateline.pages.words import clean
from dateline.store.base import ClaimRow, EventRow, FigureRow, Happening, TellingRow

_RANKED = 8  # entries of a list in the summary

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~#&$!^])")
"""What CommonMark and common extensions of it take for markup within a line; a backslash takes that from it."""


class Markdown:
    """The parts of the page: summary, timeline, table of events, and each event with every claim."""

    name = "md"
    suffix = ".md"

    def write(self, happenings: Iterable[Happening], out: BinaryIO, losses: Losses) -> None:
        digest = Digest()
        with Part() as rows, Part() as details:
            for happening in happenings:
                digest.add(happening)
                rows.write(_row(_cells(happening.event)))
                details.write("".join(_event(happening)))
                losses.wrote()
            out.write(encoded("".join(_head(digest))))
            rows.copy_to(out)
            out.write(b"\n## Every claim\n")
            details.copy_to(out)
            out.write(b"\nMade with Dateline from what reports say.\n")


def _text(words: object) -> str:
    """Anybody's words as they may stand in a line: no markup."""
    return _MARKUP.sub(r"\\\1", clean(str(words)))


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(_text, cells))} |\n"


def _table(headings: Iterable[str]) -> str:
    names = list(headings)
    return _row(names) + f"|{' --- |' * len(names)}\n"


def _head(digest: Digest) -> Iterator[str]:
    yield f"# {_text(phrases.heading(digest))}\n\n{_text(phrases.scope(digest))}\n\n## Summary\n\n"
    figures = phrases.key_figures(digest)
    for measure, best, told in figures:
        yield f"- **{_text(best)} {_text(measure)}**, {_text(told)}\n"
    if figures:
        yield f"\n{phrases.ADDED_UP}\n\n"
    for heading, counts in phrases.lists(digest):
        shown = phrases.ranked(counts)
        yield f"**{heading}:** " + "; ".join(f"{_text(what)} ({number:,})" for what, number in shown[:_RANKED])
        yield f"; and {len(shown) - _RANKED:,} more\n\n" if len(shown) > _RANKED else "\n\n"
    period, columns = digest.columns()
    if columns:
        yield "## Timeline\n\n" + _table((period.capitalize(), "Happened", "Planned, possible or denied", "Killed"))
    for start, column in columns:
        if column.happened or column.others:
            when = phrases.period(start, period)
            yield _row((when, column.happened, column.others, phrases.number(column.killed)))
    yield "\n## Events\n\n" + _table(("Event", "Day", "What", "Where", "Who", "Killed", "Reports", "How far it got"))


def _cells(event: EventRow) -> tuple[object, ...]:
    return (
        event.id,
        phrases.when(event.start, event.end),
        phrases.what(event),
        phrases.where(event.place, event.country),
        phrases.who(event),
        phrases.killed(event),
        event.reports,
        event.status or "unknown",
    )


def _event(happening: Happening) -> Iterator[str]:
    event = happening.event
    place = phrases.where(event.place, event.country)
    parts = (phrases.when(event.start, event.end), place or "no place given", phrases.precision(event) if place else "")
    yield f"\n### {_text(event.id)}: {_text(phrases.what(event))}, {_text(event.status or 'unknown')}\n\n"
    yield f"{_text(', '.join(part for part in parts if part))}\n"
    for lead, side in (("By", happening.actors), ("To", happening.recipients)):
        if side:
            yield f"\n{lead} {_text(', '.join(map(phrases.party, side)))}\n"
    for figures, claims in phrases.by_measure(happening):
        yield "\n"
        yield from map(_figure, figures)
        yield from map(_claim, claims)
    yield from map(_telling, happening.tellings)


def _figure(figure: FigureRow) -> str:
    best = f"best {phrases.number(figure.best)}, " if figure.best is not None else ""
    told = f"{best}{phrases.figure_told(figure)}"
    return f"- **{_text(phrases.measure(figure))}**: {_text(told)}\n"


def _claim(claim: ClaimRow) -> str:
    parts = (phrases.doubt(claim), phrases.source(claim), phrases.entry(claim))
    told = ", ".join(part for part in parts if part)
    return f"  - {_text(phrases.claim_amount(claim))}: “{_text(claim.words)}”, {_text(told)}\n"


def _telling(telling: TellingRow) -> str:
    copy = f"a copy of {phrases.name(telling.copy_of)}" if telling.copy_of else ""
    parts = (phrases.doubt(telling), phrases.source(telling), phrases.name(telling.title), copy, phrases.entry(telling))
    return f"\n> “{_text(telling.sentence)}” ({_text(', '.join(part for part in parts if part))})\n"
