"""Time expressions come to the days that the coding guide gives them."""

from __future__ import annotations

import datetime
import json
import pathlib
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.resolve.times import Span, Tense, TimeValue, read, resolve

TRAIN = pathlib.Path(__file__).resolve().parents[4] / "shared" / "bench" / "train.jsonl"
FLOOR = 0.913  # of the expressions in train.jsonl with both ends right
FLOOR_IN_ORDER = 0.930  # the same where each is given the days told before it in its report
WEDNESDAY = datetime.date(2018, 3, 14)


def days(words: str, tense: Tense | None = "past", **known: datetime.date | Span | str | None) -> str:
    """The value as '2018-03-09' or '2018-03-01/2018-03-31', or the reason in brackets."""
    value = resolve(words, **{"anchor": WEDNESDAY, "tense": tense, **known})  # type: ignore[arg-type]
    if value.start is None or value.end is None:
        return f"({value.rule})"
    return f"{value.start}" if value.start == value.end else f"{value.start}/{value.end}"


@pytest.mark.parametrize(
    ("words", "past", "future"),
    [
        ("on Friday", "2018-03-09", "2018-03-16"),
        ("on Wednesday", "2018-03-14", "2018-03-14"),
        ("Monday’s", "2018-03-12", "2018-03-19"),
        ("late on Tuesday", "2018-03-13", "2018-03-20"),
        ("last Wednesday", "2018-03-07", "2018-03-07"),
        ("next Friday", "2018-03-16", "2018-03-16"),
        ("in December", "2017-12-01/2017-12-31", "2018-12-01/2018-12-31"),
        ("in March", "2018-03-01/2018-03-31", "2018-03-01/2018-03-31"),
        ("22 July", "2017-07-22", "2018-07-22"),
        ("29 February", "2016-02-29", "2020-02-29"),
        ("the 22nd", "2018-02-22", "2018-03-22"),
        ("in the summer", "2017-06-01/2017-08-31", "2018-06-01/2018-08-31"),
        ("at the weekend", "2018-03-10/2018-03-11", "2018-03-17/2018-03-18"),
        ("on Anzac Day", "2017-04-25", "2018-04-25"),
    ],
)
def test_a_day_or_month_without_a_year_is_the_nearest_in_the_direction_of_the_tense(
    words: str, past: str, future: str
) -> None:
    assert days(words, "past") == past
    assert days(words, "future") == future
    assert days(words, "present") == future


def test_a_weekday_in_a_report_of_that_day_is_that_very_day() -> None:
    value = resolve("on Friday", anchor=datetime.date(2019, 2, 22), tense="past")
    assert value.start == value.end == datetime.date(2019, 2, 22)


def test_without_a_tense_the_nearest_weekday_is_meant() -> None:
    assert days("Friday", None) == "2018-03-16"
    assert days("Monday", None) == "2018-03-12"
    assert days("Saturday", None) == "2018-03-17"


def test_without_a_tense_a_month_is_the_one_behind_unless_the_one_ahead_is_much_nearer() -> None:
    assert days("Jan. 1", None) == "2018-01-01"
    assert days("in May", None) == "2018-05-01/2018-05-31"
    assert days("in August", None) == "2017-08-01/2017-08-31"


