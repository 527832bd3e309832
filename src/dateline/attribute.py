"""Whose words these are: statements, and the statement that an event or figure stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dateline.record import Span, Statement

_OPENING = '"“„«'
_CLOSING = '"”»'
_SINGLE = "'‘"  # apostrophes too: they open a quotation only where a space or the text's start stands before
_LONGEST_QUOTATION = 3000  # characters; an older mark that was never closed is a slip of the writer


def is_quotation(content: Sequence[Span], text: str) -> bool:
    """Whether reported words are told in quotation marks.

    One opens right before them, or closes right behind their last mark of punctuation; or, for a sentence
    in the middle of a long quotation, one that was opened before still stands open.
    """
    return any(_is_opened(span, text) or _is_closed(span, text) or _stands_open(span.start, text) for span in content)


def _is_opened(span: Span, text: str) -> bool:
    before, own = text[max(0, span.start - 2) : span.start], text[span.start : span.start + 1]
    if own and own in _OPENING:
        return True
    if before[-1:] and before[-1] in _SINGLE:
        return before[:-1].strip() == ""
    return before[-1:] != "" and before[-1] in _OPENING


def _is_closed(span: Span, text: str) -> bool:
    after = text[span.end : span.end + 3].lstrip(",.?!…")[:1]
    return after != "" and after in _CLOSING and not any(mark in span.of(text) for mark in _OPENING)


def _stands_open(at: int, text: str) -> bool:
    """Typographic marks only: straight ones do not tell open from closed."""
    since = max(0, at - _LONGEST_QUOTATION)
    return text.rfind("“", since, at) > text.rfind("”", since, at)


class Sources:
    """Finds the statement that an event or figure stands in.

    The coding guide's rule: what is told in the words that somebody is reported to have said has that
    statement as its source, the innermost of several; what stands outside them is the report's own voice.
    """

    def __init__(self, statements: Sequence[Statement]) -> None:
        pieces = [(piece.start, piece.end, s.id) for s in statements for piece in s.content]
        self._pieces = sorted(pieces)
        self._starts = [start for start, *_ in self._pieces]
        self._longest = max((end - start for start, end, _ in pieces), default=0)

    def of(self, span: Span) -> str | None:
        """The id of the statement whose content the span begins in, the shortest of several, or None."""
        last = bisect_right(self._starts, span.start)
        first = bisect_left(self._starts, span.start - self._longest)
        holding = [
            (end - start, n, id) for n, (start, end, id) in enumerate(self._pieces[first:last]) if span.start < end
        ]
        return min(holding)[2] if holding else None
