"""Place names of one report → values: which place each name means, where it is, how exactly.

The places of a report are resolved together, for they tell of one another. A name's candidates come
from the gazetteer (`dateline.resolve.gazetteer`); each is scored by

- what it is: its population, whether the name is its usual one, whether it is the kind of place that the
  words say ('Idlib province', 'the town of Manbij', 'Laurel County');
- the words beside the name: 'Paris, Texas', 'the Syrian town of Manbij', 'Syria's Idlib province';
- what else the report names: countries, their adjectives and people, provinces, other places.

The best one is the value. `PlaceValue.rule` says why it won, or why there is none. Coordinates are
never made up: a name that is not in the gazetteer keeps its name and the narrowest country or
province that the text gives, without a point; so do a part of a country ('northern Syria') and a border.
Adjectives and people's names ('Turkish') are no places.

Precision is UCDP GED's where_prec: 1 the place itself, 2 near it, 3 district, 4 province, 5 region or line, 6
country, 7 unknown or at sea.
"""

from __future__ import annotations

import difflib
import functools
import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from dateline.ontology.countries import countries, country_named, country_of_adjective
from dateline.record import Span
from dateline.resolve.gazetteer import Entry, Kind, gazetteer, province_keys, provinces, regions
from dateline.resolve.place_keys import DISTRICT_WORDS, PROVINCE_WORDS, TOWN_WORDS, key_of, rough_key_of
from dateline.resolve.setting import CAPITALS, Setting, bare, country_of_province, signals


@dataclass(frozen=True, slots=True)
class ToponymMention:
    """A place that a report names: its name, and where it stands in the text (nothing: not known)."""

    name: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceValue:
    """What a name comes to. Unknown is None; `rule` says how the value was found, or why it was not.

    `country` is ISO 3166-1 alpha-3, `admin1` the province's name, `precision` UCDP GED's where_prec,
    `gazetteer_id` as in 'geonames:12345'.
    """

    name: str | None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    gazetteer_id: str | None = None
    rule: str


def resolve_places(
    mentions: Sequence[ToponymMention], text: str, *, setting: Setting | None = None
) -> tuple[PlaceValue, ...]:
    """The value of each place of one report, in the order given. `text` is the whole report.

    `setting` is `Setting.of(text)`, where that is at hand.
    """
    distinct = tuple(dict.fromkeys(mentions))
    values = dict(zip(distinct, _resolve(distinct, text, setting or Setting.of(text)), strict=True))
    return tuple(values[mention] for mention in mentions)


def _resolve(mentions: Sequence[ToponymMention], text: str, setting: Setting) -> Iterator[PlaceValue]:
    described = [_describe(mention, text) for mention in mentions]
    read = [(one, _candidates(one, setting)) for one in described]
    first = [_best(one, candidates, setting, ()) for one, candidates in read]
    sure = {key_of(choice.read_as.core): choice.entry for choice in first if choice and choice.sure}
    setting = setting.with_places(sure.items())
    around = tuple(itertools.islice(sure.values(), _NEIGHBOURS))
    for one, candidates in read:
        choice = _best(one, candidates, setting, around)
        if choice is None or _is_far_fetched(choice, one, setting):
            choice = _heard(one, setting)
        yield _unmatched(one, setting) if choice is None else _value(one, choice)


_NEIGHBOURS = 30  # sure places that a name's candidates are held against


# --- what the words say ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Described:
    """A name taken apart. `core` is the name proper, `whole` the name as it stands without 'the'.

    `kind`: what the words say it is. `near`: near it, not the place itself. `border`: a line, not a
    place. `containers`: codes of the countries and provinces said right beside it, and how firmly (to 1).
    """

    name: str
    whole: str
    core: str
    kind: Kind | None = None
    near: bool = False
    border: bool = False
    containers: Mapping[str, float] = field(default_factory=dict)


