"""The claims about one happening: each figure that its reports tell, with its words and who vouches for it.

Nothing is weighed here. `dateline.link.tolls` says which claims stand; this module says what each of them is.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dateline.link.voices import Party, Sides, Voice, party, source_of, voice_of
from dateline.ontology.plover import MEASURES
from dateline.record import Event, Factuality, Figure, Hedge, Record, Span, Time
from dateline.situation import EntryId

Tally = Literal["total", "new"]


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A period of whole days, both ends inclusive."""

    start: datetime.date
    end: datetime.date

    @property
    def length(self) -> int:
        """How many days."""
        return (self.end - self.start).days + 1

    @property
    def precision(self) -> int | None:
        """UCDP GED's date_prec: 1 one day, 2 up to six, 3 a week, 4 up to a month, 5 up to a year; None beyond."""
        return next((code for code, longest in _DATE_PREC if self.length <= longest), None)

    def covers(self, other: Days) -> bool:
        return self.start <= other.start and other.end <= self.end


_DATE_PREC = ((1, 1), (2, 6), (3, 7), (4, 31), (5, 366))  # GED codebook, date_prec; the longest month and year


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure as one report tells it.

    `id` is the figure's and `event` that of the event it measures; `at` is where its words stand in the report.
    `speaker` is who is reported to have said it, None for the report's own voice or somebody unnamed; `voice` says
    how near to the count the one who vouches is, and `source` names the one who vouches: claims of one source are
    not independent. `teller` is the publisher, of a copied report that of the original; where none is known, the
    report. `copy_of` is the report that this one is a syndicated copy of. `caption`: it stands outside the
    body, and the body tells the same count. `tally` is 'new' for those beyond an earlier count ('six more bodies').
    """

    id: EntryId
    event: EntryId
    at: int
    measure: str
    unit: str | None = None
    words: str
    sentence: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    hedge: Hedge = "exact"
    tally: Tally = "total"
    whom: Party | None = None
    days: Days | None = None
    factuality: Factuality = "actual"
    speaker: Party | None = None
    voice: Voice = "reporter"
    source: str
    teller: str
    publisher: str | None = None
    published: datetime.date | None = None
    copy_of: str | None = None
    caption: bool = False

    @property
    def numbers(self) -> tuple[float, ...]:
        """The bounds that are known, lowest first."""
        return tuple(n for n in (self.low, self.best, self.high) if n is not None)

    @property
    def voucher(self) -> str:
        """Who vouches, by the name that the report gives: the speaker, 'somebody unnamed', or the teller itself."""
        if self.speaker is not None:
            return self.speaker.name
        return "somebody unnamed" if self.voice == "unnamed" else self.teller


_NO_COPIES: Mapping[str, str] = {}


def claims(
    records: Iterable[Record], members: Collection[EntryId], *, copies: Mapping[str, str] = _NO_COPIES
) -> tuple[Claim, ...]:
    """Every figure of the events that are one happening, by day of publication, undated reports first.

    `members` are the events; `records` those of their reports (others are passed over). `copies` tells of a report
    which other it is a syndicated copy of. The order of what goes in does not matter.
    """
    wanted = _by_report(members)
    kept = {record.report.id: record for record in records if record.report.id in wanted}
    publishers = {report: record.report.publisher for report, record in kept.items()}
    sides = Sides.of(pair for record in kept.values() for pair in told(record, wanted[record.report.id]))
    found: list[Claim] = []
    for report, record in kept.items():
        origin = copies.get(report)
        teller = publishers.get(origin or report) or origin or report
        own = _of_report(record, wanted[report], sides, teller, origin)
        found.extend(_marked_captions(record, own))
    return tuple(sorted(found, key=order))


def order(claim: Claim) -> tuple[datetime.date, str, int, str]:
    """The order of claims: by day of publication, undated reports first, then by report and place in its text."""
    return claim.published or datetime.date.min, claim.id.report, claim.at, claim.id.entry


def told(record: Record, entries: Collection[str]) -> list[tuple[Record, Event]]:
    """The events of a record that are among `entries`, each with its record."""
    return [(record, event) for event in record.events if event.id in entries]


def _by_report(members: Iterable[EntryId]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for member in members:
        found[member.report].add(member.entry)
    return found


def _of_report(record: Record, entries: Collection[str], sides: Sides, teller: str, origin: str | None) -> list[Claim]:
    figures = {figure.id: figure for figure in record.figures}
    measured: dict[str, Event] = {}
    for _, event in told(record, entries):
        own = [figure.id for figure in record.figures if figure.event == event.id]
        for figure_id in (*event.figures, *own):
            measured.setdefault(figure_id, event)
    return [_claim(record, figures[f], event, sides, teller, origin) for f, event in measured.items()]


def _claim(record: Record, figure: Figure, event: Event, sides: Sides, teller: str, origin: str | None) -> Claim:
    actors = {actor.id: actor for actor in record.actors}
    statement = next((s for s in record.statements if s.id == figure.source), None)
    speaker = party(actors[statement.speaker]) if statement and statement.speaker else None
    sentence = _sentence(record, figure.text)
    return Claim(
        id=EntryId(record.report.id, figure.id),
        event=EntryId(record.report.id, event.id),
        at=figure.text.start,
        measure=figure.measure,
        unit=figure.unit,
        words=figure.text.of(record.report.text),
        sentence=sentence.of(record.report.text),
        low=figure.low,
        best=figure.best,
        high=figure.high,
        hedge=figure.hedge,
        tally=_tally(record, figure, sentence),
        whom=party(actors[figure.actor]) if figure.actor else None,
        days=_days(figure.time or event.time),
        factuality=figure.factuality,
        speaker=speaker,
        voice=voice_of(speaker, sides, reported=statement is not None),
        source=source_of(speaker, teller, reported=statement is not None),
        teller=teller,
        publisher=record.report.publisher,
        published=record.report.date,
        copy_of=origin,
    )


def _days(time: Time | None) -> Days | None:
    return Days(time.start, time.end) if time else None


def _sentence(record: Record, span: Span) -> Span:
    return next((sentence for sentence in record.sentences if sentence.covers(span)), span)


# --- new ones, or all -------------------------------------------------------------------------------

# The determiners of English that count beyond what is counted already. 'More than 20' and '20 or more' are hedges.
_ADDITIVE = re.compile(r"\b(?:another|others?|further|additional|(?<!\bor )more(?! than\b))\b", re.IGNORECASE)


def _tally(record: Record, figure: Figure, sentence: Span) -> Tally:
    """New ones, or all: 'nine others' of 'killed 20 and wounded nine others' are all of the wounded.

    What an additive count goes beyond is told last before it: another measure of people in its sentence, or else an
    earlier count of its own.
    """
    if not _ADDITIVE.search(figure.text.of(record.report.text)):
        return "total"
    before = [f for f in record.figures if sentence.covers(f.text) and f.text.end <= figure.text.start]
    last = max(before, key=lambda f: f.text.start, default=None)
    beside_others = last is not None and last.measure != figure.measure and _counts_people(last)
    return "total" if beside_others else "new"


def _counts_people(figure: Figure) -> bool:
    measure = MEASURES.get(figure.measure)
    return measure is not None and measure.people


# --- captions ---------------------------------------------------------------------------------------


def _marked_captions(record: Record, found: Sequence[Claim]) -> list[Claim]:
    """Marks the claims outside the body that tell a count which the body tells too."""
    starts = [segment.start for segment in record.segments]

    def in_body(claim: Claim) -> bool:
        number = bisect_right(starts, claim.at) - 1
        return number < 0 or record.segments[number].kind == "body"

    body = [claim for claim in found if in_body(claim)]
    return [
        claim if in_body(claim) else replace(claim, caption=any(same_count(claim, other) for other in body))
        for claim in found
    ]


def same_count(one: Claim, other: Claim) -> bool:
    """Whether two claims tell one count: of one measure and unit, and numbers of which each admits the other's."""
    if (one.measure, one.unit, one.factuality) != (other.measure, other.unit, other.factuality):
        return False
    return _admits(one, other) and _admits(other, one)


def _admits(claim: Claim, other: Claim) -> bool:
    """Whether the best number of the other, if it tells one, is the claim's or lies within its bounds."""
    if other.best is None or other.best == claim.best:
        return True
    if claim.low is None and claim.high is None:
        return claim.best is None  # 'about 200' admits 200 alone; 'several' anything
    return (claim.low is None or claim.low <= other.best) and (claim.high is None or other.best <= claim.high)
