"""A record as a page that people read: on a terminal, in a pipe, in a file.

What is told as fact stands first, newest day on top; then what is planned, possible and denied; then the
figures and the statements; last, how much of the report the page speaks for.

On a terminal entries stand in groups (a day's events, a speaker's statements) and wrap. Elsewhere each entry
is one whole line that repeats its day or speaker, so that ``grep`` and ``sort`` find them together.
"""

from __future__ import annotations

import datetime
import heapq
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import product, zip_longest
from typing import TypeVar

from rich.console import Console
from rich.text import Text

from dateline.ontology.words import event_words, measure_words
from dateline.pages.words import brief_ids, clean, day_words, shortened, time_words
from dateline.record import Event, Factuality, Figure, Record, Span, Statement, Time
from dateline.run import Outcome

_WIDEST = 120  # longer lines tire the eye, however wide the terminal
_NARROWEST = 20
_INDENT = 2
_DAY_WIDTH = 15  # 'Wed 20 Feb 2019'
_MEASURE_WIDTH = 12
_AMOUNT_WIDTH = 14
_CUE_WIDTH = 10
_QUOTE_MARKS = " \n\t\"'`‘’“”„«»,"
_TITLE_LENGTH = 120
_NAME_LENGTH = 48
_QUOTE_LENGTH = 180
_SILENT_SHOWN = 5
_UNSURE = 0.5  # entries that the reader gives less than even odds say so

_SECTIONS: tuple[tuple[Factuality, str], ...] = (
    ("actual", "What happened"),
    ("future", "Planned or expected"),
    ("hypothetical", "Possible, not certain"),
    ("negated", "Denied, or did not happen"),
)
_FACTUALITY_WORDS = {"future": "planned or expected", "hypothetical": "possible", "negated": "denied or did not happen"}
_MEASURE_ORDER = (
    "killed", "injured", "missing", "abducted", "captured", "detained", "released", "displaced", "evacuated",
    "returned", "arrived", "present", "affected", "forces", "joined", "participants", "attacks", "vehicles",
    "weapons", "buildings", "settlements", "area", "money", "share", "other",
)  # fmt: skip

_Item = TypeVar("_Item")

_HEADING, _QUIET, _STRONG, _NUMBER, _VIOLENT, _NOTE = "bold cyan", "dim", "bold", "bold yellow", "bold red", "yellow"


def render(outcome: Outcome, console: Console, *, notes: Sequence[str] = ()) -> None:
    """Prints the page of one record; `notes` are what a reader should know about how the report was loaded."""
    page = _Page(outcome, console)
    page.head()
    for factuality, heading in _SECTIONS:
        page.events(factuality, heading)
    page.figures()
    page.statements()
    page.foot(notes)


