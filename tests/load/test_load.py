"""Files, folders and standard input to reports."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.load import Loaded, LoadError, Overrides, Skipped, Unreadable, load, load_one, load_text
from dateline.load.base import NO_DATE
from dateline.record import Record

FRIDAY = datetime.date(2019, 2, 22)
STORY = "Troops entered the town on Friday and the rebels fled."


def one(path: Path, overrides: Overrides = Overrides()) -> Loaded:  # noqa: B008
    (found,) = load([str(path)], overrides)
    assert isinstance(found, Loaded)
    return found


def refusals(*paths: Path) -> list[str]:
    return [str(found) for found in load([str(path) for path in paths]) if isinstance(found, Unreadable)]


def test_a_text_file_gives_its_report(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(f" date 2019-02-22 {STORY}\n")
    loaded = one(file)
    assert loaded.report.text == STORY
    assert loaded.report.date == FRIDAY
    assert loaded.report.id == hashlib.sha256(STORY.encode()).hexdigest()
    assert loaded.notes == ()
    assert loaded.where == str(file)


def test_what_the_caller_gives_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(f"Date: 2001-01-01\nTitle: Old\nSource: Old Press\n\n{STORY}")
    report = one(file, Overrides(id="mine", date=FRIDAY, publisher="New Press", title="New")).report
    assert (report.id, report.date, report.publisher, report.title) == ("mine", FRIDAY, "New Press", "New")
    assert report.text == STORY


def test_no_date_anywhere_is_a_note(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(STORY)
    assert one(file).notes == (NO_DATE,)
    assert one(file, Overrides(date=FRIDAY)).notes == ()


def test_a_date_from_the_caller_silences_the_note_on_the_dateline(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(f"NICOSIA, August 8 (Xinhua) -- {STORY}")
    assert one(file).notes == ("no date: the dateline gives 8 August without a year; give --date YYYY-MM-DD",)
    assert one(file, Overrides(date=FRIDAY)).notes == ()
    assert one(file).report.publisher == "Xinhua"


def test_a_folder_is_walked_in_order_and_the_rest_is_counted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.TXT", "a/1.text", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    for name in ("x.pdf", "y.pdf", "README"):
        (tmp_path / name).write_text("?")
    *reports, skipped = load([str(tmp_path)])
    assert [Path(r.path).name for r in reports if isinstance(r, Loaded)] == ["b.txt", "1.text", "2.TXT"]
    assert skipped == Skipped(path=str(tmp_path), suffixes=((".pdf", 2), ("without ending", 1)))
    assert str(skipped) == (
        f"{tmp_path}: 3 files left out (2 .pdf, 1 without ending); name a file to read it whatever its ending"
    )


def test_a_folder_without_reports_says_what_it_is_searched_for(tmp_path: Path) -> None:
    assert refusals(tmp_path) == [
        f"{tmp_path}: no reports in this folder; it is searched for .txt, .text, .jsonl, .ndjson and .json"
    ]


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "c.txt").write_text("قتل ثلاثة أشخاص في غزة يوم الجمعة")
    (tmp_path / "d.txt").write_text("Date: 2019-02-22\n")
    (tmp_path / "e.txt").write_text(STORY)
    found = list(load([str(tmp_path), str(tmp_path / "gone.txt")]))
    assert [type(entry) for entry in found] == [Unreadable] * 4 + [Loaded, Unreadable]
    assert [str(entry).removeprefix(f"{tmp_path}/") for entry in found if isinstance(entry, Unreadable)] == [
        "a.txt: an empty file; check that the report was saved",
        "b.txt: a binary file, not plain text; only text can be read; check the path",
        "c.txt: written in Arabic (ar); Dateline reads English; translate it first",
        "d.txt: there is no text in it; check that the report's words were saved",
        "gone.txt: no such file; check the path",
    ]


def test_a_name_that_the_system_refuses_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "e.txt").write_text(STORY)
    found = list(load(["x" * 5000, "x\0y", str(tmp_path / "e.txt" / "below"), str(tmp_path / "e.txt")]))
    assert [type(entry) for entry in found] == [Unreadable] * 3 + [Loaded]
    assert [entry.reason for entry in found if isinstance(entry, Unreadable)] == [
        "it cannot be opened: File name too long",
        "no such file",
        "it cannot be opened: Not a directory",
    ]
    with pytest.raises(LoadError, match="File name too long"):
        load_one("x" * 5000)


def close_folder(monkeypatch: pytest.MonkeyPatch, closed: Path) -> None:
    """Makes the system refuse to list a folder, or to say what is below it; for root it never does by itself."""
    scandir, stat = os.scandir, Path.stat

    def refuse(path: str | Path) -> None:
        if Path(path) == closed or closed in Path(path).parents:
            raise PermissionError(13, "Permission denied", str(path))

    def closed_scandir(path: str) -> object:
        refuse(path)
        return scandir(path)

    def closed_stat(path: Path, **options: bool) -> os.stat_result:
        if path != closed:
            refuse(path)
        return stat(path, **options)

    monkeypatch.setattr(os, "scandir", closed_scandir)
    monkeypatch.setattr(Path, "stat", closed_stat)


def test_a_folder_that_may_not_be_opened_is_said_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("a", "closed", "z"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.txt").write_text(STORY)
    closed = tmp_path / "closed"
    close_folder(monkeypatch, closed)
    found = list(load([str(closed / "gone" / "x.txt"), str(tmp_path), str(closed)]))
    assert [str(entry) for entry in found if isinstance(entry, Unreadable)][1:] == [
        f"{closed}: it may not be opened; check its permissions"
    ] * 2
    assert [type(entry) for entry in found] == [Unreadable, Loaded, Unreadable, Loaded, Unreadable]


def test_rows_give_reports_with_their_text_untouched(tmp_path: Path) -> None:
    text = f"  date 2001-01-01 {STORY}\r\n "
    row = {"id": "r1", "date": "2019-02-22", "publisher": "P", "title": "T", "url": "https://example.org", "text": text}
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row) + "\n")
    loaded = one(file)
    report = loaded.report
    assert (report.id, report.date, report.publisher, report.title, report.url, report.text) == (
        "r1", FRIDAY, "P", "T", "https://example.org", text,
    )  # fmt: skip
    assert loaded.where == f"{file}:1"


def test_a_row_without_a_date_takes_it_from_its_text(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"text": f"date 2019-02-22 {STORY}"}))
    assert (one(file).report.date, one(file).report.text) == (FRIDAY, STORY)


def test_a_bad_row_is_one_line_and_the_rest_go_on(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    good = json.dumps({"id": 7, "text": STORY, "date": "2019-02-22"}).encode()
    bad = [
        b"{",
        b'{"id": "x"}',
        b'{"text": 3}',
        b'{"text": "x", "date": 2019}',
        b"[1]",
        b'{"text": "\xff"}',
        b'{"text":""}',
    ]
    file.write_bytes(b"\n".join([b"\xef\xbb\xbf" + good, *bad, b"", good]))
    found = list(load([str(file)]))
    assert [entry.line for entry in found if isinstance(entry, Loaded)] == [1, 10]
    assert [entry.report.id for entry in found if isinstance(entry, Loaded)] == ["7", "7"]
    reasons = {entry.line: entry.reason for entry in found if isinstance(entry, Unreadable)}
    assert reasons == {
        2: "not JSON at column 2: Expecting property name enclosed in double quotes",
        3: 'no "text" in the row',
        4: '"text" is not a string but a number',
        5: '"date" is not a string but a number',
        6: "not a JSON object",
        7: "not UTF-8 at byte 10 of the line",
        8: "there is no text in it",
    }


def test_a_bad_date_in_a_row_is_a_note_and_the_report_is_read(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"text": STORY, "date": "2019-02-30"}))
    assert one(file).report.date is None
    assert one(file).notes == ("no date: there is no day '2019-02-30'; write \"date\" as YYYY-MM-DD",)


LONG_NUMBER = "9" * 5000


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".txt"])
@pytest.mark.parametrize(
    "content",
    [
        f'{{"id": {LONG_NUMBER}, "text": "x"}}',
        f'[{{"id": {LONG_NUMBER}, "text": "x"}}]',
        f'[\n  {{\n  "id": {LONG_NUMBER},\n  "text": "x"}}]',
        '{"text": "x", "more": ' + "[" * 100_000 + "}",
    ],
)
def test_json_beyond_all_reason_is_refused_and_does_not_stop_the_rest(
    tmp_path: Path, content: str, suffix: str
) -> None:
    (tmp_path / f"a{suffix}").write_text(content)
    (tmp_path / "b.txt").write_text(STORY)
    found = list(load([str(tmp_path)]))
    assert isinstance(found[-1], Loaded)
    assert len(found) == 2 or suffix == ".jsonl"
    assert "JSON" in str(found[0])


def test_a_fault_in_a_json_document_is_told_once_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('[\n {\n  "id": "a",\n  "text": oops\n }\n]')
    assert [reason.partition(": Exp")[0] for reason in refusals(file)] == [f"{file}: not JSON at line 4, column 11"]


def test_a_faulty_row_of_a_json_file_of_rows_leaves_the_others(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(f'{{"text": }}\n{{"text": "{STORY}"}}\n')
    assert [type(found) for found in load([str(file)])] == [Unreadable, Loaded]


def test_half_characters_are_replaced_one_for_one(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"date": "2019-02-22", "text": "The army \\ud83d left."}')
    assert one(file).report.text == "The army \ufffd left."
    assert one(file).notes == ("some characters were broken and are shown as \ufffd",)


def test_no_field_holds_what_cannot_be_written(tmp_path: Path) -> None:
    row = {name: f"{name} \ud83d" for name in ("id", "publisher", "title", "url")}
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"date": "2019-02-22", "text": STORY, **row}))
    report = one(file).report
    assert (report.id, report.publisher, report.title, report.url) == tuple(f"{name} \ufffd" for name in row)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("one.json", '{\n "text": "%s"\n}'),
        ("one.json", '[{"text": "%s"}]'),
        ("one.json", '{"text": "%s"}\n'),
        ("one.txt", '{"text": "%s"}'),
        ("one.txt", '{\n "text": "%s"}'),
        ("one.ndjson", '{"text": "%s"}'),
        ("one.json", '{"format": "dateline-record/1", "report": {"text": "%s"}}'),
        ("one", '[\n  {\n    "text": "%s"\n  }\n]\n'),
        ("one", '[ {"text": "%s"} ]'),
        ("one", '\n\n[\n{"format": "dateline-record/1", "report": {"text": "%s"}}\n]\n'),
        ("one", '{\n  "format": "dateline-record/1",\n  "report": {\n    "text": "%s"\n  }\n}\n'),
    ],
)
def test_json_is_known_by_its_name_or_its_look(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content % STORY)
    assert one(tmp_path / name).report.text == STORY


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf\n\n", b"\xff\xfe"])
@pytest.mark.parametrize("name", ["rows.jsonl", "rows.json", "one.txt"])
def test_a_file_of_blank_space_and_marks_is_empty(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (found,) = load([str(tmp_path / name)])
    assert isinstance(found, Unreadable)
    assert found.reason == "an empty file"


def test_utf16_rows_are_read(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"text": STORY}) + "\n" + json.dumps({"text": STORY}), encoding="utf-16")
    assert [type(found) for found in load([str(file)])] == [Loaded, Loaded]


@pytest.mark.parametrize("content", [STORY, json.dumps({"text": STORY}) + "\n"])
def test_standard_input_is_text_or_rows(monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    (found,) = load(["-"])
    assert isinstance(found, Loaded)
    assert found.report.text == STORY
    assert found.where.startswith("standard input")


@pytest.mark.parametrize("indent", [None, 2])
def test_what_dateline_writes_is_read_again_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, indent: int | None
) -> None:
    record = Record(report=load_text(STORY, Overrides(id="a", date=FRIDAY)).report).to_json(indent)
    array = f"[\n{record},\n{record}\n]\n"  # as --format json writes several
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(array.encode())))
    found = list(load(["-"]))
    assert [entry.report.text for entry in found if isinstance(entry, Loaded)] == [STORY, STORY]


@pytest.mark.parametrize(
    "text",
    [
        "{Photo: AFP} Troops entered the town on Friday.",
        "{Photo: AFP}\n{Video: AFP}\nTroops entered the town on Friday.",
        "[1] Troops entered the town on Friday.",
        "[1]\nTroops entered the town on Friday.",
        '{"Friday"} is what they call it in the town.',
        "[{Photo: AFP}] Troops entered the town on Friday.",
        "{} Troops entered the town on Friday.",
    ],
)
def test_a_text_that_begins_with_a_bracket_is_a_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "one.txt").write_text(text)
    assert one(tmp_path / "one.txt").report.text == text
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    (found,) = load(["-"])
    assert isinstance(found, Loaded) and found.report.text == text


def test_json_that_is_not_whole_is_not_read_as_a_text(tmp_path: Path) -> None:
    file = tmp_path / "one"
    file.write_text('[\n{"text": "Troops entered')
    assert refusals(file)[0].startswith(f"{file}: not JSON at line 2")


def test_empty_standard_input_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    assert [str(found) for found in load(["-"])] == ["standard input: an empty file; check that the report was saved"]


def test_five_megabytes_in_one_file_are_one_report(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text(f"{STORY}\n\n" * 90_000)
    assert len(one(file).report.text) > 4_900_000


def test_text_in_hand_with_a_date_is_taken_as_it_stands() -> None:
    text = f" date 2001-01-01 {STORY} "
    assert load_text(text, Overrides(date=FRIDAY)).report.text == text
    assert load_text(text).report.text == STORY


def test_the_language_is_told_only_where_it_was_seen() -> None:
    assert load_text(STORY).report.language == "en"
    assert load_text("Three killed in Gaza.").report.language is None


def test_text_in_hand_that_is_empty_or_foreign_raises() -> None:
    with pytest.raises(LoadError, match="there is no text in it"):
        load_text("  ")
    with pytest.raises(LoadError, match=r"written in Arabic \(ar\); Dateline reads English"):
        load_text("قتل ثلاثة أشخاص في غزة يوم الجمعة")


def test_one_file_that_gives_not_one_report_raises_with_its_name(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"text": STORY}) + "\n" + json.dumps({"text": STORY}))
    with pytest.raises(LoadError, match=r"rows\.jsonl: it holds several reports"):
        load_one(str(rows))
    with pytest.raises(LoadError, match=r"gone\.txt: no such file"):
        load_one(str(tmp_path / "gone.txt"))
    with pytest.raises(LoadError, match="it is a folder"):
        load_one(str(tmp_path))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=400), name=st.sampled_from(["a.txt", "a.json", "a.jsonl", "a"]))
def test_any_bytes_under_any_name_give_reports_or_reasons(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    found = list(load([str(tmp_path / name)]))
    assert found
    for entry in found:
        if isinstance(entry, Loaded):
            assert entry.report.text.strip()
            assert entry.report.text.encode()
        else:
            assert "; " in str(entry)
            assert "\n" not in str(entry)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda v: st.lists(v) | st.dictionaries(
    st.sampled_from(["id", "date", "publisher", "text", "report"]), v)))  # fmt: skip
def test_any_json_gives_reports_or_reasons(tmp_path: Path, document: object) -> None:
    (tmp_path / "a.json").write_text(json.dumps(document))
    assert list(load([str(tmp_path / "a.json")]))
