"""Who died in an event, as UCDP GED counts: by side, civilians, unknown, and the best, low and high of all.

People in general and the fighters of each side are figures of their own. Where people in general are counted, the
fighters are among them; whoever is left is a civilian where the reports count such people, and otherwise unknown. Where
fewer people are counted than fighters, and the reports call them civilians, the fighters are not among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dateline.export.figures import gives, of_civilians
from dateline.export.sides import POPULATION
from dateline.store.base import ClaimRow, FigureRow, Happening, PartyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths:
    """Deaths of an event: those of the four groups add up to `best`.

    `bounded`: a best number was told, and not only that it was so many or more.
    """

    a: float = 0
    b: float = 0
    civilians: float = 0
    unknown: float = 0
    low: float = 0
    high: float = 0
    bounded: bool = True

    @property
    def best(self) -> float:
        return self.a + self.b + self.civilians + self.unknown


@dataclass(frozen=True, slots=True)
class _Count:
    low: float
    best: float
    high: float
    bounded: bool = True


_NOBODY = _Count(0, 0, 0)

IsCivilian = Callable[[str], bool]
"""Whether a name, of those whom a claim counts, is that of civilians."""


def deaths(
    happening: Happening, a: Sequence[PartyRow], b: Sequence[PartyRow], *, one_sided: bool, is_civilian: IsCivilian
) -> Deaths | None:
    """The deaths of an event, None where no number is told.

    `a` and `b` are the armed members of the sides. `one_sided`: who is not one of them is a civilian.
    """
    found = [
        (figure, count) for figure in happening.figures if figure.measure == "killed" and (count := _count(figure))
    ]
    if not found:
        return None
    general = next((count for figure, count in found if figure.whom is None), None)
    of_a, of_b, of_others = _by_side([(f, count) for f, count in found if f.whom is not None], happening.claims, a, b)
    fighters = _added((of_a, of_b, of_others))
    told = general or fighters
    if told.best < fighters.best and any(_is_of_civilians(figure, happening) for figure, _ in found):
        told = _added((told, fighters))  # so few cannot have the fighters among them
    best = max(told.best, fighters.best)
    rest = best - fighters.best
    civilians = rest if one_sided or _counts_civilians(happening, general, is_civilian) else 0
    return Deaths(
        a=of_a.best,
        b=of_b.best,
        civilians=civilians,
        unknown=of_others.best + rest - civilians,
        low=min(told.low, best),
        high=max(told.high, best),
        bounded=told.bounded,
    )


def _count(figure: FigureRow) -> _Count | None:
    """A figure with no bound left open: without a best number, the lowest is taken for it."""
    best = figure.best if figure.best is not None else figure.low
    if best is None:
        return None
    low = figure.low if figure.low is not None else best
    high = figure.high if figure.high is not None else best
    return _Count(min(low, best), best, max(high, best), figure.best is not None)


def _added(counts: Iterable[_Count]) -> _Count:
    own = list(counts)
    return _Count(
        sum(count.low for count in own),
        sum(count.best for count in own),
        sum(count.high for count in own),
        all(count.bounded for count in own),
    )


def _is_of_civilians(figure: FigureRow, happening: Happening) -> bool:
    return figure.whom is None and of_civilians(figure, happening.claims)


# --- whose dead -------------------------------------------------------------------------------------


def _by_side(
    told: Sequence[tuple[FigureRow, _Count]],
    claims: Sequence[ClaimRow],
    a: Sequence[PartyRow],
    b: Sequence[PartyRow],
) -> tuple[_Count, _Count, _Count]:
    """The dead fighters of each side, and those of neither.

    A population that fits both sides is of the one that the claims name, and of neither where they name none.
    """
    sides: tuple[list[_Count], list[_Count], list[_Count]] = ([], [], [])
    for figure, count in told:
        fits = _is_of(figure.whom, a), _is_of(figure.whom, b)
        if all(fits):
            named = {claim.counts for claim in claims if claim.measure == figure.measure and gives(claim, figure)}
            fits = any(party.name in named for party in a), any(party.name in named for party in b)
        sides[{(True, False): 0, (False, True): 1}.get(fits, 2)].append(count)
    return _added(sides[0]), _added(sides[1]), _added(sides[2])


_STATE = frozenset({"MIL", "COP", "SPY"})


def _is_of(whom: str | None, side: Sequence[PartyRow]) -> bool:
    coded = POPULATION.fullmatch(whom or "")
    if coded is None:
        return any(_is_one_name(whom or "", party.name.casefold()) for party in side)
    return any(_fits(coded["sector"], coded["country"], party) for party in side)


def _is_one_name(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _fits(sector: str, country: str | None, party: PartyRow) -> bool:
    """Police and soldiers of a state are of one side, whichever of them is told to take part."""
    of_state = sector in _STATE and (party.kind == "state" or party.sector in (*_STATE, "GOV"))
    same_country = country is None or party.country is None or party.country == country
    return (party.sector == sector or of_state) and same_country


def _counts_civilians(happening: Happening, general: _Count | None, is_civilian: IsCivilian) -> bool:
    """Whether the claims that give the number say that they count civilians."""
    return general is not None and any(
        claim.counts is not None and is_civilian(claim.counts)
        for claim in happening.claims
        if claim.measure == "killed" and claim.factuality == "actual" and _gives(claim, general)
    )


def _gives(claim: ClaimRow, general: _Count) -> bool:
    return general.best in (claim.best, claim.low)
