"""Segments cover the text; sentences are what is read."""

from __future__ import annotations

import itertools

from dateline.reading import Unit
from dateline.record import SegmentKind, Span
from dateline.segment import segments, sentences


def unit(kind: SegmentKind, start: int, end: int) -> Unit:
    return Unit(span=Span(start, end), kind=kind)


TEXT = "Bomb kills 20\n\nA bomb went off. It was loud.\n\nSmoke. AFP/X"
UNITS = (
    unit("headline", 0, 13),
    unit("body", 15, 31),
    unit("body", 32, 44),
    unit("caption", 46, 52),
    unit("credit", 53, 58),
)


def test_segments_cover_the_whole_text_without_gaps() -> None:
    found = segments(UNITS, TEXT)
    assert found[0].start == 0 and found[-1].end == len(TEXT)
    assert all(a.end == b.start for a, b in itertools.pairwise(found))


def test_neighbouring_sentences_of_one_kind_are_one_segment() -> None:
    assert [s.kind for s in segments(UNITS, TEXT)] == ["headline", "body", "caption", "credit"]


def test_credits_and_the_like_hold_no_sentences() -> None:
    assert sentences(UNITS) == tuple(u.span for u in UNITS[:4])


def test_a_text_without_words_is_one_body_segment_and_an_empty_one_none() -> None:
    assert [s.kind for s in segments((), " \n")] == ["body"]
    assert segments((), "") == ()
