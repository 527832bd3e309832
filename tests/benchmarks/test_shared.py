"""The option that names the corpora."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from benchmarks.shared import add_corpora


def parsed(folder: Path) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_corpora(parser)
    return parser.parse_args(["--shared", str(folder)])


def test_a_folder_of_corpora_is_taken(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert parsed(tmp_path).shared == tmp_path


def test_a_folder_without_corpora_is_refused_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parsed(tmp_path)
    assert f"--shared: no corpora in {tmp_path}" in capsys.readouterr().err
