"""Claims as Parquet."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export import samples
from tests.export.samples import BARE, BOMBING

from dateline.export.parquet import Parquet
from dateline.export.tables import COLUMNS
from dateline.store.base import Happening


def read(folder: Path, *happenings: Happening) -> list[dict[str, object]]:
    """The rows as another program reads them: by DuckDB, in a connection of its own."""
    path = folder / "claims.parquet"
    path.write_bytes(samples.written(Parquet(), *happenings))
    with duckdb.connect() as connection:
        found = connection.execute(f"FROM '{path}'")
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_rows_have_types_and_unknown_is_null(tmp_path: Path) -> None:
    found = read(tmp_path, BOMBING, BARE)
    assert tuple(found[0]) == COLUMNS
    assert (found[0]["start"], found[0]["lat"], found[0]["precision"]) == (datetime.date(2019, 2, 21), 36.0, 1)
    assert (found[1]["low"], found[1]["high"], found[1]["unit"]) == (20.0, None, None)
    assert [row["words"] for row in found] == [claim.words for claim in BOMBING.claims]


def test_nothing_is_an_empty_table_with_its_columns(tmp_path: Path) -> None:
    assert read(tmp_path) == []


def test_the_same_events_give_the_same_bytes() -> None:
    assert samples.written(Parquet(), BOMBING) == samples.written(Parquet(), BOMBING)


@settings(max_examples=15, deadline=None)
@given(st.lists(samples.HAPPENINGS, max_size=2))
def test_any_words_come_back_as_they_were(found: list[Happening]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = read(Path(folder), *found)
    claims = [claim for happening in found for claim in happening.claims]
    assert [row["words"] for row in rows] == [claim.words for claim in claims]
    assert [row["best"] for row in rows] == [claim.best for claim in claims]
