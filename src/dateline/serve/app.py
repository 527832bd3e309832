"""Puts the service together: the API over a casefile, the page, and who may ask."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.responses import FileResponse, HTMLResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from dateline.casefile import Casefile
from dateline.serve import problems
from dateline.serve.access import API, Guard
from dateline.serve.api import adding, events, exports, figures, names, reports, reviews, session, status
from dateline.serve.api.parts import PROBLEMS, Asking
from dateline.serve.jobs import Jobs
from dateline.serve.options import Options
from dateline.serve.service import Service
from dateline.serve.sessions import Sessions

_RESOURCES = (session, status, events, figures, adding, reviews, reports, names, exports)
"""In this order: a report's id may hold slashes, so its sub-paths are asked first."""

_NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Dateline</title>
<h1>The page is not built</h1>
<p>The service runs, and its API answers at <a href="/api/v1/status">/api/v1/status</a>; but this copy of Dateline came
without the built page. Build it in the folder <code>web</code> of the repository, and load this page again:</p>
<pre>npm ci
npm run build</pre>
</html>
"""


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def create_app(casefile: Casefile, options: Options, clock: Callable[[], datetime.datetime] = _now) -> FastAPI:
    """The service over an open casefile, which stays the caller's to close after the service has ended."""
    service = Service(casefile, options, clock)
    sessions, jobs = Sessions(), Jobs(service)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        yield
        jobs.close()

    app = FastAPI(
        title="Dateline",
        version=version("dateline"),
        description="One casefile: events, figures, reports, reviews. The page uses nothing else; see docs/api.md.",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,  # their scripts come from other hosts
        redoc_url=None,
        redirect_slashes=False,
        lifespan=life,
    )
    app.state.service, app.state.sessions, app.state.jobs = service, sessions, jobs
    problems.install(app)
    api = APIRouter(prefix=API, responses=PROBLEMS)
    for resource in _RESOURCES:
        api.include_router(resource.router)
    app.include_router(api)
    _serve_page(app, options)
    app.add_middleware(Guard, options=options, sessions=sessions)
    return app


class _Files(StaticFiles):
    """Files of the built page; where it is not built, there are none."""

    async def check_config(self) -> None:
        if not Path(str(self.directory)).is_dir():
            raise HTTPException(404)


class _Assets(_Files):
    """Built files, whose names change with their content."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        found = super().file_response(*args, **kwargs)
        found.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return found


def _serve_page(app: FastAPI, options: Options) -> None:
    index = options.static / "index.html"

    @app.get("/", include_in_schema=False)
    def page(request: Request, caller: Asking, token: Annotated[str | None, Query(max_length=500)] = None) -> Response:
        if (signed_in := session.token_link(request, token, caller)) is not None:
            return signed_in
        if not index.is_file():
            return HTMLResponse(_NOT_BUILT)
        return FileResponse(index, headers={"Cache-Control": "no-cache"})

    app.mount("/assets", _Assets(directory=options.static / "assets", check_dir=False))
    app.router.default = _Files(directory=options.static, check_dir=False)  # a mount would hide wrong methods
