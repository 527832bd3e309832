from dateline.ontology import acled, ged
from dateline.ontology.rule_table import Rule, RuleTable, table

TABLES = (acled.inter_rules, acled.sub_event_rules, ged.party_rules, ged.violence_rules)


def test_the_first_rule_that_fits_decides() -> None:
    rules = RuleTable("ged_violence", ("type", "one", "other"), "type_of_violence")
    facts = (frozenset({"ASSAULT"}), frozenset({"group"}), frozenset({"state"}))

    assert rules.first(*facts) == Rule(id="T04", gives="1", why="an organised group against a government", source="CB")


def test_one_of_several_words_is_enough_and_none_of_them_is_not() -> None:
    rules = RuleTable("ged_violence", ("type", "one", "other"), "type_of_violence")
    protest = frozenset({"PROTEST"})

    assert rules.first(protest, frozenset({"civilians"}), frozenset({"state", "civilians"})).gives == "3"  # type: ignore[union-attr]
    assert rules.first(protest, frozenset({"civilians"}), frozenset({"civilians"})).gives == ""  # type: ignore[union-attr]


def test_nothing_fits_where_no_rule_does() -> None:
    rules = RuleTable("acled_sub_events", ("type",), "sub_event_type")

    assert rules.first(frozenset({"NO-SUCH-TYPE"})) is None


def test_comments_are_no_rows() -> None:
    assert {row["region"] for row in table("ged_regions")} == {"Africa", "Americas", "Asia", "Europe", "Middle East"}


def test_every_rule_has_an_id_of_its_own_a_reason_and_a_source() -> None:
    for rules in TABLES:
        found = rules().rules
        assert len({rule.id for rule in found}) == len(found)
        assert all(rule.why and rule.source in ("AI", "ET", "CB", "D") for rule in found)
