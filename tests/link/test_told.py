"""What people decided, made consistent."""

from __future__ import annotations

from tests.link.events import decision, event

from dateline.link.told import told

A, B, C = (event(name) for name in "abc")
PLACES = {A.id: 0, B.id: 1, C.id: 2}


def test_what_is_the_same_through_others_is_one_set() -> None:
    found = told([decision("same", C, B), decision("same", A, B)], PLACES)
    assert found.same == ((0, 1, 2),) and not found.different


def test_a_later_difference_gives_up_the_older_of_the_links_between() -> None:
    decisions = [decision("same", A, B, hours=1), decision("same", B, C, hours=2), decision("different", C, A, hours=3)]
    found = told(decisions, PLACES)
    assert found.same == ((1, 2),) and found.different == {(0, 2)}


def test_a_later_link_overrules_an_older_difference() -> None:
    found = told([decision("different", A, B, hours=1), decision("same", B, A, hours=2)], PLACES)
    assert found.same == ((0, 1),) and not found.different


def test_an_event_is_never_told_from_itself() -> None:
    assert told([decision("different", A, A)], PLACES) == told([], PLACES)
