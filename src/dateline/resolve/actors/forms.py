"""One mention of an actor taken apart: its head, what it names, and whether it is a name at all."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.ontology.actors import ActorTable, actor_table
from dateline.ontology.countries import country_named, country_of_adjective
from dateline.ontology.known_actor import KnownActor
from dateline.ontology.roles import Role, roles
from dateline.resolve.actors.country_words import CAPITALISED, capitals, unpossessed

PRONOUNS_ONE = frozenset(("he", "she", "him", "her", "his", "hers", "i", "me", "my", "himself", "herself", "mine"))
_PRONOUNS = PRONOUNS_ONE | frozenset(
    ("it", "its", "they", "them", "their", "theirs", "we", "us", "our", "ours", "you", "your", "who", "which", "that",
     "those", "these", "this", "itself", "themselves", "one", "others", "some", "both", "all", "whose", "whom")
)  # fmt: skip
HEDGE = re.compile(
    r"^(?:(?:the|a|an|this|that|these|those|some|several|many|more|most|than|about|around|roughly|approximately|nearly"
    r"|almost|at|least|up|to|over|fewer|as|few|further|estimated|his|her|its|their|our|my|your|dozens|tens|hundreds"
    r"|thousands|millions|scores|handful|of|(?:small |large )?numbers?|million|\d[\d.,]*)\s+)+",
    re.I,
)
_ONE = re.compile(r"(?:an?|one|another|his|her|my)\s", re.I)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_TAIL = re.compile(
    r"\s*[,(;:–—]|\s+(?:of|in|from|who|whom|whose|that|which|at|with|on|near|for|under|inside|by|against|to|among"
    r"|across|trapped|killed|held|fighting|living|fleeing|known|called|named|loyal|allied|backed|based|stationed|linked|and)\s"
)
_WORD = re.compile(r"[^\W_][\w’'.&/-]*")


@dataclass(frozen=True, slots=True)
class Lookup:
    """Finds known actors: in a table, for a report that is set in a country or in none."""

    table: ActorTable = field(default_factory=actor_table)
    country: str | None = None

    def actor(self, name: str) -> KnownActor | None:
        """The known actor of that name, or None."""
        return self.table.named(name, self.country)


@dataclass(frozen=True, slots=True)
class Form:
    """A mention taken apart. `text` is without leading article, `words` in lower case, `core` the words
    before the first 'of', 'in', 'who' … that follows the head. `bare` is the mention without hedges and numbers before
    it. `is_single` is 'a farmer', 'his brother', 'one of them'."""

    text: str
    bare: str
    words: tuple[str, ...]
    core: tuple[str, ...]
    is_pronoun: bool
    is_single: bool
    lookup: Lookup

    @classmethod
    def of(cls, mention: str, lookup: Lookup | None = None) -> Form:
        whole = " ".join(mention.split())
        text = _ARTICLE.sub("", whole)
        bare = HEDGE.sub("", whole)
        tail = _TAIL.search(bare)
        core = bare[: tail.start()] if tail and tail.start() > 0 else bare
        words = tuple(match[0].lower() for match in _WORD.finditer(bare))
        return cls(
            text=text or whole,
            bare=bare,
            words=words,
            core=tuple(match[0].lower() for match in _WORD.finditer(core)),
            is_pronoun=whole.lower() in _PRONOUNS and whole != "US",
            is_single=bool(_ONE.match(whole)) and not whole.split()[-1].endswith("s"),
            lookup=lookup or Lookup(),
        )

    @property
    def known(self) -> KnownActor | None:
        """The known actor that the mention names, alone or with what it is called beside."""
        if self.is_pronoun:
            return None
        return _known_in(self.text, self.lookup)

    @property
    def state(self) -> str | None:
        """The code of the country that the mention names, by itself, its capital or its government."""
        return None if self.is_pronoun else state_in(self.text) or self.adjective

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
                stem = unpossessed(word)
                if stem in table:
                    return stem, table[stem]
        return None

    @property
    def is_single_person(self) -> bool:
        """A pronoun for one person, or a personal title or role before or in place of a name."""
        if self.is_pronoun:
            return self.text.lower() in PRONOUNS_ONE
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
def _known_in(text: str, lookup: Lookup) -> KnownActor | None:
    """The known actor of a mention: its whole, the part before brackets or commas, or what is in brackets."""
    parts = [text, *re.split(r"\s*[(,)]\s*", text)]
    for part in filter(None, parts):
        if known := lookup.actor(part) or lookup.actor(unpossessed(part)):
            return known
    if (known := _known_person_in(text, lookup)) is not None:
        return known
    lead = _HEADED.match(text)
    return lookup.actor(lead[1]) if lead else None


_HEADED = re.compile(
    r"^(.+?)\s+(?:militant |terror |terrorist |extremist |jihadist |rebel |armed |opposition |militia |Islamist )?"
    r"(?:group|movement|organisation|organization|militia|news agency|fighters|militants|rebels|forces|gunmen|party"
    r"|network|jihadists|insurgents|agency)$"
)


def _known_person_in(text: str, lookup: Lookup) -> KnownActor | None:
    """'the French president, Emmanuel Macron' → Emmanuel Macron; of 'forces loyal to Bashar al-Assad', none."""
    return next((known for name in own_names(text) if (known := person_of(name, lookup))), None)


def person_of(name: str, lookup: Lookup) -> KnownActor | None:
    """The known person whose name of two words or more a run of capitalised words holds."""
    words = name.split()
    for size in range(min(4, len(words)), 1, -1):
        for at in range(len(words) - size + 1):
            known = lookup.actor(unpossessed(" ".join(words[at : at + size])))
            if known and known.kind == "person":
                return known
    return None


_OF_ANOTHER = re.compile(
    r"\b(?:of|in|from|at|by|for|to|with|near|on|against|inside|outside|under|about|as|like)\s+(?:[a-z][\w-]*\s+){0,2}$"
)
_ENDS_NAME = re.compile(r"\s*(?:$|[^\w\s’'-]|(?:who|whom|of|in|from|at|and|as|on|for)\s)")


def own_names(text: str) -> Iterator[str]:
    """The capitalised words of a mention that may name the one it is of.

    Those that name something beside are left out: 'a resident of Afrin', 'Macron's aide', 'a Kurdish official'.
    """
    for run in CAPITALISED.finditer(text):
        if _ENDS_NAME.match(text, run.end()) and not _OF_ANOTHER.search(text[: run.start()]):
            yield run[0]


_GOVERNMENT = frozenset(("government", "govt", "regime", "authorities", "state", "republic", "leadership",
                         "administration", "kingdom"))  # fmt: skip


@functools.lru_cache(maxsize=8192)
def state_in(text: str) -> str | None:
    """'Turkey', 'Ankara', 'the Turkish government', 'Turkey's government' → TUR."""
    bare = unpossessed(text)
    code = country_named(bare) or capitals().get(bare)
    if code:
        return code
    words = bare.split()
    if len(words) < 2 or words[-1].lower() not in _GOVERNMENT:
        return None
    owner = unpossessed(" ".join(words[:-1]))
    return country_of_adjective(owner) or country_named(owner) or capitals().get(owner)