class _Page:
    """The lines of one page. It holds what every line needs: the record, its names, and the console."""

    def __init__(self, outcome: Outcome, console: Console) -> None:
        self._outcome = outcome
        self._record = outcome.record
        self._console = console
        self._on_terminal = console.is_terminal
        self._names = {actor.id: actor.name for actor in self._record.actors}
        self._names |= {place.id: place.name for place in self._record.places}
        self._speakers = {statement.id: statement.speaker for statement in self._record.statements}
        self._figures = {figure.id: figure for figure in self._record.figures}
        self._segment_starts = [segment.start for segment in self._record.segments]
        self._happenings = {
            factuality: _happenings(event for event in self._record.events if event.factuality == factuality)
            for factuality, _ in _SECTIONS
        }
        self._arrow = "->" if console.options.ascii_only else "→"
        self._dot = " - " if console.options.ascii_only else " · "

    # --- lines ------------------------------------------------------------------------------------

    def _line(self, body: Text, *, lead: Text | None = None, lead_width: int = 0, indent: int = _INDENT) -> None:
        """Prints one entry: the lead in its column and the body beside it, each wrapped there on a terminal."""
        column = indent + (lead_width + 2 if lead is not None else 0)
        if not self._on_terminal:
            lead_text = Text() if lead is None else lead.append(" " * max(lead_width - lead.cell_len, 0)).append("  ")
            self._print(Text(" " * indent).append_text(lead_text).append_text(body))
            return
        width = max(min(self._console.width, _WIDEST) - column, _NARROWEST)
        hang = _INDENT if lead is None and indent else 0
        body_lines = _wrapped(self._console, body, width, hang)
        lead_lines = _wrapped(self._console, lead, lead_width, 0) if lead is not None else []
        for left, right in zip_longest(lead_lines, body_lines, fillvalue=Text()):
            line = Text(" " * indent).append_text(left)
            line.append(" " * (column - line.cell_len)).append_text(right)
            self._print(line)

    def _print(self, line: Text) -> None:
        line.rstrip()
        self._console.print(line, soft_wrap=True, highlight=False)

    def _heading(self, words: str) -> None:
        self._print(Text())
        self._print(Text(words, style=_HEADING))

    def _joined(self, parts: Iterable[Text | None]) -> Text:
        return Text(self._dot).join(part for part in parts if part)

    # --- head and foot ----------------------------------------------------------------------------

    def head(self) -> None:
        report = self._record.report
        self._line(Text(_title(self._record), style=_STRONG), indent=0)
        date = f"{report.date:%A} {day_words(report.date, weekday=False)}" if report.date else "no date"
        facts = (date, shortened(report.publisher, _NAME_LENGTH), shortened(brief_ids(report.id), _NAME_LENGTH))
        self._line(self._joined(Text(fact, style=_QUIET) for fact in facts if fact), indent=0)
        if not (self._record.events or self._record.figures or self._record.statements):
            self._print(Text())
            self._line(Text("Nothing to enter: no event, figure or statement was found."))

    def foot(self, notes: Sequence[str]) -> None:
        coverage, text = self._outcome.coverage, self._record.report.text
        self._heading("Coverage")
        silent = len(coverage.silent)
        gap = f"{silent} with words of violence but no entry" if silent else "none with words of violence but no entry"
        self._line(Text(f"{_count(coverage.sentences, 'sentence')} read, {gap}{':' if silent else '.'}"))
        for span in coverage.silent[:_SILENT_SHOWN]:
            self._line(Text(f"“{shortened(span.of(text), _QUOTE_LENGTH)}”", style=_QUIET), indent=2 * _INDENT)
        if silent > _SILENT_SHOWN:
            self._line(Text(f"and {silent - _SILENT_SHOWN} more", style=_QUIET), indent=2 * _INDENT)
        self._left_open(coverage.undated, "time that comes to no day", "times that come to no day")
        self._left_open(coverage.numberless, "figure without a number, left out", "figures without a number, left out")
        for note in notes:
            self._line(Text(clean(note), style=_NOTE), lead=Text("note", style=_NOTE), lead_width=4)

    def _left_open(self, spans: Sequence[Span], one: str, several: str) -> None:
        """How many words came to no value, and which."""
        if spans:
            words = _distinct_words(shortened(s.of(self._record.report.text), _NAME_LENGTH) for s in spans)
            self._line(Text(f"{len(spans)} {one if len(spans) == 1 else several}: {_quoted(words)}"))

    # --- events -----------------------------------------------------------------------------------

    def events(self, factuality: Factuality, heading: str) -> None:
        folds = self._happenings[factuality]
        if not folds:
            return
        self._heading(heading)
        dated = any(event.time for fold in folds for event in fold)
        above = ""
        for fold in sorted(folds, key=lambda fold: _newest_first(fold[0].time)):
            time = fold[0].time
            day = Text(time_words(time)) if time else Text("no day given", style=_QUIET)
            if not self._on_terminal:
                self._line(self._event(fold), lead=day, lead_width=_DAY_WIDTH)
                continue
            if dated and day.plain != above:
                self._line(day)
                above = day.plain
            self._line(self._event(fold), indent=2 * _INDENT if dated else _INDENT)

    def _event(self, fold: list[Event]) -> Text:
        event = fold[0]
        violent = event.type == "ASSAULT" and event.factuality == "actual"
        what = Text().append(event_words(event.type, event.mode), style=_VIOLENT if violent else _STRONG)
        triggers = _distinct_words(shortened(e.trigger.of(self._record.report.text), _NAME_LENGTH) for e in fold)
        what.append(f" {_quoted(triggers[:3])}", style=_QUIET)
        if who := self._who(event):
            what.append("  ").append(who)
        figures = _distinct(i for e in fold for i in e.figures)
        counts = _distinct(self._count_words(self._figures[i]) for i in figures)
        return self._joined(
            (
                what,
                Text(f"in {self._name(event.place)}") if event.place else None,
                *(Text(words, style=_NUMBER) for words in counts),
                self._said_by(e.source for e in fold),
                self._where_told([e.trigger for e in fold]),
                self._times(len(fold)),
                self._unsure(fold),
            )
        )

    def _who(self, event: Event) -> str:
        actors, recipients = ", ".join(map(self._name, event.actors)), ", ".join(map(self._name, event.recipients))
        return f"{actors} {self._arrow} {recipients}".strip() if recipients else actors

    def _count_words(self, figure: Figure) -> str:
        words = self._record.words(figure.text) or ""
        amount = amount_words(figure) or _quoted([shortened(words, _NAME_LENGTH)])
        return f"{measure_words(figure.measure)} {amount}"

    # --- figures ----------------------------------------------------------------------------------

    def figures(self) -> None:
        if not self._record.figures:
            return
        self._heading("Figures")
        above = ""
        for fold in sorted(self._figure_folds(), key=lambda f: _rank(f[0].measure)):
            measure = measure_words(fold[0].measure)
            repeated = self._on_terminal and measure == above
            self._line(self._figure(fold), lead=Text("" if repeated else measure), lead_width=_MEASURE_WIDTH)
            above = measure

    def _figure_folds(self) -> list[list[Figure]]:
        """Joins figures that tell one count twice: alike in all that they tell, and of no two different happenings.

        A figure of no known event goes with the first of its likes.
        """
        happening_of = {
            event.id: (factuality, number)
            for factuality, happenings in self._happenings.items()
            for number, happening in enumerate(happenings)
            for event in happening
        }
        folds: list[list[Figure]] = []
        likes: dict[Hashable, dict[Hashable | None, list[Figure]]] = defaultdict(dict)
        for figure in self._record.figures:
            by_happening = likes[self._same_figure(figure)]
            happening = happening_of.get(figure.event or "")
            if happening is None:
                fold = next(iter(by_happening.values()), None)
            else:
                fold = by_happening.get(happening) or by_happening.pop(None, None)
            if fold is None:
                fold = []
                folds.append(fold)
            fold.append(figure)
            if happening is not None or not by_happening:
                by_happening[happening] = fold
        return folds

    def _same_figure(self, figure: Figure) -> Hashable:
        bounds = (figure.low, figure.best, figure.high)
        said = None if any(bound is not None for bound in bounds) else (self._record.words(figure.text) or "").lower()
        told = (figure.actor, figure.place, _period(figure.time), figure.factuality)
        return (figure.measure, figure.unit, *bounds, said, *told)

    def _figure(self, fold: list[Figure]) -> Text:
        figure = fold[0]
        amount = Text().append(f"{amount_words(figure) or 'no number':<{_AMOUNT_WIDTH}}", style=_NUMBER)
        quotes = _distinct_words(shortened(self._record.words(f.text), _NAME_LENGTH) for f in fold)
        amount.append(f"  {_quoted(quotes[:3])}")
        whom = self._name(figure.actor) if figure.actor else ""
        if whom and whom.lower() not in quotes[0].lower():
            amount.append(f" ({whom})")
        return self._joined(
            (
                amount,
                Text(f"in {self._name(figure.place)}") if figure.place else None,
                Text(time_words(figure.time)) if figure.time else None,
                Text(_FACTUALITY_WORDS[figure.factuality]) if figure.factuality != "actual" else None,
                self._said_by(f.source for f in fold),
                self._where_told([f.text for f in fold]),
                self._times(len(fold)),
                self._unsure(fold),
            )
        )

    # --- statements -------------------------------------------------------------------------------

    def statements(self) -> None:
        if not self._record.statements:
            return
        self._heading("Who said what")
        for fold in _folded(self._record.statements, lambda statement: statement.speaker or ""):
            speaker = Text(self._name(fold[0].speaker) if fold[0].speaker else "unnamed", style=_STRONG)
            if self._on_terminal:
                self._line(speaker)
            for statement in fold:
                cue = Text(shortened(self._record.words(statement.cue), _NAME_LENGTH), style=_QUIET)
                if self._on_terminal:
                    self._line(self._said(statement), lead=cue, lead_width=_CUE_WIDTH, indent=2 * _INDENT)
                else:
                    before = Text(" ").join(part for part in (speaker, cue) if part)
                    self._line(before.append(": ").append_text(self._said(statement)))

    def _said(self, statement: Statement) -> Text:
        parts = [span.of(self._record.report.text) for span in statement.content]
        if not statement.direct:
            return Text(shortened(" … ".join(parts), _QUOTE_LENGTH))
        return Text(f"“{shortened(' … '.join(part.strip(_QUOTE_MARKS) for part in parts), _QUOTE_LENGTH)}”")

    # --- parts of lines ---------------------------------------------------------------------------

    def _name(self, entry_id: str) -> str:
        return shortened(self._names[entry_id], _NAME_LENGTH)

    def _said_by(self, sources: Iterable[str | None]) -> Text | None:
        """Who vouches for an entry; nothing where the report says it in its own voice, at least once."""
        ids = list(sources)
        if None in ids:
            return None
        speakers = _distinct(self._speakers[i] for i in ids if i is not None)
        names = [self._name(speaker) if speaker else "someone unnamed" for speaker in speakers]
        return Text().append("said by ", style=_QUIET).append(" and ".join(names))

    def _where_told(self, spans: Sequence[Span]) -> Text | None:
        """Marks what only captions or the headline tell, since those repeat the story."""
        kinds = {self._segment_kind(span) for span in spans}
        if kinds <= {"caption", "headline"}:
            return Text(f"in the {' and '.join(sorted(kinds))}", style=_QUIET)
        return None

    def _segment_kind(self, span: Span) -> str:
        number = bisect_right(self._segment_starts, span.start) - 1
        segment = self._record.segments[number] if number >= 0 else None
        return segment.kind if segment and span.start < segment.end else "body"

    def _times(self, count: int) -> Text | None:
        return Text(f"×{count}", style=_QUIET) if count > 1 else None

    def _unsure(self, entries: Sequence[Event] | Sequence[Figure]) -> Text | None:
        return Text("unsure", style=_NOTE) if max(entry.confidence for entry in entries) < _UNSURE else None


