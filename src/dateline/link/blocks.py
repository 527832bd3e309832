"""Which events are worth comparing: two events are compared where they share a key.

Keys are made so that events that are one happening share one, and blocks stay small: the quad class of the event (a
capture is coded as ASSAULT by one and as COERCE by another), a name that takes part or the place, and a window of time.
Windows overlap by half, so that events within `WINDOW_DAYS` / 2 of each other always share one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from dateline.link.traits import Traits, traits
from dateline.link.words import rarity
from dateline.situation import EventView

WINDOW_DAYS = 120
_SPECIFIC = 0.4  # rarity of a word that narrows a block: stands in no more than about one report in fourteen
_NAMES = 6  # names of an event that make keys, the rarest first


def keys(view: EventView) -> tuple[str, ...]:
    """The blocking keys of a view, sorted, each once."""
    return trait_keys(traits(view))


def trait_keys(event: Traits) -> tuple[str, ...]:
    """As `keys`, for a view whose traits are worked out already."""
    family = str(event.quad or event.view.type)
    names = _names(event)
    near = {f"{family}|{name}|{window}" for name in names for window in _windows(event)}
    pairs = {f"{family}|{one}+{other}|{year}" for one, other in combinations(names, 2) for year in _years(event)}
    return tuple(sorted({f"report|{event.view.id.report}", *near, *pairs, *_day_keys(event), *_mode_keys(event)}))


def _day_keys(event: Traits) -> Iterator[str]:
    """Type and day: for events of which little is told but the day."""
    if event.days and event.days[0] == event.days[1]:
        yield f"{event.view.type}|{event.days[0]}"


def _mode_keys(event: Traits) -> Iterator[str]:
    """Type, mode and country: for events that are told by what they were, each report placing them differently."""
    if event.view.mode and event.place and event.place.view.country:
        for window in _windows(event):
            yield f"{event.view.type}/{event.view.mode}|{event.place.view.country}|{window}"


def _names(event: Traits) -> list[str]:
    """The rarest words that name the place and those who take part, and the codes of their countries."""
    words: set[str] = set()
    if event.place:
        words |= event.place.names
    for actor in (*event.actors, *event.recipients):
        words |= actor.words
    specific = sorted((-rarity(word), word) for word in words if rarity(word) >= _SPECIFIC)
    codes = {actor.view.country for actor in (*event.actors, *event.recipients) if actor.view.country}
    return sorted({*(word for _, word in specific[:_NAMES]), *codes})


def _windows(event: Traits) -> Iterator[int]:
    """The windows of the event's first day and of the day its report came out, two for each."""
    found = {event.days[0]} if event.days else set()
    if event.published is not None:
        found.add(event.published)
    half = WINDOW_DAYS // 2
    yield from sorted({day // half + shift for day in found for shift in (0, 1)} or {0})


def _years(event: Traits) -> Iterator[int]:
    """The years of the event, or of its report where it is undated; for others, the year before too."""
    first = event.days[0] if event.days else event.published
    yield from sorted({first // 365, first // 365 - 1} if first is not None else {0})
