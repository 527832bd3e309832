"""Marked reports become records, and faults in them are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.marked import MarkError, parse, read_folder, sound

from dateline.record import Record, Span

GOOD = """\
date: 2012-07-08
publisher: Example
===
<headline> [Rebels]{a1} [seize]{e1} town

<body> [[The rebels]{a1} [killed]{e2} [12 soldiers]{f1} [on Sunday]{t1}]{s1}, [a [UN]{a3} official]{a2} [said]{s1.cue}.
"[It was bad]{s2}," [he]{a2} added.

<caption> Smoke over the town.
===
a1 group COD REB
a2 person - IGO
a3 organisation - IGO "United Nations"
e1 ASSAULT actors=a1
e2 ASSAULT.firearms actors=a1 recipients=a3 time=2012-07-08@t1 factuality=negated
f1 killed 12/12/12 exact event=e2
s1 speaker=a2
s2 speaker=a2
"""


def fault(old: str, new: str) -> str:
    assert old in GOOD
    with pytest.raises(MarkError) as caught:
        parse(GOOD.replace(old, new), "report")
    return str(caught.value)


def test_marks_leave_the_text_and_become_offsets_into_it() -> None:
    record = parse(GOOD, "report")
    text = record.report.text
    assert "[" not in text and "{" not in text
    assert record.events[1].trigger.of(text) == "killed"
    assert [m.of(text) for m in record.actors[2].mentions] == ["UN"]


def test_lines_are_sentences_and_kinds_are_segments() -> None:
    record = parse(GOOD, "report")
    assert [s.kind for s in record.segments] == ["headline", "body", "caption"]
    assert record.sentences[0] == Span(0, len("Rebels seize town"))
    assert len(record.sentences) == 4


def test_the_source_is_the_statement_whose_words_hold_the_event() -> None:
    record = parse(GOOD, "report")
    assert [e.source for e in record.events] == [None, "s1"]
    assert record.figures[0].source == "s1"
    assert [s.direct for s in record.statements] == [False, True]


def test_every_fault_names_the_file_and_what_was_expected() -> None:
    assert fault("{a2} added", "{a9} added") == "report: a9 is marked but has no entry"
    assert "ATTACK. is no type and mode" in fault("ASSAULT actors=a1\n", "ATTACK actors=a1\n")
    assert "ends before it begins" in fault("2012-07-08@t1", "2012-07-08..2012-07-01@t1")
    assert "is never closed" in fault("[It was bad]{s2}", "[It was bad")
    assert "wants a tag" in fault("{s2}", "")
    assert "take part in no entry" in fault("recipients=a3 ", "")
    assert "is marked but no entry uses it" in fault("@t1", "")


def test_one_bad_report_does_not_stop_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_text("no parts")
    assert [type(found) for found in read_folder(tmp_path)] == [Record, MarkError]


def test_the_project_s_own_reports_have_no_faults() -> None:
    folder = Path(__file__).parents[2] / "training" / "reports"
    faults = [str(found) for found in read_folder(folder) if isinstance(found, MarkError)]
    assert faults == []


def test_where_all_must_be_sound_the_first_fault_is_raised(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    assert [r.report.publisher for r in sound(read_folder(tmp_path))] == ["Example"]
    (tmp_path / "b.txt").write_text(GOOD.replace("{s2}", ""), encoding="utf-8")
    with pytest.raises(MarkError, match=r"b: .*wants a tag"):
        sound(read_folder(tmp_path))
