"""Whose words these are."""

from __future__ import annotations

from dateline.attribute import Sources, is_quotation
from dateline.record import Span, Statement


def quoted(text: str, words: str) -> bool:
    start = text.index(words)
    return is_quotation((Span(start, start + len(words)),), text)


def test_words_in_quotation_marks_are_a_quotation() -> None:
    assert quoted('He said: "They left."', "They left.")
    assert quoted("“They left,” he said.", "They left")


def test_reported_speech_is_none() -> None:
    assert not quoted("He said that they left the town.", "they left the town")


def test_a_quotation_that_follows_reported_words_is_not_theirs() -> None:
    text = "Her sisters say they were told nothing. “We only want her back,” her aunt said."
    assert not quoted(text, "they were told nothing")


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert not quoted("The rebels' leader said the rebels' men left.", "men left")


def test_a_sentence_inside_a_long_quotation_is_a_quotation_without_marks_of_its_own() -> None:
    assert quoted("“They came. They left the town. We stayed,” he said.", "They left the town")


def statement(id: str, start: int, end: int) -> Statement:
    return Statement(id=id, content=(Span(start, end),))


def test_an_event_outside_all_statements_is_the_reports_own() -> None:
    assert Sources([statement("s1", 0, 40)]).of(Span(50, 55)) is None


def test_of_nested_statements_the_innermost_holds() -> None:
    assert Sources([statement("s1", 0, 40), statement("s2", 10, 20)]).of(Span(12, 15)) == "s2"


def test_a_statement_that_ended_before_holds_nothing() -> None:
    assert Sources([statement("s1", 0, 40), statement("s2", 45, 48)]).of(Span(42, 44)) is None
    assert Sources([]).of(Span(0, 1)) is None
