"""Which events are compared."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.link.events import actor, day, event, place

from dateline.link.blocks import WINDOW_DAYS, keys


def shared(a: object, b: object) -> set[str]:
    return set(keys(a)) & set(keys(b))  # type: ignore[arg-type]


def test_all_events_of_one_report_are_compared() -> None:
    assert shared(event(entry="e1"), event(entry="e2", type="CONSULT", mode=None, place=None, start=None, end=None))


def test_events_at_one_place_in_one_season_are_compared() -> None:
    assert shared(event("one"), event("two", start=day(23), end=day(23), mode=None, recipients=()))


def test_a_capture_and_an_arrest_of_one_person_are_compared() -> None:
    him = (actor("el shafee elsheikh", "person"),)
    told = event("one", type="ASSAULT", mode="abduct", recipients=him, place=None)
    assert shared(told, event("two", type="COERCE", mode="arrest", recipients=him, place=None))


def test_words_of_peace_and_deeds_of_war_are_not_compared() -> None:
    assert not shared(event("one"), event("two", type="AGREE", mode=None))


def test_nothing_in_common_shares_no_key() -> None:
    elsewhere = event("two", place=place("Kandahar", "AFG"), recipients=(), start=day(1), end=day(1))
    assert not shared(event("one"), elsewhere)


@settings(deadline=None)
@given(
    st.integers(min_value=0, max_value=WINDOW_DAYS // 2), st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 1, 1))
)
def test_events_within_half_a_window_always_share_a_key(days: int, first: datetime.date) -> None:
    then = first + datetime.timedelta(days=days)
    one = event("one", start=first, end=first, published=None, mode=None, recipients=())
    assert shared(one, event("two", start=then, end=then, published=None, mode=None, recipients=()))


def test_keys_are_sorted_and_each_stands_once() -> None:
    found = keys(event(actors=(actor("syrian army", country="SYR"), actor("army", country="SYR"))))
    assert list(found) == sorted(set(found))