_KIND_OF_WORD: Mapping[str, Kind] = MappingProxyType(
    {
        **dict.fromkeys(PROVINCE_WORDS, "province"),
        **dict.fromkeys(DISTRICT_WORDS, "district"),
        **dict.fromkeys(TOWN_WORDS, "town"),
        **dict.fromkeys(("capital", "port", "resort", "suburb"), "town"),
    }
)
_KIND_WORDS = "|".join(sorted(_KIND_OF_WORD, key=len, reverse=True))
_KIND_AFTER = re.compile(rf"\s+({_KIND_WORDS})s?$", re.I)
_KIND_BEFORE = re.compile(rf"(?:^|.*\s)((?i:{_KIND_WORDS}))\s+of\s+(?:the\s+)?(?=[^a-z])")
_KIND_AFTER_NAME = re.compile(rf"\s+({_KIND_WORDS})\b", re.I)
_KIND_BEFORE_NAME = re.compile(rf"\b({_KIND_WORDS})(?:\s+of)?\s+(?:the\s+)?$", re.I)

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_NEAR = re.compile(
    r"^(?:.*\b(?:near|outside|close to|around|outskirts of|suburbs? of|vicinity of|countryside of|environs of|side of)"
    r"|.*\d\s*(?:km|kilomet(?:re|er)s?|miles?|mi)\b.*?\b(?:of|from))\s+(?:the\s+)?(?=\W*[^\Wa-z])"
)
_NEAR_BEFORE = re.compile(
    rf"\b(?:near|outside|close to|outskirts of|vicinity of|countryside of"
    rf"|\d[\d.,]*\s*(?:km|kilomet(?:re|er)s?|miles?|mi)\b[^.;]{{0,30}}\b(?:of|from))\s+(?:the\s+)?"
    rf"(?:[a-z]+\s+)?(?:(?:{_KIND_WORDS})\s+(?:of\s+)?)?$"
)
_INSIDE = re.compile(r"^.*[\w’']\s+(?:in|at|of|inside)\s+(?:the\s+)?(?=\W*[^\Wa-z])")
_BORDER = re.compile(r"\b(?:border|frontier|boundary)\b", re.I)
_PART = re.compile(
    r"^(?:(?:far|deep|rural|central|upper|lower|downtown|mainland|greater|inner|outer|coastal|occupied|besieged"
    r"|[\w]+-(?:held|controlled|occupied|administered|run|majority|ruled)"
    r"|(?:north|south|east|west)(?:[- ]?(?:north|south|east|west))*(?:[- ]?central)?(?:ern|erly)?"
    r"|(?:north|south)[- ]?(?:east|west)(?:ern)?)"
    r"(?:[- ]|\s+parts?\s+of\s+|\s+of\s+))+(?=\S)",
    re.I,
)
_POSSESSIVE = re.compile(r"^.*[’']s?\s+(?=[^a-z])")
_PART_OF_OWNER = re.compile(
    r"^(.+?)[’']s?\s+(?:[\w-]+\s+)*(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?(?:\s+(?:parts?|half|region"
    r"|border|provinces?|areas?|suburbs|coast))?$",
    re.I,
)
_IN_CONTAINER = re.compile(r"^([^,(]+?)\s*[,(]\s*([^,()]+)\)?$")
_NAME_AND_SITE = re.compile(
    r"^(.+?)(?:[’']s?)?\s+(?:(?:[a-z]{3}[\w-]*\s+)*[a-z]{3}[\w-]*|(?:\w+\s+)?(?:Airport|Airfield|Air Base|Airbase"
    r"|Hospital|Prison|University|Station|Refugee Camp|Camp|Bridge|Dam|Stadium|Mosque|Church|Square|Hotel|Port|Palace"
    r"|Crossing|Barracks))$"
)
_NATURE = re.compile(
    r"(?i)\b(?:river|valley|mountains?|desert|sea|lake|gulf|bay|coast|island|hills?|basin|plain|airspace)$"
)
_FOREIGN_SITE = re.compile(r"(?i)\b(?:embassy|ambassador|consulate|consul|troops|forces|army|soldiers)\b")


def _describe(mention: ToponymMention, text: str) -> _Described:
    """Takes a name apart, with the words around its places in the text."""
    name = " ".join(mention.name.split())
    whole = _ARTICLE.sub("", name)
    border = _BORDER.search(whole) is not None
    core, near = _strip(_NEAR, whole)
    containers: dict[str, float] = {}
    if inside := _IN_CONTAINER.match(core):
        core = inside[1]
        _add(containers, _container(inside[2], districts=True), 1.0)
    core, kind = _kind_in(core)
    around = [_beside(text, span) for span in mention.spans[:3]]
    if kind is None:
        kind = next((found.kind for found in around if found.kind), None)
    near = near or (bool(around) and all(found.near for found in around))
    for found in around:
        for code, firm in found.containers.items():
            _add(containers, (code,), firm)
    return _Described(name=name, whole=whole, core=core, kind=kind, near=near, border=border, containers=containers)


