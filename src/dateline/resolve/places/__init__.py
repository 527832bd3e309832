"""Place names of one report → values: which place each name means, where it is, how exactly.

The places of a report are resolved together, for they tell of one another. A name's words are taken apart
(`words`), its candidates come from the gazetteer (`candidates`), and the likeliest of each are chosen for all names at
once (`choice`).

`PlaceValue.rule` says why the winner won, or why there is none; `PlaceValue.losers` what else the name might have
meant, and what spoke against it. Coordinates are never made up: a name that is not in the gazetteer keeps its name
and the narrowest country, without a point, or province that the text gives; so does a part of a country ('northern
Syria').
Adjectives and people's names ('Turkish') are no places, unless the caller says that they are.

Precision is UCDP GED's where_prec: 1 the place itself, 2 near it, 3 district, 4 province, 5 region or line, 6
country, 7 unknown or at sea.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from rapidfuzz import process
from rapidfuzz.distance import Indel

from dateline.ontology.countries import countries, country_named, country_of_adjective
from dateline.resolve.gazetteer import gazetteer, province_entries, province_keys, provinces, regions
from dateline.resolve.gazetteer.entry import Entry
from dateline.resolve.gazetteer.keys import key_of, rough_key_of
from dateline.resolve.places.candidates import NONE, Candidates, candidates_of, country_entry, is_plain_word
from dateline.resolve.places.choice import SIGNS, WEIGHTS, Choice, Toponym, choose
from dateline.resolve.places.relations import NEAR_KM, area_of, between, border_area, ends_of
from dateline.resolve.places.words import (
    FOREIGN_SITE,
    Described,
    Reading,
    ToponymMention,
    container_start,
    describe,
    is_adjective,
    spans_of,
)
from dateline.resolve.setting import CAPITALS, Setting, bare, country_of_province, signals

__all__ = ["Loser", "PlaceValue", "ToponymMention", "resolve_places"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loser:
    """A place that the name might have meant and, by the signs, did not. `chance` is from 0 to 1."""

    name: str
    gazetteer_id: str | None
    kind: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    chance: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceValue:
    """What a name comes to. Unknown is None; `rule` says how the value was found, or why it was not.

    `country` is ISO 3166-1 alpha-3, `admin1` the province's name, `precision` UCDP GED's where_prec,
    `gazetteer_id` as in 'geonames:12345', `feature` GeoNames' feature class and code as in 'P.PPL'. `radius_km` is how
    far from the point a place may lie that is told by another ('25 km north of Raqqa'). `chance` is that of the
    value among all that the name might mean, from 0 to 1; `losers` are the likeliest others.
    """

    name: str | None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: int | None = None
    gazetteer_id: str | None = None
    feature: str | None = None
    chance: float | None = None
    rule: str
    losers: tuple[Loser, ...] = ()


def resolve_places(
    mentions: Sequence[ToponymMention], text: str, *, setting: Setting | None = None, demonyms: bool = False
) -> tuple[PlaceValue, ...]:
    """The value of each place of one report, in the order given. `text` is the whole report.

    `setting` is `Setting.of(text)`, where that is at hand. `demonyms`: adjectives and people's names ('Turkish') are
    taken for their countries, as some annotated corpora have them; otherwise they come to no place.
    """
    setting = setting or Setting.of(text)
    distinct = tuple(dict.fromkeys(mentions))
    values = dict(zip(distinct, _resolve(distinct, text, setting, demonyms), strict=True))
    return tuple(values[mention] for mention in mentions)


def _resolve(mentions: Sequence[ToponymMention], text: str, setting: Setting, demonyms: bool) -> Iterator[PlaceValue]:
    ends = {mention: ends_of(mention.name) for mention in mentions}
    told = tuple(ToponymMention(name) for pair in ends.values() if pair for name in pair)
    every = tuple(dict.fromkeys((*mentions, *told)))
    toponyms = [toponym_of(mention, text, setting, demonyms=demonyms) for mention in every]
    choices = choose(toponyms, setting)
    report = _report(toponyms, choices, text, setting)
    values = {
        mention: _value_of(toponym, choice, report)
        for mention, toponym, choice in zip(every, toponyms, choices, strict=True)
    }
    for mention in mentions:
        if (pair := ends[mention]) and (value := _between(mention.name, *(values[ToponymMention(n)] for n in pair))):
            yield value
        else:
            yield _in_container(mention, values, report) if _is_vague(values[mention]) else values[mention]


def _is_vague(value: PlaceValue) -> bool:
    """Whether a name matched nothing, and is placed by its province or its country at best."""
    return value.chance is None and value.precision is not None and value.precision >= 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """What is known of a report once its names are chosen: its setting with the sure places, and their entries."""

    text: str
    setting: Setting
    sure: tuple[Entry, ...]


def _report(toponyms: Sequence[Toponym], choices: Sequence[Choice], text: str, setting: Setting) -> _Report:
    sure = [
        (toponym.candidates.key, toponym.candidates.entries[choice.best])
        for toponym, choice in zip(toponyms, choices, strict=True)
        if len(choice.chances) and choice.chances[choice.best] >= _SURE
    ]
    return _Report(text=text, setting=setting.with_places(sure), sure=tuple(entry for _, entry in sure))


_SURE = 0.8  # chance from which a place is a witness for names that are in no gazetteer


def toponym_of(mention: ToponymMention, text: str, setting: Setting, *, demonyms: bool = False) -> Toponym:
    """A name with its description and its candidates."""
    spans = spans_of(mention.name, text, mention.spans)
    described = describe(ToponymMention(mention.name, spans), text)
    country = country_of_adjective(described.whole) if demonyms and is_adjective(described.whole) else None
    if country:
        of_country = Candidates((country_entry(country),))
        return Toponym(described=described, reading=Reading(described.core), candidates=of_country)
    candidates, reading = candidates_of(described, setting)
    return Toponym(described=described, reading=reading, candidates=candidates)


def _value_of(toponym: Toponym, choice: Choice, report: _Report) -> PlaceValue:
    one, entries, setting = toponym.described, toponym.candidates.entries, report.setting
    if not entries or _is_far_fetched(entries[choice.best], toponym, setting):
        return _heard(one, setting) or _misspelt(one) or _unmatched(one, report)
    value = _value(toponym, entries[choice.best], _why(toponym, choice, setting))
    return replace(value, chance=round(float(choice.chances[choice.best]), 3), losers=_losers(toponym, choice))


# --- why ------------------------------------------------------------------------------------------


def _why(toponym: Toponym, choice: Choice, setting: Setting) -> str:
    entries, one = toponym.candidates.entries, toponym.described
    if len(entries) == 1:
        return "the only place so named"
    entry, count = entries[choice.best], len(entries)
    for code in (entry.admin1, entry.country):
        if code and code in one.containers:
            return f"the words beside it name {_name_of(code)}; one of {count} places so named"
    if choice.signs[choice.best, _LIES_TOGETHER] >= 0.5:
        return f"it lies by other places of the report; one of {count} places so named"
    for code in (entry.admin1, entry.country):
        if setting.weight(code, toponym.candidates.key):
            return f"the report speaks of {_name_of(code)}; one of {count} places so named"
    return f"the most likely by size and kind of {count} places so named"


_LIES_TOGETHER = SIGNS.index("lies_together")
_MOST_LOSERS = 5
_AGAINST = {
    "population": "it is smaller",
    "capital": "it is no capital",
    "usual_name": "it goes by another name first",
    "said_kind": "the words say another kind of place",
    "other_kind": "the words say another kind of place",
    "beside_province": "the words beside the name say another province",
    "beside_country": "the words beside the name say another country",
    "country": "the report does not speak of its country",
    "province": "the report speaks less of its province",
    "publisher_country": "the publisher's country is another",
    "may_lie_together": "it lies far from the other places of the report",
    "lies_together": "it lies far from the other places of the report",
    "same_province": "the other places of the report lie in another province",
    "same_country": "the other places of the report lie in another country",
}


def _losers(toponym: Toponym, choice: Choice) -> tuple[Loser, ...]:
    """The likeliest of the other candidates, each with the sign that spoke most against it."""
    order = sorted(range(len(choice.chances)), key=lambda row: (-choice.chances[row], row))[1 : _MOST_LOSERS + 1]
    found = []
    for row in order:
        entry = toponym.candidates.entries[row]
        against = (choice.signs[choice.best] - choice.signs[row]) * WEIGHTS
        reason = _AGAINST.get(SIGNS[int(against.argmax())], "it is a less likely kind of place")
        found.append(
            Loser(
                name=entry.name,
                gazetteer_id=entry.id,
                kind=entry.kind,
                country=entry.country or None,
                admin1=entry.province or None,
                lat=entry.lat,
                lon=entry.lon,
                chance=round(float(choice.chances[row]), 3),
                reason=reason,
            )
        )
    return tuple(found)


def _name_of(code: str) -> str:
    return provinces().get(code, code) if "." in code else countries()[code].name


# --- names that are in no gazetteer, or not as they are spelt -------------------------------------

_SMALL = 20_000


def _is_far_fetched(entry: Entry, toponym: Toponym, setting: Setting) -> bool:
    """A small place in a country that the report never speaks of, while it speaks of others; for a site that only
    bears the name, a small place in any country but the one that the report speaks of most.

    Most villages and oil fields are in no gazetteer; a namesake abroad is not the one of the report.
    """
    key = toponym.candidates.key
    if entry.kind in ("country", "region") or entry.population >= _SMALL or not setting.is_firm(key):
        return False
    if {entry.country, entry.admin1} & toponym.described.containers.keys():
        return False
    return entry.country != setting.country if toponym.reading.bears_name else not setting.weight(entry.country, key)


_ALIKE = 0.7  # of the letters: below this, names with the same consonants are rarely the same


def _heard(one: Described, setting: Setting) -> PlaceValue | None:
    """The place that sounds alike in the country at hand: 'Jisreen' for Jisrīn. None where none is close."""
    if one.border or is_plain_word(one.core) or is_adjective(one.whole):
        return None
    country = next((code for code in one.containers if "." not in code), None) or setting.main_country()
    key = key_of(one.core)
    rough = rough_key_of(key)
    if country is None or not rough:
        return None
    alike = [
        (Indel.normalized_similarity(key, key_of(e.name)), e) for e in gazetteer().find(rough) if e.country == country
    ]
    score, entry = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    if entry is None or score < _ALIKE:
        return None
    toponym = Toponym(described=one, reading=Reading(one.core, kind=one.kind), candidates=Candidates((entry,), rough))
    return _value(toponym, entry, f"sounds like {entry.name}, in {_name_of(country)}")


_SHORTEST = 7  # letters: among shorter names, one letter more or less makes another name
_MISSPELT = 0.92  # of the letters: 'Greenlane' is 0.89 like Greenland


def _misspelt(one: Described) -> PlaceValue | None:
    """The country, province or region whose name differs by a letter: 'Mauritious'. None where none is so close."""
    key = key_of(one.core)
    if one.border or len(key) < _SHORTEST or not one.core[:1].isupper() or is_adjective(one.whole):
        return None
    found = _spelt_almost(key)
    if found is None or key.startswith(found):  # 'South Ossetian' is an adjective
        return None
    entry = _well_known_entry(found)
    toponym = Toponym(described=one, reading=Reading(one.core, kind=one.kind), candidates=NONE)
    return _value(toponym, entry, f"spelt almost like {entry.name}")


@functools.lru_cache(maxsize=4096)
def _spelt_almost(key: str) -> str | None:
    """The key of the same first letter and almost the same others."""
    known = _well_known().get(key[0], ())
    found = process.extractOne(key, known, scorer=Indel.normalized_similarity, score_cutoff=_MISSPELT)
    return found[0] if found else None


@functools.cache
def _well_known() -> Mapping[str, tuple[str, ...]]:
    """First letter → keys of the names of countries, regions, and provinces that have their name alone."""
    of_countries = {key_of(name) for country in countries().values() for name in country.names}
    of_provinces = {key for key, codes in province_keys().items() if len(codes) == 1}
    known = sorted(key for key in of_countries | of_provinces | regions().keys() if len(key) >= _SHORTEST)
    return {letter: tuple(keys) for letter, keys in itertools.groupby(known, key=lambda key: key[0])}


def _well_known_entry(key: str) -> Entry:
    if region := regions().get(key):
        return region
    if codes := province_keys().get(key):
        return province_entries()[codes[0]]
    return country_entry(next(c.alpha3 for c in countries().values() if key in map(key_of, c.names)))


def _unmatched(one: Described, report: _Report) -> PlaceValue:
    """A name without an entry: it keeps its name, and the narrowest container that the text gives.

    A province is narrow enough to lend its point, as UCDP GED does; a country is not.
    """
    if is_adjective(one.whole):
        return PlaceValue(name=one.name, rule="an adjective or a people's name, not a place")
    if one.border:
        return _border(one, report)
    code, how = _container_of(one, report)
    if code is None:
        return PlaceValue(name=one.name, precision=7, rule="not in the gazetteer")
    rule = f"not in the gazetteer; {how} {_name_of(code)}"
    if "." not in code:
        return PlaceValue(name=one.name, country=code, precision=6, rule=rule)
    province = province_entries()[code]
    lat, lon = _middle_of([e for e in report.sure if e.admin1 == code]) or (province.lat, province.lon)
    return PlaceValue(
        name=one.name,
        country=province.country or None,
        admin1=province.name,
        lat=lat,
        lon=lon,
        precision=4,
        gazetteer_id=province.id,
        feature=province.feature,
        rule=rule,
    )


def _middle_of(entries: Sequence[Entry]) -> tuple[float, float] | None:
    """The middle, by latitude and by longitude, of the towns and districts among these; None where there is none."""
    local = [entry for entry in entries if entry.kind in ("town", "district")]
    points = [(entry.lat, entry.lon) for entry in local if entry.lat is not None and entry.lon is not None]
    return (median_low(p[0] for p in points), median_low(p[1] for p in points)) if points else None


_LENDING = ("P", "S", "A.ADM2")  # features small enough to lend their point to what lies in them


def _in_container(mention: ToponymMention, values: Mapping[ToponymMention, PlaceValue], report: _Report) -> PlaceValue:
    """The value of a name that matched nothing, near the town or district that the words right after it put it into."""
    value = values[mention]
    starts = {container_start(report.text, span) for span in mention.spans}
    for other, of in values.items():
        if of.lat is None or not (of.feature or "").startswith(_LENDING) or other == mention:
            continue
        if any(span.start in starts for span in other.spans):
            precision, radius = max(2, of.precision or 2), of.radius_km or NEAR_KM
            rule = f"not in the gazetteer; the words beside it put it into {of.name}"
            return replace(
                of, name=value.name, precision=precision, radius_km=radius, rule=rule, chance=None, losers=()
            )
    return value


def _between(name: str, one: PlaceValue, other: PlaceValue) -> PlaceValue | None:
    """The middle of two places; None where one of them has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    area = between((one.lat, one.lon), (other.lat, other.lon))
    return PlaceValue(
        name=name,
        country=one.country if one.country == other.country else None,
        admin1=one.admin1 if one.admin1 == other.admin1 and one.country == other.country else None,
        lat=area.lat,
        lon=area.lon,
        radius_km=area.radius_km,
        precision=2 if area.radius_km <= _REGIONAL_KM else 5,
        rule=f"half way between {one.name} and {other.name}",
    )


