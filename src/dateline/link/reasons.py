"""What speaks for and against two events being one happening, in plain words."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from dateline.link.signs import agree, distance_km
from dateline.link.traits import ActorTraits, Traits
from dateline.ontology.countries import countries
from dateline.ontology.words import event_words
from dateline.situation import CountView

_FAINT = 0.25  # log-odds below which an aspect is not worth a line: it moves an even chance by six points
_WORDS = 4  # shared words shown


def reasons(a: Traits, b: Traits, parts: Mapping[str, float]) -> tuple[str, ...]:
    """One line for each aspect that weighs, the strongest first; `parts` are the log-odds that each sign adds."""
    weight: dict[str, float] = {}
    for sign, value in parts.items():
        if sign != "bias":
            aspect = sign.split(":")[0]
            weight[aspect] = weight.get(aspect, 0.0) + value
    strong = sorted((-abs(value), aspect) for aspect, value in weight.items() if abs(value) >= _FAINT)
    return tuple(line for _, aspect in strong if (line := _LINES[aspect](a, b)))


def _type_line(a: Traits, b: Traits) -> str:
    one, other = (event_words(t.view.type, t.view.mode) for t in (a, b))
    return f"both {one}" if one == other else f"{one} / {other}"


def _time_line(a: Traits, b: Traits) -> str:
    if a.days and b.days:
        if a.days == b.days:
            return f"same {'day' if a.days[0] == a.days[1] else 'days'} ({_days(a)})"
        overlap = a.days[0] <= b.days[1] and b.days[0] <= a.days[1]
        return f"days {'overlap' if overlap else 'differ'}: {_days(a)} / {_days(b)}"
    if a.days or b.days:
        return f"one undated, the other {_days(a if a.days else b)}"
    return "both undated"


def _days(a: Traits) -> str:
    if not a.days:
        return "undated"
    first, last = (datetime.date.fromordinal(day) for day in a.days)
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%b %Y}"


def _place_line(a: Traits, b: Traits) -> str:
    if not (a.place and b.place):
        known = a.place or b.place
        return f"only one says where: {known.view.name}" if known else "neither says where"
    if a.place.folded == b.place.folded:
        return f"same place ({a.place.view.name})"
    km = distance_km(a.place, b.place)
    apart = f"{a.place.view.name} / {b.place.view.name}" + (f", {km:.0f} km apart" if km is not None else "")
    wide, narrow = (a.place, b.place) if a.place.is_country else (b.place, a.place)
    if wide.is_country and wide.view.country and wide.view.country == narrow.view.country:
        return f"{narrow.view.name} lies in {countries()[wide.view.country].name}"
    return f"places: {apart}"


def _side_line(name: str, one: tuple[ActorTraits, ...], other: tuple[ActorTraits, ...]) -> str:
    if not one and not other:
        return f"neither names {name}"
    if not one or not other:
        return f"only one names {name}: {_names(one or other)}"
    shared = {actor.view.name for actor in one for against in other if actor.names & against.names}
    if shared:
        return f"same {name}: {', '.join(sorted(shared))}"
    return f"{name}: {_names(one)} / {_names(other)}"


def _names(side: tuple[ActorTraits, ...]) -> str:
    return ", ".join(actor.view.name for actor in side)


def _actors_line(a: Traits, b: Traits) -> str:
    return _side_line("actors", a.actors, b.actors)


def _recipients_line(a: Traits, b: Traits) -> str:
    return _side_line("recipients", a.recipients, b.recipients)


def _sides_line(a: Traits, b: Traits) -> str:
    return "who acts in one is acted on in the other"


def _figures_line(a: Traits, b: Traits) -> str:
    found = [(x, y) for x in a.view.counts for y in b.view.counts if x.measure == y.measure]
    for same, mark in ((True, "="), (False, "/")):
        for x, y in found:
            if agree(x, y) is same:
                return f"{x.measure} {_count(x)} {mark} {_count(y)}"
    return ""


def _count(count: CountView) -> str:
    return "?" if count.best is None else f"{count.best:g}"


def _wording_line(a: Traits, b: Traits) -> str:
    shared = a.weights.keys() & b.weights.keys()
    rare = sorted(shared, key=lambda word: (-a.weights[word], word))[:_WORDS]
    return f"shared words: {', '.join(rare)}" if rare else "no words shared"


def _report_line(a: Traits, b: Traits) -> str:
    if a.view.id.report == b.view.id.report:
        return "told apart in one sentence" if a.view.sentence == b.view.sentence else "one report"
    if a.published is None or b.published is None:
        return "a report is undated"
    return f"reports {abs(a.published - b.published)} days apart"


def _factuality_line(a: Traits, b: Traits) -> str:
    return f"told as {a.view.factuality} / {b.view.factuality}"


_LINES: Mapping[str, Callable[[Traits, Traits], str]] = {
    "type": _type_line,
    "time": _time_line,
    "place": _place_line,
    "actors": _actors_line,
    "recipients": _recipients_line,
    "sides": _sides_line,
    "figures": _figures_line,
    "wording": _wording_line,
    "report": _report_line,
    "factuality": _factuality_line,
}
