"""Situation events with all that an export needs, some at a time, so that memory does not grow with the casefile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from dateline.store.base import ClaimRow, EventRow, FigureRow, Filter, Happening, PartyRow, TellingRow
from dateline.store.duck_file import DuckFile
from dateline.store.duck_filter import where

_Row = TypeVar("_Row")

_AT_ONCE = 2_000  # events: each question reads whole columns, so fewer and larger batches are quicker

_AMONG = "situation IN (SELECT unnest(?::BIGINT[]))"
_EVENTS = f"""SELECT situation, 'S' || situation AS id, * EXCLUDE (situation, "names") FROM account WHERE {_AMONG}"""
_PARTIES = f"SELECT situation, name, kind, country, sector FROM party WHERE {_AMONG} AND side = ? ORDER BY number"
_FIGURES = f"""SELECT situation, 'S' || situation AS event, toll.* EXCLUDE (situation), "start", "end", place, country
    FROM toll JOIN account USING (situation) WHERE {_AMONG} ORDER BY measure, unit, whom"""
_CLAIMS = f"""SELECT situation, 'S' || situation AS event, * EXCLUDE (situation) FROM situation_claim
    WHERE {_AMONG} ORDER BY published NULLS LAST, report, entry"""
_TELLINGS = f"""SELECT * FROM situation_telling WHERE {_AMONG} ORDER BY published NULLS LAST, report, entry"""


def happenings(file: DuckFile, wanted: Filter) -> Iterator[Happening]:
    """As `dateline.store.base.Store.happenings`: as the casefile is when the first is asked for."""
    condition, values = where(wanted)
    order = f'SELECT situation FROM account WHERE {condition} ORDER BY "start" NULLS LAST, situation'
    with file.snapshot() as still:
        numbers = [number for (number,) in still.all(order, *values)]
        for first in range(0, len(numbers), _AT_ONCE):
            yield from _batch(still, numbers[first : first + _AT_ONCE])


def _batch(file: DuckFile, numbers: Sequence[int]) -> Iterator[Happening]:
    events = _by_situation(file, EventRow, _EVENTS, numbers)
    actors = _by_situation(file, PartyRow, _PARTIES, numbers, "actor")
    recipients = _by_situation(file, PartyRow, _PARTIES, numbers, "recipient")
    figures = _by_situation(file, FigureRow, _FIGURES, numbers)
    claims = _by_situation(file, ClaimRow, _CLAIMS, numbers)
    tellings = _by_situation(file, TellingRow, _TELLINGS, numbers)
    for number in numbers:
        yield Happening(
            event=events[number][0],
            actors=tuple(actors[number]),
            recipients=tuple(recipients[number]),
            figures=tuple(figures[number]),
            claims=tuple(claims[number]),
            tellings=tuple(tellings[number]),
        )


def _by_situation(
    file: DuckFile, kind: Callable[..., _Row], sql: str, numbers: Sequence[int], *values: object
) -> defaultdict[int, list[_Row]]:
    """Rows by the number of their situation event."""
    found: defaultdict[int, list[_Row]] = defaultdict(list)
    for number, row in file.keyed(kind, "situation", sql, list(numbers), *values):
        found[number].append(row)
    return found
