"""JSON that any program reads alike and that is harmless inside a page: UTF-8, RFC 8259.

Angle brackets and ampersands are written as escapes, so that ``</script>`` in a report's words stays data wherever the
file is embedded (OWASP, 'Cross Site Scripting Prevention Cheat Sheet', on JSON in HTML); U+2028 and U+2029, which end
a line in older JavaScript, too. Readers give the same text back.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Mapping

_ESCAPES = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def line(value: object) -> bytes:
    """A value as JSON on one line, without a line end. Days are written YYYY-MM-DD, numbers that are not finite null.

    Half characters, which UTF-8 cannot hold, become '?'.
    """
    text = _text(value)
    for character, escape in _ESCAPES.items():
        if character in text:
            text = text.replace(character, escape)
    return text.encode("utf-8", errors="replace")


def _text(value: object) -> str:
    try:
        return _ENCODER.encode(value)
    except ValueError:  # JSON has no word for infinity, nor for what is not a number
        return _ENCODER.encode(_finite(value))


def _finite(value: object) -> object:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {name: _finite(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return value


def _plain(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain)


def number(value: float | None) -> float | int | None:
    """A number as people write it: without a decimal point where it is whole."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def known(values: Mapping[str, object]) -> dict[str, object]:
    """An object without the members of which nothing is known: None, and empty lists, objects and text."""
    return {name: value for name, value in values.items() if value or value == 0}
