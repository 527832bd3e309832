"""Who may ask what: Host, token, session, CSRF, read-only mode, sizes; and the headers of every answer.

All of it stands before the app, so that no path can forget it.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.serve import problems
from dateline.serve.options import Options
from dateline.serve.problems import Problem
from dateline.serve.sessions import NAME_LENGTH, Session, Sessions

API = "/api/v1"
SESSION_PATH = f"{API}/session"
CSRF_HEADER = "X-Dateline-CSRF"
NAME_HEADER = "X-Dateline-Name"

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_UPLOADS = f"{API}/reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks: `name` is what they called themselves. `session` is None for a script with the token."""

    name: str | None
    session: Session | None
    may_ask: bool


def cookie_name(options: Options) -> str:
    """Cookies are shared by all ports of a host; two casefiles may be served side by side."""
    return f"dateline_session_{options.port}"


def policy(options: Options) -> str:
    """The content security policy: everything from here, nothing inline; tiles from their host, if there is one."""
    tiles = f" {options.tile_origin}" if options.tile_origin else ""
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data: blob:{tiles}",
            f"connect-src 'self'{tiles}",
            "worker-src 'self' blob:",
            "font-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class Guard:
    """Stands before the app: lets a request in, or answers it with a problem."""

    def __init__(self, app: ASGIApp, options: Options, sessions: Sessions) -> None:
        self._app = app
        self._options = options
        self._sessions = sessions
        self._headers: Mapping[str, str] = {
            "Content-Security-Policy": policy(options),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                if "Cache-Control" not in headers:
                    headers["Cache-Control"] = "private, no-cache"
            await send(message)

        try:
            caller = self._let_in(scope)
            limited = _limited(receive, self._limit(scope), Headers(scope=scope))
        except Problem as problem:
            headers = {"WWW-Authenticate": "Bearer"} if problem.status_code == 401 else None
            await problems.answer(problem.status_code, problem.detail, headers)(scope, receive, sealed)
            return
        scope.setdefault("state", {})["caller"] = caller
        await self._app(scope, limited, sealed)

    def _let_in(self, scope: Scope) -> Caller:
        """Who asks. Raises `Problem` for what they may not ask."""
        headers, path, method = Headers(scope=scope), scope["path"], scope["method"]
        host = headers.get("host", "")
        if not self._options.answers_to(host):
            told = f"the Host header names {host!r}, which is not this service; open it by the address that it printed"
            raise Problem(400, told)
        caller = self._caller(headers)
        if not path.startswith("/api/"):
            return caller
        about_session = path == SESSION_PATH
        if not caller.may_ask and not about_session:
            raise Problem(401, f"a token is needed; sign in with POST {SESSION_PATH}, or send Authorization: Bearer …")
        if method not in _SAFE:
            self._check_change(headers, host, caller, about_session)
        return caller

    def _caller(self, headers: Headers) -> Caller:
        if self._options.token and _bears(headers, self._options.token):
            return Caller(name=_name(headers.get(NAME_HEADER)), session=None, may_ask=True)
        session = self._sessions.read(_cookies(headers).get(cookie_name(self._options)))
        return Caller(
            name=session.name if session else None,
            session=session,
            may_ask=session is not None or self._options.token is None,
        )

    def _check_change(self, headers: Headers, host: str, caller: Caller, about_session: bool) -> None:
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            raise Problem(403, f"a page of {origin} may not change anything here; use the page of this service")
        if about_session:
            return
        if self._options.read_only:
            raise Problem(403, "this service is read-only; start it without --read-only to change anything")
        by_script = caller.session is None and caller.may_ask and self._options.token is not None
        if by_script:
            return
        sent = headers.get(CSRF_HEADER, "")
        if caller.session is None or not hmac.compare_digest(sent.encode(), caller.session.csrf.encode()):
            told = f"changes need the cookie of GET {SESSION_PATH} and the header {CSRF_HEADER} with its csrf"
            raise Problem(403, f"{told}; load the page again")

    def _limit(self, scope: Scope) -> int:
        return self._options.upload_bytes if scope["path"] == _UPLOADS else self._options.body_bytes


def _limited(receive: Receive, most: int, headers: Headers) -> Receive:
    """The request's body, refused as soon as it is larger than it may be. Raises `Problem`."""
    refusal = Problem(413, f"more than {most:,} bytes in one request; send less at a time")
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or int(length[:20]) > most:
        raise refusal
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise refusal
        return message

    return counted


def _bears(headers: Headers, token: str) -> bool:
    kind, _, given = headers.get("authorization", "").partition(" ")
    return kind.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())


def _cookies(headers: Headers) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in headers.getlist("cookie"):
        try:
            found |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        except CookieError:
            continue  # a cookie of another program on this host is not ours to judge
    return found


def _name(words: str | None) -> str | None:
    """A name as a header gives it."""
    return (words or "").strip()[:NAME_LENGTH] or None
