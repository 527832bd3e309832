"""GeoJSON: read back with shapely, as RFC 7946 has it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape
from tests.export.samples import ANY, BARE, BOMBING, HAPPENINGS, NASTY, changed, losses, written

from dateline.export.geojson import GeoJson
from dateline.store.base import Happening


def features(*happenings: Happening) -> list[dict[str, Any]]:
    collection = json.loads(written(GeoJson(), *happenings))
    assert collection["type"] == "FeatureCollection"
    return list(collection["features"])


def feature(**changes: Any) -> dict[str, Any]:
    return features(changed(**changes))[0]


def test_an_exact_place_is_a_point_with_longitude_first() -> None:
    assert feature()["geometry"] == {"type": "Point", "coordinates": [36.5, 36.0]}
    assert shape(feature()["geometry"]).coords[0] == (36.5, 36.0)


def test_an_imprecise_place_is_an_area_about_its_point_with_its_radius() -> None:
    found = feature(precision=4)
    area = shape(found["geometry"])
    assert area.geom_type == "Polygon"
    assert (area.centroid.x, area.centroid.y) == pytest.approx((36.5, 36.0), abs=0.05)
    assert found["properties"]["radius_km"] == 150
    assert (found["properties"]["lat"], found["properties"]["lon"]) == (36.0, 36.5)


def test_the_less_precise_a_place_the_wider_its_area() -> None:
    areas = [shape(feature(precision=code)["geometry"]).area for code in (2, 3, 4, 5)]
    assert areas == sorted(areas)
    assert len(set(areas)) == 4


def test_an_event_in_a_country_as_a_whole_has_no_geometry_and_is_kept() -> None:
    found = feature(precision=6, place="Syria")
    assert found["geometry"] is None
    assert found["properties"]["country"] == "SYR"
    lost = losses(GeoJson(), changed(precision=6))
    assert lost.unfilled["geometry: no more than the country is known"] == lost.written == 1


def test_an_event_without_a_place_or_a_point_is_kept_and_counted() -> None:
    found = features(BARE, changed(lat=None, lon=None))
    assert [entry["geometry"] for entry in found] == [None, None]
    lost = losses(GeoJson(), BARE, changed(lat=None, lon=None))
    assert lost.written == 2
    assert lost.unfilled == {"geometry: no place is told": 1, "geometry: the place has no point": 1}


def test_coordinates_off_the_globe_make_no_geometry() -> None:
    assert feature(lat=96.0)["geometry"] is None
    assert losses(GeoJson(), changed(lat=96.0)).unfilled == {"geometry: the coordinates are off the globe": 1}


def test_a_point_whose_precision_nobody_tells_says_so() -> None:
    assert feature(precision=None)["properties"]["radius_km"] is None
    assert losses(GeoJson(), changed(precision=None)).unfilled == {"precision": 1}


def test_properties_hold_what_when_who_and_how_many() -> None:
    found = feature()["properties"]
    assert (found["type"], found["mode"], found["status"]) == ("ASSAULT", "explosives", "done")
    assert (found["start"], found["end"]) == ("2019-02-21", "2019-02-21")
    assert (found["killed_low"], found["killed_best"], found["killed_high"]) == (14, 14, 20)
    assert [party["name"] for party in found["actors"] + found["recipients"]] == ["Free Men", "oil workers"]
    assert (found["actor_names"], found["recipient_names"]) == ("Free Men", "oil workers")
    assert found["publishers"] == "Example Press; Daily News"
    assert features(BARE)[0]["properties"]["actor_names"] is None
    assert [(f["measure"], f["whom"], f["best"], f["more"]) for f in found["figures"]] == [
        ("killed", None, 14, True),
        ("killed", "REB of SYR", 9, False),
    ]


def test_each_report_is_a_source_once_with_its_address_and_day() -> None:
    found = feature()["properties"]["sources"]
    assert [source["report"] for source in found] == ["one", "two", "three"]
    assert found[0] == {
        "report": "one", "publisher": "Example Press", "published": "2019-02-22", "title": "A bomb",
        "url": "https://example.org/one", "copy_of": None,
    }  # fmt: skip


def test_features_have_the_same_properties_whatever_is_known() -> None:
    bare, whole = features(BARE, BOMBING)
    assert list(bare["properties"]) == list(whole["properties"])


def test_nasty_words_come_back_whole_and_hold_no_tag() -> None:
    data = written(GeoJson(), changed(place=NASTY))
    assert b"<script" not in data
    assert json.loads(data)["features"][0]["properties"]["place"] == NASTY


def test_no_events_make_an_empty_collection() -> None:
    assert features() == []


def test_words_that_have_no_place_in_it_are_told() -> None:
    assert losses(GeoJson(), BOMBING, BARE).not_held == {
        "words and speaker of each figure": 1,
        "sentences that tell the event": 1,
    }


@given(st.lists(HAPPENINGS, max_size=2))
@ANY
def test_any_events_come_back_with_their_ids_days_places_and_figures(happenings: list[Happening]) -> None:
    found = features(*happenings)
    assert [entry["id"] for entry in found] == [happening.event.id for happening in happenings]
    for entry, happening in zip(found, happenings, strict=True):
        event, read = happening.event, entry["properties"]
        assert read["start"] == (event.start and event.start.isoformat())
        assert (read["lat"], read["lon"], read["place"]) == (event.lat, event.lon, event.place)
        assert [(f["low"], f["best"], f["high"]) for f in read["figures"]] == [
            (f.low, f.best, f.high) for f in happening.figures
        ]
        assert entry["geometry"] is None or shape(entry["geometry"]).is_valid


@given(st.lists(HAPPENINGS, max_size=2))
@ANY
def test_the_same_events_give_the_same_bytes(happenings: list[Happening]) -> None:
    assert written(GeoJson(), *happenings) == written(GeoJson(), *happenings)
