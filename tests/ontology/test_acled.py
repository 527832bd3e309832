import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ontology import acled
from dateline.ontology.countries import countries
from dateline.ontology.plover import SECTORS, TYPES
from dateline.ontology.rule_table import NONE_TOLD, table
from dateline.record import ActorKind

ANY = frozenset[str]()


def test_there_are_25_sub_events_of_6_types_and_8_types_of_actors() -> None:
    assert len(acled.sub_events()) == 25
    assert len({kind.event_type for kind in acled.sub_events().values()}) == 6
    assert set(acled.actor_types()) == set(range(1, 9))


def test_rules_give_only_codes_that_acled_has() -> None:
    given_events = {rule.gives for rule in acled.sub_event_rules().rules}
    given_types = {rule.gives for rule in acled.inter_rules().rules}

    assert given_events - {""} <= set(acled.sub_events())
    assert given_types <= {str(code) for code in acled.actor_types()}


def test_rules_speak_only_of_types_modes_sectors_kinds_and_classes_that_there_are() -> None:
    modes = {mode.name for entry in TYPES.values() for mode in entry.modes}
    classes = {word for kind in acled.actor_types().values() for word in kind.classes} | acled.NOBODY
    allowed = {
        "type": set(TYPES),
        "mode": modes,
        "sector": set(SECTORS),
        "kind": set(ActorKind.__args__),  # type: ignore[attr-defined]
        "one": classes,
        "other": classes,
    }
    for name in ("acled_inter", "acled_sub_events"):
        for row in table(name):
            for column, known in allowed.items():
                words = set(row.get(column, "*").split("|")) - {"*", NONE_TOLD}
                assert words <= known, (row["rule"], column)


@pytest.mark.parametrize("type_", sorted(TYPES))
def test_every_type_and_mode_has_a_rule_whoever_takes_part(type_: str) -> None:
    for mode in (NONE_TOLD, *(mode.name for mode in TYPES[type_].modes)):
        for one in (acled.NOBODY, *(kind.classes for kind in acled.actor_types().values())):
            facts = (frozenset({type_}), frozenset({mode}), one, acled.NOBODY, frozenset({"one-way"}), ANY, ANY)
            assert acled.sub_event_rules().first(*facts) is not None


def test_everybody_has_a_type() -> None:
    for kind in ActorKind.__args__:  # type: ignore[attr-defined]
        for sector in (None, *SECTORS):
            for role in ("actor", "recipient"):
                code, rule = acled.inter(role, kind, sector, "ASSAULT", None)
                assert code in acled.actor_types() and rule.id


@pytest.mark.parametrize(
    ("role", "kind", "sector", "type_", "mode", "abroad", "code"),
    [
        ("actor", "group", "MIL", "ASSAULT", None, False, 1),
        ("actor", "group", "MIL", "ASSAULT", "aerial", True, 8),
        ("actor", "group", "REB", "ASSAULT", None, True, 2),
        ("actor", "group", "CRM", "ASSAULT", None, False, 3),
        ("actor", "group", None, "ASSAULT", None, False, 3),
        ("recipient", "person", "GOV", "ASSAULT", "targeted", False, 7),
        ("actor", "person", "GOV", "COERCE", "arrest", False, 1),
        ("actor", "population", "EDU", "PROTEST", "demo", False, 6),
        ("actor", "population", "EDU", "PROTEST", "riot", False, 5),
        ("recipient", "population", "EDU", "ASSAULT", "crowd-control", False, 6),
        ("actor", "population", None, "ASSAULT", "primitive", False, 5),
        ("actor", "population", None, "ASSAULT", "firearms", False, 4),
        ("recipient", "population", None, "ASSAULT", None, False, 7),
        ("recipient", "organisation", "MED", "ASSAULT", None, False, 7),
        ("actor", "group", "IGO", "ASSAULT", None, False, 8),
    ],
)
def test_what_somebody_is_goes_by_what_they_are_and_do(
    role: str, kind: str, sector: str | None, type_: str, mode: str | None, abroad: bool, code: int
) -> None:
    assert acled.inter(role, kind, sector, type_, mode, abroad=abroad)[0] == code


