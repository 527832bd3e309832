"""Which claim corrects which."""

from __future__ import annotations

import datetime
from typing import Any

from tests.export.samples import BOMBING, claim

from dateline.export.revisions import revisions
from dateline.store.base import ClaimRow


def said(report: str, best: float, day: int, **changes: Any) -> ClaimRow:
    published = datetime.date(2019, 3, day) if day else None
    known = {"report": report, "published": published, "publisher": "AFP", **changes}
    return claim("one", "f1", "12 people", best, **known)


def pairs(*claims: ClaimRow) -> dict[str, str]:
    return {report: earlier.report for (report, _), earlier in revisions(claims).items()}


def test_a_source_that_gives_another_number_on_a_later_day_revises_its_own() -> None:
    assert {key: (old.report, old.entry) for key, old in revisions(BOMBING.claims).items()} == {
        ("three", "f1"): ("one", "f1")
    }


def test_each_revision_is_one_of_the_last_before_it() -> None:
    assert pairs(said("a", 12, 1), said("b", 14, 2), said("c", 15, 3)) == {"b": "a", "c": "b"}


def test_the_order_of_the_claims_does_not_matter() -> None:
    assert pairs(said("c", 15, 3), said("a", 12, 1), said("b", 14, 2)) == {"b": "a", "c": "b"}


def test_the_same_number_told_again_is_no_revision() -> None:
    assert pairs(said("a", 12, 1), said("b", 12, 2)) == {}


def test_another_source_revises_nothing() -> None:
    assert pairs(said("a", 12, 1), said("b", 14, 2, publisher="Reuters")) == {}
    assert pairs(said("a", 12, 1, speaker="Army"), said("b", 14, 2, speaker="Police")) == {}


def test_a_speaker_with_a_name_is_one_source_whoever_quotes_it() -> None:
    ministry = {"speaker": "Health Ministry"}
    assert pairs(said("a", 12, 1, **ministry), said("b", 14, 2, publisher="Reuters", **ministry)) == {"b": "a"}


def test_speakers_without_a_name_are_known_only_through_their_publisher() -> None:
    medics = {"speaker": "medics"}
    assert pairs(said("a", 12, 1, **medics), said("b", 14, 2, publisher="Reuters", **medics)) == {}
    assert pairs(said("a", 12, 1, **medics), said("b", 14, 2, **medics)) == {"b": "a"}


def test_what_is_counted_must_be_the_same() -> None:
    for other in ({"measure": "injured"}, {"counts": "soldiers"}, {"unit": "km2"}, {"factuality": "negated"}):
        assert pairs(said("a", 12, 1), said("b", 14, 2, **other)) == {}


def test_several_numbers_of_one_day_neither_correct_nor_are_corrected() -> None:
    assert pairs(said("a", 20, 1), said("b", 9, 1), said("c", 21, 2)) == {}
    assert pairs(said("a", 12, 1), said("b", 20, 2), said("c", 9, 2), said("d", 14, 3)) == {"d": "a"}


def test_an_undated_claim_is_neither_earlier_nor_later() -> None:
    assert pairs(said("a", 12, 0), said("b", 14, 2)) == {}