def test_a_weekday_beside_a_date_tells_its_year() -> None:
    assert days("Tuesday 13 March") == "2018-03-13"
    assert days("Friday, 22 July") == "2016-07-22"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("in 2011", "2011-01-01/2011-12-31"),
        ("December 2017", "2017-12-01/2017-12-31"),
        ("in November, 2005", "2005-11-01/2005-11-30"),
        ("on 10 Sep 2016", "2016-09-10"),
        ("the 10th of September 2016", "2016-09-10"),
        ("June 27, 2016", "2016-06-27"),
        ("May 4,2014", "2014-05-04"),
        ("Sept. 11 2001", "2001-09-11"),
        ("2018-02-22", "2018-02-22"),
        ("22/02/2018", "2018-02-22"),
        ("02/22/2018", "2018-02-22"),
        ("the 1990s", "1990-01-01/1999-12-31"),
        ("the '80s", "1980-01-01/1989-12-31"),
        ("January nineteen ninety-seven", "1997-01-01/1997-01-31"),
        ("the autumn of 2014", "2014-09-01/2014-11-30"),
        ("Christmas 2014", "2014-12-25"),
        ("at the end of the 1991 Gulf war", "1991-01-01/1991-12-31"),
    ],
)
def test_a_date_with_its_year_needs_no_report_date(words: str, expected: str) -> None:
    assert days(words) == expected
    assert days(words, None, anchor=None) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", "2018-03-14"),
        ("yesterday", "2018-03-13"),
        ("tomorrow", "2018-03-15"),
        ("last night", "2018-03-13"),
        ("this morning", "2018-03-14"),
        ("overnight", "2018-03-13/2018-03-14"),
        ("at around 10:00 a.m.", "2018-03-14"),
        ("earlier in the day", "2018-03-14"),
        ("at present", "2018-03-14"),
        ("the day before yesterday", "2018-03-12"),
        ("on the third day of the offensive", "2018-03-14"),
    ],
)
def test_days_and_times_of_day_count_from_the_report(words: str, expected: str) -> None:
    assert days(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("this week", "2018-03-12/2018-03-18"),
        ("last week", "2018-03-05/2018-03-11"),
        ("late last week", "2018-03-05/2018-03-11"),
        ("the week before last", "2018-02-26/2018-03-04"),
        ("last month", "2018-02-01/2018-02-28"),
        ("earlier this month", "2018-03-01/2018-03-31"),
        ("next year", "2019-01-01/2019-12-31"),
        ("at the end of last year", "2017-01-01/2017-12-31"),
        ("last weekend", "2018-03-10/2018-03-11"),
        ("last fall", "2017-09-01/2017-11-30"),
        ("this winter", "2017-12-01/2018-02-28"),
        ("in April last year", "2017-04-01/2017-04-30"),
        ("on 18 August last year", "2017-08-18"),
        ("Tuesday last week", "2018-03-06"),
        ("next week, probably on Monday or Tuesday", "2018-03-19/2018-03-20"),
    ],
)
def test_this_last_and_next_are_whole_calendar_periods(words: str, expected: str) -> None:
    assert days(words) == expected


def test_the_month_just_over_is_not_what_last_february_means() -> None:
    assert days("last February") == "2017-02-01/2017-02-28"
    assert days("last January") == "2018-01-01/2018-01-31"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("three days ago", "2018-03-11"),
        ("a week ago", "2018-03-07"),
        ("seven weeks ago", "2018-01-22/2018-01-28"),
        ("two months ago", "2018-01-01/2018-01-31"),
        ("nearly two years ago", "2016-01-01/2016-12-31"),
        ("two and a half years ago", "2015-09-01/2015-09-30"),
        ("seven years ago today", "2011-03-14"),
        ("a decade ago", "2008-01-01/2008-12-31"),
        ("half a century ago", "1968-01-01/1968-12-31"),
        ("over the past day", "2018-03-13/2018-03-14"),
        ("today, 14 March", "2018-03-14"),
        ("yesterday, 13 March", "2018-03-13"),
        ("at noon on 12 March, today", "2018-03-12"),
        ("two hours ago", "2018-03-14"),
        ("more than four years after IS overran", "2014-01-01/2014-12-31"),
        ("just a day after", "2018-03-13"),
        ("two days after Friday", "2018-03-11"),
        ("on the eve of Christmas Day 2015", "2015-12-24"),
        ("in two weeks' time", "2018-03-28"),
    ],
)
def test_a_number_of_units_ago_is_the_day_or_the_whole_period(words: str, expected: str) -> None:
    assert days(words) == expected


@pytest.mark.parametrize(
    ("words", "past", "future"),
    [
        ("the past week", "2018-03-07/2018-03-14", "2018-03-07/2018-03-14"),
        ("over the last four days", "2018-03-11/2018-03-14", "2018-03-11/2018-03-14"),
        ("in the past 96 hours", "2018-03-10/2018-03-14", "2018-03-10/2018-03-14"),
        ("over the next five years", "2018-03-14/2023-03-14", "2018-03-14/2023-03-14"),
        ("in 12 months", "2017-03-14/2018-03-14", "2019-03-01/2019-03-31"),
        ("in two weeks", "2018-02-28/2018-03-14", "2018-03-28"),
        ("over two days", "2018-03-13/2018-03-14", "2018-03-14/2018-03-16"),
        ("for a fifth day", "2018-03-10/2018-03-14", "2018-03-10/2018-03-14"),
    ],
)
def test_a_length_of_time_has_one_end_at_the_report(words: str, past: str, future: str) -> None:
    assert days(words, "past") == past
    assert days(words, "future") == future


