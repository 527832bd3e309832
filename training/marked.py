"""Marked reports: the project's own coded reports, written by hand, read into records.

A marked report is one text file: a head, the text with its spans marked where they stand, and the
entries that the marks name. `training/reports/README.md` is the guide for writers.

    python -m training.marked check training/reports      # every fault, with its file and line
    python -m training.marked build training/reports -o FILE.jsonl
"""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dateline.attribute import Sources, is_quotation
from dateline.ontology.plover import ACTOR_KINDS, FACTUALITIES, HEDGES, MEASURES, SECTORS, SEGMENT_KINDS, TYPES
from dateline.record import (
    Actor,
    DatelineError,
    Event,
    Figure,
    Place,
    Record,
    Report,
    Segment,
    Span,
    Statement,
    Time,
)

TAG = re.compile(r"\{([aepft]\d+|s\d+(?:\.cue)?)\}")
KIND_LINE = re.compile(r"^<(\w+)>\s?")


class MarkError(ValueError):
    """A marked report breaks the rules; the message names the file, the line or entry, and the fault."""


@dataclass
class Marks:
    """The plain text and what was marked in it."""

    text: str = ""
    spans: dict[str, list[Span]] = field(default_factory=dict)
    segments: list[Segment] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)


def parse(source: str, name: str) -> Record:
    """Reads one marked report into a checked record. Raises `MarkError` naming the first fault."""
    head, _, rest = source.partition("\n===\n")
    body, _, tables = rest.partition("\n===\n")
    if not tables:
        raise MarkError(f"{name}: expected three parts with '===' lines between: head, text, entries")
    fields = dict(pairs(head, name))
    if "date" not in fields:
        raise MarkError(f"{name}: the head has no 'date:'")
    return record_of(fields, read_body(body, name), tables, name)


def record_of(fields: dict[str, str], marks: Marks, tables: str, name: str) -> Record:
    """The checked record of a text's marks and its entries. Raises `MarkError` naming the first fault."""
    record = _Builder(marks, _read_entries(tables, name), name).record(fields)
    try:
        record.check()
    except DatelineError as error:
        raise MarkError(f"{name}: {error}") from error
    _check_use(record, marks, name)
    return record


def pairs(head: str, name: str) -> Iterator[tuple[str, str]]:
    for line in filter(str.strip, head.splitlines()):
        key, colon, value = line.partition(":")
        if not colon:
            raise MarkError(f"{name}: head line {line!r} is no 'key: value'")
        yield key.strip(), value.strip()


# --- the text -------------------------------------------------------------------------------------


def read_body(body: str, name: str) -> Marks:
    """Paragraphs stand apart by a blank line; inside one, each line is a sentence; '<caption>' opens a kind."""
    marks, kind = Marks(), "body"
    paragraphs = [p for p in re.split(r"\n\s*\n", body.strip("\n")) if p.strip()]
    for n, paragraph in enumerate(paragraphs):
        kind = "body"
        for m, line in enumerate(filter(str.strip, paragraph.split("\n"))):
            opened = KIND_LINE.match(line)
            if opened:
                kind, line = opened[1], line[opened.end() :]
                if kind not in SEGMENT_KINDS:
                    raise MarkError(f"{name}: <{kind}> is no segment kind; there are {', '.join(SEGMENT_KINDS)}")
            if marks.text:
                marks.text += " " if m else "\n\n"
            _read_line(line.strip(), kind, marks, f"{name}: paragraph {n + 1} line {m + 1}")
    return marks


