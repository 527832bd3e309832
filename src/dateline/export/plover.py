"""PLOVER JSON Lines: one record a situation event, as the manual's chapter on JSON says (draft version 2.0).

https://github.com/openeventdata/PLOVER, CC BY-SA 4.0. The manual lets providers add fields. Ours are `status`,
`figures`, an actor's `kind`, the `date` of a report, and `citation`, `factuality` and `speaker` in `text_info`. As
several reports tell one event, `event_text`, `text_info` and `cite_info` are lists. Optional fields of which nothing is
known are absent.

- MOVE is Dateline's own type and makes no record; nor does an event without days, for `date` is required.
- `actor` is required: where nobody says who acted, it is an entity of the sector UNK, the manual's 'unidentified'.
- The manual asks AID, COOPERATE and SANCTION for a recipient; where none is told, the record has none and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from dateline.export import figures, safe_json
from dateline.export.base import Losses
from dateline.export.safe_json import known, number
from dateline.export.sources import Source, sources
from dateline.ontology.countries import countries
from dateline.ontology.plover import TYPES, EventType
from dateline.ontology.plover_codes import actor_code
from dateline.ontology.where_prec import precisions
from dateline.store.base import EventRow, FigureRow, Happening, PartyRow, TellingRow

_CODEBOOK = "PLOVER, draft 2.0"
_AUXILIARY = {"announced": "future", "possible": "hypothetical", "denied": "negation"}
_HISTORICAL = 366  # days before the first report of it; the manual says 'historical' and gives no number, so a year
_NEED_RECIPIENT = frozenset({"AID", "COOPERATE", "SANCTION"})  # manual, 'Requires Recipient'
_CONTEXTS = {("COERCE", "misinformation"): "misinformation", ("COERCE", "cyber"): "cyber"}  # modes that add a context
_SIZES = {"dead": "killed", "injured": "injured", "arrested": "detained"}  # manual, 'Information object for size'

Json = dict[str, object]


class Plover:
    """PLOVER records, one a line."""

    name = "plover"
    suffix = ".jsonl"

    def write(self, happenings: Iterable[Happening], out: BinaryIO, losses: Losses) -> None:
        """Writes a record for each event that PLOVER has a type for and whose day is known."""
        for happening in happenings:
            if (reason := _left_out(happening.event)) is not None:
                losses.leave_out(reason)
                continue
            out.write(safe_json.line(_record(happening, losses)) + b"\n")
            losses.wrote()


def _left_out(event: EventRow) -> str | None:
    kind = TYPES.get(event.type)
    if kind is None or kind.quad is None:
        return f"{event.type} is no event type of PLOVER's"
    return "no day is known, and PLOVER requires a date" if event.start is None else None


def _record(happening: Happening, losses: Losses) -> Json:
    event, kind = happening.event, TYPES[happening.event.type]
    told = sources(happening)
    actors = [_entity(party, "actor", losses) for party in happening.actors]
    recipients = [_entity(party, "recipient", losses) for party in happening.recipients]
    comment = _comment(event, actors, recipients, losses)
    context = _CONTEXTS.get((event.type, event.mode or ""))
    if context is None:
        losses.could_not_fill("context")
    if happening.claims:
        losses.could_not_hold("words and speaker of each figure")
    return known(
        {
            "id": event.id,
            "date": event.start,
            "enddate": event.end,
            "actor": actors or [{"sector": "UNK"}],
            "recipient": recipients,
            "event": [event.type],
            "mode": list(_modes(happening, kind, losses)),
            "context": [context] if context else [],
            "quad_code": kind.quad,
            "event_scale": _scale(event, kind),
            "event_loc": _location(event, losses),
            "size": _size(happening.figures),
            "event_text": [telling.words for telling in happening.tellings],
            "text_info": [_text_info(telling) for telling in happening.tellings],
            "cite_info": [_cite_info(source) for source in told],
            "coder": "dateline",
            "comment": comment,
            "status": event.status,
            "figures": [figures.plain(figure) for figure in happening.figures],
        }
    )


# --- what ---------------------------------------------------------------------------------------------


def _modes(happening: Happening, kind: EventType, losses: Losses) -> Iterator[str]:
    """The mode, then the auxiliary modes: what was announced, is possible, was denied, or is long past."""
    event = happening.event
    if event.mode is not None:
        if kind.mode(event.mode):
            yield event.mode
        else:
            losses.could_not_hold(f"mode {event.type}-{event.mode}, which PLOVER does not know")
    if event.status in _AUXILIARY:
        yield _AUXILIARY[event.status]
    if _is_historical(happening):
        yield "historical"


def _is_historical(happening: Happening) -> bool:
    last = happening.event.end or happening.event.start
    first = min((telling.published for telling in happening.tellings if telling.published), default=None)
    return last is not None and first is not None and (first - last).days > _HISTORICAL


def _scale(event: EventRow, kind: EventType) -> float | None:
    """The mode's score, or its type's where there is no mode or the mode has none."""
    mode = kind.mode(event.mode) if event.mode else None
    return kind.score if mode is None or mode.score is None else mode.score


# --- who ----------------------------------------------------------------------------------------------


def _entity(party: PartyRow, role: str, losses: Losses) -> Json:
    found = actor_code(party.name, party.country, party.sector)
    if found.code is None:
        losses.could_not_fill(f"{role}.code")
    elif party.country and found.code != party.country:
        losses.coarsen(party.country, found.code)
    if found.sector is None and found.code not in _NO_SECTOR:
        losses.could_not_fill(f"{role}.sector")
    return known({"code": found.code, "sector": found.sector, "entity_text": party.name, "kind": party.kind})


_NO_SECTOR = frozenset({"IGO", "UNO", "EUR"})  # codes that say all that a sector would


def _comment(event: EventRow, actors: list[Json], recipients: list[Json], losses: Losses) -> str:
    """What the manual asks for and no report tells."""
    notes = []
    if not actors:
        losses.could_not_fill("actor")
        notes.append("no report says who acted")
    if not recipients and event.type in _NEED_RECIPIENT:
        losses.could_not_fill("recipient")
        notes.append("no report says to whom")
    return "; ".join(notes)


# --- where and how many -------------------------------------------------------------------------------


def _location(event: EventRow, losses: Losses) -> Json:
    country = countries().get(event.country or "")
    precision = precisions().get(event.precision or 0)
    if event.place is None and event.country is None:
        losses.could_not_fill("event_loc")
    elif event.lat is None or event.lon is None:
        losses.could_not_fill("event_loc.lat, event_loc.lon")
    return known(
        {
            "extracted_place": event.place,
            "lat": event.lat,
            "lon": event.lon,
            "province": event.admin1,
            "country": country.name if country else None,
            "country_code": event.country,
            "resolution": precision.plover_resolution if precision else None,
        }
    )


def _size(found: Iterable[FigureRow]) -> Json:
    sizes = ((name, figures.people(found, measure)) for name, measure in _SIZES.items())
    return {name: number(figure.best) for name, figure in sizes if figure is not None and figure.best is not None}


# --- whose words --------------------------------------------------------------------------------------


def _text_info(telling: TellingRow) -> Json:
    """The sentence, never the whole text, with the offsets of the trigger in the report, in code points."""
    return known(
        {
            "start": telling.at_start,
            "end": telling.at_end,
            "text_story": [telling.sentence],
            "citation": telling.report,
            "factuality": telling.factuality,
            "speaker": telling.speaker,
        }
    )


def _cite_info(source: Source) -> Json:
    return known(
        {
            "citation": source.report,
            "url": source.url,
            "title": source.title,
            "publication": source.publisher,
            "date": source.published,
            "codebook": _CODEBOOK,
        }
    )
