"""A casefile as pages that people read: tables of events and figures, and all that stands behind one of them.

On a terminal columns fit the window and long words wrap. Elsewhere each entry is one whole line, so that ``grep`` and
``sort`` find it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from dateline.casefile import Added, Relinked, Shown, ShownEntry, ShownEvent, ShownReport
from dateline.link.claims import Claim
from dateline.link.tolls import Toll
from dateline.link.voices import Party
from dateline.ontology.words import event_words, measure_words
from dateline.pages.rows import entry_row
from dateline.pages.words import brief_ids, clean, number_words, range_words, shortened, time_words
from dateline.record import Record, Time
from dateline.situation import Decision, EntryId, Step
from dateline.store.base import EventRow, FigureRow, Period, PeriodRow, ReportRow, Status

_HEADING, _QUIET, _STRONG, _NUMBER, _VIOLENT = "bold cyan", "dim", "bold", "bold yellow", "bold red"
_NAME_LENGTH = 48
_SENTENCE_LENGTH = 220
_DECISIONS_SHOWN = 10  # of many pairs the first tell enough; JSON has all

Cell = str | Text | None


# --- tables of events and figures -------------------------------------------------------------------


def events(found: Sequence[EventRow], console: Console) -> None:
    """A line for each situation event, in the order given."""
    if not found:
        console.print("No events.")
        return
    table = _Table(("id", "days", "what", "who", "where", "killed", "reports", "status"))
    for event in found:
        table.add(
            Text(event.id, style=_STRONG),
            _days_words(event.start, event.end),
            _what(event),
            _who(event, console, shown=1),
            _where(event),
            Text(_killed(event), style=_NUMBER),
            f"{event.reports}",
            event.status,
        )
    table.print(console)


def timeline(found: Iterable[EventRow], console: Console) -> None:
    """The same by day: each day once, with what happened then; undated events last."""
    days = [(key, list(own)) for key, own in groupby(found, key=lambda event: (event.start, event.end))]
    if not days:
        console.print("No events.")
    for (start, end), own in days:
        day = _days_words(start, end) or "no day given"
        if console.is_terminal:
            _line(Text(day, style=_HEADING), console)
        for event in own:
            lead = Text() if console.is_terminal else Text(f"{day:<15}  ")
            _line(lead.append_text(_event_line(event, console)), console, indent=2 if console.is_terminal else 0)


def figures(found: Sequence[FigureRow], console: Console) -> None:
    """A line for each measure, unit and population of each situation event."""
    if not found:
        console.print("No figures.")
        return
    table = _Table(("event", "days", "where", "measure", "range", "best", "claims"))
    for figure in found:
        table.add(
            Text(figure.event, style=_STRONG),
            _days_words(figure.start, figure.end),
            _short(figure.place),
            _measure(figure.measure, figure.whom),
            range_words(figure.low, figure.high, figure.unit, fewer=figure.fewer, more=figure.more) or "none stands",
            Text(number_words(figure.best, figure.unit) if figure.best is not None else "", style=_NUMBER),
            f"{figure.claims}",
        )
    table.print(console)


def periods(found: Sequence[PeriodRow], by: Period, console: Console) -> None:
    """A line for each period, with one measure added up."""
    if not found:
        console.print("No figures.")
        return
    table = _Table((by, "measure", "range", "best", "events"))
    for row in found:
        table.add(
            _period_words(row.start, by),
            measure_words(row.measure),
            range_words(row.low, row.high, row.unit),
            Text(number_words(row.best, row.unit) if row.best is not None else "", style=_NUMBER),
            f"{row.events}",
        )
    table.print(console)


# --- one event, report or entry -----------------------------------------------------------------------


def shown(found: Shown, console: Console) -> None:
    """Whatever goes by an id, with all that stands behind it."""
    if isinstance(found, ShownEvent):
        _shown_event(found, console)
    elif isinstance(found, ShownReport):
        _shown_report(found, console)
    else:
        _shown_entry(found, console)


def _shown_event(found: ShownEvent, console: Console) -> None:
    event = found.event
    _line(_event_line(event, console), console)
    now = f"{found.asked} is now {event.id}" if found.asked != event.id else None
    facts = (now, _count(event.reports, "report"), _count(event.mentions, "mention"), _precisions(found))
    _line(_joined((Text(fact, style=_QUIET) for fact in facts if fact), console), console)
    _sides(found, console)
    _stages(found, console)
    for toll in sorted(found.account.tolls, key=lambda t: (t.measure != "killed", t.measure != "injured")):
        _toll(toll, console)
    _members(found, console)
    _decisions(found.decisions, console)


def _sides(found: ShownEvent, console: Console) -> None:
    sides = (("by", found.account.actors), ("to", found.account.recipients))
    if any(parties for _, parties in sides):
        _heading("Who", console)
    for lead, parties in sides:
        if parties:
            _line(Text(f"{lead}  {', '.join(map(_party, parties))}"), console, indent=2)


def _party(party: Party) -> str:
    codes = " ".join(code for code in (party.sector, party.country) if code)
    return f"{_short(party.name)} ({codes})" if codes else _short(party.name)


def _stages(found: ShownEvent, console: Console) -> None:
    if len(found.account.stages) < 2:
        return
    _heading("How far it got, by day of publication", console)
    table = _Table(())
    for stage in found.account.stages:
        table.add(_day_words(stage.published), Text(stage.state, style=_STRONG), ", ".join(stage.reports))
    table.print(console, indent=2)


def _toll(toll: Toll, console: Console) -> None:
    """The figure, the claims that stand, and those that do not with the reason."""
    _heading(_measure(toll.measure, toll.whom), console)
    amount = range_words(toll.low, toll.high, toll.unit, fewer=toll.fewer, more=toll.more) or "no number stands"
    line = Text(amount, style=_NUMBER)
    if toll.chosen is not None and toll.best is not None:
        line.append(f"  best {number_words(toll.best, toll.unit)}", style=_NUMBER)
        line.append(f"  from {_source(toll.chosen)}, by the rule ‘{toll.rule}’", style=_QUIET)
    _line(line, console, indent=2)
    table = _Table(())
    for claim in toll.standing:
        _claim_row(table, claim, Text("stands", style=_STRONG), console)
    for claim, reason in toll.set_aside:
        _claim_row(table, claim, Text(f"set aside: {_short(reason, _SENTENCE_LENGTH)}", style=_QUIET), console)
    table.print(console, indent=2)


def _claim_row(table: _Table, claim: Claim, fate: Text, console: Console) -> None:
    told = (claim.publisher, _day_words(claim.published))
    parts = (
        Text(f"“{_short(claim.words)}”"),
        Text(_source(claim)),
        Text(_short(", ".join(part for part in told if part))),
        Text(brief_ids(str(claim.id)), style=_QUIET),
        fate,
    )
    table.add(Text(_claim_amount(claim), style=_NUMBER), _joined((part for part in parts if part), console))


def _source(claim: Claim) -> str:
    kind = "itself" if claim.voice == "reporter" else f"({claim.voice})" if claim.speaker else f"told by {claim.teller}"
    return _short(claim.voucher) + f" {_short(kind)}"


def _claim_amount(claim: Claim) -> str:
    if not claim.numbers:
        return "no number"
    lowest, highest = claim.numbers[0], claim.numbers[-1]
    return range_words(lowest, highest, claim.unit, fewer=claim.low is None, more=claim.high is None)


def _members(found: ShownEvent, console: Console) -> None:
    _heading("Told in", console)
    told = {(record.report.id, event.id): (record, event) for record in found.records for event in record.events}
    table = _Table(())
    for member in found.members:
        record, event = told[member.report, member.entry]
        where = ", ".join(part for part in (record.report.publisher, _day_words(record.report.date)) if part)
        table.add(
            Text(brief_ids(str(member)), style=_QUIET), _short(where), f"“{sentence_of(record, event.trigger.start)}”"
        )
    table.print(console, indent=2)


def _decisions(found: Sequence[Decision], console: Console) -> None:
    if not found:
        return
    _heading("Why these are one", console)
    table = _Table(())
    people_first = sorted(found, key=lambda decision: decision.by == "dateline")
    for decision in people_first[:_DECISIONS_SHOWN]:
        chance = f"{decision.chance:.0%}" if decision.chance is not None else ""
        pair = brief_ids(f"{decision.one} and {decision.other}")
        table.add(decision.verdict, chance, _short(decision.by), pair, "; ".join(map(clean, decision.reasons)))
    table.print(console, indent=2)
    if len(found) > _DECISIONS_SHOWN:
        _line(Text(f"and {len(found) - _DECISIONS_SHOWN:,} more", style=_QUIET), console, indent=2)


def _shown_report(found: ShownReport, console: Console) -> None:
    report = found.record.report
    _line(Text(_short(report.title, _SENTENCE_LENGTH) or report.id, style=_STRONG), console)
    facts = (brief_ids(report.id), _day_words(report.date) or "no date", _short(report.publisher), _short(report.url))
    _line(_joined((Text(fact, style=_QUIET) for fact in facts if fact), console), console)
    _heading("Versions", console)
    table = _Table(())
    for version in found.versions:
        table.add(*_version(version))
    table.print(console, indent=2)
    if found.record.figures:
        _heading("Figures", console)
        _entries(found.record, "figures", console)
    _heading("Events it tells of", console)
    events(found.events, console)


def _version(row: ReportRow) -> tuple[Cell, ...]:
    made = f"read by model {row.model}" if row.model else "a record made elsewhere"
    copy = f"a copy of {row.copy_of}" if row.copy_of else None
    return (
        f"version {row.version}",
        "current" if row.current else "kept",
        f"added {row.added:%Y-%m-%d %H:%M}",
        made,
        _count(row.events, "event"),
        copy,
    )


def _entries(
    record: Record, table_name: str, console: Console, wanted: Callable[[Mapping[str, object]], bool] = bool
) -> None:
    """Entries of one table of a record, each with its words, its speaker and its id."""
    table = _Table(())
    for row in record.rows(table_name):
        if wanted(row):
            words = row.get("text") or row.get("trigger") or row.get("content") or row.get("name")
            kind = row.get("measure") or row.get("type") or row.get("cue") or row.get("kind")
            said = f"said by {_short(row['speaker'])}" if row.get("speaker") else None
            table.add(
                Text(brief_ids(f"{record.report.id}#{row['id']}"), style=_QUIET),
                kind,
                f"“{_short(words, _SENTENCE_LENGTH)}”",
                said,
            )
    table.print(console, indent=2)


def _shown_entry(found: ShownEntry, console: Console) -> None:
    record, entry = found.record, found.id.entry
    row = entry_row(found)
    _line(Text(str(found.id), style=_STRONG), console)
    table = _Table(())
    for name, value in row.items():
        if name not in ("report", "id") and value not in (None, [], ""):
            words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            table.add(Text(name, style=_QUIET), _short(words, _SENTENCE_LENGTH))
    table.print(console, indent=2)
    if at := _starts(record, entry):
        _line(Text(f"“{sentence_of(record, at[0])}”"), console, indent=2)
    if "kind" in row and "name" in row:
        _heading("What it is said to have said", console)
        _entries(record, "statements", console, lambda said: said["speaker"] == row["name"])
        _heading("What counts it", console)
        _entries(record, "figures", console, lambda figure: figure["actor"] == row["name"])
    _heading("Events", console)
    events(found.events, console)


def _starts(record: Record, entry: str) -> list[int]:
    """Where the words of an event or figure stand."""
    return [event.trigger.start for event in record.events if event.id == entry] + [
        figure.text.start for figure in record.figures if figure.id == entry
    ]


def sentence_of(record: Record, at: int) -> str:
    """The sentence of a report that stands at an offset, shortened to a line; what is around it where there is none."""
    found = next((s for s in record.sentences if s.start <= at < s.end), None)
    text = record.report.text
    return _short(found.of(text) if found else text[max(0, at - 80) : at + 80], _SENTENCE_LENGTH)


# --- what was done ------------------------------------------------------------------------------------


def added(found: Added, console: Console) -> None:
    """What adding came to, in one line. What could not be read is told as it comes."""
    counts = (
        (len(found.new), "new"),
        (len(found.changed), "new versions"),
        (len(found.unchanged), "there already"),
        (len(found.unreadable), "unreadable"),
    )
    told = [f"{number:,} {words}" for number, words in counts if number]
    console.print("reports: " + (", ".join(told) or "none"), highlight=False)
    _cut(found.cut, console)


def relinked(found: Relinked, console: Console) -> None:
    """What linking anew came to: how many situation events changed, and where to see how."""
    counts = ((len(found.changed), "changed"), (len(found.made), "new"), (len(found.ended), "ended"))
    told = [f"{number:,} {words}" for number, words in (*counts, (found.kept, "as before")) if number]
    console.print("situation events: " + (", ".join(told) or "none"), highlight=False)
    ids = (*found.changed, *found.made, *found.ended)
    if ids:
        console.print(f"To see what became of one: dateline history {ids[0]}", highlight=False)
    _cut(found.cut, console)


def _cut(blocks: int, console: Console) -> None:
    if blocks:
        words = "block of like events was" if blocks == 1 else "blocks of like events were"
        console.print(f"linking: {blocks:,} {words} too large, and cut to the nearest in time", highlight=False)


def history(steps: Sequence[Step], console: Console) -> None:
    """A line for each step, oldest first."""
    table = _Table(("when", "by", "change", "from", "to", "events"))
    for step in steps:
        table.add(
            f"{step.at:%Y-%m-%d %H:%M}",
            _short(step.by),
            Text(step.change, style=_STRONG),
            ", ".join(step.before),
            ", ".join(step.after),
            brief_ids(", ".join(map(str, step.members))),
        )
    table.print(console)


def status(found: Status, console: Console) -> None:
    """What the casefile holds."""
    table = _Table(())
    counts = ("reports", "versions", "events", "mentions", "claims", "decisions")
    table.add(Text("casefile", style=_QUIET), f"{found.path} (schema {found.schema})")
    for name in counts:
        table.add(Text(name, style=_QUIET), f"{getattr(found, name):,}")
    for model, number in found.models:
        table.add(
            Text("read by", style=_QUIET), f"{model or 'others: records made elsewhere'}: {_count(number, 'report')}"
        )
    if found.cut:
        table.add(Text("blocks cut", style=_QUIET), f"{found.cut:,}: too large; only the nearest in time were compared")
    table.print(console)


def undone(decisions: Sequence[Decision], console: Console) -> None:
    """What was taken back, in one line."""
    if not decisions:
        console.print("Nothing to take back: no merge or split stands.")
        return
    verdicts = {decision.verdict for decision in decisions}
    act = "merge" if verdicts == {"same"} else "split"
    entries = sorted({entry for decision in decisions for entry in (decision.one, decision.other)}, key=EntryId.__str__)
    console.print(
        f"The {act} by {_short(decisions[0].by)} is taken back: {brief_ids(', '.join(map(str, entries)))}",
        highlight=False,
    )


# --- parts --------------------------------------------------------------------------------------------


def _measure(measure: str, whom: str | None) -> str:
    return f"{measure_words(measure)} ({_short(whom)})" if whom else measure_words(measure)


def _event_line(event: EventRow, console: Console) -> Text:
    parts = (
        Text(event.id, style=_STRONG).append("  ").append_text(_what(event)),
        Text(_days_words(event.start, event.end) or "no day given"),
        Text(_who(event, console)),
        Text(f"in {_where(event)}" if event.place else ""),
        Text(f"killed {_killed(event)}" if _killed(event) else "", style=_NUMBER),
        Text(event.status or ""),
    )
    return _joined((part for part in parts if part), console)


def _what(event: EventRow) -> Text:
    violent = event.type == "ASSAULT" and event.status == "done"
    return Text(event_words(event.type, event.mode), style=_VIOLENT if violent else _STRONG)


def _who(event: EventRow, console: Console, *, shown: int = 3) -> str:
    arrow = "->" if console.options.ascii_only else "→"
    actors, recipients = _names(event.actors, shown), _names(event.recipients, shown)
    return f"{actors} {arrow} {recipients}".strip() if recipients else actors


def _names(names: Sequence[str], shown: int) -> str:
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return ", ".join(map(_short, names[:shown])) + more


def _where(event: EventRow) -> str:
    name = _short(event.place)
    return f"{name}, {event.country}" if name and event.country else name or event.country or ""


def _killed(event: EventRow) -> str:
    words = range_words(event.killed_low, event.killed_high)
    between = event.killed_best is not None and event.killed_best not in (event.killed_low, event.killed_high)
    return f"{words}, best {number_words(event.killed_best, None)}" if between else words


def _precisions(found: ShownEvent) -> str | None:
    """How exact day and place are, by UCDP's codes."""
    days, place = found.account.days, found.account.place
    told = (
        f"date precision {days.precision or 'beyond a year'}" if days else None,
        f"place precision {place.precision}" if place and place.precision else None,
    )
    return ", ".join(part for part in told if part) or None


