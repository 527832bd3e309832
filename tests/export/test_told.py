import datetime

import pytest
from tests.export.samples import BARE, BOMBING, SUNDAY, THURSDAY, changed, claim, telling

from dateline.export.told import day_words, last_published, notes, publishers, quoted, speakers


def test_a_day_is_written_alike_whatever_the_locale() -> None:
    assert day_words(datetime.date(2019, 2, 1)) == "1 February 2019"


def test_publishers_and_speakers_stand_once_in_the_order_of_publication() -> None:
    assert publishers(BOMBING) == ("Example Press", "Daily News")
    assert speakers(BOMBING) == ("Health Ministry", "residents", "Army")


def test_the_last_report_is_the_latest_of_those_with_a_date() -> None:
    undated = telling("two", "e1", "car bomb", published=None)

    assert last_published(changed(tellings=(undated, *BOMBING.tellings))) == SUNDAY
    assert last_published(changed(tellings=(undated,))) is None


def test_notes_quote_the_surest_telling_of_a_fact() -> None:
    sure, denied = (
        telling("one", "e1", "car bomb"),
        telling("two", "e1", "car bomb", factuality="negated", confidence=1.0),
    )

    assert notes(changed(tellings=(denied, sure), claims=())).startswith(
        "On 21 February 2019, in Azmarin: “BEIRUT – A car"
    )


def test_notes_quote_no_sentence_that_denies_part_of_it_where_another_tells_it() -> None:
    plain = telling("one", "e1", "car bomb", confidence=0.5)
    mixed = telling("two", "e1", "car bomb", confidence=0.9)
    denied = telling("two", "e2", "bomb", factuality="negated")

    assert "“BEIRUT – A car" in notes(changed(tellings=(plain, mixed, denied), claims=()))


def test_notes_quote_a_telling_of_the_events_own_type_and_mode() -> None:
    other, own = telling("two", "e1", "car bomb", mode=None, confidence=1.0), telling("one", "e1", "car bomb")

    assert "“BEIRUT – A car" in notes(changed(tellings=(other, own), claims=()))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('He said "no"  twice', "“He said 'no' twice”"),
        ("“No,” she said", "“‘No,’ she said”"),
        ("``They knew,'' he said", "“‘They knew,’ he said”"),
        ("the two villages' elders", "“the two villages' elders”"),
    ],
)
def test_a_quotation_within_a_quotation_is_marked_singly(words: str, found: str) -> None:
    assert quoted(words) == found


def test_notes_say_what_was_denied_or_expected() -> None:
    claims = (
        claim("one", "f1", "12 people", None, words="no civilians", factuality="negated", speaker="the army"),
        claim("two", "f1", "Nine militants", 9.0, factuality="future"),
    )

    told = notes(changed(claims=claims, tellings=()))

    assert (
        "Killed: denied: “no civilians” (the army, Example Press, 22 February 2019); expected: “Nine militants”" in told
    )


def test_notes_say_how_many_claims_they_leave_out() -> None:
    claims = tuple(claim("one", f"f{n}", "12 people", float(n), words=f"{n} people") for n in range(20))

    assert notes(changed(claims=claims)).endswith("; and 12 more.")


def test_notes_of_an_event_of_which_nothing_is_known_are_empty() -> None:
    assert notes(BARE) == ""


def test_notes_tell_all_days_and_an_inexact_place() -> None:
    later = changed(end=THURSDAY + datetime.timedelta(days=2), precision=2, tellings=(), claims=())

    assert notes(later) == "Between 21 February 2019 and 23 February 2019, near Azmarin."


def test_a_long_sentence_is_cut() -> None:
    long = telling("one", "e1", "car bomb", sentence="word " * 200, publisher=None, published=None)

    assert notes(changed(tellings=(long,), claims=())).endswith("word…”.")
