"""What every export is: a format that takes situation events one at a time, and a tally of what it could not hold.

An export never holds more than one event in memory, for a casefile may hold a hundred thousand of them.

Errors
------
::

    DatelineError
      ExportError   a format that cannot be written here: says why and what to do (a package is not installed)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from dateline.record import DatelineError
from dateline.store.base import Happening


class ExportError(DatelineError):
    """A format that cannot be written here; the message says why and what to do."""


@dataclass(slots=True)
class Losses:
    """What became of the events of one export, counted as it goes.

    `written` counts rows. `left_out` counts events by the reason why no row holds them, `unfilled` rows by the field
    for which nothing was known, `coarsened` rows by what a code was and the wider one that it became, `not_held` rows
    by what was known and the format has no place for.
    """

    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    unfilled: Counter[str] = field(default_factory=Counter)
    coarsened: Counter[tuple[str, str]] = field(default_factory=Counter)
    loose: int = 0
    not_held: Counter[str] = field(default_factory=Counter)

    def wrote(self, rows: int = 1) -> None:
        self.written += rows

    def leave_out(self, reason: str) -> None:
        self.left_out[reason] += 1

    def could_not_fill(self, field: str) -> None:
        self.unfilled[field] += 1

    def coarsen(self, was: str, became: str) -> None:
        self.coarsened[was, became] += 1

    def could_not_hold(self, what: str) -> None:
        self.not_held[what] += 1

    def report(self) -> str:
        """All of it in lines of plain English, the most frequent first."""
        parts = (
            (f"events left out: {self.left_out.total():,}", self.left_out),
            ("fields that could not be filled, and in how many rows", self.unfilled),
            (
                "codes that became coarser",
                Counter({f"{was} became {became}": n for (was, became), n in self.coarsened.items()}),
            ),
            ("what the format has no place for, and in how many rows", self.not_held),
        )
        lines = [f"rows written: {self.written:,}"]
        if not self.written and not self.left_out:
            lines.append("no event fits what was asked for")
        for heading, counts in parts:
            if counts:
                width = len(f"{max(counts.values()):,}")
                ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
                lines += [heading, *(f"  {number:>{width},}  {what}" for what, number in ranked)]
        if self.loose:
            lines.append(f"figures that measure no event, and are in no row: {self.loose:,}")
        return "\n".join(lines)


class Format(Protocol):
    """One format: a module of this package with a class that has these.

    `name` is what ``--to`` takes, `suffix` what its files end in. `write` takes situation events in the order in which
    they are to stand and writes the whole of a file; it closes nothing. What the format cannot hold is told to
    `losses`, never dropped in silence. The same events give the same bytes. Raises `ExportError`.
    """

    name: str
    suffix: str

    def write(self, happenings: Iterable[Happening], out: BinaryIO, losses: Losses) -> None: ...
