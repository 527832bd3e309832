"""The documentation tells every unit that a figure may have."""

from __future__ import annotations

import pathlib

from dateline.resolve.quantities import units

RECORD = pathlib.Path(__file__).resolve().parents[3] / "docs" / "record.md"


def test_every_unit_but_currencies_is_documented():
    (line,) = (line for line in RECORD.read_text(encoding="utf-8").splitlines() if line.startswith("| `unit` |"))
    names = {unit.name for _, unit in units._written_units() if unit.name and not unit.name.isupper()}
    assert {"km2", "%", "kg"} <= names
    assert sorted(name for name in names if f"`{name}`" not in line) == []
