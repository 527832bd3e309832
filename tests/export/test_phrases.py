"""How figures are put into words on a page."""

import pytest
from tests.export.samples import figure

from dateline.export.phrases import figure_told, measure, population


@pytest.mark.parametrize(
    ("numbers", "more", "told"),
    [
        ((20.0, 20.0, 20.0), False, "1 claim counted"),
        ((12.0, 20.0, 34.0), False, "12 to 34, 1 claim counted"),
        ((20.0, 20.0, 20.0), True, "20 or more, 1 claim counted"),
        ((24.0, None, None), False, "24 or more, 1 claim counted"),
        ((None, None, None), False, "no number stands, 1 claim counted"),
    ],
)
def test_bounds_stand_beside_a_best_figure_where_they_say_more(numbers: tuple[float], more: bool, told: str) -> None:
    assert figure_told(figure("killed", *numbers, more=more)) == told


@pytest.mark.parametrize(
    ("whom", "words"),
    [("MIL of MLI", "armed forces of Mali"), ("REB", "rebels"), ("banner front", "banner front")],
)
def test_fighters_that_are_told_by_codes_are_called_by_words(whom: str, words: str) -> None:
    assert population(whom) == words
    assert measure(figure("killed", 1.0, 1.0, 1.0, whom=whom)) == f"killed ({words})"