def test_a_bare_length_of_time_resolves_only_where_it_still_goes_on() -> None:
    assert days("for three years", "present") == "2015-03-14/2018-03-14"
    assert days("for three years", "past") == "(a length of time without a start or an end)"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("early January", "2018-01-01/2018-01-10"),
        ("in mid-January", "2018-01-11/2018-01-20"),
        ("in late August", "2017-08-21/2017-08-31"),
        ("late 2001", "2001-10-01/2001-12-31"),
        ("mid-2014", "2014-04-01/2014-09-30"),
        ("the early 1990s", "1990-01-01/1993-12-31"),
        ("at the start of the month", "2018-03-01/2018-03-05"),
        ("at the start of this year", "2018-01-01/2018-01-31"),
        ("the first week of October", "2017-10-01/2017-10-07"),
        ("the last two weeks of May 2016", "2016-05-18/2016-05-31"),
        ("in the first 10 months of this year", "2018-01-01/2018-10-31"),
        ("the second half of 2014", "2014-07-01/2014-12-31"),
        ("the third quarter of 2017", "2017-07-01/2017-09-30"),
        ("the week of March 6", "2018-03-05/2018-03-11"),
    ],
)
def test_parts_of_periods(words: str, expected: str) -> None:
    assert days(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Wednesday and Friday", "2018-03-07/2018-03-09"),
        ("last Wednesday and Thursday", "2018-03-07/2018-03-08"),
        ("from Monday to Wednesday", "2018-03-12/2018-03-14"),
        ("Nov. 4-5", "2017-11-04/2017-11-05"),
        ("4, 5 and 6 November 2016", "2016-11-04/2016-11-06"),
        ("Nov. 30 – Dec. 2", "2017-11-30/2017-12-02"),
        ("in July and August", "2017-07-01/2017-08-31"),
        ("between November and February 2016", "2015-11-01/2016-02-29"),
        ("from September 2015 to March", "2015-09-01/2016-03-31"),
        ("between June 2014 and April 2016", "2014-06-01/2016-04-30"),
        ("from 1 September 2015 until the end of August 2016", "2015-09-01/2016-08-31"),
        ("in 2011 and 2013", "2011-01-01/2013-12-31"),
        ("2011-13", "2011-01-01/2013-12-31"),
        ("on 1 March, continued into Saturday", "2018-03-01/2018-03-10"),
    ],
)
def test_a_range_runs_from_its_first_day_to_its_last(words: str, expected: str) -> None:
    assert days(words) == expected


def test_a_range_ahead_runs_on_from_its_first_day() -> None:
    assert days("from Friday to Tuesday", "future") == "2018-03-16/2018-03-20"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("since 2011", "2011-01-01/2018-03-14"),
        ("since mid-February", "2018-02-15/2018-03-14"),
        ("since Monday, March 5", "2018-03-05/2018-03-14"),
        ("since the beginning of the year", "2018-01-01/2018-03-14"),
        ("since his arrest last October", "2017-10-01/2018-03-14"),
        ("since its conflict began in March 2011", "2011-03-01/2018-03-14"),
        ("since rebels, who may have fled, sat down to talk in 2014", "2014-01-01/2018-03-14"),
        ("since the fall of the city in 2014", "2014-01-01/2018-03-14"),
        ("from late on Saturday afternoon", "2018-03-10/2018-03-14"),
        ("since the fighting", "(no date in the words)"),
        ("since the march on the capital", "(no date in the words)"),
    ],
)
def test_since_runs_up_to_the_report(words: str, expected: str) -> None:
    assert days(words) == expected


