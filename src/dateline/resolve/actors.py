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
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dateline.ontology.actors import KnownActor, Role, actor_named, roles
from dateline.ontology.countries import countries, country_named, country_of_adjective
from dateline.record import ActorKind


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
    forms = [_Form.of(mention) for mention in mentions]
    known = next((form.known for form in forms if form.known), None)
    if known and known.kind != "person" and any(form.is_single_person for form in forms):
        known = None  # 'Hezbollah leader Hassan Nasrallah' is not Hezbollah
    if known:
        return ActorValue(
            name=_known_name(known, forms),
            kind=known.kind,
            country=known.country,
            sector=known.sector,
            rule=f"a known actor: {known.name}",
        )
    state = next((form.state for form in forms if form.state), None)
    if state and kind in (None, "state") and not any(form.is_single_person for form in forms):
        return ActorValue(name=_state_name(state, forms), kind="state", country=state, sector="GOV",
                          rule=f"a country, its capital or its government: {countries()[state].name}")  # fmt: skip
    role = _role(forms)
    named_kind: ActorKind = kind or _kind(forms, role)
    named_sector = sector or _sector(forms, role)
    country, how = _country(forms, named_kind, named_sector, setting)
    return ActorValue(
        name=_name(forms, named_kind), kind=named_kind, country=country, sector=named_sector, rule=_rule(role, how)
    )


def _rule(role: tuple[str, Role] | None, how: str) -> str:
    said = f"what {role[0]!r} says" if role else "its form alone"
    return f"{said}; {how}"


# --- one mention ----------------------------------------------------------------------------------

_PRONOUNS_ONE = frozenset(("he", "she", "him", "her", "his", "hers", "i", "me", "my", "himself", "herself", "mine"))
_PRONOUNS = _PRONOUNS_ONE | frozenset(
    ("it", "its", "they", "them", "their", "theirs", "we", "us", "our", "ours", "you", "your", "who", "which", "that",
     "those", "these", "this", "itself", "themselves", "one", "others", "some", "both", "all", "whose", "whom")
)  # fmt: skip
_LEADING = re.compile(
    r"^(?:(?:the|a|an|this|that|these|those|some|several|many|more|most|than|about|around|nearly|almost|at|least|up|to"
    r"|over|fewer|his|her|its|their|our|my|your|other|another|two|three|four|five|six|seven|eight|nine|ten|dozens|of"
    r"|hundreds|thousands|scores|both|all|\d[\d.,]*)\s+)+",
    re.I,
)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_TAIL = re.compile(
    r"\s*[,(;:–—]|\s+(?:of|in|from|who|whom|whose|that|which|at|with|on|near|for|under|inside|by|against|to|among"
    r"|across|trapped|killed|held|fighting|living|fleeing|known|called|named|loyal|allied|backed|based|stationed|linked|and)\s"
)
_WORD = re.compile(r"[^\W_][\w’'.&/-]*")
_FRIEND = re.compile(r"\b[\w.]+-(?:backed|supported|allied|trained|funded|supplied|made|aligned|born|educated)\b", re.I)
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w’'.-]*(?:\s+(?:(?:al|el|bin|ibn|van|von|de|der|da|di|du|la|le|ad|ul)[-\s])?"
                          r"[^\W\d_a-z][\w’'.-]*|\s+(?:al|el|as|ad|an|ar|ash|ul)-[\w’'.-]+)*")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Form:
    """A mention taken apart. `text` is without leading article, `words` in lower case, `core` the words
    before the first 'of', 'in', 'who' … that follows the head."""

    text: str
    words: tuple[str, ...]
    core: tuple[str, ...]
    is_pronoun: bool

    @classmethod
    def of(cls, mention: str) -> _Form:
        whole = " ".join(mention.split())
        text = _ARTICLE.sub("", whole)
        bare = _LEADING.sub("", whole)
        tail = _TAIL.search(bare)
        core = bare[: tail.start()] if tail and tail.start() > 0 else bare
        words = tuple(match[0].lower() for match in _WORD.finditer(bare))
        return cls(
            text=text or whole,
            words=words,
            core=tuple(match[0].lower() for match in _WORD.finditer(core)),
            is_pronoun=whole.lower() in _PRONOUNS and whole != "US",
        )

    @property
    def known(self) -> KnownActor | None:
        """The known actor that the mention names, alone or with what it is called beside."""
        if self.is_pronoun:
            return None
        return _known_in(self.text)

    @property
    def state(self) -> str | None:
        """The code of the country that the mention names, by itself, its capital or its government."""
        return None if self.is_pronoun else _state_in(self.text) or self.adjective

    @property
    def adjective(self) -> str | None:
        """The code of the country whose bare adjective the mention is: the 'Russian' of 'Russian air strikes'."""
        return None if self.text.endswith(("s", "man", "men")) else country_of_adjective(self.text)

    @property
    def role(self) -> tuple[str, Role] | None:
        """The noun that says what the actor is, and what it says."""
        if self.is_pronoun:
            return None
        table = roles()
        for words in (self.core[::-1], self.words):
            for word in words:
                stem = re.sub(r"[’']s?$", "", word)
                if stem in table:
                    return stem, table[stem]
        return None

    @property
    def is_single_person(self) -> bool:
        """A pronoun for one person, or a personal title or role before or in place of a name."""
        if self.is_pronoun:
            return self.text.lower() in _PRONOUNS_ONE
        role = self.role
        return role is not None and role[1].kind == "person" and role[0] in self.core

    @property
    def is_proper(self) -> bool:
        """All words that count are capitalised: a name, not a description."""
        found = [match[0] for match in _WORD.finditer(self.text)]
        small = [w for w in found if w[0].islower() and w not in _SMALL_WORDS and not w.startswith(("al-", "el-"))]
        return bool(found) and not small and any(w[0].isupper() for w in found) and not self.is_pronoun


