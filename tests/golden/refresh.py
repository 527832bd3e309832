"""Writes the golden records anew. Look at the difference before you commit it.

python tests/golden/refresh.py
"""

from __future__ import annotations

import json
from pathlib import Path

from dateline import run
from dateline.load import load_one

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
NAMES = ("evacuation", "protest", "wire-1994")


def golden(name: str) -> dict[str, object]:
    """The record of an example as JSON values, without confidences: the last digits of those differ between CPUs."""
    record = run.read_report(load_one(str(EXAMPLES / f"{name}.txt")).report).record.to_dict()
    for table in ("events", "figures"):
        for entry in record[table]:
            del entry["confidence"]
    return record


def main() -> None:
    for name in NAMES:
        text = json.dumps(golden(name), ensure_ascii=False, indent=1) + "\n"
        (HERE / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
