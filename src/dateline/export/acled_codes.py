"""What ACLED would code of a situation event, and by which rules; or why it has no row for it.

The rules are tables (`dateline.ontology.acled`); here an event's sides, figures and days are put to them.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.export.figures import of_civilians
from dateline.export.happened import LeftOut, not_happened
from dateline.export.sides import Sides, has_name, sides
from dateline.export.told import NOTED
from dateline.ontology import acled
from dateline.ontology.countries import countries_of_people, country_of_adjective
from dateline.ontology.rule_table import NONE_TOLD, Rule
from dateline.store.base import ClaimRow, EventRow, FigureRow, Happening, PartyRow

_UNIDENTIFIED = "Unidentified Armed Group"
_COUNTED = ("killed", "injured", "detained", "weapons")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCodes:
    """One side: the main actor's name and type, those beside it, and the rule of the type. None: nobody told."""

    name: str | None = None
    inter: int | None = None
    beside: tuple[str, ...] = ()
    rule: Rule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fatalities:
    """What ACLED writes for deaths, and the rule that gave the number, in words."""

    number: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcledCodes:
    """The codes of one event. `coarsened` are pairs of what was told and what it became, `not_held` what ACLED has no
    place for.
    """

    sub_event: acled.SubEvent
    rule: Rule
    one: ActorCodes
    other: ActorCodes
    civilian_targeting: bool
    day: datetime.date
    time_precision: int
    geo_precision: int
    fatalities: Fatalities
    coarsened: tuple[tuple[str, str], ...] = ()
    not_held: tuple[str, ...] = ()

    @property
    def interaction(self) -> int | None:
        return acled.interaction(self.one.inter, self.other.inter)


@dataclass(frozen=True, slots=True)
class _Placed:
    """When and where, as codes."""

    day: datetime.date
    time_precision: int
    geo_precision: int


def acled_codes(happening: Happening) -> AcledCodes | LeftOut:
    """The codes of an event, or why ACLED has no row for it."""
    if (reason := not_happened(happening.event)) is not None:
        return LeftOut(reason=reason)
    deaths = fatalities(happening)
    both, addressed = _taking_part(happening, sides(happening))
    one = _side(happening, [(party, "actor") for party in both.one])
    other = _side(happening, [(party, both.role_on_other(party)) for party in both.other])
    rule = _sub_event_rule(happening, one, other, both, deaths)
    placed = _placed(happening.event) if rule.gives else LeftOut(reason=rule.why)
    if isinstance(placed, LeftOut):
        return placed
    sub_event = acled.sub_events()[rule.gives]
    first, second = _in_order(sub_event, _named(happening, sub_event, one), other)
    return AcledCodes(
        sub_event=sub_event,
        rule=rule,
        one=first,
        other=second,
        civilian_targeting=_targets_civilians(sub_event, other),
        day=placed.day,
        time_precision=placed.time_precision,
        geo_precision=placed.geo_precision,
        fatalities=deaths,
        coarsened=tuple(_coarsened(happening, sub_event, one, other, deaths)),
        not_held=(*addressed, *_not_held(happening)),
    )


def _coarsened(
    happening: Happening, sub_event: acled.SubEvent, one: ActorCodes, other: ActorCodes, deaths: Fatalities
) -> Iterator[tuple[str, str]]:
    """What was told more finely, or not at all, and what it became."""
    event = happening.event
    if event.mode and acled.is_wider(sub_event.name):
        yield f"{event.type}-{event.mode}", sub_event.name
    if event.start != event.end:
        yield "the days from the first to the last", "event_date, one day"
    if one.name is None and _has_perpetrator(sub_event) and event.type != "PROTEST":
        yield "nobody told to have acted", _UNIDENTIFIED
    if other.name is None and sub_event.civilians == "always" and event.type != "PROTEST":
        yield "nobody told to have been acted on", sub_event.event_type
    if deaths.rule in _COARSE:
        yield deaths.rule, f"fatalities {deaths.number}"


def _not_held(happening: Happening) -> Iterator[str]:
    """Figures that ACLED has no column for; those of people harmed stand in the notes."""
    if any(figure.measure == "killed" and figure.low != figure.high for figure in happening.figures):
        yield "best and high of people killed"
    for measure in dict.fromkeys(figure.measure for figure in happening.figures):
        if measure not in (*NOTED, "participants"):
            yield f"figures: {measure}"


# --- whether, when and where ------------------------------------------------------------------------


