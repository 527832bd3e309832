"""The mentions of one actor → its name, kind, country and sector.

In: the surface forms of one actor in the order of the report ('the Turkish army', 'soldiers', 'it'),
with what the reader's model suggests for kind and sector. Out: an `ActorValue`. What is written
wins over what is learned: first the table of known actors (`dateline.ontology.actors`), then states and
their capitals, then the suggestion, and where there is none, the noun that heads the mention.

The country is the known actor's, or that of an adjective or country named in a mention ('Turkish
warplanes', 'Russia's defence ministry'), or, for people and local forces without one, the
country that the report is set in. 'US-backed' and the like tell of a friend, not of a country.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.ontology.actors import KnownActor, Role, actor_named, roles
from dateline.ontology.countries import countries, country_named, country_of_adjective
from dateline.record import ActorKind
from dateline.resolve.actor_forms import (
    CAPITALISED,
    FRIEND,
    PRONOUNS_ONE,
    Form,
    capitals,
    own_names,
    person_of,
    personal_name,
    personal_names,
    state_in,
    unpossessed,
)
from dateline.resolve.actor_names import known_name, name_of, state_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorValue:
    """What the mentions of one actor come to. `rule` says what decided; unknown is None."""

    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    rule: str


def resolve(
    mentions: Sequence[str],
    *,
    kind: ActorKind | None = None,
    sector: str | None = None,
    setting: str | None = None,
) -> ActorValue:
    """The value of one actor.

    `kind` and `sector` are suggestions, which hold unless a table or rule knows better. `setting` is
    the alpha-3 code of the country that the report is set in, if it is set in one.
    """
    forms = [Form.of(mention) for mention in mentions]
    known = next((known for form in forms if (known := form.known)), None)
    if known and not _agree(known, forms):
        known = None
    if known:
        return ActorValue(
            name=known_name(known, forms),
            kind=known.kind,
            country=known.country,
            sector=known.sector,
            rule=f"a known actor: {known.name}",
        )
    state = next((form.state for form in forms if form.state), None)
    if state and kind in (None, "state") and not any(form.is_single_person for form in forms):
        return ActorValue(name=state_name(state, forms), kind="state", country=state, sector="GOV",
                          rule=f"a country, its capital or its government: {countries()[state].name}")  # fmt: skip
    role = _role(forms)
    named_kind: ActorKind = kind or _kind(forms, role)
    named_sector = sector or _sector(forms, role)
    country, how = _country(forms, named_kind, named_sector, setting)
    return ActorValue(
        name=name_of(forms, named_kind), kind=named_kind, country=country, sector=named_sector, rule=_rule(role, how)
    )


def _agree(known: KnownActor, forms: Sequence[Form]) -> bool:
    """Whether all mentions may be the known actor's.

    'Hezbollah leader Hassan Nasrallah' is not Hezbollah, and 'Singh' after 'Neeraj Singh' is no known Singh.
    """
    if known.kind != "person":
        return not any(form.is_single_person for form in forms)
    full = [name for name in personal_names(forms) if " " in name]
    return not full or any(actor_named(name) is known for name in full)


def _rule(role: tuple[str, Role] | None, how: str) -> str:
    said = f"what {role[0]!r} says" if role else "its form alone"
    return f"{said}; {how}"


# --- the actor's values ---------------------------------------------------------------------------


def _role(forms: Sequence[Form]) -> tuple[str, Role] | None:
    """The role that most mentions tell; of equals, the first."""
    found = [role for form in forms if (role := form.role)]
    if not found:
        return None
    counts = Counter(role for _, role in found)
    return max(found, key=lambda item: counts[item[1]])


def _kind(forms: Sequence[Form], role: tuple[str, Role] | None) -> ActorKind:
    if any(form.text.lower() in PRONOUNS_ONE for form in forms) or any(_has_personal_name(form) for form in forms):
        return "person"
    if role:
        return role[1].kind
    first = next((form for form in forms if not form.is_pronoun), None)
    if first is None:
        return "population"
    if country_of_adjective(first.text):
        return "population"
    if first.is_proper:
        return "person" if _looks_like_person(first.text) else "organisation" if first.text.isupper() else "group"
    return "population"


def _has_personal_name(form: Form) -> bool:
    """A personal role with a name behind or before it: 'president Emmanuel Macron', 'Sgt Smith'."""
    role = form.role
    if role is None or role[1].kind != "person":
        return False
    return any(personal_name(run) for run in own_names(form.text))


def _looks_like_person(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 4 and not any(w.isupper() and len(w) > 2 for w in words) and not state_in(name)


def _sector(forms: Sequence[Form], role: tuple[str, Role] | None) -> str | None:
    """The role's sector; a spokesman, leader or member has that of whom he speaks for. A people: civilians."""
    if role is None or role[0] in _OF_OTHERS:
        if (other := _other_actor(forms)) and other.sector:
            return other.sector
        table = roles()
        beside = [word for form in forms if not form.is_pronoun for word in form.words if word not in _OF_OTHERS]
        for word in beside:
            if role and word in table and table[word].sector in _SERVICES:
                return table[word].sector
    if role:
        return role[1].sector
    return "CVL" if any(form.core and country_of_adjective(form.core[-1].title()) for form in forms) else None


