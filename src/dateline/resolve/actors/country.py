"""The country that an actor belongs to or acts for, from its mentions and from what the text says around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dateline.ontology.countries import countries
from dateline.ontology.known_actor import KnownActor
from dateline.resolve.actors.country_words import CAPITALISED, Named, countries_in, runs
from dateline.resolve.actors.forms import Form, Lookup, person_of

Basis = Literal["table", "state", "words", "beside", "owner", "setting", "abroad", "nothing"]


_CLEAR = 0.35  # of all that is said of countries; below it the first of them is wrong more often than right


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the text around an actor says of it.

    `weights` says how much it speaks of each country there, `beside` which country is named right beside the actor,
    `year` when it was written.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    beside: str | None = None
    year: int | None = None

    @property
    def setting(self) -> str | None:
        """The country most spoken of, where it stands out; None where many are spoken of alike."""
        country = max(self.weights, key=lambda code: self.weights[code], default=None)
        return country if country and self.weights[country] >= _CLEAR * sum(self.weights.values()) else None

    def likeliest(self, named: Named) -> str:
        """Of the countries that an adjective may mean, the one most spoken of."""
        return max(named.codes, key=lambda code: self.weights.get(code, 0.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCountry:
    """A country (alpha-3) or none, on what basis, and why in words."""

    code: str | None
    basis: Basis
    rule: str


_INTERNATIONAL = frozenset(("IGO",))  # bodies of all nations: their people act for no country


def country_of(forms: Sequence[Form], sector: str | None, context: Context) -> ActorCountry:
    """The country of an actor that no table knows. The head of a mention says most, then what follows it."""
    solid = [form for form in forms if not form.is_pronoun]
    for parts in ([_split(form)[0] for form in solid], [_split(form)[1] for form in solid]):
        for words, form in zip(parts, solid, strict=True):
            if found := _named_in(words, form.lookup, context):
                return found
        for words, form in zip(parts, solid, strict=True):
            if (known := _person_in(words, form.lookup)) and known.country:
                return _belongs_to(known)
    if context.beside:
        name = countries()[context.beside].name
        return ActorCountry(code=context.beside, basis="beside", rule=f"the words beside it name {name}")
    if sector in _INTERNATIONAL or _are_abroad(solid):
        return ActorCountry(code=None, basis="abroad", rule="of no one country")
    if setting := context.setting:
        return ActorCountry(code=setting, basis="setting", rule=f"the report is set in {countries()[setting].name}")
    return ActorCountry(code=None, basis="nothing", rule="no country is named")


def _named_in(words: str, lookup: Lookup, context: Context) -> ActorCountry | None:
    """What a known actor or a country in these words says; the known actor where its name holds the country's."""
    known, named = actor_in(words, lookup), countries_in(words)
    if known and known.country is None and known.sector not in _INTERNATIONAL:
        known = None  # 'Islamic State fighters' are of the country that they fight in
    if known and (not named or known.sector in _INTERNATIONAL or known.country is None):
        return _belongs_to(known)
    return _one_country(words, named, context) if named else None


def _belongs_to(known: KnownActor) -> ActorCountry:
    return ActorCountry(code=known.country, basis="words", rule=f"belongs to {known.name}")


_PREPOSITION = re.compile(
    r"\s*(?:,(?!\s+[^\W\d_a-z][\w.]*(?:,|\s+and\b))|[(;:–—])|\s+(?:of|in|from|who|whom|whose|that|which|at|with|on|near|for|under|inside|by|against|to|among"
    r"|across|trapped|killed|held|fighting|living|fleeing|known|called|named|loyal|based|stationed|linked)\s"
)


def _split(form: Form) -> tuple[str, str]:
    """The head of a mention with what stands before it, and what follows the head."""
    tail = _PREPOSITION.search(form.bare)
    at = tail.start() if tail and tail.start() > 0 else len(form.bare)
    return form.bare[:at], form.bare[at:]


_COORDINATED = re.compile(r",|\band\b|/|&|-")
_AND_OTHERS = re.compile(r"\b(?:and|or)\s+(?:\w+\s+)?(?:other|foreign|allied)", re.I)


def _one_country(words: str, named: Sequence[Named], context: Context) -> ActorCountry:
    """The country of 'Turkish forces in Syria'; none of 'Turkish and Syrian forces'."""
    code = context.likeliest(named[0])
    others = [other for other in named[1:] if code not in other.codes]
    if any(_COORDINATED.search(words[named[0].start : other.start]) for other in others) or _AND_OTHERS.search(words):
        return ActorCountry(code=None, basis="words", rule=f"{words!r} names several countries")
    return ActorCountry(code=code, basis="words", rule=f"{words!r} names {countries()[code].name}")


def actor_in(text: str, lookup: Lookup) -> KnownActor | None:
    """A known actor, no person, named inside a mention: the UN in 'UN spokesman Farhan Haq'."""
    for run in CAPITALISED.finditer(text):
        for name in runs(run[0]):
            known = lookup.actor(name)
            if known and known.kind != "person":
                return known
    return None


def _person_in(text: str, lookup: Lookup) -> KnownActor | None:
    """A known person named inside a mention: 'forces loyal to Bashar al-Assad'."""
    found = (run[0] for run in CAPITALISED.finditer(text))
    return next((known for run in found if (known := person_of(run, lookup))), None)


def _are_abroad(forms: Sequence[Form]) -> bool:
    """'foreign fighters', 'international monitors', 'aid agencies': of no one country."""
    if not forms:
        return False
    core = forms[0].core
    return not _ABROAD.isdisjoint(core) or core[-1:] in _ABROAD_HEADS or bool(_FOREIGN.search(forms[0].text))


# What the words say: of several countries, or people who work in a country and are seldom of it.
_ABROAD = frozenset(("foreigners", "international", "western", "westerners", "global", "world", "aid", "european",
                     "humanitarian", "african"))  # fmt: skip
_ABROAD_HEADS = frozenset((("experts",), ("analysts",), ("agencies",), ("diplomat",), ("diplomats",), ("countries",),
                           ("nations",), ("powers",), ("governments",), ("allies",), ("sides",)))  # fmt: skip
_FOREIGN = re.compile(r"\bforeign (?!minist|secretar|office|affairs|policy|legion)", re.I)
