"""Figures over time: one measure by period, its claims as dots, and which measures there are."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from dateline.casefile import Casefile
from dateline.ontology.plover import MEASURES
from dateline.serve.answers import columns, kept, row, values
from dateline.serve.api.parts import Ruled, Served, Wanted
from dateline.serve.problems import Problem
from dateline.store.base import ClaimRow

router = APIRouter(tags=["figures"])

_CLAIM_COLUMNS = (*(field.name for field in dataclasses.fields(ClaimRow)), "day")

Measured = Annotated[str, Query(max_length=50, description="what is counted, such as killed")]
By = Annotated[Literal["day", "week", "month", "year"], Query()]


@router.get("/periods")
def periods(
    request: Request,
    service: Served,
    wanted: Wanted,
    measure: Measured = "killed",
    by: By = "week",
    rule: Ruled = "direct",
) -> Response:
    """One measure added up by the period in which each event begins; a week begins on Monday."""
    _check(measure)

    def found(casefile: Casefile) -> object:
        asked = service.edited_names(casefile).wanted(wanted, casefile)
        sums = casefile.periods(asked, measure=measure, by=by, rule=rule)
        told = [{name: value for name, value in row(one).items() if name != "measure"} for one in sums]
        return {"measure": measure, "by": by, "rule": rule, "periods": told}

    return kept(request, service, found)


@router.get("/claims")
def claims(request: Request, service: Served, wanted: Wanted, measure: Measured = "killed") -> Response:
    """Each claim of one measure about those events, with its words and the first day of its event."""
    _check(measure)

    def found(casefile: Casefile) -> object:
        asked = service.edited_names(casefile).wanted(wanted, casefile)
        days = {event.id: event.start for event in casefile.events(asked)}
        told = [claim for claim in casefile.claims(asked) if claim.measure == measure and claim.event in days]
        return columns(_CLAIM_COLUMNS, [[*values(claim), days[claim.event or ""]] for claim in told])

    return kept(request, service, found)


@router.get("/measures")
def measures(request: Request, service: Served, wanted: Wanted) -> Response:
    """What those events count, the commonest first."""

    def found(casefile: Casefile) -> object:
        figures = casefile.figures(service.edited_names(casefile).wanted(wanted, casefile))
        events = Counter((figure.measure, figure.unit) for figure in figures)
        claims = Counter[tuple[str, str | None]]()
        for figure in figures:
            claims[figure.measure, figure.unit] += figure.claims
        ranked = sorted(events, key=lambda pair: (-events[pair], pair[0], pair[1] or ""))
        return {
            "measures": [
                {"measure": measure, "unit": unit, "events": events[measure, unit], "claims": claims[measure, unit]}
                for measure, unit in ranked
            ]
        }

    return kept(request, service, found)


def _check(measure: str) -> None:
    if measure not in MEASURES:
        raise Problem(422, f"measure: there is no measure {measure!r}; there are {', '.join(MEASURES)}")