def _read_line(line: str, kind: str, marks: Marks, where: str) -> None:
    start, opened, i = len(marks.text), [], 0
    while i < len(line):
        if line[i] == "[":
            opened.append(len(marks.text))
            i += 1
        elif line[i] == "]":
            tag = TAG.match(line, i + 1)
            if not opened:
                raise MarkError(f"{where}: ']' closes nothing in {line[:i][-40:]!r}")
            if not tag:
                raise MarkError(f"{where}: ']' wants a tag such as {{a1}} after it, at {line[i : i + 20]!r}")
            span = Span(opened.pop(), len(marks.text))
            if span.of(marks.text) != span.of(marks.text).strip() or span.start == span.end:
                raise MarkError(f"{where}: the span {span.of(marks.text)!r} is empty or has space at its edge")
            marks.spans.setdefault(tag[1], []).append(span)
            i = tag.end()
        elif TAG.match(line, i):
            raise MarkError(f"{where}: a tag without brackets at {line[i : i + 20]!r}")
        else:
            marks.text += line[i]
            i += 1
    if opened:
        raise MarkError(f"{where}: '[' before {marks.text[opened[-1] :][:30]!r} is never closed")
    previous = marks.segments[-1] if marks.segments else None
    if previous and previous.kind == kind:
        marks.segments[-1] = Segment(kind=kind, start=previous.start, end=len(marks.text))  # type: ignore[arg-type]
    else:
        if previous:
            marks.segments[-1] = Segment(kind=previous.kind, start=previous.start, end=start)
        marks.segments.append(Segment(kind=kind, start=start, end=len(marks.text)))  # type: ignore[arg-type]
    marks.sentences.append(Span(start, len(marks.text)))


# --- the entries ----------------------------------------------------------------------------------


@dataclass
class _Entry:
    id: str
    words: list[str]
    options: dict[str, str]
    quoted: str | None
    where: str


def _read_entries(tables: str, name: str) -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    for line in filter(str.strip, tables.splitlines()):
        if line.startswith("#"):
            continue
        where = f"{name}: entry {line.strip()!r}"
        quoted = re.search(r'"([^"]*)"', line)
        parts = (line[: quoted.start()] + line[quoted.end() :] if quoted else line).split()
        if not re.fullmatch(r"[aepfs]\d+", parts[0]):
            raise MarkError(f"{where}: an entry begins with an id such as a1, p1, e1, f1 or s1")
        if parts[0] in entries:
            raise MarkError(f"{where}: {parts[0]} stands twice")
        options = dict(p.split("=", 1) for p in parts[1:] if "=" in p)
        words = [p for p in parts[1:] if "=" not in p]
        entries[parts[0]] = _Entry(parts[0], words, options, quoted[1] if quoted else None, where)
    return entries


def _take(entry: _Entry, n: int, allowed: Collection[str] | None, what: str, optional: bool = False) -> str | None:
    value = entry.words[n] if n < len(entry.words) else None
    if value in (None, "-"):
        if optional:
            return None
        raise MarkError(f"{entry.where}: no {what}")
    if allowed is not None and value not in allowed:
        raise MarkError(f"{entry.where}: {value!r} is no {what}; there are {', '.join(allowed)}")
    return value


def _time(entry: _Entry, marks: Marks, used: set[str]) -> Time | None:
    value = entry.options.pop("time", None)
    if value is None:
        return None
    days, _, tag = value.partition("@")
    start, _, end = days.partition("..")
    if tag and tag not in marks.spans:
        raise MarkError(f"{entry.where}: no words are marked {tag}")
    used.add(tag)
    try:
        first, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end or start)
    except ValueError as error:
        raise MarkError(f"{entry.where}: {days!r} is no YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD") from error
    if last < first:
        raise MarkError(f"{entry.where}: {days} ends before it begins")
    return Time(start=first, end=last, text=_nearest(marks, tag, entry.id) if tag else None)


def _nearest(marks: Marks, tag: str, anchor: str) -> Span:
    """Of several spans with one tag, the one nearest to the first span of the anchor."""
    at = marks.spans[anchor][0].start if anchor in marks.spans else 0
    return min(marks.spans[tag], key=lambda s: abs(s.start - at))


def _ids(entry: _Entry, option: str, prefix: str) -> tuple[str, ...]:
    value = entry.options.pop(option, None)
    ids = tuple(filter(None, value.split(","))) if value else ()
    wrong = [i for i in ids if not re.fullmatch(prefix + r"\d+", i)]
    if wrong:
        raise MarkError(f"{entry.where}: {option} takes {prefix}-ids, not {wrong[0]!r}")
    return ids


def _one(entry: _Entry, option: str, prefix: str) -> str | None:
    ids = _ids(entry, option, prefix)
    if len(ids) > 1:
        raise MarkError(f"{entry.where}: {option} takes one id")
    return ids[0] if ids else None


