"""Which country unnamed people of a report belong to: the one that the words around them speak of.

'The army', 'residents' and 'the government' are those of the country where the sentence stands. A report on a
Turkish offensive in Syria speaks of Turkey more than of Syria, but its villagers are Syrian: places weigh more than
adjectives and governments, and what is near more than what is far.

    scene = Scene.of(text, places)
    scene.weights([mention.start])    # {"SYR": 2.1, "TUR": 0.8}
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.ontology.actors import ActorTable, actor_table
from dateline.ontology.roles import roles
from dateline.record import Span
from dateline.resolve.actors.country_words import CAPITALISED, countries_in, runs

# Round values; any within a third of them does as well on coded reports.
_PLACE = 1.3  # a place of the report
_LOCATION = 1.2  # 'in Syria'
_COUNTRY = 0.3  # 'Syria' where it rather acts
_ADJECTIVE = 0.6  # 'Syrian'
_ACTOR = 0.6  # a known actor of the country
_FAR = 0.3  # what a word says of the whole report, where it says 1 of what is beside it
_REACH = 300  # characters, about two sentences: at this distance it says 1/e
_AHEAD = 1.5  # what comes later is so much farther
_MENTIONS = 3  # the first mentions of an actor tell where it is; later ones follow the story

_LOCATIVE = re.compile(
    r"\b(?:in|from|near|across|inside|into|to|at|around|throughout|of|over|outside|towards?|through|on|via|within)"
    r"\s+(?:the\s+)?(?:[a-z][\w-]*\s+)?$"
)


@dataclass(frozen=True, slots=True)
class _Sign:
    start: int
    country: str
    weight: float


@dataclass(frozen=True, slots=True)
class Scene:
    """What a text says of countries, and where."""

    signs: tuple[_Sign, ...]
    whole: Mapping[str, float]

    @classmethod
    def of(cls, text: str, places: Iterable[tuple[Span, str | None]] = (), table: ActorTable | None = None) -> Scene:
        """Reads the countries and known actors that a text names. `places` are its places and their countries."""
        located = [(span, country) for span, country in places if country]
        signs = [_Sign(span.start, country, _PLACE) for span, country in located if country]
        signs += _signs_of_countries(text, [span for span, _ in located])
        signs += _signs_of_actors(text, table or actor_table())
        whole: dict[str, float] = {}
        for sign in signs:
            whole[sign.country] = whole.get(sign.country, 0.0) + sign.weight
        return cls(tuple(sorted(signs, key=lambda sign: (sign.start, sign.country))), whole)

    def weights(self, starts: Sequence[int] = ()) -> dict[str, float]:
        """How much the words around these places of the text speak of each country."""
        found = {country: _FAR * weight for country, weight in self.whole.items()}
        starts = starts[:_MENTIONS]
        if starts:
            for sign in self._within(min(starts), max(starts)):
                found[sign.country] += sign.weight * max(_nearness(sign.start - start) for start in starts)
        return found

    def _within(self, first: int, last: int) -> Sequence[_Sign]:
        """The signs that are near enough to say something of what stands between two places."""
        low = bisect_left(self.signs, first - 6 * _REACH, key=lambda sign: sign.start)
        high = bisect_left(self.signs, last + 6 * _REACH, key=lambda sign: sign.start)
        return self.signs[low:high]


def _nearness(ahead: int) -> float:
    return math.exp(-(ahead * _AHEAD if ahead > 0 else -ahead) / _REACH)


def _signs_of_countries(text: str, places: Sequence[Span]) -> list[_Sign]:
    """Countries by name and adjective. A name that is a place of the report has been counted as one."""
    taken = {span.start for span in places}
    found = []
    for named in countries_in(text):
        if len(named.codes) > 1 or (named.start in taken and not named.is_adjective):
            continue
        located = _LOCATIVE.search(text, max(0, named.start - 30), named.start)
        weight = _ADJECTIVE if named.is_adjective else _LOCATION if located else _COUNTRY
        found.append(_Sign(named.start, named.code, weight))
    return found


def _signs_of_actors(text: str, table: ActorTable) -> list[_Sign]:
    found = []
    for run in CAPITALISED.finditer(text):
        known = next((known for name in runs(run[0]) if (known := table.named(name))), None)
        if known and known.country:
            found.append(_Sign(run.start(), known.country, _ACTOR))
    return found


# --- right beside a mention -----------------------------------------------------------------------

_BESIDE = 70  # characters before and behind
_TITLE = re.compile(r"[\w’'.-]+")
_APPOSITION = re.compile(r"(?:,\s*\d+)?,\s+(?:(?:an?|the|one|who (?:is|was) an?)\s+)?((?:[\w’'.-]+\s*){1,4})")
_ORIGIN = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?((?:[^\W\d_a-z][\w’'.-]*\s*){1,4})")


def country_beside(text: str, span: Span) -> str | None:
    """The country in the title before a name or in what is said right behind it.

    'Sudanese minister | Ali Karti', '| Alan Henning |, a British taxi driver', '| the foreign minister | of Ukraine'.
    """
    words = span.of(text)
    behind = text[span.end : span.end + _BESIDE]
    if origin := _ORIGIN.match(behind):
        named = countries_in(origin[1])
        if named and named[0].start == 0:
            return named[0].code
    if not words[:1].isupper() or len(words.split()) > 4:
        return None
    if (apposition := _APPOSITION.match(behind)) and (named := countries_in(apposition[1])):
        return named[0].code
    return _country_of_title(text[max(0, span.start - _BESIDE) : span.start])


def _country_of_title(before: str) -> str | None:
    """The adjective at the head of the titles that a text ends in: 'the former Sudanese foreign minister'."""
    title: list[str] = []
    for word in reversed(before.split()):
        if not _TITLE.fullmatch(word):
            break
        if named := countries_in(word):
            return named[0].code if title or named[0].is_adjective else None
        if not (word[0].isupper() or _is_personal(word)):
            break
        title.append(word)
    return None


def _is_personal(word: str) -> bool:
    """Whether a small word may stand between an adjective and the name of a person: 'prime', 'minister', 'former'."""
    role = roles().get(word)
    return (role is not None and role.kind == "person") or word in _BETWEEN


_BETWEEN = frozenset((
    "prime", "foreign", "defence", "defense", "interior", "former", "deputy", "aid", "opposition", "rebel", "military",
    "vice", "chief", "finance", "state", "of", "army", "police", "party",
))  # fmt: skip
