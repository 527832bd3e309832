"""Reviews: what to look at next, deciding, taking back, agreement of two reviewers, records to train on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from dateline.casefile import Casefile
from dateline.casefile.reviews import Asked, compared, current_version, exported, pair_sums, take
from dateline.record import DatelineError
from dateline.serve.answers import encode, kept, plain, row
from dateline.serve.api.parts import Asking, Paged, Served, Version, Words, name_of, whole
from dateline.serve.desk_rows import compared_row, queued_row, review_row
from dateline.serve.service import Service

router = APIRouter(tags=["review"])

_Id = Annotated[str, Field(max_length=1000)]


class Said(BaseModel):
    """What somebody says of an entry of a report."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    entry: _Id | None = None
    act: Literal["accept", "correct", "reject", "add"]
    table: Literal["events", "figures", "actors", "places", "statements"] | None = None
    payload: dict[str, Any] | None = None
    settles: bool = False
    note: Annotated[str, Field(max_length=2000)] | None = None


class Undo(BaseModel):
    """Of which report the last review is taken back; null for any."""

    model_config = ConfigDict(extra="forbid")

    report: _Id | None = None


@router.get("/review/queue")
def queue(
    request: Request,
    service: Served,
    caller: Asking,
    page: Paged,
    by: Words = None,
    include: Annotated[Literal["open", "all"], Query()] = "open",
    report: Words = None,
) -> Response:
    """The events and figures that most want a reviewer: the least sure and most important first."""
    who = by or name_of(caller, service)

    def found(casefile: Casefile) -> object:
        total, items = casefile.desk.queue(
            who, everything=include == "all", report=report or None, limit=page.limit, offset=page.offset
        )
        return {"total": total, "items": [queued_row(one) for one in items]}

    return kept(request, service, found)


@router.get("/review/export")
def export(
    service: Served, reviewed: Annotated[str, Query(min_length=1, max_length=500, description="who; * for all")]
) -> Response:
    """The records that a person reviewed, as they should be, one a line."""
    return StreamingResponse(
        _lines(service, reviewed),
        media_type="application/x-ndjson",
        headers={"Content-Disposition": 'attachment; filename="reviewed.jsonl"'},
    )


def _lines(service: Service, who: str) -> Iterator[bytes]:
    with service.reading() as casefile:
        for one in exported(casefile, who):
            if one.record is not None:
                yield one.record.to_json().encode() + b"\n"


@router.post("/review/undo")
def undo(service: Served, caller: Asking, body: Undo) -> Response:
    """Takes back one's own last review that stands."""
    who = name_of(caller, service)
    with service.changing() as casefile, casefile.writing():
        undone = casefile.desk.undo(who, service.clock(), body.report)
    if undone is None:
        raise DatelineError(f"{who} has no review to take back")
    return plain({"undone": review_row(undone), "revision": service.revision})


@router.get("/reviewers")
def reviewers(request: Request, service: Served) -> Response:
    """Who reviews, and how much they did."""
    return kept(request, service, lambda casefile: {"reviewers": [row(one) for one in casefile.desk.reviewers()]})


@router.get("/agreement")
def agreements(request: Request, service: Served) -> Response:
    """How far each two reviewers agree over all reports."""
    return kept(request, service, lambda casefile: {"pairs": [row(one) for one in pair_sums(casefile)]})


@router.get("/reports/{report:path}/agreement")
def agreement(
    request: Request, service: Served, report: str, a: Words = None, b: Words = None, version: Version = None
) -> Response:
    """How far two reviewers of one report agree, and where they differ."""
    return kept(
        request, service, lambda casefile: compared_row(compared(casefile, report, version, a or None, b or None))
    )


@router.get("/reports/{report:path}/reviews")
def reviews(
    request: Request,
    service: Served,
    report: str,
    version: Version = None,
    by: Words = None,
    all: bool = False,
) -> Response:
    """The reviews of a version of a report; with `all`, those that were replaced or taken back too."""

    def found(casefile: Casefile) -> object:
        id = casefile.record(report, version).report.id
        number = version or current_version(casefile.versions(id))
        said = casefile.desk.reviews(id, number, by or None, undone=all)
        return {"reviews": [review_row(review, undone=all) for review in said]}

    return kept(request, service, found)


@router.post("/reports/{report:path}/reviews", status_code=201)
def review(service: Served, caller: Asking, report: str, body: Said) -> Response:
    """Says what one makes of an entry: right, what it should be, none at all, or what is missing."""
    asked = Asked(
        act=body.act,
        entry=body.entry,
        table=body.table,
        payload=whole(body.payload),
        settles=body.settles,
        note=body.note,
    )
    with service.changing() as casefile:
        taken = take(casefile, report, body.version, asked, name_of(caller, service), service.clock())
    return Response(encode(review_row(taken)), 201, media_type="application/json")
