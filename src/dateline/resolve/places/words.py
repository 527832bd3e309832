"""What the words say of a place: its name taken apart, and what stands right beside it.

'the town of Manbij' is a town; 'Paris, Texas' lies in Texas; '25 km north of Raqqa' is near Raqqa; 'Rafah hospital'
is a site in Rafah. Nothing here knows which place a name means: that is `dateline.resolve.places.choice`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from dateline.ontology.countries import country_named, country_of_adjective
from dateline.record import Span
from dateline.resolve.gazetteer import gazetteer, province_keys
from dateline.resolve.gazetteer.entry import Kind
from dateline.resolve.gazetteer.keys import DISTRICT_WORDS, PROVINCE_WORDS, TOWN_WORDS, key_of
from dateline.resolve.places.relations import UNTOLD, Relation, relation_in
from dateline.resolve.setting import CAPITALS, bare


@dataclass(frozen=True, slots=True)
class ToponymMention:
    """A place that a report names: its name, and where it stands in the text (nothing: not known)."""

    name: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A name taken apart. `core` is the name proper, `whole` the name as it stands without 'the'.

    `kind`: what the words say it is. `near`: near it, not the place itself. `border`: a line, not a
    place. `relation`: how it lies to the core, `moved` whether its own words say so. `containers`: codes of the
    countries and provinces said right beside it, and how firmly (to 1).
    """

    name: str
    whole: str
    core: str
    kind: Kind | None = None
    near: bool = False
    border: bool = False
    relation: Relation = UNTOLD
    moved: bool = False
    containers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: the name proper, whether a part of it is meant, whether a site inside it.

    `bears_name`: the site only bears the name ('the Omar oil field') and is not said to lie there.
    """

    core: str
    part: bool = False
    inside: bool = False
    kind: Kind | None = None
    bears_name: bool = False


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

ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
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
FOREIGN_SITE = re.compile(r"(?i)\b(?:embassy|ambassador|consulate|consul|troops|forces|army|soldiers)\b")


def describe(mention: ToponymMention, text: str) -> Described:
    """Takes a name apart, with the words around its places in the text."""
    name = " ".join(mention.name.split())
    whole = ARTICLE.sub("", name)
    border = _BORDER.search(whole) is not None
    core, near = strip(_NEAR, whole)
    relation, moved = relation_in(whole.removesuffix(core)), near
    containers: dict[str, float] = {}
    if inside := _IN_CONTAINER.match(core):
        core = inside[1]
        _add(containers, _container(inside[2], districts=True), 1.0)
    core, kind = kind_in(core)
    around = [_beside(text, span) for span in mention.spans[:_MOST_SPANS]]
    if kind is None:
        kind = next((found.kind for found in around if found.kind), None)
    if not near and around and all(found.near for found in around):
        near, relation = True, relation_in(around[0].near)
    for found in around:
        for code, firm in found.containers.items():
            _add(containers, (code,), firm)
    return Described(
        name=name, whole=whole, core=core, kind=kind, near=near, border=border, relation=relation, moved=moved,
        containers=containers,
    )  # fmt: skip


_MOST_SPANS = 5  # of a name in its report: where it stands first it is said most fully


def spans_of(name: str, text: str, given: Sequence[Span]) -> tuple[Span, ...]:
    """Where a name stands: the spans given, and wherever else its words stand in the text as a whole name."""
    if not given or not name[:1].isupper():
        return tuple(given)
    found = dict.fromkeys(given)
    at = text.find(name)
    while at >= 0 and len(found) < _MOST_SPANS:
        end = at + len(name)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            found.setdefault(Span(at, end))
        at = text.find(name, end)
    return tuple(found)


def strip(pattern: re.Pattern[str], name: str) -> tuple[str, bool]:
    match = pattern.match(name)
    return (name[match.end() :], True) if match and match.end() < len(name) else (name, False)


def kind_in(name: str) -> tuple[str, Kind | None]:
    """'Idlib province' → 'Idlib', province; 'the town of Manbij' → 'Manbij', town."""
    if before := _KIND_BEFORE.match(name):
        return name[before.end() :], _KIND_OF_WORD[before[1].lower()]
    if after := _KIND_AFTER.search(name):
        return name[: after.start()], _KIND_OF_WORD[after[1].lower()]
    return name, None


def part_of(name: str) -> str | None:
    """'South Lebanon' → 'Lebanon'; None where no part is named."""
    core, stripped = strip(_PART, name)
    return core if stripped else None


def is_adjective(name: str) -> bool:
    """Whether a name is an adjective or a people's name alone: 'Turkish', 'Syrians'."""
    return country_of_adjective(name) is not None and country_named(name) is None


def readings(one: Described) -> Iterator[Reading]:
    """Ways to read a name: as it stands first, then with ever more of its describing words left out."""
    yield Reading(one.whole, kind=one.kind)
    if one.core != one.whole:
        yield Reading(one.core, kind=one.kind)
    for core, part, inside in _described(one.core):
        plain, own_kind = kind_in(ARTICLE.sub("", core))
        yield Reading(plain, part, inside, own_kind or (None if inside else one.kind))
    if site := _site_name(one.core):
        core, part = site
        plain, own_kind = kind_in(ARTICLE.sub("", core))
        yield Reading(plain, part, True, own_kind, bears_name=True)


def _site_name(core: str) -> tuple[str, bool] | None:
    """'Omar oil field' → 'Omar', and whether a part of it is meant; None where no site is named."""
    stripped, is_part = strip(_PART, core)
    site = _NAME_AND_SITE.match(stripped)
    if site and not _NATURE.search(stripped) and not FOREIGN_SITE.search(stripped):
        return site[1], is_part
    return None


def _described(core: str) -> Iterator[tuple[str, bool, bool]]:
    if owner := _PART_OF_OWNER.match(core):
        yield owner[1], True, False
    stripped, is_part = strip(_PART, core)
    if is_part:
        yield stripped, True, False
    for pattern in (_POSSESSIVE, _INSIDE):
        inner, found = strip(pattern, stripped)
        if found:
            yield inner, is_part, pattern is _INSIDE
            deeper, found = strip(_PART, ARTICLE.sub("", inner))
            if found:
                yield deeper, True, pattern is _INSIDE


def container_start(text: str, span: Span) -> int | None:
    """Where the name begins that the words right after a name put it into: 'Kibera, Nairobi', 'a slum in Nairobi'."""
    match = _AFTER.match(text[span.end : span.end + _WINDOW])
    return span.end + match.end() if match else None


# --- the words right beside a name ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside a name; `near` holds the words that say that a place is only near it."""

    kind: Kind | None
    near: str
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
        near=near[0] if (near := _NEAR_BEFORE.search(before)) else "",
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
