"""How far a place reaches by UCDP's where_prec, and PLOVER's resolution for it."""

from __future__ import annotations

import itertools

from dateline.ontology.where_prec import precisions


def test_every_code_of_ucdps_list_is_there() -> None:
    assert list(precisions()) == [1, 2, 3, 4, 5, 6, 7]


def test_two_reaches_the_25_kilometres_of_the_codebook() -> None:
    assert precisions()[2].reach_km == 25


def test_the_less_precise_a_place_the_farther_it_reaches_and_the_coarser_its_resolution() -> None:
    for one, other in itertools.pairwise(precisions()[code] for code in range(1, 6)):
        assert one.reach_km is not None and other.reach_km is not None
        assert one.reach_km < other.reach_km
        assert one.plover_resolution is not None and other.plover_resolution is not None
        assert one.plover_resolution >= other.plover_resolution


def test_a_country_and_what_is_unknown_have_no_reach() -> None:
    assert [precisions()[code].reach_km for code in (6, 7)] == [None, None]
    assert [precisions()[code].plover_resolution for code in (6, 7)] == [1, None]