_SMALL_WORDS = frozenset(("of", "the", "for", "and", "in", "al", "el", "bin", "ibn", "de", "der", "van", "von", "da",
                          "du", "la", "le", "to", "on"))  # fmt: skip


@functools.lru_cache(maxsize=8192)
def _known_in(text: str) -> KnownActor | None:
    """The known actor of a mention: its whole, the part before brackets or commas, or what is in brackets."""
    parts = [text, *re.split(r"\s*[(,)]\s*", text)]
    for part in filter(None, parts):
        if known := actor_named(part) or actor_named(re.sub(r"[’']s?$", "", part)):
            return known
    if (known := _known_person_in(text)) is not None:
        return known
    lead = _HEADED.match(text)
    return actor_named(lead[1]) if lead else None


_HEADED = re.compile(
    r"^(.+?)\s+(?:militant |terror |terrorist |extremist |jihadist |rebel |armed |opposition |militia |Islamist )?"
    r"(?:group|movement|organisation|organization|militia|news agency|fighters|militants|rebels|forces|gunmen|party"
    r"|network|jihadists|insurgents|agency)$"
)


def _known_person_in(text: str) -> KnownActor | None:
    """'the French president, Emmanuel Macron' → Emmanuel Macron: names of two words or more inside a mention."""
    for run in _CAPITALISED.finditer(text):
        words = run[0].split()
        for size in range(min(4, len(words)), 1, -1):
            for at in range(len(words) - size + 1):
                known = actor_named(re.sub(r"[’']s?$", "", " ".join(words[at : at + size])))
                if known and known.kind == "person":
                    return known
    return None


_GOVERNMENT = frozenset(("government", "govt", "regime", "authorities", "state", "republic", "leadership",
                         "administration", "kingdom"))  # fmt: skip


