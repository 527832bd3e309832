"""Actors and places over the whole casefile, as the records name them and as people set them.

Names that are spelled alike are one actor (`dateline.link.voices.Party.key`); a place is a name in one country. What
people merged, split or set (`dateline.review.Edit`) is applied here, in the order in which they did it, whenever names
are shown. The records stay as they are.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dateline.casefile import Casefile
from dateline.link.voices import Party
from dateline.link.words import folded
from dateline.record import ActorKind
from dateline.review import Edit, Subject, Value
from dateline.store.base import EventRow, FigureRow, Filter, Happening, PartyRow
from dateline.store.desk import ActorName, PlaceName

Values = Mapping[str, Value]

FIELDS: Mapping[Subject, tuple[str, ...]] = {
    "actor": ("kind", "country", "sector"),
    "place": ("country", "admin1", "lat", "lon", "precision", "gazetteer_id"),
}
_PIN = frozenset({"lat", "lon"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Names of reports that are spelled alike: `names` with the number of reports, the commonest first."""

    key: str
    names: tuple[tuple[str, int], ...]
    values: Values
    reports: frozenset[int]
    events: frozenset[str]

    @property
    def name(self) -> str:
        return self.names[0][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One actor or place: `members` are its names, the one it goes by first; `edited` where a person made it so."""

    id: str
    key: str
    name: str
    values: Values
    members: tuple[Named, ...]
    edited: bool = False
    pinned: bool = False

    @property
    def reports(self) -> frozenset[int]:
        return frozenset[int]().union(*(member.reports for member in self.members))

    @property
    def events(self) -> frozenset[str]:
        return frozenset[str]().union(*(member.events for member in self.members))

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names."""
        every = (name for member in self.members for name, _ in member.names)
        return tuple(name for name in dict.fromkeys(every) if name != self.name)

    def holds(self, words: str) -> bool:
        """Whether one of its names has these words in it, in any case."""
        return any(words.lower() in name.lower() for name in (self.name, *self.aliases))


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All actors, or all places, by the keys of their names. `is_edited`: people had a say in some."""

    subject: Subject
    groups: tuple[Group, ...]
    is_edited: bool = False
    _by_key: Mapping[str, Group] = field(repr=False)
    _by_id: Mapping[str, Group] = field(repr=False)

    def of(self, key: str) -> Group | None:
        return self._by_key.get(key)

    def with_id(self, id: str) -> Group | None:
        """The group with this id, or which a name with this id was merged into."""
        return self._by_id.get(id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Actors and places; gives rows the names and values that people set."""

    actors: Book
    places: Book

    def event(self, row: EventRow) -> tuple[EventRow, bool]:
        """The row, and whether a person pinned its place."""
        if self.actors.is_edited:
            row = replace(row, actors=self._called(row.actors), recipients=self._called(row.recipients))
        place = self._place(row.place, row.country)
        if place is None:
            return row, False
        values = {name: value for name, value in place.values.items() if name != "gazetteer_id"}
        return replace(row, place=place.name, **values), place.pinned  # type: ignore[arg-type]  # fields of a place

    def party(self, row: PartyRow) -> PartyRow:
        group = self.actors.of(actor_key(row.name))
        if group is None or not group.edited:
            return row
        return replace(row, name=group.name, **group.values)  # type: ignore[arg-type]  # fields of an actor

    def happening(self, found: Happening) -> Happening:
        """All rows of an event, with the names and values that people set."""
        event, _ = self.event(found.event)
        return replace(
            found,
            event=event,
            actors=_once(map(self.party, found.actors)),
            recipients=_once(map(self.party, found.recipients)),
            figures=tuple(self._figure(figure) for figure in found.figures),
        )

    def wanted(self, wanted: Filter, casefile: Casefile) -> Filter:
        """The same question in terms of what the store knows: where people renamed, by the ids of events."""
        by_actor = self.actors.is_edited and wanted.actor
        by_place = self.places.is_edited and (wanted.place or wanted.country)
        if not (by_actor or by_place):
            return wanted
        wider = replace(wanted, actor=None) if by_actor else wanted
        wider = replace(wider, place=None, country=None) if by_place else wider
        found = casefile.events(wider)
        return Filter(ids=tuple(row.id for row in found if self._fits(row, wanted)))

    def _fits(self, row: EventRow, wanted: Filter) -> bool:
        shown, _ = self.event(row)
        names = (*row.actors, *row.recipients, *shown.actors, *shown.recipients)
        places = (row.place, row.admin1, shown.place, shown.admin1)
        return (
            (wanted.actor is None or _any_holds(names, wanted.actor))
            and (wanted.place is None or _any_holds(places, wanted.place))
            and (wanted.country is None or shown.country == wanted.country.upper())
        )

    def _called(self, names: Sequence[str]) -> tuple[str, ...]:
        groups = ((name, self.actors.of(actor_key(name))) for name in names)
        return tuple(dict.fromkeys(group.name if group and group.edited else name for name, group in groups))

    def _place(self, name: str | None, country: str | None) -> Group | None:
        """The place of a name, where a person had a say in it."""
        if name is None or not self.places.is_edited:
            return None
        group = self.places.of(place_key(name, country))
        return group if group and group.edited else None

    def _figure(self, row: FigureRow) -> FigureRow:
        place = self._place(row.place, row.country)
        if place is None:
            return row
        return replace(row, place=place.name, country=place.values["country"])  # type: ignore[arg-type]  # a code


AS_THEY_ARE = Names(
    actors=Book(subject="actor", groups=(), _by_key={}, _by_id={}),
    places=Book(subject="place", groups=(), _by_key={}, _by_id={}),
)
"""Where nobody said anything of any name."""


def _any_holds(names: Iterable[str | None], words: str) -> bool:
    return any(words.lower() in name.lower() for name in names if name)


def _once(parties: Iterable[PartyRow]) -> tuple[PartyRow, ...]:
    return tuple({party.name: party for party in reversed(tuple(parties))}.values())[::-1]


# --- keys ---------------------------------------------------------------------------------------------


def actor_key(name: str, kind: ActorKind = "group", country: str | None = None) -> str:
    """What two spellings of one actor share."""
    return Party(name=name, kind=kind, country=country).key


def place_key(name: str, country: str | None) -> str:
    """A place is a name in one country: 'tripoli|LBY'."""
    return f"{folded(name)}|{country or ''}"


def id_of(subject: Subject, key: str) -> str:
    """The id of a name in the API: short, and fit for a path."""
    return subject[0] + hashlib.sha256(key.encode()).hexdigest()[:16]


# --- making -------------------------------------------------------------------------------------------


def names_of(casefile: Casefile) -> Names:
    """The actors and places of a casefile, with the edits that stand."""
    desk, events = casefile.desk, casefile.events()
    actors = _named(
        "actor",
        ((actor_key(row.name), row) for row in desk.actors()),
        ((actor_key(name), event.id) for event in events for name in (*event.actors, *event.recipients)),
    )
    places = _named(
        "place",
        ((place_key(row.name, row.country), row) for row in desk.places()),
        ((place_key(event.place, event.country), event.id) for event in events if event.place),
    )
    return Names(actors=book("actor", actors, desk.edits("actor")), places=book("place", places, desk.edits("place")))


def _named(
    subject: Subject, rows: Iterable[tuple[str, ActorName | PlaceName]], events: Iterable[tuple[str, str]]
) -> list[Named]:
    grouped: dict[str, list[ActorName | PlaceName]] = defaultdict(list)
    for key, row in rows:
        grouped[key].append(row)
    told: dict[str, set[str]] = defaultdict(set)
    for key, event in events:
        told[key].add(event)
    return [
        Named(
            key=key,
            names=_spellings(own),
            values=_values(subject, own),
            reports=frozenset(report for row in own for report in row.reports),
            events=frozenset(told[key]),
        )
        for key, own in grouped.items()
    ]


def _spellings(rows: Iterable[ActorName | PlaceName]) -> tuple[tuple[str, int], ...]:
    reports: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        reports[row.name].update(row.reports)
    counted = ((name, len(own)) for name, own in reports.items())
    return tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0])))


