"""Units of a reading -> the segments that cover a text, and the sentences that are read for entries."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.ontology.plover import READ_KINDS
from dateline.reading import Unit
from dateline.record import Segment, Span


def segments(units: Sequence[Unit], text: str) -> tuple[Segment, ...]:
    """Neighbouring units of one kind as one segment; together they cover the text without gaps.

    A text without units is one body segment; an empty one has none.
    """
    if not text:
        return ()
    if not units:
        return (Segment(kind="body", start=0, end=len(text)),)
    opening = [unit for n, unit in enumerate(units) if n == 0 or unit.kind != units[n - 1].kind]
    starts = [0, *(unit.span.start for unit in opening[1:])]
    ends = [*starts[1:], len(text)]
    return tuple(
        Segment(kind=unit.kind, start=start, end=end)
        for unit, start, end in zip(opening, starts, ends, strict=True)
    )  # fmt: skip


def sentences(units: Sequence[Unit]) -> tuple[Span, ...]:
    """The sentences of body, captions and headlines."""
    return tuple(unit.span for unit in units if unit.kind in READ_KINDS)
