"""What stands behind an event in words: who tells it, on which day, and who is quoted."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator

from dateline.store.base import ClaimRow, Happening, TellingRow

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_LONGEST = 300  # characters of a quoted sentence
_MOST = 8  # claims that a note quotes
NOTED = ("killed", "injured", "missing", "abducted", "detained", "released", "captured", "displaced", "evacuated")
"""The measures whose claims notes quote: people harmed or moved, the worst first."""

_NOT_FACT = {"negated": "denied: ", "future": "expected: ", "hypothetical": "possibly: "}


@functools.lru_cache(maxsize=16_384)
def day_words(day: datetime.date) -> str:
    """'21 February 2019', whatever the locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def publishers(happening: Happening) -> tuple[str, ...]:
    """Who published what tells of it, in order of publication, each once."""
    told: Iterable[ClaimRow | TellingRow] = (*happening.tellings, *happening.claims)
    return tuple(dict.fromkeys(row.publisher for row in told if row.publisher))


def last_published(happening: Happening) -> datetime.date | None:
    """The day of the latest report that tells of it."""
    return max((row.published for row in happening.tellings if row.published), default=None)


def speakers(happening: Happening) -> tuple[str, ...]:
    """Whom its reports quote for it, those quoted for figures first, each once."""
    told: Iterable[ClaimRow | TellingRow] = (*happening.claims, *happening.tellings)
    return tuple(dict.fromkeys(row.speaker for row in told if row.speaker))


def notes(happening: Happening) -> str:
    """What the reports say, in their words: where and when, the surest telling, then each figure with who gave it."""
    return " ".join(filter(None, (_telling(happening), *_figures(happening))))


def _telling(happening: Happening) -> str:
    opening = _opening(happening)
    told = _surest(happening)
    if told is None:
        return f"{opening}." if opening else ""
    words = quoted(told.sentence, longest=_LONGEST)
    said = f" ({_source(None, told.publisher, told.published)})" if told.publisher or told.published else ""
    return f"{opening}: {words}{said}." if opening else f"{words}{said}."


def quoted(words: str, *, longest: int | None = None) -> str:
    """Words on one line in quotation marks; those that are marked within are marked singly."""
    line = " ".join(words.split())
    if longest is not None and len(line) > longest:
        line = line[: longest - 1].rstrip() + "…"
    return f"“{line.translate(_SINGLE).replace('``', '‘').replace(_WIRE_CLOSE, '’')}”"


_SINGLE = str.maketrans({"“": "‘", "”": "’", '"': "'"})
_WIRE_CLOSE = "''"  # wire services close with two apostrophes what they open with two graves


def _opening(happening: Happening) -> str:
    event = happening.event
    when = ""
    if event.start and event.end:
        days = event.start != event.end
        when = (
            f"Between {day_words(event.start)} and {day_words(event.end)}" if days else f"On {day_words(event.start)}"
        )
    where = f"{'near' if event.precision == 2 else 'in'} {event.place}" if event.place else ""
    words = ", ".join(filter(None, (when, where)))
    return words[:1].upper() + words[1:]


def _surest(happening: Happening) -> TellingRow | None:
    """The telling to quote: of a fact, of no copy, in a sentence that tells nothing else of it as denied or planned.

    Of several the one of the event's own type and mode, then the one that the reader was surest of, then the first.
    """
    own = happening.event.type, happening.event.mode
    doubtful = {(t.report, t.sentence) for t in happening.tellings if t.factuality != "actual"}
    return max(
        happening.tellings,
        key=lambda t: (
            t.factuality == "actual",
            t.copy_of is None,
            (t.report, t.sentence) not in doubtful,
            (t.type, t.mode) == own,
            t.confidence,
        ),
        default=None,
    )


def _figures(happening: Happening) -> Iterator[str]:
    told: dict[str, dict[str, None]] = {}
    for claim in happening.claims:
        if claim.measure in NOTED:
            told.setdefault(claim.measure, {})[_claim(claim)] = None
    quoted = 0
    for measure in sorted(told, key=NOTED.index):
        words = list(told[measure])
        shown = words[: max(_MOST - quoted, 1)]
        quoted += len(shown)
        more = f"; and {len(words) - len(shown)} more" if len(words) > len(shown) else ""
        yield f"{measure.capitalize()}: {'; '.join(shown)}{more}."


def _claim(claim: ClaimRow) -> str:
    words = f"{_NOT_FACT.get(claim.factuality, '')}{quoted(claim.words)}"
    source = _source(claim.speaker, claim.publisher, claim.published)
    return f"{words} ({source})" if source else words


def _source(speaker: str | None, publisher: str | None, published: datetime.date | None) -> str:
    day = day_words(published) if published else None
    return ", ".join(filter(None, (speaker, publisher, day)))
