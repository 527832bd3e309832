"""What many situation events come to, counted as they go by: the first page of a report on them."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.ontology.words import event_words
from dateline.store.base import EventRow, FigureRow, Happening

HAPPENED = frozenset({"done", "under way"})
"""What became of an event, where it is no mere plan, possibility or denial."""

_DRAWN = 92  # columns that a chart of a page's width still shows apart: three months of days, seven years of months


@dataclass(slots=True)
class Sum:
    """The figures of one measure added up over events; `high` is None where one of them has none."""

    low: float = 0
    best: float = 0
    high: float | None = 0
    events: int = 0

    def add(self, figure: FigureRow) -> None:
        self.low += figure.low or 0
        self.best += _best(figure)
        self.high = None if self.high is None or figure.high is None else self.high + figure.high


@dataclass(slots=True)
class Column:
    """What began in one period: events that happened, others that are planned, possible or denied, people killed."""

    happened: int = 0
    others: int = 0
    killed: float = 0


@dataclass(slots=True)
class Digest:
    """Counts of situation events. It grows with the days, places and reports of them, not with their number.

    `days` are the first days of events; `reports` the publishers of reports, by report.
    """

    events: int = 0
    undated: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    places: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    days: defaultdict[datetime.date, Column] = field(default_factory=lambda: defaultdict(Column))
    last: datetime.date | None = None
    sums: defaultdict[tuple[str, str | None], Sum] = field(default_factory=lambda: defaultdict(Sum))
    reports: dict[str, str | None] = field(default_factory=dict)
    published: tuple[datetime.date, datetime.date] | None = None

    def add(self, happening: Happening) -> None:
        event = happening.event
        self.events += 1
        self.kinds[event_words(event.type, event.mode)] += 1
        self.states[event.status or "unknown"] += 1
        if event.place:
            self.places[event.place, event.country] += 1
        if event.country:
            self.countries[event.country] += 1
        self._add_figures(happening)
        self._add_day(event, happening.figures)
        self._add_reports(happening)

    def _add_figures(self, happening: Happening) -> None:
        measures = set()
        for figure in whole(happening.figures):
            self.sums[figure.measure, figure.unit].add(figure)
            measures.add((figure.measure, figure.unit))
        for measure in measures:
            self.sums[measure].events += 1

    def _add_day(self, event: EventRow, figures: tuple[FigureRow, ...]) -> None:
        if event.start is None or event.end is None:
            self.undated += 1
            return
        column = self.days[event.start]
        if event.status in HAPPENED:
            column.happened += 1
        else:
            column.others += 1
        column.killed += sum(_best(figure) for figure in whole(figures) if figure.measure == "killed")
        self.last = max(self.last or event.end, event.end)

    def _add_reports(self, happening: Happening) -> None:
        for telling in happening.tellings:
            self.reports[telling.report] = telling.publisher
            if telling.published:
                first, last = self.published or (telling.published, telling.published)
                self.published = min(first, telling.published), max(last, telling.published)

    @property
    def first(self) -> datetime.date | None:
        return min(self.days, default=None)

    @property
    def publishers(self) -> Counter[str]:
        """How many reports each publisher has; those without one are not among them."""
        return Counter(publisher for publisher in self.reports.values() if publisher)

    def columns(self) -> tuple[str, list[tuple[datetime.date, Column]]]:
        """The days as 'day', 'week', 'month' or 'year', so that a chart can show them, with the empty ones between."""
        if not self.days:
            return "day", []
        for period in ("day", "week", "month", "year"):
            starts = list(_starts(min(self.days), max(self.days), period))
            if len(starts) <= _DRAWN:
                break
        found = {start: Column() for start in starts}
        for day, column in self.days.items():
            into = found[_start(day, period)]
            into.happened += column.happened
            into.others += column.others
            into.killed += column.killed
        return period, list(found.items())


def whole(figures: tuple[FigureRow, ...]) -> Iterator[FigureRow]:
    """The figures that can be added up: those with a number, and where people in general are counted, not those of
    one side, who are among them. As `Store.periods` does.
    """
    numbered = [f for f in figures if f.low is not None or f.best is not None or f.high is not None]
    general = {(f.measure, f.unit) for f in numbered if f.whom is None}
    return (f for f in numbered if f.whom is None or (f.measure, f.unit) not in general)


def _best(figure: FigureRow) -> float:
    return figure.best if figure.best is not None else figure.low or 0


def _start(day: datetime.date, period: str) -> datetime.date:
    """The first day of the period that a day lies in; weeks begin on Monday."""
    if period == "week":
        return day - datetime.timedelta(days=day.weekday())
    return day.replace(month=1, day=1) if period == "year" else day.replace(day=1) if period == "month" else day


def _starts(first: datetime.date, last: datetime.date, period: str) -> Iterator[datetime.date]:
    """The first days of the periods from one day to another."""
    start = _start(first, period)
    while start <= last:
        yield start
        try:
            after = start + datetime.timedelta(days={"day": 1, "week": 7, "month": 32, "year": 366}[period])
        except OverflowError:  # there is no day after the year 9999
            return
        start = _start(after, period)
