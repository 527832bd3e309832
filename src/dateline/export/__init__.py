"""Situation events in the formats of the field, one format a module.

    import dateline

    with dateline.Casefile.open("syria.duckdb") as casefile:
        losses = dateline.export(casefile, "acled", "events.csv")
    print(losses.report())

The module can be called: ``dateline.export(…)`` is `export` below. A format's own module is loaded when the format is
asked for.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, BinaryIO, cast

from dateline.export.base import ExportError, Format, Losses
from dateline.output import whole_file, writing
from dateline.record import Record
from dateline.store.base import EVERYTHING, Filter

if TYPE_CHECKING:
    from dateline.casefile import Casefile

__all__ = ["FORMATS", "ExportError", "Format", "Known", "Losses", "export", "format_named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A format that can be asked for by name: what it is, and the module of this package and the class that write it.

    `is_text`: it can be shown on a terminal.
    """

    about: str
    module: str
    kind: str
    is_text: bool = True


FORMATS: Mapping[str, Known] = MappingProxyType(
    {
        "acled": Known(about="ACLED's columns, CSV", module="acled", kind="Acled"),
        "ged": Known(about="UCDP GED's columns, CSV", module="ged", kind="Ged"),
        "plover": Known(about="PLOVER records, JSON Lines", module="plover", kind="Plover"),
        "geojson": Known(about="points and areas for maps", module="geojson", kind="GeoJson"),
        "hxl": Known(about="CSV with HXL's tags", module="hxl", kind="Hxl"),
        "hxl-json": Known(about="the same as JSON", module="hxl", kind="HxlJson"),
        "jsonld": Known(about="Web Annotations with provenance", module="jsonld", kind="JsonLd"),
        "csv": Known(about="a row for each claim", module="tables", kind="Csv"),
        "json": Known(about="each event with all that is behind it", module="tables", kind="Json"),
        "parquet": Known(about="a row for each claim, in columns", module="parquet", kind="Parquet", is_text=False),
        "html": Known(about="a report on one page", module="html", kind="Html"),
        "md": Known(about="the same as Markdown", module="markdown", kind="Markdown"),
    }
)
"""The formats by name, in the order in which they are shown."""


def format_named(name: str) -> Format:
    """The format of that name. Raises `ExportError` for a name that there is not."""
    known = FORMATS.get(name)
    if known is None:
        raise ExportError(f"there is no format {name!r}; there are {', '.join(FORMATS)}")
    module = importlib.import_module(f"dateline.export.{known.module}")
    return cast(Format, getattr(module, known.kind)())


def export(
    what: Casefile | Record | Iterable[Record],
    to: str,
    out: str | os.PathLike[str] | BinaryIO,
    *,
    wanted: Filter = EVERYTHING,
) -> Losses:
    """Writes situation events in a format, and tells what the format could not hold.

    `what` is a casefile, or records, which are then linked in memory. `to` is a name of `FORMATS`. `out` is a path,
    where the file appears when it is whole, or a binary stream, which stays open. `wanted` asks for some of the
    events. Raises `ExportError` for what cannot be written, `StoreError` for a casefile that cannot be read.
    """
    form, losses = format_named(to), Losses()
    with _as_casefile(what, losses) as casefile, _as_stream(out) as stream:
        form.write(casefile.happenings(wanted), stream, losses)
        if wanted == EVERYTHING:  # otherwise they were not asked for
            losses.loose = casefile.status().loose
    return losses


@contextlib.contextmanager
def _as_casefile(what: Casefile | Record | Iterable[Record], losses: Losses) -> Iterator[Casefile]:
    """A casefile as it is; of records one in memory. A record that it cannot hold is told to `losses`."""
    from dateline.casefile import Casefile

    if isinstance(what, Casefile):
        yield what
        return
    with Casefile.open(":memory:") as casefile:
        added = casefile.add(what)
        for refused in added.unreadable:
            losses.leave_out(f"in a record that a casefile cannot hold: {refused.reason}")
        for report in added.changed:
            losses.leave_out(f"in an earlier version of the report {report}, which was given twice")
        yield casefile


@contextlib.contextmanager
def _as_stream(out: str | os.PathLike[str] | BinaryIO) -> Iterator[BinaryIO]:
    if isinstance(out, str | os.PathLike):
        with whole_file(os.fspath(out)) as file, writing(os.fspath(out)):
            yield file
    else:
        yield out


class _Callable(ModuleType):
    """The package is named for what it does, as is its one function: ``dateline.export`` is both."""

    def __call__(
        self,
        what: Casefile | Record | Iterable[Record],
        to: str,
        out: str | os.PathLike[str] | BinaryIO,
        *,
        wanted: Filter = EVERYTHING,
    ) -> Losses:
        return export(what, to, out, wanted=wanted)


sys.modules[__name__].__class__ = _Callable
