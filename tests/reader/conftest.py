"""A tokenizer of a few words, and scores made by hand: the reader's code without a trained model."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import WordPiece

WORDS = [
    "[PAD]",
    "[UNK]",
    "the",
    "army",
    "said",
    "troops",
    "had",
    "left",
    "town",
    ".",
    ",",
    "bomb",
    "##s",
    "kill",
    "##ed",
    "20",
    "a",
    "b",
    "c",
    "d",
    "e",
]


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    found = Tokenizer(WordPiece({word: n for n, word in enumerate(WORDS)}, unk_token="[UNK]"))
    found.normalizer = normalizers.BertNormalizer()
    found.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return found
