"""The signs that two events are one happening, or two: each a name and a number that the score weighs.

A sign's name begins with its aspect ('time', 'place' …), which the reasons speak of. Numbers lie between 0 and 1.
Unknown is no sign of difference: where a side lacks a value, a sign of its own says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from dateline.link.traits import ActorTraits, PlaceTraits, Traits
from dateline.link.words import rarity
from dateline.ontology.plover import TYPES
from dateline.ontology.where_prec import precisions
from dateline.record import Factuality
from dateline.situation import CountView

Sign = tuple[str, float]

ASPECTS = ("type", "time", "place", "actors", "recipients", "sides", "figures", "wording", "report", "factuality")

WEEK, MONTH = 7, 31  # days; MONTH is the longest calendar month
REACH_KM = {code: found.reach_km for code, found in precisions().items() if found.reach_km is not None}
"""How far from its point an event may lie, by UCDP's where_prec; 6 (country) and 7 (unknown) have no reach."""


def signs(a: Traits, b: Traits) -> dict[str, float]:
    """All signs of a pair. The order of the two does not matter."""
    found: dict[str, float] = {}
    for part in (_types, _times, _places, _people, _figures, _wording, _reports, _factualities):
        found.update(part(a, b))
    return found


# --- what kind of event ---------------------------------------------------------------------------


def _types(a: Traits, b: Traits) -> Iterator[Sign]:
    one, other = a.view, b.view
    if one.type not in TYPES or other.type not in TYPES:
        yield "type: unknown", 1.0
    elif one.type != other.type:
        yield ("type: same quad", 1.0) if a.quad is not None and a.quad == b.quad else ("type: other", 1.0)
    elif one.mode == other.mode:
        yield ("type: same, same mode", 1.0) if one.mode else ("type: same, no mode", 1.0)
    else:
        yield ("type: same, other mode", 1.0) if one.mode and other.mode else ("type: same, one mode", 1.0)


# --- when -----------------------------------------------------------------------------------------


def _times(a: Traits, b: Traits) -> Iterator[Sign]:
    if a.days and b.days:
        yield _dated(a.days, b.days), 1.0
    elif a.days or b.days:
        yield "time: one undated", 1.0
        yield "time: undated, told later", _since_told(a, b)
    else:
        yield "time: both undated", 1.0
        if (between := _between(a, b)) is not None:
            yield "time: both undated, told apart", _long(between)


def _between(a: Traits, b: Traits) -> int | None:
    """Days between the days that two reports came out."""
    return None if a.published is None or b.published is None else abs(a.published - b.published)


def _dated(a: tuple[int, int], b: tuple[int, int]) -> str:
    gap = max(a[0], b[0]) - min(a[1], b[1])
    if gap > 0:
        return (
            f"time: {'a day' if gap == 1 else 'days' if gap <= WEEK else 'weeks' if gap <= MONTH else 'months'} apart"
        )
    long = max(a[1] - a[0], b[1] - b[0]) + 1
    if a == b:
        return "time: same day" if long == 1 else "time: same days" if long <= WEEK else "time: same long span"
    if long <= WEEK:
        return "time: overlap of days"
    return "time: overlap of weeks" if long <= MONTH else "time: overlap of months"


def _since_told(a: Traits, b: Traits) -> float:
    """How long after the dated event the report of the undated one came out: 0 within days … 1 years, or before it."""
    dated, undated = (a, b) if a.days else (b, a)
    if undated.published is None or dated.days is None:
        return 0.5
    since = undated.published - dated.days[1]
    return 1.0 if undated.published < dated.days[0] else _long(max(0, since))


def _long(days: int) -> float:
    """0 for no time … 1 for three years and more, by the logarithm of the days."""
    return min(1.0, math.log1p(days) / math.log1p(3 * 365))


# --- where ----------------------------------------------------------------------------------------


def _places(a: Traits, b: Traits) -> Iterator[Sign]:
    if a.place and b.place:
        yield f"place: {_relation(a.place, b.place)}", 1.0
        if beyond := _beyond_reach(a.place, b.place):
            yield "place: far", min(1.0, beyond / FAR_KM)
    else:
        yield ("place: one unknown", 1.0) if a.place or b.place else ("place: both unknown", 1.0)


def _relation(a: PlaceTraits, b: PlaceTraits) -> str:
    """How two places lie: same, within, near, same country, apart; by names, codes and, where known, coordinates."""
    if a.is_country and b.is_country:
        return "same whole country" if a.view.country == b.view.country else "apart"
    if a.folded == b.folded or (a.names == b.names and not a.is_country):
        return "same"
    if a.is_country or b.is_country:
        return "in the country" if a.view.country == b.view.country else "apart"
    if (km := distance_km(a, b)) is not None:
        return "within" if km <= _reach(a, b) else "same country" if a.view.country == b.view.country else "apart"
    if a.names & b.names and (a.names <= b.names or b.names <= a.names):
        return "within"
    if a.view.admin1 and a.view.admin1 == b.view.admin1:
        return "same province"
    if max(map(rarity, a.names & b.names), default=0.0) > _TELLING:
        return "shared word"
    if not (a.view.country and b.view.country):
        return "unclear"
    return "same country" if a.view.country == b.view.country else "apart"


FAR_KM = 500.0
"""So far beyond their reach, two places speak against one happening with full weight."""

_TELLING = 0.5  # a word this rare stands in about one report in thirty


def _reach(a: PlaceTraits, b: PlaceTraits) -> float:
    return sum(REACH_KM.get(place.view.precision or 0, 0.0) for place in (a, b))


