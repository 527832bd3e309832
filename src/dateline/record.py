"""What a record holds, and its JSON form.

A record is what reading one report gives: the events, figures and statements that the report
tells, each with the words it came from. The JSON form is ``dateline-record/1`` (docs/record.md);
`Record.to_json` writes it and `Record.from_json` reads it.

All offsets are Unicode code points into `Report.text`, end exclusive.

Errors
------
::

    DatelineError            anything that Dateline raises on purpose
      RecordError            a record that breaks the format: says where and what was expected
      LoadError              a report that cannot be read (dateline.load)
      ModelError             a model that is missing, damaged or of another version (dateline.reader)
      GazetteerError         a list of places that cannot be read or is not there (dateline.resolve)
      StoreError             a casefile that cannot be opened, read or written (dateline.store)
        InUse                another program has it open
        NotACasefile         something else, damaged, or of a newer version
      UnknownId              no report, entry or situation event goes by the id
      ActorTableError        a table of actors that cannot be read (dateline.ontology.actor_csv)
      ExportError            a format that there is not, or that cannot be written here (dateline.export)
      UnknownCode            no code list has the code (dateline.explain)
      ReviewError            a review or an edit of a name that cannot be taken (dateline.review)
      ServeError             the web service cannot be set up so (dateline.serve)
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
import types
import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

FORMAT = "dateline-record/1"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # Python alone would also take '20190222' and '2019-W08-5'

SegmentKind = Literal["headline", "byline", "dateline", "body", "heading", "caption", "credit", "boilerplate"]
ActorKind = Literal["person", "group", "organisation", "state", "population"]
Factuality = Literal["actual", "future", "hypothetical", "negated"]
Hedge = Literal["exact", "about", "over", "under", "range", "vague"]


class DatelineError(Exception):
    """Anything that Dateline raises on purpose. The message says what was wrong and what to do."""


class RecordError(DatelineError):
    """A record breaks the format; the message names the place, as in ``events[3].trigger.start``."""


def parse_day(words: object) -> datetime.date:
    """Reads a day written as YYYY-MM-DD, and no other form. Raises `ValueError`."""
    if not isinstance(words, str) or not _DAY.fullmatch(words):
        raise ValueError(f"expected a day as YYYY-MM-DD, found {words!r}")
    try:
        return datetime.date.fromisoformat(words)
    except ValueError:
        raise ValueError(f"there is no day {words!r}; expected one as YYYY-MM-DD") from None


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in the report's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as it was published: its text and what is known of where it came from.

    `date` is the day of publication, the anchor for 'on Friday'; None leaves relative times unresolved.
    `language` is None where nobody has told or checked it.
    """

    id: str
    date: datetime.date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the text of one kind. The segments of a record cover its text in order."""

    kind: SegmentKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, group, organisation, state or population that takes part in an entry.

    `name` is the fullest name in the report; `country` ISO 3166-1 alpha-3; `sector` a PLOVER code.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that the report names. `precision` is UCDP GED's where_prec: 1 exact … 7 unknown."""

    id: str
    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    gazetteer_id: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A period of whole days, both ends inclusive. `text` is None where the time is only implied."""

    start: datetime.date
    end: datetime.date
    text: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that an actor did, does, will do, might do or did not do.

    `actors` and `recipients` hold actor ids, `place` a place id, `figures` figure ids, and
    `source` the id of the statement that the event stands in (None: the report's own voice).
    """

    id: str
    type: str
    mode: str | None = None
    trigger: Span
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    time: Time | None = None
    factuality: Factuality = "actual"
    source: str | None = None
    figures: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity that matters to the situation. A bound that the text does not set is None."""

    id: str
    measure: str
    text: Span
    low: float | int | None = None
    best: float | int | None = None
    high: float | int | None = None
    hedge: Hedge = "exact"
    unit: str | None = None
    actor: str | None = None
    place: str | None = None
    time: Time | None = None
    factuality: Factuality = "actual"
    source: str | None = None
    event: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody is reported to have said. `speaker` is an actor id, or None: 'it was reported'."""

    id: str
    speaker: str | None = None
    cue: Span | None = None
    content: tuple[Span, ...] = ()
    direct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Record:
    """All that one report tells, each entry with the words that it came from."""

    format: str = FORMAT
    report: Report
    segments: tuple[Segment, ...] = ()
    sentences: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()

    def __repr__(self) -> str:
        date = self.report.date.isoformat() if self.report.date else "undated"
        counts = ", ".join(f"{len(getattr(self, table))} {table}" for table in TABLES)
        return f"<Record {self.report.id[:24]} ({date}): {counts}>"

    def to_dict(self) -> dict[str, Any]:
        """The record as plain JSON values, every field present, in the order of the format."""
        return typing.cast(dict[str, Any], _encode(self))

    def to_json(self, indent: int | None = None) -> str:
        """The record as JSON text. The same record gives the same text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, data: object) -> Record:
        """Reads and checks a record from JSON values. Raises `RecordError` naming the first fault."""
        record = typing.cast(Record, _decode(cls, data, ""))
        if record.format != FORMAT:
            raise RecordError(f"format: expected {FORMAT!r}, found {record.format!r}")
        record.check()
        return record

    @classmethod
    def from_json(cls, text: str) -> Record:
        """Reads and checks a record from JSON text. Raises `RecordError` naming the first fault."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:  # also a number of thousands of digits, or thousands of brackets
            raise RecordError(f"not JSON: {error}") from error
        return cls.from_dict(data)

    def check(self) -> None:
        """Raises `RecordError` naming the first fault, unless the record holds together.

        Every offset lies in the text, the segments cover the text in order, every id is unique, and every
        reference is the id of an entry of its own table.
        """
        size = len(self.report.text)
        for where, span in _spans(self, ""):
            if not 0 <= span.start <= span.end <= size:
                raise RecordError(f"{where}: [{span.start}, {span.end}) is outside the text of {size} characters")
        _check_segments(self.segments, size)
        seen: set[str] = set()
        for table in TABLES:
            for n, entry in enumerate(getattr(self, table)):
                if entry.id in seen:
                    raise RecordError(f"{table}[{n}].id: {entry.id!r} is used twice")
                seen.add(entry.id)
        ids = {table: {entry.id for entry in getattr(self, table)} for table in TABLES}
        for where, table, reference in _references(self):
            if reference not in ids[table]:
                raise RecordError(f"{where}: {table} has no entry with the id {reference!r}")

    def words(self, span: Span | None) -> str | None:
        """The words of a span of this record's text."""
        return None if span is None else span.of(self.report.text)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """One table of the record as flat rows, ready for ``pandas.DataFrame`` or ``polars.DataFrame``.

        `table` is one of ``actors``, ``places``, ``events``, ``figures``, ``statements``. Ids that point
        at other entries stay, and names and words stand beside them; times become two dates.
        """
        if table not in TABLES:
            raise ValueError(f"no table {table!r}; there are {', '.join(TABLES)}")
        return [{"report": self.report.id, **row} for row in _ROWS[table](self)]


