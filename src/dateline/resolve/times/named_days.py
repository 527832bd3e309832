"""Days and times of the year with a name of their own: 'Anzac Day', 'Easter', 'Ramadan', 'Independence Day'.

`find` looks for one among the tokens of an expression. Where it falls on the same days everywhere its value is a
function from a year to its days; else, as for 'Independence Day', the name that the country's calendar knows.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from dateline.resolve.times.calendar import DAY, InYear, Span, one
from dateline.resolve.times.holidays import holiday


def _fixed(month: int, day: int, days: int = 1) -> InYear:
    def in_year(year: int) -> tuple[Span, ...]:
        first = datetime.date(year, month, day)
        return (Span(first, first + (days - 1) * DAY),)

    return in_year


def _nth_weekday(count: int, weekday: int, month: int) -> InYear:
    def in_year(year: int) -> tuple[Span, ...]:
        first = datetime.date(year, month, 1)
        return (one(first + ((weekday - first.weekday()) % 7 + 7 * (count - 1)) * DAY),)

    return in_year


def _from_easter(offset: int, days: int = 1) -> InYear:
    def in_year(year: int) -> tuple[Span, ...]:
        first = _easter(year) + offset * DAY
        return (Span(first, first + (days - 1) * DAY),)

    return in_year


def _easter(year: int) -> datetime.date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8)."""
    golden, century, year_of_century = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (year_of_century // 4) - epact - year_of_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


def _from_orthodox_easter(offset: int) -> InYear:
    def in_year(year: int) -> tuple[Span, ...]:
        return (one(_orthodox_easter(year) + offset * DAY),)

    return in_year


def _orthodox_easter(year: int) -> datetime.date:
    """Easter Sunday of the Julian calendar (Meeus, Astronomical Algorithms, ch. 8), as a Gregorian day."""
    to_full_moon = (19 * (year % 19) + 15) % 30
    to_sunday = (2 * (year % 4) + 4 * (year % 7) - to_full_moon + 34) % 7
    month, day = divmod(to_full_moon + to_sunday + 114, 31)
    behind = year // 100 - year // 400 - 2  # days that the Julian calendar has lost
    return datetime.date(year, month, day + 1) + behind * DAY


def _islamic(month: int, day: int, days: int = 1) -> InYear:
    """A feast of the Islamic year, a day more at each side: the moon is sighted, not computed, and
    countries differ by a day. In some years of ours it comes twice."""

    def in_year(year: int) -> tuple[Span, ...]:
        islamic_year = (year - 622) * 33 // 32
        firsts = (_islamic_day(near, month, day) for near in range(islamic_year - 1, islamic_year + 3))
        return tuple(Span(first - DAY, first + days * DAY) for first in firsts if first.year == year)

    return in_year


def _islamic_day(year: int, month: int, day: int) -> datetime.date:
    """A day of the tabular Islamic calendar (30-year cycle, from 15 July 622 Julian), within a day of the Saudi one."""
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return datetime.date.fromordinal(days + 227_013)


_EVERYWHERE: dict[str, InYear] = {
    "new year day": _fixed(1, 1),
    "new year eve": _fixed(12, 31),
    "orthodox christmas": _fixed(1, 7),
    "martin luther king day": _nth_weekday(3, 0, 1),
    "valentine day": _fixed(2, 14),
    "international women day": _fixed(3, 8),
    "nowruz": _fixed(3, 20, days=2),
    "newroz": _fixed(3, 20, days=2),
    "anzac day": _fixed(4, 25),
    "may day": _fixed(5, 1),
    "nakba day": _fixed(5, 15),
    "juneteenth": _fixed(6, 19),
    "fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "halloween": _fixed(10, 31),
    "armistice day": _fixed(11, 11),
    "remembrance day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "thanksgiving": _nth_weekday(4, 3, 11),
    "thanksgiving day": _nth_weekday(4, 3, 11),
    "christmas eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "christmas day": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "holy week": _from_easter(-7, days=7),
    "maundy thursday": _from_easter(-3),
    "good friday": _from_easter(-2),
    "easter": _from_easter(0),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "easter weekend": _from_easter(-2, days=4),
    "pentecost": _from_easter(49),
    "orthodox good friday": _from_orthodox_easter(-2),
    "orthodox easter": _from_orthodox_easter(0),
    "islamic new year": _islamic(1, 1),
    "muharram": _islamic(1, 1, days=30),
    "ashura": _islamic(1, 10),
    "arbaeen": _islamic(2, 20),
    "mawlid": _islamic(3, 12),
    "ramadan": _islamic(9, 1, days=29),
    **dict.fromkeys(("eid al fitr", "eid ul fitr", "eid el fitr"), _islamic(10, 1, days=3)),
    **dict.fromkeys(("eid al adha", "eid ul adha", "eid el adha", "eid ul azha"), _islamic(12, 10, days=4)),
    **dict.fromkeys(("passover", "pesach"), holiday("Pesach", "IL")),
    "purim": holiday("Purim", "IL"),
    "rosh hashanah": holiday("Rosh Hashanah", "IL"),
    "yom kippur": holiday("Yom Kippur", "IL"),
    "sukkot": holiday("Sukkot", "IL"),
    "shavuot": holiday("Shavuot", "IL"),
    "hanukkah": holiday("Hanukkah", "IL"),
    "holi": holiday("Holi", "IN"),
    **dict.fromkeys(("diwali", "deepavali"), holiday("Diwali", "IN")),
    **dict.fromkeys(("lunar new year", "chinese new year"), holiday("Chinese New Year", "CN")),
}
_IN_ITS_COUNTRY = (
    *("army day", "armed forces day", "constitution day", "democracy day", "independence day", "labor day"),
    *("labour day", "liberation day", "martyrs day", "memorial day", "national day", "republic day"),
    *("revolution day", "union day", "unity day", "victory day"),
)
_NAMED_DAYS: dict[str, InYear | str] = {**{name: name for name in _IN_ITS_COUNTRY}, **_EVERYWHERE}
_BY_FIRST_WORD: dict[str, list[tuple[list[str], InYear | str]]] = {}
for _name in sorted(_NAMED_DAYS, key=len, reverse=True):  # 'christmas eve' before 'christmas'
    _BY_FIRST_WORD.setdefault(_name.split()[0], []).append((_name.split(), _NAMED_DAYS[_name]))

FIRST_WORDS = frozenset(_BY_FIRST_WORD)


def find(tokens: Sequence[str], at: int) -> tuple[InYear | str, int] | None:
    """The named day that starts at this token, and the token after it."""
    for name, days in _BY_FIRST_WORD.get(tokens[at], ()):
        if list(tokens[at : at + len(name)]) == name:
            return days, at + len(name)
    return None
