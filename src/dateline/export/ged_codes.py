"""What UCDP GED would code of a situation event, and by which rules; or why it has no row for it.

The rules are tables (`dateline.ontology.ged`); here an event's sides, figures and days are put to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.export.ged_deaths import Deaths, deaths
from dateline.export.happened import LeftOut, not_happened
from dateline.export.sides import Sides, sides
from dateline.ontology import ged
from dateline.ontology.countries import countries
from dateline.ontology.rule_table import Rule
from dateline.store.base import EventRow, Happening, PartyRow

STATE_BASED, NON_STATE, ONE_SIDED = "1", "2", "3"
CIVILIANS = "Civilians"

_CLEAR, _CHECK_TYPE, _CHECK_DEATHS = "Clear", "Check type of violence", "Check deaths"
_VAGUE_DAYS = 3  # date_prec from which the reports tell of a week or more, and so hardly of one event
_SEVERAL_GOVERNMENTS = ("several governments on one side", "one of them")


@dataclass(frozen=True, slots=True, kw_only=True)
class GedSide:
    """One side: its name, what it is, and its number where it is a state. None: nobody told."""

    name: str | None = None
    party: str = "nobody"
    gwno: int | None = None
    members: tuple[PartyRow, ...] = ()
    rule: Rule | None = None
    merged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GedCodes:
    """The codes of one event. `type_of_violence` is None where a side is not told.

    `coarsened` are pairs of what was told and what it became, `not_held` what GED has no place for.
    """

    type_of_violence: str | None
    rule: Rule
    a: GedSide
    b: GedSide
    deaths: Deaths
    date_prec: int
    event_clarity: int
    code_status: str
    coarsened: tuple[tuple[str, str], ...] = ()
    not_held: tuple[str, ...] = ()

    @property
    def dyad(self) -> str | None:
        return f"{self.a.name} - {self.b.name}" if self.a.name and self.b.name else None


def ged_codes(happening: Happening) -> GedCodes | LeftOut:
    """The codes of an event, or why GED has no row for it."""
    if (reason := not_happened(happening.event)) is not None:
        return LeftOut(reason=reason)
    both = sides(happening)
    one = _side(happening, [(party, "actor") for party in both.one])
    other = _side(happening, [(party, both.role_on_other(party)) for party in both.other])
    if one.party == other.party == "state" and one.name == other.name:
        other = GedSide()  # police and protesters' own government, a mutiny: no government fights itself
    rule = ged.violence(happening.event.type, one.party, other.party)
    if not rule.gives:
        return LeftOut(reason=rule.why)
    type_ = None if rule.gives == ged.UNKNOWN_TYPE else rule.gives
    a, b = _ordered(type_, one, other)
    dead = deaths(
        happening,
        _armed(a),
        _armed(b),
        one_sided=b.party == "civilians",
        is_civilian=lambda name: _is_civilian(happening, both, name),
    )
    if dead is None or dead.best < 1:
        return LeftOut(reason=_no_death(happening, dead))
    date_prec = _date_prec(happening.event)
    if isinstance(date_prec, LeftOut):
        return date_prec
    return GedCodes(
        type_of_violence=type_,
        rule=rule,
        a=a,
        b=b,
        deaths=dead,
        date_prec=date_prec,
        event_clarity=_event_clarity(happening, date_prec),
        code_status=_CHECK_TYPE if type_ is None else _CLEAR if dead.bounded else _CHECK_DEATHS,
        coarsened=tuple(_coarsened(a, b, dead)),
        not_held=tuple(_not_held(happening)),
    )


# --- whether and when -------------------------------------------------------------------------------


def _date_prec(event: EventRow) -> int | LeftOut:
    if event.start is None or event.end is None:
        return LeftOut(reason="no day is known")
    found = ged.date_prec(event.start, event.end)
    return LeftOut(reason="its days are not known to the year, and GED has no wider code") if found is None else found


def _no_death(happening: Happening, dead: Deaths | None) -> str:
    told = any(claim.measure == "killed" and claim.factuality == "actual" for claim in happening.claims)
    return "deaths are told, but no number" if dead is None and told else "nobody is told to have been killed"


def _event_clarity(happening: Happening, date_prec: int) -> int:
    """2 where the reports count several attacks, or tell of a week or more, 1 for one event told on its own."""
    several = any(f.measure == "attacks" and (f.best or f.low or 0) > 1 for f in happening.figures)
    return 2 if several or date_prec >= _VAGUE_DAYS else 1


def _coarsened(a: GedSide, b: GedSide, dead: Deaths) -> list[tuple[str, str]]:
    found = [_SEVERAL_GOVERNMENTS] if a.merged or b.merged else []
    return found if dead.bounded else [*found, ("a lowest number of deaths alone", "best")]


def _not_held(happening: Happening) -> Iterator[str]:
    event = happening.event
    if event.mode:
        yield f"the mode: {event.type}-{event.mode}"
    for measure in dict.fromkeys(figure.measure for figure in happening.figures):
        if measure != "killed":
            yield f"figures: {measure}"


# --- who --------------------------------------------------------------------------------------------


def _side(happening: Happening, parties: Sequence[tuple[PartyRow, str]]) -> GedSide:
    """One side, each with its role. A government speaks for all of it, and organised groups for the unarmed."""
    event = happening.event
    told = [(party, *ged.party(role, party.kind, party.sector, event.type)) for party, role in parties]
    for kind in ("state", "group", "civilians"):
        own = [(party, rule) for party, found, rule in told if found == kind]
        if own:
            return _named(event, kind, tuple(party for party, _ in own), own[0][1])
    return GedSide()


def _named(event: EventRow, kind: str, members: tuple[PartyRow, ...], rule: Rule) -> GedSide:
    if kind == "civilians":
        return GedSide(name=CIVILIANS, party=kind, members=members, rule=rule)
    if kind == "group":
        return GedSide(name=", ".join(dict.fromkeys(p.name for p in members)), party=kind, members=members, rule=rule)
    at_home = next((party for party in members if party.country == event.country), members[0])
    known = ged.ged_countries().get(at_home.country or "")
    return GedSide(
        name=_government(at_home),
        party=kind,
        gwno=known.gwno if known else None,
        members=members,
        rule=rule,
        merged=len({party.country for party in members}) > 1,
    )


def _government(party: PartyRow) -> str:
    """'Government of Mali', by UCDP's name of the country; a force whose country is not told keeps its own name."""
    name = country_name(party.country)
    return f"Government of {name}" if name else party.name


