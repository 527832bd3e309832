"""A row of ACLED's columns as a record: one event, where and when it was, its sides, and how many died.

What ACLED says in codes becomes PLOVER's by the tables ``acled_import.csv`` and ``acled_import_actors.csv``. ACLED's
`source` is who says so. 0 fatalities is no figure: ACLED writes it where none are reported, too.
"""

from __future__ import annotations

import calendar
import datetime
import functools
from collections.abc import Mapping, Sequence

from dateline.imports.coded import Coded
from dateline.imports.rows import Row
from dateline.ontology import acled
from dateline.ontology.countries import countries, country_named
from dateline.ontology.rule_table import table
from dateline.record import ActorKind, Place, Record

COLUMNS = ("event_id_cnty", "event_date", "sub_event_type", "actor1", "country", "fatalities")
"""Those that a table must have. The others are taken where they are there."""

PUBLISHER = "ACLED"

_WHERE_PREC = {1: 1, 2: 2, 3: 4}  # geo_precision → UCDP's where_prec: the finest of each in acled_precision.csv
_HALF_A_WEEK = datetime.timedelta(days=3)  # time_precision 2: the day is the middle of the week
_BOTH_SPELLINGS = {"Excessive force against protestors": "Excessive force against protesters"}  # ACLED uses either


def record(row: Row, publisher: str | None) -> Record:
    """The record of a row. Raises `ValueError` for a row that gives none, saying why."""
    id = row.needed("event_id_cnty")
    place = _place(row)
    kind = _kind(row)
    coded = Coded(row.needed("sub_event_type"), kind["type"], kind["mode"] or None)
    first, second = (_side(row, n, place.country, coded) for n in ("1", "2"))
    coded.sides(*_roles(kind["sides"], first, second))
    coded.place(place)
    coded.time(*_days(row))
    if deaths := row.count("fatalities"):
        coded.killed(deaths, deaths, deaths)
    return coded.record(
        f"acled:{id}",
        date=_published(row),
        publisher=publisher or PUBLISHER,
        title=f"{PUBLISHER} {id}",
        source=row.text("source"),
        notes=row.text("notes"),
    )


@functools.cache
def _kinds() -> Mapping[str, Sequence[Mapping[str, str]]]:
    """The rows of each sub-event, in the order in which they are tried."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in table("acled_import"):
        found.setdefault(row["sub_event_type"], []).append(row)
    return found


def _kind(row: Row) -> Mapping[str, str]:
    name = row.needed("sub_event_type")
    notes = row.text("notes").lower()
    rows = _kinds().get(_BOTH_SPELLINGS.get(name, name), ())
    found = next((kind for kind in rows if any(word in notes for word in kind["words"].split("|"))), None)
    if found is None:
        raise ValueError(f"sub_event_type: ACLED has no {name!r}")
    if not found["type"]:
        raise ValueError(f"sub_event_type: PLOVER has no one type for {name!r}: {found['why']}")
    return found


def _days(row: Row) -> tuple[datetime.date, datetime.date]:
    """The days on which it may have been: ACLED gives the middle of a week or a month."""
    day = row.day("event_date")
    precision = row.code("time_precision", (1, 2, 3))
    if precision == 2:
        return day - _HALF_A_WEEK, day + _HALF_A_WEEK
    if precision == 3:
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day, day


def _place(row: Row) -> Place:
    country = country_named(row.needed("country")) or _acleds_names().get(row.text("country"))
    if country is None:
        raise ValueError(f"country: {row.text('country')!r} is none that is known by that name")
    return Place(
        id="p1",
        name=row.text("location") or row.text("admin1") or countries()[country].name,
        country=country,
        admin1=row.text("admin1") or None,
        lat=row.degrees("latitude", 90),
        lon=row.degrees("longitude", 180),
        precision=_WHERE_PREC.get(row.code("geo_precision", (1, 2, 3)) or 0),
    )


@functools.cache
def _acleds_names() -> Mapping[str, str]:
    """ACLED's own names of countries."""
    return {codes.name: alpha3 for alpha3, codes in acled.country_codes().items()}


def _side(row: Row, number: str, country: str | None, coded: Coded) -> tuple[str, ...]:
    """The ids of an actor and of those that ACLED associates with it; none where there is no such actor.

    Those beside unarmed people or a group stand with them and are taken for the same; those beside forces of a state
    are what their name tells, and else not known.
    """
    name = row.text(f"actor{number}")
    if not name:
        return ()
    kind, sector = _who(row, number, name)
    home = _country_of(name) or (country if kind != "group" else None)
    beside = (words.strip() for words in row.text(f"assoc_actor_{number}").split(";"))
    return (
        coded.actor(name, kind, home, sector),
        *(_beside(row, number, other, coded, kind, home, sector) for other in beside if other),
    )


def _beside(
    row: Row, number: str, name: str, coded: Coded, kind: ActorKind, country: str | None, sector: str | None
) -> str:
    """The id of one that ACLED associates with a main actor of that kind, country and sector."""
    if kind == "organisation":
        kind, sector = _by_words(row, number, name) or ("group", None)
    return coded.actor(name, kind, _country_of(name) or (country if sector else None), sector)


def _who(row: Row, number: str, name: str) -> tuple[ActorKind, str | None]:
    """The kind and sector of an actor by its inter code, and by what its name tells."""
    return _by_words(row, number, name) or _kinds_of_actors().get((_inter(row, number), ""), ("group", None))


def _by_words(row: Row, number: str, name: str) -> tuple[ActorKind, str | None] | None:
    """The kind and sector that words of a name tell of one with that inter code; None where they tell nothing."""
    code = _inter(row, number)
    return next(
        (
            found
            for (inter, words), found in _kinds_of_actors().items()
            if inter == code and words and words in name.lower()
        ),
        None,
    )


def _inter(row: Row, number: str) -> str | None:
    """The inter code of an actor, which ACLED gives as a number or a name; None where it is empty."""
    told = row.text(f"inter{number}")
    code = _inter_codes().get(told.lower())
    if told and code is None:
        raise ValueError(f"inter{number}: {told!r} is none of ACLED's types of actors")
    return code


@functools.cache
def _kinds_of_actors() -> Mapping[tuple[str | None, str], tuple[ActorKind, str | None]]:
    """Kind and sector by inter code and words, in the order of the table."""
    return {
        (row["inter"], row["words"]): (row["kind"], row["sector"] or None)  # type: ignore[misc]  # a test holds kinds
        for row in table("acled_import_actors")
    }


@functools.cache
def _inter_codes() -> Mapping[str, str]:
    types = acled.actor_types()
    return {str(code): str(code) for code in types} | {kind.name.lower(): str(code) for code, kind in types.items()}


def _country_of(name: str) -> str | None:
    """The country in ACLED's forms of a name: 'Military Forces of Syria (2000-)', 'Civilians (Syria)'."""
    before, _, inside = name.rpartition("(")
    _, _, owner = (before or name).partition(" of ")
    return country_named(inside.removesuffix(")")) or country_named(owner.strip())


def _roles(sides: str, first: tuple[str, ...], second: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts and who is acted on."""
    if sides == "both":
        return tuple(dict.fromkeys((*first, *second))), ()
    return (second, first) if sides == "second" else (first, second)


def _published(row: Row) -> datetime.date | None:
    """The day of ACLED's timestamp, in seconds since 1970 UTC; None where there is none."""
    words = row.text("timestamp")
    if not words:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(words), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"timestamp: {words!r} is no number of seconds since 1970") from None
