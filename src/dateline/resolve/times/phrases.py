"""The phrases of a time expression: from tokens to meanings.

`find_phrases` goes through the tokens once; where a word can start a phrase that names a time, the
readers that this word calls for are tried in turn. Words that start none are passed over.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Container, Sequence
from dataclasses import replace

from dateline.resolve.times import named_days
from dateline.resolve.times.calendar import Unit
from dateline.resolve.times.compounds import Fiscal, Nth, PartOf, Range
from dateline.resolve.times.meanings import (
    NO_SUCH_DAY,
    Ago,
    Century,
    Clock,
    Date,
    DayOfMonth,
    Decade,
    Duration,
    Lasting,
    Length,
    Lengths,
    Meaning,
    NamedDay,
    Now,
    Period,
    Recurring,
    Refusal,
    SamePeriod,
    Season,
    Shift,
    SpokenWeekday,
    Streak,
    Today,
    Vague,
    Weekday,
    WeekOf,
)
from dateline.resolve.times.numbers import YEARS_BEGIN, quantity_at, year_at
from dateline.resolve.times.timex3 import set_value
from dateline.resolve.times.words import (
    AFTER_A_CLOCK_TIME,
    AFTER_A_PART,
    ANY_UNITS,
    BEFORE_A_QUANTITY,
    CLOCK_FIGURES,
    CLOCK_TIME,
    DAY_NUMBER,
    DECADE,
    DECADES,
    EACH,
    EARLIER,
    EXACTLY,
    FISCAL,
    FROM_AN_EVENT,
    GLUE,
    HEDGES,
    ISO_DATE,
    LATER,
    LIKE_COMMON_WORDS,
    LISTING,
    MONTHS,
    NIGHTS,
    NOW,
    NUMBERS,
    NUMERIC_DATE,
    ORDINALS,
    PARTS,
    REFERENCES,
    REPORT_DAYS,
    SEASONS,
    SPANNING,
    SPOKEN_STEPS,
    STEPS,
    TENS,
    THEN,
    TIMES_OF_DAY,
    UNCOUNTED,
    UNITS,
    WEEKDAYS,
    WEEKDAYS_AGAIN,
    WHICH,
    WITHIN_A_DAY,
    ZONES,
    word_at,
    words_skipped,
)

Found = tuple[Meaning, int]  # what a phrase says, and the token after it
Phrase = tuple[int, Meaning, int]  # the same, with the token it starts at


def find_phrases(tokens: Sequence[str], *, in_text: bool = False) -> list[Phrase]:
    """Where each phrase starts, what it says, and where it ends. `in_text` is for tokens of a whole text, in which a
    word that may be a time often is none."""
    return _Scanner(list(tokens), in_text).phrases()


class _Scanner:
    """Finds the phrases that name a time. Each reader takes a position in the tokens and gives the
    phrase that starts there, or None; `_READERS` tells which readers a word calls for."""

    def __init__(self, tokens: list[str], in_text: bool = False) -> None:
        self._tokens = tokens
        self._in_text = in_text

    def phrases(self) -> list[Phrase]:
        phrases: list[Phrase] = []
        at = 0
        while at < len(self._tokens):
            found = self._phrase(at)
            if found is None:
                at += 1
            else:
                phrases.append((at, *found))
                at = found[1]
        return phrases

    def _phrase(self, at: int) -> Found | None:
        token = self._at(at)
        readers = _READERS_OF_FIGURES if token[:1].isdecimal() else _READERS.get(token, ())
        for read in readers:
            found = read(self, at)
            if found is not None:
                return found
        return None

    def _at(self, at: int) -> str:
        return word_at(self._tokens, at)

    def _skip(self, at: int, words: Container[str]) -> int:
        return words_skipped(self._tokens, at, words)

    def _closed(self, at: int) -> bool:
        """Whether nothing follows that the words before could belong to, as in 'the 2000 people'."""
        return not self._at(at) or (self._at(at) in GLUE and self._at(at) != "of")

    def _cue(self, at: int) -> str:
        """The word before, hedges and articles left out: 'in' for 'in almost three weeks'."""
        at -= 1
        while self._at(at) and (self._at(at) in HEDGES or self._at(at) in EXACTLY):
            at -= 1
        return self._at(at)

    # Days

    def _report_day(self, at: int) -> Found | None:
        return Today(REPORT_DAYS[self._tokens[at]]), at + 1

    def _now(self, at: int) -> Found | None:
        return Now(), at + 1

    def _at_present(self, at: int) -> Found | None:
        """'at present', 'at the moment', 'these days'."""
        before = ("these",) if self._tokens[at] == "days" else ("at", "the", "this")
        return (Now(), at + 1) if self._at(at - 1) in before else None

    def _that_day(self, at: int) -> Found | None:
        """'then', 'shortly afterwards'."""
        return Shift(0, "day"), at + 1

    def _eve(self, at: int) -> Found | None:
        """'the eve of'."""
        return Shift(-1, "day"), at + 1

    def _named_day(self, at: int) -> Found | None:
        found = named_days.find(self._tokens, at)
        if found is None:
            return None
        days, end = found
        year, end = self._year_after(end)
        return NamedDay(days, year), end

    def _weekday(self, at: int) -> Found | None:
        return (Weekday(WEEKDAYS[self._tokens[at]]), at + 1) if self._is_name(at) else None

    def _is_name(self, at: int) -> bool:
        """'may', 'march' and 'sat' are names only where the word before leads up to one."""
        if self._tokens[at] not in LIKE_COMMON_WORDS or (at == 0 and not self._in_text):
            return True
        if DAY_NUMBER.fullmatch(self._at(at + 1)) and self._at(at) in MONTHS:
            return True
        before = self._at(at - 2 if self._at(at - 1) == "," else at - 1)
        return before not in ("", "the") and (
            before in GLUE
            or before in PARTS
            or before in STEPS
            or before in ORDINALS
            or before in WEEKDAYS
            or before[0].isdecimal()
        )

    # Times of day

    def _time_of_day(self, at: int) -> Found | None:
        if self._at(at) == "night" and self._at(at - 1) in ("at", "by"):
            return None  # no night of its own
        return Clock(night=self._tokens[at] in NIGHTS, points_back=self._at(at - 1) == "the"), at + 1

    def _small_hours(self, at: int) -> Found | None:
        """'the early hours'."""
        return (Clock(), at + 2) if self._at(at + 1) == "hours" else None

    def _hours_from_an_event(self, at: int) -> Found | None:
        """'hours later', 'a few hours after the blast': on the same day."""
        end = self._skip(at, ("few", "several"))
        if ANY_UNITS.get(self._at(end)) not in WITHIN_A_DAY or self._at(end + 1) not in FROM_AN_EVENT:
            return None
        return Clock(loose=True), end + 2

    def _clock_time(self, at: int) -> Found | None:
        """'10:30', '10am', '5 p.m. EST', '1400 local time'."""
        token, follower = self._tokens[at], self._at(at + 1)
        in_figures = CLOCK_FIGURES.fullmatch(token) and (
            follower in ZONES or follower in ("noon", "midnight") or (len(token) == 4 and follower == "hours")
        )
        if not in_figures and not CLOCK_TIME.fullmatch(token):
            return None
        return Clock(), self._skip(at + 1, AFTER_A_CLOCK_TIME)

    # Months and days of the month

    def _month(self, at: int) -> Found | None:
        """'July', 'July 2014', 'July 4, 2014', 'July 4-5', 'March the eighth'."""
        if not self._is_name(at):
            return None
        month = MONTHS[self._tokens[at]]
        ends = self._days(at + 2 if self._at(at + 1) == "the" else at + 1)
        if len(ends) > 1 and self._at(ends[-1][1]) in MONTHS:
            ends.pop()  # 'July 4 and 5 August'
        year, end = self._year_after(ends[-1][1] if ends else at + 1)
        return _days_of_month([day for day, _ in ends], month, year), end

    def _day_and_month(self, at: int) -> Found | None:
        """'4 July', '14th of July 2014', '4, 5 and 6 July'."""
        ends = self._days(at)
        month_at = self._skip(ends[-1][1], ("of",)) if ends else at
        if self._at(month_at) not in MONTHS:
            return None
        year, end = self._year_after(month_at + 1)
        return _days_of_month([day for day, _ in ends], MONTHS[self._at(month_at)], year), end

    def _days(self, at: int) -> list[tuple[int, int]]:
        """The days of a month listed from here, each with the token after it: '4', '4-5', '4, 5 and 6'."""
        days: list[tuple[int, int]] = []
        day = self._day_number(at)
        while day is not None:
            end = at + 1
            days.append((day, end))
            at = self._skip(end, LISTING)
            day = self._day_number(at) if at > end else None
        return days

    def _day_number(self, at: int) -> int | None:
        if self._at(at + 1) in ANY_UNITS or self._at(at + 1) in ZONES:
            return None
        ordinal = ORDINALS.get(self._at(at), 0)
        match = DAY_NUMBER.fullmatch(self._at(at))
        return int(match[1]) if match else ordinal if ordinal > 0 else None

    def _day_alone(self, at: int) -> Found | None:
        """'the 14th'."""
        match = DAY_NUMBER.fullmatch(self._tokens[at])
        return (DayOfMonth(int(match[1])), at + 1) if match and match[2] and self._ends_a_day(at + 1) else None

    def _ends_a_day(self, at: int) -> bool:
        return self._closed(at) or (self._at(at) == "of" and self._at(at + 1) in ("this", "last", "next", "the"))

    def _numeric_date(self, at: int) -> Found | None:
        """'2019-02-22'; '22/02/2019' where only one order of day and month is possible."""
        token = self._tokens[at]
        if iso := ISO_DATE.fullmatch(token):
            return _date_in_figures(iso[1], iso[2], iso[3]), at + 1
        if not (match := NUMERIC_DATE.fullmatch(token)):
            return None
        one, other, year = match.groups()
        if int(one) > 12 or one == other:
            return _date_in_figures(year, other, one), at + 1
        if int(other) > 12:
            return _date_in_figures(year, one, other), at + 1
        return Refusal("day and month in an unknown order"), at + 1

    # Years and seasons

    def _year(self, at: int) -> Found | None:
        """'2014', '2011-13', '2018-03', 'nineteen ninety'; not a quantity: 'more than 2000', 'the 2000 people'."""
        year, end = year_at(self._tokens, at)
        if year is None or self._at(at - 1) in BEFORE_A_QUANTITY:
            return None
        if self._at(end) in ("quarter", "period"):
            return SamePeriod(year=year, is_quarter=self._at(end) == "quarter"), end + 1
        if self._at(end) in ORDINALS and self._at(end + 1) == "quarter" and 1 <= ORDINALS[self._at(end)] <= 4:
            return Nth(ORDINALS[self._at(end)], 1, "quarter", Date(year)), end + 2
        tail = self._at(end + 1) if self._at(end) == "-" else ""
        if len(tail) == 2 and tail.isdecimal():
            if int(tail) > year % 100:
                return Range(Date(year), Date(year - year % 100 + int(tail))), end + 2
            if 1 <= int(tail) <= 12:
                return Date(year, int(tail)), end + 2
        is_plain = self._closed(end) or self._is_an_adjective(at, year) or (self._in_text and year >= 1900)
        return (Date(year), end) if is_plain else None

    def _is_an_adjective(self, at: int, year: int) -> bool:
        """'the 1991 war'; but 'the 2000 people' may be a quantity."""
        return self._at(at - 1) == "the" and year % 100 != 0

    def _years(self, at: int) -> Found | None:
        """'the years 2011 to 2013'."""
        return self._year(at + 1)

    def _year_after(self, at: int) -> tuple[int | Meaning | None, int]:
        """The year that follows a month: '2014', ', 2014', 'of 2014', 'last year', 'that year'."""
        start = self._skip(at, (",", "of", "the"))
        year, end = year_at(self._tokens, start)
        if year is not None:
            return year, end
        if self._at(start + 1) == "year" and (found := self._step(start)) and isinstance(found[0], Period):
            return found
        return None, at

    def _decade(self, at: int) -> Found | None:
        """'the 1990s', 'the 90s', 'the nineties'."""
        token = self._tokens[at]
        if token in DECADES:
            return (Decade(DECADES[token]), at + 1) if self._at(at - 1) == "the" else None
        match = DECADE.fullmatch(token)
        if not match or (not match[1] and self._at(at - 1) != "the"):
            return None
        return Decade(int((match[1] or "19") + match[2])), at + 1

    def _season(self, at: int) -> Found | None:
        """'autumn 2014', 'the winter of last year', 'in the summer'."""
        name = self._tokens[at]
        year, end = self._year_after(at + 1)
        season = Season(SEASONS[name], year)
        if year is not None:
            return season, end
        # 'the fall of the city' and 'a spring of hope' are no seasons
        is_named = name not in ("fall", "spring") or (self._at(at - 1) == "the" and self._cue(at) in ("in", "during"))
        return (season, end) if is_named and self._closed(end) else None

    # Periods: 'last week', 'the month', 'the first week of October'

    def _step(self, at: int) -> Found | None:
        """'last', 'this', 'next', 'that', 'the previous' … and what they step over."""
        token = self._at(at)
        if token == "this" and self._at(at + 1) in ("past", "last", "coming", "next"):
            return self._step(at + 1)
        if token == "that" and self._at(at + 1) == "same":
            return self._step(at + 1)
        if self._at(at + 1) in FISCAL:
            found = _Scanner(self._tokens[: at + 1] + self._tokens[at + 2 :], self._in_text)._step(at)
            return (Fiscal(found[0]), found[1] + 1) if found else None
        if token == "latest" and self._at(at + 1) == "period":
            return SamePeriod(), at + 2
        is_spoken = token in SPOKEN_STEPS
        if not is_spoken and token not in STEPS:
            return None
        if self._at(at + 1) in UNITS:
            return self._spoken_unit(at) if is_spoken else self._stepped_unit(at)
        return self._spoken_name(at) if is_spoken else self._stepped_stretch(at) or self._stepped_name(at)

    def _stepped_unit(self, at: int) -> Found | None:
        """'last week' is the calendar week; 'the last week' and 'the past week' run up to today."""
        token, unit, end = self._at(at), UNITS[self._at(at + 1)], at + 2
        step = STEPS[token]
        if unit == "day":
            return self._stepped_day(at)
        if self._at(at - 1) == "the" and self._at(end) == "of":
            return None  # 'the last week of the campaign'
        has_article = self._at(at - 1) == "the" and unit != "weekend" and token != "latest"
        if step and (token == "past" or has_article or unit in WITHIN_A_DAY or unit == "fortnight"):
            return Lasting(1, unit, ahead=step > 0, counted=False), end
        return Period(unit, step), end

    def _stepped_day(self, at: int) -> Found | None:
        """'this day', 'the next day', 'the past day', which is that of 24 hours; 'the last day' is one of something."""
        token, end = self._at(at), at + 2
        if token == "next":
            return Shift(1, "day"), end
        if token == "past":
            return Lasting(24, "hour", ahead=False, counted=False), end
        return (Today(0), end) if not STEPS[token] else None

    def _spoken_unit(self, at: int) -> Found | None:
        """'the previous day', 'that year'."""
        unit, step = UNITS[self._at(at + 1)], SPOKEN_STEPS[self._at(at)]
        if unit in WITHIN_A_DAY or unit == "day":
            return Shift(step, "day", exact=True), at + 2
        return Period(unit, step, spoken=True), at + 2

    def _stepped_stretch(self, at: int) -> Found | None:
        """'the last four days', 'the next two weeks'."""
        step, quantity = STEPS[self._at(at)], quantity_at(self._tokens, at + 1)
        if quantity is None or not step:
            return None
        count, unit, end = quantity
        return Lasting(count, unit, ahead=step > 0), end

    def _stepped_name(self, at: int) -> Found | None:
        """'last Friday', 'next March', 'this summer', 'last Christmas', 'last night', 'this morning'."""
        follower, step = self._at(at + 1), STEPS[self._at(at)]
        if follower in TIMES_OF_DAY:
            return (Shift(1, "day") if step > 0 else Today(step)), at + 2
        if follower in SEASONS:
            return Season(SEASONS[follower], which=WHICH[step]), at + 2
        found = self._phrase(at + 1) if follower in WEEKDAYS or follower in MONTHS else self._named_day_at(at + 1)
        if found is None:
            return None
        named, end = found
        if isinstance(named, Weekday | Date | NamedDay):
            return replace(named, which=WHICH[step]), end
        return None

    def _named_day_at(self, at: int) -> Found | None:
        return self._named_day(at) if self._at(at) in named_days.FIRST_WORDS else None

    def _spoken_name(self, at: int) -> Found | None:
        """'the previous Friday', 'that night', 'at that time'."""
        follower, step = self._at(at + 1), SPOKEN_STEPS[self._at(at)]
        if follower in TIMES_OF_DAY or follower == "time":
            return Shift(step, "day", exact=follower != "time"), at + 2
        if follower in WEEKDAYS and follower not in LIKE_COMMON_WORDS:
            return SpokenWeekday(WEEKDAYS[follower], step), at + 2
        return None

    def _bare_unit(self, at: int) -> Found | None:
        """'the day', 'the weekend', 'year-end', 'the day after', 'the week before last', 'the week of 6 March'."""
        token, follower = self._tokens[at], self._at(at + 1)
        unit = UNITS[token]
        if self._tokens == [token] and unit != "weekend" and not self._in_text:
            return Length(1, unit), at + 1
        if token == "year" and (year := year_at(self._tokens, at + 1))[0] is not None:
            return Date(year[0]), year[1]
        if (follower, self._at(at + 2)) in _TWO_STEPS and self._closed(at + 3):
            return Period(unit, _TWO_STEPS[follower, self._at(at + 2)]), at + 3
        if follower in ("before", "after") and self._at(at - 1) in ("the", ""):
            return Shift(-1 if follower == "before" else 1, unit), at + 2
        if follower == "end" and unit in ("month", "year"):
            return PartOf("end", Period(unit, 0)), at + 2
        if unit == "week" and follower == "of":
            return self._week_of(at + 2)
        before = self._at(at - 2 if self._at(at - 1) in ("full", "whole", "entire") else at - 1)
        is_closed = self._closed(at + 1) or follower in ("ended", "ending")
        is_closed = is_closed or (unit == "weekend" and before == "the")
        if not is_closed or (before not in ("the", "of") and unit != "weekend"):
            return None
        if unit == "quarter":
            return Period(unit, -1), at + 1  # the one that is over, whose results are told
        return (Clock(points_back=True) if unit == "day" else Period(unit, 0)), at + 1

    def _week_of(self, at: int) -> Found | None:
        found = self._phrase(self._skip(at, ("the",)))
        if found is not None and isinstance(found[0], Date) and found[0].day is not None:
            return WeekOf(found[0]), found[1]
        return None

    def _nth(self, at: int) -> Found | None:
        """'the first week of October', 'the last two days of May', 'the second half of 2014', 'the third quarter'."""
        place = ORDINALS[self._tokens[at]]
        follower = self._at(at + 1)
        count, unit, end = quantity_at(self._tokens, at + 1) or (1, UNITS.get(follower), at + 2)
        if (unit in (None, "weekend") or unit in WITHIN_A_DAY) and follower != "half":
            return None
        if count > 1 and abs(place) != 1:
            return None
        if count > 1 and unit and place > 0 and self._at(end) not in ("of", "in"):
            return Length(count, unit), end
        slices = functools.partial(Nth, place, count, "half" if follower == "half" or unit is None else unit)
        found = self._phrase(self._skip(end + 1, ("the",))) if self._at(end) in ("of", "in") else None
        if found is not None and not isinstance(found[0], Clock | Shift | Length):
            return slices(found[0]), found[1]
        if unit == "day" and count == 1 and place > 1:
            return Today(0), end  # 'on the third day of the offensive', in the report of that day
        return (slices(), end) if unit == "quarter" and 1 <= place <= 4 else None

    def _streak(self, at: int) -> Found | None:
        """'for a fifth day', 'for the third straight week'."""
        if self._at(at - 1) not in ("a", "the") or self._at(at - 2) != "for":
            return None
        count, unit_at = ORDINALS[self._tokens[at]], self._skip(at + 1, ("straight", "consecutive", "successive"))
        unit = UNITS.get(self._at(unit_at))
        return (Streak(count, unit), unit_at + 1) if unit and count > 0 else None

    def _part(self, at: int) -> Found | None:
        """'early June', 'late on Tuesday', 'the end of last year', 'mid-2014'."""
        found = self._phrase(self._skip(at + 1, AFTER_A_PART))
        if found is None:
            return None
        of, end = found
        is_adjective = isinstance(of, Date) and of.month is None and not self._closed(end)
        if is_adjective or not isinstance(of, Date | Season | Period | Decade):
            return found  # 'the end of the 1991 war', 'late on Tuesday'
        return PartOf(PARTS[self._tokens[at]], of), end

    def _century(self, at: int) -> Found | None:
        """'the 20th century'."""
        if self._at(at + 1) != "century":
            return None
        match = DAY_NUMBER.fullmatch(self._tokens[at])
        number = int(match[1]) if match else ORDINALS.get(self._tokens[at], 0)
        return (Century(number), at + 2) if number > 0 else None

    def _fiscal(self, at: int) -> Found | None:
        """'fiscal 1989', 'the fiscal first quarter', 'the fiscal year'."""
        if self._at(at + 1) == "year" and year_at(self._tokens, at + 2)[0] is None:
            return Fiscal(Period("year", 0)), at + 2
        found = self._phrase(at + 1)
        if found is None or not isinstance(found[0], Date | Nth):
            return None
        return Fiscal(found[0]), found[1]

    def _same_period(self, at: int) -> Found | None:
        """'the year-ago quarter', 'the year-earlier period', 'year-ago'; 'the quarter a year ago'."""
        if self._at(at + 1) not in ("ago", "earlier") or self._at(at - 1) in ("a", "one"):
            return None
        end = at + 2
        quantity = quantity_at(self._tokens, end)
        if quantity:
            return Length(quantity[0], quantity[1]), quantity[2]
        if nth := self._nth(end) if self._at(end) in ORDINALS else None:
            return replace(nth[0], of=Period("year", -1)) if isinstance(nth[0], Nth) else nth[0], nth[1]
        return SamePeriod(years_ago=1, is_quarter=self._at(end) == "quarter"), self._skip(end, ("quarter", "period"))

    # Behind or ahead, and no more told

    def _vague(self, at: int) -> Found | None:
        """'recently', 'the past', 'coming months', 'the near future'; but 'recent weeks' is a length."""
        token, follower = self._tokens[at], self._at(at + 1)
        if token == "current" and follower not in UNITS:
            return Vague("PRESENT_REF"), at + 1
        is_length = follower in ANY_UNITS and follower not in UNITS
        if token == "recent" and is_length:
            return Lengths(ANY_UNITS[follower]), at + 2
        if token in ("past", "coming") and not is_length and not (token == "past" and self._is_a_noun(at)):
            return None
        return Vague(REFERENCES[token]), at + 1 + is_length

    def _is_a_noun(self, at: int) -> bool:
        return self._at(at - 1) == "the" and (self._closed(at + 1) or self._at(at - 2) == "in")

    def _again(self, at: int) -> Found | None:
        """'every year', 'each Thursday', 'Fridays' in a text; `joins` asks an expression for these first."""
        if not self._in_text:
            return None
        end = at + 1 if self._tokens[at] not in EACH else self._skip(at + 1, {"other", *NUMBERS}) + 1
        value = set_value(self._tokens[at:end])
        return (Recurring(value), end) if value else None

    def _near_term(self, at: int) -> Found | None:
        """'the near future', 'the short term'."""
        return (Vague("FUTURE_REF"), at + 2) if self._at(at + 1) in ("future", "term") else None

    def _lengths(self, at: int) -> Found | None:
        """'several years', 'the next few days', 'weeks', 'a few years ago'."""
        couple = self._tokens[at] == "couple"
        unit_at = self._skip(at, ("couple", "of") if couple else UNCOUNTED)
        token = self._at(unit_at)
        unit = ANY_UNITS.get(token)
        if unit is None or (token in UNITS and unit_at == at):
            return None
        if self._at(unit_at + 1) == "ago":
            return Vague("PAST_REF"), unit_at + 2
        return Lengths(unit, 2 if couple else None), unit_at + 1

    # Lengths: 'two months ago', 'in 12 months', 'a year and a half'

    def _length(self, at: int) -> Found | None:
        quantity = quantity_at(self._tokens, at)
        if quantity is None:
            return None
        count, unit, end = quantity
        exact = self._at(at - 1) in EXACTLY
        return self._counted_from(count, unit, end, exact) or self._lasting(at, count, unit, end)

    def _counted_from(self, count: int, unit: Unit, end: int, exact: bool) -> Found | None:
        """'two months ago', 'a week later', 'three years after', 'two days from now'."""
        word, after = self._at(end), self._at(end + 1)
        if word == "ago":
            is_today = after == "today"
            return Ago(-count, unit, exact or is_today), end + 1 + is_today
        if unit in WITHIN_A_DAY and word in FROM_AN_EVENT:
            return Clock(loose=True), end + 1
        if word == "from" and after in ("now", "today"):
            return Ago(count, unit, exact or after == "today"), end + 2
        if word in LATER or word == "from":
            return Shift(count, unit, exact=exact), end + 1
        if word in EARLIER or word == "before":
            return Shift(-count, unit, exact=exact), end + 1
        if word == "after":
            return Shift(count, unit, looks_back=True, exact=exact), end + 1
        return None

    def _lasting(self, at: int, count: int, unit: Unit, end: int) -> Found | None:
        """'in 12 months', 'in two weeks' time', 'over two days', 'for three years'."""
        cue = self._cue(at)
        if cue not in ("in", "for") and self._at(at - 1) == "over":
            cue = "over"  # no hedge here: 'over two days'
        if cue == "in" and self._at(end) == "time":
            return Ago(count, unit), end + 1
        if cue == "in":
            return Lasting(count, unit, in_future_a_point=True), end
        if cue in SPANNING:
            return Lasting(count, unit), end
        if cue in ("", "for") and self._closed(end):
            return Duration(count, unit), end
        return None if self._at(end) == "old" else (Length(count, unit), end)


