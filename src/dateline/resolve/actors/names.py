"""The name of an actor: of its mentions' words, those that say most, without what does not belong to a name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dateline.ontology.countries import countries, country_named, country_of_adjective
from dateline.ontology.known_actor import KnownActor
from dateline.ontology.roles import roles
from dateline.record import ActorKind
from dateline.resolve.actors.country_words import unpossessed
from dateline.resolve.actors.forms import HEDGE, VAGUE, Form, personal_names

_SHORT_STATES: Mapping[str, str] = MappingProxyType({"USA": "United States", "GBR": "United Kingdom"})


def known_name(known: KnownActor, forms: Sequence[Form]) -> str:
    """The longest of the actor's names in the report; a person known by surname alone gets the full name."""
    solid = [form for form in forms if not form.is_pronoun]
    parts = [(form.lookup, unpossessed(re.split(r"\s*[(,]", form.text)[0])) for form in solid]
    bare = [name for lookup, name in parts if lookup.actor(name) is known]
    if known.kind == "person":
        full = [
            name
            for form in solid
            for name in personal_names([form])
            if " " in name and form.lookup.actor(name) is known
        ]
        return max(full, key=len) if full else known.name
    return max(bare, key=len) if bare else known.name


def state_name(code: str, forms: Sequence[Form]) -> str:
    """The country's name as the report has it; acronyms are written out; a capital or government keeps its words."""
    bare = [unpossessed(form.text) for form in forms if form.state == code]
    named = [name for name in bare if country_named(name)]
    if not named:
        said = [name for name in bare if not country_of_adjective(name)]
        return max(said, key=len) if said else _SHORT_STATES.get(code, countries()[code].name)
    best = max(named, key=len)
    return _SHORT_STATES.get(code, countries()[code].name) if best.replace(".", "").isupper() else best


def name_of(forms: Sequence[Form], kind: ActorKind) -> str:
    """The fullest proper name among the mentions; without one, the fullest description."""
    solid = [form for form in forms if not form.is_pronoun] or list(forms)
    if not solid:
        return ""
    if kind == "person" and (names := personal_names(solid)):
        return max(names, key=lambda name: (min(len(name.split()), 4), len(name)))
    proper = [name for form in solid if (name := _proper(form.text) if form.is_proper else _apposed(form.text))]
    if proper:
        return unpossessed(max(proper, key=len))
    return _description(solid)


def _proper(text: str) -> str:
    """A proper name without compounds before it; '' where the words are a country's or a common noun with a capital."""
    name = _COMPOUND.sub("", text)
    bare = unpossessed(name)
    if country_named(bare) or country_of_adjective(bare) or bare.lower() in roles() or bare.lower() in VAGUE:
        return ""
    return name


_COMPOUND = re.compile(r"^(?:[\w’'.]+(?:-\w+)*-[a-z]+\s+)+(?=[^\W\d_a-z])")
_APPOSED = re.compile(r"^.*\b([a-z]+)\s+((?:[^\W\d_a-z]|al-)[\w’'.-]*(?:\s+[^\W\d_a-z][\w’'.-]*)*)$")


def _apposed(text: str) -> str:
    """The name behind a common noun: 'the Lebanese militia Hezbollah' → Hezbollah."""
    match = _APPOSED.match(text)
    return _proper(match[2]) if match and match[1] in roles() else ""


def _description(forms: Sequence[Form]) -> str:
    """The fuller of the first two descriptions, without articles, owners, hedges and large numbers."""
    texts = list(dict.fromkeys(HEDGE.sub("", form.text) or form.text for form in forms))
    telling = [text for text in texts if text.lower() not in VAGUE]
    return max((telling or texts)[:2], key=len)
