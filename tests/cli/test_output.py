"""Where commands write."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from dateline.cli.output import opened, page_console, writing
from dateline.record import DatelineError


def test_a_file_takes_its_place_when_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")
    with opened(str(target), "json") as stream:
        stream.write("new")
        stream.flush()
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_what_fails_halfway_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")
    with pytest.raises(RuntimeError), opened(str(target), "json") as stream:
        stream.write("half")
        raise RuntimeError
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_folder_that_is_not_there_is_told_in_a_line(tmp_path: Path) -> None:
    target = str(tmp_path / "no" / "out.json")
    with pytest.raises(DatelineError, match="it cannot be written: No such file or directory; check the path"):
        opened(target, "json").__enter__()


def test_a_full_disk_is_told_as_what_it_is() -> None:
    with pytest.raises(DatelineError, match="standard output: it cannot be written: No space left"), writing(None):
        raise OSError(28, "No space left on device")


def test_a_closed_pipe_is_left_to_the_caller() -> None:
    with pytest.raises(BrokenPipeError), writing(None):
        raise BrokenPipeError


def test_a_page_in_a_pipe_is_never_wrapped() -> None:
    stream = io.StringIO()
    page_console(stream).print("word " * 1000)
    assert stream.getvalue().rstrip().count("\n") == 0
