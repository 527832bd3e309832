"""What the members of a situation event come to, as the rows that a store keeps and exports take."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.link.accounts import Account
from dateline.link.voices import Party
from dateline.situation import RULES, Situation
from dateline.store.base import EventRow, FigureRow, Happening, PartyRow


def described(situation: Situation, told: Account) -> Happening:
    """A situation event as its account tells it; claims and tellings follow from the records, and are left out."""
    return Happening(
        event=_event_row(situation, told),
        actors=tuple(map(_party_row, told.actors)),
        recipients=tuple(map(_party_row, told.recipients)),
        figures=tuple(_figure_rows(situation, told)),
    )


def _party_row(party: Party) -> PartyRow:
    return PartyRow(name=party.name, kind=party.kind, country=party.country, sector=party.sector)


def _event_row(situation: Situation, told: Account) -> EventRow:
    place = told.place
    killed = max(
        (toll for toll in told.tolls if toll.measure == "killed"),
        key=lambda toll: (toll.whom is None, toll.best or 0, toll.high or 0),
        default=None,
    )
    return EventRow(
        id=situation.id,
        type=told.type,
        mode=told.mode,
        status=told.state,
        start=told.days.start if told.days else None,
        end=told.days.end if told.days else None,
        place=place.name if place else None,
        country=place.country if place else None,
        admin1=place.admin1 if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision=place.precision if place else None,
        actors=tuple(party.name for party in told.actors),
        recipients=tuple(party.name for party in told.recipients),
        killed_low=killed.low if killed else None,
        killed_best=killed.best if killed else None,
        killed_high=killed.high if killed else None,
        reports=len(told.reports),
        mentions=len(situation.members),
    )


def _figure_rows(situation: Situation, told: Account) -> Iterator[FigureRow]:
    for toll in told.tolls:
        best = {rule: toll.by(rule).best for rule in RULES}
        yield FigureRow(
            event=situation.id,
            measure=toll.measure,
            unit=toll.unit,
            whom=toll.whom,
            low=toll.low,
            best=toll.best,
            high=toll.high,
            fewer=toll.fewer,
            more=toll.more,
            rule=toll.rule,
            claims=len(toll.standing),
            best_latest=best["latest"],
            best_median=best["median"],
            best_lowest=best["lowest"],
        )
