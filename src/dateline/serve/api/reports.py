"""Reports: listed, searched, one with its record and all that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from dateline.casefile import Casefile
from dateline.casefile.reviews import current_version, reviewed_record
from dateline.record import Record, Span
from dateline.serve.answers import kept, row
from dateline.serve.api.parts import Day, Paged, Served, Version, Words, day
from dateline.serve.desk_rows import review_row
from dateline.store.base import UnknownId
from dateline.store.desk import ListedReport, ReportFilter, ReportOrder

router = APIRouter(tags=["reports"])


@router.get("/reports")
def reports(
    request: Request,
    service: Served,
    page: Paged,
    q: Annotated[Words, Query(description="part of the text, the title or the publisher")] = None,
    publisher: Annotated[Words, Query(description="the whole name")] = None,
    since: Day = None,
    until: Day = None,
    copies: Annotated[str, Query(pattern="^(all|none)$")] = "all",
    reviewed_by: Words = None,
    sort: ReportOrder = "-date",
) -> Response:
    """The current reports, a page of them."""
    wanted = ReportFilter(
        words=q or None,
        publisher=publisher or None,
        since=day(since, "since"),
        until=day(until, "until"),
        reviewed_by=reviewed_by or None,
        copies=copies == "all",
    )

    def found(casefile: Casefile) -> object:
        total, rows = casefile.desk.reports(wanted, sort, page.limit, page.offset)
        return {"total": total, "reports": [row(one) for one in rows]}

    return kept(request, service, found)


@router.get("/publishers")
def publishers(request: Request, service: Served) -> Response:
    """Who published the reports, and how many."""

    def found(casefile: Casefile) -> object:
        counted = casefile.desk.publishers()
        return {"publishers": [{"publisher": name, "reports": reports} for name, reports in counted]}

    return kept(request, service, found)


@router.get("/reports/{report:path}/record")
def record(
    request: Request,
    service: Served,
    report: str,
    version: Version = None,
    reviewed: Annotated[Words, Query(description="who reviewed it; * for what is settled between all who did")] = None,
) -> Response:
    """The record alone, in its own form; with `reviewed`, as that person says that it should be."""

    def found(casefile: Casefile) -> object:
        if reviewed:
            return reviewed_record(casefile, report, version, reviewed).to_dict()
        return casefile.record(report, version).to_dict()

    return kept(request, service, found)


@router.get("/reports/{report:path}")
def one(request: Request, service: Served, report: str, version: Version = None) -> Response:
    """A report: its record, versions, copies, the events it tells, how much of it the record speaks for, reviews."""
    revision = service.revision
    return kept(request, service, lambda casefile: _one(casefile, report, version) | {"revision": revision})


def _one(casefile: Casefile, report: str, version: int | None) -> dict[str, Any]:
    record = casefile.record(report, version)
    id, desk = record.report.id, casefile.desk
    versions = casefile.versions(id)
    number = version or current_version(versions)
    listed = desk.report(id, number)
    if listed is None:
        raise UnknownId(f"no version {number} of the report {id!r}; there are {len(versions)}")
    is_current = number == current_version(versions)
    return {
        "report": row(listed),
        "record": record.to_dict(),
        "members": desk.membership(id) if is_current else {},
        "versions": [
            {name: getattr(one, name) for name in ("version", "current", "model", "added", "events")}
            for one in versions
        ],
        "copies": [_copy(one, listed) for one in desk.duplicates(id)],
        "coverage": {"sentences": len(record.sentences), "silent": silent(record)},
        "reviews": [review_row(review) for review in desk.reviews(id, number)],
        "order": reading_order(record),
    }


def _copy(other: ListedReport, asked: ListedReport) -> Mapping[str, object]:
    told = {name: getattr(other, name) for name in ("report", "publisher", "date", "title")}
    return told | {"relation": "original" if asked.copy_of == other.report else "copy"}


def silent(record: Record) -> list[int]:
    """The numbers of the sentences in which no event and no figure stands."""
    told = [event.trigger for event in record.events] + [figure.text for figure in record.figures]
    return [
        number
        for number, sentence in enumerate(record.sentences)
        if not any(sentence.start <= span.start < sentence.end for span in told)
    ]


def reading_order(record: Record) -> list[str]:
    """Events and figures in the order of the text."""
    spans: list[tuple[Span, str]] = [(event.trigger, event.id) for event in record.events]
    spans += [(figure.text, figure.id) for figure in record.figures]
    return [id for _, id in sorted(spans, key=lambda pair: (pair[0].start, pair[0].end, pair[1]))]
