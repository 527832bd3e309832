"""The casefile: many reports, one record.

    from dateline.casefile import Casefile, Filter

    with Casefile.open("dateline.duckdb") as casefile:
        casefile.add(["reports/"])
        for event in casefile.events(Filter(country="SYR", min_killed=10)):
            ...

This module alone knows the order in which reports are loaded, read, linked and stored. Whatever it writes, it writes
whole: a chunk of reports with all that follows from them, or nothing of it.
"""

from __future__ import annotations

import datetime
import getpass
import importlib
import os
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from types import ModuleType, TracebackType
from typing import Any

from dateline.casefile.answers import Added, Relinked, Shown, ShownEntry, ShownEvent, ShownReport
from dateline.casefile.described import described
from dateline.casefile.given import Given, from_paths, from_records, from_tables
from dateline.casefile.linker import Linker, default_linker
from dateline.link.accounts import Account, account
from dateline.load import Loaded, Overrides, Skipped, Unreadable
from dateline.load.base import NO_OVERRIDES
from dateline.record import DatelineError, Record, Report
from dateline.situation import Decision, EntryId, Rule, Situation, Step
from dateline.store.base import (
    EVERYTHING,
    OWN,
    ClaimRow,
    Draft,
    EventRow,
    FigureRow,
    Filter,
    Happening,
    Kept,
    Period,
    PeriodRow,
    ReportRow,
    Status,
    Store,
    UnknownId,
    View,
)
from dateline.store.desk import Desk

__all__ = [
    "DEFAULT_PATH",
    "Added",
    "Casefile",
    "Filter",
    "Linker",
    "Relinked",
    "Shown",
    "ShownEntry",
    "ShownEvent",
    "ShownReport",
]

DEFAULT_PATH = "dateline.duckdb"
SHORTEST_ID = 8
"""So many characters of a report's id, at least, tell it where no other id begins so."""

_RECORDS_AT_ONCE = 500  # kept and linked in one go: fewer goes are quicker, and each holds its records in memory
_READ_AT_ONCE = 8  # of these, what reading costs: so many reports at most are read again after the program was killed
_WIDEST_BLOCK = 40  # of the events that share a blocking key, how many are compared with one, the nearest in time
_REMEMBERED = 2_000  # records kept in memory, for what is told of one happening tends to be added together

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


