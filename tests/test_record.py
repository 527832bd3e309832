"""The record: JSON in and out, checks, rows."""

from __future__ import annotations

import dataclasses
import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.record import TABLES, DatelineError, Record, RecordError, Report, Segment, Span, parse_day


def test_json_read_back_gives_the_same_record(sample: Record) -> None:
    assert Record.from_json(sample.to_json()) == sample
    assert Record.from_json(sample.to_json(indent=2)) == sample


def test_the_same_record_gives_the_same_bytes(sample: Record) -> None:
    assert sample.to_json() == Record.from_json(sample.to_json()).to_json()


def test_json_holds_every_field_even_when_unknown(sample: Record) -> None:
    data = json.loads(sample.to_json())
    assert list(data) == [field.name for field in dataclasses.fields(Record)]
    assert data["events"][1] == {
        "id": "e2", "type": "ASSAULT", "mode": None, "trigger": {"start": 112, "end": 120}, "actors": ["a2"],
        "recipients": [], "place": None, "time": None, "factuality": "negated", "source": "s2", "figures": [],
        "confidence": 1.0,
    }  # fmt: skip
    assert sample.report.text[112:120] == "attacked"
    assert data["report"]["date"] == "2019-02-22"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("format",), "dateline-record/9", "format: expected 'dateline-record/1', found 'dateline-record/9'"),
        (("events", 0, "trigger", "start"), "7", "events[0].trigger.start: expected int, found '7'"),
        (("events", 0, "factuality"), "maybe", "events[0].factuality: expected one of actual, future"),
        (("events", 0, "place"), "p9", "events[0].place: places has no entry with the id 'p9'"),
        (("events", 0, "actors"), "a1", "events[0].actors: expected a list, found 'a1'"),
        (("events", 0, "actors"), ["a9"], "events[0].actors: actors has no entry with the id 'a9'"),
        (("events", 0, "actors"), ["p1"], "events[0].actors: actors has no entry with the id 'p1'"),
        (("events", 0, "recipients"), ["e1"], "events[0].recipients: actors has no entry with the id 'e1'"),
        (("events", 0, "place"), "a1", "events[0].place: places has no entry with the id 'a1'"),
        (("events", 0, "source"), "a1", "events[0].source: statements has no entry with the id 'a1'"),
        (("events", 0, "figures"), ["e1"], "events[0].figures: figures has no entry with the id 'e1'"),
        (("figures", 0, "actor"), "p1", "figures[0].actor: actors has no entry with the id 'p1'"),
        (("figures", 0, "place"), "a1", "figures[0].place: places has no entry with the id 'a1'"),
        (("figures", 0, "source"), "f1", "figures[0].source: statements has no entry with the id 'f1'"),
        (("figures", 0, "event"), "s1", "figures[0].event: events has no entry with the id 's1'"),
        (("statements", 0, "speaker"), "p1", "statements[0].speaker: actors has no entry with the id 'p1'"),
        (("segments", 0, "start"), 1, "segments[0].start: expected 0, found 1; segments leave no gaps"),
        (("segments", 0, "end"), 5, "segments[1].start: expected 5"),
        (("segments", 1, "end"), 180, "segments: they end at 180, the text at"),
        (("segments",), [], "segments: they end at 0, the text at"),
        (("events", 1, "id"), "e1", "events[1].id: 'e1' is used twice"),
        (("figures", 0, "low"), "20", "figures[0].low: expected a number, found '20'"),
        (("figures", 0, "text", "end"), 9999, "is outside the text of"),
        (("report", "date"), "22/02/2019", "report.date: expected a date as YYYY-MM-DD, found '22/02/2019'"),
        (("report", "date"), "20190222", "report.date: expected a date as YYYY-MM-DD, found '20190222'"),
        (("report", "date"), "2019-W08-5", "report.date: expected a date as YYYY-MM-DD, found '2019-W08-5'"),
        (("events", 0, "confidence"), True, "events[0].confidence: expected float, found True"),
        (("events", 0, "confidence"), 10**400, "events[0].confidence: expected float, found a number too large"),
        (("statements", 0, "direct"), 1, "statements[0].direct: expected bool, found 1"),
        (("sentences", 0), None, "sentences[0]: expected an object, found None"),
        (("surprise",), 1, "surprise: the format has no such field"),
    ],
)
def test_a_fault_is_named_with_its_place(
    sample: Record, path: tuple[str | int, ...], value: object, message: str
) -> None:
    data = sample.to_dict()
    target = data
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    with pytest.raises(RecordError) as caught:
        Record.from_dict(data)
    assert message in str(caught.value)