def _placed(event: EventRow) -> _Placed | LeftOut:
    if event.start is None or event.end is None:
        return LeftOut(reason="no day is known")
    time_precision = acled.time_precision(event.start, event.end)
    if time_precision is None:
        return LeftOut(reason="its days are not known to the month, and ACLED has no wider code")
    if event.place is None:
        return LeftOut(reason="no place is known")
    if event.precision is None:
        return LeftOut(reason="how exactly its place is known is not told")
    geo_precision = acled.geo_precision(event.precision)
    if geo_precision is None:
        return LeftOut(reason="its place is not known to the province, and ACLED has no wider code")
    return _Placed(acled.event_day(event.start, event.end), time_precision, geo_precision)


# --- who --------------------------------------------------------------------------------------------


def _taking_part(happening: Happening, both: Sides) -> tuple[Sides, tuple[str, ...]]:
    """The sides that ACLED writes: whom a protest addresses takes no part in it, unless with arms."""
    if happening.event.type != "PROTEST":
        return both, ()
    armed = tuple(party for party in both.other if party.sector in _STEPS_IN)
    lost = ("whom a protest addresses",) if len(armed) < len(both.other) else ()
    return Sides(one=both.one, other=armed, acting=both.acting), lost


_STEPS_IN = frozenset({"MIL", "COP", "SPY", "PRM", "REB", "UAF", "CRM"})
"""PLOVER sectors whose members step into a protest, where others are only its addressees."""


def _side(happening: Happening, parties: Sequence[tuple[PartyRow, str]]) -> ActorCodes:
    """One side, each with its role; its main actor is the first who is armed, else who demonstrates, else the first.

    Of several, one whose sector and country are told goes before others.
    """
    if not parties:
        return ActorCodes()
    coded = [(*_inter(happening, party, role), party) for party, role in parties]
    code, rule, main = min(coded, key=_rank)
    name = _given(code, main, happening.event.country) or main.name
    beside = dict.fromkeys(party.name for party, _ in parties if party.name != name)
    return ActorCodes(name=name, inter=code, beside=tuple(beside), rule=rule)


def _rank(found: tuple[int, Rule, PartyRow]) -> tuple[int, bool, bool]:
    code, _, party = found
    return _WEIGHT.get(code, 0), party.sector is None, party.country is None


_WEIGHT = {acled.RIOTERS: 1, acled.PROTESTERS: 1, acled.CIVILIANS: 2}


def _given(code: int, party: PartyRow, country: str | None) -> str | None:
    """ACLED's name for somebody, None where it takes the one that is told."""
    given = acled.given_name(code, party.sector, named=has_name(party))
    if given is None or (given.own and _names_another(party)):
        return None
    return given.of(party.country if given.own else country)


def _names_another(party: PartyRow) -> bool:
    """Whether its name tells of another country than its code: then the name is surer."""
    words = re.findall(r"\w+", party.name)
    told = {code for word in words for code in (country_of_adjective(word), *countries_of_people(word)) if code}
    return bool(told) and party.country not in told


def _inter(happening: Happening, party: PartyRow, role: str) -> tuple[int, Rule]:
    event = happening.event
    abroad = party.country is not None and event.country is not None and party.country != event.country
    return acled.inter(role, party.kind, party.sector, event.type, event.mode, abroad=abroad)


def _named(happening: Happening, sub_event: acled.SubEvent, one: ActorCodes) -> ActorCodes:
    """The acting side under the name that ACLED gives to those whom nobody names."""
    event = happening.event
    if one.name is not None:
        return one
    if event.type == "PROTEST":
        code, rule = acled.inter("actor", "population", None, event.type, event.mode)
        return ActorCodes(name=_given(code, _NOBODY, event.country), inter=code, rule=rule)
    if not _has_perpetrator(sub_event):
        return one
    return ActorCodes(name=_given(acled.UNIDENTIFIED, _NOBODY, event.country), inter=acled.UNIDENTIFIED)


def _in_order(sub_event: acled.SubEvent, one: ActorCodes, other: ActorCodes) -> tuple[ActorCodes, ActorCodes]:
    """Both sides as ACLED writes them: who demonstrates stands first in a demonstration, whoever used force.

    Source: ACLED, 'Event and Sub-Event Types'.
    """
    crowd = (acled.RIOTERS, acled.PROTESTERS)
    is_demonstration = sub_event.disorder_type.endswith("Demonstrations")
    return (other, one) if is_demonstration and other.inter in crowd and one.inter not in crowd else (one, other)


def _has_perpetrator(sub_event: acled.SubEvent) -> bool:
    """Whether somebody with arms did it, told or not."""
    return sub_event.is_political_violence or sub_event.name == _LOOTING


_NOBODY = PartyRow(name="", kind="group", sector="UAF")  # PLOVER: unidentified armed forces
_LOOTING = "Looting/property destruction"


# --- what -------------------------------------------------------------------------------------------


