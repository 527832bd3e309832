"""Words, pieces and windows."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from dateline.reader.labels import BREAKS, SHAPES
from dateline.reader.tokens import OVERLAP, WINDOW, owners, tokenize, window_arrays, windows


def words(text: str, tokenizer: Tokenizer) -> list[str]:
    tokens = tokenize(text, tokenizer)
    return [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]


def test_marks_are_words_of_their_own(tokenizer: Tokenizer) -> None:
    assert words("The army's 20-b.", tokenizer) == ["The", "army", "'", "s", "20", "-", "b", "."]


def test_a_text_without_words_gives_empty_arrays(tokenizer: Tokenizer) -> None:
    assert len(tokenize(" \n ", tokenizer)) == 0


def test_case_is_kept_beside_the_lower_case_pieces(tokenizer: Tokenizer) -> None:
    tokens = tokenize("The ARMY said 20 McC .", tokenizer)
    shapes = [SHAPES[n] for n in tokens.shapes[tokens.first]]
    assert shapes == ["title", "upper", "lower", "digit", "mixed", "other"]


def test_line_breaks_and_empty_lines_before_a_word_are_told_apart(tokenizer: Tokenizer) -> None:
    tokens = tokenize("a b\nc\n \nd.", tokenizer)
    assert [BREAKS[n] for n in tokens.breaks] == ["blank", "space", "line", "blank", "none"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_offsets_are_code_points_of_the_text_whatever_it_holds(text: str) -> None:
    tokens = tokenize(text, _TOKENIZER)
    assert np.all(tokens.ends > tokens.starts)
    assert np.all(tokens.starts[1:] >= tokens.ends[:-1])
    assert not len(tokens) or (tokens.starts[0] >= 0 and tokens.ends[-1] <= len(text))


def test_windows_cover_every_piece_and_overlap(tokenizer: Tokenizer) -> None:
    for count in (1, WINDOW, WINDOW + 1, 2 * WINDOW, 5000):
        tokens = tokenize("a " * count, tokenizer)
        ranges = windows(tokens)
        assert ranges[0][0] == 0 and ranges[-1][1] == count
        assert all(b - a <= WINDOW for a, b in ranges)
        assert all(before[1] - after[0] >= OVERLAP for before, after in itertools.pairwise(ranges))


def test_windows_are_cut_between_words(tokenizer: Tokenizer) -> None:
    tokens = tokenize("bombs killed " * 400, tokenizer)
    firsts = set(tokens.first.tolist())
    assert all(start in firsts for start, _ in windows(tokens))


def test_one_endless_word_is_still_read(tokenizer: Tokenizer) -> None:
    tokens = tokenize("a" + "s" * 3, tokenizer)
    assert windows(tokens) == [(0, len(tokens.pieces))]


def test_each_word_is_taken_from_the_window_that_sees_most_around_it(tokenizer: Tokenizer) -> None:
    tokens = tokenize("a " * 1000, tokenizer)
    ranges = windows(tokens)
    owner = owners(ranges, tokens.first)
    margin = [min(p - a, b - p) for p, n in enumerate(owner) for a, b in [ranges[n]] if 200 < p < 800]
    assert min(margin) >= OVERLAP // 2 - 1


def test_words_point_at_their_own_pieces_in_the_windows(tokenizer: Tokenizer) -> None:
    tokens = tokenize("bombs killed troops " * 300, tokenizer)
    arrays, first, last = window_arrays(tokens)
    for word in range(0, len(tokens), 37):
        assert arrays[first[word, 0]][0, first[word, 1]] == tokens.pieces[tokens.first[word]]
        assert arrays[last[word, 0]][0, last[word, 1]] == tokens.pieces[tokens.last[word]]


_TOKENIZER = Tokenizer.from_str(
    '{"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":{"type":"BertNormalizer",'
    '"clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true},"pre_tokenizer":'
    '{"type":"BertPreTokenizer"},"post_processor":null,"decoder":null,"model":{"type":"WordPiece","unk_token":"[UNK]",'
    '"continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{"[UNK]":0,"a":1,"b":2}}}'
)
