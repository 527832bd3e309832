"""Which events a codebook of what happened holds, and what it says of those that it does not."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.ontology.plover import TYPES
from dateline.store.base import EventRow

_HAPPENED = frozenset({"done", "under way"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Why an event has no row."""

    reason: str


def not_happened(event: EventRow) -> str | None:
    """Why an event is none that happened, of a type that PLOVER knows; None where it is."""
    if event.type not in TYPES:
        return f"its type, {event.type}, is not one of PLOVER's"
    if event.status not in _HAPPENED:
        return f"did not happen, or is not known to have: {event.status or 'not told'}"
    return None
