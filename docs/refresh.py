"""Writes the page of the sample report into README.md, as the reader gives it now.

python docs/refresh.py           writes it
python docs/refresh.py --check   says whether it is up to date, by its exit code
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console

from dateline.load import load_one
from dateline.pages.record import render
from dateline.run import read_report

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SAMPLE = ROOT / "examples" / "evacuation.txt"
_BLOCK = re.compile(r"(<!-- page:begin[^\n]*-->\n).*?(<!-- page:end -->)", re.DOTALL)


def page() -> str:
    """The sample's page as a terminal of 100 columns without colour shows it."""
    stream = io.StringIO()
    console = Console(file=stream, width=100, force_terminal=True, color_system=None)
    render(read_report(load_one(str(SAMPLE)).report), console)
    return stream.getvalue()


def refreshed(readme: str) -> str:
    """The README with the page in its block."""
    block = f"```text\n{page().rstrip()}\n```\n"
    return _BLOCK.sub(lambda found: f"{found[1]}{block}{found[2]}", readme)


def main() -> int:
    before = README.read_text(encoding="utf-8")
    after = refreshed(before)
    if "--check" in sys.argv[1:]:
        return 0 if before == after else 1
    README.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
