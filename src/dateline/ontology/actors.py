"""Known actors and what nouns say of actors, as data that any stage may read.

``data/actors.tsv`` lists well-known actors of conflicts since 1989 with their other names, kind, country
and sector; ``data/roles.tsv`` what a noun ('soldiers', 'spokesman') says of the actor that it heads.
Both were written for Dateline. Kinds are `dateline.record.ActorKind`, sectors PLOVER's
(`dateline.ontology.plover.SECTORS`), countries ISO 3166-1 alpha-3; unknown is None.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import typing
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.record import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """An actor that the table knows. `country` is None where it belongs to none, or to several."""

    name: str
    aliases: tuple[str, ...]
    kind: ActorKind
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a noun says of the actor that it heads. `sector` is None where it says nothing of it."""

    kind: ActorKind
    sector: str | None


@functools.cache
def known_actors() -> tuple[KnownActor, ...]:
    """All actors of the table, in its order."""
    return tuple(
        KnownActor(
            name=name,
            aliases=tuple(filter(None, aliases.split("|"))),
            kind=typing.cast(ActorKind, kind),
            country=country or None,
            sector=sector or None,
        )
        for name, aliases, kind, country, sector in _rows("actors.tsv")
    )


@functools.cache
def _by_name() -> Mapping[str, KnownActor]:
    found: dict[str, KnownActor] = {}
    for actor in known_actors():
        for name in (actor.name, *actor.aliases):
            found.setdefault(_plain(name), actor)
    return MappingProxyType(found)


def actor_named(name: str) -> KnownActor | None:
    """The known actor of that name, or None. Accents, full stops and 'the' do not matter.

    Case matters in so far as a name that the table writes with capitals must begin with one, and an
    acronym ('IS', 'CARE') must be all capitals: 'is' and 'care' are words.
    """
    found = _by_name().get(_plain(name))
    if found is None or _cased_as_in_table(name, found):
        return found
    return None


def _cased_as_in_table(name: str, actor: KnownActor) -> bool:
    plain = _plain(name)
    written = next(form for form in (actor.name, *actor.aliases) if _plain(form) == plain)
    bare = re.sub(r"^[Tt]he ", "", name)
    if written.isupper() and len(written) <= 5:
        return bare.isupper() or any(form == bare for form in (actor.name, *actor.aliases))
    return not written[:1].isupper() or bare[:1].isupper()


@functools.cache
def roles() -> Mapping[str, Role]:
    """Noun in lower case → what it says. The table gives one kind for a single person and one for many."""
    found: dict[str, Role] = {}
    plurals: dict[str, Role] = {}
    for words, one, many, sector in _rows("roles.tsv"):
        listed = words.split("|")
        for word in listed:
            kind = many if word[:-1] in listed else one
            found.setdefault(word, Role(kind=typing.cast(ActorKind, kind), sector=sector or None))
            plurals.setdefault(word + "s", Role(kind=typing.cast(ActorKind, many), sector=sector or None))
    for word, role in plurals.items():
        found.setdefault(word, role)
    return MappingProxyType(found)


def _rows(name: str) -> Iterator[list[str]]:
    text = importlib.resources.files("dateline.ontology").joinpath(f"data/{name}").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


@functools.lru_cache(maxsize=16384)
def _plain(name: str) -> str:
    text = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    text = re.sub(r"[\s\-_]+", " ", re.sub(r"[.'’‘ʼ`]", "", text)).strip()
    return text.removeprefix("the ")