@pytest.mark.parametrize(
    ("one", "other", "code", "words"),
    [
        (1, 2, 12, "State forces and Rebel group"),
        (7, 3, 37, "Political militia and Civilians"),
        (6, None, 60, "Protesters alone"),
    ],
)
def test_an_interaction_is_both_types_the_lower_first(one: int, other: int | None, code: int, words: str) -> None:
    assert acled.interaction(one, other) == code
    assert acled.interaction_words(code) == words


def test_there_is_no_interaction_of_nobody_nor_one_the_wrong_way_round() -> None:
    assert acled.interaction(None, None) is None
    assert acled.interaction_words(21) is None
    assert acled.interaction_words(9) is None


def test_time_precision_is_day_week_or_month_and_no_wider() -> None:
    first = datetime.date(2019, 2, 1)
    spans = {
        days: acled.time_precision(first, first + datetime.timedelta(days=days - 1)) for days in (1, 2, 7, 8, 31, 32)
    }

    assert spans == {1: 1, 2: 2, 7: 2, 8: 3, 31: 3, 32: None}


def test_geo_precision_is_coarser_than_where_prec_and_ends_at_the_province() -> None:
    assert [acled.geo_precision(code) for code in (1, 2, 3, 4, 5, 6, 7, None)] == [1, 2, 2, 3, None, None, None, None]


def test_the_day_written_is_the_middle_and_of_a_month_the_15th() -> None:
    day = datetime.date

    assert acled.event_day(day(2019, 2, 21), day(2019, 2, 21)) == day(2019, 2, 21)
    assert acled.event_day(day(2019, 2, 18), day(2019, 2, 24)) == day(2019, 2, 21)
    assert acled.event_day(day(2019, 2, 1), day(2019, 2, 28)) == day(2019, 2, 15)
    assert acled.event_day(day(2019, 12, 1), day(2019, 12, 31)) == day(2019, 12, 15)


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 1, 1)), st.integers(0, 30))
def test_the_day_written_is_one_of_the_days(start: datetime.date, more: int) -> None:
    end = start + datetime.timedelta(days=more)

    assert start <= acled.event_day(start, end) <= end


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("dozens", 12),
        ("Tens of people", 10),
        ("several hundred", 100),
        ("tens of thousands of people", 10_000),
        ("several", None),
        ("hundredweight", None),
    ],
)
def test_vague_words_have_acleds_numbers(words: str, number: int | None) -> None:
    assert acled.vague_number(words) == number


def test_every_country_has_a_region_and_a_name() -> None:
    assert set(acled.country_codes()) == set(countries())
    assert acled.country_codes()["SYR"] == acled.CountryCodes(iso=760, region="Middle East", name="Syria")


def test_a_sub_event_is_wider_where_several_modes_lead_to_it() -> None:
    assert acled.is_wider("Air/drone strike")
    assert not acled.is_wider("Suicide bomb")


def test_the_table_of_given_names_knows_only_codes_that_there_are() -> None:
    for row in table("acled_names"):
        assert set(row["inter"].split("|")) <= set(map(str, acled.actor_types()))
        assert set(row["sector"].split("|")) <= {*SECTORS, "-", "*"}
        assert row["named"] in ("*", "no") and row["country"] in ("event", "own")
        assert "{country}" in row["name"] and row["source"]


def test_a_given_name_has_the_country_or_does_without() -> None:
    protesters, army = acled.given_name(6, None, named=True), acled.given_name(1, "MIL", named=True)
    assert protesters and (protesters.of("MLI"), protesters.of(None)) == ("Protesters (Mali)", "Protesters")
    assert army and (army.of("MLI"), army.of(None)) == ("Military Forces of Mali", None)
    assert acled.given_name(2, "REB", named=False) is None