_REGIONAL_KM = 100.0  # a radius from which a point stands for a region (UCDP GED's where_prec 5), not for a place


def _container_of(one: Described, report: _Report) -> tuple[str | None, str]:
    """The code of the province or country that a name without an entry lies in, and how that is known."""
    setting = report.setting
    if not FOREIGN_SITE.search(one.whole):
        for run in CAPITALS.finditer(one.whole):
            for word in (run[0], *run[0].split()):
                codes = signals().get(key_of(bare(word)), ())
                if len(codes) == 1 or any(setting.weight(code) for code in codes[1:]):
                    return codes[0], "its own words name"
    # A province counts where its country is spoken of: many share their names with towns elsewhere.
    beside = {
        code: firm
        for code, firm in one.containers.items()
        if "." not in code or setting.weight(country_of_province(code))
    }
    said = max(beside, key=lambda code: (beside[code], "." in code), default=None)
    if said and "." in said:
        return said, "the words beside it name"
    country, province = said or setting.main_country(), _main_province(report)
    # A description ('military base') is no place of its own, and lends from its country alone.
    home = (None, country_of_province(province)) if province else ()
    if province and not is_plain_word(one.whole) and country in home and setting.country in home:
        return province, "the places of the report lie above all in"
    return (said, "the words beside it name") if said else (country, "the report speaks above all of")


