"""Codings of the corpora's own reports: every mark and entry, and not one word of the text.

The texts of publishers stay in ../shared. A coding therefore tells where things stand by counting the text's
characters without white space, its ink, so that it does not matter how a copy of the text is laid out:

    corpus: time/tempeval3-silver
    id: AFP_ENG_19970402.0349
    date: 1997-04-02
    publisher: Agence France-Presse
    ink: 1832 5f3c0a91b2d4e6f8
    ===
    headline 0-41
    body 41-230 230-312
    a1 0-4 61-63
    e1 5-13
    ===
    a1 state IRQ GOV
    e1 REQUEST actors=a1

First the segments with their sentences, then the marks, then the entries of `marked.py`. Where a corpus has a row for
each sentence, an id like 'conll2003-train-12..40' names those of one report.

    python -m training.standoff pack MARKED.txt --corpus time/tempeval3-silver --id AFP_ENG_19970402.0349 -o FILE
    python -m training.standoff check training/codings --shared ../shared
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from dateline.ontology.plover import SEGMENT_KINDS
from dateline.record import Record, Segment, Span
from training.marked import MarkError, Marks, pairs, read_body, record_of

FACTUALITIES = Path(__file__).parent / "factualities.tsv"
"""Acts that the reader found in reports of the corpora, each with its factuality as a coder judged it."""

EMPTY = Path(__file__).parent / "empty.tsv"
"""Stories of all kinds of news in which by the guide no event and no figure is to be coded."""

Texts = Callable[[str, str], str]
"""(corpus, id) -> the text of that row, or of those rows."""


def pack(marked: str, corpus: str, id: str) -> str:
    """A marked report of a corpus's text as a coding without the text."""
    head, body, tables = marked.split("\n===\n")
    fields = dict(pairs(head, id))
    marks = read_body(body, id)
    at = _ink_before(marks.text)

    def told(span: Span) -> str:
        return f"{at[span.start]}-{at[span.end]}"

    lines = [
        " ".join([segment.kind, *(told(s) for s in marks.sentences if segment.start <= s.start < segment.end)])
        for segment in marks.segments
    ]
    lines += [" ".join([tag, *map(told, spans)]) for tag, spans in marks.spans.items()]
    count, digest = _ink(marks.text)
    fields = {"corpus": corpus, "id": id, **fields, "ink": f"{count} {digest}"}
    entries = [re.sub(r' "[^"]*"', "", line) for line in tables.splitlines() if line.strip() and line[0] != "#"]
    return "\n===\n".join("\n".join(part) for part in ([f"{k}: {v}" for k, v in fields.items()], lines, [*entries, ""]))


def unpack(coding: str, name: str, texts: Texts) -> Record:
    """The record of a coding. Raises `MarkError` where the corpus holds another text, or the coding is faulty."""
    head, body, tables = coding.split("\n===\n")
    fields = dict(pairs(head, name))
    text = _coded_text(name, fields["corpus"], fields["id"], *fields["ink"].split(), texts)
    return record_of({**fields, "id": f"{fields['corpus']}/{fields['id']}"}, _marks(text, body), tables, name)


def acts_of(line: str, texts: Texts) -> tuple[str, dict[Span, str | None]]:
    """A line of `factualities.tsv` -> a text of a corpus and the factuality of acts in it, None where it is left open.

    The line tells the corpus, the row's id, the ink and its digest, and the acts: '12-19:future 40-44:-'.
    Raises `MarkError` where the corpus holds another text.
    """
    corpus, id, count, digest, acts = line.rstrip("\n").split("\t")
    text = _coded_text(FACTUALITIES.name, corpus, id, count, digest, texts)
    places = _ink_places(text)
    found: dict[Span, str | None] = {}
    for act in acts.split():
        at, _, factuality = act.partition(":")
        a, b = map(int, at.split("-"))
        found[Span(places[a], places[b - 1] + 1)] = None if factuality == "-" else factuality
    return text, found


def parts_of(line: str, texts: Texts) -> tuple[str, list[Segment]]:
    """A line of `empty.tsv` -> a text of a corpus and its paragraphs, each a sentence, with their kinds.

    The line tells the corpus, the row's id, the ink and its digest, and the kinds: 'headline dateline body body'.
    Raises `MarkError` where the corpus holds another text, or the kinds do not fit it.
    """
    corpus, id, count, digest, told = line.rstrip("\n").split("\t")
    text = _coded_text(EMPTY.name, corpus, id, count, digest, texts)
    parts = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    kinds = told.split()
    if len(kinds) != len(parts):
        raise MarkError(f"{EMPTY.name}: {id} has {len(parts)} paragraphs, but {len(kinds)} kinds")
    if unknown := {*kinds}.difference(SEGMENT_KINDS):
        raise MarkError(f"{EMPTY.name}: {id}: {min(unknown)} is no kind of segment")
    return text, [
        Segment(kind=kind, start=part.start, end=part.end)  # type: ignore[arg-type]
        for part, kind in zip(parts, kinds, strict=True)
    ]


