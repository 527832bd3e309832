"""Words as linking compares them: stems, and how rare each is in news.

Rarity is the inverse document frequency of a stem, scaled to 0 (in every report) … 1 (in hardly any). It comes from
``data/words.json``, counted by ``training/linking.py``; a stem that the table lacks is rare.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]

_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


def folded(text: str) -> str:
    """Lower case, without accents and a leading 'the'."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return plain.strip().removeprefix("the ")


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The English Snowball stem of a folded word."""
    return str(_stemmer().stemWord(_POSSESSIVE.sub("", word).replace(".", "")))


def stems(text: str) -> frozenset[str]:
    """The stems of a text's words, each once."""
    return frozenset(stem(word) for word in _WORD.findall(folded(text)))


def capitalised(text: str) -> frozenset[str]:
    """The stems of a text's words that begin with a capital, and of its numbers: those that name."""
    return frozenset(stem(folded(word)) for word in _WORD.findall(text) if word[0].isupper() or word[0].isdigit())


def rarity(word: str) -> float:
    """How rare a stem is in news: 0 in every report … 1 in hardly any."""
    return _rarities().get(word, 1.0)


@functools.cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("english")


@functools.cache
def _rarities() -> Mapping[str, float]:
    table = importlib.resources.files("dateline.link").joinpath("data/words.json").read_text(encoding="utf-8")
    rarities: dict[str, float] = json.loads(table)
    return rarities
