"""What the service serves, and the code lists that it speaks in."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from dateline.casefile import Casefile
from dateline.explain import Chosen, Explained, explain
from dateline.export import FORMATS, format_named
from dateline.export.base import ExportError
from dateline.link.accounts import STATES
from dateline.link.voices import VOICES
from dateline.ontology import plover
from dateline.ontology.code_lists import meanings
from dateline.ontology.countries import countries
from dateline.ontology.words import event_words, measure_words
from dateline.serve.answers import kept, plain, row
from dateline.serve.api.parts import Asking, Served, Words
from dateline.situation import RULES
from dateline.store.base import ClaimRow, TellingRow

router = APIRouter(tags=["status"])

_WHERE_PREC = range(1, 8)  # UCDP GED codebook


@router.get("/status")
def status(service: Served, caller: Asking) -> Response:
    """Counts of the casefile, how the service is set up, and the revision, which changes whenever something does."""
    revision = service.revision
    with service.reading() as casefile:
        held = _held(casefile)
    options = service.options
    return plain(
        {
            "api": "v1",
            "version": version("dateline"),
            "read_only": options.read_only,
            "tiles": options.tiles,
            "name": caller.name,
            "revision": revision,
            "limits": {"upload_bytes": options.upload_bytes, "files": options.upload_files},
            "casefile": held,
        }
    )


def _held(casefile: Casefile) -> dict[str, Any]:
    found = casefile.status()
    first, last = casefile.desk.days()
    counts = row(found)
    del counts["path"]  # where it lies is for those at the machine
    return {
        **counts,
        "name": Path(found.path).name,
        "models": [{"model": model, "reports": reports} for model, reports in found.models],
        "first_day": first,
        "last_day": last,
        "reviews": sum(reviewer.reviews for reviewer in casefile.desk.reviewers()),
    }


@router.get("/codes")
def codes(request: Request, service: Served) -> Response:
    """Every code list, with what each code means."""
    return kept(request, service, lambda casefile: _codes())


@router.get("/codes/{code:path}")
def code(
    request: Request,
    service: Served,
    code: str,
    event: Annotated[
        Words, Query(description="an event, such as S12: what in it has the code, and by which rule")
    ] = None,
) -> Response:
    """What a code means in each list that has it; with an event, what stands behind the code there."""

    def found(casefile: Casefile) -> object:
        return _explained(explain(code, casefile=casefile, event=event or None))

    return kept(request, service, found)


def _explained(found: Explained) -> dict[str, Any]:
    return {
        "code": found.asked,
        "found": [
            {
                "list": one.book,
                "field": one.field,
                "name": one.code,
                "called": one.name,
                "meaning": one.meaning,
                "source": one.source,
            }
            for one in found.meanings
        ],
        "event": found.event,
        "chosen": [_chosen(one) for one in found.chosen],
        "other": [_chosen(one) for one in found.other],
        "absent": [{"list": book, "reason": reason} for book, reason in found.absent],
    }


def _chosen(one: Chosen) -> dict[str, Any]:
    behind: tuple[ClaimRow | TellingRow, ...] = (*one.claims, *one.tellings)
    entries = sorted({f"{found.report}#{found.entry}" for found in behind})
    told = {"list": one.book, "field": one.field, "name": one.code, "rule": one.rule, "rule_id": one.rule_id}
    return told | {"entries": entries}


def _codes() -> dict[str, Any]:
    return {
        "types": [_type(kind) for kind in plover.TYPES.values()],
        "quads": {str(number): words for number, words in plover.QUADS.items()},
        "sectors": [{"name": name, "meaning": meaning} for name, meaning in plover.SECTORS.items()],
        "measures": [row(measure) | {"words": measure_words(measure.name)} for measure in plover.MEASURES.values()],
        "factualities": [{"name": name, "meaning": meaning} for name, meaning in plover.FACTUALITIES.items()],
        "statuses": STATES,
        "actor_kinds": plover.ACTOR_KINDS,
        "hedges": plover.HEDGES,
        "segment_kinds": plover.SEGMENT_KINDS,
        "precisions": [
            {"code": number, "meaning": meanings(f"where_prec={number}")[0].meaning} for number in _WHERE_PREC
        ],
        "voices": VOICES,
        "rules": RULES,
        "countries": [{"code": code, "name": country.name} for code, country in countries().items()],
        "formats": [_format(name) for name in FORMATS],
    }


def _type(kind: plover.EventType) -> dict[str, Any]:
    modes = [row(mode) | {"words": event_words(kind.name, mode.name)} for mode in kind.modes]
    return row(kind) | {"words": event_words(kind.name, None), "modes": modes}


def _format(name: str) -> dict[str, Any]:
    """`suffix` is None where the format's package is not installed."""
    try:
        suffix = format_named(name).suffix
    except (ExportError, ImportError):
        suffix = None
    return {"name": name, "suffix": suffix, "meaning": FORMATS[name].about}
