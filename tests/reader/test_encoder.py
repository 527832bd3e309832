"""The bundled model over real text: offsets, length, order, sameness."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import run
from dateline.reader.encoder import SECTION, sections
from dateline.reading import Reading
from dateline.record import Span

STORY = (
    "Rebels attacked an army post near Azmarin on Thursday, killing at least 20 soldiers, the army said. "
    '"We will answer this crime," a spokesman said.'
)


def spans(reading: Reading) -> list[Span]:
    mentions = (*reading.actors, *reading.triggers, *reading.quantities, *reading.contents, *reading.units)
    return [m.span for m in mentions] + [*reading.places, *reading.times, *reading.cues, *reading.suspected]


def test_a_plain_story_gives_its_attack_its_dead_and_its_statement() -> None:
    reading = run.reader().read(STORY)
    assert "ASSAULT" in {t.type for t in reading.triggers}
    assert "killed" in {q.measure for q in reading.quantities}
    assert any("answer this crime" in c.span.of(STORY) for c in reading.contents)


def test_the_same_text_gives_the_same_reading() -> None:
    assert run.reader().read(STORY) == run.reader().read(STORY)


@pytest.mark.parametrize("text", ["", " \n\n ", ".", "a", "\u200b", "🙂" * 40, "ا" * 300, "\x00\x01", "x" * 5000])
def test_odd_texts_are_read_without_a_fault(text: str) -> None:
    assert all(0 <= s.start < s.end <= len(text) for s in spans(run.reader().read(text)))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_every_span_lies_in_the_text(text: str) -> None:
    assert all(0 <= s.start < s.end <= len(text) for s in spans(run.reader().read(text)))


def test_a_story_far_behind_in_a_long_text_is_still_read() -> None:
    filler = "The market was quiet and the weather was mild.\n\n" * 1200
    text = filler + STORY
    found = [t.span.start for t in run.reader().read(text).triggers]
    assert any(start >= len(filler) for start in found)


def test_sections_cover_a_long_text_and_are_cut_between_paragraphs() -> None:
    text = ("word " * 300 + "\n\n") * 100
    ranges = sections(text)
    assert ranges[0][0] == 0 and ranges[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(ranges))
    assert all(end - start <= SECTION for start, end in ranges)
    assert all(text[:end].endswith("\n\n") for _, end in ranges)


def test_a_text_without_any_space_is_cut_all_the_same() -> None:
    assert sections("x" * (SECTION * 2 + 1))[-1] == (SECTION * 2, SECTION * 2 + 1)
