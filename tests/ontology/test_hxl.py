"""The columns of an HXL table."""

from __future__ import annotations

import re

from dateline.ontology.hxl import columns
from dateline.ontology.plover import MEASURES

HASHTAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")  # HXL 1.1, 'HXL hashtags' and 'attributes'


def test_hashtags_are_written_as_hxl_has_them() -> None:
    assert all(HASHTAG.fullmatch(column.hashtag) for column in columns())


def test_no_two_columns_mean_the_same() -> None:
    tags = [(tag, *sorted(more)) for tag, *more in (column.hashtag.split("+") for column in columns())]
    assert len(set(tags)) == len(tags)
    assert len({column.key for column in columns()}) == len({column.heading for column in columns()}) == len(tags)


def test_figures_count_people_and_have_a_lowest_a_best_and_a_highest_column() -> None:
    keys = [column.key for column in columns()]
    for measure in (key.removesuffix("_best") for key in keys if key.endswith("_best")):
        assert MEASURES[measure].people
        assert {f"{measure}_low", f"{measure}_high"} <= set(keys)