def _main_province(report: _Report) -> str | None:
    """The province in which more than half of the report's sure towns, districts and provinces lie."""
    counts = Counter(entry.admin1 for entry in report.sure if entry.kind not in ("country", "region"))
    (code, most), *_ = counts.most_common(1) or [("", 0)]
    return code if code in provinces() and most > 0.5 * counts.total() else None


def _border(one: Described, report: _Report) -> PlaceValue:
    """A border is a line without a point; near it, a place lies where the report's own places are."""
    country = _border_country(one.whole, report.setting)
    line = PlaceValue(name=one.name, country=country, precision=5, rule="a border: a line without a point")
    sides = _sides(one.whole, report.setting) if one.near else None
    if sides is None:
        return line
    home = next((e for e in report.sure if e.kind == "town" and e.country in sides and e.lat is not None), None)
    area = border_area(*sides, (home.lat, home.lon) if home and home.lat is not None and home.lon is not None else None)
    if area is None:
        return line
    return PlaceValue(
        name=one.name,
        country=report.setting.main_country() if report.setting.main_country() in sides else country,
        lat=area.lat,
        lon=area.lon,
        radius_km=area.radius_km,
        precision=2 if area.radius_km <= _REGIONAL_KM else 5,
        rule=f"near the border of {_name_of(sides[0])} and {_name_of(sides[1])}",
    )