def test_a_missing_field_is_named(sample: Record) -> None:
    data = sample.to_dict()
    del data["events"][2]["mode"]
    with pytest.raises(RecordError, match=r"events\[2\]\.mode: missing"):
        Record.from_dict(data)


def test_segments_in_another_order_are_a_fault(sample: Record) -> None:
    with pytest.raises(RecordError, match=r"segments\[0\]\.start: expected 0"):
        dataclasses.replace(sample, segments=sample.segments[::-1]).check()


def test_an_empty_text_needs_no_segment() -> None:
    Record(report=Report(id="r", text="")).check()


def test_whole_numbers_are_read_where_other_numbers_stand(sample: Record) -> None:
    data = sample.to_dict()
    data["events"][0]["confidence"] = 1
    data["places"][0]["lat"] = 34
    record = Record.from_dict(data)
    assert [repr(number) for number in (record.events[0].confidence, record.places[0].lat)] == ["1.0", "34.0"]


@pytest.mark.parametrize(
    "words",
    ["20190222", "2019-W08-5", "2019-2-22", "2019-02-30", "２０１９-02-22", "2019-02-22T10:11", "", 20190222, None],
)
def test_a_day_has_one_form_only(words: object) -> None:
    assert parse_day("2019-02-22") == datetime.date(2019, 2, 22)
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        parse_day(words)


def test_a_report_has_no_language_until_somebody_tells_it() -> None:
    assert Report(id="r", text="x").language is None


def test_text_that_is_no_json_is_a_record_error() -> None:
    with pytest.raises(DatelineError, match="not JSON"):
        Record.from_json("{")
    with pytest.raises(RecordError, match="not JSON"):
        Record.from_json("9" * 5000)
    with pytest.raises(RecordError, match="not JSON"):
        Record.from_json("[" * 100_000)
    with pytest.raises(RecordError, match="record: expected an object"):
        Record.from_json("[]")


def test_rows_carry_words_and_names_beside_ids(sample: Record) -> None:
    bomb = sample.rows("events")[0]
    assert bomb["report"] == "sample-1"
    assert bomb["trigger"] == "car bomb"
    assert bomb["recipients"] == ["people killed by the bomb"]
    assert bomb["place"] == "the oil field"
    assert bomb["start"] == bomb["end"] == datetime.date(2019, 2, 21)
    assert bomb["speaker"] == "Army"
    assert sample.rows("figures")[0]["text"] == "at least 20 people"
    assert sample.rows("statements")[1]["content"] == "they had attacked the town"


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_rows_of_one_shape(sample: Record, table: str) -> None:
    rows = sample.rows(table)
    assert len(rows) == len(getattr(sample, table))
    assert len({tuple(row) for row in rows}) == 1


def test_an_unknown_table_is_refused_with_the_known_ones(sample: Record) -> None:
    with pytest.raises(ValueError, match="no table 'verbs'; there are actors, places, events"):
        sample.rows("verbs")


def test_repr_says_what_the_record_holds(sample: Record) -> None:
    assert repr(sample) == ("<Record sample-1 (2019-02-22): 3 actors, 2 places, 4 events, 2 figures, 2 statements>")


def test_records_cannot_be_edited_in_place(sample: Record) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        sample.report.text = "other"  # type: ignore[misc]


@given(text=st.text(), start=st.integers(0, 40), end=st.integers(0, 40))
def test_a_span_is_accepted_exactly_when_it_lies_in_the_text(text: str, start: int, end: int) -> None:
    whole = (Segment(kind="body", start=0, end=len(text)),) if text else ()
    record = Record(report=Report(id="r", text=text), segments=whole, sentences=(Span(start, end),))
    if start <= end <= len(text):
        record.check()
        assert Record.from_json(record.to_json()) == record
    else:
        with pytest.raises(RecordError, match=r"sentences\[0\]"):
            record.check()


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_spans_overlap_when_they_share_a_character(a: int, b: int, c: int, d: int) -> None:
    one, other = Span(*sorted((a, b))), Span(*sorted((c, d)))
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    if one.start < one.end and other.start < other.end:
        assert one.overlaps(other) == bool(shared)
    assert one.covers(other) == (one.start <= other.start and other.end <= one.end)
