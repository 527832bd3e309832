"""Bytes -> text: encodings, and a clear word about files that hold no plain text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MAX_BYTES = 50_000_000  # a report of 5 MB is a long day's live blog; ten times that is another kind of file

_BOMS = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# How other kinds of file begin, and what to do with them.
_SAVE_AS_TEXT = "save its text as a .txt file and read that"
_KINDS = (
    (b"%PDF-", "a PDF file", _SAVE_AS_TEXT),
    (b"PK\x03\x04", "a Word, OpenDocument or ZIP file", _SAVE_AS_TEXT),
    (b"\xd0\xcf\x11\xe0", "an old Office document", _SAVE_AS_TEXT),
    (b"{\\rtf", "an RTF document", _SAVE_AS_TEXT),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"BZh", "a bzip2 file", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd file", "unpack it first"),
    (b"\x89PNG", "a picture", "only text can be read"),
    (b"\xff\xd8\xff", "a picture", "only text can be read"),
    (b"GIF8", "a picture", "only text can be read"),
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)

# Bytes that no text has: controls except tab, line feed, vertical tab, form feed, return and escape.
_CONTROLS = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B})
_FEW_CONTROLS = 0.01
_SAMPLE = 65_536
_UTF16_ZEROS = 0.3  # of every second byte, in Western text without a byte-order mark

# English text that is not UTF-8 is nearly always Windows text: few bytes beyond ASCII, for quotes and accents.
_ASCII = bytes(range(128))
_WESTERN = 0.05
_UNUSED_IN_WINDOWS = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
# The old encodings of other languages that reports come in: read rightly, they can be named and refused. An open
# choice among all of Python's code pages is often wrong on short texts.
_OLD_ENCODINGS = ["cp1252", "latin_1", "cp1251", "cp1256", "koi8_r", "gb18030", "big5", "shift_jis", "euc_kr"]


class NotText(Exception):
    """The bytes are no plain text. `reason` and `advice` as for `LoadError`, which the caller raises."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text with line ends as ``\\n``, and a note where the encoding had to be guessed."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Reads bytes as text: by byte-order mark, as UTF-8, or by the best guess. Raises `NotText`."""
    if not data.strip():
        raise NotText("an empty file", "check that the report was saved")
    if len(data) > MAX_BYTES:
        raise NotText(
            f"larger than {MAX_BYTES // 1_000_000} MB",
            "split it into reports, one a file or one a line of a .jsonl file",
        )
    _refuse_other_kinds(data)
    text, notes = _decode(data)
    if not text.replace("\ufeff", "").strip():
        raise NotText("an empty file", "check that the report was saved")
    return Decoded(text=text.replace("\r\n", "\n").replace("\r", "\n"), notes=notes)


def _refuse_other_kinds(data: bytes) -> None:
    for magic, kind, advice in _KINDS:
        if data.startswith(magic):
            raise NotText(f"{kind}, not plain text", advice)
    if _HTML.match(data[:1000]):
        raise NotText("an HTML page, not plain text", _SAVE_AS_TEXT)


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError as error:
                name = encoding.removesuffix("-sig").upper()
                raise NotText(f"marked as {name}, but byte {error.start} is not", "save it again as UTF-8") from error
    if encoding_without_mark := _utf16_without_mark(data):
        try:
            return data.decode(encoding_without_mark), (f"read as {encoding_without_mark.upper()}: it has no mark",)
        except UnicodeDecodeError:
            pass  # zeros in a pattern that is none: the checks below call it binary
    _refuse_binary(data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guess(data)


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    half = len(sample) / 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * _UTF16_ZEROS and even < odd / 10:
        return "utf-16-le"
    if even > half * _UTF16_ZEROS and odd < even / 10:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\x00" in sample or controls > len(sample) * _FEW_CONTROLS:
        raise NotText("a binary file, not plain text", "only text can be read; check the path")


def _guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Reads bytes that are not UTF-8 throughout: as UTF-8 with faults, as Windows text, or by statistics."""
    mostly = data.decode("utf-8", errors="replace")
    broken = mostly.count("\ufffd")
    if sum(character > "\x7f" for character in mostly) > 2 * broken:
        characters = "1 character was" if broken == 1 else f"{broken:,} characters were"
        return mostly, (f"{characters} broken and shown as \ufffd; the rest is UTF-8",)
    encoding = _old_encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(f"not UTF-8, and not {encoding} after byte {error.start}", "save it again as UTF-8") from error
    return text, (f"not UTF-8: read as {encoding}; if letters look wrong, save it again as UTF-8",)


def _old_encoding(data: bytes) -> str:
    if len(data.translate(None, _ASCII)) < len(data) * _WESTERN and not set(data) & _UNUSED_IN_WINDOWS:
        return "cp1252"
    import charset_normalizer  # slow to import, and seldom needed

    best = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=_OLD_ENCODINGS).best()
    if best is None:
        raise NotText("in an encoding that could not be recognised", "save it again as UTF-8")
    return best.encoding
