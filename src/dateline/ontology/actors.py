"""Known actors: armed groups, forces, parties, bodies and office-holders of conflicts since 1989.

The tables ``data/actors.csv`` and ``data/people.csv`` were written for Dateline from general knowledge. A user's
own table has the same columns (`dateline.ontology.actor_csv`) and goes before ours:

    table = actor_table().extended(read_actors(path).actors)

Kinds are `dateline.record.ActorKind`, sectors PLOVER's (`dateline.ontology.plover.SECTORS`), countries ISO 3166-1
alpha-3; unknown is None.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import unicodedata
from collections.abc import Iterable

from dateline.ontology.actor_csv import parse_actors
from dateline.ontology.known_actor import KnownActor


class ActorTable:
    """Known actors, found by name. Of several actors of one name, the earlier in the table goes first."""

    def __init__(self, actors: Iterable[KnownActor]) -> None:
        self.actors = tuple(actors)
        self._by_name: dict[str, list[tuple[KnownActor, str]]] = {}
        for actor in self.actors:
            for name in actor.names:
                self._by_name.setdefault(_plain(name), []).append((actor, name))

    def extended(self, actors: Iterable[KnownActor]) -> ActorTable:
        """The same with more actors, which go before those of this table that share a name with them."""
        added = tuple(actors)
        taken = {_plain(actor.name) for actor in added}
        return ActorTable((*added, *(actor for actor in self.actors if _plain(actor.name) not in taken)))

    def named(self, name: str, country: str | None = None) -> KnownActor | None:
        """The actor of that name, or None. Accents, full stops and a leading 'the' do not matter.

        Case matters in so far as a name that the table writes with capitals must begin with one, and an
        acronym ('IS', 'CARE') must be all capitals: 'is' and 'care' are words. `country` is where the report is
        set: it decides between actors of the same name, and names that are common hold only there.
        """
        found = [(actor, written) for actor, written in self._by_name.get(_plain(name), ()) if _cased(name, actor)]
        if country and (local := next((actor for actor, _ in found if actor.country == country), None)):
            return local
        return next((actor for actor, written in found if written not in actor.common), None)


def _cased(name: str, actor: KnownActor) -> bool:
    """Whether a name has its capitals where the actor's own has them."""
    plain = _plain(name)
    written = [own for own in actor.names if _plain(own) == plain]
    bare = re.sub(r"^[Tt]he ", "", name)
    if written[0].isupper() and len(written[0]) <= 5:
        return bare.isupper() or bare in written
    return not written[0][:1].isupper() or bare[:1].isupper()


@functools.cache
def actor_table() -> ActorTable:
    """The table that comes with the package."""
    folder = importlib.resources.files("dateline.ontology").joinpath("data")
    texts = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("actors.csv", "people.csv"))
    return ActorTable(actor for text in texts for actor in parse_actors(text).actors)


@functools.lru_cache(maxsize=16384)
def _plain(name: str) -> str:
    text = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    text = re.sub(r"[\s\-_]+", " ", re.sub(r"[.'’‘ʼ`]", "", text)).strip()
    return text.removeprefix("the ")
