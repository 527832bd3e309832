"""`dateline serve` and `dateline reviews export`."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.store.records import NOW, Told, record

from dateline.casefile import Casefile
from dateline.casefile.reviews import Asked, take
from dateline.cli import serve as serve_cli
from dateline.cli.reviews import reviews
from dateline.cli.serve import serve

fastapi = pytest.importorskip("fastapi", reason="needs the extra: pip install dateline[web]")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "case.duckdb"
    with Casefile.open(path) as casefile:
        casefile.add([record("a", Told(killed=4)), record("b", Told(words="met", type="CONSULT", mode=None))])
    return path


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The apps that would have been run."""
    apps: list[Any] = []
    monkeypatch.setattr(serve_cli, "_run", lambda app, listening: apps.append(app))
    return apps


def test_it_serves_this_machine_alone_unless_told(path: Path, ran: list[Any]) -> None:
    result = CliRunner().invoke(serve, [str(path), "--port", "0", "--no-open"])
    assert result.exit_code == 0, result.output
    options = ran[0].state.service.options
    assert (options.is_local, options.token, options.read_only) == (True, None, False)
    assert f"is at http://127.0.0.1:{options.port}/\n" in result.output


def test_an_open_address_makes_a_token_and_prints_it(path: Path, ran: list[Any]) -> None:
    result = CliRunner().invoke(serve, [str(path), "--host", "0.0.0.0", "--port", "0", "--no-open", "--read-only"])
    token = ran[0].state.service.options.token
    assert len(token) >= 32
    assert f"/?token={token}" in result.output
    assert ran[0].state.service.options.read_only
    told = CliRunner().invoke(serve, [str(path), "--host", "0.0.0.0", "--port", "0", "--no-open", "--token", "mine"])
    assert "/?token=mine" in told.output


def test_a_casefile_that_is_not_there_is_not_made(tmp_path: Path, ran: list[Any]) -> None:
    result = CliRunner().invoke(serve, [str(tmp_path / "nix.duckdb"), "--no-open"])
    assert (result.exit_code, ran) == (1, [])
    assert "there is no such casefile" in result.output
    assert not (tmp_path / "nix.duckdb").exists()


def test_a_port_that_is_taken_is_told(path: Path, ran: list[Any]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        result = CliRunner().invoke(serve, [str(path), "--port", port, "--no-open"])
    assert result.exit_code == 1
    assert "--port" in result.output


def test_wrong_tiles_are_told(path: Path, ran: list[Any]) -> None:
    result = CliRunner().invoke(serve, [str(path), "--port", "0", "--no-open", "--tiles", "nonsense"])
    assert result.exit_code == 1
    assert "no address of tiles" in result.output


def test_without_the_extra_it_says_what_to_install(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastapi", None)
    result = CliRunner().invoke(serve, [str(path), "--no-open"])
    assert result.exit_code == 1
    assert "pip install 'dateline[web]'" in result.output


def test_the_command_can_be_named_without_loading_the_framework() -> None:
    code = "import dateline.cli.serve, dateline.cli.reviews, sys; print({'fastapi', 'uvicorn'} & sys.modules.keys())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"


# -- reviews ------------------------------------------------------------------------------------------


def reviewed(path: Path) -> None:
    with Casefile.open(path) as casefile:
        for by, act in (("ana", "accept"), ("ben", "reject")):
            take(casefile, "b", None, Asked(act=act, entry="e1"), by, NOW)  # type: ignore[arg-type]  # two acts
        take(casefile, "a", None, Asked(act="reject", entry="e1"), "ana", NOW)


def test_reviewed_records_are_written_one_a_line(path: Path) -> None:
    reviewed(path)
    result = CliRunner().invoke(reviews, ["export", "--by", "ana", "--casefile", str(path)])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(line["report"]["id"], len(line["events"])) for line in lines] == [("a", 0), ("b", 1)]
    assert "2 records, 1 of them with every event and figure decided" in result.stderr


def test_only_complete_ones_are_written_where_that_is_asked(path: Path) -> None:
    reviewed(path)
    result = CliRunner().invoke(reviews, ["export", "--by", "ana", "--complete", "--casefile", str(path)])
    assert [json.loads(line)["report"]["id"] for line in result.stdout.splitlines()] == ["b"]
    assert "1 left out as not complete" in result.stderr


def test_where_reviewers_differ_the_machines_entry_stands_and_it_is_said(path: Path, tmp_path: Path) -> None:
    reviewed(path)
    out = tmp_path / "out.jsonl"
    result = CliRunner().invoke(reviews, ["export", "--casefile", str(path), "-o", str(out)])
    found = {line["report"]["id"]: len(line["events"]) for line in map(json.loads, out.read_text().splitlines())}
    assert found == {"a": 0, "b": 1}
    assert "1 entries on which reviewers differ" in result.stderr


def test_reviews_of_a_casefile_that_is_not_there_are_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(reviews, ["export", "--casefile", str(tmp_path / "nix")])
    assert result.exit_code == 1
    assert "there is no such casefile" in result.stderr
