"""Places told by others: '25 km north of Raqqa', 'the outskirts of Homs', 'between A and B', 'near the Iraqi border'.

Words become a `Relation`, and a relation with the points of the places that it names becomes a point with a radius.
Distances are great-circle kilometres on a sphere of 6371 km.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass

import numpy as np

from dateline.ontology.countries import countries
from dateline.resolve.gazetteer.table import table
from dateline.resolve.quantities.numerals import read_number, tokens_of

EARTH_KM = 6371.0

NEAR_KM = 25.0  # UCDP GED's where_prec 2: within some 25 km of a known place
OUTSKIRTS_KM = 10.0  # our convention: a city and its edge

Point = tuple[float, float]  # latitude and longitude, degrees


@dataclass(frozen=True, slots=True)
class Area:
    """A point, and how far from it the place may lie."""

    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class Relation:
    """How a place lies to another: so many kilometres away, in this direction (degrees clockwise from north)."""

    km: float | None = None
    bearing: float | None = None
    outskirts: bool = False


UNTOLD = Relation()


# --- words ----------------------------------------------------------------------------------------

_KM_PER_UNIT = {"km": 1.0, "k": 1.0, "mi": 1.609344, "m": 1.609344}  # the international mile
_DISTANCE = re.compile(r"([\w.,’' -]*?)[\s-]*(?<![a-z])(km|kms|kilomet(?:re|er)s?|miles?|mi)\b", re.I)
_DIRECTION = re.compile(r"\b((?:north|south)?[- ]?(?:east|west)?)(?:ern|wards?)?(?:\s+(?:side\s+)?(?:of|from)\b)", re.I)
_BEARINGS = {"north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0, "southwest": 225.0,
             "west": 270.0, "northwest": 315.0}  # fmt: skip
_OUTSKIRTS = re.compile(r"\b(?:outskirts|suburbs?|edge|environs)\b", re.I)
_BETWEEN = re.compile(r"^(?:.*\s)?between\s+(?:the\s+)?(\S.*?)\s+and\s+(?:the\s+)?(\S.*)$", re.I)


def relation_in(words: str) -> Relation:
    """The relation that the words before a place's name tell: '25 km north of' → 25 km, 0 degrees."""
    distance, direction = _DISTANCE.search(words), _DIRECTION.search(words)
    bearing = _BEARINGS.get(re.sub("[- ]", "", direction[1].lower())) if direction else None
    return Relation(_km(distance) if distance else None, bearing, _OUTSKIRTS.search(words) is not None)


def _km(distance: re.Match[str]) -> float | None:
    """The last number before the unit: 'some 25 km', 'twenty-five miles'."""
    tokens = tokens_of(distance[1])
    unit = _KM_PER_UNIT[distance[2][:2].lower() if distance[2][:2].lower() in _KM_PER_UNIT else "k"]
    for at in range(len(tokens)):
        number = read_number(tokens, at)
        if number is not None and number.end == len(tokens) and 0 < number.value < EARTH_KM:
            return round(float(number.value) * unit, 1)
    return None


def ends_of(name: str) -> tuple[str, str] | None:
    """'a road between Homs and Hama' → 'Homs', 'Hama'; None where no two places are named."""
    match = _BETWEEN.match(name)
    return (match[1], match[2]) if match else None


# --- points ---------------------------------------------------------------------------------------


def area_of(relation: Relation, of: Point) -> Area:
    """The area that lies so to a point.

    Told a distance and a direction, the point is moved, with a fifth of the way as radius (a direction of eight is
    true to 22.5 degrees, two fifths of the way to either side; most lie nearer): without a direction the distance is
    the radius.
    """
    if relation.km is None:
        return Area(*of, OUTSKIRTS_KM if relation.outskirts else NEAR_KM)
    if relation.bearing is None:
        return Area(*of, relation.km)
    return Area(*moved(of, relation.km, relation.bearing), round(max(5.0, 0.2 * relation.km), 1))


def moved(point: Point, km: float, bearing: float) -> Point:
    """The point so many kilometres away in a direction, on the sphere."""
    a, b, way, turn = math.radians(point[0]), math.radians(point[1]), km / EARTH_KM, math.radians(bearing)
    lat = math.asin(max(-1.0, min(1.0, math.sin(a) * math.cos(way) + math.cos(a) * math.sin(way) * math.cos(turn))))
    lon = b + math.atan2(math.sin(turn) * math.sin(way) * math.cos(a), math.cos(way) - math.sin(a) * math.sin(lat))
    return round(math.degrees(lat), 4), round((math.degrees(lon) + 540.0) % 360.0 - 180.0, 4)


def between(one: Point, other: Point) -> Area:
    """The middle of two points, and half the way between them."""
    vectors = np.array([_unit(one), _unit(other)])
    x, y, z = vectors.sum(axis=0)
    middle = (round(math.degrees(math.atan2(z, math.hypot(x, y))), 4), round(math.degrees(math.atan2(y, x)), 4))
    return Area(*middle, round(km_between(one, other) / 2, 1))


def _unit(point: Point) -> tuple[float, float, float]:
    a, b = math.radians(point[0]), math.radians(point[1])
    return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)


def km_between(one: Point, other: Point) -> float:
    """Great-circle distance (haversine)."""
    a, b = math.radians(one[0]), math.radians(other[0])
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


# --- borders --------------------------------------------------------------------------------------

_CELL = 0.5  # degrees, some 50 km: fine enough for a stretch of a border, coarse enough that empty land is bridged
_BY_THE_BORDER_KM = 150.0


def border_area(one: str, other: str, near: Point | None) -> Area | None:
    """Where two countries (alpha-3) meet, by the places of both; None where they do not.

    With a place of the report that lies by the border, the stretch nearest to it; otherwise the middle of all of it.
    """
    cells = _border_cells(*sorted((one, other)))
    if not cells:
        return None
    if near is not None:
        nearest = min(cells, key=lambda cell: km_between(cell, near))
        if km_between(nearest, near) <= _BY_THE_BORDER_KM:
            return Area(*nearest, 50.0)
    middle = min(cells, key=lambda cell: sum(km_between(cell, each) for each in cells))
    return Area(*middle, round(max(km_between(middle, cell) for cell in cells) + 50.0))


@functools.lru_cache(maxsize=256)
def _border_cells(one: str, other: str) -> tuple[Point, ...]:
    """The middles of the cells in which either country has a place, and beside which the other has one."""
    mine, theirs = _cells(one), _cells(other)
    beside = {(x + dx, y + dy) for x, y in theirs for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
    return tuple(((x + 0.5) * _CELL, (y + 0.5) * _CELL) for x, y in sorted(mine & beside))


@functools.lru_cache(maxsize=64)
def _cells(country: str) -> frozenset[tuple[int, int]]:
    places, alpha2 = table(), countries()[country].alpha2
    inside = np.flatnonzero(places.is_in(alpha2 or "")).tolist()
    points = ((float(places.lats[n]), float(places.lons[n])) for n in inside)
    return frozenset((math.floor(lat / _CELL), math.floor(lon / _CELL)) for lat, lon in points if lat == lat)