def _strip(pattern: re.Pattern[str], name: str) -> tuple[str, bool]:
    match = pattern.match(name)
    return (name[match.end() :], True) if match and match.end() < len(name) else (name, False)


def _kind_in(name: str) -> tuple[str, Kind | None]:
    """'Idlib province' → 'Idlib', province; 'the town of Manbij' → 'Manbij', town."""
    if before := _KIND_BEFORE.match(name):
        return name[before.end() :], _KIND_OF_WORD[before[1].lower()]
    if after := _KIND_AFTER.search(name):
        return name[: after.start()], _KIND_OF_WORD[after[1].lower()]
    return name, None


@dataclass(frozen=True, slots=True)
class _Beside:
    kind: Kind | None
    near: bool
    containers: Mapping[str, float]


_WINDOW = 70
_AFTER = re.compile(r"^(?:’s|'s)?(?:,|\s+\(|,?\s+in|\s+of)\s+(?:the\s+)?(?:[a-z-]+\s+){0,2}(?:of\s+)?(?=[^\W\d_a-z])")
_BEFORE_GAP = re.compile(r"(?:’s|'s|’|')?\s+(?:[a-z][\w-]*\s+){0,4}$|\s+\($")


def _beside(text: str, span: Span) -> _Beside:
    """What the words right before and after a name say of it."""
    before = text[max(0, span.start - _WINDOW) : span.start]
    after = text[span.end : span.end + _WINDOW]
    kind_match = _KIND_AFTER_NAME.match(after) or _KIND_BEFORE_NAME.search(before)
    containers: dict[str, float] = {}
    match = _AFTER.match(after)
    if match and (names := CAPITALS.match(after, match.end())):
        mark = match[0].lstrip()[:1]
        codes = _container(names[0], districts=mark == ",")
        _add(containers, codes, 1.0 if mark in (",", "(") else 0.7)
    if gap := _BEFORE_GAP.search(before):
        runs = list(CAPITALS.finditer(before, 0, gap.start()))
        if runs and runs[-1].end() == gap.start():
            _add(containers, _container_before(runs[-1][0]), 0.6)
    return _Beside(
        kind=_KIND_OF_WORD[kind_match[1].lower()] if kind_match else None,
        near=_NEAR_BEFORE.search(before) is not None,
        containers=containers,
    )


def _add(containers: dict[str, float], codes: Iterable[str], firm: float) -> None:
    """Notes containers, each as firmly as the firmest words say."""
    for code in codes:
        containers[code] = max(firm, containers.get(code, 0.0))


def _container(words: str, *, districts: bool) -> tuple[str, ...]:
    """Codes of what the first of these capitalised words name: a country, a province, a district's province."""
    parts = words.split()
    for size in range(min(4, len(parts)), 0, -1):
        if codes := _codes(bare(" ".join(parts[:size])), districts):
            return codes
    return ()


def _container_before(words: str) -> tuple[str, ...]:
    """Codes of what the last of these capitalised words name."""
    parts = re.sub(r"[’']s?$", "", words).split()
    for size in range(min(4, len(parts)), 0, -1):
        if codes := _codes(" ".join(parts[-size:])):
            return codes
    return ()


@functools.lru_cache(maxsize=16384)
def _codes(name: str, districts: bool = False) -> tuple[str, ...]:
    """Codes of the countries and provinces that a name or adjective stands for; of a district's province if asked."""
    found = [code for code in (country_named(name), country_of_adjective(name)) if code]
    found += [c for c in province_keys().get(key_of(name), ()) if not found or c.startswith("US.")]  # Georgia is both
    if districts and not found and len(name) > 3:
        found += sorted({e.admin1 for e in gazetteer().find(key_of(name)) if e.kind == "district" and e.admin1})[:8]
    return tuple(found)


# --- candidates -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What a name may mean, and how the name was read to find it."""

    entries: tuple[Entry, ...]
    core: str = ""
    part: bool = False
    inside: bool = False
    kind: Kind | None = None


