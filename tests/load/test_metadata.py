"""What the first lines of a report tell."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.load.metadata import NOTHING_KNOWN, UnclearDate, parse_date, read_metadata

FRIDAY = datetime.date(2019, 2, 22)


@pytest.mark.parametrize(
    "words",
    [
        "2019-02-22",
        "2019/02/22",
        "20190222",
        "22 February 2019",
        "22nd February 2019",
        "22 Feb. 2019",
        "February 22, 2019",
        "Feb 22 2019",
        "Friday, 22 February 2019",
        "Fri 22 Feb 2019 10:11",
        "Fri, 22 Feb 2019 10:11:12 +0000",
        "2019-02-22T10:11:12Z",
        "22/02/2019",
        "22.02.2019",
        "02/22/2019",
    ],
)
def test_one_day_in_its_many_forms(words: str) -> None:
    assert parse_date(words) == FRIDAY


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("03/04/2019", "could be two days"),
        ("31 February 2019", "there is no day"),
        ("2019-13-01", "there is no day"),
        ("last Friday", "is not a date that can be read"),
        ("22 February", "is not a date that can be read"),
        ("", "is not a date that can be read"),
    ],
)
def test_words_that_give_no_day_say_why(words: str, reason: str) -> None:
    with pytest.raises(UnclearDate, match=reason):
        parse_date(words)


@pytest.mark.parametrize(
    "prefix",
    [
        " date 2019-02-22 ",
        "Date: 2019-02-22\n\n",
        "Date: 22 February 2019\n",
        "2019-02-22\n",
        "Friday, 22 February 2019\n\n",
        "2019-02-22: ",
        "Date of publication 22 February 2019 ",
        "Published on February 22, 2019: ",
        "\ufeffDATE: Fri, 22 Feb 2019 10:11:12 +0000\r\n".replace("\r", ""),
    ],
)
def test_a_date_before_the_story_is_read_and_leaves_the_text(prefix: str) -> None:
    story = "Troops entered the town on Friday."
    known, left = read_metadata(prefix + story)
    assert (known.date, left) == (FRIDAY, story)


@pytest.mark.parametrize(
    ("text", "story"),
    [
        ("2019-02-22 10:30 Two soldiers were killed in Kunduz.\nMore followed.", "Two soldiers were killed in Kunduz."),
        ("2019-02-22 10:30:15 GMT 2 soldiers were killed.\nMore followed.", "2 soldiers were killed."),
        ("22 February 2019, 14:30 - Fighters entered Azmarin.\nMore followed.", "Fighters entered Azmarin."),
        ("Date: 2019-02-22 10:30 Two soldiers were killed.\nMore followed.", "Two soldiers were killed."),
        ("Date: 22 February 2019 - Fighters entered Azmarin.\nMore followed.", "Fighters entered Azmarin."),
        ("Published: 22/02/2019 Fighters left.\nMore followed.", "Fighters left."),
    ],
)
def test_what_follows_a_date_and_its_clock_on_a_line_is_the_story(text: str, story: str) -> None:
    known, left = read_metadata(text)
    assert (known.date, left) == (FRIDAY, f"{story}\nMore followed.")


@pytest.mark.parametrize(
    "clock",
    [" 10:30", "T10:11:12.5Z", " at 10.30 pm", ", 10:30 a.m. EST", " | 14:30 (GMT+3)", " 10:11:12 +0100", " 10:30 hrs"],
)
def test_a_date_with_its_clock_may_be_all_of_a_line(clock: str) -> None:
    known, left = read_metadata(f"2019-02-22{clock}\nTroops left.")
    assert (known.date, left) == (FRIDAY, "Troops left.")


@pytest.mark.parametrize(
    "text",
    [
        "2019-02-22 10:30 was when the shelling began.\nMore followed.",
        "22 February 2019, 14:30 and all was quiet.\nMore followed.",
        "Published: Two killed in Kunduz\nMore followed.",
    ],
)
def test_a_line_that_only_begins_like_a_date_stays(text: str) -> None:
    assert read_metadata(text)[1] == text


def test_a_field_that_is_a_date_may_end_in_any_zone() -> None:
    assert parse_date("2019-02-22T10:11:12+01:00[Europe/Paris]") == FRIDAY


def test_header_lines_give_title_publisher_and_address() -> None:
    known, left = read_metadata(
        "Title: A long day\nSource: Example Press\nDate: 22 February 2019\nURL: https://example.org/1\n\nTroops left."
    )
    assert (known.title, known.publisher, known.url) == ("A long day", "Example Press", "https://example.org/1")
    assert (known.date, left) == (FRIDAY, "Troops left.")


def test_header_lines_below_a_headline_leave_and_the_headline_stays() -> None:
    known, left = read_metadata("Troops leave town\n\nPublished: 22 February 2019\nSource: Example Press\n\nThey left.")
    assert (known.date, known.publisher) == (FRIDAY, "Example Press")
    assert left == "Troops leave town\n\nThey left."


@pytest.mark.parametrize(
    "line",
    [
        "Source: Taliban fighters attacked a checkpoint near Kunduz on Friday, officials said.",
        "Source: Taliban fighters attacked a checkpoint",
        "Publisher: The army left. Rebels came",
        "Agency: two killed",
        f"Publisher: {'Very ' * 20}Long Name",
        f"Title: {'very ' * 60}long",
        "Link: rebels and the army",
        "URL: see below",
    ],
)
def test_a_sentence_behind_a_word_that_could_be_a_header_is_the_story(line: str) -> None:
    text = f"{line}\n\nThe army replied."
    assert read_metadata(text) == (NOTHING_KNOWN, text)


@pytest.mark.parametrize(
    "name",
    [
        "dpa",
        "U.N. News",
        "Example Press Ltd.",
        "bbc.co.uk",
        "Office for the Coordination of Relief",
        "Own correspondent",
    ],
)
def test_a_name_behind_it_is_the_publisher(name: str) -> None:
    known, left = read_metadata(f"Source: {name}\n\nThe army replied.")
    assert (known.publisher, left) == (name, "The army replied.")


@pytest.mark.parametrize(
    "text", ["Agency: two killed", "Agency: Two killed", "Title: Two killed\nDate: 2019-02-22", "Source: Example Press"]
)
def test_lines_that_are_all_there_is_are_the_text(text: str) -> None:
    assert read_metadata(text)[1] == text


def test_an_unknown_header_is_part_of_the_story() -> None:
    assert read_metadata("Location: Azmarin\nTroops left.")[1] == "Location: Azmarin\nTroops left."


def test_the_first_of_two_dates_wins() -> None:
    assert read_metadata("Date: 22 February 2019\n2020-01-01\nTroops left.")[0].date == FRIDAY


def test_a_story_on_the_header_line_stays() -> None:
    known, left = read_metadata("Date: 22 February 2019 Troops moved into the town before dawn, residents said.")
    assert (known.date, left) == (FRIDAY, "Troops moved into the town before dawn, residents said.")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("date 2019-02-31 Troops left.", "no date: there is no day '2019-02-31'; give --date YYYY-MM-DD"),
        ("Date: 03/04/2019\nTroops left.", "no date: '03/04/2019' could be two days; give --date YYYY-MM-DD"),
    ],
)
def test_a_date_that_cannot_be_read_is_noted_and_still_leaves(text: str, note: str) -> None:
    known, left = read_metadata(text)
    assert (known.date, known.date_note, left) == (None, note, "Troops left.")


@pytest.mark.parametrize(
    ("text", "date", "publisher"),
    [
        ("WASHINGTON, Aug. 13, 1998 (AP) -- Troops left.", datetime.date(1998, 8, 13), "Associated Press"),
        ("JUBA, 3 May 2013 – Troops left.", datetime.date(2013, 5, 3), None),
        ("Aid blocked\n\nGENEVA/BANGUI, 17 November 2020 (UN News) – Aid.", datetime.date(2020, 11, 17), "UN News"),
        ("NAIROBI, Kenya (AP) _\n\nTroops left.", None, "Associated Press"),
        ("GAZA, 12 May (Agency) — Troops left.", None, "Agency"),
        ("PORT-AU-PRINCE, Haiti, 3 May 2013 - Troops left.", datetime.date(2013, 5, 3), None),
        ("KHARTOUM/NAIROBI / JUBA (AFP) - Troops left.", None, "Agence France-Presse"),
        ("TEL Abyad, al-Hasakah, 3 May 2013: Troops left.", datetime.date(2013, 5, 3), None),
    ],
)
def test_a_dateline_tells_what_it_tells_and_stays(text: str, date: datetime.date | None, publisher: str | None) -> None:
    known, left = read_metadata(text)
    assert (known.date, known.publisher, left) == (date, publisher, text)


def test_a_dateline_without_a_year_gives_no_date_but_says_what_is_missing() -> None:
    known, _ = read_metadata("NICOSIA, August 8 (Xinhua) --\n\nTroops left.")
    assert known.date is None
    assert known.date_note == "no date: the dateline gives 8 August without a year; give --date YYYY-MM-DD"


@pytest.mark.parametrize(
    "text",
    [
        "UN-led observers - ten officers among them - left the town.",
        "SOMALIA: three killed in market blast",
        "2019-02-22 was a Friday.",
        "Dates are sold in the market of Azmarin, 2019-02-22 notwithstanding.",
        "IS -- the group -- lost the town.",
        "Headline: a word\nthat goes on"[10:],
    ],
)
def test_ordinary_beginnings_are_left_alone(text: str) -> None:
    assert read_metadata(text) == (NOTHING_KNOWN, text)


@pytest.mark.parametrize(
    "line",
    [
        "AB" + "-A" * 20_000 + " x",
        "AB" + " A-A" * 10_000 + " x",
        "AB" + " - A" * 10_000 + " x",
        "AB" + " ,/" * 10_000 + "x",
        "A" * 20_000 + "/" * 20_000,
        "AB" + " " * 20_000 + "x",
        "Date" + " " * 20_000 + "x",
        "Source: " + "A. " * 20_000,
        "2019-02-22" + " " * 20_000 + "x",
    ],
)
def test_a_long_odd_line_is_read_to_its_end_and_left(line: str) -> None:
    assert read_metadata(line) == (NOTHING_KNOWN, line)


@given(st.text())
def test_no_text_breaks_it_and_what_is_left_was_there(text: str) -> None:
    _, left = read_metadata(text)
    assert all(part in text for part in left.split("\n\n"))


@given(st.text(st.characters(categories=["L", "Nd", "P", "Zs"]), min_size=1).map(str.strip).filter(bool))
def test_a_prefix_leaves_exactly_the_story(story: str) -> None:
    known, left = read_metadata(f"Title: One\nDate: 2019-02-22\n\nTroops {story}")
    assert (known.title, known.date, left) == ("One", FRIDAY, f"Troops {story}")
