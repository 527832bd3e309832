"""Who vouches for a claim: who that is, how near to the count they are, and whether two are the same.

Whose words a figure is in is told by the record. Here that person or body gets a *voice*, the kind of source it is,
by its PLOVER sector and by whether it takes part in the happening. The order of voices is the order in which a best
figure is chosen: first those who count the dead or keep the register, then those who collect counts, those who were
there, the reporter, a side of the fight (which counts for a purpose), other media, and last nobody named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from dateline.link.words import folded
from dateline.ontology.actors import actor_table
from dateline.record import Actor, ActorKind, Event, Record

Voice = Literal["medic", "official", "monitor", "witness", "reporter", "other", "party", "medium", "unnamed"]
VOICES: tuple[Voice, ...] = get_args(Voice)
"""Most direct first."""

ARMED = frozenset({"MIL", "COP", "PRM", "REB", "UAF", "CRM", "SPY"})
"""PLOVER sectors whose members fight or carry arms."""

_STATE = frozenset({"GOV", "MIL", "LEG", "SPY"})
_BELLIGERENT = ARMED - {"COP"}  # police tell of crimes and attacks as an authority, unless they take part
_SECTOR_VOICES: dict[str, Voice] = {
    "MED": "medic",
    **dict.fromkeys(("GOV", "COP", "JUD", "LEG"), "official"),
    **dict.fromkeys(("IGO", "SOC"), "monitor"),
    **dict.fromkeys(("CVL", "REF", "EDU", "LAB", "AGR", "BUS", "REL", "OPP"), "witness"),
    "JRN": "medium",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who takes part, counts or is counted, by the name that a report uses.

    `country` is ISO 3166-1 alpha-3, `sector` a PLOVER code.
    """

    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None

    @property
    def key(self) -> str:
        """What two names of one actor share: the name that the table of actors knows it by, or its own, folded."""
        known = actor_table().named(self.name, self.country)
        return folded(known.name if known else self.name)

    @property
    def is_named(self) -> bool:
        """Whether the name tells this one from others of its sort: 'Kabul police', and not 'police' or 'medics'."""
        return self.kind != "population" and self.name != self.name.lower()


def party(actor: Actor) -> Party:
    """An actor of a record, without its mentions."""
    return Party(name=actor.name, kind=actor.kind, country=actor.country, sector=actor.sector)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who takes part in a happening: the keys of their names, and the states that act or are acted on."""

    names: frozenset[str]
    states: frozenset[str]

    @classmethod
    def of(cls, told: Iterable[tuple[Record, Event]]) -> Sides:
        """The actors and recipients of events, each given with its record."""
        found: set[Party] = set()
        for record, event in told:
            taking_part = {*event.actors, *event.recipients}
            found.update(party(actor) for actor in record.actors if actor.id in taking_part)
        states = {p.country for p in found if p.country and (p.kind == "state" or p.sector in _STATE)}
        return cls(frozenset(p.key for p in found), frozenset(states))

    def hold(self, speaker: Party) -> bool:
        """Whether a speaker takes part, speaks for a state that does, or for an armed force."""
        speaks_for_state = speaker.country in self.states and (speaker.kind == "state" or speaker.sector in _STATE)
        return speaker.key in self.names or speaks_for_state or speaker.sector in _BELLIGERENT


def voice_of(speaker: Party | None, sides: Sides, *, reported: bool) -> Voice:
    """The kind of source. `reported` is False for what a report tells in its own voice."""
    if speaker is None:
        return "unnamed" if reported else "reporter"
    by_sector = _SECTOR_VOICES.get(speaker.sector or "", "other")
    was_there = by_sector in ("medic", "witness")  # whoever is hurt or helps counts no less directly for it
    return "party" if not was_there and sides.hold(speaker) else by_sector


def source_of(speaker: Party | None, teller: str, *, reported: bool) -> str:
    """Who vouches: the speaker if told, else the teller, which is the publisher.

    Speakers without a name of their own ('medics', 'it was reported') are known only through who reports them.
    """
    if speaker is not None and speaker.is_named:
        return speaker.key
    if not reported:
        return teller
    return f"{folded(speaker.name) if speaker else 'somebody unnamed'}, as told by {teller}"
