"""What the reader tells apart: the layers, families, attributes and relations of its heads.

The order of every tuple is the order of a model's outputs. A model carries its own copy in its
manifest, and loading one that differs is refused.
"""

from __future__ import annotations

from dateline.ontology.plover import ACTOR_KINDS, FACTUALITIES, MEASURES, SECTORS, SEGMENT_KINDS, TYPES

NONE = "none"

LAYERS = ("actor", "place", "time", "quantity", "trigger", "cue", "content", "nested")
"""Span layers. Spans of one layer never overlap; spans of two layers may. 'nested' is the content of a statement that
stands inside another's: what the witness said, in the words of the officer who tells it."""

CONTENTS = ("content", "nested")
"""The layers of what somebody is reported to have said, outermost first."""

SPAN_TAGS = ("O", "B", "I", "E", "S")
"""Outside, begin, inside, end, single word."""

SEGMENTS = SEGMENT_KINDS

MODE_NAMES = (NONE, *sorted({mode.name for entry in TYPES.values() for mode in entry.modes}))
"""Names repeat between types; only the modes of the chosen type are allowed when reading."""

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "type": tuple(TYPES),
    "mode": MODE_NAMES,
    "factuality": tuple(FACTUALITIES),
    "measure": tuple(MEASURES),
    "kind": ACTOR_KINDS,
    "sector": (NONE, *SECTORS),
}
"""Labels of one span: type, mode and factuality of a trigger; measure and factuality of a quantity;
kind and sector of an actor mention."""

RELATIONS = (
    "actor", "recipient", "event_place", "event_time", "figure_event", "figure_actor", "figure_place", "figure_time",
    "speaker", "cue", "same_actor",
)  # fmt: skip
"""What a pair of spans can be to each other. 'actor' and 'recipient' may hold for several targets of one
source; each of the others chooses one target or none."""

CHOICES = (
    "event_place", "event_time", "event_today", "figure_event", "figure_actor", "figure_place", "figure_time",
    "figure_today", "speaker", "cue", "same_actor",
)  # fmt: skip
"""Scores of a single span beside its pairs: that it has no such target, or ('…_today') that its time is the
report's own day."""

TODAY = {"event_time": "event_today", "figure_time": "figure_today"}
"""The choices that may fall on the report's own day instead of a span."""

SHAPES = ("lower", "title", "upper", "mixed", "digit", "other")
"""How a word is written: the encoder's own word pieces are lower case."""

BREAKS = ("none", "space", "line", "blank")
"""What stands before a word: nothing, a space, a line break, an empty line or the text's start."""


def label_slices() -> dict[str, slice]:
    """Where each attribute's scores stand in the row of a span's labels."""
    found, at = {}, 0
    for attribute, names in ATTRIBUTES.items():
        found[attribute] = slice(at, at + len(names))
        at += len(names)
    return found


def choice_column(name: str) -> int:
    """Where a choice's score stands in the row of a span's labels: behind all attributes."""
    return sum(map(len, ATTRIBUTES.values())) + CHOICES.index(name)
