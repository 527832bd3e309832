"""Lists of places in files → places, one at a time: GeoNames country dumps and tables with p-codes.

- GeoNames (https://download.geonames.org/export/dump/readme.txt): 19 columns, tab separated, no header, UTF-8; as text
  or as the .zip that GeoNames offers.
- CSV: a header, and columns for names and coordinates under their usual names; administrative names and p-codes as
  UN OCHA's common operational datasets have them (ADM2_EN, ADM2_PCODE …); a row of HXL tags
  (https://hxlstandard.org) under the header, or instead of it, is understood and goes before the header's words.

A line that cannot be read is a `Fault` and never stops the rest. Files are read as a stream: a dump of two million
places takes no more memory than a short one.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dateline.ontology.countries import by_alpha2, countries, country_named
from dateline.record import DatelineError
from dateline.resolve.gazetteer.entry import CLASS_PRECISION, Entry, Kind
from dateline.resolve.gazetteer.keys import key_of


class GazetteerError(DatelineError):
    """A list of places that cannot be read, fetched or kept; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A place of a list: its entry, and its other names."""

    entry: Entry
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that gave no place, and why."""

    line: int
    reason: str


def read_places(path: Path, *, country: str | None = None) -> Iterator[Listed | Fault]:
    """The places of a file, and its faulty lines, in order.

    `country` (alpha-3) is that of places whose line tells none. Raises `GazetteerError` where the file cannot be read
    at all or holds no list of places.
    """
    try:
        with _opened(path) as file:
            first = file.readline()
            lines = itertools.chain([first], file)
            if first.count("\t") == _COLUMNS - 1 and first.split("\t", 1)[0].strip("\ufeff").isdecimal():
                yield from _geonames(lines)
            else:
                yield from _table(path, lines, first, country or "")
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error) or "it is damaged"
        raise GazetteerError(f"{path}: it cannot be read: {reason}; check the file") from error


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    """The text of a file, or of the list inside a .zip. Bytes that are no UTF-8 stay to be found line by line."""
    if path.is_dir():
        raise GazetteerError(f"{path}: a folder, not a list of places; name a file")
    if not zipfile.is_zipfile(path):
        with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
            yield file
        return
    with zipfile.ZipFile(path) as archive:
        lists = [i for i in archive.infolist() if _LIST.search(i.filename) and "readme" not in i.filename.lower()]
        if not lists:
            raise GazetteerError(f"{path}: no .txt, .csv or .tsv inside; give the list itself")
        largest = max(lists, key=lambda info: info.file_size)
        with archive.open(largest) as raw, io.TextIOWrapper(raw, "utf-8", "surrogateescape", newline="") as file:
            yield file


_LIST = re.compile(r"\.(?:txt|csv|tsv)$", re.I)


def _is_damaged(line: str) -> bool:
    return any("\udc80" <= character <= "\udcff" for character in line)


def _number(words: str, most: float) -> float | None:
    """A number of degrees; None where it is none, or out of its range."""
    try:
        value = float(words.strip().replace(",", ".") if words.count(",") == 1 and "." not in words else words)
    except ValueError:
        return None
    return value if -most <= value <= most else None


# --- GeoNames -------------------------------------------------------------------------------------

_COLUMNS = 19


def _geonames(lines: Iterable[str]) -> Iterator[Listed | Fault]:
    for number, line in enumerate(lines, start=1):
        words = line.strip("\ufeff\r\n")
        if words:
            found = _geonames_place(words)
            if isinstance(found, str):
                yield Fault(number, found)
            elif found.entry.kind != "country":  # those come with the package
                yield found


