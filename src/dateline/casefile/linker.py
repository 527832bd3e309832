"""How events and texts are compared: what a casefile asks of a linker, and the one that it has."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dateline.record import Record
from dateline.situation import Decision, EntryId, EventView


class Group(Protocol):
    """Says which views are one happening, given people's decisions, and what it decided itself at a moment.

    `pairs` are those worth comparing; others count neither for nor against.
    """

    def __call__(
        self,
        views: Iterable[EventView],
        decisions: Iterable[Decision],
        *,
        at: datetime.datetime,
        pairs: Collection[tuple[EntryId, EntryId]],
    ) -> tuple[Sequence[Collection[EntryId]], Sequence[Decision]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Linker:
    """How events and texts are compared: the functions of `dateline.link`, or others of their kind.

    `views` and `keys` make what is compared and where to look for the like of it. `bands` are keys that near-duplicate
    texts share, and `copies` tells of records with shared bands which is a copy of which, by report id.
    """

    views: Callable[[Record], tuple[EventView, ...]]
    keys: Callable[[EventView], tuple[str, ...]]
    group: Group
    bands: Callable[[str], tuple[str, ...]]
    copies: Callable[[Sequence[Record]], Mapping[str, str]]


def default_linker() -> Linker:
    """The linker of `dateline.link`."""
    from dateline import link

    return Linker(views=link.views, keys=link.keys, group=link.group, bands=link.bands, copies=link.copies)
