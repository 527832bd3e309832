"""Lists of places are read line by line, whatever their columns are called, and a bad line stops nothing."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.resolve.gazetteer.files import Fault, GazetteerError, Listed, read_places


def dump_line(id_="170064", name="Jarnaye", others="Jarnāyā,جرنايا", lat="36.5", lon="37.9", kind="P\tPPL", **cells):
    return (
        f"{id_}\t{name}\t{cells.get('plain', name)}\t{others}\t{lat}\t{lon}\t{kind}\t{cells.get('country', 'SY')}\t\t"
        f"{cells.get('admin1', '09')}\t\t\t\t{cells.get('population', '1200')}\t\t400\tAsia/Damascus\t2020-01-01"
    )


def write(folder, text, name="list.txt"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(folder, text, **options):
    return list(read_places(write(folder, text), **options))


def entries(found):
    return [place.entry for place in found if isinstance(place, Listed)]


def test_a_line_of_a_geonames_dump_is_a_place(tmp_path):
    (place,) = read(tmp_path, dump_line() + "\n")
    entry = place.entry
    assert (entry.id, entry.name, entry.kind, entry.feature) == ("geonames:170064", "Jarnaye", "town", "P.PPL")
    assert (entry.country, entry.admin1, entry.lat, entry.lon) == ("SYR", "SY.09", 36.5, 37.9)
    assert (entry.population, entry.precision) == (1200, 1)
    assert place.others == ("Jarnaye", "Jarnāyā", "جرنايا")


@pytest.mark.parametrize(
    ("kind", "expected", "precision"),
    [
        ("A\tADM1", "province", 4),
        ("A\tADM3", "district", 3),
        ("H\tSTM", "feature", 5),
        ("T\tMT", "feature", 1),
        ("S\tAIRB", "feature", 1),
    ],
)
def test_feature_codes_tell_the_kind_and_the_precision(tmp_path, kind, expected, precision):
    (entry,) = entries(read(tmp_path, dump_line(kind=kind)))
    assert (entry.kind, entry.precision) == (expected, precision)


def test_countries_of_a_dump_are_left_to_the_package(tmp_path):
    assert read(tmp_path, dump_line(kind="A\tPCLI")) == []


def test_a_zip_is_read_as_geonames_offers_it(tmp_path):
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "what the columns mean " * 100)
        archive.writestr("SY.txt", dump_line())
    assert [entry.name for entry in entries(read_places(path))] == ["Jarnaye"]


def test_a_bad_line_is_told_and_the_rest_is_read(tmp_path):
    lines = [dump_line(), "three\tlone\tcells", dump_line(lat="north"), dump_line(lat="91"), dump_line(id_="x"), "",
             dump_line(id_="2", name="Second")]  # fmt: skip
    found = read(tmp_path, "\n".join(lines))
    assert [entry.name for entry in entries(found)] == ["Jarnaye", "Second"]
    assert [fault.line for fault in found if isinstance(fault, Fault)] == [2, 3, 4, 5]
    assert "columns instead of 19" in found[1].reason


def test_bytes_that_are_no_utf8_spoil_one_line_alone(tmp_path):
    text = dump_line().encode() + b"\n" + dump_line(name="Caf").encode().replace(b"Caf", b"Caf\xe9") + b"\n"
    found = read(tmp_path, text + dump_line(id_="3", name="Third").encode())
    assert [type(place) for place in found] == [Listed, Fault, Listed]


CSV = 'Settlement,P-Code,Latitude,Longitude,admin1Name_en,Population\nKafr Test,SY070101,35.9,36.7,Idleb,"1,200"\n'


def test_a_table_is_read_by_its_usual_headers(tmp_path):
    (entry,) = entries(read(tmp_path, CSV))
    assert (entry.id, entry.name, entry.kind) == ("pcode:SY070101", "Kafr Test", "town")
    assert (entry.country, entry.province, entry.population) == ("SYR", "Idleb", 1200)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(("lat", "lon"), [("lat", "lon"), ("Y_COORD", "X_COORD"), ("Latitude", "Long")])
def test_delimiters_and_names_of_coordinates_differ(tmp_path, delimiter, lat, lon):
    text = f"name;{lat};{lon}\nHere;1.5;2.5\n".replace(";", delimiter)
    (entry,) = entries(read(tmp_path, text))
    assert (entry.name, entry.lat, entry.lon) == ("Here", 1.5, 2.5)


def test_hxl_tags_go_before_the_words_of_the_header(tmp_path):
    text = "a,b,c,d,e\n#loc+name,#loc+code,#geo+lat,#geo+lon,#adm1+name\nHere,XX01,1,2,North\n"
    (entry,) = entries(read(tmp_path, text))
    assert (entry.name, entry.id, entry.lat, entry.lon, entry.province) == ("Here", "pcode:XX01", 1.0, 2.0, "North")


def test_tags_alone_are_a_header(tmp_path):
    (entry,) = entries(read(tmp_path, "#loc+name,#geo+lat,#geo+lon\nHere,1,2\n"))
    assert entry.name == "Here"


def test_a_list_of_districts_names_the_narrowest_unit(tmp_path):
    text = "ADM0_EN,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,lat,lon\nSyria,Idleb,SY07,Harim,SY0703,36.2,36.5\n"
    (entry,) = entries(read(tmp_path, text))
    assert (entry.name, entry.kind, entry.id, entry.precision) == ("Harim", "district", "pcode:SY0703", 3)
    assert (entry.country, entry.province, entry.feature) == ("SYR", "Idleb", "A.ADM2")


def test_rows_without_name_or_point_are_told_with_their_line(tmp_path):
    found = read(tmp_path, "name,lat,lon\nHere,1,2\n,1,2\nThere,,\n\nWhere,1,200\n")
    assert [(fault.line, fault.reason.split(":")[0]) for fault in found if isinstance(fault, Fault)] == [
        (3, "no name"), (4, "no coordinates"), (6, "no coordinates")
    ]  # fmt: skip


def test_the_country_of_a_place_may_be_told_by_the_caller(tmp_path):
    (entry,) = entries(read(tmp_path, "name,lat,lon\nHere,1,2\n", country="SOM"))
    assert entry.country == "SOM"


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "name\nHere\n", "\n\n"])
def test_what_is_no_list_of_places_is_an_error_that_says_so(tmp_path, text):
    with pytest.raises(GazetteerError, match="neither a GeoNames dump nor a table"):
        read(tmp_path, text)


def test_a_folder_and_a_damaged_zip_are_errors(tmp_path):
    with pytest.raises(GazetteerError, match="a folder"):
        list(read_places(tmp_path))
    path = tmp_path / "empty.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("picture.png", "")
    with pytest.raises(GazetteerError, match=r"no \.txt"):
        list(read_places(path))


@settings(deadline=None)  # each example makes a file
@given(st.binary(max_size=400))
def test_any_bytes_give_places_faults_or_an_error_of_ours(tmp_path_factory, data):
    path = write(tmp_path_factory.mktemp("any"), b"name,lat,lon\n" + data)
    for place in read_places(path):
        assert isinstance(place, Listed | Fault)


@settings(deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_characters="\t\r\n\0", codec="utf-8"), max_size=20), min_size=19, max_size=19
    )
)
def test_any_cells_of_a_dump_give_a_place_or_a_fault(tmp_path_factory, cells):
    path = write(tmp_path_factory.mktemp("any"), dump_line() + "\n" + "\t".join(cells) + "\n")
    assert all(isinstance(place, Listed | Fault) for place in read_places(path))
