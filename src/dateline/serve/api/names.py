"""Actors and places over the casefile: listed, one whole, and what people say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from dateline.casefile import Casefile
from dateline.ontology.countries import countries
from dateline.ontology.plover import SECTORS
from dateline.record import ActorKind, DatelineError
from dateline.resolve.gazetteer import gazetteer
from dateline.resolve.gazetteer.keys import key_of
from dateline.review import Change, Edit, ReviewError, Subject, Value
from dateline.serve.answers import kept, plain
from dateline.serve.api.parts import Asking, Page, Paged, Served, Words, name_of
from dateline.serve.desk_rows import edit_row, group_row
from dateline.serve.names import Book, Group, Names, id_of, names_of
from dateline.serve.service import Service
from dateline.store.base import UnknownId

router = APIRouter(tags=["names"])

_WORDS_SHOWN = 50

Name = Annotated[str, Field(min_length=1, max_length=300)]
Code = Annotated[str, Field(max_length=10)]
Sort = Annotated[Literal["events", "name", "reports"], Query()]


class Into(BaseModel):
    """The id of the actor or place that this one is."""

    model_config = ConfigDict(extra="forbid")

    into: Name


class Parted(BaseModel):
    """A name that is another actor or place than those it was merged with."""

    model_config = ConfigDict(extra="forbid")

    name: Name


class ActorValues(BaseModel):
    """What an actor is; what is not given stays as it is, null is unknown."""

    model_config = ConfigDict(extra="forbid")

    name: Name = ""
    kind: ActorKind = "group"
    country: Code | None = None
    sector: Code | None = None


class PlaceValues(BaseModel):
    """Where a place is: degrees, WGS 84; `precision` is UCDP's where_prec. What is not given stays as it is."""

    model_config = ConfigDict(extra="forbid")

    name: Name = ""
    country: Code | None = None
    admin1: Name | None = None
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None = None
    precision: Annotated[int, Field(ge=1, le=7)] | None = None


# --- lists --------------------------------------------------------------------------------------------


@router.get("/actors")
def actors(
    request: Request,
    service: Served,
    page: Paged,
    q: Words = None,
    kind: Words = None,
    country: Words = None,
    sector: Words = None,
    sort: Sort = "events",
) -> Response:
    """The actors of the casefile, by any of their names."""
    asked = {"kind": kind, "country": country, "sector": sector}
    return kept(
        request,
        service,
        lambda casefile: _listed("actors", service.names(casefile).actors, q, asked, sort, page),
    )


@router.get("/places")
def places(
    request: Request,
    service: Served,
    page: Paged,
    q: Words = None,
    country: Words = None,
    unresolved: bool | None = None,
    sort: Sort = "events",
) -> Response:
    """The places of the casefile, by any of their names; `unresolved` ones have no coordinates."""

    def found(casefile: Casefile) -> object:
        book = service.names(casefile).places
        return _listed("places", book, q, {"country": country}, sort, page, unresolved)

    return kept(request, service, found)


def _listed(
    plural: str,
    book: Book,
    q: str | None,
    asked: dict[str, str | None],
    sort: str,
    page: Page,
    unresolved: bool | None = None,
) -> dict[str, Any]:
    found = [
        group
        for group in book.groups
        if (not q or group.holds(q))
        and all(not value or str(group.values[name] or "").lower() == value.lower() for name, value in asked.items())
        and (unresolved is None or (group.values["lat"] is None) == unresolved)
    ]
    keys = {
        "events": lambda group: (-len(group.events), -len(group.reports), group.name, group.key),
        "reports": lambda group: (-len(group.reports), group.name, group.key),
        "name": lambda group: (group.name.casefold(), group.key),
    }
    found.sort(key=keys[sort])
    return {"total": len(found), plural: [group_row(g) for g in found[page.offset : page.offset + page.limit]]}


