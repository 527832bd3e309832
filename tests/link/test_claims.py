"""What each claim about a happening is."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from tests.link.reports import MEDICS, MINISTRY, POLICE, Told, about, at_least, exactly, feb, members, report

from dateline.link.claims import Claim, Days, claims, same_count
from dateline.record import Record
from dateline.situation import EntryId


def of(*records: Record, copies: dict[str, str] | None = None) -> tuple[Claim, ...]:
    return claims(records, members(*records), copies=copies or {})


def test_a_claim_keeps_its_words_its_sentence_and_who_said_it() -> None:
    (claim,) = of(report("one", at_least(20, speaker=POLICE)))
    assert claim.words == "at least 20 people"
    assert claim.sentence == "A bomb hit at least 20 people."
    assert (claim.speaker and claim.speaker.name, claim.voice, claim.source) == (
        "Kabul police",
        "official",
        "kabul police",
    )
    assert (claim.low, claim.best, claim.high, claim.hedge) == (20, 20, None, "over")
    assert (claim.publisher, claim.published) == ("AFP", feb(10))
    assert (claim.id, claim.event) == (EntryId("one", "f1"), EntryId("one", "e1"))
    assert claim.at == len("A bomb hit ")


def test_only_figures_of_the_members_are_claims() -> None:
    record = report("one", exactly(20), exactly(5, measure="injured"))
    (claim,) = claims([record], [EntryId("one", "e2")])
    assert claim.measure == "injured"
    assert claims([record], [EntryId("elsewhere", "e1")]) == ()


def test_a_figure_of_two_members_is_one_claim() -> None:
    record = report("one", exactly(20), Told())
    second = replace(record.events[1], figures=("f1",))
    assert len(of(replace(record, events=(record.events[0], second)))) == 1


def test_a_figure_that_alone_knows_its_event_is_a_claim() -> None:
    record = report("one", exactly(20))
    assert len(of(replace(record, events=(replace(record.events[0], figures=()),)))) == 1


def test_what_nobody_is_quoted_for_is_in_the_publishers_own_voice() -> None:
    (claim,) = of(report("one", exactly(20)))
    assert (claim.speaker, claim.voice, claim.source, claim.teller) == (None, "reporter", "AFP", "AFP")


def test_a_report_without_a_publisher_vouches_for_itself() -> None:
    (claim,) = of(report("one", exactly(20), publisher=None))
    assert claim.source == "one"


def test_speakers_without_a_name_are_known_by_who_quotes_them() -> None:
    first, second = of(
        report("one", exactly(20, speaker=MEDICS)), report("two", exactly(21, reported=True), publisher="Reuters")
    )
    assert first.source == "medics, as told by AFP"
    assert second.source == "somebody unnamed, as told by Reuters"


def test_a_copy_is_told_by_the_publisher_of_the_original() -> None:
    wire, paper = report("wire", exactly(20)), report("paper", exactly(20), publisher="Daily News", on=11)
    _, claim = of(wire, paper, copies={"paper": "wire"})
    assert (claim.copy_of, claim.publisher, claim.source) == ("wire", "Daily News", "AFP")
    (alone,) = of(paper, copies={"paper": "wire"})
    assert alone.source == "wire"


def test_a_caption_that_tells_the_bodys_count_repeats_it() -> None:
    _, caption = of(report("one", at_least(20), exactly(20, kind="caption")))
    assert caption.caption


def test_a_caption_that_tells_another_count_repeats_nothing() -> None:
    _, caption = of(report("one", exactly(20), exactly(12, kind="caption")))
    assert not caption.caption
    (alone,) = of(report("one", exactly(20, kind="caption")))
    assert not alone.caption


@pytest.mark.parametrize("words", ["another six people", "six more bodies", "a further six", "six other people"])
def test_counts_that_go_beyond_an_earlier_one_are_of_new_ones(words: str) -> None:
    (claim,) = of(report("one", exactly(6, words)))
    assert claim.tally == "new"


@pytest.mark.parametrize("words", ["more than six people", "six or more people", "six people"])
def test_hedges_do_not_make_a_count_one_of_new_ones(words: str) -> None:
    (claim,) = of(report("one", exactly(6, words)))
    assert claim.tally == "total"


def test_others_beside_people_of_another_measure_are_all_of_theirs() -> None:
    _, injured = of(report("one", exactly(3), exactly(9, "nine others", measure="injured", together=True)))
    assert injured.tally == "total"
    _, killed = of(report("one", exactly(3), exactly(9, "nine others", together=True)))
    assert killed.tally == "new"


def test_the_days_are_those_of_the_figure_else_of_its_event() -> None:
    record = report("one", exactly(20))
    (claim,) = of(replace(record, figures=(replace(record.figures[0], time=None),)))
    assert claim.days == Days(feb(9), feb(9))


def test_claims_come_by_day_of_publication_whatever_the_order_they_went_in() -> None:
    late, early, undated = report("a", exactly(3)), report("b", exactly(2), on=9), report("c", exactly(1), on=None)
    forth, back = of(late, early, undated), of(undated, early, late)
    assert forth == back
    assert [claim.best for claim in forth] == [1, 2, 3]


@pytest.mark.parametrize(
    ("length", "precision"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (366, 5), (367, None)]
)
def test_days_have_the_precision_of_ucdp(length: int, precision: int | None) -> None:
    assert Days(feb(1), feb(1) + datetime.timedelta(days=length - 1)).precision == precision


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (exactly(20), exactly(20), True),
        (exactly(20), exactly(21), False),
        (at_least(20), exactly(20), True),
        (at_least(20), exactly(25), False),
        (about(20), exactly(20), True),
        (about(20), exactly(21), False),
        (Told(words="dozens", low=24, hedge="vague"), exactly(30), True),
        (Told(words="dozens", low=24, hedge="vague"), exactly(20), False),
        (Told(words="several", hedge="vague"), exactly(20), True),
        (exactly(20), exactly(20, measure="injured"), False),
        (exactly(20, unit="USD"), exactly(20, unit="EUR"), False),
    ],
)
def test_two_claims_tell_one_count_where_each_admits_the_other(one: Told, other: Told, same: bool) -> None:
    a, b = of(report("one", one), report("two", other))
    assert same_count(a, b) is same
    assert same_count(b, a) is same


def test_the_ministry_of_health_counts_as_a_medic() -> None:
    (claim,) = of(report("one", exactly(12, speaker=MINISTRY)))
    assert claim.voice == "medic"
