"""A row of UCDP GED's columns as a record: one event with deaths, where and when it was, its sides, and how many died.

GED's `source_original` is who says so. Deaths by side are figures of their own, beside the total. A type of violence, a
side or a place that a table leaves open, as Dateline's own does where nobody tells it, stays unknown.
"""

from __future__ import annotations

import datetime
import re

from dateline.imports.coded import Coded
from dateline.imports.rows import Row
from dateline.ontology.countries import country_named
from dateline.record import Place, Record, parse_day

COLUMNS = ("id", "type_of_violence", "side_a", "side_b", "country", "date_start", "date_end", "best", "high", "low")
"""Those that a table must have. The others are taken where they are there."""

PUBLISHER = "UCDP GED"

_VIOLENCE = {1: "state-based conflict", 2: "non-state conflict", 3: "one-sided violence"}
_STATE_BASED, _NON_STATE = 1, 2
_OPEN = "organised violence"  # of no type that is told
_CIVILIANS = "Civilians"
_GOVERNMENT = re.compile(r"Government of ([^(]+?)\s*(?:\((.+)\))?")  # 'Government of Russia (Soviet Union)'


def record(row: Row, publisher: str | None) -> Record:
    """The record of a row. Raises `ValueError` for a row that gives none, saying why."""
    id, violence = row.needed("id"), row.code("type_of_violence", tuple(_VIOLENCE))
    coded = Coded(_VIOLENCE.get(violence or 0, _OPEN), "ASSAULT", None)
    a, b = (_side(row.text(side), coded, violence) for side in ("side_a", "side_b"))
    coded.sides(*_roles(a, b, are_two=violence in (_STATE_BASED, _NON_STATE)))
    if place := _place(row):
        coded.place(place)
    coded.time(*_days(row))
    _deaths(row, coded, a, b)
    return coded.record(
        f"ged:{id}",
        date=_published(row),
        publisher=publisher or PUBLISHER,
        title=f"{PUBLISHER} {id}",
        source=row.text("source_original"),
        notes=row.text("source_headline"),
    )


def _roles(a: str | None, b: str | None, *, are_two: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts and who is acted on: both sides of a fight act."""
    one, other = (tuple(filter(None, (side,))) for side in (a, b))
    return ((*one, *other), ()) if are_two else (one, other)


def _side(name: str, coded: Coded, violence: int | None) -> str | None:
    if not name:
        return None
    if name == _CIVILIANS:
        return coded.actor(name, "population", None, "CVL")
    if government := _GOVERNMENT.fullmatch(name):
        country = country_named(government[1]) or country_named(government[2] or "")
        return coded.actor(name, "state", country, "MIL")
    return coded.actor(name, "group", None, "REB" if violence == _STATE_BASED else None)


def _place(row: Row) -> Place | None:
    words = row.text("country")
    country = country_named(words) or country_named(words.partition(" (")[0])  # 'Russia (Soviet Union)'
    if words and country is None:
        raise ValueError(f"country: {words!r} is none that is known by that name")
    name = row.text("where_coordinates") or row.text("adm_1") or words
    if not name and not row.text("latitude"):
        return None
    return Place(
        id="p1",
        name=name or row.needed("country"),
        country=country,
        admin1=row.text("adm_1") or None,
        lat=row.degrees("latitude", 90),
        lon=row.degrees("longitude", 180),
        precision=row.code("where_prec", range(1, 8)),
    )


def _days(row: Row) -> tuple[datetime.date, datetime.date]:
    start, end = row.day("date_start"), row.day("date_end")
    if end < start:
        raise ValueError(f"date_end: {end} is before date_start {start}")
    return start, end


def _deaths(row: Row, coded: Coded, a: str | None, b: str | None) -> None:
    """The total, and the dead of each side where it has any."""
    low, best, high = (row.count(column) for column in ("low", "best", "high"))
    if low is None or best is None or high is None:
        raise ValueError("low, best, high: one of them is empty")
    if not low <= best <= high:
        raise ValueError(f"low, best, high: {low}, {best}, {high} are not in order")
    if high:
        coded.killed(low, best, high)
    for column, side, name in (("deaths_a", a, row.text("side_a")), ("deaths_b", b, row.text("side_b"))):
        deaths = row.count(column)
        if deaths and side and name != _CIVILIANS:
            coded.killed(deaths, deaths, deaths, whom=side, name=name)


def _published(row: Row) -> datetime.date | None:
    """The last day of the sources, which stand parted by semicolons; None where one of them is no day."""
    words = [part.strip() for part in row.text("source_date").split(";") if part.strip()]
    try:
        return max(map(parse_day, words), default=None)
    except ValueError:
        return None
