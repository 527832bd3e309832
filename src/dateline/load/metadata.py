"""What a report's first lines tell about it: date, title, publisher.

Three forms are known:

- leading words: ``date 2019-02-22 Rebels withdrew …``, ``22 February 2019, 14:30 - Fighters …``;
- header lines, first or below a headline: ``Date: 22 February 2019`` or the date alone, ``Title: …``,
  ``Publisher: …``, ``Source: …``, ``URL: …``;
- a dateline: ``NICOSIA, August 8 (Xinhua) --``.

Leading words and header lines are metadata and leave the text. A dateline is part of the story and stays. A line
leaves only where all of it is metadata: what else stands on it is the story's.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), start=1)
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_WEEKDAY = rf"(?:{_WEEKDAY_NAME},?\s+)?"
_ISO = r"(?P<year>\d{4})[-/](?P<month>\d{2})[-/](?P<day>\d{2})"
_DAY_FIRST = rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}"
_MONTH_FIRST = rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}"
_WRITTEN = (_ISO, _DAY_FIRST, _MONTH_FIRST)

# 'T10:11:12.5Z', ', 10.30 pm', ' at 10:30 (GMT+3)'. The group is atomic: a clock is never read by half.
_ZONE = r"(?:z|utc|gmt|[ecmp][sd]t|bst|ces?t|ees?t|wes?t|msk|trt|[ecw]at|ist|irst|pkt|aft|local\s+time|h(?:rs|ours)?)\b"
_OFFSET = r"[+-]\d{1,2}(?::?\d{2})?"
_CLOCK = (
    r"(?>(?:T|[ \t]*[,|–—-][ \t]*|[ \t]+)(?:at[ \t]+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?(?!\d)"
    rf"(?:[ \t]*[ap]\.?m\b\.?)?(?:[ \t]*\(?(?:{_ZONE}(?:{_OFFSET})?|{_OFFSET})(?![\w:])\)?)?)"
)
_WHOLE_DATES = tuple(re.compile(rf"{form}(?:{_CLOCK})?\.?", re.IGNORECASE) for form in _WRITTEN)
# In a field that is known to be a date, whatever follows the clock belongs to it: '2019-02-22T10:11Z[Europe/Paris]'.
_STAMPS = tuple(re.compile(rf"{form}[T,]?\s*(?:at\s+)?\d{{1,2}}[:.]\d{{2}}.*", re.IGNORECASE) for form in _WRITTEN)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")

_DATE_KEYS = r"date(?:\s+of\s+publication)?|publication\s+date|published(?:\s+on)?"
_LEADING = tuple(
    re.compile(rf"(?:{_DATE_KEYS})(?:\s*:\s*|\s+)(?P<date>{form})(?:{_CLOCK})?(?![\w-])[\s:;,|–—-]*", re.IGNORECASE)
    for form in (*_WRITTEN, r"(?:19|20)\d{6}", r"\d{1,2}[/.]\d{1,2}[/.]\d{4}")
)
# A bare date leads a story only where a sentence begins after it: '2019-02-22 Rebels withdrew …'. In words it
# does so only with a clock: '22 February 2019, 14:30 - Fighters …'.
_STORY = r"(?:\s*[:|–—-]\s*|\s+)(?=[\"'“‘(]*[A-Z])"
_STORY_AFTER_CLOCK = r"(?:\s*[:|–—-]\s*|\s+)(?=[\"'“‘(]*[A-Z0-9])"
_LEADING_BARE = (
    re.compile(rf"(?P<date>{_ISO}){_STORY}"),
    *(re.compile(rf"(?P<date>(?i:{form}))(?i:{_CLOCK}){_STORY_AFTER_CLOCK}") for form in _WRITTEN),
)
_HEADER = re.compile(
    rf"(?P<key>{_DATE_KEYS}|title|headline|publisher|source|agency|url|link)[ \t]*:[ \t]*(?P<value>[^\n]*)(?:\n|$)",
    re.IGNORECASE,
)
_LONGEST_DATE = 64  # 'Wednesday, 25th September 2019, at 10:11:12 p.m. (local time)' has 61
# Words of which a day is made, however vaguely: 'last Friday', '22 Feb.', 'unknown'.
_DATE_WORD = re.compile(
    rf"\d[\w.:/+-]*|{_WEEKDAY_NAME}|{_MONTH}|today|yesterday|last|this|early|late|mid|week|month|year|at|of"
    rf"|morning|afternoon|evening|night|[ap]\.?m\.?|{_ZONE}|unknown|undated|none|n/?a",
    re.IGNORECASE,
)
_FIELDS = {"title": "title", "headline": "title", "publisher": "publisher", "source": "publisher",
           "agency": "publisher", "url": "url", "link": "url"}  # fmt: skip
_LONGEST_NAME = 80  # 'United Nations Office for the Coordination of Humanitarian Affairs' has 66
# A mark that ends a sentence; not that of 'U.N.' or 'Ltd.'
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!Ltd)(?<!Inc)(?<!Co)(?<!Corp)(?<!St)(?<!Dr)[.!?…][\"'”’)]*(?:\s|$)")
_ADDRESS = re.compile(r"(?:https?://\S+|(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]\S*)?)", re.IGNORECASE)

# Each character of a dateline can be read in one way only, so that a long line without one costs no more than its
# length: hyphens join the parts of a name, and only space or a comma stands between names.
_NAME = r"[A-Z][\w.'’-]*(?:/[A-Z][\w.'’-]*)*"
_PLACE = (
    r"[A-Z][A-Z.'’]+(?:[/-][A-Z][\w.'’]*)*"
    rf"(?:(?:[ ,]+(?:[/-] *)?|/ +)(?:{_NAME}|(?:of|the|and|de|el|al|on)(?:[/-]{_NAME})?)){{0,16}}?"
)
_DAY_MONTH = rf"{_DAY}[ \t]+{_MONTH}"
_MONTH_DAY = rf"{_MONTH}[ \t]+{_DAY}".replace("<month>", "<month2>").replace("<day>", "<day2>")
_DATELINE = re.compile(
    rf"{_PLACE}"
    rf"(?:,?[ \t]+(?i:{_WEEKDAY}(?:{_DAY_MONTH}|{_MONTH_DAY})(?:,?[ \t]+{_YEAR})?),?)?"
    r"(?:[ \t]*\((?P<agency>dpa|[A-Z][^()\n]{1,40})\))?"
    r"[ \t]*(?:—|–|--|-|_|:)(?=\s|$)"
)
_LONGEST_HEADLINE = 200
_DATELINE_LINES = 4  # a headline or two may stand above it
_AGENCIES = {
    "AFP": "Agence France-Presse", "AP": "Associated Press", "UPI": "United Press International",
    "VOA": "Voice of America", "dpa": "Deutsche Presse-Agentur", "DPA": "Deutsche Presse-Agentur",
    "TASS": "TASS", "IRIN": "IRIN", "UN News": "UN News",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the first lines tell. `date_note` says why there is no date although they speak of one."""

    date: datetime.date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    date_note: str | None = None


