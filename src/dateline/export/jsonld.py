"""JSON-LD: each claim and each telling as a W3C Web Annotation on its report, with PROV for who it comes from.

- Web Annotation Data Model, https://www.w3.org/TR/annotation-model/: a TextQuoteSelector holds the words, with what
  stands before and after them in the sentence, a TextPositionSelector their offsets in code points, end exclusive.
- PROV-O, https://www.w3.org/TR/prov-o/: the body of each annotation was quoted from the report (prov:wasQuotedFrom);
  a speaker is its primary source (prov:hadPrimarySource); a figure that the same source gave anew on a later day is a
  revision of the earlier one (prov:wasRevisionOf); a copied report was derived from the other (prov:wasDerivedFrom).
- Events, places and reports are schema.org's, in so far as it has words for them; other terms are
  ``urn:dateline:term:…``.

The context stands in the file, so that nothing is fetched to read it. What belongs to an event stands on one line. Each
event brings its reports along; nodes of one id are one thing in RDF. Speakers are known by name within one event only.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO
from urllib.parse import quote

from dateline.export import figures, safe_json
from dateline.export.base import Losses
from dateline.export.quotes import Quote, quotes
from dateline.export.revisions import revisions
from dateline.export.safe_json import known, number
from dateline.export.sources import Source, sources
from dateline.store.base import ClaimRow, EventRow, FigureRow, Happening, PartyRow, TellingRow

Json = dict[str, object]


def _to(iri: str) -> Json:
    return {"@id": iri, "@type": "@id"}


def _typed(iri: str, kind: str) -> Json:
    return {"@id": iri, "@type": kind}


_CONTEXT: Mapping[str, object] = {
    "@vocab": "urn:dateline:term:",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "body": _to("oa:hasBody"),
    "target": _to("oa:hasTarget"),
    "source": _to("oa:hasSource"),
    "selector": _to("oa:hasSelector"),
    "motivation": _typed("oa:motivatedBy", "@vocab"),
    "describing": "oa:describing",
    "identifying": "oa:identifying",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": _typed("oa:start", "xsd:nonNegativeInteger"),
    "end": _typed("oa:end", "xsd:nonNegativeInteger"),
    "Entity": "prov:Entity",
    "Agent": "prov:Agent",
    "wasQuotedFrom": _to("prov:wasQuotedFrom"),
    "hadPrimarySource": _to("prov:hadPrimarySource"),
    "wasRevisionOf": _to("prov:wasRevisionOf"),
    "wasDerivedFrom": _to("prov:wasDerivedFrom"),
    "Event": "schema:Event",
    "NewsArticle": "schema:NewsArticle",
    "Organization": "schema:Organization",
    "Place": "schema:Place",
    "name": "schema:name",
    "headline": "schema:headline",
    "url": "schema:url",
    "publisher": "schema:publisher",
    "datePublished": _typed("schema:datePublished", "xsd:date"),
    "startDate": _typed("schema:startDate", "xsd:date"),
    "endDate": _typed("schema:endDate", "xsd:date"),
    "location": "schema:location",
    "latitude": "schema:latitude",
    "longitude": "schema:longitude",
    "addressCountry": "schema:addressCountry",
    "addressRegion": "schema:addressRegion",
    "event": _to("urn:dateline:term:event"),
}


class JsonLd:
    """One JSON-LD document with a flat graph."""

    name = "jsonld"
    suffix = ".jsonld"

    def write(self, happenings: Iterable[Happening], out: BinaryIO, losses: Losses) -> None:
        """Writes, for every event, its node, its reports, and an annotation for each telling and each claim."""
        out.write(b'{"@context":' + safe_json.line(_CONTEXT) + b',\n"@graph":[')
        separator = b"\n"
        for happening in happenings:
            nodes = safe_json.line(list(_nodes(happening, losses)))
            out.write(separator + nodes[1:-1])  # without the brackets of the list
            separator = b",\n"
            losses.wrote()
        out.write(b"\n]}\n")


def _nodes(happening: Happening, losses: Losses) -> Iterator[Json]:
    event = happening.event
    yield _event(happening)
    for source in sources(happening):
        yield _report(source)
    found = quotes(happening)
    for telling in happening.tellings:
        yield _telling(event.id, telling, found[telling.report, telling.entry])
    earlier = revisions(happening.claims)
    for claim in happening.claims:
        quoted = found[claim.report, claim.entry]
        if quoted.start is None:
            losses.could_not_fill("offsets of a figure's words")
        yield _claim(event.id, claim, quoted, earlier.get((claim.report, claim.entry)))


# --- names --------------------------------------------------------------------------------------------


def _urn(kind: str, *parts: str) -> str:
    """``urn:dateline:KIND:PART…``, each part percent-encoded (RFC 8141), so that any id is a valid name."""
    return f"urn:dateline:{kind}:" + ":".join(map(_quoted, parts))


@functools.lru_cache(maxsize=16384)
def _quoted(part: str) -> str:
    return quote(part, safe="", errors="replace")


# --- the event and its reports ------------------------------------------------------------------------


def _event(happening: Happening) -> Json:
    event = happening.event
    return known(
        {
            "id": _urn("event", event.id),
            "type": ["Event", "Entity"],
            "eventType": event.type,
            "mode": event.mode,
            "status": event.status,
            "startDate": event.start,
            "endDate": event.end,
            "location": _place(event),
            "actor": [_party(party) for party in happening.actors],
            "recipient": [_party(party) for party in happening.recipients],
            "figure": [_figure(event.id, figure) for figure in happening.figures],
            "reports": event.reports,
            "mentions": event.mentions,
        }
    )


def _place(event: EventRow) -> Json | None:
    place = known(
        {
            "name": event.place,
            "addressCountry": event.country,
            "addressRegion": event.admin1,
            "latitude": event.lat,
            "longitude": event.lon,
            "precision": event.precision,
        }
    )
    return {"type": "Place", **place} if place else None


def _party(party: PartyRow) -> Json:
    return known({"name": party.name, "kind": party.kind, "country": party.country, "sector": party.sector})


def _figure(event: str, figure: FigureRow) -> Json:
    parts = (figure.measure, figure.unit or "", figure.whom or "")
    return {"id": _urn("figure", event, *parts), "type": "Figure", **known(figures.plain(figure))}


def _report(source: Source) -> Json:
    return known(
        {
            "id": _urn("report", source.report),
            "type": ["NewsArticle", "Entity"],
            "datePublished": source.published,
            "publisher": {"type": "Organization", "name": source.publisher} if source.publisher else None,
            "headline": source.title,
            "url": source.url,
            "wasDerivedFrom": _urn("report", source.copy_of) if source.copy_of else None,
        }
    )


# --- annotations --------------------------------------------------------------------------------------


def _telling(event: str, telling: TellingRow, quoted: Quote) -> Json:
    body = {
        "type": ["Telling", "Entity"],
        "eventType": telling.type,
        "mode": telling.mode,
        "factuality": telling.factuality,
        "startDate": telling.start,
        "endDate": telling.end,
        "place": telling.place,
        "confidence": telling.confidence,
    }
    return _annotation("identifying", event, telling, quoted, body)


def _claim(event: str, claim: ClaimRow, quoted: Quote, earlier: ClaimRow | None) -> Json:
    body = {
        "type": ["Claim", "Entity"],
        "measure": claim.measure,
        "unit": claim.unit,
        "counts": claim.counts,
        "low": number(claim.low),
        "best": number(claim.best),
        "high": number(claim.high),
        "hedge": claim.hedge,
        "factuality": claim.factuality,
        "wasRevisionOf": _urn("entry", earlier.report, earlier.entry) if earlier else None,
    }
    return _annotation("describing", event, claim, quoted, body)


def _annotation(
    motivation: str, event: str, told: TellingRow | ClaimRow, quoted: Quote, body: Mapping[str, object]
) -> Json:
    """An annotation of the quoted words of a report; its body, the entry, says where it comes from."""
    report = _urn("report", told.report)
    speaker = told.speaker and {"id": _urn("speaker", event, told.speaker), "type": _SPEAKER, "name": told.speaker}
    provenance = {"event": _urn("event", event), "wasQuotedFrom": report, "hadPrimarySource": speaker}
    return {
        "id": _urn("annotation", told.report, told.entry),
        "type": "Annotation",
        "motivation": motivation,
        "body": known({"id": _urn("entry", told.report, told.entry), **body, **provenance}),
        "target": {"type": "SpecificResource", "source": report, "selector": list(_selectors(quoted))},
    }


_SPEAKER = ("Agent", "Entity")  # PROV wants an entity for a primary source


def _selectors(quoted: Quote) -> Iterator[Json]:
    yield known({"type": "TextQuoteSelector", "exact": quoted.exact, "prefix": quoted.prefix, "suffix": quoted.suffix})
    if quoted.start is not None and quoted.end is not None:
        yield {"type": "TextPositionSelector", "start": quoted.start, "end": quoted.end}