def country_name(alpha3: str | None) -> str | None:
    """UCDP's name of a country, or for what it does not list, its common name."""
    known = ged.ged_countries().get(alpha3 or "")
    if known:
        return known.name
    country = countries().get(alpha3 or "")
    return country.name if country else None


def _ordered(type_: str | None, one: GedSide, other: GedSide) -> tuple[GedSide, GedSide]:
    """Sides as GED writes them: a government first; against civilians, whoever uses force; else as told."""
    if type_ == STATE_BASED and one.party != "state":
        return other, one
    if type_ == ONE_SIDED and other.party != "civilians":  # a protest: the armed side is told as acted on
        return other, GedSide(name=CIVILIANS, party="civilians", members=one.members, rule=one.rule)
    return one, other


def _armed(side: GedSide) -> tuple[PartyRow, ...]:
    return side.members if side.party in ("state", "group") else ()


def _is_civilian(happening: Happening, both: Sides, name: str) -> bool:
    """Whether a name is that of unarmed people who take part, or says so itself."""
    if "civilian" in name.casefold():
        return True
    told = (*((party, "actor") for party in both.one), *((party, both.role_on_other(party)) for party in both.other))
    return any(
        party.name == name and ged.party(role, party.kind, party.sector, happening.event.type)[0] == "civilians"
        for party, role in told
    )