@pytest.mark.parametrize(
    ("words", "tense", "expected"),
    [
        ("by Saturday", "future", "2018-03-17"),
        ("by Friday", "past", "2018-03-16"),
        ("by Monday", "past", "2018-03-12"),
        ("until the end of next month", "future", "2018-04-30"),
        ("by mid-January 2019", "future", "2019-01-15"),
        ("by the year's end", "future", "2018-12-31"),
        ("before the end of the year", "future", "2018-03-14/2018-12-31"),
        ("before 2020", "future", "2018-03-14/2019-12-31"),
        ("before dawn on Sunday", "past", "2018-03-11"),
        ("before 2010", "past", "(before a day, with no start)"),
        ("after Friday", "past", "(after a day, with no end)"),
    ],
)
def test_limits(words: str, tense: Tense, expected: str) -> None:
    assert days(words, tense) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("in recent weeks", "(vague)"),
        ("months ago", "(vague)"),
        ("a few days ago", "(vague)"),
        ("a few days after Friday", "(vague)"),
        ("recently", "(vague)"),
        ("in the coming weeks", "(vague)"),
        ("every Friday", "(comes round again and again, not once)"),
        ("the four-month battle", "(a length of time without a start or an end)"),
        ("in the first three days", "(a length of time without a start or an end)"),
        ("the recent fighting", "(vague)"),
        ("a couple of days ago", "(vague)"),
        ("fiscal 2017", "(fiscal year, which begins on another day in each country and firm)"),
        ("in the current fiscal year", "(fiscal year, which begins on another day in each country and firm)"),
        ("03/04/2018", "(day and month in an unknown order)"),
        ("31 June", "(no such day in the calendar)"),
        ("29 February 2018", "(no such day in the calendar)"),
        ("2018-13-01", "(no such day in the calendar)"),
        ("9999 years ago", "(no such day in the calendar)"),
        ("at dawn in the capital", "(time of day of an event, whose day is not in the words)"),
        ("on Monday when they met on 5 May", "(several dates)"),
        ("from 2016 to 2014", "(ends before it starts)"),
        ("Friday " * 100, "(too long for a time expression)"),
        ("", "(no date in the words)"),
    ],
)
def test_what_has_no_value_says_why(words: str, expected: str) -> None:
    assert days(words) == expected


@pytest.mark.parametrize(
    "words",
    ["25", "1500", "2,000", "2000 people", "more than 2000", "the 2000 people", "10 to 15 men", "since 2000 died"],
)
def test_a_number_that_is_no_date_stays_a_number(words: str) -> None:
    assert days(words) == "(no date in the words)"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the next day", "2013-08-22"),
        ("the previous day", "2013-08-20"),
        ("two days earlier", "2013-08-19"),
        ("a week later", "2013-08-28"),
        ("that night", "2013-08-21"),
        ("on the same day", "2013-08-21"),
        ("the day after the attack", "2013-08-22"),
        ("the previous Friday", "2013-08-16"),
        ("in August that year", "2013-08-01/2013-08-31"),
        ("the following year", "2014-01-01/2014-12-31"),
        ("since then", "2013-08-21/2018-03-14"),
    ],
)
def test_words_that_point_at_another_day_need_that_day(words: str, expected: str) -> None:
    assert days(words, reference=datetime.date(2013, 8, 21)) == expected
    assert days(words) == "(counts from another day in the text)"


def test_a_lapse_after_an_event_counts_back_from_the_report_even_beside_another_day() -> None:
    assert days("three years after the fall of the city", reference=datetime.date(2013, 8, 21)) == (
        "2015-01-01/2015-12-31"
    )


AUGUST = Span(datetime.date(2013, 8, 1), datetime.date(2013, 8, 31))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("since then", "2013-08-01/2018-03-14"),
        ("a month later", "2013-09-01/2013-09-30"),
        ("a year earlier", "2012-08-01/2012-08-31"),
        ("the following year", "2014-01-01/2014-12-31"),
        ("on the same day", "(counts from a day that is not told to the day)"),
        ("the next day", "(counts from a day that is not told to the day)"),
    ],
)
def test_words_that_point_at_a_period_need_one_no_longer_than_they_count(words: str, expected: str) -> None:
    assert days(words, reference=AUGUST) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("later in the day", "2013-08-21"), ("in the evening", "2013-08-21"), ("before dawn", "2018-03-14")],
)
def test_a_time_of_day_is_on_the_day_spoken_of_only_where_it_points_back(words: str, expected: str) -> None:
    assert days(words, reference=datetime.date(2013, 8, 21)) == expected