@functools.lru_cache(maxsize=8192)
def _state_in(text: str) -> str | None:
    """'Turkey', 'Ankara', 'the Turkish government', 'Turkey's government' → TUR."""
    bare = re.sub(r"[’']s?$", "", text)
    code = country_named(bare) or _capitals().get(bare)
    if code:
        return code
    words = bare.split()
    if len(words) < 2 or words[-1].lower() not in _GOVERNMENT:
        return None
    owner = re.sub(r"[’']s?$", "", " ".join(words[:-1]))
    return country_of_adjective(owner) or country_named(owner) or _capitals().get(owner)


@functools.cache
def _capitals() -> Mapping[str, str]:
    """Capital → country. Reports use them for governments: 'Moscow said'."""
    found = {c.capital: c.alpha3 for c in countries().values() if c.capital}
    return MappingProxyType(
        found
        | {"Kiev": "UKR", "Kyiv": "UKR", "Peking": "CHN", "Rangoon": "MMR", "Tel Aviv": "ISR", "Washington": "USA"}
    )


# --- the actor's values ---------------------------------------------------------------------------


def _role(forms: Sequence[_Form]) -> tuple[str, Role] | None:
    """The role that most mentions tell; of equals, the first."""
    found = [role for form in forms if (role := form.role)]
    if not found:
        return None
    counts = Counter(role for _, role in found)
    return max(found, key=lambda item: counts[item[1]])


def _kind(forms: Sequence[_Form], role: tuple[str, Role] | None) -> ActorKind:
    if any(form.text.lower() in _PRONOUNS_ONE for form in forms) or any(_has_personal_name(form) for form in forms):
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


def _has_personal_name(form: _Form) -> bool:
    """A personal role with a name behind or before it: 'president Emmanuel Macron', 'Sgt Smith'."""
    role = form.role
    if role is None or role[1].kind != "person":
        return False
    return any(not _says_something(run[0]) for run in _CAPITALISED.finditer(form.text))


def _says_something(words: str) -> bool:
    """Whether capitalised words are a country, an adjective, a known actor or a title, not a person's name."""
    bare = re.sub(r"[’']s?$", "", words)
    return bool(
        country_named(bare)
        or country_of_adjective(bare)
        or actor_named(bare)
        or all(w.lower() in roles() for w in bare.split())
    )


