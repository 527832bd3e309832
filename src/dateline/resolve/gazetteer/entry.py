"""An entry of a gazetteer: one place that a name may mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal["town", "province", "district", "feature", "region", "country"]

# GeoNames' feature classes (https://www.geonames.org/export/codes.html), and UCDP GED's where_prec of each: a point
# is a place itself, a stretch of land or water 5. Provinces and districts have 4 and 3, by their kind.
CLASS_PRECISION: Mapping[str, int] = MappingProxyType(
    {"P": 1, "S": 1, "T": 1, "A": 5, "L": 5, "H": 5, "R": 5, "V": 5, "U": 7}
)
KIND_PRECISION: Mapping[Kind, int] = MappingProxyType({"town": 1, "district": 3, "province": 4, "country": 6})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place of a gazetteer.

    `id` names the place in its source ('geonames:170063', 'pcode:SY0201'; None for our own table of regions),
    `country` is ISO 3166-1 alpha-3 or '' (none, or several), `admin1` the province's GeoNames code as in 'SY.07' and
    `province` its name ('' where there is none). `lat` and `lon` are degrees, WGS 84. `feature` is GeoNames' feature
    class and code ('P.PPL'), `precision` UCDP GED's where_prec. `named`: the name looked up is its usual name.
    """

    id: str | None
    name: str
    kind: Kind
    country: str = ""
    admin1: str = ""
    province: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    precision: int = 1
    feature: str = ""
    named: bool = True
