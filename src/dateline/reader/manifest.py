"""The files of a model: what they are, that they are whole, and that this program can read with them.

A model is a folder: ``encoder.onnx``, ``spans.onnx``, ``tokenizer.json`` and ``manifest.json``, which
holds the hashes of the others, the labels in the order of the outputs, and the numbers for decoding.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from dateline.reader.decode import Decoder
from dateline.reader.labels import ATTRIBUTES, CHOICES, LAYERS, RELATIONS, SEGMENTS, SPAN_TAGS
from dateline.reader.pairs import FEATURES
from dateline.record import DatelineError

FORMAT = "dateline-model/2"
FILES = ("encoder.onnx", "spans.onnx", "tokenizer.json")


class ModelError(DatelineError):
    """A model is missing, damaged, or made for another version; the message says which file and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a model's manifest tells."""

    version: str
    made: str
    files: dict[str, str]  # name -> sha256
    labels: dict[str, list[str]]
    decoder: Decoder
    about: str


def bundled() -> Path:
    """The folder of the model that comes with the package."""
    return Path(str(resources.files("dateline.reader") / "model"))


def program_labels() -> dict[str, list[str]]:
    """The labels that this program expects, in order."""
    heads: dict[str, list[str]] = {
        "layers": list(LAYERS), "tags": list(SPAN_TAGS), "segments": list(SEGMENTS), "relations": list(RELATIONS),
        "choices": list(CHOICES), "features": [f"{k}:{n}" for k, n in FEATURES.items()],
    }  # fmt: skip
    return heads | {f"attribute:{k}": list(v) for k, v in ATTRIBUTES.items()}


def load(folder: Path) -> Manifest:
    """Reads a model's manifest. Raises `ModelError` where it is missing, unreadable or for another program."""
    path = folder / "manifest.json"
    try:
        return _parsed(json.loads(path.read_text(encoding="utf-8")), path)
    except FileNotFoundError as error:
        raise ModelError(f"{path}: no model here; reinstall dateline, or give the folder of a model") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{path}: cannot be read ({error!r}); reinstall dateline") from error


def _parsed(data: dict[str, Any], path: Path) -> Manifest:
    if data["format"] != FORMAT:
        raise ModelError(f"{path}: expected {FORMAT}, found {data['format']!r}; use the model of this version")
    differing = [k for k, v in program_labels().items() if data["labels"].get(k) != v]
    if differing:
        raise ModelError(f"{path}: made for other {', '.join(differing)}; use the model of this version of dateline")
    numbers = data["decoder"]
    decoder = Decoder(
        transitions=np.array(numbers["transitions"], dtype=np.float32),
        bias=np.array(numbers["bias"], dtype=np.float32),
        role=numbers["role"],
        body=numbers["body"],
        suspicion=numbers["suspicion"],
        event_confidence=_pair(numbers["event_confidence"]),
        figure_confidence=_pair(numbers["figure_confidence"]),
    )
    return Manifest(
        version=data["version"],
        made=data["made"],
        files=data["files"],
        labels=data["labels"],
        decoder=decoder,
        about=data["about"],
    )


def _pair(numbers: Sequence[float]) -> tuple[float, float]:
    first, second = map(float, numbers)
    return first, second


def faults(folder: Path) -> list[str]:
    """What is wrong with a model's files, a line each; nothing where all are whole. Raises as `load` does."""
    found = []
    for name, expected in load(folder).files.items():
        path = folder / name
        if not path.is_file():
            found.append(f"{name}: missing")
        elif sha256(path) != expected:
            found.append(f"{name}: changed since it was made (its hash differs)")
    return found


def sha256(path: Path) -> str:
    """The hash of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
