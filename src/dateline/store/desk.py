"""What analysts at a desk ask of a casefile, and what they tell it: one contract for every backend.

`Desk` lists reports and names over the whole casefile, keeps reviews and edits, and says what to review next.
"""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.record import ActorKind
from dateline.review import Act, Edit, Review, Subject, Table

ReportOrder = Literal["date", "-date", "added", "-added", "events", "-events"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFilter:
    """Which reports are asked for; None asks for all.

    `words` are a part of the text, the title or the publisher, in any case; `publisher` the whole name. `since` and
    `until` are days of publication, inclusive. `copies`: near-duplicates of other reports too.
    """

    words: str | None = None
    publisher: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    reviewed_by: str | None = None
    copies: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReport:
    """The current version of a report in one row: `start` is how its text begins, `characters` how long it is."""

    report: str
    version: int
    date: datetime.date | None
    publisher: str | None
    title: str | None
    url: str | None
    language: str | None
    model: str | None
    copy_of: str | None
    added: datetime.datetime
    events: int
    figures: int
    characters: int
    start: str
    reviewers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSource:
    """Who published what tells a situation event; `confidence` is that of the mention the model is surest of."""

    event: str
    publishers: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """A name of actors with the codes that the current reports give it: `reports` are keys of theirs, each once."""

    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """A name of places with the values that the current reports give it: `reports` are keys of theirs, each once."""

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    gazetteer_id: str | None
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Where a report names an actor or a place: the entry of its record."""

    report: str
    entry: str
    name: str
    publisher: str | None
    date: datetime.date | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """An event or a figure that may want a reviewer.

    `score` is `uncertainty` times `importance`, by the rule of `dateline.store.desk.Desk.queue`. `mine` is what the
    asking person did with it, `reviewed_by` who else decided it.
    """

    report: str
    version: int
    table: Table
    entry: str
    kind: str
    words: str
    sentence: str
    at_start: int | None
    at_end: int | None
    confidence: float
    event: str | None
    publisher: str | None
    published: datetime.date | None
    title: str | None
    people: float | None
    reports: int
    dated: bool
    placed: bool
    uncertainty: float
    importance: float
    score: float
    reviewed_by: tuple[str, ...]
    mine: Act | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Who reviews, how many of their reviews stand, of how many reports, and when they did the last."""

    by: str
    reviews: int
    reports: int
    last: datetime.datetime


class Desk(ABC):
    """The desk of one casefile. What it writes is kept by the transaction around it (`Store.begin`)."""

    # -- lists

    @abstractmethod
    def reports(
        self, wanted: ReportFilter, order: ReportOrder, limit: int, offset: int
    ) -> tuple[int, tuple[ListedReport, ...]]:
        """How many reports there are of those, and a page of them. What is not dated comes last, or first with '-'."""

    @abstractmethod
    def report(self, report: str, version: int) -> ListedReport | None:
        """One version of a report as a row; None where there is none."""

    @abstractmethod
    def publishers(self) -> tuple[tuple[str | None, int], ...]:
        """Who published the current reports, and how many, the commonest first."""

    @abstractmethod
    def duplicates(self, report: str) -> tuple[ListedReport, ...]:
        """The reports that are near-duplicates of this one, of its original, or that original itself."""

    @abstractmethod
    def days(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The first and the last day of any situation event; None where none has days."""

    @abstractmethod
    def sources(self, events: Collection[str] | None = None) -> tuple[EventSource, ...]:
        """Who published what tells each situation event, or each of these, oldest id first."""

    @abstractmethod
    def membership(self, report: str) -> Mapping[str, str]:
        """The situation event of each event of the current version of a report."""

    @abstractmethod
    def names_stamp(self) -> str:
        """Another word whenever reports, situation events or edits changed, and with them what names there are."""

    @abstractmethod
    def actors(self) -> tuple[ActorName, ...]:
        """The names of actors in the current reports, in order."""

    @abstractmethod
    def places(self) -> tuple[PlaceName, ...]:
        """The names of places in the current reports, in order."""

    @abstractmethod
    def mentions(self, subject: Subject, names: Sequence[str]) -> tuple[Mention, ...]:
        """The current reports that give actors or places one of these names, by day of publication."""

    # -- reviews

    @abstractmethod
    def keep(self, review: Review) -> Review:
        """Keeps a review, with the number that it then has."""

    @abstractmethod
    def reviews(
        self, report: str | None = None, version: int | None = None, by: str | None = None, *, undone: bool = False
    ) -> tuple[Review, ...]:
        """Reviews that stand, in order: all, or those of a report, of a version, by a person.

        A person's later review of an entry takes the place of the earlier; `undone` asks for those too, and for what
        was taken back.
        """

    @abstractmethod
    def undo(self, by: str, at: datetime.datetime, report: str | None = None) -> Review | None:
        """Takes back the last standing review of a person, maybe of one report; what it replaced stands again."""

    @abstractmethod
    def reviewers(self) -> tuple[Reviewer, ...]:
        """Who reviewed, those with most standing reviews first."""

    @abstractmethod
    def queue(
        self, by: str | None, *, everything: bool = False, report: str | None = None, limit: int = 100, offset: int = 0
    ) -> tuple[int, tuple[Queued, ...]]:
        """How many events and figures of current reports a person has not decided yet, and a page of them.

        The score is uncertainty times importance, the highest first. Uncertainty is 1 less the model's confidence, with
        0.2 more where an event has no day and 0.2 where it has no place, up to 1. Importance is 1, and 1 more for each
        tenfold of people that it counts, and for each doubling of the reports that tell its situation event. These
        weights are a choice of ours. Near-duplicates of other reports are left out, and with `everything` nothing else.
        """

    # -- edits

    @abstractmethod
    def edit(self, edit: Edit) -> Edit:
        """Keeps an edit, with the number that it then has."""

    @abstractmethod
    def edits(self, subject: Subject) -> tuple[Edit, ...]:
        """The edits that stand, in order."""

    @abstractmethod
    def undo_edit(self, subject: Subject, by: str, at: datetime.datetime) -> Edit | None:
        """Takes back the last standing edit of actors or of places, whoever made it."""
