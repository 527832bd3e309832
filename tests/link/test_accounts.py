"""What the members of one happening say together."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.link.reports import KABUL, PEOPLE, POLICE, TALIBAN, Told, exactly, feb, members, report

from dateline.link.accounts import Account, account
from dateline.link.claims import Days
from dateline.record import Place, Record

AFGHANISTAN = Place(id="afghanistan", name="Afghanistan", country="AFG", precision=6)
PROVINCE = Place(id="kabul province", name="Kabul province", country="AFG", admin1="Kabul", precision=4)
HERAT = Place(id="herat", name="Herat", country="AFG", admin1="Herat", precision=1)


def of(*records: Record, copies: dict[str, str] | None = None) -> Account:
    return account(records, members(*records), copies=copies or {})


def states(found: Account) -> list[tuple[int | None, str]]:
    """The day of February, and the state, of each stage."""
    return [(stage.published.day if stage.published else None, stage.state) for stage in found.stages]


# --- what ---------------------------------------------------------------------------------------------


def test_the_type_is_what_most_reports_tell() -> None:
    found = of(report("a", Told(type="COERCE", mode="arrest")), report("b", Told()), report("c", Told()))
    assert (found.type, found.mode) == ("ASSAULT", "explosives")


def test_a_report_that_repeats_itself_has_one_vote() -> None:
    often = report("a", *(Told(type="COERCE", mode="arrest") for _ in range(5)))
    assert of(often, report("b", Told()), report("c", Told())).type == "ASSAULT"


def test_the_mode_is_what_most_of_those_tell_that_tell_one() -> None:
    found = of(report("a", Told(mode=None)), report("b", Told(mode=None)), report("c", Told(mode="suicide-attack")))
    assert (found.type, found.mode) == ("ASSAULT", "suicide-attack")


# --- when ---------------------------------------------------------------------------------------------


def test_the_days_are_the_narrowest_that_most_reports_share() -> None:
    month = (feb(1), feb(28))
    found = of(report("a", Told(days=month)), report("b", Told(days=month)), report("c", Told(days=(feb(9), feb(9)))))
    assert found.days == Days(feb(9), feb(9))
    assert found.days.precision == 1


def test_one_report_that_differs_does_not_move_the_day() -> None:
    found = of(report("a", Told(), day=feb(9)), report("b", Told(), day=feb(9)), report("c", Told(), day=feb(20)))
    assert found.days == Days(feb(9), feb(9))


def test_two_days_that_as_many_tell_are_both_possible() -> None:
    found = of(report("a", Told(), day=feb(8)), report("b", Told(), day=feb(9)))
    assert found.days == Days(feb(8), feb(9))
    assert found.days.precision == 2


def test_no_report_with_a_day_leaves_it_unknown() -> None:
    record = report("a", Told())
    undated = replace(record, events=(replace(record.events[0], time=None),))
    assert of(undated).days is None


def test_what_was_planned_does_not_date_what_happened() -> None:
    plan = report("a", Told(factuality="future", days=(feb(20), feb(20))))
    assert of(plan, report("b", Told(days=(feb(22), feb(22))), on=23)).days == Days(feb(22), feb(22))
    assert of(plan).days == Days(feb(20), feb(20))


# --- where --------------------------------------------------------------------------------------------


def test_the_place_is_the_most_precise_that_the_others_contain() -> None:
    found = of(
        report("a", Told(place=AFGHANISTAN)), report("b", Told(place=AFGHANISTAN)), report("c", Told(place=PROVINCE)),
        report("d", Told(place=KABUL)),
    )  # fmt: skip
    assert found.place == KABUL


def test_of_two_places_apart_the_one_that_more_reports_tell_is_taken() -> None:
    found = of(report("a", Told(place=KABUL)), report("b", Told(place=HERAT)), report("c", Told(place=HERAT)))
    assert found.place == HERAT


def test_a_place_of_another_province_is_not_contained() -> None:
    found = of(report("a", Told(place=PROVINCE)), report("b", Told(place=PROVINCE)), report("c", Told(place=HERAT)))
    assert found.place == PROVINCE


def test_no_place_told_leaves_it_unknown() -> None:
    assert of(report("a", Told(place=None))).place is None


# --- who ----------------------------------------------------------------------------------------------


def test_actors_come_once_and_those_that_most_reports_tell_first() -> None:
    found = of(
        report("a", Told(actors=[POLICE, TALIBAN])),
        report("b", Told(actors=[TALIBAN])),
        report("c", Told(actors=[PEOPLE])),
    )
    assert [party.name for party in found.actors] == ["Taliban", "Kabul police", "people in the market"]


# --- how far it got -----------------------------------------------------------------------------------


def test_what_was_announced_gets_under_way_and_is_done() -> None:
    found = of(
        report("a", Told(factuality="future"), on=5),
        report("b", Told(days=(feb(9), feb(20))), on=10),
        report("c", Told(days=(feb(9), feb(20))), on=25),
    )
    assert states(found) == [(5, "announced"), (10, "under way"), (25, "done")]
    assert found.state == "done"


def test_a_denial_is_a_stage_of_its_own() -> None:
    found = of(report("a", Told(), on=10), report("b", Told(factuality="negated"), on=11))
    assert states(found) == [(10, "done"), (11, "denied")]
    assert found.state == "denied"


def test_what_was_told_as_fact_is_no_plan_again_when_a_later_report_speaks_of_it_as_one() -> None:
    found = of(report("a", Told(), on=10), report("b", Told(factuality="future"), on=12))
    assert states(found) == [(10, "done"), (12, "announced")]
    assert found.state == "done"


def test_what_was_denied_can_still_be_announced() -> None:
    found = of(report("a", Told(factuality="negated"), on=10), report("b", Told(factuality="future"), on=12))
    assert found.state == "announced"


def test_a_day_on_which_reports_differ_shows_both_and_takes_what_more_tell() -> None:
    found = of(report("a", Told()), report("b", Told(factuality="negated")), report("c", Told(factuality="negated")))
    assert states(found) == [(10, "done"), (10, "denied")]
    assert found.state == "denied"


def test_undated_reports_come_first() -> None:
    found = of(report("a", Told(factuality="future"), on=None), report("b", Told(), on=10))
    assert states(found) == [(None, "announced"), (10, "done")]


# --- how many -----------------------------------------------------------------------------------------


def test_the_tolls_are_of_the_days_of_the_happening() -> None:
    years = (feb(1).replace(year=2011), feb(9))
    found = of(report("a", exactly(12)), report("b", exactly(4000, days=years), publisher="BBC"), report("c", Told()))
    (killed,) = found.tolls
    assert (killed.low, killed.best, killed.high) == (12, 12, 12)


def test_a_copy_has_no_vote_beside_its_original() -> None:
    wire, other = report("wire", Told(mode="firearms")), report("other", Told(), publisher="BBC")
    copied = [replace(wire, report=replace(wire.report, id=id)) for id in ("c1", "c2")]
    alone, all_ = of(wire, other), of(wire, other, *copied, copies={"c1": "wire", "c2": "wire"})
    assert replace(all_, reports=alone.reports) == alone
    assert all_.reports == ("c1", "c2", "other", "wire")


def test_members_that_no_record_holds_are_refused() -> None:
    with pytest.raises(ValueError, match="no record holds any of the members"):
        account([], members(report("a", Told())))


# --- any members --------------------------------------------------------------------------------------

_OPTIONS: dict[str, tuple[object, ...]] = {
    "words": ("", "12 people"),
    "factuality": ("actual", "actual", "future", "negated"),
    "type": ("ASSAULT", "COERCE"),
    "mode": (None, "explosives", "firearms"),
    "place": (None, KABUL, PROVINCE, AFGHANISTAN, HERAT),
    "actors": ((), (TALIBAN,), (POLICE, TALIBAN)),
    "days": (None, (feb(8), feb(8)), (feb(1), feb(28))),
}


def _told(way: int) -> Told:
    """The sentence that a number stands for: one draw for each is many times faster than one for each field."""
    fields: dict[str, object] = {}
    for name, options in _OPTIONS.items():
        way, which = divmod(way, len(options))
        fields[name] = options[which]
    return Told(low=12, best=12, **fields)  # type: ignore[arg-type]


_WAYS = st.integers(0, math.prod(map(len, _OPTIONS.values())) - 1)
_RECORDS = st.lists(
    st.tuples(st.lists(_WAYS, min_size=1, max_size=3), st.sampled_from((None, 9, 10))), min_size=1, max_size=4
).map(lambda drawn: [report(f"r{n}", *map(_told, ways), on=on) for n, (ways, on) in enumerate(drawn)])


@given(_RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_records_and_members_does_not_matter(records: list[Record], chance: random.Random) -> None:
    own, shuffled = list(members(*records)), records.copy()
    found = account(records, own)
    chance.shuffle(own)
    chance.shuffle(shuffled)
    assert account(shuffled, own) == found


@given(_RECORDS)
def test_adding_a_copy_changes_nothing_but_the_reports(records: list[Record]) -> None:
    first = records[0]
    copy = replace(first, report=replace(first.report, id="copy", publisher="Daily News"))
    alone = account(records, members(*records))
    both = account([*records, copy], members(*records, copy), copies={"copy": first.report.id})
    for one, other in zip(alone.tolls, both.tolls, strict=True):
        assert (one.low, one.best, one.high, one.standing) == (other.low, other.best, other.high, other.standing)
    assert replace(both, reports=(), tolls=()) == replace(alone, reports=(), tolls=())
