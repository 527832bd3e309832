"""The setting of a report: how often it speaks of each country and province.

Counted once per report, and asked by both who resolves places (`dateline.resolve.places`) and who resolves actors:

    setting = Setting.of(text)
    resolve_places(mentions, text, setting=setting)
    resolve(forms, setting=setting.country)
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from dateline.ontology.countries import by_alpha2, countries
from dateline.resolve.gazetteer import gazetteer, province_keys, province_populations
from dateline.resolve.gazetteer.entry import Entry
from dateline.resolve.gazetteer.keys import key_of

CAPITALS = re.compile(r"[^\W\d_a-z][\w’'.-]*(?:\s+[^\W\d_a-z][\w’'.-]*)*")
_FIRM = 0.66  # of Setting.weight: three words


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How often a report speaks of each country (alpha-3) and province (GeoNames code).

    `names` counts the words that say so, by key: what a name says of itself is no evidence for it. `places` are
    places of the report that are sure: code → the keys of their names. `publisher_country` (alpha-3, or '') and
    `publisher_names` (keys of names of places) are what the publisher's name tells of its home.
    """

    counts: Mapping[str, float]
    names: Mapping[str, int]
    places: Mapping[str, Set[str]] = field(default_factory=dict)
    publisher_country: str = ""
    publisher_names: Set[str] = frozenset()

    @classmethod
    def of(cls, text: str, *, publisher: str | None = None) -> Setting:
        """Counts the countries, peoples and provinces that the text names.

        `publisher` is the publisher's name or its domain ('Kyiv Post', 'thetowntalk.com'), None where it is not known.
        """
        known = signals()
        counts: Counter[str] = Counter()
        names: Counter[str] = Counter()
        for run in CAPITALS.finditer(text):
            words = run[0].split()
            at = 0
            while at < len(words):
                for size in range(min(4, len(words) - at), 0, -1):
                    name = bare(" ".join(words[at : at + size]))
                    codes = known.get(key := key_of(name))
                    if codes and not _is_noise(name):
                        counts.update(codes)
                        names[key] += 1
                        at += size - 1
                        break
                at += 1
        return cls(
            counts=counts,
            names=names,
            publisher_country=country_of_publisher(publisher or ""),
            publisher_names=names_in_publisher(publisher or ""),
        )

    @property
    def country(self) -> str | None:
        """The country that the report is set in: the one that it speaks of most, of which it speaks twice at least."""
        counts = {code: count for code, count in self.counts.items() if "." not in code}
        country = max(counts, key=lambda code: counts[code], default=None)
        return country if country and counts[country] >= 2 else None

    def with_places(self, found: Iterable[tuple[str, Entry]]) -> Setting:
        """The same, with the countries and provinces of places that are sure, by the keys of their names."""
        places: dict[str, set[str]] = {}
        for key, entry in found:
            for code in (entry.country, entry.admin1):
                if code:
                    places.setdefault(code, set()).add(key)
        return replace(self, places=places)

    def weight(self, code: str, own_key: str = "") -> float:
        """From 0, the report never speaks of it, to 1, of it above all; words of `own_key` do not count."""
        if not code:
            return 0.0
        own = self.names.get(own_key, 0) if code in signals().get(own_key, ()) else 0
        places = self.places.get(code, frozenset())
        count = self.counts.get(code, 0.0) - own + len(places) - (own_key in places)
        return count / (count + 1.5)

    def is_firm(self, own_key: str) -> bool:
        """Whether words other than `own_key` name one country often."""
        return any(self.weight(code, own_key) >= _FIRM for code in (*self.counts, *self.places) if "." not in code)

    def main_country(self) -> str | None:
        """The country that the report speaks of more than of all others together, or None."""
        totals = {c: n + len(self.places.get(c, ())) for c, n in self.counts.items() if "." not in c}
        if not totals:
            return None
        country, most = max(totals.items(), key=lambda item: item[1])
        return country if most >= 2 and most > 0.5 * sum(totals.values()) else None


