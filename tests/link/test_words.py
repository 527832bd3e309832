"""Stems and how rare they are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.link.words import capitalised, folded, rarity, stems


def test_forms_of_a_word_have_one_stem() -> None:
    assert stems("bombing bombed bombs") == stems("The bomb")


def test_possessives_and_accents_do_not_matter() -> None:
    assert stems("Erdoğan’s army") == stems("erdogan army")


def test_words_that_name_begin_with_a_capital() -> None:
    assert capitalised("the eastern outskirts of Ghouta") == {"ghouta"}


def test_common_words_are_common_and_unknown_ones_rare() -> None:
    assert rarity("the") < 0.05 < rarity("attack") < rarity("qwertzuiop") == 1.0


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = folded(text.removeprefix("the "))
    assert folded(once).replace("the ", "") == once.replace("the ", "")
