"""Grouping events into happenings."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.link.events import NOON, actor, day, decision, event, killed, place

from dateline.link.group import Grouping, group
from dateline.situation import Decision, EntryId, EventView

SENTENCE = "Twenty oil workers died when a car bomb exploded in Azmarin on Thursday."
BOMB = event("one", "e1")
AGAIN = event("one", "e2", sentence="The car bomb on Thursday in Azmarin tore through a bus of oil workers.")
TWIN = event("two", "e1", sentence=SENTENCE)
TALKS = event(
    "two",
    "e2",
    type="CONSULT",
    mode="visit",
    place=place("Ankara", "TUR"),
    start=day(3),
    end=day(3),
    actors=(actor("vladimir putin", "person", country="RUS"),),
    recipients=(),
    counts=(),
    trigger="visited",
    sentence="Putin visited Ankara on 3 February.",
)
RAID = event(
    "three", "e1", start=day(1), end=day(1), mode="aerial", counts=(killed(2),), trigger="raid", sentence="A raid."
)
ALL = (BOMB, AGAIN, TWIN, TALKS, RAID)


def grouped(views: tuple[EventView, ...] = ALL, decisions: tuple[Decision, ...] = ()) -> Grouping:
    return group(views, decisions, at=NOON)


def test_rows_of_one_table_of_coded_events_are_not_one_happening_and_those_of_two_tables_may_be() -> None:
    first, second, other = (event(report, "e1", sentence=SENTENCE) for report in ("acled:1", "acled:2", "ged:1"))
    found = grouped((TWIN, first, second, other))
    assert not together(found, first, second)
    assert together(grouped((first, other)), first, other)
    assert together(grouped((first, second), (decision("same", first, second),)), first, second)


def together(found: Grouping, one: EventView, other: EventView) -> bool:
    return any({one.id, other.id} <= set(members) for members in found.groups)


def test_one_happening_joins_across_reports_and_within_one() -> None:
    found = grouped()
    assert together(found, BOMB, TWIN) and together(found, BOMB, AGAIN)
    assert not together(found, BOMB, TALKS) and not together(found, BOMB, RAID)


def test_every_event_is_in_exactly_one_group() -> None:
    members = [member for group in grouped().groups for member in group]
    assert sorted(members) == sorted(view.id for view in ALL)


def test_joins_are_decisions_with_chance_and_reasons() -> None:
    made = [d for d in grouped((BOMB, TWIN)).decisions if d.verdict == "same"]
    assert [(d.one, d.other, d.by, d.at) for d in made] == [(BOMB.id, TWIN.id, "dateline", NOON)]
    assert made[0].chance is not None and made[0].chance > 0.5 and made[0].reasons


def test_a_person_joins_what_is_unlike() -> None:
    assert together(grouped(decisions=(decision("same", BOMB, TALKS),)), TWIN, TALKS)


def test_a_person_parts_what_is_alike_even_through_others() -> None:
    found = grouped(decisions=(decision("different", BOMB, TWIN),))
    assert not together(found, BOMB, TWIN)
    assert not any({d.one, d.other} == {BOMB.id, TWIN.id} for d in found.decisions)


def test_the_linkers_own_decisions_of_before_are_not_heeded() -> None:
    before = decision("different", BOMB, TWIN, by="dateline")
    assert grouped(decisions=(before,)) == grouped()


def test_of_two_decisions_the_later_stands() -> None:
    yes, no = decision("same", BOMB, TALKS, hours=1), decision("different", BOMB, TALKS, hours=2)
    assert not together(grouped(decisions=(yes, no)), BOMB, TALKS)
    assert together(grouped(decisions=(no, decision("same", BOMB, TALKS, hours=3))), BOMB, TALKS)


def test_decisions_on_events_that_are_not_there_are_left_out() -> None:
    assert grouped((BOMB, TWIN), (decision("different", BOMB, TALKS),)) == grouped((BOMB, TWIN))


def test_nothing_makes_no_groups() -> None:
    assert grouped(()) == Grouping((), ())


verdicts = st.sampled_from(["same", "different"])
told = st.lists(
    st.builds(decision, verdicts, st.sampled_from(ALL), st.sampled_from(ALL), hours=st.integers(0, 20)), max_size=4
)


@settings(max_examples=40, deadline=None)
@given(st.permutations(ALL), told)
def test_the_order_of_events_and_decisions_does_not_matter(views: list[EventView], decisions: list[Decision]) -> None:
    assert group(views, decisions, at=NOON) == group(ALL, decisions[::-1], at=NOON)


@settings(max_examples=40, deadline=None)
@given(told)
def test_the_latest_decision_always_holds(decisions: list[Decision]) -> None:
    found = group(ALL, decisions, at=NOON)
    home: dict[EntryId, int] = {member: n for n, members in enumerate(found.groups) for member in members}
    latest = max(decisions, key=lambda d: d.at, default=None)
    if latest and latest.one != latest.other and [d.at for d in decisions].count(latest.at) == 1:
        assert (home[latest.one] == home[latest.other]) == (latest.verdict == "same")
