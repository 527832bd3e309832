"""Near-duplicate and syndicated reports by MinHash, and captions that repeat the body.

A report's signature stands for the set of its shingles, runs of `SHINGLE` words; the share of equal places of two
signatures estimates the share of shingles that the texts have in common (Broder 1997). Copies are found through bands:
reports of equal `ROWS` places in a row somewhere are compared, so that cost grows near linearly (Leskovec, Rajaraman
and Ullman, Mining of Massive Datasets, 3.4). MinHash is that of the rensa library; its seed is fixed, so that
signatures may be kept and compared later.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

import rensa  # type: ignore[import-untyped]

from dateline.link.words import folded
from dateline.record import Record, Segment

SHINGLE = 4  # words: shorter runs are shared by chance, longer ones break at every edit
PLACES = 128  # of a signature; the estimate errs by about 1 / sqrt(128) = 0.09
ROWS = 4
"""Places of a band. With 32 bands of 4, texts that share half of their shingles are found 87 times in a hundred, those
that share 0.6 in 99, those that share a tenth in 0.3."""
COPY = 0.6  # share of shingles in common from which a report is a copy of another
CAPTION = 0.5  # share of a caption's shingles that stand in the body, from which it repeats the body
_SEED = 20190222  # any number would do, but kept signatures hold with this one only

Signature = tuple[int, ...]

_WORD = re.compile(r"[^\W_]+")


def signature(text: str) -> Signature:
    """The MinHash signature of a text: `PLACES` numbers. Case, accents and punctuation do not matter."""
    minhash = rensa.RMinHash(num_perm=PLACES, seed=_SEED)
    minhash.update(sorted(_shingles(text)))
    return tuple(minhash.digest())


def bands(text: str) -> tuple[str, ...]:
    """The keys under which a text is filed: near-duplicates share at least one, but for bad luck."""
    return _bands(signature(text))


def _bands(of: Signature) -> tuple[str, ...]:
    return tuple(f"{at}:{'.'.join(map(str, of[at : at + ROWS]))}" for at in range(0, PLACES, ROWS))


def share(a: Signature, b: Signature) -> float:
    """The estimated share (Jaccard) of shingles that two texts have in common: 0 … 1."""
    return sum(x == y for x, y in zip(a, b, strict=True)) / PLACES


def copies(records: Iterable[Record]) -> dict[str, str]:
    """Which reports are copies, by id: each of the earliest report of which it is one, and which is none itself.

    The earlier is the one published first; undated ones come last, and ties go by id.
    """
    ordered = sorted(records, key=lambda record: (record.report.date or datetime.date.max, record.report.id))
    signatures = [signature(record.report.text) for record in ordered]
    filed: defaultdict[str, list[int]] = defaultdict(list)
    for n, found in enumerate(signatures):
        for band in _bands(found):
            filed[band].append(n)
    originals: dict[int, int] = {}
    for of, n in sorted({pair for together in filed.values() for pair in combinations(together, 2)}):
        if n not in originals and of not in originals and share(signatures[of], signatures[n]) >= COPY:
            originals[n] = of
    return {ordered[n].report.id: ordered[of].report.id for n, of in sorted(originals.items())}


def repeated_captions(record: Record) -> tuple[Segment, ...]:
    """The captions of a report whose words its body says too, in order: their figures and events count once."""
    text = record.report.text
    body: set[str] = set()
    for segment in record.segments:
        if segment.kind == "body":
            body |= _shingles(text[segment.start : segment.end])
    return tuple(s for s in record.segments if s.kind == "caption" and _repeats(text[s.start : s.end], body))


def _repeats(caption: str, body: Iterable[str]) -> bool:
    found = _shingles(caption)
    return bool(found) and len(found.intersection(body)) / len(found) >= CAPTION


def _shingles(text: str) -> set[str]:
    words = _WORD.findall(folded(text))
    if len(words) < SHINGLE:
        return {" ".join(words)} if words else set()
    return {" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)}
