"""Telling English from other languages."""

from __future__ import annotations

import subprocess
import sys

import pytest

from dateline.load.language import ENGLISH, language


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قتل ثلاثة أشخاص في غزة يوم الجمعة", "Arabic (ar)"),
        ("В пятницу в городе погибли три человека, сообщили власти.", "Russian (ru)"),
        (
            "Les forces de sécurité ont tué trois personnes à Alep mardi, selon le ministre de la défense. "
            "Les habitants de la ville ont fui vers le nord du pays.",
            "French (fr)",
        ),
        (
            "Al menos doce personas murieron el viernes en un ataque contra un mercado, según la policía. "
            "Otras treinta resultaron heridas y fueron llevadas al hospital.",
            "Spanish (es)",
        ),
    ],
)
def test_another_language_is_named(text: str, name: str) -> None:
    assert language(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "The army said on Friday that it had retaken the town of Azmarin from rebels.",
        "Rebel fighters seize three more villages after heavy shelling, local residents say, as government forces "
        "withdraw southwards",
    ],
)
def test_english_is_told_by_its_small_words_or_by_the_language_model(text: str) -> None:
    assert language(text) == ENGLISH


@pytest.mark.parametrize(
    "text",
    [
        "Three killed in Gaza.",
        "Al-Shabaab militants killed Mohamed Abdi Ali in Beledweyne, Hiraan",
        "Nine dead.",
        "12 / 05 / 2019",
        "حماس",
    ],
)
def test_what_is_too_short_to_tell_is_left_open(text: str) -> None:
    assert language(text) is None


def test_english_that_quotes_another_language_passes() -> None:
    quoted = "The crowd shouted “الشعب يريد إسقاط النظام” as the police pushed it from the square, witnesses said. "
    assert language(quoted * 3) == ENGLISH


def test_plain_english_does_not_load_the_language_model() -> None:
    code = (
        "import sys; from dateline.load import load_text;"
        "load_text('The army said on Friday that it had retaken the town from the rebels.');"
        "print('py3langid' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
