"""How far two reviewers agree, and what is settled."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.records import NOW, Told, record

from dateline.record import Event
from dateline.review import Act, Review
from dateline.review.agreement import agreement, settled

(EVENT,) = record("a", Told()).events


def say(by: str, act: Act, entry: str = "e1", payload: Event | None = None, *, settles: bool = False) -> Review:
    say.number += 1  # type: ignore[attr-defined]  # counts as it goes
    return Review(
        number=say.number,  # type: ignore[attr-defined]
        report="a", version=1, table="events", entry=entry, act=act, payload=payload, by=by, at=NOW, settles=settles,
    )  # fmt: skip


say.number = 0  # type: ignore[attr-defined]


def test_kappa_is_cohens() -> None:
    # 20 accepted by both, 5 by the first alone, 10 by the second alone, 15 rejected by both: share 0.7, kappa 0.4.
    acts: list[tuple[Act, Act]] = [("accept", "accept")] * 20 + [("accept", "reject")] * 5
    acts += [("reject", "accept")] * 10 + [("reject", "reject")] * 15
    found = agreement(
        [say("a", act, f"e{n}") for n, (act, _) in enumerate(acts)],
        [say("b", act, f"e{n}") for n, (_, act) in enumerate(acts)],
    )
    assert (found.both, found.alike, found.share) == (50, 35, 0.7)
    assert found.kappa == pytest.approx(0.4)
    assert found.matrix["accept", "reject"] == 5


def test_where_kappa_is_not_defined_it_is_none_and_said_why() -> None:
    nothing = agreement([say("a", "accept", "e1")], [say("b", "accept", "e2")])
    assert (nothing.share, nothing.kappa, nothing.undefined) == (None, None, "no entry was decided by both")
    assert (nothing.only_a, nothing.only_b, nothing.differences) == (1, 1, ())
    alike = agreement([say("a", "accept")], [say("b", "accept")])
    assert (alike.share, alike.kappa) == (1, None)
    assert "same answer" in (alike.undefined or "")


def test_two_corrections_are_alike_only_where_they_say_the_same() -> None:
    mine, other = replace(EVENT, type="PROTEST", confidence=0.3), replace(EVENT, type="COERCE")
    same = agreement([say("a", "correct", payload=mine)], [say("b", "correct", payload=replace(mine, confidence=0.9))])
    assert (same.alike, same.differences) == (1, ())
    assert agreement([say("a", "correct", payload=mine)], [say("b", "correct", payload=other)]).alike == 0


def test_what_only_one_added_is_a_difference_and_what_both_added_is_none() -> None:
    added = say("a", "add", "e7", replace(EVENT, id="e7"))
    assert [one.entry for one in agreement([added], []).differences] == ["e7"]
    assert agreement([added], [say("b", "add", "e8", replace(EVENT, id="e8"))]).differences == ()
    assert [one.entry for one in agreement([], [added]).differences] == ["e7"]


def test_what_all_say_is_settled_and_what_they_differ_on_is_open() -> None:
    said = [say("a", "accept", "e1"), say("b", "accept", "e1"), say("a", "accept", "e2"), say("b", "reject", "e2")]
    standing, open_ = settled(said)
    assert ([one.entry for one in standing], open_) == (["e1"], ("e2",))


def test_a_word_that_settles_outranks_those_who_differ() -> None:
    said = [say("a", "accept"), say("c", "reject", settles=True), say("b", "accept")]
    assert [(one.by, one.act) for one in settled(said)[0]] == [("c", "reject")]


def test_what_one_added_stands_when_it_is_settled_and_once_when_both_added_it() -> None:
    one, same = say("a", "add", "e7", replace(EVENT, id="e7")), say("b", "add", "e8", replace(EVENT, id="e8"))
    other = say("b", "accept", "e1")
    assert settled([one]) == ((one,), ())
    assert settled([one, other])[1] == ("e7",)
    assert [r.entry for r in settled([one, same])[0]] == ["e7"]
    assert one in settled([one, other, say("c", "accept", "e7", settles=True)])[0]


ACTS = st.lists(st.tuples(st.sampled_from(["accept", "reject"]), st.sampled_from(["accept", "reject"])), min_size=1)


@given(ACTS)
def test_agreement_does_not_depend_on_who_comes_first(acts: list[tuple[Act, Act]]) -> None:
    a = [say("a", act, f"e{n}") for n, (act, _) in enumerate(acts)]
    b = [say("b", act, f"e{n}") for n, (_, act) in enumerate(acts)]
    one, other = agreement(a, b), agreement(b, a)
    assert (one.share, one.alike) == (other.share, other.alike)
    assert one.kappa == (None if other.kappa is None else pytest.approx(other.kappa))
    assert one.kappa is None or -1 <= one.kappa <= 1
