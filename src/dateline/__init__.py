"""Reads reports of conflict and keeps their record.

    import dateline

    record = dateline.read("…", date="2019-02-22")
    for event in record.events:
        ...

Nothing heavy is loaded until the first report is read.
"""

from __future__ import annotations

import datetime
import importlib
import os
import warnings
from typing import TYPE_CHECKING

from dateline.record import (
    Actor,
    DatelineError,
    Event,
    Figure,
    Place,
    Record,
    RecordError,
    Report,
    Segment,
    Span,
    Statement,
    Time,
    parse_day,
)

if TYPE_CHECKING:
    from dateline.casefile import Casefile, Filter
    from dateline.export import export as export
    from dateline.load import Loaded

    __version__: str

__all__ = [
    "Actor",
    "Casefile",
    "DatelineError",
    "Event",
    "Figure",
    "Filter",
    "Place",
    "Record",
    "RecordError",
    "Report",
    "Segment",
    "Span",
    "Statement",
    "Time",
    "__version__",
    "export",
    "read",
    "read_file",
]


def read(
    text: str,
    *,
    date: datetime.date | str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    id: str | None = None,
) -> Record:
    """Reads the text of one report.

    `date` is the day of publication, as a date or as 'YYYY-MM-DD'. With it, the text is taken exactly as
    it stands; without it, the text's first lines are read for a date, and metadata lines leave the text.
    What a reader should know (there is no date, for one) comes as a `UserWarning`. Raises `LoadError`
    for a text that is empty or not English.
    """
    from dateline.load import Overrides, load_text

    return _read(load_text(text, Overrides(id=id, date=_as_date(date), publisher=publisher, title=title)))


def read_file(
    path: str | os.PathLike[str],
    *,
    date: datetime.date | str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    id: str | None = None,
) -> Record:
    """Reads a file that holds one report; what is given here wins over what the file tells.

    Raises `LoadError` for a file that cannot be read, or that holds several reports.
    """
    from dateline.load import Overrides, load_one

    overrides = Overrides(id=id, date=_as_date(date), publisher=publisher, title=title)
    return _read(load_one(os.fspath(path), overrides))


def _as_date(date: datetime.date | str | None) -> datetime.date | None:
    if isinstance(date, datetime.datetime):
        return date.date()
    if date is None or isinstance(date, datetime.date):
        return date
    try:
        return parse_day(date)
    except ValueError as error:
        raise ValueError(f"date: {error}") from None


def _read(loaded: Loaded) -> Record:
    from dateline import run

    record = run.read_report(loaded.report).record
    for note in loaded.notes:
        warnings.warn(f"{loaded.where}: {note}", UserWarning, stacklevel=3)
    return record


def __getattr__(name: str) -> object:
    """What is loaded only when asked for: it takes longer than the rest of this import."""
    if name == "__version__":
        from importlib.metadata import version

        return version("dateline")
    if name in ("Casefile", "Filter"):
        from dateline import casefile

        return getattr(casefile, name)
    if name == "export":
        return importlib.import_module("dateline.export")
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