def test_a_year_before_a_quarter_is_the_same_quarter() -> None:
    quarter = Span(datetime.date(2017, 10, 1), datetime.date(2017, 12, 31))
    assert days("a year ago", reference=quarter) == "2016-10-01/2016-12-31"
    assert days("in the year-ago quarter", reference=quarter) == "2016-10-01/2016-12-31"
    assert days("a year ago") == "2017-01-01/2017-12-31"


@pytest.mark.parametrize("words", ["on Friday", "in December", "two months ago", "since 2011", "overnight", "Easter"])
def test_relative_words_stay_unresolved_without_a_report_date(words: str) -> None:
    assert days(words, anchor=None) == "(counts from the report's day, which is not known)"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Easter Sunday 2016", "2016-03-27"),
        ("Good Friday 2018", "2018-03-30"),
        ("Thanksgiving 2015", "2015-11-26"),
        ("New Year's Eve 2017", "2017-12-31"),
        ("last Christmas", "2017-12-25"),
        ("Nowruz", "2017-03-20/2017-03-21"),
        ("Orthodox Easter 2016", "2016-05-01"),
        ("Passover 2016", "2016-04-23/2016-04-29"),
        ("Yom Kippur 1973", "1973-10-06"),
        ("the eve of Yom Kippur 1973", "1973-10-05"),
    ],
)
def test_named_days(words: str, expected: str) -> None:
    assert days(words) == expected


@pytest.mark.parametrize(
    ("words", "country", "expected"),
    [
        ("on Independence Day", "UA", "2017-08-24"),
        ("on Independence Day", "UKR", "2017-08-24"),
        ("Independence Day 2016", "PAK", "2016-08-14"),
        ("last Republic Day", "IN", "2018-01-26"),
        ("on Labour Day", "US", "2017-09-04"),
        ("on Independence Day", None, "(public holiday, whose day depends on the country)"),
        ("on Independence Day", "XYZ", "(no such day in the calendar)"),
    ],
)
def test_a_public_holiday_is_that_of_the_country(words: str, country: str | None, expected: str) -> None:
    assert days(words, country=country) == expected


@pytest.mark.parametrize(
    ("words", "first_day"),
    [  # as Saudi Arabia kept them
        ("Eid al-Fitr 2017", "2017-06-25"),
        ("Eid al-Adha 2006", "2006-01-10"),
        ("Ashura 2015", "2015-10-24"),
        ("Ramadan 2018", "2018-05-16"),
        ("Islamic New Year 2016", "2016-10-02"),
    ],
)
def test_islamic_feasts_allow_for_a_day_at_each_side(words: str, first_day: str) -> None:
    value = resolve(words, anchor=None)
    assert value.start is not None and value.precision != "day"
    assert 0 <= (datetime.date.fromisoformat(first_day) - value.start).days <= 2


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("yesterday", "day"),
        ("overnight", "days"),
        ("last week", "week"),
        ("last month", "month"),
        ("the summer of 2016", "months"),
        ("2016", "year"),
        ("since 2011", "longer"),
        ("recently", None),
    ],
)
def test_precision_is_the_length_of_the_span(words: str, expected: str | None) -> None:
    assert resolve(words, anchor=WEDNESDAY, tense="past").precision == expected


PIECES = """
early mid- late the end of since from by until before after on in for over last next this that previous same past
first third week weeks month year years day days two four a few 4 14th 2014 1990s 10:30 am Friday Monday May March
June Sept. , - and to ago later earlier half summer night hours now Easter Ramadan 31 February 9999 quarter weekend
"""


@settings(max_examples=1000, deadline=None)
@given(
    words=st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES.split()), max_size=9).map(" ".join)),
    anchor=st.none() | st.dates(),
    tense=st.sampled_from([None, "past", "present", "future"]),
    reference=st.none() | st.dates(),
)
@example("MAY0'YEAR", None, None, None)
@example("yesterday", datetime.date.min, "past", None)
@example("in the next decade", datetime.date.max, "future", None)
@example("last Friday", datetime.date.min, "past", None)
@example("from next winter to early spring", datetime.date.max, "future", datetime.date.min)
def test_any_text_gives_a_sound_value_and_always_the_same(
    words: str, anchor: datetime.date | None, tense: Tense | None, reference: datetime.date | None
) -> None:
    value = resolve(words, anchor=anchor, tense=tense, reference=reference)
    assert value.rule
    assert (value.start is None) == (value.end is None) == (value.precision is None)
    if value.start is not None and value.end is not None:
        assert value.start <= value.end
    assert value == resolve(words, anchor=anchor, tense=tense, reference=reference)