NOTHING_KNOWN = Metadata()


class UnclearDate(Exception):
    """Words that stand where a date should, and why they give none."""


def read_metadata(text: str) -> tuple[Metadata, str]:
    """Reads the first lines of a report; gives what they tell and the text that is left.

    Lines that tell more than a date are never all of a report: where nothing else is there, they are its text.
    """
    start = _skip_space(text, 0)
    known, body = _headers(text, start)
    known, body = _leading_words(text, body, known)
    left = text[body:]
    if body == start and (headline := _headline(text, start)):
        known, below = _headers(text, _skip_space(text, start + len(headline)))
        if known != NOTHING_KNOWN:
            left = f"{headline.rstrip()}\n\n{text[below:]}"
    if not left.strip() and (known.title or known.publisher or known.url):
        left = text[start:]
    return _dateline(left, known), left


def parse_date(words: str) -> datetime.date:
    """Reads one day as people write it. Raises `UnclearDate` where it is none or could be two."""
    words = words.strip()
    for pattern in (*_WHOLE_DATES, *_STAMPS, _COMPACT):
        if match := pattern.fullmatch(words):
            return _day(match["year"], match["month"], match["day"], words)
    if match := _SLASHED.fullmatch(words):
        first, second, year = match.groups()
        if int(first) <= 12 and int(second) <= 12 and first != second:
            raise UnclearDate(f"{words!r} could be two days")
        month, day = (second, first) if int(first) > 12 else (first, second)
        return _day(year, month, day, words)
    raise UnclearDate(f"{words!r} is not a date that can be read")


def _day(year: str, month: str, day: str, words: str) -> datetime.date:
    number = int(month) if month.isdigit() else _MONTHS[month.lower().rstrip(".")]
    try:
        return datetime.date(int(year), number, int(day))
    except ValueError as error:
        raise UnclearDate(f"there is no day {words!r}") from error


def _with_date(known: Metadata, words: str) -> Metadata:
    """Adds the date that `words` give, or the note why they give none. The first date wins."""
    if known.date:
        return known
    try:
        return replace(known, date=parse_date(words), date_note=None)
    except UnclearDate as error:
        return replace(known, date_note=f"no date: {error}; give --date YYYY-MM-DD")


