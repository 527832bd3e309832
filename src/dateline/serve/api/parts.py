"""What the paths share: who asks, the service behind them, the filter of events, pages, checked words."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from dateline.link.accounts import STATES
from dateline.ontology.plover import TYPES
from dateline.record import parse_day
from dateline.serve.access import Caller
from dateline.serve.problems import MEDIA_TYPE, Problem
from dateline.serve.service import Service
from dateline.situation import Rule
from dateline.store.base import Filter

Words = Annotated[str | None, Query(max_length=500)]
Day = Annotated[str | None, Query(max_length=10, description="YYYY-MM-DD", examples=["2019-02-22"])]
Ruled = Annotated[Rule, Query(description="how best figures are chosen")]
Version = Annotated[int | None, Query(ge=1, le=2**31 - 1)]

_PROBLEM = {"description": "What was wrong, where, and what to do (RFC 9457).", "content": {MEDIA_TYPE: {}}}
PROBLEMS: dict[int | str, dict[str, Any]] = dict.fromkeys((400, 401, 403, 404, 409, 413, 415, 422, 429, 503), _PROBLEM)
"""Of every path, for its description."""


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _caller(request: Request) -> Caller:
    caller: Caller = request.state.caller
    return caller


Served = Annotated[Service, Depends(_service)]
Asking = Annotated[Caller, Depends(_caller)]


def name_of(caller: Caller, service: Service) -> str:
    """Who acts: the name they gave, or the user that serves."""
    return caller.name or service.options.user


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A part of a list."""

    limit: int
    offset: int


def _page(limit: Annotated[int, Query(ge=1, le=1000)] = 100, offset: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Page:
    return Page(limit=limit, offset=offset)


Paged = Annotated[Page, Depends(_page)]


def day(words: str | None, where: str) -> datetime.date | None:
    """A day of a parameter; empty is none. Raises `Problem`."""
    if not words:
        return None
    try:
        return parse_day(words)
    except ValueError as error:
        raise Problem(422, f"{where}: {error}") from None


def _filter(
    type: Annotated[Words, Query(description="PLOVER type, such as ASSAULT")] = None,
    mode: Annotated[Words, Query(description="PLOVER mode, such as explosives")] = None,
    actor: Annotated[Words, Query(description="part of the name of one who acts or is acted on")] = None,
    place: Annotated[Words, Query(description="part of the name of the place or its province")] = None,
    country: Annotated[Words, Query(description="ISO 3166-1 alpha-3")] = None,
    since: Day = None,
    until: Day = None,
    min_killed: Annotated[str | None, Query(max_length=30, description="at least so many people killed")] = None,
    status: Annotated[Words, Query(description="done, under way, denied, announced or possible")] = None,
    text: Annotated[Words, Query(description="part of a sentence that tells it")] = None,
    publisher: Annotated[Words, Query(description="part of the name of one who published it")] = None,
) -> Filter:
    """The filter of a request; an empty parameter is not given. Raises `Problem`."""
    first, last = day(since, "since"), day(until, "until")
    if first and last and first > last:
        raise Problem(422, f"since: {first} is later than until, {last}")
    if type and type.upper() not in TYPES:
        raise Problem(422, f"type: there is no type {type!r}; there are {', '.join(TYPES)}")
    if status and status.lower() not in STATES:
        raise Problem(422, f"status: there is no status {status!r}; there are {', '.join(STATES)}")
    return Filter(
        type=type or None,
        mode=mode or None,
        actor=actor or None,
        place=place or None,
        country=country or None,
        since=first,
        until=last,
        min_killed=_number(min_killed, "min_killed"),
        status=status or None,
        text=text or None,
        publisher=publisher or None,
    )


Wanted = Annotated[Filter, Depends(_filter)]


def _number(words: str | None, where: str) -> float | None:
    if not words:
        return None
    try:
        found = float(words)
    except ValueError:
        found = -1.0
    if not 0 <= found < float("inf"):
        raise Problem(422, f"{where}: expected a number from 0 up, found {words!r}")
    return found


def whole(value: Any) -> Any:
    """JSON values that can be written again: no half characters, no NaN. Raises `Problem`."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeEncodeError:
        raise Problem(422, "body: half characters (lone surrogates) in it; send whole ones") from None
    except (ValueError, RecursionError):
        raise Problem(422, "body: a number that is none, or too deep a nesting; send plain values") from None
    return value
