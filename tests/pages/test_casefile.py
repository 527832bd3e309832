"""The pages of a casefile."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.console import Console
from tests.link.reports import FIGHTERS, MINISTRY, POLICE, TALIBAN, Told, at_least, exactly, feb, members, report

from dateline.casefile import Added, Relinked, ShownEntry, ShownEvent, ShownReport
from dateline.link.accounts import account
from dateline.load import Unreadable
from dateline.pages import casefile as page
from dateline.record import Record
from dateline.situation import Decision, EntryId, Step
from dateline.store.base import EventRow, FigureRow, PeriodRow, ReportRow, Status

NOON = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)
BOMBING = EventRow(
    id="S1", type="ASSAULT", mode="explosives", status="done", start=feb(9), end=feb(9), place="Kabul", country="AFG",
    actors=("Taliban",), recipients=("people in the market",), killed_low=12, killed_best=14, killed_high=20,
    reports=2, mentions=3,
)  # fmt: skip
TALKS = EventRow(id="S2", type="CONSULT", actors=("a", "b", "c", "d", "e"), reports=1, mentions=1)


def printed(show: Callable[[Console], None], *, terminal: bool = False, width: int = 100_000) -> str:
    stream = io.StringIO()
    show(
        Console(file=stream, width=width, force_terminal=terminal, color_system=None, legacy_windows=False, _environ={})
    )
    return stream.getvalue()


def lines(show: Callable[[Console], None]) -> list[str]:
    return printed(show).splitlines()


def shown(*records: Record, decisions: tuple[Decision, ...] = (), asked: str = "S1") -> ShownEvent:
    return ShownEvent(
        asked=asked,
        event=BOMBING,
        members=members(*records),
        account=account(records, members(*records)),
        figures=(),
        records=records,
        decisions=decisions,
    )


# --- tables -------------------------------------------------------------------------------------------


def test_an_event_in_a_pipe_is_one_whole_line() -> None:
    head, line, talks = lines(lambda console: page.events([BOMBING, TALKS], console))
    assert head.split() == ["id", "days", "what", "who", "where", "killed", "reports", "status"]
    assert line.split("  ")[:2] == ["S1", "Sat 9 Feb 2019"]
    for words in ("bombing", "Taliban → people in the market", "Kabul, AFG", "12 to 20, best 14", "done"):
        assert words in line
    assert "a and 4 more" in talks


def test_no_events_are_told_as_such() -> None:
    assert lines(lambda console: page.events([], console)) == ["No events."]
    assert lines(lambda console: page.timeline([], console)) == ["No events."]
    assert lines(lambda console: page.figures([], console)) == ["No figures."]
    assert lines(lambda console: page.periods([], "week", console)) == ["No figures."]
    assert lines(lambda console: page.relinked(Relinked(), console)) == ["situation events: none"]


def test_linking_anew_tells_how_many_events_changed_and_where_to_see_how() -> None:
    found = Relinked(made=("S9",), changed=("S4", "S5"), ended=("S7",), kept=1_200, cut=1)
    assert lines(lambda console: page.relinked(found, console)) == [
        "situation events: 2 changed, 1 new, 1 ended, 1,200 as before",
        "To see what became of one: dateline history S4",
        "linking: 1 block of like events was too large, and cut to the nearest in time",
    ]


def test_a_terminal_shows_every_column_of_a_narrow_window() -> None:
    out = printed(lambda console: page.events([BOMBING], console), terminal=True, width=80)
    assert max(map(len, out.splitlines())) <= 80
    assert "S1" in out


def test_words_of_reports_are_never_markup_and_steer_no_terminal() -> None:
    event = replace(BOMBING, place="[bold]Kabul[/bold]\x1b[2J", actors=("[red]x",))
    (_, line) = lines(lambda console: page.events([event], console))
    assert "[bold]Kabul[/bold]" in line and "[red]x" in line
    assert "\x1b" not in line


def test_a_timeline_tells_each_day_once_on_a_terminal_and_on_each_line_in_a_pipe() -> None:
    other = replace(BOMBING, id="S3")
    on_terminal = printed(lambda console: page.timeline([BOMBING, other, TALKS], console), terminal=True, width=200)
    days = [line.strip() for line in on_terminal.splitlines() if not line.startswith("  ")]
    assert days == ["Sat 9 Feb 2019", "no day given"]
    piped = lines(lambda console: page.timeline([BOMBING, other, TALKS], console))
    assert [line.split("  ")[0] for line in piped] == ["Sat 9 Feb 2019", "Sat 9 Feb 2019", "no day given"]


def test_a_figure_tells_its_range_and_its_best() -> None:
    figure = FigureRow(
        event="S1", measure="killed", whom="REB of AFG", low=12, best=14, high=20, more=True, rule="direct", claims=3,
        start=feb(9), end=feb(9), place="Kabul",
    )  # fmt: skip
    _, line = lines(lambda console: page.figures([figure], console))
    for words in ("killed (REB of AFG)", "12 to 20 or more", "  14  "):
        assert words in line


@pytest.mark.parametrize(
    ("by", "words"), [("day", "Mon 4 Feb 2019"), ("week", "4 to 10 Feb 2019"), ("month", "Feb 2019"), ("year", "2019")]
)
def test_a_period_is_named_by_its_days(by: page.Period, words: str) -> None:
    row = PeriodRow(start=feb(4), measure="killed", unit=None, low=12, best=14, high=20, events=2)
    _, line, undated = lines(lambda console: page.periods([row, replace(row, start=None)], by, console))
    assert line.startswith(words)
    assert undated.startswith("no day given")


@pytest.mark.parametrize(
    ("low", "high", "fewer", "more", "words"),
    [
        (None, None, False, False, ""),
        (20, 20, False, False, "20"),
        (12, 20, False, False, "12 to 20"),
        (20, 20, False, True, "20 or more"),
        (20, 20, True, False, "20 or fewer"),
        (200, 200, True, True, "about 200"),
        (24, None, False, True, "24 or more"),
        (None, 50, True, False, "50 or fewer"),
        (12, 2000, False, True, "12 to 2,000 or more"),
        (1.5, 1.5, False, False, "1.5"),
    ],
)
def test_bounds_are_told_in_words(low: float | None, high: float | None, fewer: bool, more: bool, words: str) -> None:
    assert page.range_words(low, high, fewer=fewer, more=more) == words


def test_numbers_have_their_units() -> None:
    assert page.range_words(10, 20, "%") == "10 to 20%"
    assert page.range_words(10, 10, "USD") == "10 USD"


# --- one event, report or entry -----------------------------------------------------------------------


def test_an_event_shows_every_claim_with_its_words_its_speaker_and_its_fate() -> None:
    found = shown(
        report("one", exactly(12, speaker=MINISTRY), at_least(9, speaker=POLICE), Told(words="some", hedge="vague")),
        report("two", exactly(9, "nine militants", whom=FIGHTERS), publisher="Reuters", on=11),
    )
    out = lines(lambda console: page.shown(found, console))
    assert out[0].startswith("S1  bombing · Sat 9 Feb 2019 · Taliban → people in the market · in Kabul, AFG")
    killed = out[out.index("killed") + 1 : out.index("killed (REB of AFG)")]
    assert killed[0] == "  9 to 12  best 12  from Ministry of Public Health (medic), by the rule ‘direct’"
    (ministry,) = [line for line in killed if "“12 people”" in line]
    assert "Ministry of Public Health (medic)" in ministry
    assert "AFP, Sun 10 Feb 2019" in ministry
    assert "one#f1" in ministry
    assert ministry.endswith("stands")
    (vague,) = [line for line in killed if "“some”" in line]
    assert vague.strip().startswith("no number") and vague.endswith("set aside: gives no number")
    assert any("“nine militants”" in line for line in out)


def test_an_event_shows_where_it_is_told_in_the_words_of_the_report() -> None:
    out = lines(lambda console: page.shown(shown(report("one", exactly(12))), console))
    assert out[out.index("Told in") + 1] == "  one#e1  AFP, Sun 10 Feb 2019  “A bomb hit 12 people.”"


def test_an_older_id_tells_what_it_is_now() -> None:
    out = printed(lambda console: page.shown(shown(report("one", exactly(12)), asked="S9"), console))
    assert "S9 is now S1" in out


def test_how_far_it_got_is_shown_where_it_changed() -> None:
    plan = report("one", Told(factuality="future"), on=5)
    out = lines(lambda console: page.shown(shown(plan, report("two", Told())), console))
    first, second = out[out.index("How far it got, by day of publication") + 1 :][:2]
    assert first.split() == ["Tue", "5", "Feb", "2019", "announced", "one"]
    assert second.split() == ["Sun", "10", "Feb", "2019", "done", "two"]
    assert "How far it got" not in printed(lambda console: page.shown(shown(plan), console))


def test_why_events_are_one_is_told_by_people_first() -> None:
    one, two = report("one", Told()), report("two", Told())
    pair = {"one": EntryId("one", "e1"), "other": EntryId("two", "e1"), "at": NOON}
    by_score = Decision(verdict="same", by="dateline", chance=0.93, reasons=("same day", "same place"), **pair)
    by_person = Decision(verdict="same", by="mina", **pair)
    out = lines(lambda console: page.shown(shown(one, two, decisions=(by_score, by_person)), console))
    person, score = out[out.index("Why these are one") + 1 :]
    assert "mina" in person
    assert "93%" in score and "same day; same place" in score


def test_a_report_shows_its_versions_figures_and_events() -> None:
    version = ReportRow(
        report="one", version=1, current=True, date=feb(10), publisher="AFP", title=None, url=None, model=None,
        copy_of="wire", added=NOON, events=1,
    )  # fmt: skip
    record = report("one", exactly(12, speaker=POLICE))
    found = ShownReport(record=record, versions=(version,), events=(BOMBING,))
    out = printed(lambda console: page.shown(found, console))
    assert "version 1  current  added 2026-01-01 12:00  a record made elsewhere  1 event  a copy of wire" in out
    assert "“12 people”  said by Kabul police" in out
    assert "S1  Sat 9 Feb 2019" in out


def test_an_entry_shows_its_fields_its_sentence_and_its_events() -> None:
    record = report("one", exactly(12, whom=TALIBAN, speaker=POLICE))
    figure = printed(lambda console: page.shown(_entry(record, "f1"), console))
    assert "measure" in figure and "“A bomb hit 12 people.”" in figure and "Kabul police" in figure
    counted = printed(lambda console: page.shown(_entry(record, "taliban"), console))
    assert "What counts it\n  one#f1  killed  “12 people”  said by Kabul police" in counted
    speaker = printed(lambda console: page.shown(_entry(record, "police"), console))
    assert "What it is said to have said\n  one#s1" in speaker


def _entry(record: Record, entry: str) -> ShownEntry:
    return ShownEntry(id=EntryId(record.report.id, entry), record=record, events=(BOMBING,))


# --- what was done ------------------------------------------------------------------------------------


def test_adding_is_told_in_counts() -> None:
    bad = Unreadable(path="x", reason="empty", advice="leave it out")
    found = Added(new=("a", "b"), unchanged=("c",), unreadable=(bad,), cut=3)
    first, second = lines(lambda console: page.added(found, console))
    assert first == "reports: 2 new, 1 there already, 1 unreadable"
    assert second.startswith("linking: 3 blocks")
    assert lines(lambda console: page.added(Added(), console)) == ["reports: none"]


def test_history_is_a_line_for_each_step() -> None:
    step = Step(at=NOON, by="mina", change="merged", before=("S1", "S2"), after=("S1",), members=(EntryId("a", "e1"),))
    _, line = lines(lambda console: page.history([step], console))
    assert line == "2026-01-01 12:00  mina  merged  S1, S2  S1  a#e1"


def test_status_tells_counts_and_models() -> None:
    found = Status(
        path="my.duckdb", schema=1, reports=1200, versions=1300, mentions=5, events=4, claims=3, loose=0,
        decisions=2, cut=1, models=(("2026.1", 1000), (None, 200)),
    )  # fmt: skip
    out = printed(lambda console: page.status(found, console))
    for words in ("my.duckdb (schema 1)", "1,200", "2026.1: 1,000 reports", "records made elsewhere: 200 reports"):
        assert words in out


def test_undoing_tells_what_was_taken_back() -> None:
    decision = Decision(verdict="different", one=EntryId("a", "e1"), other=EntryId("b", "e2"), by="mina", at=NOON)
    assert lines(lambda console: page.undone([decision], console)) == ["The split by mina is taken back: a#e1, b#e2"]
    assert lines(lambda console: page.undone([], console)) == ["Nothing to take back: no merge or split stands."]


def test_a_sentence_is_found_by_where_it_stands() -> None:
    record = report("one", exactly(12), exactly(3))
    assert page.sentence_of(record, record.figures[1].text.start) == "A bomb hit 3 people."
    assert page.sentence_of(replace(record, sentences=()), 0).startswith("A bomb hit 12 people.")
