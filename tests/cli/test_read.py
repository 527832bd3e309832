"""The command ``dateline read``: options, forms, errors, exit codes."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline import run
from dateline.cli import _Talk, main
from dateline.reader import manifest
from dateline.record import DatelineError, Record, RecordError, Report
from dateline.run import Outcome

STORY = "Troops entered the town on Friday and the rebels fled."


def read(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["read", *map(str, arguments)], input=stdin, catch_exceptions=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text(f"date 2019-02-22 {STORY}")
    return path


pytestmark = pytest.mark.usefixtures("reader")


def test_a_file_gives_its_page(file: Path) -> None:
    result = read(file)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{STORY}\nFriday 22 February 2019 · ")
    assert result.stderr == ""


def test_json_of_one_report_is_exactly_its_record(file: Path) -> None:
    result = read(file, "--format", "json")
    record = Record.from_json(result.stdout)
    assert record.report.text == STORY
    assert json.loads(result.stdout) == record.to_dict()


def test_json_of_several_reports_is_an_array(file: Path) -> None:
    result = read(file, file, "--format", "json")
    assert [Record.from_dict(data).report.text for data in json.loads(result.stdout)] == [STORY, STORY]


@pytest.mark.parametrize("count", [1, 3])
def test_jsonl_is_a_record_a_line(file: Path, count: int) -> None:
    result = read(*[file] * count, "--format", "jsonl")
    assert [Record.from_json(line).report.text for line in result.stdout.splitlines()] == [STORY] * count


def test_reports_can_be_written_in_a_format_of_the_field_straight_from_reading(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "claims.csv"
    out.parent.mkdir()
    result = read(file, "--format", "csv", "-o", out)
    assert result.exit_code == 0
    assert out.read_text().startswith("event,type,mode,")
    assert result.stderr.startswith("csv: rows written: ")
    assert read(file, "--format", "csv", "-q").stderr == ""


def test_a_binary_format_is_not_written_to_a_terminal(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.cli.output.is_terminal", lambda: True)
    assert read(file, "--format", "parquet").exit_code == 2


def test_options_win_over_the_file(file: Path) -> None:
    result = read(file, "--format", "json", "--date", "2020-01-02", "--publisher", "P", "--id", "mine", "--title", "T")
    report = json.loads(result.stdout)["report"]
    assert (report["date"], report["publisher"], report["id"], report["title"]) == ("2020-01-02", "P", "mine", "T")
    assert report["text"] == STORY


def test_standard_input_is_read_for_a_dash_and_for_no_path() -> None:
    for arguments in (["-"], []):
        result = read(*arguments, "--format", "json", "--date", "2019-02-22", stdin=STORY.encode())
        assert json.loads(result.stdout)["report"]["text"] == STORY


def test_a_note_goes_to_the_page_or_to_standard_error(tmp_path: Path) -> None:
    file = tmp_path / "undated.txt"
    file.write_text(STORY)
    page = read(file)
    assert "  note  no date: 'on Friday' and the like stay unresolved" in page.stdout
    assert page.stderr == ""
    asked_for_json = read(file, "--format", "json")
    assert asked_for_json.stderr.startswith(f"dateline: {file}: no date: 'on Friday'")
    assert asked_for_json.exit_code == 0
    assert read(file, "--format", "json", "--quiet").stderr == ""


@pytest.mark.parametrize("value", ["22/02/2019", "2019-2-22", "2019-02-30", "20190222", "2019-W08-5", "friday"])
def test_a_bad_date_is_a_usage_error_that_shows_the_form(file: Path, value: str) -> None:
    result = read(file, "--date", value)
    assert result.exit_code == 2
    assert result.stderr == f"dateline: --date: {value!r} is not a day written as YYYY-MM-DD, such as 2019-02-22\n"


@pytest.mark.parametrize("option", ["--id", "--title"])
def test_options_of_one_report_are_refused_for_several(file: Path, option: str) -> None:
    result = read(file, file, option, "x")
    assert result.exit_code == 2
    assert result.stderr == "dateline: --id and --title belong to one report, but several were given\n"
    assert result.stdout == ""


def test_nothing_named_and_nothing_piped_in_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda stream: True, raising=False)
    result = read()
    assert result.exit_code == 2
    assert result.stderr == ("dateline: nothing to read: name a file or a folder, or - to type or paste a report\n")


def test_nothing_readable_is_exit_code_1_with_a_line_each(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    result = read(tmp_path / "empty.txt", tmp_path / "gone.txt", "--quiet")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"dateline: {tmp_path}/empty.txt: an empty file; check that the report was saved",
        f"dateline: {tmp_path}/gone.txt: no such file; check the path",
    ]
    assert result.stdout == ""


def test_some_unreadable_is_exit_code_3_and_the_rest_is_read(file: Path) -> None:
    result = read("gone.txt", file, "--format", "json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["report"]["text"] == STORY
    assert result.stderr == "dateline: gone.txt: no such file; check the path\n"


def test_files_of_a_folder_that_are_left_out_are_a_note_and_no_error(file: Path) -> None:
    (file.parent / "x.pdf").write_text("?")
    result = read(file.parent, "--format", "jsonl")
    assert result.exit_code == 0
    assert "1 file left out (1 .pdf)" in result.stderr


def test_output_goes_to_a_file(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    result = read(file, "--format", "json", "-o", target)
    assert (result.stdout, result.exit_code) == ("", 0)
    assert Record.from_json(target.read_text(encoding="utf-8")).report.text == STORY


def test_output_that_cannot_be_written_is_one_line(file: Path, tmp_path: Path) -> None:
    result = read(file, "-o", tmp_path / "gone" / "out.txt")
    assert result.exit_code != 0
    assert result.stderr.startswith(f"dateline: {tmp_path}/gone/out.txt: it cannot be written: No such file")
    assert len(result.stderr.splitlines()) == 1


def two_rows(folder: Path) -> Path:
    rows = folder / "rows.jsonl"
    rows.write_text(f'{{"date": "2019-02-22", "text": "{STORY}"}}\n' * 2)
    return rows


@pytest.mark.parametrize("name", ["rows.jsonl", "./rows.jsonl", "link.jsonl", "hard.jsonl"])
def test_an_output_that_is_an_input_is_refused_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    rows = two_rows(tmp_path)
    before = rows.read_bytes()
    (tmp_path / "link.jsonl").symlink_to("rows.jsonl")
    (tmp_path / "hard.jsonl").hardlink_to(rows)
    monkeypatch.chdir(tmp_path)
    result = read(rows, "--format", "jsonl", "-o", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"dateline: {name}: it is read as an input; write to another file\n"
    assert rows.read_bytes() == before


@pytest.mark.parametrize("name", ["out.jsonl", "below/out.jsonl"])
def test_an_output_in_a_folder_that_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "reports" / "below").mkdir(parents=True)
    two_rows(tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    for given, output in (("reports/", f"reports/{name}"), (".", name), ("reports", tmp_path / "reports" / name)):
        result = read(given, "--format", "jsonl", "-o", output)
        assert result.exit_code == 2
        assert result.stderr == (
            f"dateline: {output}: it lies in the folder {given}, which is read; write to a file elsewhere\n"
        )
        assert not Path(output).exists()


def test_an_output_beside_a_folder_that_is_read_is_written(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    two_rows(tmp_path / "reports")
    assert read(tmp_path / "reports", "--format", "jsonl", "-o", tmp_path / "reports.jsonl").exit_code == 0
    assert len((tmp_path / "reports.jsonl").read_text().splitlines()) == 2


def test_an_output_appears_when_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: Callable[[Report], Outcome]
) -> None:
    rows, target = two_rows(tmp_path), tmp_path / "out.jsonl"
    target.write_text("earlier")
    target.chmod(0o640)
    seen: list[str] = []

    def watched(report: Report, actors: object = None) -> Outcome:
        seen.append(target.read_text())
        return reader(report)

    monkeypatch.setattr(run, "read_report", watched)
    assert read(rows, "--format", "jsonl", "-o", target).exit_code == 0
    assert seen == ["earlier", "earlier"]
    assert len(target.read_text().splitlines()) == 2
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "rows.jsonl"]


def test_a_run_that_breaks_off_leaves_the_earlier_output_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: Callable[[Report], Outcome]
) -> None:
    rows, target = two_rows(tmp_path), tmp_path / "out.jsonl"
    target.write_text("earlier")
    outcomes = iter([reader])

    def broken(report: Report, actors: object = None) -> Outcome:
        for give in outcomes:
            return give(report)
        raise DatelineError("the model is damaged; install dateline again")

    monkeypatch.setattr(run, "read_report", broken)
    assert read(rows, "--format", "jsonl", "-o", target).exit_code != 0
    assert target.read_text() == "earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "rows.jsonl"]


def test_an_output_through_a_link_keeps_the_link(file: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real.jsonl")
    (tmp_path / "real.jsonl").write_text("earlier")
    assert read(file, "--format", "jsonl", "-o", tmp_path / "link").exit_code == 0
    assert (tmp_path / "link").is_symlink()
    assert STORY in (tmp_path / "real.jsonl").read_text()


@pytest.mark.parametrize("form", ["page", "json", "jsonl"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_one_line_and_a_device_is_no_file(file: Path, form: str) -> None:
    result = read(file, "--format", form, "-o", "/dev/full")
    assert result.exit_code != 0
    assert result.stderr == "dateline: /dev/full: it cannot be written: No space left on device; check the path\n"
    assert read(file, "--format", form, "-o", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device() and Path("/dev/full").is_char_device()


def test_a_fault_in_reading_is_not_blamed_on_the_output(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: Callable[[Report], Outcome]
) -> None:
    outcomes = iter([reader])

    def broken(report: Report, actors: object = None) -> Outcome:
        for give in outcomes:
            return give(report)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(run, "read_report", broken)
    with pytest.raises(OSError, match="Input/output error"):
        read(file, file, "--format", "jsonl", "-o", tmp_path / "out.jsonl")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("to_file", "shown"), [(True, True), (False, False)])
def test_progress_is_shown_on_a_terminal_where_no_page_goes(
    monkeypatch: pytest.MonkeyPatch, to_file: bool, shown: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    talk = _Talk(quiet=False, notes=False, to_file=to_file)
    for _ in range(6):
        talk.step()
    assert ("6 reports read" in screen.getvalue()) == shown


def test_output_is_left_alone_when_nothing_was_read(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("earlier")
    assert read("gone.txt", "-o", target).exit_code == 1
    assert target.read_text() == "earlier"


def test_an_error_of_the_reader_is_one_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(report: Report, actors: object = None) -> Outcome:
        raise DatelineError("the model is damaged; install dateline again")

    monkeypatch.setattr(run, "read_report", broken)
    result = read(file, file)
    assert (result.exit_code, result.stderr) == (1, "dateline: the model is damaged; install dateline again\n")


def test_a_faulty_record_costs_only_its_own_report(
    file: Path, monkeypatch: pytest.MonkeyPatch, reader: Callable[[Report], Outcome]
) -> None:
    def faulty(report: Report, actors: object = None) -> Outcome:
        if report.date is None:
            raise RecordError("events[0].place: no entry has the id 'p9'")
        return reader(report)

    monkeypatch.setattr(run, "read_report", faulty)
    undated = file.parent / "undated.txt"
    undated.write_text(STORY)
    result = read(undated, file, "--format", "jsonl")
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == (
        f"dateline: {undated}: the reader made a faulty record (events[0].place: no entry has the id 'p9'); "
        "please report this as a bug\n"
    )


def test_version_and_help_need_no_report() -> None:
    assert CliRunner().invoke(main, ["--version"]).stdout == f"dateline {version('dateline')}\n"
    helped = CliRunner().invoke(main, ["read", "--help"])
    assert helped.exit_code == 0
    assert "folders of either" in helped.stdout


def test_the_bundled_model_tells_what_it_is_and_is_whole() -> None:
    told = CliRunner().invoke(main, ["model", "info"]).stdout
    assert all(name in told for name in ("version", "encoder.onnx", "sha256"))
    checked = CliRunner().invoke(main, ["model", "verify"])
    assert (checked.exit_code, checked.stdout) == (0, "The model's files are whole.\n")


def test_a_damaged_model_is_named_file_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(manifest.bundled(), tmp_path / "model")
    (tmp_path / "model" / "spans.onnx").write_bytes(b"")
    monkeypatch.setattr(manifest, "bundled", lambda: tmp_path / "model")
    checked = CliRunner().invoke(main, ["model", "verify"])
    assert checked.exit_code == 1
    assert checked.stderr == (
        "dateline: spans.onnx: changed since it was made (its hash differs); reinstall dateline\n"
    )


def test_a_missing_model_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "bundled", lambda: tmp_path)
    result = CliRunner().invoke(main, ["model", "info"])
    assert result.exit_code == 1
    assert "no model here; reinstall dateline" in result.stderr


# --- the command as the shell sees it -------------------------------------------------------------

FAKE_READER = """
import sys
from dateline import run
from dateline.cli import main
from dateline.record import Record
run.read_report = lambda r, actors=None: run.Outcome(record=Record(report=r), coverage=run.Coverage(sentences=1))
main()
"""


def shell(*arguments: str, code: str = FAKE_READER, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]
    )


def test_a_closed_pipe_is_no_error_to_show(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text((json.dumps({"date": "2019-02-22", "text": STORY}) + "\n") * 5000)
    for form in ("jsonl", "page", "json"):
        process = shell("read", str(rows), "--format", form)
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait()


def test_a_pipe_gets_no_colour_and_no_progress(file: Path) -> None:
    out, err = shell("read", *[str(file)] * 10).communicate()
    assert b"\x1b" not in out
    assert err == b""


def test_json_is_utf8_and_a_page_still_shown_in_a_poor_locale(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text("Date: 2019-02-22\n\nTroops “left” the café on Friday, the army said.", encoding="utf-8")
    poor = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    out, _ = shell("read", str(file), "--format", "json", env=poor).communicate()
    assert "“left” the café" in json.loads(out.decode("utf-8"))["report"]["text"]
    out, err = shell("read", str(file), env=poor).communicate()
    assert out.startswith(b"Troops ?left? the caf? on Friday")
    assert err == b""
