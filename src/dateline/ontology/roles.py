"""What a noun ('soldiers', 'spokesman') says of the actor that it heads: its kind and PLOVER sector.

The table ``data/roles.tsv`` was written for Dateline. Kinds are `dateline.record.ActorKind`, sectors those of
`dateline.ontology.plover.SECTORS`.
"""

from __future__ import annotations

import functools
import importlib.resources
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.record import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a noun says of the actor that it heads. `sector` is None where it says nothing of it."""

    kind: ActorKind
    sector: str | None


@functools.cache
def roles() -> Mapping[str, Role]:
    """Noun in lower case → what it says. The table gives one kind for a single person and one for many."""
    found: dict[str, Role] = {}
    plurals: dict[str, Role] = {}
    for words, one, many, sector in _rows():
        listed = words.split("|")
        for word in listed:
            kind = many if word[:-1] in listed else one
            found.setdefault(word, Role(kind=typing.cast(ActorKind, kind), sector=sector or None))
            plurals.setdefault(word + "s", Role(kind=typing.cast(ActorKind, many), sector=sector or None))
    for word, role in plurals.items():
        found.setdefault(word, role)
    return MappingProxyType(found)


def _rows() -> Iterator[list[str]]:
    text = importlib.resources.files("dateline.ontology").joinpath("data/roles.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield line.split("\t")