def _beyond_reach(a: PlaceTraits, b: PlaceTraits) -> float:
    """By how many kilometres two points are farther apart than their precision allows; 0 where that is not known."""
    km = distance_km(a, b)
    return 0.0 if km is None else max(0.0, km - _reach(a, b))


def distance_km(a: PlaceTraits, b: PlaceTraits) -> float | None:
    """Kilometres between two points by the haversine formula; None where a side has no point, or no reach."""
    one, other = a.view, b.view
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    if one.precision not in REACH_KM or other.precision not in REACH_KM:
        return None
    lat, other_lat = math.radians(one.lat), math.radians(other.lat)
    half = math.radians(other.lon - one.lon) / 2
    chord = math.sin((other_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(other_lat) * math.sin(half) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(chord)))


# --- who ------------------------------------------------------------------------------------------


def _people(a: Traits, b: Traits) -> Iterator[Sign]:
    yield from _side("actors", a.actors, b.actors)
    yield from _side("recipients", a.recipients, b.recipients)
    if crossed := max(_match(a.actors, b.recipients), _match(a.recipients, b.actors)):
        yield "sides: crossed", crossed


def _side(name: str, one: Sequence[ActorTraits], other: Sequence[ActorTraits]) -> Iterator[Sign]:
    if not one and not other:
        yield f"{name}: both unknown", 1.0
    elif not one or not other:
        yield f"{name}: one unknown", 1.0
    else:
        match = _match(one, other)
        yield f"{name}: alike", match
        if match == 1.0:
            yield f"{name}: same", 1.0
        elif match < _UNLIKE:
            yield f"{name}: differ", 1.0


_UNLIKE = 0.3


def _match(one: Sequence[ActorTraits], other: Sequence[ActorTraits]) -> float:
    """How well the shorter of two lists of actors is found in the longer: 0 … 1."""
    if not one or not other:
        return 0.0
    few, many = sorted((one, other), key=len)
    return sum(max(actor_likeness(actor, against) for against in many) for actor in few) / len(few)


def actor_likeness(a: ActorTraits, b: ActorTraits) -> float:
    """How likely two actors are one: 1 for a shared name, else by rare shared words and by codes.

    A person is never another person of whose names it shares none; a state's government and forces act for it.
    """
    if a.names & b.names:
        return 1.0
    shared = max(map(rarity, a.words & b.words), default=0.0)
    if a.view.kind == b.view.kind == "person":
        return shared if a.words <= b.words or b.words <= a.words else shared / 2
    same_country = a.view.country is not None and a.view.country == b.view.country
    return max(shared * 0.8, _codes(a, b) if same_country else 0.0)


_STATE = frozenset({"GOV", "MIL", "LEG", "SPY", None})


def _codes(a: ActorTraits, b: ActorTraits) -> float:
    """How alike two actors of one country are by their sectors."""
    if a.view.sector in _STATE and b.view.sector in _STATE:
        return 0.7
    return 0.6 if a.view.sector == b.view.sector else 0.2


# --- how many -------------------------------------------------------------------------------------


def _figures(a: Traits, b: Traits) -> Iterator[Sign]:
    found = {agree(x, y) for x in a.view.counts for y in b.view.counts if x.measure == y.measure}
    if True in found:
        yield "figures: agree", 1.0
    elif False in found:
        yield "figures: differ", 1.0


def agree(a: CountView, b: CountView) -> bool | None:
    """Whether two counts of a measure can be the same: equal, or each within the other's bounds. None if vague."""
    if a.best is None or b.best is None:
        return None
    return _holds(a, b.best) and _holds(b, a.best)


def _holds(count: CountView, number: float) -> bool:
    if number == count.best:
        return True
    low, high = count.low, count.high
    if low is None and high is None:  # 'about 200'
        return count.best is not None and abs(number - count.best) <= 0.1 * count.best
    return (low is None or low <= number) and (high is None or number <= high)


# --- in what words --------------------------------------------------------------------------------


def _wording(a: Traits, b: Traits) -> Iterator[Sign]:
    shared = a.weights.keys() & b.weights.keys()
    if a.length and b.length:
        cosine = sum(a.weights[word] ** 2 for word in sorted(shared)) / (a.length * b.length)
        yield "wording: alike", min(1.0, cosine)
    if a.trigger & b.trigger:
        yield "wording: same trigger", max(map(rarity, a.trigger & b.trigger))
    elif a.trigger & b.weights.keys() or b.trigger & a.weights.keys():
        yield "wording: trigger told", 1.0
    named = _named(a) | _named(b)
    rare = sorted((a.weights[word] for word in shared - named - a.trigger - b.trigger), reverse=True)
    yield "wording: rare words", sum(weight**2 for weight in rare[:3]) / 3


def _named(a: Traits) -> frozenset[str]:
    """Words that other signs speak of already."""
    sides = [actor.words for actor in (*a.actors, *a.recipients)]
    return frozenset().union(*sides, a.place.names if a.place else ())


# --- by whom told ---------------------------------------------------------------------------------


def _reports(a: Traits, b: Traits) -> Iterator[Sign]:
    if a.view.id.report == b.view.id.report:
        if a.view.sentence == b.view.sentence:
            yield "report: same sentence", 1.0
        return
    between = _between(a, b)
    yield ("report: undated", 1.0) if between is None else ("report: time between", _long(between))


# --- whether it happened --------------------------------------------------------------------------

_TOLD: frozenset[Factuality] = frozenset({"actual", "negated"})


def _factualities(a: Traits, b: Traits) -> Iterator[Sign]:
    one, other = a.view.factuality, b.view.factuality
    if one != other:
        yield ("factuality: told against not told", 1.0) if {one, other} == _TOLD else ("factuality: other", 1.0)