def _geonames_place(line: str) -> Listed | str:
    """The place of a line of a dump, or what is wrong with the line."""
    cells = line.split("\t")
    if len(cells) != _COLUMNS:
        return f"{len(cells)} columns instead of {_COLUMNS}"
    id_, name, plain, others, lat_words, lon_words, feature_class, feature_code, alpha2, _, admin1, *_ = cells
    lat, lon = _number(lat_words, 90), _number(lon_words, 180)
    if _is_damaged(line):
        return "not UTF-8"
    if not id_.isdecimal() or not key_of(name or plain):
        return "no id or no name"
    if lat is None or lon is None:
        return f"no coordinates: {lat_words[:20]!r}, {lon_words[:20]!r}"
    kind = _kind(feature_class, feature_code)
    entry = Entry(
        id=f"geonames:{id_}",
        name=name or plain,
        kind=kind,
        country=by_alpha2().get(alpha2, ""),
        admin1=f"{alpha2}.{admin1}" if admin1 not in ("", "00") else "",
        lat=lat,
        lon=lon,
        population=int(cells[14]) if cells[14].isdecimal() else 0,
        precision=_PRECISION.get(kind, CLASS_PRECISION.get(feature_class, 5)),
        feature=f"{feature_class}.{feature_code}".strip("."),
    )
    return Listed(entry, tuple(dict.fromkeys(filter(None, (plain, *others.split(","))))))


_PRECISION: Mapping[Kind, int] = {"town": 1, "district": 3, "province": 4}


def _kind(feature_class: str, code: str) -> Kind:
    if feature_class == "P":
        return "town"
    if feature_class == "A" and code.startswith("PCL"):
        return "country"
    if feature_class == "A" and code == "ADM1":
        return "province"
    if feature_class == "A" and code in ("ADM2", "ADM3", "ADM4", "ADM5"):
        return "district"
    return "feature"


# --- tables with a header -------------------------------------------------------------------------

# What a column holds, by its HXL tag or by the letters and digits of its header. A level is that of an administrative
# unit, 0 the country.
_TAGS = (
    ("lat", re.compile(r"#geo\b.*\+lat\b")),
    ("lon", re.compile(r"#geo\b.*\+lon\b")),
    ("population", re.compile(r"#population\b")),
    ("pcode", re.compile(r"#loc\b.*\+(?:p?code|id)\b")),
    ("other", re.compile(r"#loc\b.*\+(?:alt|i_(?!en\b)\w+)\b")),
    ("name", re.compile(r"#loc\b(?!.*\+type)")),
    ("code{}", re.compile(r"#adm([1-5])\b.*\+(?:p?code|id)\b")),
    ("name{}", re.compile(r"#adm([1-5])\b")),
    ("country", re.compile(r"#country\b")),
)
_HEADERS = (
    ("lat", re.compile(r"(?:gps|point|centroid|decimal)?(?:lat|latitude|latdd|y|ycoord|ycoordinate|pointy)")),
    ("lon", re.compile(r"(?:gps|point|centroid|decimal)?(?:lon|long|lng|longitude|londd|x|xcoord|xcoordinate|pointx)")),
    ("population", re.compile(r"(?:total)?pop(?:ulation)?(?:total)?")),
    ("pcode", re.compile(r"(?:place|settlement|location|village|site|ppl)?(?:pcode|code|id)")),
    ("other", re.compile(r"(?:alt(?:ernat(?:e|ive))?|other|local)names?|name(?:alt|other|ar|fr|es|ru|uk|local)")),
    ("name", re.compile(r"(?:place|settlement|location|village|town|site|feature|ascii|full)?name(?:en|latin)?"
                        r"|place|settlement|location|village|town")),
    ("code{}", re.compile(r"(?:adm|admin|al)([1-5])(?:p?code|id)")),
    ("name{}", re.compile(r"(?:adm|admin|al)([1-5])(?:name)?(?:en|ref|latin)?")),
    ("country", re.compile(r"(?:country|adm0|admin0|iso)(?:iso)?[23]?(?:name|code|pcode|en)?|iso(?:alpha)?[23]")),
)  # fmt: skip

Columns = Mapping[str, int]


def _table(path: Path, lines: Iterable[str], first: str, country: str) -> Iterator[Listed | Fault]:
    rows = _rows(lines, max(",;\t|", key=first.count))
    columns, waiting = _columns(rows)
    if "lat" not in columns or "lon" not in columns or not any(role.startswith("name") for role in columns):
        raise GazetteerError(
            f"{path}: neither a GeoNames dump nor a table with a name, a latitude and a longitude; "
            "name the columns so in its first line, or tag them with HXL"
        )
    for number, row in itertools.chain(waiting, rows):
        if isinstance(row, Fault):
            yield row
        elif any(cell.strip() for cell in row):
            found = _table_place(row, columns, country)
            yield Fault(number, found) if isinstance(found, str) else found