def _values(subject: Subject, rows: Iterable[ActorName | PlaceName]) -> Values:
    """The values that most reports give; of as many, those that tell more."""
    counted: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        counted[tuple(getattr(row, name) for name in FIELDS[subject])] += len(row.reports)
    best = min(counted, key=lambda values: (-counted[values], sum(v is None for v in values), str(values)))
    return dict(zip(FIELDS[subject], best, strict=True))


def book(subject: Subject, named: Sequence[Named], edits: Iterable[Edit]) -> Book:
    """Names as people grouped and set them."""
    known = {one.key: one for one in named}
    owner, values = dict[str, str](), defaultdict[str, dict[str, Value]](dict)
    for edit in edits:
        _apply(edit, owner, values)
    members: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        members[owner.get(one.key, one.key)].append(one)
    groups = [_group(subject, key, own, known, values.get(key)) for key, own in members.items()]
    by_key = {member.key: group for group in groups for member in group.members}
    return Book(
        subject=subject,
        groups=tuple(groups),
        is_edited=any(group.edited for group in groups),
        _by_key=by_key,
        _by_id={id_of(subject, key): group for key, group in by_key.items()} | {group.id: group for group in groups},
    )


def _apply(edit: Edit, owner: dict[str, str], values: dict[str, dict[str, Value]]) -> None:
    """`owner` says of each key that is not on its own which one it goes by; it never leads on to another."""
    if edit.change == "merge" and edit.into is not None:
        into = owner.get(edit.into, edit.into)
        for key in (edit.name, *(key for key, own in owner.items() if own == edit.name)):
            if key != into:
                owner[key] = into
    elif edit.change == "split":
        if owner.pop(edit.name, None) is None:
            _leave(edit.name, owner)
    elif edit.change == "set":
        values[edit.name] |= edit.values or {}


def _leave(key: str, owner: dict[str, str]) -> None:
    """Takes a key away from those that go by it; they go by the first of them."""
    left = [other for other, own in owner.items() if own == key]
    for other in left:
        owner[other] = left[0]
    if left:
        del owner[left[0]]


def _group(
    subject: Subject, key: str, own: Sequence[Named], known: Mapping[str, Named], set_: Mapping[str, Value] | None
) -> Group:
    first = known.get(key, own[0])  # the name that others go by may have left the casefile with an old version
    set_ = set_ or {}
    values = {name: set_.get(name, value) for name, value in first.values.items()}
    return Group(
        id=id_of(subject, key),
        key=key,
        name=str(set_.get("name") or first.name),
        values=values,
        members=(first, *(one for one in own if one is not first)),
        edited=bool(set_) or len(own) > 1,
        pinned=subject == "place" and set_.keys() >= _PIN and set_["lat"] is not None,
    )
