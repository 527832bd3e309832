"""Situation events: all of them light, one of them whole; merging, splitting, taking back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from dateline.casefile import Casefile
from dateline.record import DatelineError
from dateline.serve.answers import columns, kept, plain, row
from dateline.serve.api.parts import Asking, Ruled, Served, Wanted, name_of
from dateline.serve.event_page import EVENT_COLUMNS, event_page, event_values
from dateline.serve.service import Service
from dateline.store.base import Filter

router = APIRouter(tags=["events"])

EventName = Annotated[str, Field(min_length=1, max_length=1000)]


class Merge(BaseModel):
    """Events that are one happening: S12, or REPORT#e3 for the one that holds it."""

    model_config = ConfigDict(extra="forbid")

    events: Annotated[list[EventName], Field(min_length=2, max_length=50)]


class Split(BaseModel):
    """Events of reports, REPORT#e3, that are another happening than the rest."""

    model_config = ConfigDict(extra="forbid")

    entries: Annotated[list[EventName], Field(min_length=1, max_length=1000)]


@router.get("/events")
def events(request: Request, service: Served, wanted: Wanted) -> Response:
    """All situation events of the filter, one light row each."""
    revision = service.revision
    return kept(request, service, lambda casefile: _events(casefile, service, wanted, revision))


def _events(casefile: Casefile, service: Service, wanted: Filter, revision: str) -> dict[str, object]:
    names = service.edited_names(casefile)
    found = casefile.events(names.wanted(wanted, casefile))
    sources = {source.event: source for source in casefile.desk.sources([event.id for event in found])}
    rows = [event_values(*names.event(event), sources.get(event.id)) for event in found]
    return {"revision": revision, **columns(EVENT_COLUMNS, rows)}


@router.get("/events/{id}")
def event(request: Request, service: Served, id: str, rule: Ruled = "direct") -> Response:
    """All that stands behind one event: every claim and why it stands or not, tellings, decisions, history."""
    revision = service.revision

    def found(casefile: Casefile) -> object:
        return event_page(casefile, service.edited_names(casefile), id, rule) | {"revision": revision}

    return kept(request, service, found)


@router.post("/events/merge")
def merge(service: Served, caller: Asking, body: Merge) -> Response:
    """Says that events are one happening."""
    first, *others = dict.fromkeys(body.events)
    if not others:
        raise DatelineError(f"{first} alone cannot be merged; name two events")
    ids: tuple[str, ...] = ()
    with service.changing() as casefile:
        for other in others:
            ids = casefile.merge(first, other, by=name_of(caller, service))
    return plain({"events": ids, "revision": service.revision})


@router.post("/events/undo")
def undo(service: Served, caller: Asking) -> Response:
    """Takes back the last merge or split, whoever made it."""
    with service.changing() as casefile:
        undone = casefile.undo(by=name_of(caller, service))
    if not undone:
        raise DatelineError("there is no merge or split to take back")
    told = [row(decision) | {"one": str(decision.one), "other": str(decision.other)} for decision in undone]
    return plain({"undone": told, "revision": service.revision})


@router.post("/events/{id}/split")
def split(service: Served, caller: Asking, id: str, body: Split) -> Response:
    """Says that some of what an event is made of is another happening."""
    with service.changing() as casefile:
        ids = casefile.split(id, body.entries, by=name_of(caller, service))
    return plain({"events": ids, "revision": service.revision})
