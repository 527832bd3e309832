"""ACLED's code lists, and the rules by which a situation event gets its codes.

The lists and rules are tables in ``data/acled_*.csv``, each with its sources. Everything here takes and gives plain
codes; `dateline.export.acled_codes` asks these tables about a whole event.
"""

from __future__ import annotations

import datetime
import functools
import itertools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.ontology.rule_table import NONE_TOLD, Rule, RuleTable, table

RIOTERS, PROTESTERS, CIVILIANS, UNIDENTIFIED = 5, 6, 7, 3
"""Types of actors that ACLED names itself: 'Rioters (Mali)'; an unidentified armed group is a political militia."""

NOBODY = frozenset({"nobody"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SubEvent:
    """One of ACLED's 25 sub-event types. `civilians`: civilian_targeting is filled 'always', 'never', or where the
    'other' side are civilians or peaceful protesters.
    """

    name: str
    event_type: str
    disorder_type: str
    civilians: str
    meaning: str

    @property
    def is_political_violence(self) -> bool:
        return self.disorder_type.startswith("Political violence")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorType:
    """One of ACLED's 8 types of actors. `classes` are the words that rules of sub-events know it by."""

    code: int
    name: str
    classes: frozenset[str]
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryCodes:
    """What ACLED writes of a country; `iso` is ISO 3166-1 numeric, None for Kosovo."""

    iso: int | None
    region: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenName:
    """A name that ACLED gives, with '{country}' in it: that of the event, or if `own` of the actor."""

    form: str
    own: bool

    def of(self, country: str | None) -> str | None:
        """The name with ACLED's name of a country, by its alpha-3 code; where none is known None, or without it."""
        known = country_codes().get(country or "")
        if known:
            return self.form.format(country=known.name)
        return None if self.own else self.form.removesuffix(" ({country})")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecisionCode:
    """A code of time_precision, for so many days at most, or of geo_precision, for UCDP's where_prec."""

    column: str
    code: int
    longest: int | None
    where_prec: frozenset[int]
    meaning: str


# --- lists ------------------------------------------------------------------------------------------


@functools.cache
def sub_events() -> Mapping[str, SubEvent]:
    """The 25 sub-event types by name."""
    rows = list(table("acled_types"))
    return MappingProxyType(
        {
            row["sub_event_type"]: SubEvent(
                name=row["sub_event_type"],
                event_type=row["event_type"],
                disorder_type=row["disorder_type"],
                civilians=row["civilians"],
                meaning=row["meaning"],
            )
            for row in rows
        }
    )


@functools.cache
def actor_types() -> Mapping[int, ActorType]:
    """The 8 types of actors by code."""
    return MappingProxyType(
        {
            int(row["inter"]): ActorType(
                code=int(row["inter"]),
                name=row["name"],
                classes=frozenset(row["classes"].split("|")),
                meaning=row["meaning"],
            )
            for row in table("acled_actor_types")
        }
    )


@functools.cache
def regions() -> Mapping[int, str]:
    """Names of regions by ACLED's number."""
    return MappingProxyType({int(row["region"]): row["name"] for row in table("acled_regions")})


@functools.cache
def country_codes() -> Mapping[str, CountryCodes]:
    """What ACLED writes of each country, by ISO 3166-1 alpha-3."""
    return MappingProxyType(
        {
            row["alpha3"]: CountryCodes(
                iso=int(row["iso"]) if row["iso"] else None,
                region=regions()[int(row["region"])],
                name=row["name"],
            )
            for row in table("acled_countries")
        }
    )


@functools.cache
def precision_codes() -> tuple[PrecisionCode, ...]:
    """The codes of time_precision and geo_precision, finest first."""
    return tuple(
        PrecisionCode(
            column=row["column"],
            code=int(row["code"]),
            longest=int(row["longest"]) if row["longest"] else None,
            where_prec=frozenset(map(int, filter(None, row["where_prec"].split("|")))),
            meaning=row["meaning"],
        )
        for row in table("acled_precision")
    )


# --- rules ------------------------------------------------------------------------------------------


@functools.cache
def inter_rules() -> RuleTable:
    """Which type of actor somebody is, from role, kind, sector, type, mode and whether abroad."""
    return RuleTable("acled_inter", ("role", "kind", "sector", "type", "mode", "abroad"), "inter")


@functools.cache
def sub_event_rules() -> RuleTable:
    """Which sub-event an event is, from type, mode, both sides' classes, mutual or not, counts and words told."""
    conditions = ("type", "mode", "one", "other", "sides", "counts", "told")
    return RuleTable("acled_sub_events", conditions, "sub_event_type")


@functools.cache
def _modes() -> Mapping[str, frozenset[tuple[str, str]]]:
    """The types and modes that lead to each sub-event, as the rules have them."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in table("acled_sub_events"):
        pairs = itertools.product(row["type"].split("|"), row["mode"].split("|"))
        found.setdefault(row["sub_event_type"], set()).update(pairs)
    return MappingProxyType({name: frozenset(pairs) for name, pairs in found.items()})


def is_wider(sub_event: str) -> bool:
    """Whether several of PLOVER's modes become this sub-event, so that the mode can no longer be told."""
    pairs = _modes()[sub_event]
    return len(pairs) > 1 or any(mode == "*" for _, mode in pairs)


@functools.cache
def told_words() -> frozenset[str]:
    """The words that rules of sub-events look for in what reports call an event."""
    found = {word for row in table("acled_sub_events") for word in row["told"].split("|")}
    return frozenset(found - {"*"})


@functools.lru_cache(maxsize=65_536)
def inter(
    role: str, kind: str, sector: str | None, type_: str, mode: str | None, *, abroad: bool = False
) -> tuple[int, Rule]:
    """The type of actor that somebody is, and the rule that says so. `role` is 'actor' or 'recipient'."""
    facts = (role, kind, sector or NONE_TOLD, type_, mode or NONE_TOLD, "yes" if abroad else "no")
    rule = inter_rules().first(*(frozenset({fact}) for fact in facts))
    assert rule is not None, "the last rule fits anybody"
    return int(rule.gives), rule


@functools.cache
def _given_names() -> tuple[tuple[frozenset[str], frozenset[str], frozenset[str], GivenName], ...]:
    return tuple(
        (
            frozenset(row["inter"].split("|")),
            frozenset(row["sector"].split("|")),
            frozenset(row["named"].split("|")),
            GivenName(form=row["name"], own=row["country"] == "own"),
        )
        for row in table("acled_names")
    )


@functools.lru_cache(maxsize=4_096)
def given_name(code: int, sector: str | None, *, named: bool) -> GivenName | None:
    """The name that ACLED gives to an actor of that type and sector, None where it takes the one that is told.

    `named`: the name told is the actor's own.
    """
    facts = (str(code), sector or NONE_TOLD, "yes" if named else "no")
    return next(
        (
            given
            for *conditions, given in _given_names()
            if all(not wanted.isdisjoint({fact, "*"}) for wanted, fact in zip(conditions, facts, strict=True))
        ),
        None,
    )


def classes(code: int | None) -> frozenset[str]:
    """The words that rules of sub-events know a type of actor by; 'nobody' for None."""
    return NOBODY if code is None else actor_types()[code].classes


def interaction(one: int | None, other: int | None) -> int | None:
    """The code of both sides' types, the lower first; 10 to 80 for one side alone, None for none.

    Source: ACLED, 'Actors and Interactions': always the smallest number, an empty second actor is 0.
    """
    found = sorted(code for code in (one, other) if code is not None)
    if not found:
        return None
    return found[0] * 10 + (found[1] if len(found) > 1 else 0)


def interaction_words(code: int) -> str | None:
    """What a two-digit interaction code means, or None where there is none such."""
    one, other = divmod(code, 10)
    types = actor_types()
    if one not in types or (other and (other not in types or other < one)):
        return None
    return f"{types[one].name} and {types[other].name}" if other else f"{types[one].name} alone"


def time_precision(start: datetime.date, end: datetime.date) -> int | None:
    """`time_precision` of days, both ends inclusive; None for more than a month, for which ACLED has no code."""
    length = (end - start).days + 1
    return next((p.code for p in precision_codes() if p.longest is not None and length <= p.longest), None)


@functools.cache
def geo_precision(where_prec: int | None) -> int | None:
    """`geo_precision` of UCDP's where_prec; None for a whole country, the sea and what is unknown."""
    return next((p.code for p in precision_codes() if where_prec in p.where_prec), None)


def event_day(start: datetime.date, end: datetime.date) -> datetime.date:
    """The one day that ACLED writes: the middle of the days, the 15th of a whole month.

    Source: ACLED, 'Time': the middle of the week, the mid-point of the month.
    """
    is_month = start.day == 1 and (end + datetime.timedelta(days=1)).day == 1 and (end - start).days < 31
    return start.replace(day=15) if is_month else start + datetime.timedelta(days=(end - start).days // 2)


# --- deaths in vague words --------------------------------------------------------------------------


@functools.cache
def vague_numbers() -> Mapping[str, int]:
    """What ACLED writes for vague words; under `NONE_TOLD`, for deaths without any number."""
    rows = list(table("acled_vague"))
    return MappingProxyType({word: int(row["number"]) for row in rows for word in row["words"].split("|")})


UNNUMBERED = NONE_TOLD
"""The key of `vague_numbers` for deaths without a number ('several')."""


@functools.cache
def _vague_words() -> re.Pattern[str]:
    words = (word for word in vague_numbers() if word != UNNUMBERED)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def vague_number(words: str) -> int | None:
    """The number that ACLED writes for 'dozens' and the like, None where no such word is in the words."""
    found = _vague_words().findall(words)
    return math.prod(vague_numbers()[word.lower()] for word in found) if found else None
