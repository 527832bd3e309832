"""Bytes to text."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.load.text import MAX_BYTES, Decoded, NotText, decode

SENTENCE = "The army shelled the town on Friday — “without warning”, residents said.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_and_utf8_are_read_without_a_note(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == Decoded(text=SENTENCE)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read_with_a_note(encoding: str) -> None:
    decoded = decode(SENTENCE.encode(encoding))
    assert decoded.text == SENTENCE
    assert decoded.notes == (f"read as {encoding.upper()}: it has no mark",)


def test_windows_quotes_are_read_as_quotes_with_a_note() -> None:
    decoded = decode(SENTENCE.encode("cp1252"))
    assert decoded.text == SENTENCE
    assert decoded.notes == ("not UTF-8: read as cp1252; if letters look wrong, save it again as UTF-8",)


def test_all_line_ends_become_one_kind() -> None:
    assert decode(b"one\r\ntwo\rthree\n").text == "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "an empty file"),
        (b" \n\t ", "an empty file"),
        (b"\x00\x0b", "an empty file"),
        (b"\xef\xbb\xbf \n", "an empty file"),
        (b"%PDF-1.7 ...", "a PDF file, not plain text"),
        (b"PK\x03\x04 ...", "a Word, OpenDocument or ZIP file, not plain text"),
        (gzip.compress(b"text"), "a gzip file, not plain text"),
        (b"<!DOCTYPE html><p>Text</p>", "an HTML page, not plain text"),
        (b"\n<html lang='en'>", "an HTML page, not plain text"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "a binary file, not plain text"),
        (bytes(range(1, 9)) * 20, "a binary file, not plain text"),
        (b"\xff\xfe\x00", "marked as UTF-16, but byte 2 is not"),
        (b"\xef\xbb\xbfab\xff", "marked as UTF-8, but byte 2 is not"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(NotText) as caught:
        decode(data)
    assert caught.value.reason == reason
    assert caught.value.advice


def test_five_megabytes_are_text_like_any_other() -> None:
    text = SENTENCE * (5_000_000 // len(SENTENCE.encode()) + 1)
    assert decode(text.encode()).text == text


def test_a_file_past_the_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(NotText, match="larger than 50 MB"):
        decode(b"a" * (MAX_BYTES + 1))


@given(st.binary(max_size=2000))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        decoded = decode(data)
    except NotText as refusal:
        assert refusal.reason and refusal.advice
    else:
        assert decoded.text.encode("utf-8")
        assert "\r" not in decoded.text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_utf8_text_comes_through_unchanged(text: str) -> None:
    data = text.encode()
    try:
        assert decode(data).text == text.removeprefix("\ufeff")
    except NotText as refusal:  # text that happens to begin like another kind of file
        assert "not plain text" in refusal.reason
