"""The figures of a situation event as exports need them: one of each measure, or all as plain data."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.export.safe_json import number
from dateline.store.base import ClaimRow, FigureRow


def people(figures: Iterable[FigureRow], measure: str) -> FigureRow | None:
    """The figure of a measure for people in general, or, where only fighters are counted, of the side that lost most.

    The same choice as for ``killed_best`` of the view ``events``.
    """
    found = [figure for figure in figures if figure.measure == measure]
    return max(found, key=lambda f: (f.whom is None, f.best or 0, f.high or 0), default=None)


def of_civilians(figure: FigureRow, claims: Iterable[ClaimRow]) -> bool:
    """Whether the claims that give a figure count civilians and say so, so that no fighters are among them."""
    given = [c for c in claims if c.measure == figure.measure and c.factuality == "actual" and gives(c, figure)]
    return bool(given) and all("civilian" in (claim.counts or "").casefold() for claim in given)


def gives(claim: ClaimRow, figure: FigureRow) -> bool:
    """Whether a claim of its measure tells a figure's best number."""
    return figure.best is not None and figure.best in (claim.best, claim.low)


def plain(figure: FigureRow) -> dict[str, object]:
    """A figure as JSON values: what is counted, of which side, low, best and high, and by which rule."""
    return {
        "measure": figure.measure,
        "unit": figure.unit,
        "whom": figure.whom,
        "low": number(figure.low),
        "best": number(figure.best),
        "high": number(figure.high),
        "fewer": figure.fewer,
        "more": figure.more,
        "rule": figure.rule,
        "claims": figure.claims,
    }
