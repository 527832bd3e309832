"""Runs a model over a text: one encoder pass, then one look at the spans and pairs it found.

onnxruntime and tokenizers are imported here alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from dateline.reader import manifest
from dateline.reader.decode import Floats, Scored, reading, span_table, suspects, tagged
from dateline.reader.pairs import SpanTable, all_pairs
from dateline.reader.tokens import Tokens, tokenize, window_arrays
from dateline.reading import Reading, join

SECTION = 16_000
"""Characters read in one go. Longer texts are cut between paragraphs; actors are not followed across the cut."""


class Reader:
    """A loaded model. `read` keeps nothing between calls; one reader may be shared by threads."""

    def __init__(self, folder: Path | None = None, threads: int | None = None) -> None:
        """Loads the model of `folder`, or the one that comes with the package. Raises `ModelError`."""
        folder = folder or manifest.bundled()
        self.manifest = manifest.load(folder)
        self._encoder = _session(folder / "encoder.onnx", threads)
        self._spans = _session(folder / "spans.onnx", threads)
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            raise manifest.ModelError(f"{folder / 'tokenizer.json'}: cannot be loaded ({error})") from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def read(self, text: str) -> Reading:
        """Everything that the model finds in a text, however long; offsets are into that text."""
        return join([(start, self._read(text[start:end])) for start, end in sections(text)])

    def _read(self, text: str) -> Reading:
        tokens = self.tokens(text)
        if not len(tokens):
            return Reading()
        decoder = self.manifest.decoder
        words, tags = self.encode(tokens)
        found = tagged(tags, tokens, decoder)
        table = span_table(found, tokens, text)
        scored = self._score(words, table, suspects(found, decoder))
        return reading(found, scored, tokens, text, decoder)

    def tokens(self, text: str) -> Tokens:
        """The words and pieces of a text."""
        return tokenize(text, self._tokenizer)

    def encode(self, tokens: Tokens) -> tuple[Floats, Floats]:
        """Word vectors (n, hidden) and tag scores (n, tags)."""
        arrays, first, last = window_arrays(tokens)
        found = []
        for n, (pieces, shapes, breaks) in enumerate(arrays):
            own = first[:, 0] == n
            found.append(self._encoder.run(None, {
                "pieces": pieces[None], "shapes": shapes[None], "breaks": breaks[None],
                "first": first[own, 1], "last": last[own, 1],
            }))  # fmt: skip
        words, tags = zip(*found, strict=True)
        return np.concatenate(words), np.concatenate(tags)

    def _score(self, words: Floats, table: SpanTable, suspects: SpanTable) -> Scored:
        pairs = all_pairs(table)
        own, every = len(table.layers), len(table.layers) + len(suspects.layers)
        # Words under suspicion are labelled as triggers would be, and change nothing for the spans that were found.
        # Then a dummy span and pair: the graph cannot gather from nothing, and a text may hold none.
        hears = np.zeros((every + 1, every + 1), dtype=bool)
        hears[:, :own] = True
        labels, relations = self._spans.run(None, {
            "words": words,
            "layers": np.concatenate([table.layers, suspects.layers, [0]]),
            "starts": np.concatenate([table.starts, suspects.starts, [0]]),
            "ends": np.concatenate([table.ends, suspects.ends, [0]]),
            "sentences": np.concatenate([table.sentences, suspects.sentences, [0]]),
            "hears": hears,
            "sources": np.append(pairs.sources, 0),
            "targets": np.append(pairs.targets, 0),
            "features": np.concatenate([pairs.features, np.zeros((1, pairs.features.shape[1]), dtype=np.int64)]),
        })  # fmt: skip
        return Scored(table, pairs, labels[:own], relations[:-1], suspects, labels[own:every])


def _session(path: Path, threads: int | None) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or min(4, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise manifest.ModelError(f"{path}: cannot be loaded ({error}); reinstall dateline") from error


def sections(text: str) -> list[tuple[int, int]]:
    """Ranges that cover the text, each of at most SECTION characters, cut at the last empty line, line or space."""
    ranges, start = [], 0
    while len(text) - start > SECTION:
        end = start + next(_cuts(text[start : start + SECTION]))
        ranges.append((start, end))
        start = end
    return [*ranges, (start, len(text))]


def _cuts(part: str) -> Iterator[int]:
    for pattern in (r"\n\s*\n", r"\n", r"\s"):
        found = [m.end() for m in re.finditer(pattern, part)]
        if found and found[-1] > len(part) // 2:
            yield found[-1]
    yield len(part)