@dataclass(slots=True)
class _Tally:
    """An `Added` that grows."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cut: int = 0

    def frozen(self) -> Added:
        return Added(
            new=tuple(self.new),
            changed=tuple(self.changed),
            unchanged=tuple(self.unchanged),
            unreadable=tuple(self.unreadable),
            skipped=tuple(self.skipped),
            notes=tuple(self.notes),
            cut=self.cut,
        )


@dataclass(slots=True)
class _Chunk:
    """What is kept and linked in one go."""

    drafts: list[Draft] = field(default_factory=list)
    read: int = 0

    @property
    def is_full(self) -> bool:
        return len(self.drafts) >= _RECORDS_AT_ONCE or self.read >= _READ_AT_ONCE


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Casefile:
    """One casefile, open. Close it, or use it in a ``with`` statement.

    `Casefile.open` is the way to one; another backend, linker or clock can be given here.
    """

    def __init__(
        self, store: Store, linker: Linker | None = None, clock: Callable[[], datetime.datetime] = _now
    ) -> None:
        self._store = store
        self._linker = linker or default_linker()
        self._clock = clock
        self._remembered: OrderedDict[str, Record] = OrderedDict()

    @classmethod
    def open(cls, path: str | os.PathLike[str] = DEFAULT_PATH) -> Casefile:
        """Opens a casefile, or makes one where there is none. Raises `StoreError`."""
        from dateline.store.duck import DuckStore

        return cls(DuckStore.open(path))

    def close(self) -> None:
        self._store.close()

    def beside(self) -> Casefile:
        """The same casefile for another thread, which may write too: each waits for the other. Close both."""
        return Casefile(self._store.beside(), self._linker, self._clock)

    @contextmanager
    def reading(self) -> Iterator[Casefile]:
        """The casefile for another thread, as it is when it is first asked; nothing can be written through it."""
        with self._store.reading() as still:
            yield Casefile(still, self._linker, self._clock)

    def writing(self) -> AbstractContextManager[None]:
        """A transaction: what the desk is told inside is kept when it ends well, and nothing of it otherwise."""
        return self._store.begin()

    @property
    def desk(self) -> Desk:
        """What analysts ask and tell: lists of reports and names, reviews and edits."""
        return self._store.desk

    def __enter__(self) -> Casefile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- adding --------------------------------------------------------------------------------------

    def add(
        self,
        what: Record | Iterable[Record] | Paths,
        *,
        form: str | None = None,
        overrides: Overrides = NO_OVERRIDES,
        watch: Callable[[str], None] | None = None,
    ) -> Added:
        """Reads, keeps and links reports: files, folders, standard input (``-``), or records made elsewhere.

        Adding the same twice changes nothing; another text of a report, or another reading of it, is a new version.
        What cannot be read is told in the result and stops nothing. `form` 'acled' or 'ged' takes files as tables of
        coded events, a record for each row. `overrides` are for reports, not for records; of tables, the publisher.
        `watch` is called with the place of each as it is taken ('reports.jsonl:3'). Raises `StoreError` where the
        casefile cannot be written; all chunks before are then kept.
        """
        tally, chunk = _Tally(), _Chunk()
        for found in _found_in(what, form, overrides):
            if isinstance(found, Unreadable):
                tally.unreadable.append(found)
            elif isinstance(found, Skipped):
                tally.skipped.append(found)
            else:
                self._take(found, chunk, tally)
                if watch:
                    watch(found.where)
            if chunk.is_full:
                self._finish(chunk, tally)
                chunk = _Chunk()
        self._finish(chunk, tally)
        return tally.frozen()

    def _take(self, found: Given | Loaded, chunk: _Chunk, tally: _Tally) -> None:
        """Puts a record into the chunk; a report is read for it, unless it is there as this model read it."""
        if isinstance(found, Given):
            chunk.drafts.append(self._draft(found.record, None))
            return
        model = _model()
        if self._store.holds(found.report, model):
            tally.unchanged.append(found.report.id)
            return
        tally.notes += (f"{found.where}: {note}" for note in found.notes)
        chunk.drafts.append(self._draft(_read(found.report), model))
        chunk.read += 1

    def _draft(self, record: Record, model: str | None) -> Draft:
        views = tuple((view, self._linker.keys(view)) for view in self._linker.views(record))
        return Draft(record=record, model=model, views=views, bands=self._linker.bands(record.report.text))

    def _finish(self, chunk: _Chunk, tally: _Tally) -> None:
        """Keeps and links a chunk, whole."""
        if not chunk.drafts:
            return
        with self._store.begin():
            kept = self._store.keep(chunk.drafts, self._clock())
            cut = self._follow_up(kept, chunk)
            self._store.count_cut(cut)
        tally.new += kept.new
        tally.changed += kept.changed
        tally.unchanged += kept.unchanged
        tally.cut += cut

    def _follow_up(self, kept: Kept, chunk: _Chunk) -> int:
        """Links what is fresh; gives how many blocks were cut."""
        for draft in chunk.drafts:
            self._remember(draft.record)
        for report in kept.changed:  # of several versions in one chunk, the store knows which is current
            self._remembered.pop(report, None)
        fresh = {*kept.new, *kept.changed}
        return self._link_reports(fresh) if fresh else 0

    def _find_copies(self, fresh: Collection[str]) -> list[EntryId]:
        """Marks copies among what may be one of the fresh reports; gives the events of reports marked otherwise."""
        related: Collection[str] = self._store.sharing_bands(fresh)
        while len(wider := self._store.sharing_bands({*fresh, *related})) > len(related):
            related = wider  # a copy of a copy may share nothing with the first
        if not related:
            return []
        before = self._store.copies(related)
        found = self._linker.copies(self._records(related))
        turned = [report for report in related if before.get(report) != found.get(report)]
        self._store.mark_copies((report, found.get(report)) for report in turned)
        return [EntryId(record.report.id, event.id) for record in self._records(turned) for event in record.events]

    # -- linking -------------------------------------------------------------------------------------

    def relink(self, *, watch: Callable[[float], None] | None = None) -> Relinked:
        """Links all that is kept anew, with the linker that is installed now: worth it after an update.

        Ids, history and what people decided stay, and every situation event is described anew. It goes by chunks, each
        whole or not at all; where it was stopped, the next time begins anew and comes to the same. `watch` is called
        after each chunk with the share that is done, up to 1. Raises `StoreError`.
        """
        before = self._memberships()
        reports = self._store.reports()
        chunks = [reports[n : n + _RECORDS_AT_ONCE] for n in range(0, len(reports), _RECORDS_AT_ONCE)]
        cut = 0
        # What is compared is made anew for all before any is compared: two of different makes share no key.
        steps = [(step, chunk) for step in (self._index, self._link_anew) for chunk in chunks]
        for done, (step, chunk) in enumerate(steps, start=1):
            with self._store.begin():
                cut += step(chunk)
            if watch:
                watch(done / len(steps))
        return _compared(before, self._memberships(), cut)

    def _index(self, reports: Collection[str]) -> int:
        """Makes what is compared of these reports anew; cuts no block."""
        self._store.index([self._draft(record, None) for record in self._records(reports)])
        return 0

    def _memberships(self) -> dict[str, tuple[EntryId, ...]]:
        return {situation.id: situation.members for situation in self._store.situations()}

    def _link_anew(self, reports: Collection[str]) -> int:
        return self._link_reports(reports, anew=True)

    def _link_reports(self, reports: Collection[str], *, anew: bool = False) -> int:
        """Finds copies of reports and links their events; gives how many blocks were cut."""
        outdated = self._find_copies(reports)
        seeds = [EntryId(record.report.id, event.id) for record in self._records(reports) for event in record.events]
        return self._link(seeds, OWN, also=outdated, anew=anew)

    def _link(
        self,
        seeds: Collection[EntryId],
        by: str,
        *,
        also: Collection[EntryId] = (),
        undone: bool = False,
        anew: bool = False,
    ) -> int:
        """Groups these events and all that may be the same anew; gives how many blocks were cut.

        The situations of `seeds` and `also` are described anew, whether or not their members changed. What stands
        together is compared as well; linked `anew`, only what is near, so that it comes to the same however it stands.
        """
        near = self._store.neighbours(seeds, _WIDEST_BLOCK)
        standing = self._store.holding(near.entries)
        whole = {*near.entries, *(member for situation in standing for member in situation.members)}
        if anew:
            pairs = set(self._store.neighbours(whole, _WIDEST_BLOCK).pairs)
        else:
            pairs = {*near.pairs, *chain.from_iterable(map(_pairs_within, standing))}
        decisions = [decision for decision in self._store.decisions(whole) if decision.by != OWN]
        at = self._clock()
        groups, own = self._linker.group(self._store.views(whole), decisions, at=at, pairs=pairs)
        self._store.replace_own(whole, own)
        changed = set(self._store.regroup(groups, at, by, undone=undone))
        stale = {situation.id for situation in self._store.holding([*seeds, *also])}
        self._describe(changed | stale)
        return near.cut

    def _describe(self, ids: Collection[str]) -> None:
        self._store.describe([described(situation, told) for situation, told in self._accounts(ids)])

    def _accounts(self, ids: Collection[str]) -> list[tuple[Situation, Account]]:
        situations = self._store.situations(ids)
        copies = self._store.copies({member.report for situation in situations for member in situation.members})
        return [(situation, self._account(situation, copies)) for situation in situations]

    def _account(self, situation: Situation, copies: Mapping[str, str]) -> Account:
        reports = {member.report for member in situation.members}
        return account(self._records(reports), situation.members, copies=copies)

    def _records(self, reports: Collection[str]) -> tuple[Record, ...]:
        """The current records of reports, in the order of their ids."""
        missing = [report for report in reports if report not in self._remembered]
        loaded = {record.report.id: record for record in self._store.records(missing)} if missing else {}
        found = tuple(loaded.get(report) or self._remembered[report] for report in sorted(set(reports)))
        for record in found:
            self._remember(record)
        return found

    def _remember(self, record: Record) -> None:
        self._remembered[record.report.id] = record
        self._remembered.move_to_end(record.report.id)
        while len(self._remembered) > _REMEMBERED:
            self._remembered.popitem(last=False)

    # -- people's decisions --------------------------------------------------------------------------

    def merge(self, one: str, other: str, *, by: str | None = None) -> tuple[str, ...]:
        """Says that two are one happening: situation events (S12), or those that hold an event (REPORT#e3).

        `by` is who says so, the user of the system unless told. Gives the id that they now have. Raises `UnknownId`,
        and `DatelineError` where they are one already.
        """
        first, second = self._situation(one), self._situation(other)
        if first.id == second.id:
            raise DatelineError(f"{one} and {other} are one event already: {first.id}")
        members = (*first.members, *second.members)
        # Where somebody once told two of these apart, that pair wants the newer word too.
        apart = {(d.one, d.other) for d in self._store.decisions(members) if d.verdict == "different" and d.by != OWN}
        pairs = {(members[0], member) for member in members[1:]} | apart
        return self._decide("same", pairs, members, by)

    def split(self, id: str, entries: Sequence[str], *, by: str | None = None) -> tuple[str, ...]:
        """Says that some events (REPORT#e3 …) of a situation event are another happening than the rest.

        Gives the ids that they now have. Raises `UnknownId`, and `DatelineError` where nothing would be left.
        """
        situation = self._situation(id)
        parted = list(dict.fromkeys(map(self._entry_id, entries)))
        rest = [member for member in situation.members if member not in parted]
        stranger = next((entry for entry in parted if entry not in situation.members), None)
        if stranger:
            raise UnknownId(f"{stranger} is not one of the events of {situation.id}; see: dateline show {situation.id}")
        if not parted or not rest:
            raise DatelineError(f"name some of the events of {situation.id}, but not all of them")
        return self._decide("different", {(a, b) for a in parted for b in rest}, situation.members, by)

    def undo(self, *, by: str | None = None) -> tuple[Decision, ...]:
        """Takes back the last merge or split that stands; gives its decisions, none if there was none."""
        by = by or _user()
        with self._store.begin():
            taken_back = self._store.undo(self._clock(), by)
            seeds = {end for decision in taken_back for end in (decision.one, decision.other)}
            if seeds:
                self._link(seeds, by, undone=True)
        return taken_back

    def _decide(
        self, verdict: Any, pairs: Iterable[tuple[EntryId, EntryId]], members: Sequence[EntryId], by: str | None
    ) -> tuple[str, ...]:
        by, at = by or _user(), self._clock()
        with self._store.begin():
            self._store.decide([Decision(verdict=verdict, one=a, other=b, by=by, at=at) for a, b in sorted(pairs)])
            self._link(members, by)
            return tuple(situation.id for situation in self._store.holding(members))

    def _report_id(self, words: str) -> str:
        """The id of a report, which may be told by its first characters where no other begins so."""
        found = self._store.beginning(words) if len(words) >= SHORTEST_ID else ()
        return found[0] if len(found) == 1 else words

    def _entry_id(self, words: str) -> EntryId:
        try:
            id = EntryId.parse(words)
        except ValueError as error:
            raise UnknownId(str(error)) from None
        return EntryId(self._report_id(id.report), id.entry)

    def _situation(self, id: str) -> Situation:
        """The situation event that goes by an id, a former one too, or that holds an event."""
        if "#" in id:
            found = self._store.holding([self._entry_id(id)])
            if not found:
                raise UnknownId(f"no event {id} in this casefile; an event goes by REPORT#ENTRY, such as afp-1#e3")
            return found[0]
        living = self._store.resolve(id)
        if not living:
            raise UnknownId(f"{id}: no report tells of it any more; see: dateline history {id}")
        if len(living) > 1:
            raise UnknownId(f"{id} is now {' and '.join(living)}; name one of them")
        return self._store.situations(living)[0]

    # -- questions -----------------------------------------------------------------------------------

    def events(self, wanted: Filter = EVERYTHING) -> tuple[EventRow, ...]:
        """Situation events by first day, undated ones last."""
        return self._store.events(wanted)

    def figures(
        self, wanted: Filter = EVERYTHING, *, measure: str | None = None, rule: Rule = "direct"
    ) -> tuple[FigureRow, ...]:
        """What the claims of those events come to, a row for each measure, unit and population; the best by a rule.

        Where an older Dateline kept the best by 'direct' alone, it is chosen from the claims now, which takes time,
        until `relink`. A figure that its claims come to no more keeps its best by 'direct', and its `rule` says so.
        """
        return tuple(self._by_claims(self._store.figures(wanted, measure, rule=rule), rule))

    def _by_claims(self, found: Sequence[FigureRow], rule: Rule) -> Iterator[FigureRow]:
        """The same figures; those that were kept by another rule get their best from the claims behind them."""
        accounts = self._accounts({row.event for row in found if row.rule != rule})
        tolls = {(s.id, t.measure, t.unit, t.whom): t.by(rule) for s, told in accounts for t in told.tolls}
        for row in found:
            toll = tolls.get((row.event, row.measure, row.unit, row.whom))
            yield replace(row, best=toll.best, rule=rule) if toll and row.rule != rule else row

    def periods(
        self, wanted: Filter = EVERYTHING, *, measure: str = "killed", by: Period = "week", rule: Rule = "direct"
    ) -> tuple[PeriodRow, ...]:
        """One measure of those events added up by the day, week, month or year in which each begins.

        Raises `DatelineError` for another rule than 'direct' where an older Dateline kept the best by that alone.
        """
        if rule != "direct" and any(row.rule != rule for row in self._store.figures(wanted, measure, rule=rule)):
            kept = f"an older Dateline kept no best figures by the rule '{rule}' here"
            raise DatelineError(f"{kept}; have them chosen with: dateline relink")
        return self._store.periods(wanted, measure, by, rule=rule)

    def claims(self, wanted: Filter = EVERYTHING, *, event: str | None = None) -> tuple[ClaimRow, ...]:
        """Every figure of every report that tells of those events, or of one of them, with its words and speaker."""
        return self._store.claims(wanted, self._situation(event).id if event else None)

    def happenings(self, wanted: Filter = EVERYTHING) -> Iterator[Happening]:
        """Those events, each with its parties by code, its figures, claims and tellings, a few in memory at a time."""
        return self._store.happenings(wanted)

    def show(self, id: str) -> Shown:
        """What goes by an id: a situation event (S12), a report, or an entry of one (REPORT#e3). Raises `UnknownId`.

        An id that was merged away shows what it was merged into.
        """
        report = self._report_id(id)
        versions = self._store.versions(report)
        if versions:
            return self._shown_report(report, versions)
        return self._shown_entry(self._entry_id(id)) if "#" in id else self._shown_event(id)

    def _shown_event(self, id: str) -> ShownEvent:
        situation = self._situation(id)
        copies = self._store.copies({member.report for member in situation.members})
        return ShownEvent(
            asked=id,
            event=self._store.events(ids=[situation.id])[0],
            members=situation.members,
            account=self._account(situation, copies),
            figures=self._store.figures(ids=[situation.id]),
            records=self._records({member.report for member in situation.members}),
            decisions=self._store.decisions(situation.members),
        )

    def _shown_report(self, id: str, versions: tuple[ReportRow, ...]) -> ShownReport:
        record = self._store.record(id)
        return ShownReport(record=record, versions=versions, events=self._holding(id, (e.id for e in record.events)))

    def _shown_entry(self, id: EntryId) -> ShownEntry:
        record = self._store.record(id.report)
        return ShownEntry(id=id, record=record, events=self._events_of(id, record))

    def _events_of(self, id: EntryId, record: Record) -> tuple[EventRow, ...]:
        for actor in record.actors:
            if actor.id == id.entry:
                return self._store.events(Filter(actor=actor.name))
        for place in record.places:
            if place.id == id.entry:
                return self._store.events(Filter(place=place.name))
        for figure in record.figures:
            if figure.id == id.entry:
                return self._holding(id.report, [figure.event] if figure.event else [])
        told = [event.id for event in record.events if id.entry in (event.id, event.source)]
        if not told and all(id.entry != said.id for said in record.statements):
            raise UnknownId(f"report {id.report} has no entry {id.entry!r}; see: dateline show {id.report}")
        return self._holding(id.report, told)

    def _holding(self, report: str, events: Iterable[str]) -> tuple[EventRow, ...]:
        found = self._store.holding([EntryId(report, event) for event in events])
        return self._store.events(ids=[situation.id for situation in found])

    def event(self, id: str) -> ShownEvent:
        """As `show`, of situation events alone: S12, or REPORT#e3 for the one that holds it. Raises `UnknownId`."""
        return self._shown_event(id)

    def record(self, report: str, version: int | None = None) -> Record:
        """The record of a report, of its current version unless another is asked for. Raises `UnknownId`."""
        return self._store.record(self._report_id(report), version)

    def versions(self, report: str) -> tuple[ReportRow, ...]:
        """Every version of a report, oldest first; none where there is no such report."""
        return self._store.versions(self._report_id(report))

    def history(self, id: str) -> tuple[Step, ...]:
        """What became of a situation event and of those it came from, oldest first. Raises `UnknownId`."""
        return self._store.history(id)

    def status(self) -> Status:
        """What the casefile holds."""
        return self._store.status()

    def links(self) -> dict[str, Any]:
        """Which events are the same happening: ``{"clusters": [{"id": …, "members": [[report, event], …]}]}``."""
        return {
            "clusters": [
                {"id": situation.id, "members": [[member.report, member.entry] for member in situation.members]}
                for situation in self._store.situations()
            ]
        }

    def to_polars(self, view: View = "events") -> Any:
        """A view of the casefile as a ``polars.DataFrame``. Raises `DatelineError` where polars is not installed."""
        return _package("polars").DataFrame(self._store.arrow(view))

    def to_pandas(self, view: View = "events") -> Any:
        """A view as a ``pandas.DataFrame``. Raises `DatelineError` where pandas or pyarrow is not installed."""
        _package("pandas")
        return _package("pyarrow").table(self._store.arrow(view)).to_pandas()


def _package(name: str) -> ModuleType:
    """A package that a plain install does without."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise DatelineError(f"{name} is not installed; install it with: pip install {name}") from error


def _compared(before: Mapping[str, object], after: Mapping[str, object], cut: int) -> Relinked:
    """What became of situation events, from the members of each by its id, in order of age."""
    stayed = [id for id in after if id in before]
    changed = tuple(id for id in stayed if after[id] != before[id])
    return Relinked(
        made=tuple(id for id in after if id not in before),
        changed=changed,
        ended=tuple(id for id in before if id not in after),
        kept=len(stayed) - len(changed),
        cut=cut,
    )


def _pairs_within(situation: Situation) -> Iterator[tuple[EntryId, EntryId]]:
    """Pairs of its members, for what holds them together is weighed anew; of very many, each with those next to it."""
    members = situation.members
    for n, one in enumerate(members):
        yield from ((one, other) for other in members[n + 1 : n + 1 + _WIDEST_BLOCK])


def _found_in(
    what: Record | Iterable[Record] | Paths, form: str | None, overrides: Overrides
) -> Iterator[Given | Loaded | Unreadable | Skipped]:
    if form is not None:
        paths = [what] if isinstance(what, str | os.PathLike) else what
        yield from from_tables([os.fspath(path) for path in paths], form, overrides)  # type: ignore[arg-type, union-attr]  # no records
    elif isinstance(what, str | os.PathLike):
        yield from from_paths([os.fspath(what)], overrides)
    elif isinstance(what, Record):
        yield from from_records([what])
    else:
        yield from _found_among(iter(what), overrides)


def _found_among(
    entries: Iterator[Record | str | os.PathLike[str]], overrides: Overrides
) -> Iterator[Given | Loaded | Unreadable | Skipped]:
    """The first entry tells whether these are records or paths: they are taken one at a time."""
    first = next(entries, None)
    if isinstance(first, Record):
        yield from from_records(chain([first], entries))  # type: ignore[arg-type]  # records as the first one is
    elif first is not None:
        yield from from_paths([os.fspath(path) for path in chain([first], entries)], overrides)  # type: ignore[arg-type]


def _model() -> str:
    """The version of the model that reads here."""
    from dateline import run

    return run.reader().manifest.version


def _read(report: Report) -> Record:
    from dateline import run

    return run.read_report(report).record


def _user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return "somebody"