TABLES = ("actors", "places", "events", "figures", "statements")

Entry = Actor | Place | Event | Figure | Statement

_ENTRIES: dict[str, type[Entry]] = {
    "actors": Actor, "places": Place, "events": Event, "figures": Figure, "statements": Statement,
}  # fmt: skip


def entry_from_dict(table: str, data: object) -> Entry:
    """Reads one entry of a table from JSON values. Raises `RecordError` naming the first fault.

    Whether its offsets and references hold is for `Record.check` to say, which knows the rest.
    """
    return typing.cast(Entry, _decode(_ENTRIES[table], data, table))


def entry_to_dict(entry: Entry) -> dict[str, Any]:
    """One entry as plain JSON values, every field present."""
    return typing.cast(dict[str, Any], _encode(entry))


# --- flat rows ------------------------------------------------------------------------------------


def _names(record: Record) -> dict[str, str]:
    named: tuple[Actor | Place, ...] = (*record.actors, *record.places)
    return {entry.id: entry.name for entry in named}


def _time_columns(time: Time | None) -> dict[str, datetime.date | None]:
    return {"start": time.start if time else None, "end": time.end if time else None}


def _speakers(record: Record) -> dict[str, str | None]:
    names = _names(record)
    return {s.id: names[s.speaker] if s.speaker else None for s in record.statements}


def _actor_rows(record: Record) -> Iterator[dict[str, Any]]:
    for a in record.actors:
        yield {"id": a.id, "name": a.name, "kind": a.kind, "country": a.country, "sector": a.sector,
               "mentions": len(a.mentions)}  # fmt: skip


def _place_rows(record: Record) -> Iterator[dict[str, Any]]:
    for p in record.places:
        yield {"id": p.id, "name": p.name, "country": p.country, "admin1": p.admin1, "lat": p.lat, "lon": p.lon,
               "precision": p.precision, "gazetteer_id": p.gazetteer_id, "mentions": len(p.mentions)}  # fmt: skip


def _event_rows(record: Record) -> Iterator[dict[str, Any]]:
    names, speakers = _names(record), _speakers(record)
    for e in record.events:
        yield {"id": e.id, "type": e.type, "mode": e.mode, "trigger": record.words(e.trigger),
               "actors": [names[a] for a in e.actors], "recipients": [names[a] for a in e.recipients],
               "place": names[e.place] if e.place else None, **_time_columns(e.time), "factuality": e.factuality,
               "source": e.source, "speaker": speakers[e.source] if e.source else None,
               "figures": list(e.figures), "confidence": e.confidence}  # fmt: skip


