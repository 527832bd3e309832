"""The mentions of one actor → its name, kind, country and sector.

In: the surface forms of one actor in the order of the report ('the Turkish army', 'soldiers', 'it'),
with what the reader's model suggests for kind and sector. Out: an `ActorValue`. What is written
wins over what is learned: first the table of known actors (`dateline.ontology.actors`), then states and
their capitals, then the suggestion, and where there is none, the noun that heads the mention.

The country is the known actor's, or that of an adjective or country named in a mention ('Turkish
warplanes', 'Russia's defence ministry') or right beside it ('a British surgeon, …'), or, for people and local forces
without one, the country that the words around speak of (`dateline.resolve.actors.scene`). Actors of two countries
('Russian and Syrian jets') and those that are of none by what they are ('foreign fighters', 'aid agencies') have none.

`resolve` takes the mentions alone; `resolve_actors` all actors of a report with its text and places.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from dateline.ontology.actors import ActorTable, actor_table
from dateline.ontology.countries import countries, country_of_adjective
from dateline.ontology.known_actor import KnownActor
from dateline.ontology.roles import Role, roles
from dateline.record import ActorKind, Span
from dateline.resolve import quantities
from dateline.resolve.actors.country import Basis, Context, actor_in, country_of
from dateline.resolve.actors.forms import (
    PRONOUNS_ONE,
    Form,
    Lookup,
    own_names,
    personal_name,
    personal_names,
    state_in,
)
from dateline.resolve.actors.names import known_name, name_of, state_name
from dateline.resolve.actors.scene import Scene, country_beside


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMentions:
    """One actor of a report: where it is mentioned, and what the reader suggests."""

    spans: tuple[Span, ...]
    kind: ActorKind | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorValue:
    """What the mentions of one actor come to; unknown is None.

    `rule` says what decided, `basis` where the country is from: "table" (a known actor), "state", "words" of its
    mentions, words "beside" them, the "owner" that they name, the "setting" of the report; "abroad" where it is of
    no one country and "nothing" where nothing tells.
    """

    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    rule: str
    basis: Basis


def resolve(
    mentions: Sequence[str],
    *,
    kind: ActorKind | None = None,
    sector: str | None = None,
    setting: str | None = None,
    table: ActorTable | None = None,
) -> ActorValue:
    """The value of one actor from its mentions alone.

    `kind` and `sector` are suggestions, which hold unless a table or rule knows better. `setting` is
    the alpha-3 code of the country that the report is set in, if it is set in one. `table` replaces the table of
    known actors.
    """
    lookup = Lookup(table or actor_table(), setting)
    context = Context(weights={setting: 1.0} if setting else {})
    return _resolve([Form.of(mention, lookup) for mention in mentions], kind, sector, context)


def resolve_actors(
    actors: Sequence[ActorMentions],
    text: str,
    *,
    places: Iterable[tuple[Span, str | None]] = (),
    date: datetime.date | None = None,
    table: ActorTable | None = None,
) -> tuple[ActorValue, ...]:
    """The values of all actors of a report, in their order.

    `places` are the mentions of its places with their alpha-3 codes; `date` is the report's, by which it is known
    who held which office; `table` replaces the table of known actors.
    """
    table = table or actor_table()
    scene = Scene.of(text, places, table)
    year = date.year if date else None
    values = [_resolve_in(actor, text, scene, table, year) for actor in actors]
    return tuple(_of_owner(actor, value, text, actors, values) for actor, value in zip(actors, values, strict=True))


def _resolve_in(actor: ActorMentions, text: str, scene: Scene, table: ActorTable, year: int | None) -> ActorValue:
    solid = [span for span in actor.spans if not Form.of(span.of(text)).is_pronoun]
    beside = (country for span in solid if (country := country_beside(text, span)))
    weights = scene.weights([span.start for span in solid or actor.spans])
    context = Context(weights=weights, beside=next(beside, None), year=year)
    lookup = Lookup(table, context.setting)
    return _resolve([Form.of(span.of(text), lookup) for span in actor.spans], actor.kind, actor.sector, context)


def _of_owner(
    actor: ActorMentions, value: ActorValue, text: str, actors: Sequence[ActorMentions], values: Sequence[ActorValue]
) -> ActorValue:
    """Gives an actor that only the setting places the country of the one whose it is: 'its troops', 'Doe's men'."""
    if value.basis != "setting":
        return value
    placed = [(a, v) for a, v in zip(actors, values, strict=True) if v.country and v.basis not in ("setting", "beside")]
    owner = _named_inside(actor, placed) or _behind_pronoun(actor, text, placed)
    if owner is None:
        return value
    said = value.rule.partition("; ")[0]
    return replace(value, country=owner.country, basis="owner", rule=f"{said}; belongs to {owner.name}")


_Placed = Sequence[tuple[ActorMentions, ActorValue]]


def _named_inside(actor: ActorMentions, placed: _Placed) -> ActorValue | None:
    """The actor of whom a mention stands inside one of this actor's."""
    pairs = ((owner, outer, inner) for other, owner in placed for outer in actor.spans for inner in other.spans)
    return next((owner for owner, outer, inner in pairs if _holds(outer, inner)), None)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner != outer


_REACH_OF_PRONOUN = 250  # characters: it stands for someone of its own sentence or the one before
_STANDS_FOR: Mapping[str, tuple[ActorKind, ...]] = MappingProxyType(
    {
        "its": ("state", "organisation", "group"),
        "their": ("state", "organisation", "group"),
        "his": ("person",),
        "her": ("person",),
    }
)