def _sub_event_rule(happening: Happening, one: ActorCodes, other: ActorCodes, both: Sides, deaths: Fatalities) -> Rule:
    event = happening.event
    rule = acled.sub_event_rules().first(
        frozenset({event.type}),
        frozenset({event.mode or NONE_TOLD}),
        acled.classes(one.inter),
        acled.classes(other.inter),
        frozenset({"mutual" if both.mutual else "one-way"}),
        _counts(happening, deaths),
        _told(happening),
    )
    assert rule is not None, "every PLOVER type has a rule that fits all else"
    return rule


def _counts(happening: Happening, deaths: Fatalities) -> frozenset[str]:
    """What is told to have been counted, above none; `NONE_TOLD` where nobody was hurt."""
    found = {figure.measure for figure in happening.figures if figure.measure in _COUNTED and _most(figure) > 0}
    found |= {claim.measure for claim in happening.claims if claim.measure in _COUNTED and _is_unnumbered(claim)}
    if not deaths.number:
        found.discard("killed")
    return frozenset(found if found & {"killed", "injured"} else found | {NONE_TOLD})


def _most(figure: FigureRow) -> float:
    return max((number for number in (figure.low, figure.best, figure.high) if number is not None), default=0)


def _is_unnumbered(claim: ClaimRow) -> bool:
    return claim.factuality == "actual" and claim.low is None and claim.best is None and claim.high is None


def _told(happening: Happening) -> frozenset[str]:
    words = acled.told_words()
    return frozenset(word for word in words if any(word in t.words.casefold() for t in happening.tellings))


def _targets_civilians(sub_event: acled.SubEvent, other: ActorCodes) -> bool:
    unarmed = other.inter in (acled.CIVILIANS, acled.PROTESTERS)
    return sub_event.civilians == "always" or (sub_event.civilians == "other" and unarmed)


# --- how many ---------------------------------------------------------------------------------------

_NONE_TOLD = "no deaths are told"
_LOWEST = "the lowest number that stands"
_SUM = "the lowest numbers that stand of fighters and civilians, added up"
_VAGUE = "deaths told in vague words"
_NO_NUMBER = "deaths told without a number"
_COARSE = frozenset({_VAGUE, _NO_NUMBER})


def fatalities(happening: Happening) -> Fatalities:
    """ACLED's number of deaths: the most conservative that stands, its own numbers for vague words, 0 for none told.

    People in general are counted, or where only fighters are, those of each side. Source: ACLED, 'Fatalities'.
    """
    killed = [figure for figure in happening.figures if figure.measure == "killed"]
    told = [claim for claim in happening.claims if claim.measure == "killed" and claim.factuality == "actual"]
    numbered = [figure for figure in killed if figure.low is not None or figure.best is not None]
    counted = _counted(numbered, told)
    if counted:
        vague = any(_is_vague(figure, told) for figure in counted)
        rule = _VAGUE if vague else _SUM if len(counted) > 1 else _LOWEST
        return Fatalities(number=_added(counted, told), rule=rule)
    if any(map(_is_unnumbered, told)) or any(_most(figure) > 0 for figure in killed):
        return Fatalities(number=acled.vague_numbers()[acled.UNNUMBERED], rule=_NO_NUMBER)
    return Fatalities(number=0, rule=_NONE_TOLD)


def _counted(killed: Sequence[FigureRow], told: Sequence[ClaimRow]) -> Sequence[FigureRow]:
    """The figures that make up the dead: fighters are among people in general, unless civilians alone are counted there
    and are fewer.
    """
    general = [figure for figure in killed if figure.whom is None]
    fighters = [figure for figure in killed if figure.whom is not None]
    if not general or not fighters:
        return killed
    apart = all(of_civilians(figure, told) for figure in general) and _added(general, told) < _added(fighters, told)
    return killed if apart else general


def _added(figures: Sequence[FigureRow], told: Sequence[ClaimRow]) -> int:
    return math.floor(sum(_lowest(figure, told) for figure in figures))


def _lowest(figure: FigureRow, told: Sequence[ClaimRow]) -> float:
    """The lowest number of a figure; where vague words gave it, ACLED's number for them."""
    vague = [acled.vague_number(claim.words) for claim in _vague_claims(figure, told)]
    known = (number for number in (figure.low, figure.best) if number is not None)
    return min((number for number in vague if number is not None), default=next(known))


def _is_vague(figure: FigureRow, told: Sequence[ClaimRow]) -> bool:
    return any(acled.vague_number(claim.words) is not None for claim in _vague_claims(figure, told))


def _vague_claims(figure: FigureRow, told: Sequence[ClaimRow]) -> list[ClaimRow]:
    return [claim for claim in told if claim.hedge == "vague" and claim.low == figure.low]