# What an official, officer, source or commander may be of: 'police sources', 'a rebel commander'.
_SERVICES = frozenset(("COP", "MIL", "REB", "PRM", "OPP", "JRN", "MED", "SPY", "JUD", "LEG", "IGO", "SOC", "REL"))
_OF_OTHERS = frozenset((
    "spokesman", "spokeswoman", "spokesperson", "leader", "leaders", "official", "officials", "member", "members",
    "commander", "commanders", "chief", "head", "director", "source", "sources", "fighter", "fighters", "forces",
    "aide", "secretary", "envoy", "minister", "ambassador", "group", "groups", "volunteer", "volunteers", "unit",
    "team", "worker", "officer", "officers", "workers",
))  # fmt: skip


def _other_actor(forms: Sequence[Form]) -> KnownActor | None:
    """A known actor named inside the mentions: the UN in 'UN spokesman Farhan Haq'."""
    for form in forms:
        for run in CAPITALISED.finditer(form.text):
            for name in _runs(run[0]):
                known = actor_named(name)
                if known and known.kind != "person":
                    return known
    return None


def _person_beside(forms: Sequence[Form]) -> KnownActor | None:
    """A known person named inside the mentions: 'forces loyal to Bashar al-Assad'."""
    runs = (run[0] for form in forms for run in CAPITALISED.finditer(form.text))
    return next((known for run in runs if (known := person_of(run))), None)


def _runs(words: str) -> Iterator[str]:
    """All runs of up to five of these words, the longest first."""
    parts = [unpossessed(word) for word in words.split()]
    for size in range(min(5, len(parts)), 0, -1):
        for at in range(len(parts) - size + 1):
            yield " ".join(parts[at : at + size])


# Bodies of all nations: their people act for no country.
_INTERNATIONAL = frozenset(("IGO",))


def _country(forms: Sequence[Form], kind: ActorKind, sector: str | None, setting: str | None) -> tuple[str | None, str]:
    for form in forms:
        if form.is_pronoun:
            continue
        if code := _country_in(FRIEND.sub(" ", form.text)):
            return code, f"{form.text!r} names {countries()[code].name}"
    if (other := _other_actor(forms) or _person_beside(forms)) is not None:
        return other.country, f"belongs to {other.name}"
    if setting and kind != "state" and sector not in _INTERNATIONAL and not _are_abroad(forms):
        return setting, f"the report is set in {countries()[setting].name}"
    return None, "no country is named"


def _are_abroad(forms: Sequence[Form]) -> bool:
    """'foreign fighters', 'international monitors', 'aid agencies': of no one country."""
    return any(word in _ABROAD for form in forms for word in form.words)


_ABROAD = frozenset(("foreign", "foreigners", "international", "western", "westerners", "global", "world", "aid",
                     "arab", "european", "experts", "analysts"))  # fmt: skip


@functools.lru_cache(maxsize=8192)
def _country_in(text: str) -> str | None:
    """The first country that a text names, by name, adjective, people or capital."""
    for run in CAPITALISED.finditer(text):
        for name in _runs(run[0]):
            for part in (name, *name.split("-")):
                if code := country_of_adjective(part) or country_named(part) or capitals().get(part):
                    return code
    return None
