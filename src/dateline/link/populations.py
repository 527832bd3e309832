"""Whom claims count: people in general, or the fighters of one side.

The dead of a battle are told as civilians, as people, and as the fighters of each side; those are not one number. A
side is known by what a record tells of whom a figure counts: its sector, its country, its name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from dateline.link.claims import Claim
from dateline.link.voices import ARMED
from dateline.situation import EntryId

Population = tuple[str, str | None, str | None]
"""An armed side: its sector, country and, where a sentence tells two of those apart, its name."""


def populations(claims: Collection[Claim]) -> dict[EntryId, Population | None]:
    """Which armed side each claim counts; None: people in general, civilians, things.

    A side is its sector and country; a side without a country joins the only one of its sector that has one. Where a
    sentence counts two such sides apart ('25 rebels and 26 Kurdish fighters'), their names tell those two apart.
    """
    armed = [claim for claim in claims if claim.whom and claim.whom.sector in ARMED]
    countries: dict[str, set[str]] = defaultdict(set)
    for claim in armed:
        if claim.whom and claim.whom.sector and claim.whom.country:
            countries[claim.whom.sector].add(claim.whom.country)
    sides = {claim.id: _side(claim, countries) for claim in armed}
    apart = _told_apart(armed, sides)
    found: dict[EntryId, Population | None] = {claim.id: None for claim in claims}
    for claim in armed:
        sector, country, _ = side = sides[claim.id]
        name = _name(claim)
        found[claim.id] = (sector, country, name) if (side, name) in apart else side
    return found


def _told_apart(armed: Collection[Claim], sides: Mapping[EntryId, Population]) -> set[tuple[Population, str]]:
    """The sides of one kind that a sentence counts one beside the other, by name."""
    beside: dict[tuple[str, str, Population], set[str]] = defaultdict(set)
    for claim in armed:
        if claim.whom and claim.whom.kind != "person":
            beside[claim.id.report, claim.sentence, sides[claim.id]].add(_name(claim))
    return {(side, name) for (_, _, side), names in beside.items() if len(names) > 1 for name in names}


def _side(claim: Claim, countries: Mapping[str, Collection[str]]) -> Population:
    assert claim.whom and claim.whom.sector
    only = countries.get(claim.whom.sector, ())
    country = claim.whom.country or (next(iter(only)) if len(only) == 1 else None)
    return claim.whom.sector, country, None


def _name(claim: Claim) -> str:
    return claim.whom.key if claim.whom else ""


def population_words(population: Population | None) -> str | None:
    """A population in words and codes: 'REB of SYR', 'kurdish fighters'; None for people in general."""
    if population is None:
        return None
    sector, country, name = population
    return name or (f"{sector} of {country}" if country else sector)