Row = list[str]
Numbered = tuple[int, Row | Fault]


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[Numbered]:
    """The rows with the numbers of the lines on which they end."""
    reader = csv.reader((line.replace("\0", "") for line in lines), delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, Fault(reader.line_num, str(error))
        else:
            yield reader.line_num, row


def _columns(rows: Iterator[Numbered]) -> tuple[Columns, list[Numbered]]:
    """What each column holds, and the rows read beyond the header to tell."""
    _, header = next(rows, (0, []))
    if isinstance(header, Fault):
        return {}, []
    if _is_tags(header):
        return _roles([tag.lower() for tag in header], _TAGS, re.Pattern.match), []
    columns = _roles([re.sub("[^a-z0-9]", "", cell.lower()) for cell in header], _HEADERS, re.Pattern.fullmatch)
    second = next(rows, None)
    if second is not None and not isinstance(second[1], Fault) and _is_tags(second[1]):
        return {**columns, **_roles([tag.lower() for tag in second[1]], _TAGS, re.Pattern.match)}, []
    return columns, [] if second is None else [second]


def _is_tags(row: Row) -> bool:
    told = [cell for cell in row if cell.strip()]
    return bool(told) and sum(cell.strip().startswith("#") for cell in told) * 2 > len(told)


Matching = Callable[[re.Pattern[str], str], re.Match[str] | None]


def _roles(cells: Sequence[str], known: Sequence[tuple[str, re.Pattern[str]]], matches: Matching) -> Columns:
    """Role → number of the first column that has it."""
    found: dict[str, int] = {}
    for number, cell in enumerate(cells):
        for role, pattern in known:
            if match := matches(pattern, cell.strip()):
                found.setdefault(role.format(*match.groups()), number)
                break
    return found


def _table_place(row: Row, columns: Columns, country: str) -> Listed | str:
    """The place of a row, or what is wrong with it."""
    cell = {role: row[number].strip() for role, number in columns.items() if number < len(row)}
    if any(map(_is_damaged, row)):
        return "not UTF-8"
    name, level = _name(cell)
    if not key_of(name):
        return "no name"
    lat, lon = _number(cell.get("lat", ""), 90), _number(cell.get("lon", ""), 180)
    if lat is None or lon is None:
        return f"no coordinates: {cell.get('lat', '')[:20]!r}, {cell.get('lon', '')[:20]!r}"
    pcode = cell.get("pcode") if level == 0 else cell.get(f"code{level}")
    code = _country(cell, pcode or cell.get("code1", ""), country)
    kind: Kind = "town" if level == 0 else "province" if level == 1 else "district"
    people = cell.get("population", "").replace(",", "").partition(".")[0]
    entry = Entry(
        id=f"pcode:{pcode}" if pcode else f"point:{lat:.5f},{lon:.5f}",
        name=name,
        kind=kind,
        country=code,
        province=cell.get("name1", ""),
        lat=lat,
        lon=lon,
        population=int(people) if people.isdecimal() and len(people) < 11 else 0,
        precision=_PRECISION[kind],
        feature="P.PPL" if level == 0 else f"A.ADM{level}",
    )
    return Listed(entry, tuple(filter(None, re.split(r"[|;,]", cell.get("other", "")))))


def _name(cell: Mapping[str, str]) -> tuple[str, int]:
    """A place's name and the level it is of: 0 a settlement, else that of the narrowest administrative unit named."""
    if cell.get("name"):
        return cell["name"], 0
    level = next((level for level in (5, 4, 3, 2, 1) if cell.get(f"name{level}")), 0)
    return cell.get(f"name{level}", ""), level


def _country(cell: Mapping[str, str], pcode: str, otherwise: str) -> str:
    """A row's country: as a column tells it, or the two or three letters before a p-code's number."""
    told = cell.get("country", "")
    letters = re.match(r"[A-Z]{2,3}(?=\d)", pcode.upper())
    for code in (told.upper(), letters[0] if letters else ""):
        if code in countries():
            return code
        if code in by_alpha2():
            return by_alpha2()[code]
    return country_named(told) or otherwise