# --- folding --------------------------------------------------------------------------------------


def _folded(entries: Iterable[_Item], same: Callable[[_Item], Hashable | None]) -> list[list[_Item]]:
    """Joins entries of which `same` gives the same value; None is never the same."""
    folds: dict[Hashable, list[_Item]] = {}
    for number, entry in enumerate(entries):
        key = same(entry)
        folds.setdefault(number if key is None else key, []).append(entry)
    return list(folds.values())


_WHATEVER = object()  # in place of a thing told, where it may be any or none


def _happenings(events: Iterable[Event]) -> list[list[Event]]:
    """Joins events that tell one happening twice, as captions and later paragraphs do.

    An event joins the first fold with all of which it is the same happening. Which folds may be so is looked up by
    what their first event tells: a long live blog has thousands of events.
    """
    folds: list[list[Event]] = []
    tellings: list[list[Event]] = []  # of each fold: an event for each different telling
    own: dict[Hashable, int] = {}  # a telling -> its fold
    opened: dict[Hashable, list[int]] = defaultdict(list)  # part of a first telling -> its folds
    for event in events:
        kind, told = (event.type, event.mode, _period(event.time)), _told(event)
        number = own.get((kind, told))
        if number is None:
            enough = 2 if event.time is None else 1
            candidates = heapq.merge(*(opened[kind, part] for part in _compatible(told, enough)))
            number = next((n for n in candidates if all(_same_happening(event, e) for e in tellings[n])), None)
            if number is None:
                number = len(folds)
                folds.append([])
                tellings.append([])
                for part in product(*((value, _WHATEVER) for value in told)):
                    opened[kind, part].append(number)
            tellings[number].append(event)
            if _same_happening(event, event):  # two events that tell too little for this stay apart
                own[kind, told] = number
        folds[number].append(event)
    return [sorted(fold, key=_known, reverse=True) for fold in folds]


