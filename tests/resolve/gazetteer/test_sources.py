"""A file or a country is added, its provinces as the package names them, and reports are then read with it."""

from __future__ import annotations

import urllib.error

import pytest

from dateline.record import Span
from dateline.resolve.gazetteer import sources as stage
from dateline.resolve.gazetteer.files import GazetteerError
from dateline.resolve.gazetteer.sources import add_source, country_code
from dateline.resolve.gazetteer.store import Store
from dateline.resolve.places import ToponymMention, resolve_places

LIST = "name,pcode,lat,lon,admin1\nXyzzyville,SY070101,35.9,36.7,Idleb\n"


@pytest.fixture
def camps(tmp_path):
    path = tmp_path / "camps.csv"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def test_a_file_is_added_under_its_own_name_or_the_one_told(tmp_path, camps):
    store = Store(tmp_path / "own.sqlite")
    assert add_source(store, camps).source.name == "camps"
    assert add_source(store, camps, name="mine").source.name == "mine"
    assert [source.name for source in store.sources()] == ["camps", "mine"]


def test_provinces_get_the_code_and_the_name_of_the_package(tmp_path, camps):
    store = Store(tmp_path / "own.sqlite")
    add_source(store, camps)
    (entry,) = store.find("xyzzyville")
    assert (entry.country, entry.admin1, entry.province) == ("SYR", "SY.12", "Idlib")


def test_a_place_that_was_added_is_what_a_report_means(store_file, camps):
    text = "Xyzzyville, Syria, was shelled."
    mention = ToponymMention("Xyzzyville", (Span(0, 10),))
    assert resolve_places([mention], text)[0].lat is None
    add_source(Store(store_file), camps)
    from tests.resolve.conftest import forget

    forget()
    (value,) = resolve_places([mention], text)
    assert (value.lat, value.lon, value.precision, value.gazetteer_id) == (35.9, 36.7, 1, "pcode:SY070101")
    assert value.admin1 == "Idlib"


@pytest.mark.parametrize("words", ["SYR", "SY", "syr", "Syria"])
def test_a_country_is_known_by_its_codes_and_names(words):
    assert country_code(words) == "SYR"


def test_what_is_neither_file_nor_country_is_an_error(tmp_path):
    with pytest.raises(GazetteerError, match="no such file, and no country"):
        add_source(Store(tmp_path / "own.sqlite"), "nowhere.csv")
    with pytest.raises(GazetteerError, match="no country"):
        country_code("Soviet Union")


def test_without_a_network_the_error_says_what_to_fetch(tmp_path, monkeypatch):
    def unreachable(url, timeout):
        raise urllib.error.URLError("no route")

    monkeypatch.setattr(stage.urllib.request, "urlopen", unreachable)
    with pytest.raises(GazetteerError, match=r"dump/SY\.zip: it cannot be fetched: no route; fetch it where"):
        add_source(Store(tmp_path / "own.sqlite"), "SYR")


def test_a_country_is_fetched_from_geonames(tmp_path, monkeypatch):
    import io
    import zipfile

    line = "1\tJarnaye\tJarnaye\t\t36.5\t37.9\tP\tPPL\tSY\t\t09\t\t\t\t1200\t\t400\tAsia/Damascus\t2020-01-01"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("SY.txt", line)
    asked = []

    def answer(url, timeout):
        asked.append(url)
        return io.BytesIO(archive.getvalue())

    monkeypatch.setattr(stage.urllib.request, "urlopen", answer)
    added = add_source(Store(tmp_path / "own.sqlite"), "Syria")
    assert asked == ["https://download.geonames.org/export/dump/SY.zip"]
    assert (added.source.name, added.source.places) == ("SYR", 1)
