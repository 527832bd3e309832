"""The words that tellings and claims quote from their reports, with what stands before and after them.

A telling knows its sentence and where its trigger stands; a figure in that sentence takes what surrounds it from there.
Where the sentence does not tell for certain (the trigger stands in it twice), the surroundings are left unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.store.base import ClaimRow, Happening, TellingRow

_AROUND = 32  # code points on each side at most, as the Hypothesis client for web annotations takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a report, where they stand in its text (code points, end exclusive), and what surrounds them.

    `prefix` and `suffix` are None where they are not known, and empty at the ends of a sentence.
    """

    exact: str
    start: int | None = None
    end: int | None = None
    prefix: str | None = None
    suffix: str | None = None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence and where it begins in its report."""

    start: int
    text: str

    def quote(self, words: str, start: int, end: int) -> Quote | None:
        """The words with what surrounds them; None where they do not stand there."""
        first, last = start - self.start, end - self.start
        if first < 0 or self.text[first:last] != words:
            return None
        prefix, suffix = self.text[max(0, first - _AROUND) : first], self.text[last : last + _AROUND]
        return Quote(exact=words, start=start, end=end, prefix=prefix, suffix=suffix)


def quotes(happening: Happening) -> Mapping[tuple[str, str], Quote]:
    """The quote of each telling and claim, by report and entry."""
    sentences: dict[str, list[_Sentence]] = defaultdict(list)
    for telling in happening.tellings:
        if (sentence := _sentence(telling)) is not None:
            sentences[telling.report].append(sentence)
    told: tuple[TellingRow | ClaimRow, ...] = (*happening.tellings, *happening.claims)
    return {(entry.report, entry.entry): _quote(entry, sentences[entry.report]) for entry in told}


def _sentence(telling: TellingRow) -> _Sentence | None:
    """The telling's sentence, if its trigger stands in it once: only then is it known where it begins."""
    at = telling.sentence.find(telling.words)
    if at < 0 or telling.sentence.find(telling.words, at + 1) >= 0:
        return None
    return _Sentence(telling.at_start - at, telling.sentence)


def _quote(entry: TellingRow | ClaimRow, sentences: Iterable[_Sentence]) -> Quote:
    start, end = entry.at_start, entry.at_end
    if start is None or end is None:
        return Quote(exact=entry.words)
    within = (sentence.quote(entry.words, start, end) for sentence in sentences)
    return next(filter(None, within), None) or Quote(exact=entry.words, start=start, end=end)
