"""Quantity expressions come to the value that the coding guide gives them."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve import quantities
from dateline.resolve.quantities import QuantityValue, numerals, resolve, units

TRAIN = pathlib.Path(__file__).resolve().parents[4] / "shared" / "bench" / "train.jsonl"


def value(words: str) -> tuple[Any, ...]:
    """The value of the words, without the rule that gave it."""
    q = resolve(words)
    return q.low, q.best, q.high, q.hedge, q.unit


def exact(n: float, unit: str | None = None) -> tuple[Any, ...]:
    return n, n, n, "exact", unit


def about(n: float, unit: str | None = None) -> tuple[Any, ...]:
    return None, n, None, "about", unit


def over(n: float, unit: str | None = None) -> tuple[Any, ...]:
    return n, n, None, "over", unit


def under(n: float, unit: str | None = None) -> tuple[Any, ...]:
    return None, n, n, "under", unit


def between(low: float, best: float, high: float, unit: str | None = None) -> tuple[Any, ...]:
    return low, best, high, "range", unit


def vague(low: float | None = None, unit: str | None = None) -> tuple[Any, ...]:
    return low, None, None, "vague", unit


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("20", 20), ("1,500 fighters", 1500), ("1, 469 cases", 1469),
        ("1,00,000 people", 100_000), ("10 000 people", 10_000),
        ("2.5 million", 2_500_000), ("1.2bn", 1_200_000_000), ("30k", 30_000), ("5 lakh", 500_000),
        ("two", 2), ("Thirty-nine people", 39), ("two hundred and fifty thousand", 250_000),
        ("two thousand five hundred", 2500), ("one hundred and one", 101), ("a hundred", 100),
        ("a dozen cars", 12), ("two dozen", 24), ("three score", 60), ("half a dozen", 6), ("half a million", 500_000),
        ("one and a half million", 1_500_000), ("1½ million", 1_500_000), ("a million and a half people", 1_500_000),
        ("a quarter of a million", 250_000),
        ("30,000-strong force", 30_000), ("four-man sniper unit", 4), ("a gang of four", 4), ("a family of five", 5),
        ("a total of 24 fighters", 24), ("A further seven children", 7), ("another 39", 39), ("all 14 rebels", 14),
        ("all of the 20", 20), ("The other two", 2), ("10 of 12 victims", 10), ("two of its soldiers", 2),
        ("The pair", 2), ("Both attacks", 2), ("triple suicide attacks", 3), ("attacks three times", 3),
        ("two F-16 jets", 2), ("two 120mm mortars", 2), ("two 500-pound bombs", 2), ("2014 people", 2014),
    ],
)  # fmt: skip
def test_a_number_in_digits_or_words_is_exact(words: str, expected: int) -> None:
    assert value(words) == exact(expected)


@pytest.mark.parametrize(
    "words",
    ["a man", "an Afghan soldier", "another", "One person", "one woman from Britain", "a 25-year-old trader",
     "a 13-year-old", "a second man",
     "a fifth protester", "a two-star general",
     "an F-16 jet", "a US two-seat jet", "a Boeing 747", "a mother of three",
     "a boy of 12", "a member of the group", "a man from the group of captives", "a double agent",
     "a man with a ton of explosives",
     "a night watchman"],
)  # fmt: skip
def test_an_article_with_a_noun_counts_one_whatever_numbers_describe_it(words: str) -> None:
    assert value(words) == exact(1)


@pytest.mark.parametrize(
    "words", ["no civilians", "none", "No one", "no-one", "nobody", "not one", "not a single", "zero"]
)
def test_none_is_zero(words: str) -> None:
    assert value(words) == exact(0)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("around 200 troops", about(200)), ("some 200", about(200)), ("an estimated 11 citizens", about(11)),
        ("close to 20,000 strong", about(20_000)), ("40 or so others", about(40)), ("a dozen or so", about(12)),
        ("a couple of men", about(2)), ("an elderly couple", exact(2)), ("~300", about(300)),
        ("more than 40 trucks", over(40)), ("a little more than 40", over(40)),
        ("no fewer than 20", over(20)), ("at least a dozen", over(12)),
        ("at least another 500,000", over(500_000)), ("20 or more", over(20)), ("20+", over(20)), ("20-plus", over(20)),
        ("more than some 200", over(200)), ("a minimum of 20", over(20)), ("≥ 20", over(20)),
        ("up to 350 militants", under(350)), ("as many as 16 people", under(16)), ("no more than 20", under(20)),
        ("does not exceed 500", under(500)), ("a maximum of 45,000 places", under(45_000)), ("20 or fewer", under(20)),
    ],
)  # fmt: skip
def test_a_hedge_opens_the_bound_that_it_names(words: str, expected: tuple[Any, ...]) -> None:
    assert value(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("20 to 30", between(20, 25, 30)), ("between 20 and 30 people", between(20, 25, 30)),
        ("1,500-2,000 fighters", between(1500, 1750, 2000)), ("20 – 30", between(20, 25, 30)),
        ("two or three", between(2, 2.5, 3)), ("two or three hundred", between(200, 250, 300)),
        ("2 to 3 million", between(2_000_000, 2_500_000, 3_000_000)), ("20-30,000", between(20_000, 25_000, 30_000)),
        ("estimated 350,000 to 400,000 people", between(350_000, 375_000, 400_000)),
        ("between 5-6% of eligible people", between(5, 5.5, 6, "%")), ("5% to 6%", between(5, 5.5, 6, "%")),
        ("about 30 to 40km", between(30, 35, 40, "km")), ("between a third and a half", between(33.3, 41.65, 50, "%")),
        ("between half and a quarter", between(25, 37.5, 50, "%")),
        ("$2-3bn", between(2_000_000_000, 2_500_000_000, 3_000_000_000, "USD")),
    ],
)  # fmt: skip
def test_two_numbers_make_a_range_with_its_middle(words: str, expected: tuple[Any, ...]) -> None:
    assert value(words) == expected


@pytest.mark.parametrize(
    ("words", "low"),
    [
        ("dozens", 24), ("scores", 40), ("hundreds more", 200), ("thousands of supporters", 2000),
        ("millions", 2_000_000),
        ("tens of thousands of people", 20_000), ("hundreds of thousands", 200_000), ("Several dozen fighters", 24),
        ("a few hundred", 200), ("several hundred thousand", 200_000), ("many thousands", 2000),
        ("hundreds and possibly thousands of people", 200), ("a crowd of several hundred", 200),
        ("civilians by the dozens", 24), ("up to hundreds", 200),
    ],
)  # fmt: skip
def test_a_plural_of_size_sets_only_a_lower_bound(words: str, low: int) -> None:
    assert value(words) == vague(low)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("many French women", None), ("several others", None), ("some members", None), ("a few schools", None),
        ("a number of soldiers", None), ("A large number of former fighters", None), ("a handful", None),
        ("a swarm of drones", None), ("a large crowd", None), ("many of the 3 million", None), ("more dead", None),
        ("most of the city", "%"), ("the vast majority", "%"), ("nearly all civilians", "%"), ("all but one", "%"),
        ("a large part of the city", "%"),
    ],
)  # fmt: skip
def test_a_vague_word_sets_no_bound(words: str, unit: str | None) -> None:
    assert value(words) == vague(None, unit)


def test_the_rule_of_a_crowd_names_the_crowd() -> None:
    assert resolve("a large crowd").rule == "'crowd' sets no bound"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("85 per cent", exact(85, "%")), ("59.4 percent", exact(59.4, "%")), ("1.9% of those", exact(1.9, "%")),
        ("about half of Raqqa", about(50, "%")), ("half the nation", exact(50, "%")),
        ("a third of it", exact(33.3, "%")),
        ("two-thirds of offices", exact(66.7, "%")), ("just over a quarter of its requests", over(25, "%")),
        ("more than three-quarters of the victims", over(75, "%")), ("the fifth of Hebron", exact(20, "%")),
        ("one in five", exact(20, "%")), ("two out of every three homes", exact(66.7, "%")),
        ("1/3 of the force", exact(33.3, "%")),
    ],
)  # fmt: skip
def test_shares_are_per_cent(words: str, expected: tuple[Any, ...]) -> None:
    assert value(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("£7.6bn", exact(7_600_000_000, "GBP")), ("$1m", exact(1_000_000, "USD")),
        ("A$20 million", exact(20_000_000, "AUD")),
        ("up to dlrs 2 million", under(2_000_000, "USD")), ("some 8,500 US dollars", about(8500, "USD")),
        ("100,000 Kenyan shillings", exact(100_000, "KES")), ("25-million-dollar bounty", exact(25_000_000, "USD")),
        ("nearly a quarter of a billion dollars", about(250_000_000, "USD")), ("500 pounds", exact(500, "GBP")),
        ("tens of millions of dollars", vague(20_000_000, "USD")), ("5,000 dinars", exact(5000)),
        ("Sh346 billion", exact(346_000_000_000)), ("KSh1.5 million", exact(1_500_000, "KES")),
        ("R7-million", exact(7_000_000, "ZAR")), ("US25,000", exact(25_000, "USD")),
        ("topped $50 million", over(50_000_000, "USD")), ("10 million kina", exact(10_000_000, "PGK")),
    ],
)  # fmt: skip
def test_money_has_its_currency_code_where_the_words_tell_it(words: str, expected: tuple[Any, ...]) -> None:
    assert value(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("less than half a square kilometre", under(0.5, "km2")), ("100 square miles", exact(259, "km2")),
        ("1,000 hectares", exact(10, "km2")), ("12 acres", exact(0.0486, "km2")), ("5 km²", exact(5, "km2")),
        ("hundreds of square kilometres", vague(200, "km2")),
        ("an 850-square-kilometre park", exact(850, "km2")), ("30km", exact(30, "km")),
        ("19 miles", exact(30.6, "km")),
        ("30km-deep buffer zone", exact(30, "km")), ("2.8 kg of heroin", exact(2.8, "kg")),
        ("500-pound bomb", exact(226.8, "kg")), ("six-foot wall", exact(1.83, "m")), ("30m high", exact(30, "m")),
        ("nine- to 12-mile (15-20km) zone", between(15, 17.5, 20, "km")), ("20 foot soldiers", exact(20)),
    ],
)  # fmt: skip
def test_measures_are_metric_and_area_is_square_kilometres(words: str, expected: tuple[Any, ...]) -> None:
    assert value(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("three soldiers and two civilians", exact(5)), ("a man, two women and a child", exact(4)),
        ("at least six children and two women", over(8)),
        ("12 aid workers and drivers", exact(12)), ("ten people killed and five people wounded", exact(10)),
        ("eight people, two of them children", exact(8)), ("two attacks and 20 deaths", exact(2)),
    ],
)  # fmt: skip
def test_counts_of_people_add_up_unless_fate_or_kind_parts_them(words: str, expected: tuple[Any, ...]) -> None:
    assert value(words) == expected


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("2019-02-22", "date"), ("22 February 2019", "date"), ("in 2014", "date"), ("the 2003 invasion", "date"),
        ("2013-2014", "date"), ("between 2010 and 2014", "date"), ("1990s", "decade"), ("25 years old", "age"),
        ("the 25-year-old man", "age"), ("aged 25", "age"), ("children under five", "age"),
        ("for two hours", "duration"),
        ("half an hour", "duration"), ("20 to 25 years", "duration"), ("a week ago", "duration"), ("10:30", "clock"),
        ("3 pm", "clock"), ("3-1", "score"), ("the third", "ordinal"), ("82nd Airborne", "ordinal"),
        ("No. 2 leader", "rank"), ("+44 20 7946 0958", "telephone"), ("9/11", "date"), ("120mm", "calibre"),
        ("children", "no words of number"), ("", "no words of number"), ("9" * 40, "code"),
    ],
)  # fmt: skip
def test_what_is_no_figure_gets_no_value_and_a_reason(words: str, why: str) -> None:
    assert value(words) == (None, None, None, None, None)
    assert why in resolve(words).rule


def test_a_number_behind_a_duration_still_counts_without_the_hedge_of_the_duration() -> None:
    assert value("more than three-day siege by 20 men") == exact(20)


def test_whole_numbers_stay_ints() -> None:
    assert all(isinstance(resolve(words).best, int) for words in ("5.4 million", "50%", "20 to 30", "1,000 hectares"))


def test_the_factors_of_units_are_those_of_a_units_library() -> None:
    pint = pytest.importorskip("pint")
    registry = pint.UnitRegistry()
    names = {"miles": "mile", "feet": "foot", "yards": "yard", "lb": "pound", "hectares": "hectare"}
    for word, name in {**names, "acres": "mile ** 2 / 640"}.items():  # pint's own acre is that of the old US survey
        (unit,) = units.UNITS[word]
        target = "km ** 2" if unit.name == "km2" else str(unit.name)
        expected = registry.parse_expression(name).to(target).magnitude
        assert float(unit.factor) == pytest.approx(expected, rel=1e-9)


# --- properties -----------------------------------------------------------------------------------

_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
          "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_GROUPS = [(10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")]
_VOCABULARY = sorted(
    {*quantities._LEXICON, *units.UNITS, *numerals.SCALES}
    | {"20", "1,500", "2.5", "2014", "10:30", "and", "to", "of", "or", "-", "(", ")", ",", "/", "+", "men", "m"}
)


def in_words(n: int) -> str:
    if n < 20:
        return _SMALL[n]
    if n < 100:
        return _TENS[n // 10 - 2] + (f"-{_SMALL[n % 10]}" if n % 10 else "")
    size, name = next(group for group in _GROUPS if n >= group[0])
    rest = n % size
    joint = " and " if 0 < rest < 100 else " "
    return f"{in_words(n // size)} {name}" + (joint + in_words(rest) if rest else "")


def in_order(q: QuantityValue) -> bool:
    bounds = [bound for bound in (q.low, q.best, q.high) if bound is not None]
    return bounds == sorted(bounds)


_QUANTITY_LIKE = st.lists(st.sampled_from(_VOCABULARY)).flatmap(lambda w: st.sampled_from([" ".join(w), "".join(w)]))


@given(st.text() | _QUANTITY_LIKE)
def test_no_words_raise_and_bounds_are_in_order(words: str) -> None:
    q = resolve(words)
    assert in_order(q)
    assert q.rule
    assert (q.hedge is not None) or (q.low is q.best is q.high is q.unit is None)
    assert resolve(words) == q


@given(st.integers(0, 10**15))
def test_digits_with_commas_resolve_back_to_the_number(n: int) -> None:
    assert value(f"{n:,} people") == exact(n)
    assert value(f"at least {n:,}") == over(n)


@given(st.integers(0, 10**12 - 1))
def test_number_words_resolve_back_to_the_number(n: int) -> None:
    assert value(f"{in_words(n)} people") == exact(n)
    assert value(f"around {in_words(n)} people") == about(n)


@given(st.integers(1000, 10**9), st.integers(1000, 10**9))
def test_a_range_keeps_both_ends(a: int, b: int) -> None:
    low, high = sorted((a, b))
    for words in (f"between {low:,} and {high:,} people", f"{low:,}-{high:,}", f"from {low:,} to {high:,} people"):
        q = resolve(words)
        assert (q.low, q.high, q.hedge) == (low, high, "range")
        assert q.best == pytest.approx((low + high) / 2)


# --- the gold figures -----------------------------------------------------------------------------


@pytest.mark.skipif(not TRAIN.exists(), reason=f"the gold records are not beside the repository ({TRAIN.name})")
def test_the_gold_figures_are_resolved_as_people_coded_them() -> None:
    right = {"triple": 0, "hedge": 0, "unit": 0}
    total = 0
    for line in TRAIN.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for figure in record["figures"]:
            q = resolve(record["report"]["text"][figure["text"]["start"] : figure["text"]["end"]])
            total += 1
            right["triple"] += (q.low, q.best, q.high) == (figure["low"], figure["best"], figure["high"])
            right["hedge"] += q.hedge == figure["hedge"]
            right["unit"] += q.unit == figure["unit"]
    assert {what: n / total >= 0.99 for what, n in right.items()} == dict.fromkeys(right, True), (right, total)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a polio vaccinator and his relative", 2),
        ("a man and his two sons", 3),
        ("a bus driver and his 7-year-old son", 2),
        ("a seven year old boy", 1),
        ("six civilians and two soldiers", 8),
        ("three of them children", 3),
        ("a family of five", 5),
    ],
)
def test_kin_are_counted_with_whose_they_are_and_ages_are_not(words: str, expected: int) -> None:
    value = resolve(words)
    assert (value.low, value.best, value.high) == (expected, expected, expected)


@given(st.integers(2, 12), st.integers(2, 12))
def test_two_groups_of_people_add_up(a: int, b: int) -> None:
    assert resolve(f"{a} soldiers and {b} civilians").best == a + b
    assert resolve(f"a man and his {b} sons").best == 1 + b
