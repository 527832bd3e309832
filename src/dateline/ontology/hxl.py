"""The columns of an HXL table of situation events, with their hashtags.

The table is ``data/hxl.csv``, in order, with a source for each row. HXL 1.1 is in the public domain.
"""

from __future__ import annotations

import csv
import functools
import importlib.resources
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: what it holds (`key`), its heading, and its hashtag with attributes."""

    key: str
    heading: str
    hashtag: str


@functools.cache
def columns() -> tuple[Column, ...]:
    """The columns in order. Keys that end in ``_low``, ``_best`` and ``_high`` are figures of the measure before."""
    table = importlib.resources.files("dateline.ontology").joinpath("data/hxl.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines())
    return tuple(Column(key=row["key"], heading=row["heading"], hashtag=row["hashtag"]) for row in rows)