_TWO_STEPS = {("before", "last"): -2, ("after", "next"): 2}


def _days_of_month(days: list[int], month: int, year: int | Meaning | None) -> Meaning:
    if len(days) < 2:
        return Date(year, month, days[0] if days else None)
    return Range(Date(year, month, days[0]), Date(year, month, days[-1]))


def _date_in_figures(year: str, month: str, day: str) -> Meaning:
    return Date(int(year), int(month), int(day)) if 1 <= int(month) <= 12 else Refusal(NO_SUCH_DAY)


# --- Which readers a word calls for, in the order they are tried --------------------------------------

_Reader = Callable[[_Scanner, int], Found | None]

_READERS_OF_FIGURES: tuple[_Reader, ...] = (
    _Scanner._century,
    _Scanner._day_and_month,
    _Scanner._numeric_date,
    _Scanner._clock_time,
    _Scanner._length,
    _Scanner._year,
    _Scanner._decade,
    _Scanner._day_alone,
)
_READERS: dict[str, tuple[_Reader, ...]] = {}
for _reader, _words in (
    (_Scanner._named_day, named_days.FIRST_WORDS),
    (_Scanner._century, ORDINALS),
    (_Scanner._day_and_month, ORDINALS),
    (_Scanner._streak, ORDINALS),
    (_Scanner._nth, ORDINALS),
    (_Scanner._step, (*STEPS, *SPOKEN_STEPS)),
    (_Scanner._weekday, WEEKDAYS),
    (_Scanner._month, MONTHS),
    (_Scanner._season, SEASONS),
    (_Scanner._decade, DECADES),
    (_Scanner._report_day, REPORT_DAYS),
    (_Scanner._now, NOW),
    (_Scanner._at_present, ("present", "moment", "days")),
    (_Scanner._that_day, THEN),
    (_Scanner._eve, ("eve",)),
    (_Scanner._small_hours, ("early", "small", "wee", "late")),
    (_Scanner._part, PARTS),
    (_Scanner._time_of_day, TIMES_OF_DAY),
    (_Scanner._hours_from_an_event, ("few", "several", "hours", "minutes", "seconds")),
    (_Scanner._year, YEARS_BEGIN),
    (_Scanner._length, (*NUMBERS, *TENS, "half")),
    (_Scanner._same_period, ("year",)),
    (_Scanner._fiscal, FISCAL),
    (_Scanner._bare_unit, UNITS),
    (_Scanner._again, (*EACH, *WEEKDAYS_AGAIN)),
    (_Scanner._vague, REFERENCES),
    (_Scanner._near_term, ("near", "short", "long")),
    (_Scanner._lengths, (*UNCOUNTED, *ANY_UNITS, "couple")),
    (_Scanner._years, ("years",)),
):
    for _word in _words:
        _READERS[_word] = (*_READERS.get(_word, ()), _reader)
