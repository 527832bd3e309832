"""What a casefile answers: what became of what was added or linked anew, and all that stands behind an id."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.link.accounts import Account
from dateline.load import Skipped, Unreadable
from dateline.record import Record
from dateline.situation import Decision, EntryId
from dateline.store.base import EventRow, FigureRow, ReportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of what was added: report ids, what could not be read, and what a reader should know.

    `cut` counts the blocks of like events that were too large to compare whole.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    cut: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Relinked:
    """What linking anew came to, as ids of situation events in order of age.

    `made` were not there before, `changed` have other members than before, `ended` were merged into others or are told
    no more. `kept` counts those whose members stayed; `cut` the blocks that were too large to compare whole.
    """

    made: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    kept: int = 0
    cut: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvent:
    """A situation event with all that stands behind it. `asked` is the id it was asked for by, maybe an older one."""

    asked: str
    event: EventRow
    members: tuple[EntryId, ...]
    account: Account
    figures: tuple[FigureRow, ...]
    records: tuple[Record, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReport:
    """A report: its record, its versions, and the situation events that it tells of."""

    record: Record
    versions: tuple[ReportRow, ...]
    events: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEntry:
    """One entry of a report (an event, figure, actor, place or statement) and the situation events it belongs to.

    For an actor or a place, these are the ones in which its name stands; for a statement, those it tells of.
    """

    id: EntryId
    record: Record
    events: tuple[EventRow, ...]


Shown = ShownEvent | ShownReport | ShownEntry