def _factuality(entry: _Entry) -> str:
    value = entry.options.pop("factuality", "actual")
    if value not in FACTUALITIES:
        raise MarkError(f"{entry.where}: {value!r} is no factuality; there are {', '.join(FACTUALITIES)}")
    return value


def _mark(entry: _Entry, marks: Marks) -> Span:
    spans = marks.spans.get(entry.id, [])
    if len(spans) != 1:
        raise MarkError(f"{entry.where}: {entry.id} must be marked once in the text, found {len(spans)}")
    return spans[0]


def _number(text: str, entry: _Entry) -> float | int | None:
    if text == "-":
        return None
    try:
        return float(text) if "." in text else int(text)
    except ValueError as error:
        raise MarkError(f"{entry.where}: {text!r} is no number") from error


class _Builder:
    """Builds the entries of one report, in the order in which they need each other."""

    def __init__(self, marks: Marks, entries: dict[str, _Entry], name: str) -> None:
        self.marks, self.entries, self.name = marks, entries, name
        self.times: set[str] = set()  # marks of time that some entry uses

    def record(self, fields: dict[str, str]) -> Record:
        statements = [self.statement(e) for e in self.of("s")]
        sources = Sources(statements)
        figures = [self.figure(e, sources) for e in self.of("f")]
        events = [self.event(e, sources, figures) for e in self.of("e")]
        actors, places = [self.actor(e) for e in self.of("a")], [self.place(e) for e in self.of("p")]
        self.check_all_used()
        report = Report(
            id=fields.get("id", self.name),
            date=datetime.date.fromisoformat(fields["date"]),
            publisher=fields.get("publisher"),
            language="en",
            text=self.marks.text,
        )
        return Record(
            report=report,
            segments=tuple(self.marks.segments),
            sentences=tuple(self.marks.sentences),
            actors=tuple(actors),
            places=tuple(places),
            events=tuple(events),
            figures=tuple(figures),
            statements=tuple(statements),
        )

    def of(self, kind: str) -> list[_Entry]:
        found = [e for e in self.entries.values() if e.id[0] == kind]
        return sorted(found, key=lambda e: int(e.id[1:]))

    def mentions(self, entry: _Entry) -> tuple[Span, ...]:
        spans = self.marks.spans.get(entry.id, [])
        if not spans:
            raise MarkError(f"{entry.where}: {entry.id} is marked nowhere in the text")
        return tuple(sorted(spans, key=lambda s: (s.start, s.end)))

    def fullest(self, entry: _Entry) -> str:
        """The name that the entry gives, or its longest mention, one with a capital before others."""
        words = (s.of(self.marks.text) for s in self.mentions(entry))
        return entry.quoted or max(words, key=lambda w: (any(c.isupper() for c in w), len(w)))

    def actor(self, e: _Entry) -> Actor:
        return Actor(
            id=e.id,
            kind=_take(e, 0, ACTOR_KINDS, "kind"),  # type: ignore[arg-type]
            country=_take(e, 1, None, "country", True),
            sector=_take(e, 2, SECTORS, "sector", True),
            name=self.fullest(e),
            mentions=self.mentions(e),
        )

    def place(self, e: _Entry) -> Place:
        country = _take(e, 0, None, "country", True)
        return Place(id=e.id, name=self.fullest(e), country=country, mentions=self.mentions(e))

    def statement(self, e: _Entry) -> Statement:
        cues = self.marks.spans.get(e.id + ".cue", [])
        if len(cues) > 1:
            raise MarkError(f"{e.where}: {e.id}.cue is marked {len(cues)} times")
        content = self.mentions(e)
        return Statement(
            id=e.id,
            speaker=_one(e, "speaker", "a"),
            cue=cues[0] if cues else None,
            content=content,
            direct=is_quotation(content, self.marks.text),
        )

    def figure(self, e: _Entry, sources: Sources) -> Figure:
        span = _mark(e, self.marks)
        values = (_take(e, 1, None, "low/best/high") or "").split("/")
        if len(values) != 3:
            raise MarkError(f"{e.where}: write the values as low/best/high, '-' for none: 20/20/20, 2000/2000/-")
        low, best, high = (_number(v, e) for v in values)
        return Figure(
            id=e.id,
            measure=str(_take(e, 0, MEASURES, "measure")),
            text=span,
            low=low,
            best=best,
            high=high,
            hedge=_take(e, 2, HEDGES, "hedge"),  # type: ignore[arg-type]
            unit=e.options.pop("unit", None),
            actor=_one(e, "actor", "a"),
            place=_one(e, "place", "p"),
            time=_time(e, self.marks, self.times),
            factuality=_factuality(e),  # type: ignore[arg-type]
            source=sources.of(span),
            event=_one(e, "event", "e"),
        )

    def event(self, e: _Entry, sources: Sources, figures: list[Figure]) -> Event:
        kind, _, mode = str(_take(e, 0, None, "TYPE or TYPE.mode")).partition(".")
        if kind not in TYPES or (mode and not TYPES[kind].mode(mode)):
            known = ", ".join(m.name for m in TYPES[kind].modes) if kind in TYPES else "–"
            raise MarkError(f"{e.where}: {kind}.{mode} is no type and mode; {kind} has: {known}")
        span = _mark(e, self.marks)
        return Event(
            id=e.id,
            type=kind,
            mode=mode or None,
            trigger=span,
            actors=_ids(e, "actors", "a"),
            recipients=_ids(e, "recipients", "a"),
            place=_one(e, "place", "p"),
            time=_time(e, self.marks, self.times),
            factuality=_factuality(e),  # type: ignore[arg-type]
            source=sources.of(span),
            figures=tuple(f.id for f in figures if f.event == e.id),
        )

    def check_all_used(self) -> None:
        """No option is left over, and no mark is without an entry."""
        for e in self.entries.values():
            if e.options:
                raise MarkError(f"{e.where}: unknown option {next(iter(e.options))!r}")
        for tag in self.marks.spans:
            if tag[0] == "t":
                if tag not in self.times:
                    raise MarkError(f"{self.name}: {tag} is marked but no entry uses it")
            elif tag.removesuffix(".cue") not in self.entries:
                raise MarkError(f"{self.name}: {tag} is marked but has no entry")


