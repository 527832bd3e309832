"""A record as reviewers say that it should be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dateline.record import TABLES, Entry, Event, Figure, Record, Statement
from dateline.review import Review, Table

_PREFIXES: Mapping[Table, str] = {"events": "e", "figures": "f", "actors": "a", "places": "p", "statements": "s"}

_Tables = dict[str, dict[str, Entry]]


def latest(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Of each person's reviews of an entry the last, in order; one that settles stands beside their own."""
    last = {(r.by, r.settles, r.entry): r for r in sorted(reviews, key=lambda r: r.number)}
    return tuple(sorted(last.values(), key=lambda r: r.number))


def reviewed(record: Record, reviews: Iterable[Review]) -> Record:
    """The record with reviews applied, in the order in which they were made.

    What was rejected is gone, with what pointed to it set to null; what was corrected or added stands as the reviewer
    gave it, with confidence 1; the rest is the machine's. Raises `RecordError` where it does not hold together.
    """
    tables: _Tables = {table: {entry.id: entry for entry in getattr(record, table)} for table in TABLES}
    for review in sorted(reviews, key=lambda r: r.number):
        _apply(review, tables)
    changed: dict[str, Any] = {table: tuple(entries.values()) for table, entries in tables.items()}
    found = replace(record, **changed)
    found.check()
    return found


def _apply(review: Review, tables: _Tables) -> None:
    if review.act == "reject":
        if tables[review.table].pop(review.entry, None) is not None:
            _forget(review.entry, tables)
    elif review.payload is not None:
        entry = _sure(review.payload)
        tables[review.table][review.entry] = entry
        _join(entry, tables)


def _sure(entry: Entry) -> Entry:
    return replace(entry, confidence=1.0) if isinstance(entry, Event | Figure) else entry


def _forget(id: str, tables: _Tables) -> None:
    """Takes an entry that is gone out of the others."""
    for table, entries in tables.items():
        tables[table] = {key: _without(entry, id) for key, entry in entries.items()}


def _without(entry: Entry, id: str) -> Entry:
    if isinstance(entry, Event):
        return replace(
            entry,
            actors=_dropped(entry.actors, id),
            recipients=_dropped(entry.recipients, id),
            figures=_dropped(entry.figures, id),
            place=_unless(entry.place, id),
            source=_unless(entry.source, id),
        )
    if isinstance(entry, Figure):
        own = {name: _unless(getattr(entry, name), id) for name in ("actor", "place", "source", "event")}
        return replace(entry, **own)  # type: ignore[arg-type]  # each of them is a str or None
    if isinstance(entry, Statement):
        return replace(entry, speaker=_unless(entry.speaker, id))
    return entry


def _dropped(ids: Sequence[str], id: str) -> tuple[str, ...]:
    return tuple(other for other in ids if other != id)


def _unless(found: str | None, id: str) -> str | None:
    return None if found == id else found


def _join(entry: Entry, tables: _Tables) -> None:
    """Lets the other side of the bond between an event and its figures follow the side that was told last."""
    events, figures = tables["events"], tables["figures"]
    if isinstance(entry, Event):
        for figure in list(figures.values()):
            assert isinstance(figure, Figure)
            if figure.id in entry.figures:
                _leave_others(figure.id, entry.id, events)
                figures[figure.id] = replace(figure, event=entry.id)
            elif figure.event == entry.id:
                figures[figure.id] = replace(figure, event=None)
    elif isinstance(entry, Figure):
        _leave_others(entry.id, entry.event, events)
        event = events.get(entry.event or "")
        if isinstance(event, Event) and entry.id not in event.figures:
            events[event.id] = replace(event, figures=(*event.figures, entry.id))


def _leave_others(figure: str, owner: str | None, events: dict[str, Entry]) -> None:
    for event in list(events.values()):
        if isinstance(event, Event) and event.id != owner and figure in event.figures:
            events[event.id] = replace(event, figures=_dropped(event.figures, figure))


def new_id(table: Table, record: Record, reviews: Iterable[Review]) -> str:
    """An id for an added entry, which neither the record nor any review of it has: e12."""
    prefix = _PREFIXES[table]
    ids: list[str] = [entry.id for name in TABLES for entry in getattr(record, name)]
    ids += [review.entry for review in reviews]
    numbers = [int(id[1:]) for id in ids if id[:1] == prefix and id[1:].isascii() and id[1:].isdigit()]
    return f"{prefix}{max(numbers, default=0) + 1}"


def table_of(record: Record, reviews: Iterable[Review], id: str) -> Table | None:
    """The table in which an entry of the record, or one that was added, stands; None where there is none."""
    added = {review.entry: review.table for review in reviews if review.act == "add"}
    named: dict[str, Table] = {}
    for table in _PREFIXES:
        entries: tuple[Entry, ...] = getattr(record, table)
        named |= {entry.id: table for entry in entries}
    return {**added, **named}.get(id)


def is_complete(record: Record, reviews: Iterable[Review]) -> bool:
    """Whether each event and figure of the record was decided."""
    decided = {review.entry for review in reviews}
    entries: tuple[Event | Figure, ...] = (*record.events, *record.figures)
    return all(entry.id in decided for entry in entries)
