"""PLOVER JSON Lines, as the manual's chapter on JSON has them."""

from __future__ import annotations

import dataclasses
import datetime
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.samples import (
    ANY,
    ARMY,
    BARE,
    BOMBING,
    HAPPENINGS,
    NASTY,
    REBELS,
    TEXTS,
    THURSDAY,
    changed,
    claim,
    figure,
    losses,
    telling,
    written,
)  # fmt: skip

from dateline.export.plover import Plover
from dateline.ontology.plover import TYPES
from dateline.store.base import Happening, PartyRow


def records(*happenings: Happening) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(Plover(), *happenings).splitlines()]


def record(**changes: Any) -> dict[str, Any]:
    return records(changed(**changes))[0]


# --- what the manual requires -------------------------------------------------------------------------


def test_each_record_has_what_the_manual_requires() -> None:
    found = record()
    assert (found["id"], found["date"], found["enddate"]) == ("S1", "2019-02-21", "2019-02-21")
    assert found["event"] == ["ASSAULT"]
    assert found["actor"] == [{"code": "SYR", "sector": "REB", "entity_text": "Free Men", "kind": "group"}]
    assert found["recipient"] == [
        {"code": "SYR", "sector": "LAB", "entity_text": "oil workers", "kind": "population"}
    ]  # fmt: skip


def test_move_is_no_type_of_plovers_and_is_left_out_and_counted() -> None:
    lost = losses(Plover(), changed(type="MOVE", mode="flee"), BOMBING)
    assert lost.left_out == {"MOVE is no event type of PLOVER's": 1}
    assert lost.written == 1


def test_an_event_without_days_is_left_out_and_counted_for_no_day_is_made_up() -> None:
    assert records(BARE) == []
    assert losses(Plover(), BARE).left_out == {"no day is known, and PLOVER requires a date": 1}


def test_where_nobody_says_who_acted_the_actor_is_unidentified_and_that_is_said() -> None:
    found = record(actors=())
    assert found["actor"] == [{"sector": "UNK"}]
    assert found["comment"] == "no report says who acted"
    assert losses(Plover(), changed(actors=())).unfilled["actor"] == 1


@pytest.mark.parametrize("kind", ["AID", "COOPERATE", "SANCTION"])
def test_a_type_that_asks_for_a_recipient_says_where_none_is_told(kind: str) -> None:
    found = record(type=kind, mode=None, recipients=())
    assert "recipient" not in found
    assert found["comment"] == "no report says to whom"
    assert losses(Plover(), changed(type=kind, mode=None, recipients=())).unfilled["recipient"] == 1


def test_other_types_do_without_a_recipient_in_silence() -> None:
    assert "comment" not in record(recipients=())
    assert "recipient" not in losses(Plover(), changed(recipients=())).unfilled


# --- event, mode, context -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "modes"),
    [
        ("done", ["explosives"]),
        ("under way", ["explosives"]),
        ("announced", ["explosives", "future"]),
        ("possible", ["explosives", "hypothetical"]),
        ("denied", ["explosives", "negation"]),
    ],
)
def test_how_far_an_event_got_is_an_auxiliary_mode(status: str, modes: list[str]) -> None:
    found = record(status=status)
    assert found["mode"] == modes
    assert found["status"] == status


def test_what_is_first_told_more_than_a_year_later_is_historical() -> None:
    long_ago = datetime.date(2017, 2, 21)
    assert record(start=long_ago, end=long_ago)["mode"] == ["explosives", "historical"]
    assert record(start=long_ago, end=THURSDAY)["mode"] == ["explosives"]


def test_an_event_without_a_mode_has_none() -> None:
    assert "mode" not in record(mode=None)


def test_a_mode_that_plover_does_not_know_is_left_out_and_counted() -> None:
    assert "mode" not in record(mode="demo")
    assert losses(Plover(), changed(mode="demo")).not_held["mode ASSAULT-demo, which PLOVER does not know"] == 1


