"""What a text around a time expression tells of it: the tense of its clause, and the day spoken of before.

Both are needed where no reader has told the event that a time belongs to, as in a plain text of unknown make-up.
"""

from __future__ import annotations

import re

from dateline.resolve.times.meanings import Tense
from dateline.resolve.times.words import MONTHS, tokenise

_REACH = 160
"""Characters to each side that are looked at: about a long clause."""

# The modals of futurity and 'be to', 'be expected to'; and the forms that mark a past (Huddleston and Pullum, The
# Cambridge Grammar of the English Language, ch. 3).
_AHEAD = re.compile(r"\b(?:will|shall|won't|would)\b|'ll\b|\b(?:is|are|was|were)(?: \w+)? to (?=\w)", re.IGNORECASE)
_BEHIND = re.compile(r"\b(?:was|were|had|did|has|have|been|said|[a-z]+ed)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;]['\"”’)]*\s+(?=[\"“'‘(]?[A-Z])|\n\s*\n")


def clause_tense(text: str, start: int, end: int) -> Tense | None:
    """The tense of the clause around the characters from `start` to `end`: of the nearest verb form that shows one,
    those before first. News looks back where nothing shows. A month or a day of one gets none, as the clause tells
    less of it than its distance does: 'a dividend was declared, payable Nov. 15', 'the Aug. 7 attack will be tried'."""
    if MONTHS.keys() & tokenise(text[start:end]):
        return None
    before = _SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + _REACH])[0]
    ahead, behind = _last(_AHEAD, before), _last(_BEHIND, before)
    if ahead == behind:  # neither
        ahead, behind = -_first(_AHEAD, after), -_first(_BEHIND, after)
    return "future" if ahead > behind else "past"


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def _first(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return match.start() if match else _REACH
