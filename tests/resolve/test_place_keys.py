"""Spellings of one name have one key, folded alone or with many others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.place_keys import key_of, keys_of, rough_key_of, rough_keys_of, without_division_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "DEIR EZZOR"),
        ("St. Louis", "Saint Louis"),
        ("North Ft. Myers", "North Fort Myers"),
        ("Şanlıurfa", "Sanliurfa"),
        ("Karbalāʼ", "Karbala"),
        ("Ra’s al-Ayn", "Ras al Ayn"),
        ("Łódź", "Lodz"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize("name", ["East London", "Brest", "Most"])
def test_only_words_of_their_own_are_written_out(name):
    assert key_of(name) == name.lower().replace(" ", "")


def test_names_that_sound_alike_have_one_rough_key():
    assert rough_key_of(key_of("Jisreen")) == rough_key_of(key_of("Jisrīn"))
    assert rough_key_of("ab") == ""


def test_a_division_word_goes_before_or_behind_the_name():
    assert key_of(without_division_word("Idlib Governorate")) == key_of(without_division_word("Province of Idlib"))


@given(st.text())
def test_a_key_holds_letters_and_digits_alone(text):
    assert all(character.isalnum() for character in key_of(text))
    rough_key_of(key_of(text))


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters="\t\n")).map(lambda name: " ".join(name.split())), min_size=1)
    )
)
def test_many_names_fold_as_each_does_alone(lines):
    assert list(keys_of(lines)) == [[key_of(name) for name in names] for names in lines]


@given(st.lists(st.text().map(key_of)))
def test_many_keys_are_roughened_as_each_is_alone(keys):
    assert rough_keys_of(keys) == [rough_key_of(key) for key in keys]
