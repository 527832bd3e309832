"""The two sides of a situation event, as codebooks of violence want them.

PLOVER puts both sides of a clash among the actors, and who does something to somebody else as actor and recipient.
Where nobody is told to be acted on, those whose dead, wounded or captured fighters are counted are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.store.base import FigureRow, Happening, PartyRow

_TWO_SIDED = frozenset({"ASSAULT", "AGREE", "SUPPORT", "RETREAT"})
"""Types that two may do to or with each other (PLOVER manual, rules on recipients): a clash, an accord, a ceasefire."""

_STRUCK = frozenset({"killed", "injured", "abducted", "captured"})
"""Measures whose fighters are those of the side that is acted on."""

POPULATION = re.compile(r"(?P<sector>[A-Z]{3})(?: of (?P<country>[A-Z]{3}))?")
"""How a figure names the fighters that it counts, by codes: 'REB of SYR'. Others go by their name, folded."""

_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PRM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who acts, and who is acted on. `acting` are those of the other side who act too."""

    one: tuple[PartyRow, ...]
    other: tuple[PartyRow, ...]
    acting: tuple[PartyRow, ...] = ()

    @property
    def mutual(self) -> bool:
        return bool(self.acting)

    def role_on_other(self, party: PartyRow) -> str:
        """'actor' or 'recipient', of one of the other side."""
        return "actor" if party in self.acting else "recipient"


def sides(happening: Happening) -> Sides:
    """The sides of an event: its actors and its recipients, or where there are none, the actors set against each other.

    Those of one state, or of one sector and country, stand together, with the first that is told; but two groups
    alone, both with a name, are two sides. Where reports of a fight tell one side as acting and as acted on, it stands
    with those acted on.
    """
    actors, recipients = happening.actors, happening.recipients
    if happening.event.type not in _TWO_SIDED:
        return Sides(one=actors, other=recipients)
    if recipients:
        return _answered(actors, recipients)
    together = _together(actors)
    apart = tuple(party for party in actors if party not in together)
    if apart:
        return Sides(one=together, other=apart, acting=apart)
    return Sides(one=actors, other=tuple(_struck(happening)) if happening.event.type == "ASSAULT" else ())


def _answered(actors: tuple[PartyRow, ...], recipients: tuple[PartyRow, ...]) -> Sides:
    """Those who act against those acted on; forces of a state and groups that are told as both fight back."""
    states = {_camp(party) for party in recipients if party.sector in _STATE}
    fighting_back = tuple(party for party in actors if party in recipients or _camp(party) in states)
    if not fighting_back or len(fighting_back) == len(actors):
        return Sides(one=actors, other=recipients)
    one = tuple(party for party in actors if party not in fighting_back)
    return Sides(one=one, other=tuple(dict.fromkeys((*recipients, *fighting_back))), acting=fighting_back)


def _together(actors: Sequence[PartyRow]) -> tuple[PartyRow, ...]:
    """The first actor and those who stand with it."""
    if len(actors) == 2 and _camp(actors[0])[0] != "state" and all(map(has_name, actors)):
        return tuple(actors[:1])
    return tuple(party for party in actors if _camp(party) == _camp(actors[0]))


def has_name(party: PartyRow) -> bool:
    """Whether it goes by a name of its own: 'Banner Front', and not 'gunmen', who may be the same as others."""
    return party.name != party.name.lower()


def _struck(happening: Happening) -> Iterator[PartyRow]:
    """The sides whose fighters are counted, if they are told by codes and are not those who act."""
    acting = {(party.sector, party.country) for party in happening.actors}
    for whom in dict.fromkeys(f.whom for f in happening.figures if f.measure in _STRUCK and f.whom):
        coded = POPULATION.fullmatch(whom)
        if coded and not any(coded["sector"] == sector and coded["country"] in (None, c) for sector, c in acting):
            own = [figure for figure in happening.figures if figure.whom == whom]
            name = _counted(happening, own) or whom
            yield PartyRow(name=name, kind="group", country=coded["country"], sector=coded["sector"])


def _counted(happening: Happening, figures: list[FigureRow]) -> str | None:
    """What the claims that give these figures call whom they count."""
    given = {(figure.measure, figure.best) for figure in figures if figure.best is not None}
    return next((c.counts for c in happening.claims if c.counts and (c.measure, c.best) in given), None)


def _camp(party: PartyRow) -> tuple[str | None, str | None]:
    sector = "state" if party.kind == "state" or party.sector in _STATE else party.sector
    return sector, party.country
