"""Readings of parts joined into one."""

from __future__ import annotations

from dateline.reading import ActorMention, Content, Quantity, Reading, Trigger, Unit, join
from dateline.record import Span


def part() -> Reading:
    return Reading(
        units=(Unit(span=Span(0, 9), kind="body"),),
        actors=(ActorMention(span=Span(0, 4), kind="group", sector="MIL", actor=0),),
        places=(Span(5, 6),), times=(Span(6, 7),),
        triggers=(Trigger(span=Span(4, 5), type="ASSAULT", mode=None, factuality="actual", actors=(0,), recipients=(),
                          place=0, time=0, today=False, score=0.9),),
        quantities=(Quantity(span=Span(7, 8), measure="killed", factuality="actual", event=0, actor=None, place=None,
                             time=None, today=True, score=0.5),),
        cues=(Span(8, 9),), contents=(Content(span=Span(0, 8), cue=0, speaker=0),), suspected=(Span(1, 2),),
    )  # fmt: skip


def test_offsets_and_indexes_of_a_later_part_move_behind_the_earlier_ones() -> None:
    whole = join([(0, part()), (100, part())])
    assert whole.triggers[1].span == Span(104, 105)
    assert (whole.triggers[1].actors, whole.triggers[1].place, whole.triggers[1].time) == ((1,), 1, 1)
    assert whole.quantities[1].event == 1 and whole.quantities[1].actor is None
    assert (whole.contents[1].cue, whole.contents[1].speaker) == (1, 1)
    assert whole.suspected == (Span(1, 2), Span(101, 102))


def test_actors_of_two_parts_stay_apart() -> None:
    assert [m.actor for m in join([(0, part()), (100, part())]).actors] == [0, 1]


def test_one_part_comes_back_as_it_was() -> None:
    assert join([(0, part())]) == part()
