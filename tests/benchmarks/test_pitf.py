"""The toll of an incident is derived from the figures of its record by a stated rule."""

from __future__ import annotations

import pytest
from benchmarks.pitf import holds, toll

from dateline.record import Figure, Record, Report, Segment, Span

Count = tuple[str, str, int]  # measure, words, number


def record_of(text: str, counts: list[Count]) -> Record:
    figures = tuple(
        Figure(
            id=f"f{n}",
            measure=measure,
            text=Span(text.index(words), text.index(words) + len(words)),
            low=number,
            best=number,
            high=number,
            hedge="exact",
            factuality="actual",
        )
        for n, (measure, words, number) in enumerate(counts, start=1)
    )
    sentences, start = [], 0
    for part in text.split(". "):
        sentences.append(Span(start, start + len(part)))
        start += len(part) + 2
    segment = Segment(kind="body", start=0, end=len(text))
    return Record(
        report=Report(id="r", text=text), segments=(segment,), sentences=tuple(sentences), actors=(), places=(),
        events=(), figures=figures, statements=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "counts", "killed"),
    [
        ("It killed two guards and one child.", [("killed", "two guards", 2), ("killed", "one child", 1)], 3),
        ("It killed 21, including 14 soldiers.", [("killed", "21", 21), ("killed", "14 soldiers", 14)], 21),
        (
            "It killed 12, five men and seven women.",
            [("killed", "12", 12), ("killed", "five", 5), ("killed", "seven", 7)],
            12,
        ),
        ("It killed nine. Of these two died later.", [("killed", "nine", 9), ("killed", "two", 2)], 9),
        ("It killed four. Three others died too.", [("killed", "four", 4), ("killed", "Three others", 3)], 7),
        ("It hurt four.", [("injured", "four", 4)], None),
    ],
)  # fmt: skip
def test_distinct_groups_add_up_and_parts_do_not(text, counts, killed):
    assert toll(record_of(text, counts), "killed") == killed


def test_a_text_holds_a_number_in_words_figures_or_as_a_sum():
    assert holds("killing twelve men and 3 women", 12)
    assert holds("killing twelve men and 3 women", 15)
    assert not holds("killing dozens", 40)