@pytest.mark.parametrize("mode", ["misinformation", "cyber"])
def test_the_two_modes_that_add_a_context_add_it(mode: str) -> None:
    assert record(type="COERCE", mode=mode)["context"] == [mode]


def test_a_context_that_is_not_known_is_not_made_up() -> None:
    assert "context" not in record()
    assert losses(Plover(), BOMBING).unfilled["context"] == 1


def test_quad_code_and_scale_are_the_manuals() -> None:
    assert (record()["quad_code"], record()["event_scale"]) == (4, -9)
    assert record(mode="drone")["event_scale"] == -9.5
    assert record(mode=None)["event_scale"] == -9
    assert record(type="PROTEST", mode="vandalize")["event_scale"] == -5


# --- who ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "country", "sector", "code", "became"),
    [
        ("Kosovo police", "XKX", "COP", "KOS", "COP"),
        ("protesters in Guadeloupe", "GLP", "OPP", "FRA", "OPP"),
        ("Polisario Front", "ESH", "REB", "MAR", "PRE"),
        ("the UN", None, "IGO", "UNO", None),
        ("European Commission", None, "IGO", "EUR", None),
        ("African Union", None, "IGO", "IGO", None),
        ("gunmen", None, "UAF", None, "UAF"),
        ("France", "FRA", None, "FRA", None),
    ],
)
def test_actors_have_plovers_codes(
    name: str, country: str | None, sector: str | None, code: str | None, became: str | None
) -> None:
    party = PartyRow(name=name, kind="group", country=country, sector=sector)
    (entity,) = record(actors=(party,))["actor"]
    assert (entity.get("code"), entity.get("sector"), entity["entity_text"]) == (code, became, name)


def test_codes_that_are_widened_or_missing_are_counted() -> None:
    french = PartyRow(name="protesters", kind="population", country="GLP", sector=None)
    nowhere = PartyRow(name="gunmen", kind="group", sector="UAF")
    lost = losses(Plover(), changed(actors=(french, nowhere)))
    assert lost.coarsened == {("GLP", "FRA"): 1}
    assert lost.unfilled["actor.code"] == lost.unfilled["actor.sector"] == 1


def test_both_sides_of_a_fight_are_actors() -> None:
    found = record(actors=(REBELS, ARMY), recipients=())
    assert [entity["entity_text"] for entity in found["actor"]] == ["Free Men", "Syrian army"]
    assert "recipient" not in found


# --- where --------------------------------------------------------------------------------------------


def test_the_place_is_given_with_its_resolution() -> None:
    assert record()["event_loc"] == {
        "extracted_place": "Azmarin", "lat": 36.0, "lon": 36.5, "province": "Idlib", "country": "Syria",
        "country_code": "SYR", "resolution": 4,
    }  # fmt: skip


@pytest.mark.parametrize(("precision", "resolution"), [(1, 4), (2, 3), (3, 3), (4, 2), (5, 1), (6, 1), (7, None)])
def test_resolution_follows_from_the_precision_of_the_place(precision: int, resolution: int | None) -> None:
    assert record(precision=precision)["event_loc"].get("resolution") == resolution


def test_a_place_that_nobody_tells_is_absent_and_counted() -> None:
    nowhere = {"place": None, "country": None, "admin1": None, "lat": None, "lon": None, "precision": None}
    assert "event_loc" not in record(**nowhere)
    assert losses(Plover(), changed(**nowhere)).unfilled["event_loc"] == 1
    assert losses(Plover(), changed(lat=None)).unfilled["event_loc.lat, event_loc.lon"] == 1


# --- how many -----------------------------------------------------------------------------------------


def test_size_has_the_best_figures_of_the_dead_the_injured_and_the_arrested() -> None:
    told = (figure("killed", 14, 14, 20), figure("injured", 3, 5, 5), figure("detained", 2, 2, 2))
    assert record(figures=told)["size"] == {"dead": 14, "injured": 5, "arrested": 2}


