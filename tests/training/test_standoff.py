"""Codings without the text: packed, they give the same record back, and hold no words."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from training.marked import MarkError, parse, sound
from training.standoff import FACTUALITIES, acts_of, corpus_texts, pack, parts_of, read_folder, row_ids, unpack

from dateline.ontology.plover import MEASURES
from dateline.record import Record

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
MARKED = """\
date: 2012-07-08
publisher: Example
===
<headline> [Rebels]{a1} [seize]{e1} town

[[The rebels]{a1} [killed]{e2} [12 soldiers]{f1} [on Sunday]{t1}]{s1}, [a UN official]{a2} [said]{s1.cue}.
"[It was bad]{s2}," [he]{a2} added.

<caption> Smoke over [Azmarin]{p1}.
===
a1 group COD REB "the rebels of Azmarin"
a2 person - IGO
p1 COD "Azmarin"
e1 ASSAULT actors=a1
e2 ASSAULT.firearms actors=a1 time=2012-07-08@t1
f1 killed 12/12/12 exact event=e2
s1 speaker=a2
s2 speaker=a2
"""
LAID_OUT_OTHERWISE = (
    "Rebels seize town\nThe rebels killed 12 soldiers  on Sunday, a UN official said.  "
    '"It was bad," he added.\n\n\nSmoke over Azmarin.  More that was not coded.'
)


def told(record: Record) -> list[object]:
    """What a record says, in words and not in offsets."""
    text = record.report.text
    return [
        [(s.kind, text[s.start : s.end].split()) for s in record.segments],
        [s.of(text) for s in record.sentences],
        [(a.kind, a.country, a.sector, [m.of(text) for m in a.mentions]) for a in record.actors],
        [(p.country, [m.of(text) for m in p.mentions]) for p in record.places],
        [(e.type, e.mode, e.actors, e.recipients, e.source, e.trigger.of(text), e.time and e.time.start)
         for e in record.events],
        [(f.measure, f.low, f.best, f.high, f.event, f.text.of(text)) for f in record.figures],
        [(s.speaker, s.cue and s.cue.of(text), [c.of(text) for c in s.content]) for s in record.statements],
    ]  # fmt: skip


def texts(text: str = LAID_OUT_OTHERWISE) -> object:
    return lambda corpus, id: text


def test_a_coding_gives_its_record_back_however_the_text_is_laid_out() -> None:
    record = unpack(pack(MARKED, "some/corpus", "r1"), "r1", texts())  # type: ignore[arg-type]
    assert told(record) == told(parse(MARKED, "r1"))
    assert record.report.id == "some/corpus/r1"


def test_a_coding_holds_none_of_the_words() -> None:
    coding = pack(MARKED, "some/corpus", "r1").lower()
    assert not [w for w in re.findall(r"[a-z]{4,}", LAID_OUT_OTHERWISE.lower()) if w in coding and w not in MEASURES]


def test_another_text_under_the_same_id_is_refused() -> None:
    with pytest.raises(MarkError, match="is not the one that was coded"):
        unpack(pack(MARKED, "some/corpus", "r1"), "r1", texts(LAID_OUT_OTHERWISE.replace("12", "14")))  # type: ignore[arg-type]


def test_acts_are_told_by_where_they_stand_however_the_text_is_laid_out() -> None:
    laid_out = "Rebels  seized\n\nthe town.\nThey may leave."
    ink = "".join(laid_out.split())
    digest = hashlib.sha256(ink.encode()).hexdigest()[:16]
    line = f"some/corpus\tr1\t{len(ink)}\t{digest}\t6-12:actual 20-24:- 27-32:hypothetical\n"
    text, acts = acts_of(line, texts(laid_out))  # type: ignore[arg-type]
    told_acts = {span.of(text): kind for span, kind in acts.items()}
    assert told_acts == {"seized": "actual", "They": None, "leave": "hypothetical"}
    with pytest.raises(MarkError, match="is not the one that was coded"):
        acts_of(line, texts(laid_out.replace("may", "can")))  # type: ignore[arg-type]


def test_an_empty_story_is_told_by_the_kinds_of_its_paragraphs() -> None:
    text = "Ajax win again.\n\nAMSTERDAM 1996-08-28\n\nAjax won.\n\nMore that is not told."
    ink = "".join(text.split())[:40]
    line = f"wire\t1..4\t{len(ink)}\t{hashlib.sha256(ink.encode()).hexdigest()[:16]}\theadline dateline body\n"
    told_text, parts = parts_of(line, lambda *_: text)
    assert [(p.kind, told_text[p.start : p.end]) for p in parts] == [
        ("headline", "Ajax win again."), ("dateline", "AMSTERDAM 1996-08-28"), ("body", "Ajax won."),
    ]  # fmt: skip
    for wrong, fault in (("headline body", "3 paragraphs, but 2 kinds"), ("headline place body", "place is no kind")):
        with pytest.raises(MarkError, match=fault):
            parts_of(line.replace("headline dateline body", wrong), lambda *_: text)


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the corpora of ../shared are not here")
def test_every_act_of_the_project_fits_its_corpus() -> None:
    found = corpus_texts(SHARED)
    lines = FACTUALITIES.read_text(encoding="utf-8").splitlines()
    kinds = Counter(kind for line in lines for kind in acts_of(line, found)[1].values())
    assert {*kinds} == {None, "actual", "future", "hypothetical", "negated"}


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the corpora of ../shared are not here")
@pytest.mark.parametrize("folder", ["training", "benchmarks"])
def test_every_empty_story_of_the_project_fits_its_corpus(folder: str) -> None:
    found = corpus_texts(SHARED)
    lines = (ROOT / folder / "empty.tsv").read_text(encoding="utf-8").splitlines()
    kinds = [(line.partition("/")[0], parts_of(line, found)[1][0].kind) for line in lines]
    assert {kind for folder_of, kind in kinds if folder_of == "entities"} == {"headline"}  # Reuters stories have one


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the corpora of ../shared are not here")
@pytest.mark.parametrize(
    ("folder", "least"),
    [("training/codings", 3600), ("benchmarks/codings/reuters", 45), ("benchmarks/codings/news", 40)],
)
def test_every_coding_of_the_project_fits_its_corpus(folder: str, least: int) -> None:
    assert len(sound(read_folder(ROOT / folder, SHARED))) > least


def test_a_report_within_a_row_is_found_by_its_own_id(tmp_path: Path):
    (tmp_path / "data" / "news").mkdir(parents=True)
    rows = [{"id": "a", "text": "One."}, {"incident": "7", "reports": [{"id": "b", "text": "Two."}]}]
    with gzip.open(tmp_path / "data" / "news" / "rows.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    text = corpus_texts(tmp_path)
    assert [text("news/rows", id) for id in ("a", "b")] == ["One.", "Two."]
    with pytest.raises(MarkError, match="news/rows holds no c"):
        text("news/rows", "c")


def test_rows_of_a_sentence_each_are_read_as_one_report(tmp_path: Path):
    (tmp_path / "data").mkdir()
    with gzip.open(tmp_path / "data" / "wire.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps({"id": f"wire-{n}", "text": f"Sentence {n}."}) + "\n" for n in (8, 9, 10))
    text = corpus_texts(tmp_path)
    assert text("wire", "wire-9..10") == "Sentence 9.\nSentence 10."
    with pytest.raises(MarkError, match=r"wire holds no wire-11, of wire-9\.\.11"):
        text("wire", "wire-9..11")
    for unknown in ("wire-9..8", "wire-9..", "wire-9..wire-10"):
        with pytest.raises(MarkError, match=f"wire holds no {unknown}"):
            text("wire", unknown)


def known_texts(folder: Path) -> tuple[set[str], set[tuple[str, str]]]:
    """The digests of all texts that a folder's codings and tables name, and the rows that they stand in."""
    named = [path.read_text(encoding="utf-8").split("\n===\n")[0] for path in (folder / "codings").rglob("*.txt")]
    heads = [dict(line.split(": ", 1) for line in head.splitlines()) for head in named]
    found = [(head["corpus"], head["id"], head["ink"].split()[1]) for head in heads]
    for table in ("factualities.tsv", "empty.tsv"):
        lines = (folder / table).read_text(encoding="utf-8").splitlines()
        found += [(corpus, id, digest) for corpus, id, _, digest, _ in (line.split("\t") for line in lines)]
    rows = {(corpus, row) for corpus, id, _ in found for row in (row_ids(id) or [id])}
    return {digest for *_, digest in found}, rows


def test_no_model_learns_from_a_text_that_it_is_measured_on() -> None:
    learned, measured = (known_texts(ROOT / folder) for folder in ("training", "benchmarks"))
    assert all(measured)
    assert not learned[0] & measured[0]
    assert not learned[1] & measured[1]
