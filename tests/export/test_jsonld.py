"""JSON-LD: Web Annotation and PROV, read back with rdflib and without a network."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from tests.export.samples import ANY, BARE, BOMBING, HAPPENINGS, NASTY, TEXTS, changed, claim, losses, telling, written

from dateline.export.jsonld import JsonLd
from dateline.store.base import Happening

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own, in its reader

OA = Namespace("http://www.w3.org/ns/oa#")
PROV = Namespace("http://www.w3.org/ns/prov#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SCHEMA = Namespace("https://schema.org/")
TERM = Namespace("urn:dateline:term:")
EVENT = URIRef("urn:dateline:event:S1")


def graph(*happenings: Happening) -> Graph:
    return Graph().parse(data=written(JsonLd(), *happenings), format="json-ld")


def document(*happenings: Happening) -> Any:
    return json.loads(written(JsonLd(), *happenings))


def node(id: str, *happenings: Happening) -> dict[str, Any]:
    return next(node for node in document(*happenings)["@graph"] if node["id"] == id)


def entry(name: str) -> URIRef:
    return URIRef(f"urn:dateline:entry:{name}")


def selectors(found: Graph, annotation: Any) -> dict[Any, Any]:
    target = found.value(annotation, OA.hasTarget)
    return {found.value(selector, RDF.type): selector for selector in found.objects(target, OA.hasSelector)}


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("reading it must fetch nothing")

    monkeypatch.setattr(socket.socket, "connect", refuse)


# --- annotations --------------------------------------------------------------------------------------


def test_each_telling_and_each_claim_is_an_annotation(no_network: None) -> None:
    found = graph(BOMBING)
    annotations = set(found.subjects(RDF.type, OA.Annotation))
    assert len(annotations) == len(BOMBING.tellings) + len(BOMBING.claims)
    assert {found.value(a, OA.motivatedBy) for a in annotations} == {OA.describing, OA.identifying}


def test_both_selectors_give_the_words_of_the_report() -> None:
    found = graph(BOMBING)
    for annotation in found.subjects(RDF.type, OA.Annotation):
        report = str(found.value(found.value(annotation, OA.hasTarget), OA.hasSource)).rpartition(":")[2]
        both = selectors(found, annotation)
        quote, position = both[OA.TextQuoteSelector], both[OA.TextPositionSelector]
        start, end = (int(found.value(position, bound)) for bound in (OA.start, OA.end))
        words = str(found.value(quote, OA.exact))
        assert TEXTS[report][start:end] == words


def test_the_words_around_are_those_of_the_sentence() -> None:
    quote, _ = node("urn:dateline:annotation:one:f1", BOMBING)["target"]["selector"]
    assert quote["prefix"] + quote["exact"] + quote["suffix"] == TEXTS["one"][:68]


def test_offsets_are_non_negative_integers_and_days_are_dates() -> None:
    found = graph(BOMBING)
    assert {offset.datatype for offset in found.objects(None, OA.start)} == {XSD.nonNegativeInteger}
    assert found.value(EVENT, SCHEMA.startDate) == Literal("2019-02-21", datatype=XSD.date)


def test_words_whose_place_is_not_known_have_only_a_quote() -> None:
    nowhere = claim("one", "f1", "12 people", 12.0, at_start=None, at_end=None)
    happening = changed(claims=(nowhere,), tellings=())
    (selector,) = node("urn:dateline:annotation:one:f1", happening)["target"]["selector"]
    assert selector == {"type": "TextQuoteSelector", "exact": "12 people"}
    assert losses(JsonLd(), happening).unfilled == {"offsets of a figure's words": 1}


# --- provenance ---------------------------------------------------------------------------------------


def test_a_figure_was_quoted_from_its_report() -> None:
    assert graph(BOMBING).value(entry("one:f1"), PROV.wasQuotedFrom) == URIRef("urn:dateline:report:one")


def test_the_speaker_is_the_primary_source_where_one_is_told() -> None:
    found = graph(BOMBING)
    speaker = found.value(entry("two:f1"), PROV.hadPrimarySource)
    assert found.value(speaker, SCHEMA.name) == Literal("residents")
    assert set(found.objects(speaker, RDF.type)) == {PROV.Agent, PROV.Entity}
    assert found.value(entry("two:e1"), PROV.hadPrimarySource) is None


def test_a_later_figure_of_the_same_source_is_a_revision_of_the_earlier() -> None:
    found = graph(BOMBING)
    assert set(found.subject_objects(PROV.wasRevisionOf)) == {(entry("three:f1"), entry("one:f1"))}


def test_a_copied_report_was_derived_from_the_other() -> None:
    copied = telling("two", "e1", "car bomb", copy_of="one")
    found = graph(changed(tellings=(copied,), claims=()))
    assert set(found.subject_objects(PROV.wasDerivedFrom)) == {
        (URIRef("urn:dateline:report:two"), URIRef("urn:dateline:report:one"))
    }


def test_every_entry_leads_to_its_event() -> None:
    assert len(set(graph(BOMBING).subjects(TERM.event, EVENT))) == 7


# --- what is told -------------------------------------------------------------------------------------


def test_a_claim_keeps_its_numbers_and_hedge() -> None:
    body = node("urn:dateline:annotation:two:f1", BOMBING)["body"]
    assert (body["measure"], body["low"], body["best"], body["hedge"]) == ("killed", 20, 20, "over")
    assert "high" not in body


def test_a_telling_keeps_type_factuality_and_confidence() -> None:
    body = node("urn:dateline:annotation:one:e1", BOMBING)["body"]
    assert (body["eventType"], body["mode"], body["factuality"]) == ("ASSAULT", "explosives", "actual")
    assert body["confidence"] == 0.9


def test_the_event_has_its_days_place_parties_and_figures() -> None:
    found = graph(BOMBING)
    place = found.value(EVENT, SCHEMA.location)
    assert (found.value(place, SCHEMA.latitude).toPython(), found.value(place, SCHEMA.longitude).toPython()) == (
        36,
        36.5,
    )
    assert found.value(place, SCHEMA.name) == Literal("Azmarin")
    assert found.value(found.value(EVENT, TERM.actor), SCHEMA.name) == Literal("Free Men")
    best = {found.value(figure, TERM.best).toPython() for figure in found.objects(EVENT, TERM.figure)}
    assert best == {14, 9}


def test_a_report_is_described_once_in_an_event_with_day_publisher_and_address() -> None:
    found = [node for node in document(BOMBING)["@graph"] if node["id"] == "urn:dateline:report:one"]
    assert found == [
        {
            "id": "urn:dateline:report:one", "type": ["NewsArticle", "Entity"], "datePublished": "2019-02-22",
            "publisher": {"type": "Organization", "name": "Example Press"}, "headline": "A bomb",
            "url": "https://example.org/one",
        }
    ]  # fmt: skip


def test_an_event_of_which_little_is_known_is_kept() -> None:
    assert document(BARE)["@graph"] == [
        {
            "id": "urn:dateline:event:S2", "type": ["Event", "Entity"], "eventType": "PROTEST", "reports": 0,
            "mentions": 0,
        }
    ]  # fmt: skip
    assert document()["@graph"] == []


# --- any words ----------------------------------------------------------------------------------------


def test_nasty_words_come_back_whole_and_hold_no_tag() -> None:
    nasty = changed(claims=(claim("one", "f1", "12 people", 12.0, words=NASTY, speaker=NASTY),), tellings=())
    data = written(JsonLd(), nasty)
    assert b"<script" not in data
    found = graph(nasty)
    assert list(found.objects(None, OA.exact)) == [Literal(NASTY)]


def test_a_report_id_of_any_characters_makes_a_valid_name() -> None:
    odd = claim("one", "f1", "12 people", 12.0, report="a b<>:#/%\u2028é")
    assert node("urn:dateline:annotation:a%20b%3C%3E%3A%23%2F%25%E2%80%A8%C3%A9:f1", changed(claims=(odd,)))


@given(st.lists(HAPPENINGS, max_size=2, unique_by=lambda happening: happening.event.id))
@ANY
def test_any_events_come_back_from_rdflib_with_all_their_annotations(happenings: list[Happening]) -> None:
    found = graph(*happenings)
    told = {(t.report, t.entry) for h in happenings for t in (*h.tellings, *h.claims)}
    assert len(set(found.subjects(RDF.type, OA.Annotation))) == len(told)
    assert len(set(found.subjects(RDF.type, SCHEMA.Event))) == len(happenings)
    exact = {str(words) for words in found.objects(None, OA.exact)}
    assert exact == {t.words for h in happenings for t in (*h.tellings, *h.claims)}
    for happening in happenings:
        event = happening.event
        days = found.value(URIRef(f"urn:dateline:event:{event.id}"), SCHEMA.startDate)
        assert (days and str(days)) == (event.start and event.start.isoformat())


def test_the_same_events_give_the_same_bytes() -> None:
    assert written(JsonLd(), BOMBING, BARE) == written(JsonLd(), BOMBING, BARE)