def test_size_counts_people_in_general_before_a_side() -> None:
    assert record()["size"] == {"dead": 14}
    assert record(figures=(figure("killed", 9, 9, 9, whom="REB of SYR"),))["size"] == {"dead": 9}


def test_dozens_have_no_size_but_keep_their_lowest_figure() -> None:
    found = record(figures=(figure("killed", 24, None, None, more=True),))
    assert "size" not in found
    assert (found["figures"][0]["low"], found["figures"][0]["best"]) == (24, None)


# --- whose words --------------------------------------------------------------------------------------


def test_text_info_has_the_offsets_of_the_trigger_and_its_sentence_never_the_whole_text() -> None:
    found = record()
    for info, words in zip(found["text_info"], found["event_text"], strict=True):
        text = TEXTS[info["citation"]]
        assert text[info["start"] : info["end"]] == words == "car bomb"
    second = found["text_info"][1]["text_story"]
    assert second == ["The car bomb in Azmarin killed at least 20 people, residents said."]
    assert second[0] != TEXTS["two"]
    assert "text" not in found


def test_each_telling_keeps_who_said_so_and_whether_as_a_fact() -> None:
    denied = telling("one", "e1", "car bomb", factuality="negated", speaker="Army")
    (info,) = record(tellings=(denied,))["text_info"]
    assert (info["factuality"], info["speaker"]) == ("negated", "Army")


def test_each_report_is_cited_once() -> None:
    again = telling("one", "e2", "killed")
    found = record(tellings=(*BOMBING.tellings, again))["cite_info"]
    assert [cite["citation"] for cite in found] == ["one", "two", "three"]
    assert found[0] == {
        "citation": "one", "url": "https://example.org/one", "title": "A bomb", "publication": "Example Press",
        "date": "2019-02-22", "codebook": "PLOVER, draft 2.0",
    }  # fmt: skip


def test_a_report_that_only_a_claim_comes_from_is_cited_too() -> None:
    found = record(tellings=(), claims=(claim("two", "f1", "at least 20 people", 20.0),))
    assert [cite["citation"] for cite in found["cite_info"]] == ["two"]
    assert losses(Plover(), BOMBING).not_held == {"words and speaker of each figure": 1}


# --- any events ---------------------------------------------------------------------------------------


def test_nasty_words_come_back_whole_on_one_line_without_a_tag() -> None:
    data = written(Plover(), changed(tellings=(telling("one", "e1", "car bomb", sentence=NASTY),)))
    assert data.count(b"\n") == 1
    assert b"<script" not in data
    assert json.loads(data)["text_info"][0]["text_story"] == [NASTY]


@given(st.lists(HAPPENINGS, max_size=2))
@ANY
def test_any_event_is_written_or_counted_with_the_reason(happenings: list[Happening]) -> None:
    found, lost = records(*happenings), losses(Plover(), *happenings)
    assert lost.written == len(found)
    assert len(found) + lost.left_out.total() == len(happenings)


@given(HAPPENINGS)
@ANY
def test_any_record_keeps_days_place_and_figures_and_uses_the_manuals_codes(happening: Happening) -> None:
    for found in records(happening):
        event = happening.event
        assert found["date"] == str(event.start)
        assert found.get("enddate") == (str(event.end) if event.end else None)
        place = found.get("event_loc", {})
        assert (place.get("lat"), place.get("lon")) == (event.lat, event.lon)
        assert [(f["low"], f["best"], f["high"]) for f in found.get("figures", [])] == [
            (f.low, f.best, f.high) for f in happening.figures
        ]
        (kind,) = found["event"]
        modes = {mode.name for mode in TYPES[kind].modes} | {"future", "hypothetical", "negation", "historical"}
        assert set(found.get("mode", [])) <= modes
        assert found["actor"]


def test_the_same_events_give_the_same_bytes() -> None:
    assert written(Plover(), BOMBING) == written(Plover(), dataclasses.replace(BOMBING))
