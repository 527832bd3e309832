"""Adding to the user's gazetteer: a file, or a country that is fetched from GeoNames."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dateline.ontology.countries import countries, country_named
from dateline.resolve.gazetteer import province_keys, provinces
from dateline.resolve.gazetteer.files import Fault, GazetteerError, Listed, read_places
from dateline.resolve.gazetteer.keys import key_of, without_division_word
from dateline.resolve.gazetteer.store import Added, Store

GEONAMES = "https://download.geonames.org/export/dump/{}.zip"  # CC BY 4.0
_PATIENCE = 60.0  # seconds without a byte before the download is given up


def add_source(store: Store, source: str, *, name: str | None = None, country: str | None = None) -> Added:
    """Adds a file, or the GeoNames dump of a country (its name, ISO 3166-1 alpha-2 or alpha-3 code).

    `name` is what the list is called from now on (default: the file's name without ending, or the country's code);
    `country` (as above) is that of places whose line tells none. Raises `GazetteerError`.
    """
    default = country_code(country) if country else None
    path = Path(source)
    if path.exists():
        listed = _with_provinces(read_places(path, country=default))
        return store.add(name or path.name.partition(".")[0] or path.name, str(path.absolute()), listed)
    code = country_code(source, or_file=True)
    url = GEONAMES.format(countries()[code].alpha2)
    with fetched(url) as fetched_path:
        return store.add(name or code, url, _with_provinces(read_places(fetched_path)))


def country_code(words: str, *, or_file: bool = False) -> str:
    """The alpha-3 code of a country, by its name or code. Raises `GazetteerError` where there is none such.

    `or_file`: the words might have been a file's name, and the error says so.
    """
    known = countries()
    by_code = {code: alpha3 for alpha3, c in known.items() if c.alpha2 for code in (alpha3, c.alpha2)}
    code = by_code.get(words.upper()) or country_named(words)
    if code is None or not known[code].alpha2:
        file = "no such file, and " if or_file else ""
        raise GazetteerError(f"{words}: {file}no country of that name or code; give a file, or a code such as SYR")
    return code


@contextlib.contextmanager
def fetched(url: str) -> Iterator[Path]:
    """A file of the web, for as long as it is needed. Raises `GazetteerError` where it cannot be had."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / url.rpartition("/")[2]
        try:
            with urllib.request.urlopen(url, timeout=_PATIENCE) as answer, path.open("wb") as file:
                shutil.copyfileobj(answer, file)
        except (OSError, urllib.error.URLError) as error:
            reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
            raise GazetteerError(
                f"{url}: it cannot be fetched: {reason}; fetch it where there is a network, and give the file"
            ) from error
        yield path


def _with_provinces(places: Iterator[Listed | Fault]) -> Iterator[Listed | Fault]:
    """Provinces by one code and one name, whichever of the two a list has: so places of several lists go together."""
    for place in places:
        if isinstance(place, Fault):
            yield place
            continue
        entry = place.entry
        admin1 = entry.admin1 or _province_code(entry.country, entry.province)
        yield replace(place, entry=replace(entry, admin1=admin1, province=provinces().get(admin1, entry.province)))


def _province_code(country: str, name: str) -> str:
    """GeoNames' code of the province of that name in that country; '' where there is none or more than one."""
    alpha2 = countries()[country].alpha2 if country else None
    if not alpha2 or not name:
        return ""
    for key in (key_of(name), key_of(without_division_word(name))):
        codes = [code for code in province_keys().get(key, ()) if code.startswith(f"{alpha2}.")]
        if len(codes) == 1:
            return codes[0]
    return ""
