"""PLOVER's codes for actors."""

from __future__ import annotations

import csv
import importlib.resources

import pytest

from dateline.ontology.actors import actor_table
from dateline.ontology.countries import countries
from dateline.ontology.plover_codes import ActorCode, actor_code

ROWS = list(
    csv.DictReader(
        importlib.resources.files("dateline.ontology").joinpath("data/plover_codes.csv").read_text("utf-8").splitlines()
    )
)


def test_a_country_goes_by_its_iso_code() -> None:
    assert actor_code("rebels", "SYR", "REB") == ActorCode(code="SYR", sector="REB")


def test_what_is_not_known_stays_so() -> None:
    assert actor_code("gunmen", None, None) == ActorCode(code=None, sector=None)


@pytest.mark.parametrize(("country", "code"), [("XKX", "KOS"), ("GLP", "FRA"), ("HKG", "HKG"), ("PSE", "PSE")])
def test_dependencies_fold_into_their_sovereign_and_hong_kong_and_palestine_do_not(country: str, code: str) -> None:
    assert actor_code("people", country, "CVL") == ActorCode(code=code, sector="CVL")


def test_a_partially_recognised_state_is_a_sector_of_its_sovereign() -> None:
    assert actor_code("Polisario Front", "ESH", "REB") == ActorCode(code="MAR", sector="PRE")


def test_international_bodies_have_a_code_instead_of_a_country() -> None:
    assert actor_code("the UN", None, "IGO") == ActorCode(code="UNO", sector=None)
    assert actor_code("African Union", None, "IGO") == ActorCode(code="IGO", sector=None)


def test_every_row_has_a_source_and_names_what_our_other_tables_know() -> None:
    for row in ROWS:
        assert row["source"]
        if row["kind"] == "country":
            assert {row["of"]} <= set(countries())
        if row["kind"] == "body":
            known = actor_table().named(row["of"])
            assert known is not None and known.name == row["of"]
