"""What a report tells of where it is set is counted once and serves places and actors."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.record import Span
from dateline.resolve import setting as stage
from dateline.resolve.places import ToponymMention, resolve_places
from dateline.resolve.setting import Setting, country_of_province

TEXT = "Syrian rebels held Jubar. Syria's army shelled Syria's capital, Damascus, a Lebanese reporter said."


def test_the_country_is_the_one_spoken_of_most_and_twice_at_least():
    assert Setting.of(TEXT).country == "SYR"
    assert Setting.of("A Lebanese reporter spoke.").country is None


def test_assad_in_ambassador_is_no_sign_of_syria():
    assert Setting.of("The ambassador spoke to ambassadors.").country is None


def test_a_name_is_no_evidence_for_itself():
    setting = Setting.of("Turkey, Turkey, Turkey.")
    assert setting.weight("TUR") > 0.6
    assert setting.weight("TUR", "turkey") == 0
    assert not setting.is_firm("turkey")


def test_provinces_belong_to_their_countries():
    assert country_of_province("SY.07") == "SYR"
    assert Setting.of("in Nangarhar").counts == {"AF.18": 1, "AFG": 1}


def test_with_the_setting_at_hand_the_text_is_not_searched_again(monkeypatch):
    setting = Setting.of(TEXT)
    mentions = [ToponymMention("Jubar", (Span(19, 24),)), ToponymMention("Damascus")]
    expected = resolve_places(mentions, TEXT)
    monkeypatch.setattr(stage, "CAPITALS", None)
    assert resolve_places(mentions, TEXT, setting=setting) == expected


@pytest.mark.parametrize("code", ["", "XX.01"])
def test_what_is_never_spoken_of_weighs_nothing(code):
    assert Setting.of(TEXT).weight(code) == 0


@settings(deadline=None)  # the first call reads the tables
@given(st.text())
def test_any_text_has_a_setting(text):
    setting = Setting.of(text)
    assert all(0 <= setting.weight(code) < 1 for code in setting.counts)
    setting.main_country()
