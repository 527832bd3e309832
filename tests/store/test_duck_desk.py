"""The desk of the DuckDB store keeps the contract."""

from __future__ import annotations

from pathlib import Path

from tests.store.desk_contract import DeskContract

from dateline.store.base import Store
from dateline.store.duck import DuckStore


class TestDuckDesk(DeskContract):
    def open(self, folder: Path) -> Store:
        return DuckStore.open(folder / "case.duckdb")