def _is_noise(name: str) -> bool:
    """A few letters in mixed case, as headlines and codes have them."""
    return len(name) <= 4 and not name[-1:].islower() and not name.replace(".", "").isupper()


def bare(name: str) -> str:
    """A name without its possessive and the marks around it."""
    return name.removesuffix("’s").removesuffix("'s").strip("’'.-")


# Names of countries or provinces that are as often something else.
_AMBIGUOUS = frozenset(map(key_of, (
    "Georgia", "Central", "Northern", "Southern", "Eastern", "Western", "North", "South", "East", "West", "Capital",
    "Delta", "Centre", "Center", "Victoria", "Washington", "Islands", "Littoral", "Red Sea", "River", "Plateau",
    "Jordan", "Santa Cruz", "Santa Ana", "San Juan", "San Miguel", "La Paz", "San José", "San Jose", "Union", "Salem",
    "Saint John", "Saint Paul", "Saint Peter", "Saint George", "Saint Andrew", "Nord", "Sud", "Est", "Ouest", "Jersey",
    "Trinity", "Mon", "Man", "Van", "Bush", "Mass", "Wash", "Ore", "Miss", "La", "Pa", "Ala", "Del", "Tex", "Ill",
    "Central Region", "Northern Region", "Western Region", "Eastern Region", "Lima", "March", "May", "Sunday",
)))  # fmt: skip


@functools.cache
def signals() -> Mapping[str, tuple[str, ...]]:
    """Key of a name or adjective → the codes it speaks for, where it speaks for one country alone."""
    found: dict[str, tuple[str, ...]] = {}
    for key, codes in province_keys().items():
        if len(codes) == 1 and len(key) > 3 and key not in _AMBIGUOUS and not _outgrown(key, codes[0]):
            found[key] = (codes[0], country_of_province(codes[0]))
    for country in countries().values():
        for name in (*country.names, *country.adjectives):
            if key_of(name) not in _AMBIGUOUS and (len(name) > 2 or name.isupper()):
                found[key_of(name)] = (country.alpha3,)
    return MappingProxyType(found)


def _outgrown(key: str, code: str) -> bool:
    """A province whose name is rather that of a town elsewhere: Manchester is a parish of Jamaica."""
    towns = (e for e in gazetteer().find(key) if e.kind == "town" and e.named and e.admin1 != code)
    return any(town.population > province_populations()[code] for town in towns)


def country_of_province(code: str) -> str:
    """The alpha-3 code of the country of a province: 'SY.07' → SYR."""
    return by_alpha2().get(code.partition(".")[0], "")


# --- the publisher --------------------------------------------------------------------------------

_DOMAIN = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/.*)?$", re.I)
_SMALLEST = 2_000  # people of a town that a paper is named after
_SHORTEST = 5  # letters of a name inside a domain: shorter ones stand in many words


def country_of_publisher(publisher: str) -> str:
    """The alpha-3 code of a domain's country: 'haaretz.co.il' → ISR; '' where the domain has none or there is none."""
    domain = _DOMAIN.fullmatch(publisher.strip())
    ending = domain[1].rpartition(".")[2].upper() if domain else ""
    return by_alpha2().get({"UK": "GB"}.get(ending, ending), "")


@functools.lru_cache(maxsize=4096)
def names_in_publisher(publisher: str) -> frozenset[str]:
    """Keys of the places' names that the publisher's name holds: 'Kyiv Post' → 'kyiv'; 'parisbeacon.com' → 'paris'."""
    if domain := _DOMAIN.fullmatch(publisher.strip()):
        label = max(map(key_of, domain[1].split(".")[:-1]), key=len)
        forms = {label[a:b] for a in range(len(label)) for b in range(a + _SHORTEST, len(label) + 1)}
    else:
        words = publisher.split()
        forms = {
            key_of(" ".join(words[a:b])) for a in range(len(words)) for b in range(a + 1, min(a + 4, len(words)) + 1)
        }
    known = {key for key in forms if any(e.named and e.population >= _SMALLEST for e in gazetteer().find(key))}
    return frozenset(key for key in known if not any(key != other and key in other for other in known))
