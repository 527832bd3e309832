"""The figures of a situation event as exports need them: one of each measure, or all as plain data."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.export.safe_json import number
from dateline.store.base import FigureRow


def people(figures: Iterable[FigureRow], measure: str) -> FigureRow | None:
    """The figure of a measure for people in general, or, where only fighters are counted, of the side that lost most.

    The same choice as for ``killed_best`` of the view ``events``.
    """
    found = [figure for figure in figures if figure.measure == measure]
    return max(found, key=lambda f: (f.whom is None, f.best or 0, f.high or 0), default=None)


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