def _skip_space(text: str, start: int) -> int:
    while start < len(text) and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    return start


def _headers(text: str, start: int) -> tuple[Metadata, int]:
    """Reads header lines and lines that hold only a date; gives where the text after them begins."""
    known = NOTHING_KNOWN
    while True:
        if (match := _HEADER.match(text, start)) and _is_header(match):
            known = _with_header(known, match["key"].lower(), match["value"].strip())
            end = match.end()
        elif (line_end := _date_line(text, start)) is not None:
            known, end = _with_date(known, text[start:line_end]), line_end
        else:
            return known, start
        start = _skip_space(text, end)


def _headline(text: str, start: int) -> str:
    """A first line that a headline could be: header lines may stand below it."""
    line = text[start : start + _LONGEST_HEADLINE + 1].split("\n")[0]
    return line if len(line) <= _LONGEST_HEADLINE and start + len(line) < len(text) else ""


def _is_header(header: re.Match[str]) -> bool:
    """Whether a line that begins like a header can be one; if not, it is the story's: 'Source: Rebels attacked …'."""
    key, value = header["key"].lower(), header["value"].strip()
    if not value:
        return True
    match _FIELDS.get(key):
        case None:
            return _is_date(value) or (not _leads(header[0]) and _is_vague_date(value))
        case "title":
            return len(value) <= _LONGEST_HEADLINE
        case "publisher":
            return _is_name(value)
        case _:
            return bool(_ADDRESS.fullmatch(value))


def _leads(words: str) -> bool:
    """'Date: 22 February 2019 Troops moved …': the story stands on the line, so the line cannot go."""
    return any(pattern.match(words) for pattern in _LEADING)


def _is_date(words: str) -> bool:
    patterns = (*_WHOLE_DATES, _COMPACT, _SLASHED)
    return len(words) <= _LONGEST_DATE and any(pattern.fullmatch(words) for pattern in patterns)


def _is_vague_date(words: str) -> bool:
    parts = words.replace(",", " ").split()
    return len(words) <= _LONGEST_DATE and all(_DATE_WORD.fullmatch(part) for part in parts)


def _is_name(words: str) -> bool:
    """Whether words can name a publisher: one word, or words of which half are capitalised, and no sentence."""
    if len(words) > _LONGEST_NAME or _SENTENCE_END.search(words):
        return False
    parts = words.split()
    return len(parts) == 1 or 2 * sum(not part[0].islower() for part in parts) >= len(parts)


def _with_header(known: Metadata, key: str, value: str) -> Metadata:
    if not value:
        return known
    if key not in _FIELDS:
        return _with_date(known, value)
    match _FIELDS[key]:  # the first of two wins
        case "title":
            return replace(known, title=known.title or value)
        case "publisher":
            return replace(known, publisher=known.publisher or value)
        case _:
            return replace(known, url=known.url or value)


def _date_line(text: str, start: int) -> int | None:
    """The end of a line that holds a date and nothing else."""
    end = text.find("\n", start)
    if end < 0:
        return None  # the date would be all there is
    words = text[start:end].strip()
    if len(words) > _LONGEST_DATE:
        return None
    return end if any(pattern.fullmatch(words) for pattern in _WHOLE_DATES) else None


def _leading_words(text: str, start: int, known: Metadata) -> tuple[Metadata, int]:
    for pattern in (*_LEADING, *_LEADING_BARE):
        if match := pattern.match(text, start):
            return _with_date(known, match["date"]), _skip_space(text, match.end())
    return known, start


def _dateline(text: str, known: Metadata) -> Metadata:
    """Adds what a dateline tells; it stays in the text."""
    if not (match := _find_dateline(text)):
        return known
    if agency := match["agency"]:
        known = known if known.publisher else replace(known, publisher=_AGENCIES.get(agency, agency))
    day, month = match["day"] or match["day2"], match["month"] or match["month2"]
    if not day or known.date:
        return known
    if match["year"]:
        return _with_date(known, f"{day} {month} {match['year']}")
    note = f"no date: the dateline gives {day} {month} without a year"
    return replace(known, date_note=f"{note}; give --date YYYY-MM-DD")


def _find_dateline(text: str) -> re.Match[str] | None:
    start = 0
    for _ in range(_DATELINE_LINES):
        start = _skip_space(text, start)
        match = _DATELINE.match(text, start)
        # 'SOMALIA: three killed' is a headline: only a day or an agency makes a dateline sure.
        if match and (match["agency"] or match["day"] or match["day2"]):
            return match
        start = text.find("\n", start)
        if start < 0:
            return None
    return None
