"""The casefile's own tables: a row for each claim (CSV), or each event with all that is behind it (JSON)."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from dateline.export.base import Losses
from dateline.export.safe_csv import SafeCsv
from dateline.store.base import ClaimRow, EventRow, FigureRow, Happening, PartyRow, TellingRow

Row = dict[str, Any]

_EVENT = ("type", "mode", "status", "start", "end", "place", "country", "admin1", "lat", "lon", "precision")
_CLAIM = tuple(field.name for field in dataclasses.fields(ClaimRow) if field.name != "event")
COLUMNS = ("event", *_EVENT, *_CLAIM)
"""Of a row of a claim: the id and the columns of its event, then its own."""

NO_FIGURE = "no report tells a figure of it"


def claim_rows(happenings: Iterable[Happening], losses: Losses) -> Iterator[tuple[object, ...]]:
    """A row of `COLUMNS` for each claim. Events of which no figure is told have none, and are told to `losses`."""
    for happening in happenings:
        event = happening.event
        of_event = (event.id, *(getattr(event, name) for name in _EVENT))
        for claim in happening.claims:
            yield (*of_event, *(getattr(claim, name) for name in _CLAIM))
        losses.wrote(len(happening.claims))
        if not happening.claims:
            losses.leave_out(NO_FIGURE)


class Csv:
    """A row for each claim, with its event, its words, where they stand, and who says so."""

    name = "csv"
    suffix = ".csv"

    def write(self, happenings: Iterable[Happening], out: BinaryIO, losses: Losses) -> None:
        table = SafeCsv(out, COLUMNS)
        for row in claim_rows(happenings, losses):
            table.row(row)


class Json:
    """One array of events, an event a line, each with its parties, figures, claims and tellings. Nothing is lost."""

    name = "json"
    suffix = ".json"

    def write(self, happenings: Iterable[Happening], out: BinaryIO, losses: Losses) -> None:
        before = "[\n"
        for happening in happenings:
            line = json.dumps(_document(happening), ensure_ascii=False, default=str)
            out.write(f"{before}{line}".encode(errors="replace"))
            before = ",\n"
            losses.wrote()
        out.write(b"\n]\n" if losses.written else b"[]\n")


def _document(happening: Happening) -> Row:
    tables = ("actors", "recipients", "figures", "claims", "tellings")
    return _plain(happening.event) | {table: [_plain(row) for row in getattr(happening, table)] for table in tables}


def _plain(row: object) -> Row:
    return {name: getattr(row, name) for name in _FIELDS[type(row)]}


_OF_EVENT = {FigureRow: {"event", "start", "end", "place", "country"}, ClaimRow: {"event"}}  # what they repeat of it
_FIELDS: Mapping[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in dataclasses.fields(kind) if field.name not in _OF_EVENT.get(kind, ()))
    for kind in (EventRow, PartyRow, FigureRow, ClaimRow, TellingRow)
}
