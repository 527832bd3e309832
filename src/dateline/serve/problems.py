"""Errors as ``application/problem+json`` (RFC 9457): what was wrong, where, and what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from dateline.explain import UnknownCode
from dateline.record import DatelineError, RecordError
from dateline.review import ReviewError
from dateline.store.base import InUse, StoreError, UnknownId

MEDIA_TYPE = "application/problem+json"

_STATUSES: tuple[tuple[type[DatelineError], int], ...] = (
    (UnknownId, 404),
    (UnknownCode, 404),
    (RecordError, 422),
    (ReviewError, 422),
    (InUse, 503),
    (StoreError, 503),
    (DatelineError, 409),
)

_ADVICE = {
    404: "there is nothing here; see the list of paths in /api/v1/openapi.json",
    405: "this path takes other methods; see /api/v1/openapi.json",
}


class Problem(HTTPException):
    """Ends a request with this status; `detail` says what was wrong and what to do."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(status, detail)


def body(status: int, detail: str, **more: Any) -> bytes:
    """The problem as JSON."""
    found = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return json.dumps(found, ensure_ascii=False, default=str).encode("utf-8", "replace")


def answer(status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    return Response(body(status, detail, **more), status, headers, MEDIA_TYPE)


def told(error: DatelineError) -> Response:
    """An error of ours; which status it has depends on its kind."""
    return answer(next(status for kind, status in _STATUSES if isinstance(error, kind)), str(error))


def install(app: FastAPI) -> None:
    """Makes every error of the app a problem."""

    @app.exception_handler(DatelineError)
    def ours(request: Request, error: DatelineError) -> Response:
        return told(error)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        detail = error.detail if isinstance(error, Problem) else _ADVICE.get(error.status_code, str(error.detail))
        return answer(error.status_code, detail, error.headers)

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        detail = "a fault of Dateline's own; what was kept is kept. The terminal tells more: please report it"
        return answer(500, detail, {"X-Content-Type-Options": "nosniff"})

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        found = [{"where": _where(fault["loc"]), "told": str(fault["msg"])} for fault in error.errors()]
        detail = "; ".join(f"{fault['where']}: {fault['told']}" for fault in found)
        return answer(422, f"{detail}. See /api/v1/openapi.json for what is expected", errors=found)


def _where(location: Sequence[object]) -> str:
    return ".".join(map(str, location))
