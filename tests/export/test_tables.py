"""The casefile's own tables as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st
from tests.export import samples
from tests.export.samples import BARE, BOMBING

from dateline.export.tables import COLUMNS, Csv, Json
from dateline.store.base import Happening


def rows(*happenings: Happening) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(samples.written(Csv(), *happenings).decode(), newline="")))


def test_csv_has_a_row_for_each_claim_with_its_event_words_speaker_and_offsets() -> None:
    found = rows(BOMBING)
    assert len(found) == len(BOMBING.claims)
    first = found[0]
    assert tuple(first) == COLUMNS
    assert (first["event"], first["type"], first["start"], first["place"]) == ("S1", "ASSAULT", "2019-02-21", "Azmarin")
    assert (first["words"], first["speaker"], first["best"]) == ("12 people", "Health Ministry", "12")
    text = samples.TEXTS["one"]
    assert text[int(first["at_start"]) : int(first["at_end"])] == "12 people"


def test_csv_counts_events_of_which_no_figure_is_told() -> None:
    lost = samples.losses(Csv(), BOMBING, BARE)
    assert lost.written == len(BOMBING.claims)
    assert lost.left_out == {"no report tells a figure of it": 1}


def test_csv_of_nothing_still_names_its_columns() -> None:
    assert samples.written(Csv()).decode() == ",".join(COLUMNS) + "\n"


def test_json_holds_each_event_with_all_that_is_behind_it() -> None:
    bombing, bare = json.loads(samples.written(Json(), BOMBING, BARE))
    assert (bombing["id"], bombing["start"], bombing["killed_high"]) == ("S1", "2019-02-21", 20)
    assert bombing["actors"] == [{"name": "Free Men", "kind": "group", "country": "SYR", "sector": "REB"}]
    assert [claim["words"] for claim in bombing["claims"]] == [claim.words for claim in BOMBING.claims]
    assert [telling["sentence"] for telling in bombing["tellings"]] == [t.sentence for t in BOMBING.tellings]
    assert [figure["whom"] for figure in bombing["figures"]] == [None, "REB of SYR"]
    assert "event" not in bombing["claims"][0]
    assert bare["claims"] == []


def test_json_of_nothing_is_an_empty_array() -> None:
    assert json.loads(samples.written(Json())) == []


@given(st.lists(samples.HAPPENINGS, max_size=3))
def test_any_events_come_back_from_json_and_csv(found: list[Happening]) -> None:
    assert [event["id"] for event in json.loads(samples.written(Json(), *found))] == [h.event.id for h in found]
    assert len(rows(*found)) == sum(len(h.claims) for h in found) == samples.losses(Csv(), *found).written
