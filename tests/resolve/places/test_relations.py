"""Words that tell a place by another become a point and a radius."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.places.relations import (
    NEAR_KM,
    OUTSKIRTS_KM,
    Relation,
    area_of,
    between,
    border_area,
    ends_of,
    km_between,
    moved,
    relation_in,
)

POINTS = st.tuples(st.floats(-89, 89), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("a village 25 km north of ", Relation(25.0, 0.0)),
        ("some 2.5 kilometres south-east of ", Relation(2.5, 135.0)),
        ("ten miles west of ", Relation(16.1, 270.0)),
        ("twenty-five km from ", Relation(25.0, None)),
        ("1,200km from ", Relation(1200.0, None)),
        ("north-west of ", Relation(None, 315.0)),
        ("the outskirts of ", Relation(None, None, True)),
        ("near ", Relation()),
        ("", Relation()),
    ],
)
def test_distance_and_direction_are_read(words, relation):
    assert relation_in(words) == relation


def test_a_point_moves_as_far_as_told_in_the_direction_told():
    north = moved((36.0, 39.0), 111.2, 0.0)
    assert north == (pytest.approx(37.0, abs=0.01), pytest.approx(39.0, abs=0.01))
    east = moved((0.0, 179.9), 111.2, 90.0)
    assert east == (pytest.approx(0.0, abs=0.01), pytest.approx(-179.1, abs=0.01))


def test_near_and_the_outskirts_have_radii_of_their_own():
    assert area_of(Relation(), (36.0, 39.0)).radius_km == NEAR_KM
    assert area_of(Relation(outskirts=True), (36.0, 39.0)).radius_km == OUTSKIRTS_KM


def test_without_a_direction_the_distance_is_the_radius():
    area = area_of(Relation(30.0), (36.0, 39.0))
    assert (area.lat, area.lon, area.radius_km) == (36.0, 39.0, 30.0)


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("between Homs and Hama", ("Homs", "Hama")),
        ("the road between the Euphrates and Raqqa", ("Euphrates", "Raqqa")),
        ("Homs and Hama", None),
        ("between meetings", None),
    ],
)
def test_two_ends_are_told_apart(name, ends):
    assert ends_of(name) == ends


def test_between_two_points_lies_their_middle():
    area = between((34.73, 36.71), (35.13, 36.75))
    assert (area.lat, area.lon) == (pytest.approx(34.93, abs=0.01), pytest.approx(36.73, abs=0.01))
    assert area.radius_km == pytest.approx(22.3, abs=0.5)


def test_a_border_lies_where_both_countries_have_places():
    area = border_area("SYR", "IRQ", None)
    assert 33 < area.lat < 37.5 and 38.5 < area.lon < 42.7
    assert border_area("SYR", "IRQ", None) == border_area("IRQ", "SYR", None)


def test_a_place_by_the_border_tells_the_stretch():
    area = border_area("SYR", "TUR", (36.82, 38.01))  # Jarabulus
    assert km_between((area.lat, area.lon), (36.82, 38.01)) < 60
    assert area.radius_km == 50.0


def test_countries_that_do_not_meet_have_no_border():
    assert border_area("SYR", "PER", None) is None


@given(POINTS, st.floats(0.1, 5000), st.floats(0, 360))
def test_a_moved_point_lies_as_far_away_as_told(point, km, bearing):
    assert km_between(point, moved(point, km, bearing)) == pytest.approx(km, rel=0.01, abs=0.1)


@given(st.text())
def test_any_words_have_a_relation(words):
    relation = relation_in(words)
    assert relation.km is None or relation.km > 0
    ends_of(words)
