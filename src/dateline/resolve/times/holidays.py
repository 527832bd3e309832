"""Public holidays of a country and feasts of a moving calendar, from the `holidays` library.

The library takes a twentieth of a second to load and as much for a country's year, so it is loaded by the first name
that needs it, and what it says is kept.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator

from dateline.resolve.times.calendar import DAY, InYear, Span

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’](?:s\b)?")
_NOTE = re.compile(r"\((estimated|observed)[^)]*\)")
_KEPT = {"labour": "labor"}  # the library spells as Americans do


def holiday(name: str, country: str) -> InYear:
    """The days on which a country (ISO 3166 alpha-2 or alpha-3) keeps the holiday, by the year in which they begin.

    A country that the library does not know keeps none.
    """
    words = _words(name)

    def in_year(year: int) -> tuple[Span, ...]:
        if not datetime.MINYEAR < year < datetime.MAXYEAR:
            return ()
        named = [(day, noted) for day, other, noted in _of_country(country, year) if _holds(other, words)]
        kept = [day for day, noted in named if noted != "observed"] or [day for day, _ in named]
        return tuple(span for span in _rows(kept) if span.start.year == year)

    return in_year


def _words(name: str) -> tuple[str, ...]:
    return tuple(_KEPT.get(word, word) for word in _WORD.findall(_POSSESSIVE.sub("", name.lower())))


def _holds(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(name[at : at + len(words)] == words for at in range(len(name) - len(words) + 1))


@functools.lru_cache(maxsize=512)
def _of_country(country: str, year: int) -> tuple[tuple[datetime.date, tuple[str, ...], str], ...]:
    """Each holiday of that year and the next January: its day, the words of its name, and what is noted of it."""
    import holidays

    try:
        kinds = holidays.country_holidays(country).supported_categories
        days = holidays.country_holidays(country, years=(year, year + 1), categories=kinds, language="en_US")
    except NotImplementedError:
        return ()
    last = datetime.date(year + 1, 1, 31)
    return tuple(
        (day, _words(_NOTE.sub("", name)), noted[1] if (noted := _NOTE.search(name)) else "")
        for day in sorted(days)
        if day <= last
        for name in days.get_list(day)
    )


def _rows(days: list[datetime.date]) -> Iterator[Span]:
    """Days that follow one another as one span."""
    start: datetime.date | None = None
    for day in days:
        start = start or day
        if day + DAY not in days:
            yield Span(start, day)
            start = None
