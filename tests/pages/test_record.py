"""The page of one record."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from dateline.pages import record as page_module
from dateline.pages.record import _happenings, _same_happening, _wrapped, amount_words, render
from dateline.pages.words import time_words
from dateline.record import Actor, Event, Figure, Place, Record, Report, Segment, Span, Time
from dateline.run import Coverage, Outcome


def shown(
    outcome: Outcome, *, width: int = 100_000, terminal: bool = False, colour: bool = False, notes: Sequence[str] = ()
) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=terminal,
        color_system="standard" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    render(outcome, console, notes=notes)
    return stream.getvalue()


def section(page: str, heading: str) -> list[str]:
    """The lines below a heading, up to the next."""
    lines = page.split("\n")
    start = lines.index(heading) + 1
    return [line.strip() for line in lines[start : lines.index("", start)]]


def test_the_head_tells_title_day_publisher_and_id(outcome: Outcome) -> None:
    assert shown(outcome).split("\n")[:2] == ["A bomb", "Friday 22 February 2019 · Example Press · sample-1"]


def test_a_report_without_title_or_date_is_headed_by_its_first_sentence(outcome: Outcome) -> None:
    report = replace(outcome.record.report, title=None, date=None, publisher=None)
    page = shown(replace(outcome, record=replace(outcome.record, report=report)))
    assert page.split("\n")[:2] == [
        "A car bomb killed at least 20 people near the oil field on Thursday, the army said.",
        "no date · sample-1",
    ]


def test_what_happened_stands_before_what_is_planned_and_what_is_denied(outcome: Outcome) -> None:
    page = shown(outcome)
    headings = ["What happened", "Planned or expected", "Denied, or did not happen", "Figures", "Who said what"]
    places = [page.index(f"\n{heading}\n") for heading in [*headings, "Coverage"]]
    assert places == sorted(places)
    assert "Possible, not certain" not in page


def test_an_event_in_a_pipe_is_one_whole_line_with_its_day(outcome: Outcome) -> None:
    (line,) = section(shown(outcome), "What happened")
    assert line == (
        "Thu 21 Feb 2019  bombing “car bomb”  → people killed by the bomb · in the oil field · killed 20 or more · ×2"
    )
    (line,) = section(shown(outcome), "Planned or expected")
    assert line == "no day given     withdrawal “pull out”  Army · in Azmarin"
    (line,) = section(shown(outcome), "Denied, or did not happen")
    assert line == "no day given     attack or fighting “attacked”  Rebels · said by Rebels"


def test_the_speaker_vouches_only_where_the_report_does_not(outcome: Outcome) -> None:
    record = outcome.record
    told_by_army = replace(record, events=record.events[:1])
    (line,) = section(shown(replace(outcome, record=told_by_army)), "What happened")
    assert line.endswith("killed 20 or more · said by Army")


def test_what_only_a_caption_tells_is_marked(outcome: Outcome) -> None:
    only_caption = replace(outcome.record, events=outcome.record.events[3:])
    (line,) = section(shown(replace(outcome, record=only_caption)), "What happened")
    assert line == "Thu 21 Feb 2019  bombing “Car bomb” · in the oil field · in the caption"


def test_events_that_differ_in_day_are_not_folded(outcome: Outcome) -> None:
    record = outcome.record
    wednesday = datetime.date(2019, 2, 20)
    other_day = replace(record.events[3], time=Time(start=wednesday, end=wednesday))
    lines = section(
        shown(replace(outcome, record=replace(record, events=(other_day, record.events[0])))), "What happened"
    )
    assert [line[:15] for line in lines] == ["Thu 21 Feb 2019", "Wed 20 Feb 2019"]


def test_two_attacks_of_which_little_is_known_are_not_folded(outcome: Outcome) -> None:
    record = outcome.record
    vague = [replace(record.events[3], id=f"e{n}", time=None, place=None) for n in (8, 9)]
    lines = section(shown(replace(outcome, record=replace(record, events=tuple(vague)))), "What happened")
    assert len(lines) == 2


def test_figures_tell_bounds_words_whom_where_when_and_who_says_so(outcome: Outcome) -> None:
    assert section(shown(outcome), "Figures") == [
        "killed        20 or more      “at least 20 people” (people killed by the bomb) · in the oil field · "
        "Thu 21 Feb 2019 · said by Army",
        "killed        24 or more      “dozens” · in the caption · unsure",
    ]


TWO_BLASTS = "A bomb killed five people in Aleppo. A shell killed five people in Homs."


def two_blasts(*, places: tuple[str | None, str | None], events: tuple[str | None, str | None]) -> Outcome:
    """Two figures that differ in nothing but their places and events, as far as those are given."""
    words = [Span(TWO_BLASTS.index(w), TWO_BLASTS.index(w) + 4) for w in ("bomb", "shell")]
    record = Record(
        report=Report(id="r", text=TWO_BLASTS),
        segments=(Segment(kind="body", start=0, end=len(TWO_BLASTS)),),
        actors=(Actor(id="a1", name="people", kind="population"),),
        places=(Place(id="p1", name="Aleppo"), Place(id="p2", name="Homs")),
        events=tuple(
            Event(id=f"e{n}", type="ASSAULT", mode="explosives", trigger=trigger, recipients=("a1",), place=place)
            for n, (trigger, place) in enumerate(zip(words, ("p1", "p2"), strict=True), start=1)
        ),
        figures=tuple(
            Figure(id=f"f{n}", measure="killed", text=trigger, low=5, best=5, high=5, place=place, event=event)
            for n, (trigger, place, event) in enumerate(zip(words, places, events, strict=True), start=1)
        ),
    )
    record.check()
    return Outcome(record=record, coverage=Coverage(sentences=2))


@pytest.mark.parametrize(
    ("places", "events", "lines"),
    [
        (("p1", "p2"), (None, None), 2),
        ((None, None), ("e1", "e2"), 2),
        (("p1", "p2"), ("e1", "e2"), 2),
        ((None, None), (None, "e2"), 1),
        ((None, None), ("e1", None), 1),
        (("p1", "p1"), ("e1", "e1"), 1),
    ],
)
def test_the_same_count_of_two_places_or_happenings_is_two_figures(
    places: tuple[str | None, str | None], events: tuple[str | None, str | None], lines: int
) -> None:
    assert len(section(shown(two_blasts(places=places, events=events)), "Figures")) == lines


def test_a_figure_of_no_event_does_not_join_two_happenings() -> None:
    outcome = two_blasts(places=(None, None), events=("e1", "e2"))
    one, other = outcome.record.figures
    for order in ((one, replace(one, id="f3", event=None), other), (replace(one, id="f3", event=None), one, other)):
        record = replace(outcome.record, figures=order)
        lines = section(shown(replace(outcome, record=record)), "Figures")
        assert [line.endswith("×2") for line in lines] == [True, False]


def test_figures_of_events_that_are_one_happening_are_one(outcome: Outcome) -> None:
    record = outcome.record
    again = replace(record.figures[0], id="f3", event="e4")  # the caption's telling of the bomb
    lines = section(shown(replace(outcome, record=replace(record, figures=(record.figures[0], again)))), "Figures")
    assert len(lines) == 1 and lines[0].endswith("×2")


def test_statements_tell_speaker_cue_and_words(outcome: Outcome) -> None:
    assert section(shown(outcome), "Who said what") == [
        "Army said: A car bomb killed at least 20 people near the oil field on Thursday",
        "Rebels denied: they had attacked the town",
    ]


def test_a_direct_quotation_stands_in_quotes(outcome: Outcome) -> None:
    statement = replace(outcome.record.statements[1], direct=True)
    page = shown(replace(outcome, record=replace(outcome.record, statements=(statement,), events=(), figures=())))
    assert section(page, "Who said what") == ["Rebels denied: “they had attacked the town”"]


def test_the_last_lines_tell_coverage_and_notes(outcome: Outcome) -> None:
    assert shown(outcome, notes=["one note"]).split("\nCoverage\n")[1].split("\n") == [
        "  2 sentences read, 1 with words of violence but no entry:",
        "    “Rebels denied that they had attacked the town.”",
        "  note  one note",
        "",
    ]


def test_an_empty_record_says_that_it_is_empty() -> None:
    outcome = Outcome(record=Record(report=Report(id="r", text="Nothing.")), coverage=Coverage(sentences=1))
    page = shown(outcome)
    assert "Nothing to enter: no event, figure or statement was found." in page
    assert "1 sentence read, none with words of violence but no entry." in page


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_on_a_terminal_no_line_is_wider_than_it(outcome: Outcome, width: int) -> None:
    page = shown(outcome, width=width, terminal=True)
    assert max(map(len, page.split("\n"))) <= min(width, 120)


def test_on_a_terminal_events_stand_below_their_day(outcome: Outcome) -> None:
    lines = shown(outcome, width=80, terminal=True).split("\n")
    day = lines.index("  Thu 21 Feb 2019")
    assert lines[day + 1].startswith("    bombing “car bomb”")


def test_colour_only_where_the_console_has_it(outcome: Outcome) -> None:
    assert "\x1b[" in shown(outcome, terminal=True, colour=True, width=80)
    assert "\x1b[" not in shown(outcome, terminal=True, width=80)
    assert "\x1b[" not in shown(outcome)


def test_only_the_kind_of_an_event_stands_out_in_its_line(outcome: Outcome) -> None:
    page = shown(outcome, terminal=True, colour=True, width=100)
    assert "\x1b[1;31mbombing\x1b[0m\x1b[2m “car bomb”\x1b[0m  → people killed by the bomb" in page


def test_a_text_cannot_steer_the_terminal() -> None:
    text = "\x1b[2J\x1b]0;owned\x07 He said [bold]no[/bold]\u202e."
    record = Record(report=Report(id="r\x1b[1m", title=text, text=text), sentences=(Span(0, len(text)),))
    page = shown(Outcome(record=record, coverage=Coverage(sentences=1, silent=record.sentences)))
    assert not set("\x1b\x07\u202e") & set(page)
    assert "[bold]no[/bold]" in page


def test_where_only_ascii_can_be_shown_arrows_are_ascii(outcome: Outcome) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", errors="replace")
    render(outcome, Console(file=stream, width=100_000, _environ={}))
    stream.flush()
    assert b"-> people killed" in raw.getvalue()


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2019-02-21", "2019-02-21", "Thu 21 Feb 2019"),
        ("2018-12-01", "2018-12-31", "Dec 2018"),
        ("2018-11-01", "2018-12-31", "Nov 2018 to Dec 2018"),
        ("2011-01-01", "2011-12-31", "2011"),
        ("2011-01-01", "2014-12-31", "2011 to 2014"),
        ("2019-02-04", "2019-02-10", "4 to 10 Feb 2019"),
        ("2011-01-01", "2019-02-22", "1 Jan 2011 to 22 Feb 2019"),
        ("2020-02-01", "2020-02-29", "Feb 2020"),
    ],
)
def test_times_are_told_as_people_write_them(start: str, end: str, words: str) -> None:
    time = Time(start=datetime.date.fromisoformat(start), end=datetime.date.fromisoformat(end))
    assert time_words(time) == words


@pytest.mark.parametrize(
    ("low", "best", "high", "hedge", "unit", "words"),
    [
        (20, 20, 20, "exact", None, "20"),
        (360000, 360000, 360000, "exact", None, "360,000"),
        (2000, 2000, None, "over", None, "2,000 or more"),
        (None, 200, None, "about", None, "about 200"),
        (200, 200, 200, "about", None, "about 200"),
        (None, 50, 50, "under", None, "50 or fewer"),
        (None, 0.5, 0.5, "under", "km2", "0.5 km² or less"),
        (20, 25, 30, "range", None, "20 to 30"),
        (20, 22, 30, "range", None, "20 to 30, best 22"),
        (24, None, None, "vague", None, "24 or more"),
        (None, None, None, "vague", None, None),
        (0, 0, 0, "exact", None, "0"),
        (62, 62, 62, "exact", "%", "62%"),
        (5e6, 5e6, 5e6, "exact", "USD", "5,000,000 USD"),
    ],
)
def test_amounts_tell_their_bounds_in_words(low, best, high, hedge, unit, words) -> None:  # type: ignore[no-untyped-def]
    figure = Figure(id="f", measure="killed", text=Span(0, 1), low=low, best=best, high=high, hedge=hedge, unit=unit)
    assert amount_words(figure) == words


def plain_happenings(events: Sequence[Event]) -> list[list[str]]:
    """The rule, without the look-up: an event joins the first fold with all of which it is the same happening."""
    folds: list[list[Event]] = []
    for event in events:
        fold = next((fold for fold in folds if all(_same_happening(event, other) for other in fold)), None)
        if fold is None:
            folds.append([event])
        else:
            fold.append(event)
    return [sorted(event.id for event in fold) for fold in folds]


DAY = Time(start=datetime.date(2019, 2, 21), end=datetime.date(2019, 2, 21))
SOME = st.sampled_from([(), ("a1",), ("a2",), ("a1", "a2")])


EVENTS = st.builds(
    Event,
    id=st.just(""),
    type=st.sampled_from(["ASSAULT", "AID"]),
    trigger=st.just(Span(0, 1)),
    actors=SOME,
    recipients=SOME,
    place=st.sampled_from([None, "p1", "p2"]),
    time=st.sampled_from([None, DAY]),
)


@given(st.lists(EVENTS, max_size=25))
def test_events_fold_by_the_rule_whatever_they_tell(events: list[Event]) -> None:
    numbered = [replace(event, id=f"e{n}") for n, event in enumerate(events)]
    assert [sorted(e.id for e in fold) for fold in _happenings(numbered)] == plain_happenings(numbered)


@pytest.mark.parametrize("varying", ["place", "actors", "nothing", "place of the same actors", "actors of one day"])
def test_thousands_of_events_are_not_each_compared_with_each(varying: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def counted(one: Event, other: Event) -> bool:
        nonlocal compared
        compared += 1
        return _same_happening(one, other)

    changes = {
        "place": lambda n: {"place": f"p{n}", "recipients": ("a1",)},
        "actors": lambda n: {"place": "p1", "actors": (f"a{n}",)},
        "nothing": lambda n: {"place": "p1", "actors": ("a1",)},
        "place of the same actors": lambda n: {"place": f"p{n}", "actors": ("a1",), "recipients": ("a2",)},
        "actors of one day": lambda n: {"place": "p1", "actors": (f"a{n}",), "time": DAY},
    }[varying]
    events = [Event(id=f"e{n}", type="ASSAULT", trigger=Span(0, 1), **changes(n)) for n in range(1000)]
    monkeypatch.setattr(page_module, "_same_happening", counted)
    _happenings(events)
    assert compared <= 4 * len(events)


class Walked(tuple[Segment, ...]):
    """Counts how often it is gone through."""

    times = 0

    def __iter__(self) -> Iterator[Segment]:
        Walked.times += 1
        return super().__iter__()


def test_the_segments_are_not_gone_through_for_each_entry(outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Walked, "times", 0)
    figure = outcome.record.figures[0]
    figures = tuple(replace(figure, id=f"f{n}", low=n, best=n) for n in range(200))
    record = replace(outcome.record, segments=Walked(outcome.record.segments), figures=figures, events=())
    assert len(section(shown(replace(outcome, record=record)), "Figures")) == 200
    assert Walked.times <= 3


@given(st.lists(st.text("abcde,“→ ", min_size=1, max_size=30), max_size=20), st.integers(20, 60), st.integers(0, 4))
def test_wrapping_loses_nothing_and_keeps_the_width(words: list[str], width: int, hang: int) -> None:
    text = Text(" ".join(words))
    lines = _wrapped(Console(width=width), text, width, hang)
    assert "".join("".join(line.plain.split()) for line in lines) == "".join(text.plain.split())
    assert all(line.cell_len <= width for line in lines[1:] if line.plain.strip())


@given(
    low=st.none() | st.integers(0, 10**9) | st.floats(0, 1e9),
    best=st.none() | st.integers(0, 10**9),
    high=st.none() | st.integers(0, 10**9),
)
def test_an_amount_is_silent_only_when_there_is_no_number(
    low: float | None, best: int | None, high: int | None
) -> None:
    figure = Figure(id="f", measure="other", text=Span(0, 1), low=low, best=best, high=high)
    assert (amount_words(figure) is None) == (low is best is high is None)


def test_what_came_to_no_value_is_told_at_the_end(outcome: Outcome) -> None:
    day, bomb = outcome.record.events[0].time, outcome.record.events[0].trigger
    assert day is not None and day.text is not None
    left_open = replace(outcome.coverage, undated=(day.text,), numberless=(bomb, bomb))
    lines = section(shown(replace(outcome, coverage=left_open)), "Coverage")
    assert "1 time that comes to no day: “Thursday”" in lines
    assert "2 figures without a number, left out: “car bomb”" in lines