def _sides(words: str, setting: Setting) -> tuple[str, str] | None:
    """The two countries of a border: both named, or one named and the one that the report is set in."""
    named = [
        code
        for word in re.split(r"[^\w’']+", words)
        if (code := country_of_adjective(bare(word)) or country_named(bare(word)))
    ]
    sides = tuple(dict.fromkeys((*named, *filter(None, (setting.main_country(),)))))
    return (sides[0], sides[1]) if len(sides) >= 2 and named else None


_BORDER_OF = re.compile(
    r"([^\W\d_a-z][\w.–-]*(?:\s+[^\W\d_a-z][\w.–-]*)?)(?:[’']s?)?\s+(?:[\w-]+\s+)?(?:border|frontier|boundary)"
)
_BORDER_WITH = re.compile(r"(?:borders?|frontiers?|boundary)\s+(?:with|to)\s+(?:the\s+)?(.+)$")


def _border_country(words: str, setting: Setting) -> str | None:
    """'Turkey's border', 'the Turkish border' → TUR; 'the border with Turkey' → the report's country, if another."""
    if owner := _BORDER_OF.search(words):
        if "-" in owner[1] or "–" in owner[1]:  # 'the Iraq-Syria border'
            return None
        return country_named(owner[1]) or country_of_adjective(owner[1])
    beyond = _BORDER_WITH.search(words)
    main = setting.main_country()
    return main if beyond and main != country_named(beyond[1]) else None