def _figure_rows(record: Record) -> Iterator[dict[str, Any]]:
    names, speakers = _names(record), _speakers(record)
    for f in record.figures:
        yield {"id": f.id, "measure": f.measure, "text": record.words(f.text), "low": f.low, "best": f.best,
               "high": f.high, "hedge": f.hedge, "unit": f.unit, "actor": names[f.actor] if f.actor else None,
               "place": names[f.place] if f.place else None, **_time_columns(f.time), "factuality": f.factuality,
               "source": f.source, "speaker": speakers[f.source] if f.source else None, "event": f.event,
               "confidence": f.confidence}  # fmt: skip


def _statement_rows(record: Record) -> Iterator[dict[str, Any]]:
    names = _names(record)
    for s in record.statements:
        content = " … ".join(span.of(record.report.text) for span in s.content)
        yield {"id": s.id, "speaker": names[s.speaker] if s.speaker else None, "cue": record.words(s.cue),
               "content": content, "direct": s.direct}  # fmt: skip


_ROWS = {"actors": _actor_rows, "places": _place_rows, "events": _event_rows, "figures": _figure_rows,
         "statements": _statement_rows}  # fmt: skip


# --- JSON -----------------------------------------------------------------------------------------


def _encode(value: object) -> object:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {f.name: _encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value


def _decode(kind: Any, value: object, where: str) -> object:
    """Reads `value` as the annotated type `kind`; `where` is the path for the error."""
    origin, options = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _decode_union(options, value, where)
    if origin is Literal:
        if value not in options:
            raise RecordError(f"{where}: expected one of {', '.join(map(str, options))}; found {value!r}")
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise RecordError(f"{where}: expected a list, found {value!r}")
        return tuple(_decode(options[0], item, f"{where}[{n}]") for n, item in enumerate(value))
    if dataclasses.is_dataclass(kind):
        return _decode_object(typing.cast(type, kind), value, where)
    if kind is datetime.date:
        return _decode_date(value, where)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return _decode_float(value, where)
    if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
        raise RecordError(f"{where}: expected {kind.__name__}, found {value!r}")
    return value


def _decode_union(options: tuple[Any, ...], value: object, where: str) -> object:
    if value is None and types.NoneType in options:
        return None
    solid = [option for option in options if option is not types.NoneType]
    if len(solid) > 1:  # only numbers are written so: float | int
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        raise RecordError(f"{where}: expected a number, found {value!r}")
    return _decode(solid[0], value, where)


def _decode_object(kind: type, value: object, where: str) -> object:
    if not isinstance(value, dict):
        raise RecordError(f"{where or 'record'}: expected an object, found {value!r}")
    hints = _hints(kind)
    prefix = f"{where}." if where else ""
    missing = [name for name in hints if name not in value]
    if missing:
        raise RecordError(f"{prefix}{missing[0]}: missing; every field must be present, unknown is null")
    unknown = [name for name in value if name not in hints]
    if unknown:
        raise RecordError(f"{prefix}{unknown[0]}: the format has no such field")
    return kind(**{name: _decode(hint, value[name], prefix + name) for name, hint in hints.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _decode_float(value: int, where: str) -> float:
    """Other programs write 1.0 as 1."""
    try:
        return float(value)
    except OverflowError:
        raise RecordError(f"{where}: expected float, found a number too large for one") from None


def _decode_date(value: object, where: str) -> datetime.date:
    try:
        return parse_day(value)
    except ValueError:
        raise RecordError(f"{where}: expected a date as YYYY-MM-DD, found {value!r}") from None


# --- checks ---------------------------------------------------------------------------------------


def _spans(value: object, where: str) -> Iterator[tuple[str, Span | Segment]]:
    if isinstance(value, Span | Segment):
        yield where, value
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from _spans(item, f"{where}[{n}]")
    elif dataclasses.is_dataclass(value):
        for f in dataclasses.fields(value):
            yield from _spans(getattr(value, f.name), f"{where}.{f.name}" if where else f.name)


def _check_segments(segments: Iterable[Segment], size: int) -> None:
    end = 0
    for n, segment in enumerate(segments):
        if segment.start != end:
            raise RecordError(f"segments[{n}].start: expected {end}, found {segment.start}; segments leave no gaps")
        end = segment.end
    if end != size:
        raise RecordError(f"segments: they end at {end}, the text at {size}; together they cover it")


def _references(record: Record) -> Iterator[tuple[str, str, str]]:
    """Where an id stands, the table that it must be found in, and the id."""
    for table, fields in _REFERENCES.items():
        for n, entry in enumerate(getattr(record, table)):
            for field, target in fields.items():
                found: str | tuple[str, ...] | None = getattr(entry, field)
                ids = (found,) if isinstance(found, str) else found or ()
                yield from ((f"{table}[{n}].{field}", target, i) for i in ids)


_REFERENCES = {
    "events": {"actors": "actors", "recipients": "actors", "place": "places", "source": "statements",
               "figures": "figures"},
    "figures": {"actor": "actors", "place": "places", "source": "statements", "event": "events"},
    "statements": {"speaker": "actors"},
}  # fmt: skip