def _check_use(record: Record, marks: Marks, name: str) -> None:
    """Only actors that take part in an entry are listed, and a cue stands outside its own content."""
    taking_part = {i for e in record.events for i in (*e.actors, *e.recipients)}
    taking_part |= {f.actor for f in record.figures if f.actor} | {s.speaker for s in record.statements if s.speaker}
    idle = [a.id for a in record.actors if a.id not in taking_part]
    if idle:
        raise MarkError(f"{name}: {', '.join(idle)} take part in no entry; leave them unmarked")
    for s in record.statements:
        if s.cue and any(c.covers(s.cue) for c in s.content):
            raise MarkError(f"{name}: the cue of {s.id} stands inside its content")


# --- command --------------------------------------------------------------------------------------


def read_folder(folder: Path) -> Iterator[Record | MarkError]:
    """Every marked report of a folder and those below it, in order of name."""
    for path in sorted(folder.rglob("*.txt")):
        try:
            yield parse(path.read_text(encoding="utf-8"), path.stem)
        except MarkError as error:
            yield error


def sound(found: Iterable[Record | MarkError]) -> list[Record]:
    """All records of a folder. Raises the first fault that stands among them."""
    records = []
    for one in found:
        if isinstance(one, MarkError):
            raise one
        records.append(one)
    return records


def main() -> int:
    parser = argparse.ArgumentParser(description="Check marked reports, or build records of them.")
    parser.add_argument("job", choices=["check", "build"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    args = parser.parse_args()
    results = list(read_folder(args.folder))
    records = [r for r in results if isinstance(r, Record)]
    for fault in (r for r in results if isinstance(r, MarkError)):
        sys.stdout.write(f"{fault}\n")
    types = Counter(e.type for r in records for e in r.events)
    sys.stdout.write(
        f"{len(records)} reports good, {len(results) - len(records)} with faults; {sum(types.values())} events, "
        f"{sum(len(r.figures) for r in records)} figures, {sum(len(r.statements) for r in records)} statements\n"
        + ", ".join(f"{t} {n}" for t, n in types.most_common())
        + "\n"
    )
    if args.job == "build":
        args.output.write_text("".join(r.to_json() + "\n" for r in records), encoding="utf-8")
    return 1 if len(records) < len(results) else 0


if __name__ == "__main__":
    sys.exit(main())