def _looks_like_person(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 4 and not any(w.isupper() and len(w) > 2 for w in words) and not _state_in(name)


def _sector(forms: Sequence[_Form], role: tuple[str, Role] | None) -> str | None:
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


def _other_actor(forms: Sequence[_Form]) -> KnownActor | None:
    """A known actor named inside the mentions: the UN in 'UN spokesman Farhan Haq'."""
    for form in forms:
        for run in _CAPITALISED.finditer(form.text):
            for name in _runs(run[0]):
                known = actor_named(name)
                if known and known.kind != "person":
                    return known
    return None


def _runs(words: str) -> Iterator[str]:
    """All runs of up to five of these words, the longest first."""
    parts = [re.sub(r"[’']s?$", "", word) for word in words.split()]
    for size in range(min(5, len(parts)), 0, -1):
        for at in range(len(parts) - size + 1):
            yield " ".join(parts[at : at + size])


# Bodies of all nations: their people act for no country.
_INTERNATIONAL = frozenset(("IGO",))


def _country(
    forms: Sequence[_Form], kind: ActorKind, sector: str | None, setting: str | None
) -> tuple[str | None, str]:
    for form in forms:
        if form.is_pronoun:
            continue
        if code := _country_in(_FRIEND.sub(" ", form.text)):
            return code, f"{form.text!r} names {countries()[code].name}"
    if (other := _other_actor(forms)) is not None:
        return other.country, f"belongs to {other.name}"
    if setting and kind != "state" and sector not in _INTERNATIONAL and not _are_abroad(forms):
        return setting, f"the report is set in {countries()[setting].name}"
    return None, "no country is named"


def _are_abroad(forms: Sequence[_Form]) -> bool:
    """'foreign fighters', 'international monitors', 'aid agencies': of no one country."""
    return any(word in _ABROAD for form in forms for word in form.words)


_ABROAD = frozenset(("foreign", "foreigners", "international", "western", "westerners", "global", "world", "aid",
                     "arab", "european", "experts", "analysts"))  # fmt: skip


@functools.lru_cache(maxsize=8192)
def _country_in(text: str) -> str | None:
    """The first country that a text names, by name, adjective, people or capital."""
    for run in _CAPITALISED.finditer(text):
        for name in _runs(run[0]):
            for part in (name, *name.split("-")):
                if code := country_of_adjective(part) or country_named(part) or _capitals().get(part):
                    return code
    return None


# --- names ----------------------------------------------------------------------------------------

_SHORT_STATES: Mapping[str, str] = MappingProxyType({"USA": "United States", "GBR": "United Kingdom"})


def _known_name(known: KnownActor, forms: Sequence[_Form]) -> str:
    """The longest of the actor's names in the report; a person known by surname alone gets the full name."""
    parts = [re.split(r"\s*[(,]", form.text)[0] for form in forms if not form.is_pronoun]
    bare = [name for part in parts if actor_named(name := re.sub(r"[’']s?$", "", part)) is known]
    if known.kind == "person":
        full = [name for name in bare if len(name.split()) > 1 and not roles().get(name.split()[0].lower())]
        return max(full, key=len) if full else known.name
    return max(bare, key=len) if bare else known.name


def _state_name(code: str, forms: Sequence[_Form]) -> str:
    """The country's name as the report has it; acronyms are written out; a capital or government keeps its words."""
    bare = [re.sub(r"[’']s?$", "", form.text) for form in forms if form.state == code]
    named = [name for name in bare if country_named(name)]
    if not named:
        said = [name for name in bare if not country_of_adjective(name)]
        return max(said, key=len) if said else _SHORT_STATES.get(code, countries()[code].name)
    best = max(named, key=len)
    return _SHORT_STATES.get(code, countries()[code].name) if best.replace(".", "").isupper() else best


def _name(forms: Sequence[_Form], kind: ActorKind) -> str:
    """The fullest proper name among the mentions; without one, the fullest description."""
    solid = [form for form in forms if not form.is_pronoun] or list(forms)
    if not solid:
        return ""
    if kind == "person":
        names = [name for form in solid for run in _CAPITALISED.finditer(form.text) if (name := _personal(run[0]))]
        if names:
            return max(names, key=lambda name: (min(len(name.split()), 4), len(name)))
    proper = [form.text for form in solid if form.is_proper]
    if proper:
        return re.sub(r"[’']s?$", "", max(proper, key=len))
    return _description(solid)


def _personal(words: str) -> str:
    """A run of capitalised words without titles, adjectives and countries before the name."""
    parts = [] if _says_something(words) else words.split()
    while parts and (_is_title(parts[0]) or (len(parts) > 1 and _says_something(parts[0]))):
        parts = parts[1:]
    name = re.sub(r"[’']s?$", "", " ".join(parts)).strip(".,")
    return "" if not name or _says_something(name) else name


_TITLES = frozenset((
    "mr", "mrs", "ms", "dr", "sir", "lord", "lady", "gen", "col", "lt", "maj", "capt", "sgt", "president", "prime",
    "foreign", "defence", "defense", "interior", "chief", "professor", "prof", "rev", "saint", "former", "vice",
    "deputy", "acting", "crown", "sheikh", "brig", "first", "senior", "police", "us",
))  # fmt: skip


def _is_title(word: str) -> bool:
    lower = word.lower().strip(".")
    role = roles().get(lower)
    return lower in _TITLES or (role is not None and role.kind == "person")


def _description(forms: Sequence[_Form]) -> str:
    """The longest of the first descriptions, which says most, without its article and number."""
    texts = [_LEADING.sub("", form.text) or form.text for form in forms[:6]]
    return max(texts, key=len)