def gold_expressions() -> Iterator[tuple[str, datetime.date | None, Tense, tuple[str | None, str | None]]]:
    """Words, report date, tense and gold days of every event and figure with a time expression."""
    for line in TRAIN.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        report = record["report"]
        anchor = datetime.date.fromisoformat(report["date"]) if report["date"] else None
        for item in (*record["events"], *record["figures"]):
            gold = item["time"]
            if gold and gold["text"]:
                words = report["text"][gold["text"]["start"] : gold["text"]["end"]]
                yield (
                    words,
                    anchor,
                    "future" if item["factuality"] == "future" else "past",
                    (gold["start"], gold["end"]),
                )


def is_right(value: TimeValue, gold: tuple[str | None, str | None]) -> bool:
    return gold == tuple(day and day.isoformat() for day in (value.start, value.end))


@pytest.mark.skipif(not TRAIN.exists(), reason="the benchmark's train.jsonl is not beside the repository")
def test_accuracy_on_the_benchmark_keeps_its_floor() -> None:
    right = [
        is_right(resolve(words, anchor=anchor, tense=tense), gold) for words, anchor, tense, gold in gold_expressions()
    ]
    assert len(right) > 1000
    assert sum(right) / len(right) >= FLOOR


@pytest.mark.skipif(not TRAIN.exists(), reason="the benchmark's train.jsonl is not beside the repository")
def test_the_days_told_before_lift_the_accuracy_on_the_benchmark() -> None:
    right = [value for report in gold_reports() for value in right_in_order(report)]
    assert sum(right) / len(right) >= FLOOR_IN_ORDER


GoldTime = tuple[int, str, datetime.date | None, Tense, tuple[str | None, str | None]]


def gold_reports() -> Iterator[list[GoldTime]]:
    """The time expressions of each report, in the order of its text."""
    for line in TRAIN.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        anchor = record["report"]["date"] and datetime.date.fromisoformat(record["report"]["date"])
        found: list[GoldTime] = []
        for item in (*record["events"], *record["figures"]):
            if (gold := item["time"]) and (span := gold["text"]):
                words = record["report"]["text"][span["start"] : span["end"]]
                tense: Tense = "future" if item["factuality"] == "future" else "past"
                found.append((span["start"], words, anchor, tense, (gold["start"], gold["end"])))
        yield sorted(found, key=lambda entry: entry[0])


def right_in_order(report: list[GoldTime]) -> Iterator[bool]:
    told: list[tuple[int, Span]] = []
    for start, words, anchor, tense, gold in report:
        reference = next((days for place, days in reversed(told) if place < start), None)
        value = resolve(words, anchor=anchor, tense=tense, reference=reference)
        if value.start and value.end:
            told.append((start, Span(value.start, value.end)))
        yield is_right(value, gold)


STORY = (
    "The mayor fled on Tuesday. The next day soldiers took the town; two weeks later, in May, it burned. "
    "Recently it rained."
)


def test_a_text_is_read_in_order_and_each_time_may_count_from_the_one_before() -> None:
    told = [
        (STORY[m.start : m.end], m.value.start, m.timex3.value) for m in read(STORY, anchor=datetime.date(2018, 6, 1))
    ]
    assert told == [
        ("Tuesday", datetime.date(2018, 5, 29), "2018-05-29"),
        ("The next day", datetime.date(2018, 5, 30), "2018-05-30"),
        ("two weeks later", datetime.date(2018, 6, 13), "2018-W24"),
        ("May", datetime.date(2018, 5, 1), "2018-05"),
        ("Recently", None, "PAST_REF"),
    ]


def test_spans_that_are_known_are_read_as_they_stand() -> None:
    (mention,) = read(STORY, anchor=datetime.date(2018, 6, 1), spans=[(18, 25)])
    assert (mention.start, mention.end, mention.timex3.value) == (18, 25, "2018-05-29")
