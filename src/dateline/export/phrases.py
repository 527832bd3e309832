"""How a situation event is put into words on a page, whatever the page is made of. All of it is plain text."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence

from dateline.export.digest import Digest
from dateline.export.sides import POPULATION
from dateline.ontology.countries import countries
from dateline.ontology.plover import MEASURES
from dateline.ontology.words import event_words, force_words, measure_words
from dateline.pages.words import brief_ids, clean, number_words, range_words, shortened, time_words
from dateline.record import Time
from dateline.store.base import ClaimRow, EventRow, FigureRow, Happening, PartyRow, TellingRow

_NAMES_SHOWN = 3
_NAME_LENGTH = 90

_PRECISIONS = {
    2: "known to about 25 km",
    3: "known to the district",
    4: "known to the province",
    5: "somewhere along a line or in an area",
    6: "known to the country only",
    7: "not found on the map",
}
"""UCDP GED codebook, where_prec. 1 is exact and goes without saying."""

_FACTUALITIES = {"future": "planned", "hypothetical": "possible", "negated": "denied"}

_ORDER = {measure: n for n, measure in enumerate(MEASURES)}

_MEASURES = ("killed", "injured", "missing", "abducted", "captured", "detained", "displaced", "evacuated", "affected")
"""Of a summary: what happened to people, the worst first."""


# --- an event -----------------------------------------------------------------------------------------


def what(event: EventRow) -> str:
    return capital(event_words(event.type, event.mode))


@functools.lru_cache(maxsize=4096)
def when(start: datetime.date | None, end: datetime.date | None) -> str:
    return time_words(Time(start=start, end=end)) if start and end else "no day given"


@functools.lru_cache(maxsize=4096)
def day(found: datetime.date | None) -> str:
    """One day, without the weekday."""
    return f"{found.day} {found:%b} {found.year}" if found else "no date"


def who(event: EventRow, shown: int = _NAMES_SHOWN) -> str:
    actors, recipients = _names(event.actors, shown), _names(event.recipients, shown)
    return f"{actors} → {recipients}".strip() if recipients else actors


def _names(names: Sequence[str], shown: int) -> str:
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return ", ".join(map(name, names[:shown])) + more


def where(place: str | None, country: str | None) -> str:
    parts = (name(place), country_name(country))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def precision(event: EventRow) -> str:
    return _PRECISIONS.get(event.precision or 0, "")


def party(one: PartyRow) -> str:
    codes = " ".join(code for code in (one.sector, one.country) if code)
    return f"{name(one.name)} ({codes})" if codes else name(one.name)


def killed(event: EventRow) -> str:
    return amount(event.killed_low, event.killed_best, event.killed_high)


def reports(count: int) -> str:
    return counted(count, "report")


# --- figures and claims -------------------------------------------------------------------------------


def amount(low: float | None, best: float | None, high: float | None, unit: str | None = None) -> str:
    """'20', or '20 (12 to 34)'; '' where there is no number."""
    bounds = range_words(low, high, unit)
    if best is None or best == low == high:
        return bounds
    return f"{number(best)} ({bounds})" if bounds else f"about {number(best)}"


def number(value: float) -> str:
    return range_words(value, value)


def measure(figure: FigureRow) -> str:
    words = measure_words(figure.measure)
    return f"{words} ({population(figure.whom)})" if figure.whom else words


def population(whom: str) -> str:
    """Whose fighters a figure counts: 'armed forces of Mali' for 'MIL of MLI'; others by their name."""
    coded = POPULATION.fullmatch(whom)
    if coded is None:
        return name(whom)
    country = f" of {country_name(coded['country'])}" if coded["country"] else ""
    return force_words(coded["sector"]) + country


def figure_told(figure: FigureRow) -> str:
    """What stands beside a best figure: its bounds, where they say more, and how many claims they come from."""
    bounds = range_words(figure.low, figure.high, figure.unit, fewer=figure.fewer, more=figure.more)
    best = number_words(figure.best, figure.unit)
    told = "" if bounds and bounds == best else bounds or "no number stands"
    return ", ".join(filter(None, (told, f"{counted(figure.claims, 'claim')} counted")))


def claim_amount(claim: ClaimRow) -> str:
    """A claim's own number: '20 or more', 'about 200'; 'no number' where its words give none."""
    if claim.low is None and claim.high is None:
        return f"about {range_words(claim.best, claim.best, claim.unit)}" if claim.best is not None else "no number"
    words = range_words(claim.low, claim.high, claim.unit)
    return f"about {words}" if claim.hedge == "about" and claim.low == claim.high else words


