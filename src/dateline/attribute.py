"""Whose words these are: statements, and the statement that an event or figure stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dateline.record import Span, Statement

OPENING_QUOTES = "\"“„«'‘"
CLOSING_QUOTES = "\"”“»'’"
_BESIDE = 4  # characters in which a mark stands right beside its words
_LONGEST_QUOTATION = 3000  # characters; an older mark that was never closed is a slip of the writer


def is_quotation(content: Sequence[Span], text: str) -> bool:
    """Whether reported words are told in quotation marks: one stands right before or behind them.

    A sentence in the middle of a long quotation has none of its own, but an open one before it.
    """
    return any(_is_marked(span, text) or _stands_open(span.start, text) for span in content)


def _is_marked(span: Span, text: str) -> bool:
    before = text[max(0, span.start - _BESIDE) : span.start].rstrip()[-1:]
    after = text[span.end : span.end + _BESIDE].lstrip(" ,.?!")[:1]
    return (before != "" and before in OPENING_QUOTES) or (after != "" and after in CLOSING_QUOTES)


def _stands_open(at: int, text: str) -> bool:
    """Whether a typographic quotation is open at a place: straight marks do not tell open from closed."""
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
