"""The casefile in the formats of the field, and what each of them could not hold."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from dateline.export import FORMATS, format_named
from dateline.export.base import Format, Losses
from dateline.serve.answers import kept
from dateline.serve.api.parts import Served, Wanted
from dateline.serve.service import Service
from dateline.store.base import Filter, UnknownId

router = APIRouter(tags=["export"])

_IN_MEMORY = 8 * 1024 * 1024  # bytes of a file that are not put on the disk
_CHUNK = 256 * 1024


class _Nowhere(io.RawIOBase):
    """Takes what a format writes where only its losses are asked for."""

    def __init__(self) -> None:
        self._place = 0

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._place += len(content)
        return len(content)

    def tell(self) -> int:
        return self._place


@router.get("/export/{format}")
def export(service: Served, wanted: Wanted, format: str) -> Response:
    """The events of the filter in a format, as people named and pinned them."""
    form = _format(format)
    file = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115  # closed when sent
    try:
        _write(service, form, wanted, file)
    except BaseException:
        file.close()
        raise
    size = file.tell()
    name = f"{_stem(service)}-{format}{form.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(size)}
    return StreamingResponse(_chunks(file), media_type="application/octet-stream", headers=headers)


@router.get("/export/{format}/losses")
def losses(request: Request, service: Served, wanted: Wanted, format: str) -> Response:
    """What the format cannot hold of these events: left out and why, fields not filled, codes made coarser."""
    form = _format(format)

    def found(casefile: object) -> object:
        return _told(format, _write(service, form, wanted, cast(BinaryIO, _Nowhere())))

    return kept(request, service, found)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UnknownId(f"there is no format {name!r}; there are {', '.join(FORMATS)}")
    return format_named(name)


def _write(service: Service, form: Format, wanted: Filter, out: BinaryIO) -> Losses:
    found = Losses()
    with service.reading() as casefile:
        names = service.edited_names(casefile)
        form.write(map(names.happening, casefile.happenings(names.wanted(wanted, casefile))), out, found)
    return found


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _stem(service: Service) -> str:
    """The casefile's name, as far as it is fit for a header."""
    with service.reading() as casefile:
        stem = Path(casefile.status().path).stem
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in stem) or "casefile"


def _told(name: str, found: Losses) -> dict[str, Any]:
    return {
        "format": name,
        "written": found.written,
        "left_out": [{"reason": reason, "events": events} for reason, events in found.left_out.most_common()],
        "unfilled": [{"field": field, "rows": rows} for field, rows in found.unfilled.most_common()],
        "coarsened": [
            {"was": was, "became": became, "rows": rows} for (was, became), rows in found.coarsened.most_common()
        ],
        "not_held": [{"what": what, "rows": rows} for what, rows in found.not_held.most_common()],
    }
