"""Signing in and out, and what an analyst is called."""

from __future__ import annotations

import hmac
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from dateline.serve.access import Caller, cookie_name
from dateline.serve.answers import plain
from dateline.serve.api.parts import Asking, Served
from dateline.serve.options import Options
from dateline.serve.problems import Problem
from dateline.serve.sessions import NAME_LENGTH, Session, Sessions

router = APIRouter(tags=["session"])


class SignIn(BaseModel):
    """A token, a name, or both."""

    model_config = ConfigDict(extra="forbid")

    token: Annotated[str, Field(max_length=500)] | None = None
    name: Annotated[str, Field(max_length=NAME_LENGTH)] | None = None


@router.get("/session")
def session(request: Request, caller: Asking, service: Served) -> Response:
    """Who is signed in, and what changes must carry. Without a token, whoever asks is."""
    if not caller.may_ask:
        return plain(_told(None, service.options))
    if caller.session is not None or service.options.token is not None:
        return plain(_told(caller.session, service.options, script=caller.session is None))
    return _signed_in(request, service.options, _sessions(request).begin())


@router.post("/session")
def sign_in(request: Request, body: SignIn, caller: Asking, service: Served) -> Response:
    """Signs in with the token, and gives the analyst a name."""
    right = body.token is not None and _is_token(body.token, service.options)
    if body.token is not None and service.options.token is not None and not right:
        raise Problem(401, "that is not the token; it stands in the address that dateline serve printed")
    if not (caller.may_ask or right):
        raise Problem(401, "a token is needed; it stands in the address that dateline serve printed")
    id = caller.session.id if caller.session else None
    return _signed_in(request, service.options, _sessions(request).begin(_clean(body.name), id))


@router.delete("/session", status_code=204)
def sign_out(service: Served) -> Response:
    """Forgets who is signed in."""
    answer = Response(status_code=204)
    answer.delete_cookie(cookie_name(service.options), path="/", httponly=True, samesite="strict")
    return answer


def token_link(request: Request, token: str | None, caller: Caller) -> Response | None:
    """Signs in whoever opens the address with the token in it, and leads to the page without it."""
    options: Options = request.app.state.service.options
    if token is None or not _is_token(token, options):
        return None
    answer = Response(status_code=303, headers={"Location": "/", "Cache-Control": "no-store"})
    _set_cookie(answer, request, options, caller.session or _sessions(request).begin())
    return answer


def _is_token(token: str, options: Options) -> bool:
    return options.token is not None and hmac.compare_digest(token.encode("utf-8", "replace"), options.token.encode())


def _clean(name: str | None) -> str | None:
    """A name on one line. Raises `Problem`."""
    words = " ".join((name or "").split())
    if any(not character.isprintable() for character in words):
        raise Problem(422, "name: unprintable characters in it; write it with letters")
    return words or None


def _sessions(request: Request) -> Sessions:
    sessions: Sessions = request.app.state.sessions
    return sessions


def _signed_in(request: Request, options: Options, session: Session) -> Response:
    answer = plain(_told(session, options))
    _set_cookie(answer, request, options, session)
    return answer


def _set_cookie(answer: Response, request: Request, options: Options, session: Session) -> None:
    value = _sessions(request).cookie(session)
    answer.set_cookie(cookie_name(options), value, path="/", httponly=True, samesite="strict")


def _told(session: Session | None, options: Options, *, script: bool = False) -> dict[str, Any]:
    return {
        "signed_in": session is not None or script,
        "name": session.name if session else None,
        "csrf": session.csrf if session else None,
        "token_needed": options.token is not None,
    }
