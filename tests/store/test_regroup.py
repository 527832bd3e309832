"""Situation events keep their ids through regrouping."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.store.regroup import Move, Plan, plan


def planned(
    groups: list[set[int]],
    before: dict[int, set[int]] | None = None,
    former: dict[int, set[int]] | None = None,
    gone: set[int] | None = None,
    new_id: int = 10,
) -> Plan:
    return plan(
        [frozenset(group) for group in groups],
        {id: frozenset(members) for id, members in (before or {}).items()},
        {id: frozenset(members) for id, members in (former or {}).items()},
        gone or set(),
        new_id,
    )


def changes(found: Plan) -> list[tuple[str, tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
    return [(move.change, move.before, move.after, move.members) for move in found.moves]


def test_new_groups_get_new_ids_by_their_first_member() -> None:
    found = planned([{3}, {1, 4}])
    assert found.changed == {10: {1, 4}, 11: {3}}
    assert changes(found) == [("made", (), (10,), (1, 4)), ("made", (), (11,), (3,))]


def test_a_group_that_stays_as_it_was_is_no_change() -> None:
    assert planned([{1, 2}], {5: {1, 2}}) == Plan(changed={}, ended=(), moves=())


def test_a_group_keeps_the_id_that_holds_most_of_its_earlier_members() -> None:
    found = planned([{1, 2, 3, 4}], {5: {1}, 6: {2, 3}})
    assert found.changed == {6: {1, 2, 3, 4}}
    assert found.ended == (5,)
    assert changes(found) == [("merged", (5, 6), (6,), (1, 4))]


def test_ties_go_to_the_older_id() -> None:
    assert planned([{1, 2}], {6: {2}, 5: {1}}).changed == {5: {1, 2}}


def test_of_two_groups_the_one_with_more_of_the_members_keeps_the_id() -> None:
    found = planned([{1}, {2, 3}], {5: {1, 2, 3}})
    assert found.changed == {5: {2, 3}, 10: {1}}
    assert changes(found) == [("split", (5,), (5, 10), (1,))]


def test_members_that_no_group_names_stay_together() -> None:
    found = planned([{1, 9}], {5: {1, 2, 3}})
    assert found.changed == {5: {2, 3}, 10: {1, 9}}


def test_members_that_are_gone_leave_and_an_empty_situation_ends() -> None:
    found = planned([], {5: {1, 2}, 6: {3}}, gone={2, 3})
    assert found.changed == {5: {1}}
    assert found.ended == (6,)
    assert changes(found) == [("shrunk", (5,), (5,), (2,)), ("ended", (6,), (), (3,))]


def test_an_ended_id_comes_back_with_its_last_members() -> None:
    found = planned([{1}, {2, 3}], {6: {1, 2, 3}}, former={5: {1}, 4: {1, 2}})
    assert found.changed == {5: {1}, 6: {2, 3}}


def test_a_member_that_changes_sides_is_a_move() -> None:
    found = planned([{1, 2}, {3, 4, 5}], {5: {1, 2, 3}, 6: {4, 5}})
    assert changes(found) == [("moved", (5, 6), (5, 6), (3,))]


MEMBERS = st.integers(1, 12)


@st.composite
def partitions(draw: st.DrawFn, first_id: int = 1) -> dict[int, frozenset[int]]:
    """Members shared out to situations, not all of them."""
    homes = draw(st.dictionaries(MEMBERS, st.integers(first_id, first_id + 4)))
    return {id: frozenset(m for m, home in homes.items() if home == id) for id in set(homes.values())}


@given(partitions(), partitions(), partitions(first_id=6), st.sets(MEMBERS))
def test_every_member_has_one_home_and_no_id_is_used_twice(
    before: dict[int, frozenset[int]],
    grouped: dict[int, frozenset[int]],
    former: dict[int, frozenset[int]],
    gone: set[int],
) -> None:
    groups = [group - gone for group in grouped.values() if group - gone]
    found = plan(groups, before, former, gone, 11)
    after = {id: members for id, members in before.items() if id not in found.ended} | found.changed
    members = [member for held in after.values() for member in held]
    assert len(members) == len(set(members))
    assert set(members) == (set().union(*before.values()) | set().union(*groups)) - gone
    for group in groups:
        assert sum(group <= held for held in after.values()) == 1
    assert all(after.values())
    assert found.ended == tuple(sorted(before.keys() - after.keys()))
    assert plan(groups[::-1], before, former, gone, 11) == found


@given(partitions(), partitions())
def test_history_tells_every_change_and_nothing_else(
    before: dict[int, frozenset[int]], grouped: dict[int, frozenset[int]]
) -> None:
    found = plan(list(grouped.values()), before, {}, (), 11)
    told = {id for move in found.moves for id in (*move.before, *move.after)}
    assert {*found.changed, *found.ended} <= told
    for move in found.moves:
        assert move.members
        assert isinstance(move, Move)


@given(partitions(), partitions())
def test_regrouping_the_same_again_changes_nothing(
    before: dict[int, frozenset[int]], grouped: dict[int, frozenset[int]]
) -> None:
    first = plan(list(grouped.values()), before, {}, (), 11)
    after = {id: members for id, members in before.items() if id not in first.ended} | first.changed
    assert plan(list(grouped.values()), after, {}, (), 99) == Plan(changed={}, ended=(), moves=())
