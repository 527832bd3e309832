import pytest

from dateline.export.acled import COLUMNS as ACLED_COLUMNS
from dateline.export.ged import COLUMNS as GED_COLUMNS
from dateline.ontology.code_lists import ACLED, COLUMN, GED, all_codes, codes_in, known_codes, meanings, parted
from dateline.ontology.plover import MEASURES, SECTORS, TYPES


@pytest.mark.parametrize(
    ("asked", "book", "field"),
    [
        ("ASSAULT", "PLOVER", "type"),
        ("assault-drone", "PLOVER", "mode"),
        ("drone", "PLOVER", "mode"),
        ("MIL", "PLOVER", "sector"),
        ("killed", "Dateline", "measure"),
        ("under way", "Dateline", "status"),
        ("Armed clash", "ACLED", "sub_event_type"),
        ("Battles", "ACLED", "event_type"),
        ("rebel group", "ACLED", "inter"),
        ("inter1=3", "ACLED", "inter"),
        ("interaction=12", "ACLED", "interaction"),
        ("geo_precision=3", "ACLED", "geo_precision"),
        ("where_prec=4", "UCDP GED", "where_prec"),
        ("type_of_violence=2", "UCDP GED", "type_of_violence"),
        ("gwno=652", "UCDP GED", "country_id"),
        ("SYR", "ISO 3166-1", "country"),
        ("A16", "ACLED", "rule of sub_event_type"),
        ("fatalities", "ACLED", "column"),
    ],
)
def test_a_code_of_any_list_has_a_meaning(asked: str, book: str, field: str) -> None:
    assert (book, field) in {(code.book, code.field) for code in meanings(asked)}


def test_a_code_of_several_lists_has_all_its_meanings_and_a_book_chooses() -> None:
    assert {code.book for code in meanings("4")} == {"ACLED", "UCDP GED"}
    assert {code.book for code in meanings("ged=4")} == {"UCDP GED"}
    assert {code.book for code in meanings("acled:4")} == {"ACLED"}


def test_a_column_may_stand_before_a_code_with_either_mark_and_spaces() -> None:
    assert parted("where_prec = 4") == parted("where_prec:4") == ("where_prec", "4")
    assert parted(" 4 ") == ("", "4")
    assert [code.code for code in codes_in("type_of_violence")] == ["1", "2", "3"]


def test_what_no_list_has_has_no_meaning() -> None:
    assert meanings("no such code") == meanings("") == meanings("where_prec=9") == ()


def test_every_list_is_complete_and_every_code_has_a_meaning_and_a_source() -> None:
    assert {*TYPES, *SECTORS, *MEASURES} <= set(known_codes())
    assert all(code.meaning and code.source for code in all_codes())


def test_the_columns_are_those_that_are_written_in_their_order() -> None:
    for book, columns in ((ACLED, ACLED_COLUMNS), (GED, GED_COLUMNS)):
        assert tuple(c.code for c in all_codes() if c.book == book and c.field == COLUMN) == columns
