"""Text -> words and word pieces, with exact offsets, as the encoder takes them.

A word here is what BERT's pre-tokenizer makes of a text: a run of letters and digits, or one mark.
Spans of the reader begin and end at words. Everything is an array over words or over pieces, so that
windows are slices.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from dateline.reader.labels import BREAKS, SHAPES

Ints = npt.NDArray[np.int64]

WINDOW = 510
"""Pieces in a window, without the two marks at its ends (the encoder's positions end at 512)."""

OVERLAP = 128
"""Pieces that neighbouring windows share, so that each word is read with at least half of it on either side."""

SLACK = 16
"""Pieces that a window may be longer than an even share, so that cutting between words does not need one more."""

START, END = 101, 102
"""BERT's [CLS] and [SEP]."""

MARK_SHAPE = len(SHAPES)
"""The shape of START and END, one past the shapes of words."""


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The words of a text (n) and their pieces (m)."""

    starts: Ints  # (n,) code point offsets
    ends: Ints  # (n,)
    breaks: Ints  # (n,) index into BREAKS: what stands before the word
    first: Ints  # (n,) the word's first piece
    last: Ints  # (n,) its last piece, inclusive
    pieces: Ints  # (m,) vocabulary ids
    shapes: Ints  # (m,) index into SHAPES, of the piece's word
    piece_breaks: Ints  # (m,) the word's break at its first piece, 'none' at the others

    def __len__(self) -> int:
        return len(self.starts)


def tokenize(text: str, tokenizer: Tokenizer) -> Tokens:
    """Splits a text into words and pieces. A text without a word gives empty arrays."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    words = np.array([-1 if w is None else w for w in encoding.word_ids], dtype=np.int64)
    pieces = np.array(encoding.ids, dtype=np.int64)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    first = np.flatnonzero(np.diff(words, prepend=-2) != 0)
    last = np.append(first[1:], len(words))[: len(first)] - 1
    starts, ends = offsets[first, 0], offsets[last, 1]
    breaks = _breaks(text, starts, ends)
    word_shapes = np.array([_shape(text[a:b]) for a, b in zip(starts, ends, strict=True)], dtype=np.int64)
    sizes = last - first + 1
    piece_breaks = np.zeros(len(pieces), dtype=np.int64)
    piece_breaks[first] = breaks
    return Tokens(starts, ends, breaks, first, last, pieces, np.repeat(word_shapes, sizes), piece_breaks)


def windows(tokens: Tokens) -> list[tuple[int, int]]:
    """Ranges of pieces that cover the text, each of at most WINDOW, of like size, overlapping, cut between words."""
    total = len(tokens.pieces)
    count = max(1, -(-(total - OVERLAP) // (WINDOW - OVERLAP)))
    size = min(WINDOW, -(-(total + (count - 1) * OVERLAP) // count) + SLACK)
    ranges, start = [], 0
    while total:
        end = min(start + size, total)
        if end < total:
            end = _word_before(tokens, end, start)
        ranges.append((start, end))
        if end == total:
            break
        start = _word_before(tokens, end - OVERLAP, start)
    return ranges


def _word_before(tokens: Tokens, piece: int, after: int) -> int:
    """The first piece of the word at a piece, or the piece itself where that word began at `after` or before."""
    first = int(tokens.first[np.searchsorted(tokens.first, piece, side="right") - 1])
    return first if first > after else piece


def owners(ranges: list[tuple[int, int]], pieces: Ints) -> Ints:
    """For each piece, the window that sees most on both sides of it."""
    bounds = [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(ranges)]
    return np.searchsorted(np.array(bounds), pieces, side="right").astype(np.int64)


def window_arrays(tokens: Tokens) -> tuple[list[Ints], Ints, Ints]:
    """The windows as the encoder takes them.

    Gives (3, length) arrays of piece, shape and break, with BERT's marks at both ends; and for each word the
    (window, position) of its first and of its last piece, both (n, 2).
    """
    ranges = windows(tokens)
    arrays = []
    for a, b in ranges:
        array = np.zeros((3, b - a + 2), dtype=np.int64)
        array[0, 0], array[0, -1] = START, END
        array[1, 0] = array[1, -1] = MARK_SHAPE
        array[:, 1:-1] = tokens.pieces[a:b], tokens.shapes[a:b], tokens.piece_breaks[a:b]
        arrays.append(array)
    owner = owners(ranges, tokens.first)
    offset = np.array([a for a, _ in ranges])[owner]
    limit = np.array([b for _, b in ranges])[owner] - 1
    first = np.stack([owner, tokens.first - offset + 1], axis=1)
    last = np.stack([owner, np.minimum(tokens.last, limit) - offset + 1], axis=1)
    return arrays, first, last


def _breaks(text: str, starts: Ints, ends: Ints) -> Ints:
    out = np.zeros(len(starts), dtype=np.int64)
    before = 0
    for n, start in enumerate(starts):
        gap = text[before:start]
        if n == 0 or gap.count("\n") > 1:
            out[n] = BREAKS.index("blank")
        elif "\n" in gap:
            out[n] = BREAKS.index("line")
        elif gap:
            out[n] = BREAKS.index("space")
        before = ends[n]
    return out


def _shape(word: str) -> int:
    if not any(c.isalnum() for c in word):
        return SHAPES.index("other")
    if word[0].isdigit():
        return SHAPES.index("digit")
    if word.islower():
        return SHAPES.index("lower")
    if word.isupper():
        return SHAPES.index("upper" if len(word) > 1 else "title")
    return SHAPES.index("title" if word[0].isupper() and word[1:].islower() else "mixed")