def _told(event: Event) -> tuple[Hashable, ...]:
    return event.place, frozenset(event.actors), frozenset(event.recipients)


def _compatible(told: tuple[Hashable, ...], enough: int) -> Iterator[tuple[Hashable, ...]]:
    """The ways in which another event can tell enough things alike and nothing differently."""
    unknown: tuple[Hashable, ...] = (None, frozenset(), frozenset())
    ways = [((value, nothing) if value else (_WHATEVER,)) for value, nothing in zip(told, unknown, strict=True)]
    for way in product(*ways):
        if sum(bool(part) and part is not _WHATEVER for part in way) >= enough:
            yield way


def _same_happening(one: Event, other: Event) -> bool:
    """The same kind of act on the same day, of which at least two of day, place, actors and recipients are told
    alike and none differently. Less would join two attacks of which little is known."""
    if (one.type, one.mode, _period(one.time)) != (other.type, other.mode, _period(other.time)):
        return False
    pairs = list(zip(_told(one), _told(other), strict=True))
    if any(mine and theirs and mine != theirs for mine, theirs in pairs):
        return False
    alike = sum(bool(mine) and mine == theirs for mine, theirs in pairs)
    return alike + (one.time is not None) >= 2


def _known(event: Event) -> int:
    """How much an event tells: the fullest telling speaks for a fold."""
    return bool(event.place) + bool(event.actors) + bool(event.recipients)


