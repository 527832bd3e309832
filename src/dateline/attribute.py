"""Whose words these are: statements, and the statement that an event or figure stands in."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.record import Span, Statement

OPENING_QUOTES = "\"“„«'‘"
CLOSING_QUOTES = "\"”“»'’"


def is_quotation(content: Sequence[Span], text: str) -> bool:
    """Whether reported words are told in quotation marks: one stands right before or behind them.

    A sentence in the middle of a long quotation has none of its own, but an open one before it.
    """
    return any(_is_marked(span, text) or _stands_open(span.start, text) for span in content)


def _is_marked(span: Span, text: str) -> bool:
    before, after = text[: span.start].rstrip()[-1:], text[span.end :].lstrip(" ,.?!")[:1]
    return (before in OPENING_QUOTES and before != "") or (after in CLOSING_QUOTES and after != "")


def _stands_open(at: int, text: str) -> bool:
    """Whether a typographic quotation is open at a place: straight marks do not tell open from closed."""
    return text.rfind("“", 0, at) > text.rfind("”", 0, at)


def source_of(span: Span, statements: Sequence[Statement]) -> str | None:
    """The statement whose content holds a span, the shortest of several; None: the report's own voice.

    The coding guide's rule: an event told in what somebody says has that statement as its source.
    """
    holding = [
        (piece.end - piece.start, n, statement.id)
        for n, statement in enumerate(statements)
        for piece in statement.content
        if piece.start <= span.start < piece.end
    ]
    return min(holding)[2] if holding else None
