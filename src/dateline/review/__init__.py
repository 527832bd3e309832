"""What people say of entries that a model read, and of names over many reports.

A *review* is what one person says of one entry of one version of a report: that it is right, what it should be, that
it is none, or what is missing. The machine's entry is never changed: a correction is a claim of the reviewer.

An *edit* is what a person says of a name over the whole casefile: that two names are one actor or place, which codes
it has, where it lies. Records keep what the model read; edits are applied when names are shown.

Both are kept for good: taking one back marks it.

Errors
------
::

    DatelineError
      ReviewError   a review or an edit that cannot be taken: says why and what to do
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from dateline.record import DatelineError, Entry

Act = Literal["accept", "correct", "reject", "add"]
ACTS: tuple[Act, ...] = get_args(Act)
Table = Literal["events", "figures", "actors", "places", "statements"]
Subject = Literal["actor", "place"]
Change = Literal["merge", "split", "set"]
Value = str | int | float | None


class ReviewError(DatelineError):
    """A review or an edit that cannot be taken; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What one person says of one entry of one version of a report.

    `payload` is the whole entry as it should be, for 'correct' and 'add'. `settles`: it decides between reviewers who
    differ, and outranks them. `number` is given when it is kept, and orders reviews. `undone_at` and `undone_by` are
    set where it was taken back.
    """

    number: int = 0
    report: str
    version: int
    table: Table
    entry: str
    act: Act
    payload: Entry | None = None
    by: str
    at: datetime.datetime
    settles: bool = False
    note: str | None = None
    undone_at: datetime.datetime | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What one person says of a name over the casefile.

    `name` is the key of the name (`dateline.serve.names`). 'merge' says that it is the one with the key `into`, 'split'
    that it is none of those it was merged with, 'set' that it has these `values` (country, sector, lat …).
    """

    number: int = 0
    subject: Subject
    name: str
    change: Change
    into: str | None = None
    values: Mapping[str, Value] | None = None
    by: str
    at: datetime.datetime
