"""The words that are quoted, and what surrounds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.export.samples import ANY, BOMBING, HAPPENINGS, TEXTS, changed, claim, telling

from dateline.export.quotes import Quote, quotes
from dateline.store.base import Happening, TellingRow


def test_every_quote_stands_in_its_report_with_its_surroundings() -> None:
    found = quotes(BOMBING)
    assert [key for key, quote in found.items() if quote.prefix is None] == [("two", "f2")]
    for (report, _), quote in found.items():
        if quote.prefix is None or quote.suffix is None or quote.start is None:
            continue
        around = quote.prefix + quote.exact + quote.suffix
        assert TEXTS[report].index(around) == quote.start - len(quote.prefix)


def test_a_figure_takes_its_surroundings_from_the_sentence_of_a_telling() -> None:
    quote = quotes(BOMBING)["one", "f1"]
    assert quote.prefix == "BEIRUT – A car bomb killed "
    assert quote.suffix == " in Azmarin on Thursday, the hea"


def test_surroundings_end_with_the_sentence() -> None:
    second = quotes(BOMBING)["two", "e1"]
    assert (second.prefix, second.suffix) == ("The ", " in Azmarin killed at least 20 p")


def test_surroundings_are_cut_to_32_characters() -> None:
    long = "x" * 100 + "bomb" + "y" * 100
    (quote,) = quotes(changed(claims=(), tellings=(_told(long, at=100),))).values()
    assert (quote.prefix, quote.suffix) == ("x" * 32, "y" * 32)


def test_where_the_trigger_stands_twice_in_its_sentence_nothing_around_it_is_claimed() -> None:
    (quote,) = quotes(changed(claims=(), tellings=(_told("a bomb and a bomb", at=13),))).values()
    assert quote == Quote(exact="bomb", start=13, end=17)


def test_a_figure_of_a_sentence_that_tells_no_event_keeps_its_words_and_offsets() -> None:
    alone = claim("two", "f2", "Nine militants", 9.0)
    assert quotes(changed(claims=(alone,)))["two", "f2"] == Quote(
        exact="Nine militants", start=alone.at_start, end=alone.at_end
    )


def test_a_figure_without_offsets_keeps_its_words() -> None:
    nowhere = claim("one", "f1", "12 people", 12.0, at_start=None, at_end=None)
    assert quotes(changed(claims=(nowhere,)))["one", "f1"] == Quote(exact="12 people")


@pytest.mark.parametrize("words", ["bomb", "💥 bomb", "قنبلة", "炸弹"])
def test_offsets_count_code_points_in_any_script(words: str) -> None:
    sentence = f"🕊️ شمال: {words} 東京"
    told = _told(sentence, at=sentence.index(words), words=words)
    (quote,) = quotes(changed(claims=(), tellings=(told,))).values()
    assert quote.prefix is not None and quote.suffix is not None
    assert quote.prefix + quote.exact + quote.suffix == sentence


@given(HAPPENINGS)
@ANY
def test_any_telling_and_claim_has_a_quote_of_its_own_words(happening: Happening) -> None:
    found = quotes(happening)
    for entry in (*happening.tellings, *happening.claims):
        assert found[entry.report, entry.entry].exact == entry.words


def _told(sentence: str, *, at: int, words: str = "bomb") -> TellingRow:
    return telling("one", "e1", "car bomb", sentence=sentence, words=words, at_start=at, at_end=at + len(words))