def by_measure(happening: Happening) -> list[tuple[list[FigureRow], list[ClaimRow]]]:
    """The figures of each measure and unit with the claims behind them, in the order of `MEASURES`."""
    found: dict[tuple[str, str | None], tuple[list[FigureRow], list[ClaimRow]]] = {}
    for figure in happening.figures:
        found.setdefault((figure.measure, figure.unit), ([], []))[0].append(figure)
    for claim in happening.claims:
        found.setdefault((claim.measure, claim.unit), ([], []))[1].append(claim)
    return [
        found[key] for key in sorted(found, key=lambda key: (_ORDER.get(key[0], len(_ORDER)), key[0], key[1] or ""))
    ]


def source(row: ClaimRow | TellingRow) -> str:
    """'Daily News, 3 May 2019', or 'Col. Sarhan, in Daily News, 3 May 2019'."""
    told = ", ".join((name(row.publisher) or "publisher unknown", day(row.published)))
    return f"{name(row.speaker)}, in {told}" if row.speaker else told


def doubt(row: ClaimRow | TellingRow) -> str:
    """'planned', 'possible' or 'denied'; '' of what is told as fact."""
    return _FACTUALITIES.get(row.factuality, "")


def entry(row: ClaimRow | TellingRow) -> str:
    """Where it stands in the casefile: REPORT#ENTRY."""
    return brief_ids(clean(f"{row.report}#{row.entry}"))


# --- all of them --------------------------------------------------------------------------------------


def title(digest: Digest) -> str:
    codes = [code for code, _ in ranked(digest.countries)[:_NAMES_SHOWN]]
    more = len(digest.countries) - len(codes)
    names = [country_name(code) for code in codes] + ([f"{more} more"] if more else [])
    return listed(names) if names else "Situation"


def heading(digest: Digest) -> str:
    """What the report is called where its title stands alone."""
    return f"{title(digest)}: situation report" if digest.countries else "Situation report"


def scope(digest: Digest) -> str:
    """In one sentence: how many events, when, and who tells them."""
    told = counted(digest.events, "event")
    if digest.first and digest.last:
        told += f", {when(digest.first, digest.last)}"
    told += f", told by {counted(len(digest.reports), 'report')}"
    if digest.publishers:
        told += f" of {counted(len(digest.publishers), 'publisher')}"
    if digest.published:
        told += f" from {day(digest.published[0])} to {day(digest.published[1])}"
    return f"{told}."


def key_figures(digest: Digest) -> list[tuple[str, str, str]]:
    """What happened to people: measure, best figure, and the bounds with the number of events that it is the sum of."""
    found = []
    for kind in _MEASURES:
        total = digest.sums.get((kind, None))
        if total and (total.best or total.high is None):
            best, bounds = number(total.best), range_words(total.low, total.high)
            told = "" if bounds == best else f"{bounds}, "
            found.append((measure_words(kind), best, f"{told}in {counted(total.events, 'event')}"))
    return found


def lists(digest: Digest) -> list[tuple[str, dict[str, int]]]:
    """The counts that a summary lists, under their headings; empty ones are not among them."""
    found = (
        ("What is told", dict(digest.kinds)),
        ("Where", {where(place, country): n for (place, country), n in digest.places.items()}),
        ("How far it got", dict(digest.states)),
        ("Whose reports", dict(digest.publishers)),
    )
    return [(heading, counts) for heading, counts in found if counts]


ADDED_UP = (
    "Best figures of all events added up, with the sums of the lowest and the highest. Where reports of one happening "
    "could not be joined, it counts twice."
)


def ranked(counts: dict[str, int]) -> list[tuple[str, int]]:
    """The most frequent first; of several, the first in the alphabet."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def period(start: datetime.date, of: str) -> str:
    """'4 Feb 2019', 'week of 4 Feb 2019', 'Feb 2019', '2019'."""
    if of == "year":
        return f"{start.year}"
    if of == "month":
        return f"{start:%b} {start.year}"
    return f"week of {day(start)}" if of == "week" else day(start)


# --- words --------------------------------------------------------------------------------------------


def name(words: str | None, length: int = _NAME_LENGTH) -> str:
    return shortened(words, length)


def capital(words: str) -> str:
    """With a capital, as the first word of a line."""
    return words[:1].upper() + words[1:]


def country_name(code: str | None) -> str:
    known = countries().get(code or "")
    return known.name if known else clean(code or "")


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(names: Sequence[str]) -> str:
    """'A', 'A and B', 'A, B and C'."""
    return " and ".join([*([", ".join(names[:-1])] if names[1:] else []), *names[-1:]])
