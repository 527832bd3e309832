"""What a casefile's store can do: one contract for every backend.

A store keeps whole records by report and version, finds events that may be the same happening by their blocking
keys, and keeps decisions, situations and their history. It links nothing and reads nothing itself:
`dateline.casefile` knows that order.

Errors
------
::

    DatelineError
      StoreError       a casefile that cannot be opened, read or written: says which file and what to do
        InUse          another program has the file open
        NotACasefile   the file is something else, damaged, or of a newer Dateline
      UnknownId        no report, entry or situation event goes by the id
"""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal

from dateline.record import ActorKind, DatelineError, Factuality, Record, Report
from dateline.situation import Decision, EntryId, EventView, Rule, Situation, Step
from dateline.store.desk import Desk

View = Literal["events", "figures", "claims", "tellings", "parties", "reports"]
Period = Literal["day", "week", "month", "year"]


class StoreError(DatelineError):
    """A casefile that cannot be opened, read or written; the message says which file and what to do."""


class InUse(StoreError):
    """Another program has the casefile open."""


class NotACasefile(StoreError):
    """The file is something else, damaged, or made by a newer version of Dateline. It is left as it is."""


class UnknownId(DatelineError):
    """No report, entry or situation event of the casefile goes by the id."""


# --- what is asked ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which situation events are asked for; None asks for all.

    `type` and `mode` are PLOVER codes, `country` ISO 3166-1 alpha-3. `actor` and `place` are parts of names, `text`
    a part of a sentence that tells the event, all in any case. `since` and `until` are days, inclusive: an event
    is found if any of its days may lie between them; one without days is not found. `min_killed` compares the best
    figure of people killed, or the lowest where only 'dozens' is told. `publisher` is a part of the name of one whose
    report tells it. `ids` are those of situation events (S12).
    """

    type: str | None = None
    mode: str | None = None
    actor: str | None = None
    place: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    country: str | None = None
    min_killed: float | None = None
    status: str | None = None
    text: str | None = None
    publisher: str | None = None
    ids: tuple[str, ...] | None = None


EVERYTHING = Filter()

OWN = "dateline"
"""Who decides where no person did."""


# --- what is answered: the rows of the views --------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """A situation event in one row: the view ``events``.

    `precision` is UCDP's where_prec. `killed_*` counts people in general, or, where only fighters are counted, those
    of the side that lost most. `reports` and `mentions` count the reports that tell of it
    and the events in them.
    """

    id: str
    type: str
    mode: str | None = None
    status: str | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    place: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    killed_low: float | None = None
    killed_best: float | None = None
    killed_high: float | None = None
    reports: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """What the claims of one situation event come to for one measure: the view ``figures``.

    `whom` is the side whose fighters are counted, None for people or things in general. `fewer` and `more`: the
    claim that tells the lowest, or highest, number sets no bound there. `rule` names how `best` is chosen
    (`dateline.link.tolls`), and `claims` counts the claims that stand. `best_latest`, `best_median` and `best_lowest`
    are what `best` is by those rules; where `best` is known, null means that an older Dateline kept no other.
    """

    event: str
    measure: str
    unit: str | None = None
    whom: str | None = None
    low: float | None = None
    best: float | None = None
    high: float | None = None
    fewer: bool = False
    more: bool = False
    rule: Rule
    claims: int
    best_latest: float | None = None
    best_median: float | None = None
    best_lowest: float | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    place: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """The figures of one measure whose events begin in one period, added up; `events` counts them.

    `start` is the first day of the period, None for events without days.
    """

    start: datetime.date | None
    measure: str
    unit: str | None
    low: float | None
    best: float | None
    high: float | None
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One figure of one report, in its words: the view ``claims``. `event` is the situation event, if any.

    The words stand at `[at_start, at_end)` of the report's text, in code points.
    """

    event: str | None
    report: str
    entry: str
    measure: str
    words: str
    low: float | None
    best: float | None
    high: float | None
    hedge: str
    unit: str | None
    counts: str | None
    speaker: str | None
    publisher: str | None
    published: datetime.date | None
    factuality: str
    at_start: int | None = None
    at_end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """One who takes part in a situation event: `country` is ISO 3166-1 alpha-3, `sector` a PLOVER code."""

    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingRow:
    """One event of one report, which tells a situation event.

    `words` is the trigger, at `[at_start, at_end)` of the report's text in code points; `sentence` is the one it
    stands in. `speaker` is who is reported to have said it, None for the report's own voice.
    """

    report: str
    entry: str
    type: str
    mode: str | None
    factuality: Factuality
    words: str
    at_start: int
    at_end: int
    sentence: str
    start: datetime.date | None
    end: datetime.date | None
    place: str | None
    speaker: str | None
    publisher: str | None
    published: datetime.date | None
    title: str | None
    url: str | None
    copy_of: str | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A situation event with all that an export of it needs.

    `actors` and `recipients` stand in the order of the event's names; `claims` and `tellings` by day of publication,
    then report and entry.
    """

    event: EventRow
    actors: tuple[PartyRow, ...] = ()
    recipients: tuple[PartyRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    tellings: tuple[TellingRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One version of a report: the view ``reports`` shows the current ones.

    `model` is the version of the model that read it, None for a record that was made elsewhere; `copy_of` the
    report that it is a near-duplicate of.
    """

    report: str
    version: int
    current: bool
    date: datetime.date | None
    publisher: str | None
    title: str | None
    url: str | None
    model: str | None
    copy_of: str | None
    added: datetime.datetime
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a casefile holds. `loose` are the claims that measure no event, `cut` the blocks that were too large when
    reports were added, and were cut to the nearest in time.
    """

    path: str
    schema: int
    reports: int
    versions: int
    mentions: int
    events: int
    claims: int
    loose: int
    decisions: int
    cut: int
    models: tuple[tuple[str | None, int], ...]
    """The models that read the current versions, with how many each; None for records made elsewhere."""


# --- what is kept ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A record to keep, with what linking needs to find it again.

    `views` are its events, each with its blocking keys; `bands` are the near-duplicate keys of its text.
    """

    record: Record
    model: str | None = None
    views: tuple[tuple[EventView, tuple[str, ...]], ...] = ()
    bands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of drafts, as report ids: kept for the first time, as another version, or there already."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Events that may be the same as those asked about, these included, and which with which.

    `cut` counts the blocks too large to search whole.
    """

    entries: tuple[EntryId, ...]
    pairs: tuple[tuple[EntryId, EntryId], ...]
    cut: int = 0


class Store(ABC):
    """One casefile, open. Every change between `begin` and its end is kept whole or not at all."""

    # -- life

    @abstractmethod
    def close(self) -> None:
        """Lets go of the file. A closed store cannot be used."""

    @abstractmethod
    def begin(self) -> AbstractContextManager[None]:
        """A transaction: all that is written inside is kept when it ends well, and nothing of it otherwise.

        Of several stores of one casefile (`beside`), one writes at a time and the others wait.
        """

    @abstractmethod
    def beside(self) -> Store:
        """The same casefile for another thread. Close it when it is done; this one stays open."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Store]:
        """The casefile for another thread to ask, as it is when it is first asked, while others write to it.

        Nothing can be written through it.
        """

    @property
    @abstractmethod
    def desk(self) -> Desk:
        """What analysts ask and tell: lists, reviews and edits."""

    # -- reports

    @abstractmethod
    def holds(self, report: Report, model: str | None) -> bool:
        """Whether this very report, as read by this model, is kept in any version."""

    @abstractmethod
    def keep(self, drafts: Sequence[Draft], at: datetime.datetime) -> Kept:
        """Keeps records. One that is there already changes nothing; another of the same report is a new version.

        Drafts of one report are taken in order. With a new version the events of the old one leave the blocks; an
        event of the new version with the same type and trigger words takes the old one's place in its situation
        and in people's decisions.
        """

    @abstractmethod
    def reports(self) -> tuple[str, ...]:
        """The ids of all reports, in order of adding their current version."""

    @abstractmethod
    def record(self, report: str, version: int | None = None) -> Record:
        """The record of a report: of its current version, unless another is asked for. Raises `UnknownId`."""

    @abstractmethod
    def records(self, reports: Collection[str]) -> tuple[Record, ...]:
        """The current records of reports, in the order of their ids. Raises `UnknownId`."""

    @abstractmethod
    def versions(self, report: str) -> tuple[ReportRow, ...]:
        """Every version of a report, oldest first; none where there is no such report."""

    @abstractmethod
    def beginning(self, words: str) -> tuple[str, ...]:
        """The ids of reports that begin with these words, in order; at most two of them."""

    @abstractmethod
    def sharing_bands(self, reports: Collection[str]) -> tuple[str, ...]:
        """The reports that share a near-duplicate key with another, if one of these is among them; and those marked as
        copies of one of these. In order of adding.
        """

    @abstractmethod
    def mark_copies(self, copies: Iterable[tuple[str, str | None]]) -> None:
        """Says of each report which other it is a near-duplicate of, or None."""

    @abstractmethod
    def copies(self, reports: Collection[str]) -> dict[str, str]:
        """Of these reports, which are near-duplicates, and of which other report."""

    # -- linking

    @abstractmethod
    def index(self, drafts: Sequence[Draft]) -> None:
        """Puts the views, blocking keys and bands of current records in the place of what they had.

        The records themselves are kept already, and are not looked at here.
        """

    @abstractmethod
    def neighbours(self, entries: Collection[EntryId], widest: int) -> Neighbours:
        """For each of these, `widest` events at most that share a blocking key with it: those that share most keys,
        then the nearest in time. Of a key that more than `widest` share, only the nearest in time are looked at.
        """

    @abstractmethod
    def count_cut(self, cut: int) -> None:
        """Adds to the blocks that were cut, which `status` tells."""

    @abstractmethod
    def views(self, entries: Collection[EntryId]) -> tuple[EventView, ...]:
        """The events of the current versions among these, in order of adding."""

    # -- decisions

    @abstractmethod
    def decide(self, decisions: Sequence[Decision]) -> None:
        """Keeps decisions taken together: one act, that `undo` takes back as a whole."""

    @abstractmethod
    def undo(self, at: datetime.datetime, by: str) -> tuple[Decision, ...]:
        """Takes back the last act of a person that stands; the rows stay, marked. Gives its decisions, or none."""

    @abstractmethod
    def decisions(self, entries: Collection[EntryId] | None = None) -> tuple[Decision, ...]:
        """The decisions that stand, oldest first: all, or those on two of these events."""

    @abstractmethod
    def replace_own(self, entries: Collection[EntryId], decisions: Sequence[Decision]) -> None:
        """Puts the linker's own decisions on pairs of these events in the place of its earlier ones."""

    # -- situations

    @abstractmethod
    def situations(self, ids: Collection[str] | None = None) -> tuple[Situation, ...]:
        """Living situation events, oldest id first: all, or those with these ids."""

    @abstractmethod
    def holding(self, entries: Collection[EntryId]) -> tuple[Situation, ...]:
        """The situation events that hold any of these events, with every member, oldest id first."""

    @abstractmethod
    def regroup(
        self, groups: Sequence[Collection[EntryId]], at: datetime.datetime, by: str, *, undone: bool = False
    ) -> tuple[str, ...]:
        """Says which events are one happening, each group one; gives the ids that changed, which want describing.

        Ids are permanent: see `dateline.store.regroup`. Each change is a `Step` of history, called 'undone' where
        it follows from taking back a decision.
        """

    @abstractmethod
    def describe(self, happenings: Sequence[Happening]) -> None:
        """Puts rows of situation events, with all their parties and figures, in the place of what they had.

        Their claims and tellings follow from the records that are kept, and are not looked at here.
        """

    @abstractmethod
    def resolve(self, id: str) -> tuple[str, ...]:
        """The living ids where the members of an id are now: itself, or whither it was merged or split.

        Raises `UnknownId` for an id that never was.
        """

    @abstractmethod
    def history(self, id: str) -> tuple[Step, ...]:
        """What became of an id and of those that it came from, oldest first. Raises `UnknownId`."""

    # -- questions

    @abstractmethod
    def events(self, wanted: Filter = EVERYTHING, ids: Collection[str] | None = None) -> tuple[EventRow, ...]:
        """Situation events by first day (undated last), then by age of their id: all, or of these ids."""

    @abstractmethod
    def figures(
        self,
        wanted: Filter = EVERYTHING,
        measure: str | None = None,
        ids: Collection[str] | None = None,
        *,
        rule: Rule = "direct",
    ) -> tuple[FigureRow, ...]:
        """The figures of those events, in their order, with their best by a rule.

        One that an older Dateline kept with its best by 'direct' alone comes with that; its `rule` says so.
        """

    @abstractmethod
    def periods(self, wanted: Filter, measure: str, by: Period, *, rule: Rule = "direct") -> tuple[PeriodRow, ...]:
        """One measure of those events added up by the period in which each begins; undated ones last.

        Figures are those of `figures` by the same rule.
        """

    @abstractmethod
    def claims(self, wanted: Filter = EVERYTHING, event: str | None = None) -> tuple[ClaimRow, ...]:
        """Every figure of every report that tells of those events, or of one of them, by day of publication."""

    @abstractmethod
    def happenings(self, wanted: Filter = EVERYTHING) -> Iterator[Happening]:
        """Those events with all that is behind them, in the order of `events`, a few in memory at a time.

        What is written after the first was asked for does not show.
        """

    @abstractmethod
    def status(self) -> Status:
        """What the casefile holds."""

    @abstractmethod
    def arrow(self, view: View) -> Any:
        """A view as an Arrow stream: an object with ``__arrow_c_stream__``, read once."""
