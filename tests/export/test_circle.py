"""A circle on the globe as a polygon."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from dateline.export.circle import circle

UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
LATS, LONS, REACHES = st.floats(-90, 90), st.floats(-180, 180), st.sampled_from([25.0, 50.0, 150.0, 300.0, 3000.0])


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """By the spherical law of haversines, on the same globe."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.radians(other_lon - lon) / 2
    chord = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(half) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(chord)))


def corners(geometry: Any) -> list[tuple[float, float]]:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [tuple(point) for rings in parts for ring in rings for point in ring]


def test_every_corner_lies_on_the_circle() -> None:
    found = corners(circle(36.0, 36.5, 150.0))
    assert len(found) == 33
    assert all(abs(kilometres(36.0, 36.5, lat, lon) - 150.0) < 0.05 for lon, lat in found)


@given(LATS, LONS, REACHES)
@UNTIMED
def test_any_circle_is_a_valid_polygon_that_holds_its_middle_within_the_globe(
    lat: float, lon: float, reach: float
) -> None:
    geometry = circle(lat, lon, reach)
    area = shape(geometry)
    assert area.is_valid
    assert area.area > 0
    assert area.intersects(Point(lon, lat).buffer(1e-3))
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in corners(geometry))


@given(LATS, LONS, REACHES)
@UNTIMED
def test_outer_rings_go_counterclockwise_and_are_closed(lat: float, lon: float, reach: float) -> None:
    area = shape(circle(lat, lon, reach))
    for part in getattr(area, "geoms", [area]):
        assert part.exterior.is_ccw
        assert part.exterior.coords[0] == part.exterior.coords[-1]


@pytest.mark.parametrize("lon", [179.9, -179.9, 180.0, -180.0])
def test_a_circle_over_the_antimeridian_is_cut_there(lon: float) -> None:
    geometry = circle(-17.0, lon, 50.0)
    assert geometry["type"] == "MultiPolygon"
    east, west = sorted((part.bounds for part in shape(geometry).geoms), reverse=True)
    assert (east[2], west[0]) == (180.0, -180.0)
    assert east[0] > 179
    assert west[2] < -179


@pytest.mark.parametrize(("lat", "bounds"), [(89.0, (-180, 86.3, 180, 90)), (-89.0, (-180, -90, 180, -86.3))])
def test_a_circle_about_a_pole_is_all_beyond_its_lowest_latitude(lat: float, bounds: tuple[float, ...]) -> None:
    assert shape(circle(lat, 10.0, 300.0)).bounds == pytest.approx(bounds, abs=0.1)