def _candidates(one: _Described, setting: Setting) -> _Candidates:
    """The entries of a name: as it stands first, then with ever more of its describing words left out."""
    if one.border or _is_adjective(one.whole):
        return _Candidates(())
    for core, part, inside in _readings(one):
        kind = one.kind
        if core not in (one.whole, one.core):
            core, own_kind = _kind_in(_ARTICLE.sub("", core))
            kind = own_kind or (None if inside else one.kind)
        entries = _look_up(core)
        if not entries:
            continue
        if core == one.whole and kind and one.core != core:
            entries = tuple(dict.fromkeys((*entries, *_look_up(one.core))))
        elif core == one.whole and (rather := _part_of_country(one, entries, setting)):
            return rather
        return _Candidates(entries, core, part=part, inside=inside, kind=kind)
    return _Candidates(())


def _readings(one: _Described) -> Iterator[tuple[str, bool, bool]]:
    """Ways to read a name: the name proper, whether a part of it is meant, whether a site inside it."""
    yield one.whole, False, False
    yield one.core, False, False
    if owner := _PART_OF_OWNER.match(one.core):
        yield owner[1], True, False
    stripped, is_part = _strip(_PART, one.core)
    if is_part:
        yield stripped, True, False
    for pattern in (_POSSESSIVE, _INSIDE):
        inner, found = _strip(pattern, stripped)
        if found:
            yield inner, is_part, pattern is _INSIDE
            deeper, found = _strip(_PART, _ARTICLE.sub("", inner))
            if found:
                yield deeper, True, pattern is _INSIDE
    if (site := _NAME_AND_SITE.match(stripped)) and not _NATURE.search(stripped) and not _FOREIGN_SITE.search(stripped):
        yield site[1], is_part, True


def _is_adjective(name: str) -> bool:
    return country_of_adjective(name) is not None and country_named(name) is None


def _part_of_country(one: _Described, entries: tuple[Entry, ...], setting: Setting) -> _Candidates | None:
    """'South Lebanon' in a report on Lebanon is its south, not the town in Ohio."""
    core, stripped = _strip(_PART, one.whole)
    country = country_named(core) if stripped else None
    if country is None or any(e.kind in ("country", "region") or e.country == country for e in entries):
        return None
    if setting.weight(country) <= max(setting.weight(e.country) for e in entries):
        return None
    return _Candidates((_country_entry(country),), core, part=True)


_ARABIC_ARTICLE = re.compile(r"^(?:al|el|ad|ed|ar|er|as|es|ash|esh|at|et|az|ez|an|en)[-\s](?=\S)", re.I)


@functools.lru_cache(maxsize=20_000)
def _look_up(name: str) -> tuple[Entry, ...]:
    """The entries of exactly this name; without or with the Arabic article where there are none."""
    key = key_of(name)
    region = regions().get(key)
    if not key or (name[0].islower() and not region and not _ARABIC_ARTICLE.match(name)):
        return ()  # 'camp', 'square', 'military base': words, though towns somewhere are called so
    country = country_named(name)
    fixed = () if country is None or _is_constituent(key) else (_country_entry(country),)
    found = gazetteer().any_of((key, *_article_variants(name)))
    if name.isupper() and len(name) <= 4:  # 'EU' is no town in Normandy
        found = tuple(entry for entry in found if entry.kind != "town" and entry.named)
    if region and not any(e.kind == "province" and e.country == region.country for e in found):
        fixed = (*fixed, region)
    return fixed + _named_like_province(found)