@router.get("/gazetteer")
def search_gazetteer(
    q: Annotated[str, Query(min_length=1, max_length=200, description="a name")],
    country: Words = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Response:
    """The places that a name may mean, the most populous first."""
    found = [entry for entry in gazetteer().find(key_of(q)) if not country or entry.country == country.upper()]
    return plain(
        {
            "places": [
                {
                    "name": entry.name,
                    "country": entry.country or None,
                    "admin1": entry.province or None,
                    "lat": entry.lat,
                    "lon": entry.lon,
                    "precision": entry.precision,
                    "gazetteer_id": entry.id,
                    "population": entry.population or None,
                }
                for entry in found[:limit]
            ]
        }
    )


# --- one ----------------------------------------------------------------------------------------------


@router.get("/actors/{id}")
def actor(request: Request, service: Served, id: str) -> Response:
    """An actor with its names, the machine's codes for each, where it is told of, and what people said of it."""
    return _one(request, service, "actor", id)


@router.get("/places/{id}")
def place(request: Request, service: Served, id: str) -> Response:
    """A place with its names, the machine's values for each, where it is told of, and what people said of it."""
    return _one(request, service, "place", id)


def _one(request: Request, service: Service, subject: Subject, id: str) -> Response:

    def found(casefile: Casefile) -> object:
        return _whole(casefile, service.names(casefile), subject, id)

    return kept(request, service, found)


def _whole(casefile: Casefile, names: Names, subject: Subject, id: str) -> dict[str, Any]:
    group = _group(names, subject, id)
    mentions = casefile.desk.mentions(subject, [name for member in group.members for name, _ in member.names])
    keys = {member.key for member in group.members}
    edits = [edit for edit in casefile.desk.edits(subject) if edit.name in keys or edit.into in keys]
    return group_row(group) | {
        "names": [
            {
                "name": name,
                "id": id_of(subject, member.key),
                **member.values,
                "reports": reports,
                "events": len(member.events),
            }
            for member in group.members
            for name, reports in member.names
        ],
        "words": _words(casefile, subject, ((one.report, one.entry) for one in mentions)),
        "events_list": sorted(group.events, key=lambda event: int(event[1:])),
        "reports_list": [
            {name: getattr(one, name) for name in ("report", "entry", "publisher", "date", "title")} for one in mentions
        ],
        "edits": [edit_row(edit) for edit in edits],
    }


def _words(casefile: Casefile, subject: Subject, mentions: Iterable[tuple[str, str]]) -> list[tuple[str, int]]:
    """How reports mention it, the commonest first."""
    counted: Counter[str] = Counter()
    for report, entry in mentions:
        record = casefile.record(report)
        for one in record.actors if subject == "actor" else record.places:
            if one.id == entry:
                counted.update(span.of(record.report.text) for span in one.mentions)
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[:_WORDS_SHOWN]


def _group(names: Names, subject: Subject, id: str) -> Group:
    book = names.actors if subject == "actor" else names.places
    group = book.with_id(id)
    if group is None:
        raise UnknownId(f"no {subject} {id!r} in this casefile; see /api/v1/{subject}s for those that there are")
    return group


# --- deciding -----------------------------------------------------------------------------------------


@router.post("/actors/undo")
def undo_actors(service: Served, caller: Asking) -> Response:
    """Takes back the last thing said of an actor, whoever said it."""
    return _undo(service, "actor", name_of(caller, service))


@router.post("/places/undo")
def undo_places(service: Served, caller: Asking) -> Response:
    """Takes back the last thing said of a place, whoever said it."""
    return _undo(service, "place", name_of(caller, service))


@router.post("/actors/{id}/merge")
def merge_actors(service: Served, caller: Asking, id: str, body: Into) -> Response:
    """Says that an actor is another one; its names become names of that one."""
    return _merge(service, "actor", id, body.into, name_of(caller, service))


@router.post("/places/{id}/merge")
def merge_places(service: Served, caller: Asking, id: str, body: Into) -> Response:
    """Says that a place is another one; its names become names of that one."""
    return _merge(service, "place", id, body.into, name_of(caller, service))


@router.post("/actors/{id}/split")
def split_actor(service: Served, caller: Asking, id: str, body: Parted) -> Response:
    """Says that one of an actor's names is an actor of its own."""
    return _split(service, "actor", id, body.name, name_of(caller, service))


@router.post("/places/{id}/split")
def split_place(service: Served, caller: Asking, id: str, body: Parted) -> Response:
    """Says that one of a place's names is a place of its own."""
    return _split(service, "place", id, body.name, name_of(caller, service))


@router.patch("/actors/{id}")
def set_actor(service: Served, caller: Asking, id: str, body: ActorValues) -> Response:
    """Sets what an actor is called, its kind, country and sector."""
    values = body.model_dump(exclude_unset=True)
    _check_code("sector", values, SECTORS)
    return _set(service, "actor", id, values, name_of(caller, service))


@router.patch("/places/{id}")
def set_place(service: Served, caller: Asking, id: str, body: PlaceValues) -> Response:
    """Sets what a place is called and where it lies; latitude and longitude together are a pin."""
    values = body.model_dump(exclude_unset=True)
    pair = {"lat", "lon"} & values.keys()
    if len(pair) == 1 or (pair and (values["lat"] is None) != (values["lon"] is None)):
        raise ReviewError("lat and lon: give both of them, or neither")
    return _set(service, "place", id, values, name_of(caller, service))


def _merge(service: Service, subject: Subject, id: str, into: str, by: str) -> Response:
    with service.changing() as casefile:
        names = names_of(casefile)
        one, other = _group(names, subject, id), _group(names, subject, into)
        if one is other:
            raise DatelineError(f"{one.name} and {other.name} are one {subject} already")
        _keep(casefile, service, subject, one.key, "merge", by, into=other.key)
        return plain(group_row(_group(names_of(casefile), subject, into)))


def _split(service: Service, subject: Subject, id: str, name: str, by: str) -> Response:
    with service.changing() as casefile:
        group = _group(names_of(casefile), subject, id)
        member = next((one for one in group.members if name in dict(one.names)), None)
        if member is None:
            raise UnknownId(f"{name!r} is not one of the names of {group.name}; they are {', '.join(group.aliases)}")
        if len(group.members) == 1:
            raise DatelineError(f"{name} was not merged with anything; there is nothing to split")
        rest = next(one for one in group.members if one is not member)
        _keep(casefile, service, subject, member.key, "split", by)
        names = names_of(casefile)
        parted = [_group(names, subject, id_of(subject, one.key)) for one in (rest, member)]
        return plain({f"{subject}s": [group_row(one) for one in parted]})


def _set(service: Service, subject: Subject, id: str, values: dict[str, Value], by: str) -> Response:
    if not values:
        raise ReviewError("nothing to set; name a field and its value")
    _check_code("country", values, countries())
    with service.changing() as casefile:
        group = _group(names_of(casefile), subject, id)
        _keep(casefile, service, subject, group.key, "set", by, values=values)
        return plain(group_row(_group(names_of(casefile), subject, group.id)))


def _check_code(field: str, values: dict[str, Value], known: Any) -> None:
    code = values.get(field)
    if code is not None and code not in known:
        raise ReviewError(f"{field}: there is no code {code!r}; see /api/v1/codes")


def _keep(
    casefile: Casefile,
    service: Service,
    subject: Subject,
    key: str,
    change: Change,
    by: str,
    *,
    into: str | None = None,
    values: dict[str, Value] | None = None,
) -> None:
    edit = Edit(subject=subject, name=key, change=change, into=into, values=values, by=by, at=service.clock())
    with casefile.writing():
        casefile.desk.edit(edit)


def _undo(service: Service, subject: Subject, by: str) -> Response:
    with service.changing() as casefile, casefile.writing():
        undone = casefile.desk.undo_edit(subject, by, service.clock())
    if undone is None:
        raise DatelineError(f"nothing was said of {subject}s that could be taken back")
    return plain({"undone": edit_row(undone), "revision": service.revision})
