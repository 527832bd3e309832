"""Reports sent to be added, and what has become of them."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from dateline.load import Overrides
from dateline.serve.access import API
from dateline.serve.answers import encode, plain
from dateline.serve.api.parts import Asking, Served, day, name_of, whole
from dateline.serve.jobs import Job, Jobs, path_for
from dateline.serve.problems import Problem
from dateline.serve.service import Service
from dateline.store.base import UnknownId

router = APIRouter(tags=["adding"])

PASTED = "pasted text"

_FIELDS = ("text", "date", "publisher", "title")
_NAME_LENGTH = 200
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        "text": {"type": "string", "description": "a report, pasted"},
                        "date": {"type": "string", "description": "day of publication of all that is sent"},
                        "publisher": {"type": "string"},
                        "title": {"type": "string", "description": "where one report is sent"},
                    },
                }
            }
        },
    }
}


@router.post("/reports", status_code=202, openapi_extra=_FORM)
async def add(request: Request, service: Served, caller: Asking) -> Response:
    """Takes files and pasted text, to be read in the background; gives the job."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Problem(415, "send multipart/form-data, with files or with text")
    options = service.options
    async with request.form(
        max_files=options.upload_files, max_fields=len(_FIELDS), max_part_size=options.upload_bytes
    ) as form:
        job = await run_in_threadpool(_take, form, _jobs(request), service, name_of(caller, service))
    return Response(encode(job.told()), 202, {"Location": f"{API}/jobs/{job.id}"}, media_type="application/json")


@router.get("/jobs")
def jobs(request: Request) -> Response:
    """What is being added and what was, the newest first."""
    return plain({"jobs": [job.told() for job in _jobs(request).all()]})


@router.get("/jobs/{id}")
def job(request: Request, id: str) -> Response:
    """One job: how far it is, and what became of it."""
    return plain(_job(request, id).told())


@router.delete("/jobs/{id}")
def stop(request: Request, id: str) -> Response:
    """Stops a job after the report that it is at; what was added before stays."""
    found = _job(request, id)
    found.stop.set()
    return plain(found.told())


def _jobs(request: Request) -> Jobs:
    found: Jobs = request.app.state.jobs
    return found


def _job(request: Request, id: str) -> Job:
    found = _jobs(request).get(id)
    if found is None:
        raise UnknownId(f"no job {id!r}; jobs are forgotten when the service stops")
    return found


def _take(form: FormData, jobs: Jobs, service: Service, by: str) -> Job:
    unknown = [name for name in form if name not in (*_FIELDS, "files")]
    if unknown:
        raise Problem(422, f"there is no field {unknown[0]!r}; there are files, {', '.join(_FIELDS)}")
    values = {name: _words(form.get(name), name) for name in _FIELDS}
    uploads = [upload for upload in form.getlist("files") if isinstance(upload, UploadFile) and upload.filename]
    count = len(uploads) + bool(values["text"])
    if not count:
        raise Problem(422, "nothing in it; send files, or a text")
    if values["title"] and count > 1:
        raise Problem(422, "title: it belongs to one report; send that report alone")
    overrides = Overrides(date=day(values["date"], "date"), publisher=values["publisher"], title=values["title"])
    folder = jobs.folder()
    try:
        names = _save(folder, uploads, values["text"])
        return jobs.add(folder, names, overrides, by)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _words(value: Any, name: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise Problem(422, f"{name}: expected words, found a file")
    words = whole(value)
    return words if words and words.strip() else None


def _save(folder: Path, uploads: list[UploadFile], text: str | None) -> list[str]:
    """Writes what was sent under names of our own; gives the names that it was sent under."""
    names: list[str] = []
    for upload in uploads:
        name = _shown(upload.filename or "")
        with path_for(folder, len(names), name).open("wb") as file:
            shutil.copyfileobj(upload.file, file)
        names.append(name)
    if text:
        path_for(folder, len(names), PASTED).write_text(text, encoding="utf-8", newline="")
        names.append(PASTED)
    return names


def _shown(name: str) -> str:
    """The last part of a file's name, on one line, to be shown and never opened."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    kept = "".join(character if character.isprintable() else "\ufffd" for character in last)
    return kept[-_NAME_LENGTH:] or "file"