# --- the value ------------------------------------------------------------------------------------


def _value(toponym: Toponym, entry: Entry, rule: str) -> PlaceValue:
    one, reading = toponym.described, toponym.reading
    entry, precision, rule = _as_said(entry, reading, rule)
    value = PlaceValue(
        name=one.name,
        country=entry.country or None,
        admin1=entry.province or None,
        lat=entry.lat,
        lon=entry.lon,
        precision=precision,
        gazetteer_id=entry.id,
        feature=entry.feature or None,
        rule=rule,
    )
    if reading.part and entry.kind == "country":
        rule = f"a part of {entry.name}, which has no point of its own"
        return replace(value, lat=None, lon=None, precision=5, gazetteer_id=None, feature=None, rule=rule)
    if reading.part:
        value = replace(value, rule=f"a part of {entry.name}; {rule}")
    if one.near:
        return _near(value, entry, one)
    if reading.inside:
        return replace(value, precision=max(2, precision), rule=f"in {entry.name}; {rule}")
    return value


def _as_said(entry: Entry, reading: Reading, rule: str) -> tuple[Entry, int, str]:
    """The entry with its precision, where the words say a province or a district, or it has no point of its own."""
    province = province_entries().get(entry.admin1)
    if province and reading.kind == "province" and entry.kind == "town":
        entry = province  # 'Deraa province', where the province's own name is 'Daraa'
    if reading.kind == "district" and entry.kind == "town":
        return entry, 3, f"the district of {entry.name}, at its chief town; {rule}"
    if entry.lat is None and province and province.lat is not None:
        return replace(entry, lat=province.lat, lon=province.lon), 4, f"at the middle of {province.name}; {rule}"
    return entry, entry.precision, rule


def _near(value: PlaceValue, entry: Entry, one: Described) -> PlaceValue:
    """Near a place: its point with a radius, or the point that lies so far from it in the direction told.

    The point is moved only where the name itself tells it ('a village 25 km north of Raqqa'): beside the name, the
    words speak of something else that lies so to the place.
    """
    value = replace(value, precision=max(2, value.precision or 2), rule=f"near {entry.name}; {value.rule}")
    if value.lat is None or value.lon is None or entry.kind in ("country", "region", "province"):
        return value
    relation = one.relation if one.moved else replace(one.relation, bearing=None)
    area = area_of(relation, (value.lat, value.lon))
    if one.moved and relation.km and relation.bearing is not None:
        value = replace(value, gazetteer_id=None, rule=f"{relation.km:g} km from {entry.name}, as told; {value.rule}")
    return replace(value, lat=area.lat, lon=area.lon, radius_km=area.radius_km)
