"""What is compared of an event, worked out once for each view and not again for each pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.link.words import capitalised, folded, rarity, stem, stems
from dateline.ontology.countries import country_named
from dateline.ontology.plover import TYPES
from dateline.situation import ActorView, EventView, PlaceView


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTraits:
    """`names` are the stems that name the place; `is_country`: it is the country as a whole."""

    view: PlaceView
    folded: str
    names: frozenset[str]
    is_country: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorTraits:
    """`names` are its whole names, folded; `words` the stems of all of them."""

    view: ActorView
    names: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Traits:
    """`days` are proleptic ordinals of the first and last day; `weights` the rarity of each stem of the sentence."""

    view: EventView
    quad: int | None
    days: tuple[int, int] | None
    published: int | None
    place: PlaceTraits | None
    actors: tuple[ActorTraits, ...]
    recipients: tuple[ActorTraits, ...]
    trigger: frozenset[str]
    weights: Mapping[str, float]
    length: float


def traits(view: EventView) -> Traits:
    """What is compared of a view."""
    kind = TYPES.get(view.type)
    weights = {word: rarity(word) for word in stems(view.sentence)}
    return Traits(
        view=view,
        quad=kind.quad if kind else None,
        days=_days(view),
        published=view.published.toordinal() if view.published else None,
        place=_place(view.place) if view.place else None,
        actors=tuple(_actor(actor) for actor in view.actors),
        recipients=tuple(_actor(actor) for actor in view.recipients),
        trigger=stems(view.trigger),
        weights=weights,
        length=sum(weight * weight for weight in weights.values()) ** 0.5,
    )


def _days(view: EventView) -> tuple[int, int] | None:
    start, end = view.start or view.end, view.end or view.start
    return (start.toordinal(), end.toordinal()) if start and end else None


def _place(place: PlaceView) -> PlaceTraits:
    return PlaceTraits(
        view=place,
        folded=folded(place.name),
        names=capitalised(place.name) or stems(place.name),
        is_country=country_named(place.name) is not None,
    )


def _actor(actor: ActorView) -> ActorTraits:
    names = actor.aliases | {actor.name}
    return ActorTraits(view=actor, names=names, words=frozenset(stem(word) for name in names for word in name.split()))
