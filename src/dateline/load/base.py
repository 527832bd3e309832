"""What loading gives: a report with its notes, or a plain account of why there is none."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass

from dateline.load.language import ENGLISH, language
from dateline.load.metadata import NOTHING_KNOWN, Metadata
from dateline.record import DatelineError, Report

NO_DATE = (
    "no date: 'on Friday' and the like stay unresolved; "
    "give --date YYYY-MM-DD, or a first line such as 'Date: 22 February 2019'"
)


class LoadError(DatelineError):
    """A report that cannot be read: `reason` says what is wrong, `advice` what to do about it."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(f"{reason}; {advice}")
        self.reason = reason
        self.advice = advice


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What the caller knows better than the file. None leaves what the file tells."""

    id: str | None = None
    date: datetime.date | None = None
    publisher: str | None = None
    title: str | None = None


NO_OVERRIDES = Overrides()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A report, where it came from, and what a reader should know about how it was read."""

    report: Report
    path: str
    line: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        return place(self.path, self.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A file, or one line of it, that gave no report."""

    path: str
    line: int | None = None
    reason: str
    advice: str

    def __str__(self) -> str:
        return f"{place(self.path, self.line)}: {self.reason}; {self.advice}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Files of a folder that were left alone because their names do not end like a report's."""

    path: str
    suffixes: tuple[tuple[str, int], ...]  # ('.pdf', 3): the commonest first

    def __str__(self) -> str:
        count = sum(number for _, number in self.suffixes)
        kinds = ", ".join(f"{number} {suffix}" for suffix, number in self.suffixes)
        files = "1 file" if count == 1 else f"{count} files"
        return f"{self.path}: {files} left out ({kinds}); name a file to read it whatever its ending"


def place(path: str, line: int | None) -> str:
    """A path as messages show it, with the line where there is one: ``rows.jsonl:3``."""
    shown = "standard input" if path == "-" else path
    return shown if line is None else f"{shown}:{line}"


def build(
    text: str,
    *,
    path: str,
    line: int | None = None,
    known: Metadata = NOTHING_KNOWN,
    overrides: Overrides = NO_OVERRIDES,
    id: str | None = None,
    url: str | None = None,
    notes: tuple[str, ...] = (),
) -> Loaded:
    """Makes the report from its final text and what is known of it. Raises `LoadError`.

    `known` is what the file tells, `overrides` what the caller tells; the caller wins.
    """
    text, repaired = without_surrogates(text)
    if not text.strip():
        raise LoadError("there is no text in it", "check that the report's words were saved")
    spoken = language(text)
    if spoken not in (ENGLISH, None):
        raise LoadError(f"written in {spoken}", "Dateline reads English; translate it first")
    date = overrides.date or known.date
    report = Report(
        id=_whole(overrides.id or id) or hashlib.sha256(text.encode()).hexdigest(),
        date=date,
        publisher=_whole(overrides.publisher or known.publisher),
        title=_whole(overrides.title or known.title),
        url=_whole(url or known.url),
        language=spoken,
        text=text,
    )
    # A note on how the file gives its date is of no use to a caller who gave the date.
    about_date = () if date else (known.date_note or NO_DATE,)
    return Loaded(report=report, path=path, line=line, notes=(*notes, *repaired, *about_date))


def _whole(words: str | None) -> str | None:
    """Words of a field, which must be written to UTF-8 as the text must."""
    return None if words is None else without_surrogates(words)[0]


def without_surrogates(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with half characters (JSON can hold them, UTF-8 cannot) replaced one for one."""
    if not any("\ud800" <= character <= "\udfff" for character in text):
        return text, ()
    whole = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    return whole, ("some characters were broken and are shown as \ufffd",)
