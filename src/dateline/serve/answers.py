"""Answers in JSON: rows in columns, days as words, each with an ETag and in gzip where it is asked for."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from fastapi import Request, Response

from dateline.casefile import Casefile
from dateline.serve.access import Caller
from dateline.serve.service import Service

_WORTH_GZIP = 1_000  # bytes: below, a packet holds them anyway
_GZIP_LEVEL = 5  # beyond it, time grows faster than bytes shrink

Make = Callable[[Casefile], object]


def encode(value: object) -> bytes:
    """A value as JSON; days and moments as ISO 8601, entries of reports as REPORT#e3."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain)
    return text.encode("utf-8", "replace")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def columns(names: Sequence[str], rows: Iterable[Sequence[object]]) -> dict[str, Any]:
    """Many rows of few kinds of values: the names once."""
    found = list(rows)
    return {"columns": list(names), "rows": found, "total": len(found)}


def row(entry: Any) -> dict[str, Any]:
    """A dataclass of plain fields as an object."""
    return {name: getattr(entry, name) for name in _fields(entry.__class__)}


def values(entry: Any) -> list[object]:
    """A dataclass of plain fields as a row."""
    return [getattr(entry, name) for name in _fields(entry.__class__)]


@functools.cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def plain(value: object, status: int = 200) -> Response:
    """An answer that is made anew each time."""
    return Response(encode(value), status, media_type="application/json")


def kept(request: Request, service: Service, make: Make) -> Response:
    """An answer that holds until something changes: with an ETag, and not made again for the same question.

    What is asked is the path with its parameters, and who asks.
    """
    caller: Caller = request.state.caller
    revision = service.revision  # before the casefile is looked at: a change in between makes another answer
    key = f"{request.url.path}?{request.url.query} {caller.name or ''}"
    etag = f'"{hashlib.sha256(f"{revision} {key}".encode()).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Vary": "Accept-Encoding, Cookie"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)

    def made() -> bytes:
        with service.reading() as casefile:
            return encode(make(casefile))

    body = service.answer(key, revision, made)
    if len(body) > _WORTH_GZIP and "gzip" in request.headers.get("accept-encoding", ""):
        body = service.answer(f"gzip {key}", revision, lambda: gzip.compress(body, _GZIP_LEVEL, mtime=0))
        headers["Content-Encoding"] = "gzip"
    return Response(body, headers=headers, media_type="application/json")
