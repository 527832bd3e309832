"""Is a text written in English?

Most reports are, and show it in their small words; that check costs almost nothing. Only a text without
them is given to py3langid, whose model takes most of a second and 100 MB to load.
"""

from __future__ import annotations

import functools
import re
import typing
import unicodedata
from collections.abc import Callable

ENGLISH = "en"

_SAMPLE = 6_000  # characters; a report that changes language after a page is read, and its coverage shows it
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = frozenset(
    ("the", "of", "and", "to", "that", "was", "for", "were", "with", "his", "her", "their", "from", "said", "has",
     "have", "been", "by", "had", "at", "who", "which", "it", "this", "but")
)  # fmt: skip
# Share of words that are English small words. News English has 16 to 35 per cent; French, Spanish, German,
# Dutch, Turkish and Somali have less than 4.
_ENGLISH_SHARE = 0.12
_ENOUGH_LETTERS = 60  # fewer, mostly names, and py3langid is often wrong
_SURE = 0.95
_ENOUGH_FOREIGN_LETTERS = 20  # of another script: there even one sentence is plain

_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "ckb": "Kurdish", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian Creole",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "km": "Khmer", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "lo": "Lao", "lt": "Lithuanian",
    "lv": "Latvian", "mk": "Macedonian", "mr": "Marathi", "ms": "Malay", "my": "Burmese", "ne": "Nepali",
    "nl": "Dutch", "no": "Norwegian", "nb": "Norwegian", "om": "Oromo", "pa": "Punjabi", "pcm": "Nigerian Pidgin",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda",
    "sd": "Sindhi", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai",
    "ti": "Tigrinya", "tl": "Tagalog", "tr": "Turkish", "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu",
    "uz": "Uzbek", "vi": "Vietnamese", "yo": "Yoruba", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip


def language(text: str) -> str | None:
    """`ENGLISH` where a text surely is, another language as ``Arabic (ar)`` where it surely is not; else None."""
    sample = text[:_SAMPLE]
    if _small_word_share(sample) >= _ENGLISH_SHARE:
        return ENGLISH
    latin, other = _letters(sample)
    another_script = other > latin and other >= _ENOUGH_FOREIGN_LETTERS
    if not another_script and latin + other < _ENOUGH_LETTERS:
        return None
    code, confidence = _identifier()(sample)
    if another_script:
        return "another script" if code == ENGLISH else _named(code)
    if confidence < _SURE:
        return None
    return ENGLISH if code == ENGLISH else _named(code)


def _small_word_share(sample: str) -> float:
    words = _WORD.findall(sample.lower())
    return sum(word in _SMALL_WORDS for word in words) / len(words) if words else 0.0


def _letters(sample: str) -> tuple[int, int]:
    """How many letters are Latin, and how many are not."""
    letters = [character for character in sample if character.isalpha()]
    latin = sum(unicodedata.name(character, "").startswith("LATIN") for character in letters)
    return latin, len(letters) - latin


def _named(code: str) -> str:
    return f"{_NAMES[code]} ({code})" if code in _NAMES else f"another language ({code})"


@functools.cache
def _identifier() -> Callable[[str], tuple[str, float]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return typing.cast(Callable[[str], tuple[str, float]], identifier.classify)
