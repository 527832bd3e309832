"""A circle on the globe as a GeoJSON polygon, cut at the antimeridian as RFC 7946 asks (section 3.1.9)."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

Geometry = dict[str, object]
_Point = tuple[float, float]  # longitude, latitude, in degrees

_EARTH_KM = 6371.0088  # mean radius, IUGG
_CORNERS = 32  # the sides of such a polygon lie within half a per cent of the circle
_BEARINGS = tuple(
    (math.sin(angle), math.cos(angle)) for angle in (-2 * math.pi * step / _CORNERS for step in range(_CORNERS))
)  # counterclockwise, as RFC 7946 wants an outer ring
_DIGITS = 4  # decimal places of a corner: some ten metres
_SLIVER = 0.001  # degrees; what reaches less beyond the antimeridian would be a part without an area


@functools.lru_cache(maxsize=4096)
def circle(lat: float, lon: float, radius_km: float) -> Geometry:
    """What lies within `radius_km` of a point, as a Polygon, or as a MultiPolygon where it crosses the antimeridian.

    About a pole it is everything beyond the circle's lowest latitude. The answer is shared: change nothing in it.
    """
    reach = radius_km / _EARTH_KM
    if abs(lat) + math.degrees(reach) >= 90:
        return _cap(lat, math.degrees(reach))
    rings = _cut(_ring(lat, lon, reach))
    closed = [[*map(list, ring), list(ring[0])] for ring in rings]
    if len(closed) == 1:
        return {"type": "Polygon", "coordinates": closed}
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in closed]}


def _ring(lat: float, lon: float, reach: float) -> list[_Point]:
    """The corners, counterclockwise; their longitudes may run beyond 180 degrees. `reach` is in radians."""
    sin_lat, cos_lat = math.sin(math.radians(lat)), math.cos(math.radians(lat))
    sin_reach, cos_reach = math.sin(reach), math.cos(reach)
    corners = []
    for sin_bearing, cos_bearing in _BEARINGS:
        sin_corner = sin_lat * cos_reach + cos_lat * sin_reach * cos_bearing
        aside = math.atan2(sin_bearing * sin_reach * cos_lat, cos_reach - sin_lat * sin_corner)
        corners.append((lon + math.degrees(aside), math.degrees(math.asin(max(-1.0, min(1.0, sin_corner))))))
    return corners


def _cut(ring: Sequence[_Point]) -> list[list[_Point]]:
    """The ring in its parts west and east of the antimeridian, each within 180 degrees."""
    east = max(lon for lon, _ in ring) > 180 + _SLIVER
    if not east and min(lon for lon, _ in ring) >= -180 - _SLIVER:
        return [_rounded(ring, 0)]
    at = 180.0 if east else -180.0
    parts = (_side(ring, at, below=True), _side(ring, at, below=False))
    shifts = (0, -360) if east else (360, 0)
    return [_rounded(part, shift) for part, shift in zip(parts, shifts, strict=True) if part]


def _side(ring: Sequence[_Point], at: float, *, below: bool) -> list[_Point]:
    """What of a ring lies on one side of a meridian (Sutherland and Hodgman's clipping)."""
    kept: list[_Point] = []
    for (lon, lat), (next_lon, next_lat) in zip(ring, (*ring[1:], ring[0]), strict=True):
        inside, next_inside = (lon <= at) == below, (next_lon <= at) == below
        if inside:
            kept.append((lon, lat))
        if inside != next_inside:
            kept.append((at, lat + (next_lat - lat) * (at - lon) / (next_lon - lon)))
    return kept


def _rounded(ring: Sequence[_Point], shift: float) -> list[_Point]:
    return [(max(-180.0, min(180.0, round(lon + shift, _DIGITS))), round(lat, _DIGITS)) for lon, lat in ring]


def _cap(lat: float, reach: float) -> Geometry:
    """Everything from a circle's latitude farthest from its pole up to that pole; all in degrees."""
    edge = round(max(-90.0, min(90.0, lat - math.copysign(reach, lat))), _DIGITS)
    south, north = (edge, 90.0) if lat >= 0 else (-90.0, edge)
    ring = [[-180.0, south], [180.0, south], [180.0, north], [-180.0, north], [-180.0, south]]
    return {"type": "Polygon", "coordinates": [ring]}
