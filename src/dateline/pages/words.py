"""Days, numbers and texts in the words that pages show, in the terminal and in exports."""

from __future__ import annotations

import calendar
import datetime
import re

from dateline.record import Time


def time_words(time: Time) -> str:
    """A period as people write it: 'Thu 21 Feb 2019', 'Dec 2018', '2011 to 2019', '4 to 10 Feb 2019'."""
    start, end = time.start, time.end
    if start == end:
        return day_words(start)
    whole_months = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if whole_months and start.month == 1 and end.month == 12:
        return _from_to(f"{start.year}", f"{end.year}")
    if whole_months:
        return _from_to(f"{start:%b %Y}", f"{end:%b %Y}")
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day_words(end, weekday=False, short=True)}"
    return _from_to(day_words(start, weekday=False, short=True), day_words(end, weekday=False, short=True))


def _from_to(start: str, end: str) -> str:
    return start if start == end else f"{start} to {end}"


def day_words(day: datetime.date, *, weekday: bool = True, short: bool = False) -> str:
    """'Thu 21 Feb 2019', without the weekday '21 February 2019', short '21 Feb 2019'."""
    if weekday:
        return f"{day:%a} {day.day} {day:%b} {day.year}"
    return f"{day.day} {day:%b} {day.year}" if short else f"{day.day} {day:%B} {day.year}"


def brief_ids(words: str) -> str:
    """The words with each report's id that is a hash cut to twelve characters: enough to tell it by."""
    return re.sub(r"\b([0-9a-f]{12})[0-9a-f]{52}\b", r"\1", words)


def clean(words: str) -> str:
    """One line, without the control characters by which a text could steer a terminal."""
    if words.isprintable() and "  " not in words:  # as nearly all words are; long pages clean a million
        return words.strip()
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+", " ", words).strip()


def shortened(words: str | None, length: int) -> str:
    """One line of at most `length` characters, cut at a word."""
    whole = clean(words or "")
    if len(whole) <= length:
        return whole
    cut = whole[: length - 1]
    at_word, space, _ = cut.rpartition(" ")
    return (at_word if space and len(at_word) > length // 2 else cut).rstrip(" ,;:-–—") + "…"


def range_words(
    low: float | None, high: float | None, unit: str | None = None, *, fewer: bool = False, more: bool = False
) -> str:
    """Bounds in words: '20', '12 to 20 or more', 'about 200', '24 or more'; '' where none is known."""
    if low is None and high is None:
        return ""
    if low is None or high is None:
        bound = low if low is not None else high
        return f"{number_words(bound, unit)} {'or more' if high is None else 'or fewer'}"
    if low == high and fewer and more:
        return f"about {number_words(low, unit)}"
    words = number_words(low, unit) if low == high else f"{number_words(low, None)} to {number_words(high, unit)}"
    return words + (" or more" if more else " or fewer" if fewer and low == high else "")


def number_words(value: float | None, unit: str | None) -> str:
    """A number with its unit: '20', '0.5 km2', '40%'; '' where none is known."""
    if value is None:
        return ""
    digits = f"{value:,.4f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value):,}"
    return f"{digits}%" if unit == "%" else f"{digits} {unit}" if unit else digits