def _period(time: Time | None) -> tuple[datetime.date, datetime.date] | None:
    return (time.start, time.end) if time else None


def _newest_first(time: Time | None) -> tuple[int, int]:
    """The order of days on the page; entries of one day keep the order of the text, undated ones come last."""
    return (1, 0) if time is None else (0, -time.start.toordinal())


def _rank(measure: str) -> int:
    return _MEASURE_ORDER.index(measure) if measure in _MEASURE_ORDER else len(_MEASURE_ORDER)


# --- words ----------------------------------------------------------------------------------------


def amount_words(figure: Figure) -> str | None:
    """The bounds of a figure in words: '20', '2,000 or more', 'about 200', '20 to 30'; None without a number."""
    low, best, high = figure.low, figure.best, figure.high
    less = "or less" if figure.unit else "or fewer"
    if low is not None and high is not None:
        if low == high:
            return f"about {_number(low, figure)}" if figure.hedge == "about" else _number(low, figure)
        odd_best = best is not None and best not in (low, high) and best != (low + high) / 2
        best_words = f", best {_number(best, figure)}" if best is not None and odd_best else ""
        return f"{_number(low, figure)} to {_number(high, figure)}{best_words}"
    if low is not None:
        return f"{_number(low, figure)} or more"
    if high is not None:
        return f"{_number(high, figure)} {less}"
    return None if best is None else f"about {_number(best, figure)}"


def _number(value: float, figure: Figure) -> str:
    digits = f"{value:,.4f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value):,}"
    unit = {"km2": " km²", "%": "%", None: ""}.get(figure.unit, f" {figure.unit}")
    return digits + unit


def _title(record: Record) -> str:
    """The report's title, else its headline, else how it begins."""
    text = record.report.text
    headline = next((s for s in record.segments if s.kind == "headline"), None)
    begins = record.sentences[0].of(text) if record.sentences else text[: 4 * _TITLE_LENGTH]
    words = record.report.title or (headline and text[headline.start : headline.end]) or begins
    return shortened(words, _TITLE_LENGTH)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _wrapped(console: Console, text: Text, width: int, hang: int) -> list[Text]:
    """Lines of at most `width` cells, those after the first moved in by `hang`."""
    first, *rest = text.wrap(console, width) or [Text()]
    if rest and hang:
        remaining = text[len(first.plain) :]
        remaining = remaining[len(remaining.plain) - len(remaining.plain.lstrip()) :]
        rest = [Text(" " * hang).append_text(line) for line in remaining.wrap(console, width - hang)]
    return [first, *rest]


def _quoted(phrases: Sequence[str]) -> str:
    return ", ".join(f"“{phrase}”" for phrase in phrases)


def _distinct_words(phrases: Iterable[str]) -> list[str]:
    """Without those that differ only in capitals from an earlier one."""
    return list({phrase.lower(): phrase for phrase in reversed(list(phrases))}.values())[::-1]


def _distinct(items: Iterable[_Item]) -> list[_Item]:
    return list(dict.fromkeys(items))
