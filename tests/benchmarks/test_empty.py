"""How what is read out of nothing is counted."""

from __future__ import annotations

from benchmarks.empty import Found, read, table

from dateline.reading import Reading, Trigger
from dateline.record import Span


class Stub:
    def read(self, text: str) -> Reading:
        shot = Trigger(span=Span(0, 4), type="ASSAULT", mode=None, factuality="actual", actors=(), recipients=(),
                       place=None, time=None, today=False, score=1.0)  # fmt: skip
        return Reading(triggers=(shot,) if "shot" in text else ())


def test_what_is_read_is_counted_against_the_words() -> None:
    found = read(Stub(), ["shot from 30 metres", "a draw"])  # type: ignore[arg-type]
    assert (found.stories, found.words, found.events, found.figures) == (2, 6, 1, 0)
    assert round(found.rate, 1) == 16.7


def test_each_row_tells_its_ratio_to_the_stories_that_were_coded() -> None:
    coded = Found(stories=1, words=100, events=6, figures=2)
    some, none = Found(stories=1, words=100, events=1, figures=1), Found(stories=0, words=0, events=0, figures=0)
    rows = [line.split()[-1] for line in table({"sports": some, "markets": none}, coded)[1:]]
    assert rows == ["0.250", "0.000", "1.000"]
    assert table({"sports": some}, none)[1].endswith(" -")
