"""Claims as Parquet, by DuckDB's own writer, so that a plain install can write it.

DuckDB takes no rows that come one at a time, so they pass through a temporary file of JSON Lines, which keeps apart
what is unknown and what is empty.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import duckdb

from dateline.export.base import Losses
from dateline.export.tables import COLUMNS, claim_rows
from dateline.store.base import Happening

_MEMORY = "256MB"
_TYPES = {
    **dict.fromkeys(("start", "end", "published"), "DATE"),
    **dict.fromkeys(("lat", "lon", "low", "best", "high"), "DOUBLE"),
    **dict.fromkeys(("precision", "at_start", "at_end"), "INTEGER"),
}
"""Of the columns that are not text."""


class Parquet:
    """The rows of ``csv``, with types: days, numbers and text."""

    name = "parquet"
    suffix = ".parquet"

    def write(self, happenings: Iterable[Happening], out: BinaryIO, losses: Losses) -> None:
        with tempfile.TemporaryDirectory() as folder:
            lines, table = Path(folder, "claims.jsonl"), Path(folder, "claims.parquet")
            with lines.open("w", encoding="utf-8", errors="replace") as stream:
                for row in claim_rows(happenings, losses):
                    stream.write(json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False, default=str))
                    stream.write("\n")
            _convert(lines, table)
            with table.open("rb") as made:
                shutil.copyfileobj(made, out)


def _convert(lines: Path, table: Path) -> None:
    columns = ", ".join(f"'{name}': '{_TYPES.get(name, 'VARCHAR')}'" for name in COLUMNS)
    with duckdb.connect(config={"memory_limit": _MEMORY, "threads": 1}) as connection:  # one thread: the same bytes
        connection.execute(
            f"""COPY (FROM read_json('{lines}', format = 'newline_delimited', columns = {{{columns}}}))
            TO '{table}' (FORMAT parquet, COMPRESSION zstd)"""
        )