# --- names of persons -----------------------------------------------------------------------------


def personal_names(forms: Sequence[Form]) -> list[str]:
    """The names of persons that the mentions may be of."""
    return [name for form in forms for run in own_names(form.text) if (name := personal_name(run, form.lookup))]


def personal_name(words: str, lookup: Lookup) -> str:
    """A run of capitalised words without the titles, adjectives and countries before the name."""
    parts = words.split()
    last_title = max((at for at, part in enumerate(parts[:-1]) if _is_title(part)), default=-1)
    parts = parts[last_title + 1 :]
    while len(parts) > 1 and _says_something(parts[0], lookup):
        parts = parts[1:]
    name = unpossessed(" ".join(parts)).strip(".,")
    return "" if not name or _is_title(name) or _says_something(name, lookup) or name.lower() in VAGUE else name


_TITLES = frozenset((
    "mr", "mrs", "ms", "dr", "sir", "lord", "lady", "gen", "col", "lt", "maj", "capt", "sgt", "president", "prime",
    "foreign", "defence", "defense", "interior", "chief", "professor", "prof", "rev", "saint", "former", "vice",
    "deputy", "acting", "crown", "sheikh", "brig", "first", "senior", "police", "us", "commissioner", "supt", "ceo",
    "speaker", "advisor", "director", "head", "chairman",
))  # fmt: skip


def _is_title(word: str) -> bool:
    lower = word.lower().strip(".")
    role = roles().get(lower)
    return lower in _TITLES or (role is not None and role.kind == "person")


def _says_something(words: str, lookup: Lookup) -> bool:
    """Whether capitalised words are a country, an adjective, a known actor or a title, not a person's name."""
    bare = unpossessed(words)
    known = lookup.actor(bare)
    return bool(
        country_named(bare)
        or country_of_adjective(bare)
        or (known and known.kind != "person")
        or all(w.lower() in roles() for w in bare.split())
    )


# Words that count and tell nothing else: no name, and the worst of descriptions.
VAGUE = frozenset((
    "one", "two", "three", "four", "five", "many", "most", "more", "several", "some", "few", "others", "another",
    "dozens", "scores", "hundreds", "thousands", "millions", "million", "majority", "rest",
))  # fmt: skip
