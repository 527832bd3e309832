"""What claims come to: one test for each rule, and what holds for any claims."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.link.reports import (
    FIGHTERS,
    MEDICS,
    MINISTRY,
    NURSE,
    PEOPLE,
    POLICE,
    SOLDIERS,
    TALIBAN,
    Told,
    about,
    at_least,
    exactly,
    feb,
    members,
    report,
)  # fmt: skip

from dateline.link.claims import Claim, Days, claims
from dateline.link.tolls import Toll, toll, tolls
from dateline.link.voices import VOICES, Party, party
from dateline.record import Record
from dateline.situation import RULES, EntryId, Rule


def killed(*records: Record, rule: Rule = "direct", copies: dict[str, str] | None = None) -> Toll:
    return toll(claims(records, members(*records), copies=copies or {}), "killed", rule, days=Days(feb(9), feb(9)))


def bounds(found: Toll) -> tuple[float | None, float | None, float | None]:
    return found.low, found.best, found.high


def reasons(found: Toll) -> dict[str, str]:
    """Why each claim does not stand, by its words."""
    return {claim.words: reason for claim, reason in found.set_aside}


# --- each rule ----------------------------------------------------------------------------------------


def test_low_is_the_lowest_and_high_the_highest_of_independent_sources() -> None:
    found = killed(
        report("one", exactly(12, speaker=MINISTRY)),
        report("two", at_least(20, speaker=POLICE), publisher="Reuters"),
        report("three", exactly(9), publisher="BBC"),
    )
    assert bounds(found) == (9, 12, 20)
    assert (found.fewer, found.more) == (False, True)  # 'at least 20' sets no bound above
    assert found.set_aside == ()


def test_a_toll_that_rose_supersedes_what_the_same_source_said_before() -> None:
    found = killed(report("one", exactly(12, speaker=POLICE), on=10), report("two", exactly(14, speaker=POLICE), on=11))
    assert bounds(found) == (14, 14, 14)
    assert reasons(found) == {"12 people": "Kabul police gave “14 people” later (2019-02-11)"}


def test_a_toll_that_fell_supersedes_too() -> None:
    found = killed(report("one", exactly(14, speaker=POLICE), on=10), report("two", exactly(12, speaker=POLICE), on=11))
    assert bounds(found) == (12, 12, 12)


def test_one_speaker_is_one_source_through_whatever_publisher() -> None:
    found = killed(
        report("one", exactly(12, speaker=POLICE)),
        report("two", exactly(14, speaker=POLICE), on=11, publisher="Reuters"),
    )
    assert bounds(found) == (14, 14, 14)


def test_what_a_publisher_told_itself_gives_way_to_a_higher_count_that_it_quotes_later() -> None:
    found = killed(report("one", exactly(12)), report("two", exactly(14, speaker=POLICE), on=11))
    assert bounds(found) == (14, 14, 14)
    assert reasons(found) == {"12 people": "AFP told “14 people” later (2019-02-11), in the words of Kabul police"}


def test_a_lower_count_that_a_publisher_quotes_later_contradicts_it() -> None:
    found = killed(report("one", exactly(12)), report("two", exactly(3, speaker=TALIBAN), on=11))
    assert bounds(found) == (3, 12, 12)


def test_an_undated_report_is_never_the_latest() -> None:
    found = killed(report("one", exactly(30), on=None), report("two", exactly(12), on=1))
    assert bounds(found) == (12, 12, 12)


def test_of_two_reports_of_one_day_the_higher_count_stands() -> None:
    found = killed(report("a", exactly(14)), report("b", exactly(12)))
    assert bounds(found) == (14, 14, 14)
    assert reasons(found) == {"12 people": "AFP gave “14 people” on the same day"}


def test_syndicated_copies_count_once() -> None:
    wire, paper = report("wire", exactly(12)), report("paper", exactly(12), publisher="Daily News", on=11)
    found = killed(wire, paper, copies={"paper": "wire"})
    assert [claim.id.report for claim in found.standing] == ["wire"]
    assert reasons(found) == {"12 people": "a copy of what wire tells"}


def test_a_copy_with_another_number_is_a_later_version() -> None:
    wire, update = report("wire", exactly(12)), report("update", exactly(14), publisher="Daily News", on=11)
    assert bounds(killed(wire, update, copies={"update": "wire"})) == (14, 14, 14)


def test_of_copies_whose_original_is_not_here_the_earliest_stands() -> None:
    one = report("one", exactly(12), publisher="Daily News", on=11)
    two = report("two", exactly(12), publisher="Evening News", on=12)
    found = killed(one, two, copies={"one": "wire", "two": "wire"})
    assert [claim.id.report for claim in found.standing] == ["one"]


def test_a_caption_that_repeats_the_body_counts_once() -> None:
    found = killed(report("one", at_least(12), exactly(12, kind="caption")))
    assert [claim.words for claim in found.standing] == ["at least 12 people"]
    assert reasons(found) == {"12 people": "in a caption or headline that repeats the body"}


def test_a_total_over_years_is_never_mixed_with_one_days_deaths() -> None:
    years = (feb(1).replace(year=2011), feb(9))
    found = killed(report("one", exactly(12)), report("two", exactly(4000, days=years), publisher="Reuters"))
    assert bounds(found) == (12, 12, 12)
    assert reasons(found) == {"4000 people": "counts 2011-02-01 to 2019-02-09, not 2019-02-09"}


def _undated(record: Record) -> Record:
    return replace(
        record,
        events=tuple(replace(event, time=None) for event in record.events),
        figures=tuple(replace(figure, time=None) for figure in record.figures),
    )


def test_an_undated_claim_is_of_the_day_unless_it_tells_the_count_of_years() -> None:
    years = (feb(1).replace(year=2011), feb(9))
    found = killed(
        report("one", exactly(12)),
        report("two", exactly(4000, days=years), publisher="Reuters"),
        _undated(report("three", exactly(4000, "4,000 dead"), publisher="BBC")),
        _undated(report("four", exactly(13), publisher="DPA")),
    )
    assert (found.low, found.high) == (12, 13)
    assert reasons(found)["4,000 dead"] == "undated; “4000 people” counts 2011-02-01 to 2019-02-09"


def test_reports_may_differ_by_days_on_when_it_was() -> None:
    found = killed(report("one", exactly(12)), report("two", exactly(14), publisher="Reuters", day=feb(8)))
    assert bounds(found) == (12, 12, 14)


def test_without_the_days_of_the_happening_the_period_is_what_most_claims_speak_of() -> None:
    years = (feb(1).replace(year=2011), feb(9))
    records = (
        report("one", exactly(4000, days=years)),
        report("two", exactly(4100, days=years), publisher="Reuters"),
        report("three", exactly(12), publisher="BBC"),
    )
    found = toll(claims(records, members(*records)), "killed")
    assert bounds(found) == (4000, 4000, 4100)


def test_new_ones_are_no_total() -> None:
    found = killed(report("one", exactly(14)), report("two", exactly(6, "six more bodies"), publisher="Reuters"))
    assert bounds(found) == (14, 14, 14)
    assert reasons(found) == {"six more bodies": "new ones only, beyond an earlier count"}


def test_new_ones_are_what_is_known_where_no_total_is_told() -> None:
    found = killed(report("one", exactly(6, "six more bodies")))
    assert bounds(found) == (6, 6, 6)
    assert [claim.tally for claim in found.standing] == ["new"]


@pytest.mark.parametrize(
    ("factuality", "reason"),
    [
        ("negated", "denied, or did not happen"), ("hypothetical", "only possible"), ("future", "planned or expected"),
    ],
)  # fmt: skip
def test_what_is_not_told_as_fact_is_shown_and_never_counted(factuality: str, reason: str) -> None:
    found = killed(report("one", exactly(12), exactly(0, "no people", factuality=factuality)))
    assert bounds(found) == (12, 12, 12)
    assert reasons(found) == {"no people": reason}


def test_words_without_a_number_are_shown_and_not_counted() -> None:
    found = killed(report("one", Told(words="several people", hedge="vague")))
    assert bounds(found) == (None, None, None)
    assert reasons(found) == {"several people": "gives no number"}


def test_dozens_set_a_low_end_alone() -> None:
    found = killed(report("one", Told(words="dozens", low=24, hedge="vague")))
    assert bounds(found) == (24, None, None)
    assert found.more


def test_about_sets_no_bound_on_either_side() -> None:
    found = killed(report("one", about(200)))
    assert bounds(found) == (200, 200, 200)
    assert (found.fewer, found.more) == (True, True)


def test_a_part_told_beside_the_whole_is_set_aside() -> None:
    found = killed(report("one", exactly(20), exactly(3, "three children")))
    assert bounds(found) == (20, 20, 20)
    assert reasons(found) == {
        "three children": "a part, or an earlier count: AFP gave “20 people” in the same report",
    }


def test_the_same_count_told_twice_in_a_report_stands_once() -> None:
    found = killed(report("one", exactly(20), exactly(20, "20 victims")))
    assert reasons(found) == {"20 victims": "told again in the same report"}


def test_one_victim_told_of_alone_is_no_toll() -> None:
    found = killed(report("one", exactly(1, "a nurse", whom=NURSE), publisher="BBC"), report("two", exactly(20)))
    assert bounds(found) == (20, 20, 20)
    assert reasons(found) == {"a nurse": "one victim told of alone"}
    assert bounds(killed(report("one", exactly(1, "a nurse", whom=NURSE)))) == (1, 1, 1)


def test_fighters_of_a_side_are_not_mixed_with_people() -> None:
    records = (
        report("one", exactly(20, whom=PEOPLE)),
        report("two", exactly(21), publisher="Reuters"),
        report("three", exactly(9, "nine militants", whom=FIGHTERS, speaker=POLICE), publisher="BBC"),
    )
    found = killed(*records)
    assert bounds(found) == (20, 20, 21)
    assert reasons(found) == {"nine militants": "counts REB of AFG"}


def test_each_side_has_a_toll_of_its_own() -> None:
    record = report(
        "one", exactly(20, whom=PEOPLE), exactly(9, "nine militants", whom=FIGHTERS), exactly(5, whom=SOLDIERS)
    )
    found = tolls(claims([record], members(record)))
    assert {(t.whom, t.best) for t in found} == {(None, 20), ("REB of AFG", 9), ("MIL of AFG", 5)}


def test_two_armed_sides_of_one_kind_are_told_apart_where_a_sentence_counts_both() -> None:
    record = report("one", exactly(25, whom=TALIBAN), exactly(26, whom=FIGHTERS, together=True))
    assert {(t.whom, t.best) for t in tolls(claims([record], members(record)))} == {("taliban", 25), ("fighters", 26)}


def test_names_of_one_armed_side_in_several_sentences_are_one_population() -> None:
    record = report("one", exactly(14, "14 Taliban", whom=TALIBAN), exactly(2, "two fighters", whom=FIGHTERS))
    (found,) = tolls(claims([record], members(record)))
    assert (found.whom, *bounds(found)) == ("REB of AFG", 14, 14, 14)


def test_an_armed_side_of_no_known_country_is_that_of_its_kind() -> None:
    found = claims([record := report("one", exactly(9, whom=FIGHTERS))], members(record))
    stateless = replace(
        found[0], id=EntryId("two", "f1"), best=8, low=8, high=8, source="BBC",
        whom=Party(name="fighters", kind="population", sector="REB"),
    )  # fmt: skip
    (both,) = tolls([*found, stateless])
    assert bounds(both) == (8, 9, 9)


def test_units_are_not_mixed() -> None:
    records = (
        report("one", exactly(100, measure="money", unit="USD")),
        report("two", exactly(120, measure="money", unit="USD"), publisher="Reuters"),
        report("three", exactly(90, measure="money", unit="EUR"), publisher="BBC"),
    )
    found = toll(claims(records, members(*records)), "money")
    assert (found.unit, *bounds(found)) == ("USD", 100, 100, 120)
    assert [reason for _, reason in found.set_aside] == ["not in USD"]


# --- best ---------------------------------------------------------------------------------------------

RIVALS = (
    report("one", exactly(12, speaker=MINISTRY), on=9),
    report("two", exactly(20, speaker=POLICE), on=10),
    report("three", exactly(9, reported=True), on=12, publisher="BBC"),
    report("four", exactly(30, speaker=MEDICS), on=8, publisher="Reuters"),
)


@pytest.mark.parametrize(("rule", "best"), [("direct", 12), ("latest", 9), ("median", 12), ("lowest", 9)])
def test_each_rule_chooses_its_own_best_of_the_same_range(rule: Rule, best: float) -> None:
    assert bounds(killed(*RIVALS, rule=rule)) == (9, best, 30)


@pytest.mark.parametrize("rule", RULES)
def test_a_toll_can_be_taken_by_another_rule_afterwards(rule: Rule) -> None:
    assert killed(*RIVALS).by(rule) == killed(*RIVALS, rule=rule)


def test_the_most_direct_source_with_a_number_gives_the_best() -> None:
    vague = report("one", Told(words="dozens", low=24, hedge="vague", speaker=MINISTRY))
    assert killed(vague, report("two", exactly(20, speaker=POLICE))).best == 20


def test_an_unknown_rule_is_refused_with_the_rules_there_are() -> None:
    with pytest.raises(ValueError, match=r"no rule 'mean'; there are direct, latest, median, lowest"):
        toll((), "killed", "mean")  # type: ignore[arg-type]


def test_no_claims_come_to_nothing() -> None:
    assert toll((), "killed") == Toll(measure="killed")


# --- any claims ---------------------------------------------------------------------------------------

_DAY, _YEARS = Days(feb(9), feb(9)), Days(feb(1).replace(year=2011), feb(9))
_OPTIONS: dict[str, tuple[object, ...]] = {
    "low": (None, 2.0, 5.0),
    "best": (None, 5.0, 7.0, 7.0),
    "high": (None, 7.0, 12.0),
    "tally": ("total", "total", "new"),
    "whom": (None, *map(party, (PEOPLE, FIGHTERS, NURSE))),
    "days": (None, _DAY, _DAY, _YEARS),
    "factuality": ("actual", "actual", "actual", "negated"),
    "voice": VOICES,
    "source": ("police", "medics", "AFP"),
    "teller": ("AFP", "BBC"),
    "published": (None, feb(9), feb(10)),
    "copy_of": (None, None, "r0"),
    "caption": (False, False, True),
}
_REPORTS = 5
_WAYS = _REPORTS * math.prod(map(len, _OPTIONS.values()))


def _claim(number: int, way: int) -> Claim:
    """The claim that a number stands for: one draw for each claim is many times faster than one for each field."""
    fields: dict[str, object] = {}
    for name, options in _OPTIONS.items():
        way, which = divmod(way, len(options))
        fields[name] = options[which]
    report_id = f"r{way}"
    if fields["copy_of"] == report_id:
        fields["copy_of"] = None
    own = {"id": EntryId(report_id, f"f{number}"), "event": EntryId(report_id, "e1"), "at": number}
    return Claim(measure="killed", words=f"{fields['best']}", sentence="", **own, **fields)  # type: ignore[arg-type]


_CLAIMS = st.lists(st.integers(0, _WAYS - 1), max_size=8).map(lambda ways: [_claim(*pair) for pair in enumerate(ways)])


@given(_CLAIMS, st.sampled_from(RULES))
def test_low_best_and_high_stand_in_order(found: list[Claim], rule: Rule) -> None:
    known = [n for n in bounds(toll(found, "killed", rule)) if n is not None]
    assert known == sorted(known)


@given(_CLAIMS, st.sampled_from(RULES), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(found: list[Claim], rule: Rule, chance: random.Random) -> None:
    shuffled = found.copy()
    chance.shuffle(shuffled)
    assert toll(shuffled, "killed", rule) == toll(found, "killed", rule)
    assert tolls(shuffled, rule) == tolls(found, rule)


@given(_CLAIMS)
def test_every_claim_stands_or_is_set_aside_with_a_reason(found: list[Claim]) -> None:
    one = toll(found, "killed")
    assert {claim.id for claim in one.standing} | {claim.id for claim, _ in one.set_aside} == {c.id for c in found}
    assert len(one.standing) + len(one.set_aside) == len(found)
    assert all(reason for _, reason in one.set_aside)
    assert sum(len(t.standing) + len(t.set_aside) for t in tolls(found)) == len(found)


@given(_CLAIMS)
def test_each_source_stands_once(found: list[Claim]) -> None:
    sources = [claim.source for claim in toll(found, "killed").standing]
    assert len(sources) == len(set(sources))


@given(_CLAIMS, st.sampled_from(RULES), st.data())
def test_adding_a_copy_of_a_report_changes_nothing(found: list[Claim], rule: Rule, data: st.DataObject) -> None:
    if not found:
        return
    report_id = data.draw(st.sampled_from(sorted({claim.id.report for claim in found})))
    copied = [
        replace(c, id=EntryId("copy", c.id.entry), copy_of=c.copy_of or report_id, published=feb(12), publisher="Daily")
        for c in found
        if c.id.report == report_id
    ]
    before, after = toll(found, "killed", rule), toll([*found, *copied], "killed", rule)
    assert (bounds(after), after.standing, after.chosen) == (bounds(before), before.standing, before.chosen)
