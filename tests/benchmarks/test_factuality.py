"""How the factuality of acts is scored."""

from __future__ import annotations

from collections import Counter

from benchmarks.factuality import compare, table

from dateline.reading import Reading, Trigger
from dateline.record import Span

TEXT = "Rebels seized the town and may leave it; they burned a bridge."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def trigger(words: str, factuality: str) -> Trigger:
    return Trigger(span=span(words), type="ASSAULT", mode=None, factuality=factuality, actors=(), recipients=(),  # type: ignore[arg-type]
                   place=None, time=None, today=False, score=1.0)  # fmt: skip


class Stub:
    def read(self, text: str) -> Reading:
        return Reading(triggers=(trigger("seized", "actual"), trigger("may leave", "future")))


def test_acts_that_are_found_are_compared_and_the_others_and_open_ones_left_out() -> None:
    acts = {span("seized"): "actual", span("leave"): "hypothetical", span("burned"): "actual"}
    assert compare(Stub(), TEXT, acts) == {("actual", "actual"): 1, ("hypothetical", "future"): 1}  # type: ignore[arg-type]
    assert compare(Stub(), TEXT, {span("seized"): None}) == {}  # type: ignore[arg-type]


def test_the_table_ends_with_the_share_that_is_right_beside_that_of_taking_all_as_happened() -> None:
    found = Counter({("actual", "actual"): 2, ("future", "future"): 1, ("future", "actual"): 1})
    assert table(found)[-1] == "right: 75.0 % of 4 acts; all taken as actual: 50.0 % (ratio 1.50)"
    assert table(Counter())[-1] == "0 acts, none of which happened: nothing to compare with"