def _coded_text(where: str, corpus: str, id: str, count: str, digest: str, texts: Texts) -> str:
    """The part of a corpus's row that was coded, by its ink and digest. Raises `MarkError` where it holds another."""
    text = _first_ink(texts(corpus, id), int(count))
    if _ink(text) != (int(count), digest):
        raise MarkError(f"{where}: the text of {id} in {corpus} is not the one that was coded")
    return text


def _ink_places(text: str) -> list[int]:
    """Where each character stands that is not white space."""
    return [n for n, mark in enumerate(text) if not mark.isspace()]


def _marks(text: str, body: str) -> Marks:
    places = _ink_places(text)
    marks = Marks(text)
    for line in body.splitlines():
        name, *ranges = line.split()
        spans = [Span(places[a], places[b - 1] + 1) for a, b in (map(int, r.split("-")) for r in ranges)]
        if name in SEGMENT_KINDS:
            marks.sentences += spans
            marks.segments.append(Segment(kind=name, start=spans[0].start, end=spans[-1].end))  # type: ignore[arg-type]
        else:
            marks.spans[name] = spans
    ends = [*(s.start for s in marks.segments[1:]), len(text)]
    marks.segments = [Segment(kind=s.kind, start=s.start, end=e) for s, e in zip(marks.segments, ends, strict=True)]
    return marks


def _ink_before(text: str) -> list[int]:
    """For each offset, how many characters other than white space stand before it."""
    found = [0]
    for mark in text:
        found.append(found[-1] + (not mark.isspace()))
    return found


def _ink(text: str) -> tuple[int, str]:
    ink = "".join(text.split())
    return len(ink), hashlib.sha256(ink.encode()).hexdigest()[:16]


def _first_ink(text: str, count: int) -> str:
    """The beginning of a text with so much ink, paragraphs parted by an empty line and words by a space."""
    laid = "\n\n".join(" ".join(p.split()) for p in re.split(r"\n+", text) if p.strip())
    before = _ink_before(laid)
    return laid[: before.index(count)] if count in before else laid


def corpus_texts(shared: Path) -> Texts:
    """Looks texts up in the corpora of ../shared.

    Where a row holds several reports, each has an id of its own; where rows are single sentences, 'train-12..40' is the
    report of those from 'train-12' to 'train-40'.
    """

    @cache
    def rows(corpus: str) -> dict[str, str]:
        with gzip.open(shared / "data" / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
            return {
                report["id"]: report["text"] for row in map(json.loads, lines) for report in row.get("reports", [row])
            }

    def text(corpus: str, id: str) -> str:
        found = rows(corpus)
        ids = [id] if id in found else row_ids(id)
        missing = [one for one in ids if one not in found] if ids else [id]
        if missing:
            raise MarkError(f"{corpus} holds no {missing[0]}" + (f", of {id}" if ids else ""))
        return "\n".join(found[one] for one in ids)

    return text


def row_ids(id: str) -> list[str]:
    """'train-12..14' -> train-12, train-13, train-14; nothing for what is not of that form."""
    form = re.fullmatch(r"(.*?)(\d+)\.\.(\d+)", id)
    return [f"{form[1]}{n}" for n in range(int(form[2]), int(form[3]) + 1)] if form else []


def read_folder(folder: Path, shared: Path) -> Iterator[Record | MarkError]:
    """The records of all codings of a folder, in order of name."""
    texts = corpus_texts(shared)
    for path in sorted(folder.rglob("*.txt")):
        try:
            yield unpack(path.read_text(encoding="utf-8"), str(path.relative_to(folder)), texts)
        except MarkError as error:
            yield error


def main() -> int:
    parser = argparse.ArgumentParser(description="Pack marked reports of a corpus, or check the packed ones.")
    jobs = parser.add_subparsers(dest="job", required=True)
    packing = jobs.add_parser("pack")
    packing.add_argument("marked", type=Path)
    packing.add_argument("--corpus", required=True)
    packing.add_argument("--id", required=True)
    packing.add_argument("-o", "--output", type=Path, required=True)
    checking = jobs.add_parser("check")
    checking.add_argument("folder", type=Path)
    checking.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    if args.job == "pack":
        args.output.write_text(pack(args.marked.read_text(encoding="utf-8"), args.corpus, args.id), encoding="utf-8")
        return 0
    results = list(read_folder(args.folder, args.shared))
    faults = [r for r in results if isinstance(r, MarkError)]
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    records = [r for r in results if isinstance(r, Record)]
    sys.stdout.write(
        f"{len(records)} codings good, {len(faults)} with faults; {sum(len(r.events) for r in records)} events\n"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