def _behind_pronoun(actor: ActorMentions, text: str, placed: _Placed) -> ActorValue | None:
    """The last one spoken of that 'its' or 'his' at the head of the first mention may stand for."""
    first = actor.spans[0]
    pronoun = first.of(text).split(" ", 1)[0].lower()
    kinds = _STANDS_FOR.get(pronoun, ())
    before = [
        (span.end, owner)
        for other, owner in placed
        if owner.kind in kinds
        for span in other.spans
        if first.start - _REACH_OF_PRONOUN <= span.end <= first.start
    ]
    return max(before, key=lambda found: found[0])[1] if before else None


def _resolve(forms: Sequence[Form], kind: ActorKind | None, sector: str | None, context: Context) -> ActorValue:
    known = next((known for form in forms if (known := form.known)), None)
    if known and not _agree(known, forms):
        known = None
    if known:
        return ActorValue(
            name=known_name(known, forms),
            kind=known.kind,
            country=known.country,
            sector=known.sector_in(context.year, sector),
            rule=f"a known actor: {known.name}",
            basis="table",
        )
    state = next((form.state for form in forms if form.state), None)
    if state and kind in (None, "state") and not any(form.is_single_person for form in forms):
        rule = f"a country, its capital or its government: {countries()[state].name}"
        name = state_name(state, forms)
        return ActorValue(name=name, kind="state", country=state, sector="GOV", rule=rule, basis="state")
    role = _role(forms)
    named_kind: ActorKind = kind or _kind(forms, role)
    named_sector = sector or _sector(forms, role, named_kind)
    country = country_of(forms, named_sector, context)
    return ActorValue(
        name=name_of(forms, named_kind),
        kind=named_kind,
        country=country.code,
        sector=named_sector,
        rule=_rule(role, country.rule),
        basis=country.basis,
    )


def _agree(known: KnownActor, forms: Sequence[Form]) -> bool:
    """Whether all mentions may be the known actor's.

    'Hezbollah leader Hassan Nasrallah' is not Hezbollah, and 'Singh' after 'Neeraj Singh' is no known Singh.
    """
    if known.kind != "person":
        return not any(form.is_single_person for form in forms)
    full = [name for name in personal_names(forms) if " " in name]
    return not full or any(forms[0].lookup.actor(name) is known for name in full)


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
    first = next((form for form in forms if not form.is_pronoun), None)
    if role:
        counted = role[1].kind == "group" and role[1].sector in _COMBATANTS and first is not None and _is_count(first)
        return "population" if counted else role[1].kind
    return "population" if first is None else _kind_by_form(first)


_COMBATANTS = frozenset(("MIL", "COP", "REB", "PRM", "UAF"))  # 'Iraqi soldiers' fight as one, 'four soldiers' do not


def _is_count(form: Form) -> bool:
    """'Four American soldiers', 'dozens of fighters': so many people, not a group that acts."""
    value = quantities.resolve(form.text)
    return value.hedge is not None and value.best != 1


def _kind_by_form(form: Form) -> ActorKind:
    """The kind of a mention whose noun no table knows."""
    last = form.core[-1] if form.core else ""
    if country_of_adjective(form.text) or country_of_adjective(last.title()):
        return "population"
    if form.is_proper:
        return "person" if _looks_like_person(form.text) else "organisation" if form.text.isupper() else "group"
    return "person" if form.is_single else "population"


def _has_personal_name(form: Form) -> bool:
    """A personal role with a name behind or before it: 'president Emmanuel Macron', 'Sgt Smith'."""
    role = form.role
    if role is None or role[1].kind != "person":
        return False
    return any(personal_name(run, form.lookup) for run in own_names(form.text))


def _looks_like_person(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 4 and not any(w.isupper() and len(w) > 2 for w in words) and not state_in(name)


def _sector(forms: Sequence[Form], role: tuple[str, Role] | None, kind: ActorKind) -> str | None:
    """The role's sector; a spokesman, leader or member has that of whom he speaks for. A people: civilians."""
    if role is None or role[0] in _OF_OTHERS:
        if (other := _other_actor(forms)) and other.sector:
            return other.sector
        if role and role[0] not in _OF_STATE and (service := _service_beside(forms)):
            return service
    if role:
        return role[1].sector
    return "CVL" if kind == "population" or any(form.is_single for form in forms) else None


def _service_beside(forms: Sequence[Form]) -> str | None:
    """The sector of the noun beside the head: that of the police in 'police sources'."""
    table = roles()
    words = (word for form in forms if not form.is_pronoun for word in form.words if word not in _OF_OTHERS)
    return next((table[word].sector for word in words if word in table and table[word].sector in _SERVICES), None)


_OF_STATE = frozenset(("minister", "secretary", "ambassador", "envoy"))  # of a state, whatever stands beside
# What an official, officer, source or commander may be of: 'police sources', 'a rebel commander'.
_SERVICES = frozenset(("COP", "MIL", "REB", "PRM", "OPP", "JRN", "MED", "SPY", "JUD", "LEG", "IGO", "SOC", "REL"))
_OF_OTHERS = frozenset((
    "spokesman", "spokeswoman", "spokesperson", "leader", "leaders", "official", "officials", "member", "members",
    "commander", "commanders", "chief", "head", "director", "source", "sources", "fighter", "fighters", "forces",
    "aide", "secretary", "envoy", "minister", "ambassador", "group", "groups", "volunteer", "volunteers", "unit",
    "team", "worker", "officer", "officers", "workers", "agency", "agencies", "staff", "convoy", "mission", "chairman",
    "boss", "delegate", "office", "force", "teams", "representative", "crew", "association", "service", "centre",
    "body",
))  # fmt: skip


def _other_actor(forms: Sequence[Form]) -> KnownActor | None:
    """A known actor named inside the mentions: the UN in 'UN spokesman Farhan Haq'."""
    return next((known for form in forms if (known := actor_in(form.text, form.lookup))), None)