def _days_words(start: datetime.date | None, end: datetime.date | None) -> str:
    return time_words(Time(start=start, end=end)) if start and end else ""


def _day_words(day: datetime.date | None) -> str:
    return _days_words(day, day)


def _period_words(start: datetime.date | None, by: Period) -> str:
    if start is None:
        return "no day given"
    if by == "week":
        return _days_words(start, start + datetime.timedelta(days=6))
    return _day_words(start) if by == "day" else f"{start:%b %Y}" if by == "month" else f"{start:%Y}"


def _short(words: object, length: int = _NAME_LENGTH) -> str:
    return shortened(brief_ids(str(words)), length) if words is not None else ""


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


# --- lines --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Table:
    """Rows of cells under headings, or under none. What stands in a cell is words, never markup."""

    headings: tuple[str, ...]
    rows: list[list[Text]] = field(default_factory=list)

    def add(self, *cells: Cell) -> None:
        self.rows.append([cell if isinstance(cell, Text) else Text(clean(cell or "")) for cell in cells])

    def print(self, console: Console, *, indent: int = 0) -> None:
        if console.is_terminal:
            console.print(Padding(self._fitted(), (0, 0, 0, indent)), highlight=False)
            return
        lines = [[Text(heading) for heading in self.headings], *self.rows] if self.headings else self.rows
        widths = [max(cell.cell_len for cell in column) for column in zip(*lines, strict=True)]
        for line in lines:
            cells = (cell.plain + " " * (width - cell.cell_len) for cell, width in zip(line, widths, strict=True))
            _line(Text((" " * indent + "  ".join(cells)).rstrip()), console)

    def _fitted(self) -> RichTable:
        """The table with columns that fit the window."""
        table = RichTable(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=bool(self.headings))
        for heading in self.headings or [""] * len(self.rows[0] if self.rows else ()):
            table.add_column(heading, header_style=_QUIET, overflow="fold")
        for row in self.rows:
            table.add_row(*row)
        return table


def _line(words: Text, console: Console, *, indent: int = 0) -> None:
    if console.is_terminal:
        console.print(Padding(words, (0, 0, 0, indent)), highlight=False)
    else:
        console.print(Text(" " * indent).append_text(words), soft_wrap=True, highlight=False)


def _heading(words: str, console: Console) -> None:
    console.print()
    console.print(Text(words, style=_HEADING))


def _joined(parts: Iterable[Text], console: Console) -> Text:
    return Text(" - " if console.options.ascii_only else " · ").join(parts)