def _named_like_province(found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """A province's name is its chief town's usual name too: Raqqa, whose own entry is Ar Raqqah."""
    provinces_named = {e.admin1 for e in found if e.kind == "province" and e.named}
    return tuple(replace(e, named=True) if e.kind == "town" and e.admin1 in provinces_named else e for e in found)


def _is_constituent(key: str) -> bool:
    """England, Scotland, Wales and Northern Ireland are the first-order divisions of their country."""
    return any(code.startswith("GB.") for code in province_keys().get(key, ()))


def _article_variants(name: str) -> Iterator[str]:
    bare = _ARABIC_ARTICLE.sub("", name)
    if bare != name:
        yield from (key_of(f"al {bare}"), key_of(f"el {bare}"), key_of(bare))
    elif len(name) > 3:
        yield key_of(f"al {name}")


@functools.lru_cache(maxsize=512)
def _country_entry(code: str) -> Entry:
    country = countries()[code]
    return Entry(country.geonameid, country.name, "country", code, "", country.lat, country.lon, country.population, 6)


# --- the choice -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each sign counts. Set by hill climbing on training reports."""

    population: float = 0.88
    usual_name: float = 1.76
    country_kind: float = 5.5
    region_kind: float = 5.18
    province_kind: float = -0.92
    district_kind: float = -0.62
    no_point: float = -1.0
    within_namesake: float = -3.0
    said_kind: float = 2.88
    other_kind: float = -2.5
    beside: float = 2.59
    country: float = 1.08
    province: float = 1.2
    distance: float = 1.5


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class _Choice:
    """The entry taken for a name, how the name was read, and why; `sure`: well ahead of the next."""

    entry: Entry
    read_as: _Candidates
    sure: bool
    why: str


def _best(one: _Described, found: _Candidates, setting: Setting, around: Sequence[Entry]) -> _Choice | None:
    """The candidate with the highest score; the more populous of two that are equal."""
    if not found.entries:
        return None
    if len(found.entries) == 1:
        only = found.entries[0]
        return _Choice(only, found, only.kind != "town" or only.population >= _TOWN, "the only place so named")
    key = key_of(found.core)
    scored = [(_score(entry, one, found, setting, key), entry) for entry in found.entries]
    scored.sort(key=lambda item: -item[0])
    if around:
        near = [(score + WEIGHTS.distance * _closeness(entry, around), entry) for score, entry in scored[:8]]
        scored = sorted(near, key=lambda item: -item[0])
    (first, entry), (second, _) = scored[:2]
    return _Choice(entry, found, first - second > 1.5, _why(entry, one, found, setting, key))


def _score(entry: Entry, one: _Described, found: _Candidates, setting: Setting, key: str) -> float:
    """How likely the entry is what the name means. `key` is the name's: its own words are no evidence."""
    w = WEIGHTS
    score = w.usual_name if entry.named else 0.0
    score += w.country * setting.weight(entry.country, key) + w.province * setting.weight(entry.admin1, key)
    beside = max(0.8 * one.containers.get(entry.country, 0.0), one.containers.get(entry.admin1, 0.0))
    if entry.kind in ("country", "region"):
        # 'Mexico, Canada and the US' is a list; 'Lebanon, Ohio' is not: only a country is discounted.
        beside = 0.8 * max((firm for code, firm in one.containers.items() if "." not in code), default=0.0)
        return score + w.beside * beside + (w.country_kind if entry.kind == "country" else w.region_kind)
    score += w.beside * beside + w.population * math.log10(entry.population + 10)
    if entry.kind != "town":
        score += w.province_kind if entry.kind == "province" else w.district_kind
    if entry.lat is None:
        score += w.no_point
    if found.entries[0].kind == "country" and found.entries[0].country == entry.country and not found.kind:
        score += w.within_namesake  # the state of México, Kuwait City
    if found.kind:
        score += w.said_kind if entry.kind == found.kind else w.other_kind
    return score


def _closeness(entry: Entry, around: Sequence[Entry]) -> float:
    """1 where another place that is sure lies beside it, 0 where none lies within some 500 km."""
    if entry.lat is None or entry.lon is None:
        return 0.0
    narrow = math.cos(math.radians(entry.lat))
    nearest = 25.0
    for other in around:
        if other.lat is None or other.lon is None or other.kind == "country" or other.name == entry.name:
            continue
        nearest = min(nearest, (other.lat - entry.lat) ** 2 + ((other.lon - entry.lon) * narrow) ** 2)
    return 1.0 - math.sqrt(nearest) / 5.0


def _why(entry: Entry, one: _Described, found: _Candidates, setting: Setting, key: str) -> str:
    count = len(found.entries)
    for code in (entry.admin1, entry.country):
        if code and code in one.containers:
            return f"the words beside it name {_name_of(code)}; one of {count} places so named"
    for code in (entry.admin1, entry.country):
        if setting.weight(code, key):
            return f"the report speaks of {_name_of(code)}; one of {count} places so named"
    return f"the most likely by size and kind of {count} places so named"


def _name_of(code: str) -> str:
    return provinces().get(code, code) if "." in code else countries()[code].name


_TOWN = 15_000
_SMALL = 20_000


def _is_far_fetched(choice: _Choice, one: _Described, setting: Setting) -> bool:
    """A small place in a country that the report never speaks of, while it speaks of others.

    Most villages are in no gazetteer; a namesake abroad is not the village of the report.
    """
    entry = choice.entry
    key = key_of(choice.read_as.core)
    if entry.kind in ("country", "region") or entry.population >= _SMALL or not setting.is_firm(key):
        return False
    return not setting.weight(entry.country, key) and not {entry.country, entry.admin1} & one.containers.keys()


def _heard(one: _Described, setting: Setting) -> _Choice | None:
    """The place that sounds alike in the country at hand: 'Jisreen' for Jisrīn. None where none is close."""
    if one.border or (one.core[:1].islower() and not _ARABIC_ARTICLE.match(one.core)):
        return None
    country = next((code for code in one.containers if "." not in code), None) or setting.main_country()
    key = key_of(one.core)
    rough = rough_key_of(key)
    if country is None or not rough:
        return None
    alike = [e for e in gazetteer().find(rough) if e.country == country and _similar(key, key_of(e.name)) >= 0.7]
    if not alike:
        return None
    entry = max(alike, key=lambda e: _similar(key, key_of(e.name)))
    read_as = _Candidates((entry,), one.core, kind=one.kind)
    return _Choice(entry, read_as, False, f"sounds like {entry.name}, in {_name_of(country)}")


def _similar(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


# --- the value ------------------------------------------------------------------------------------


def _value(one: _Described, choice: _Choice) -> PlaceValue:
    entry, found = choice.entry, choice.read_as
    if found.kind == "province" and entry.kind == "town" and entry.admin1:
        entry = _province_entry(entry) or entry
    precision, rule = entry.precision, choice.why
    if found.kind == "district" and entry.kind == "town":
        precision, rule = 3, f"the district of {entry.name}, at its chief town; {rule}"
    if one.near or found.inside:
        precision, rule = max(2, precision), f"{'near' if one.near else 'in'} {entry.name}; {rule}"
    lat, lon, id_ = entry.lat, entry.lon, entry.id
    if found.part and entry.kind == "country":
        precision, lat, lon, id_ = 5, None, None, None
        rule = f"a part of {entry.name}, which has no point of its own"
    elif found.part:
        rule = f"a part of {entry.name}; {rule}"
    return PlaceValue(
        name=one.name,
        country=entry.country or None,
        admin1=provinces().get(entry.admin1),
        lat=lat,
        lon=lon,
        precision=precision,
        gazetteer_id=f"geonames:{id_}" if id_ is not None else None,
        rule=rule,
    )


def _province_entry(town: Entry) -> Entry | None:
    """The province that a town lies in: 'Deraa province', where the province's own name is 'Daraa'."""
    named = gazetteer().find(key_of(provinces().get(town.admin1, "")))
    return next((e for e in named if e.kind == "province" and e.admin1 == town.admin1), None)


def _unmatched(one: _Described, setting: Setting) -> PlaceValue:
    """A name without an entry: it keeps its name, and the narrowest container that the text gives."""
    if _is_adjective(one.whole):
        return PlaceValue(name=one.name, rule="an adjective or a people's name, not a place")
    if one.border:
        country = _border_country(one.whole, setting)
        return PlaceValue(name=one.name, country=country, precision=5, rule="a border: a line without a point")
    code, how = _container_of(one, setting)
    if code is None:
        return PlaceValue(name=one.name, precision=7, rule="not in the gazetteer")
    province = "." in code
    return PlaceValue(
        name=one.name,
        country=country_of_province(code) if province else code,
        admin1=provinces().get(code),
        precision=4 if province else 6,
        rule=f"not in the gazetteer; {how} {_name_of(code)}",
    )


def _container_of(one: _Described, setting: Setting) -> tuple[str | None, str]:
    """The code of the province or country that a name without an entry lies in, and how that is known."""
    if not _FOREIGN_SITE.search(one.whole):
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
    if beside:
        return max(beside, key=lambda code: (beside[code], "." in code)), "the words beside it name"
    return setting.main_country(), "the report speaks above all of"


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
