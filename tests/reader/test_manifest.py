"""Models that are whole, missing, changed or for another version."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from dateline.reader import manifest
from dateline.reader.labels import LAYERS
from dateline.reader.manifest import ModelError


@pytest.fixture
def model(tmp_path: Path) -> Path:
    for name in manifest.FILES:
        (tmp_path / name).write_bytes(name.encode())
    data = {
        "format": manifest.FORMAT, "version": "0", "made": "2020-01-01", "about": "",
        "files": {name: manifest.sha256(tmp_path / name) for name in manifest.FILES},
        "labels": manifest.program_labels(),
        "decoder": {"transitions": np.zeros((len(LAYERS), 5, 5)).tolist(), "bias": [0.0] * len(LAYERS), "role": 0.5,
                    "body": 0.4, "suspicion": 0.2, "event_confidence": [1.0, 0.0], "figure_confidence": [1.0, 0.0]},
    }  # fmt: skip
    (tmp_path / "manifest.json").write_text(json.dumps(data))
    return tmp_path


def test_a_whole_model_has_no_faults(model: Path) -> None:
    assert manifest.faults(model) == []


def test_a_changed_and_a_missing_file_are_named(model: Path) -> None:
    (model / "encoder.onnx").write_bytes(b"other")
    (model / "spans.onnx").unlink()
    assert [line.split(":")[0] for line in manifest.faults(model)] == ["encoder.onnx", "spans.onnx"]


def test_a_folder_without_a_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model here; reinstall"):
        manifest.load(tmp_path)


def test_a_model_with_other_labels_is_refused_by_name(model: Path) -> None:
    data = json.loads((model / "manifest.json").read_text())
    data["labels"]["layers"].append("weather")
    (model / "manifest.json").write_text(json.dumps(data))
    with pytest.raises(ModelError, match="made for other layers"):
        manifest.load(model)


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "dateline-model/2"}', "\x00"])
def test_a_damaged_manifest_is_an_error_of_ours(text: str, model: Path) -> None:
    (model / "manifest.json").write_text(text)
    with pytest.raises(ModelError, match="cannot be read"):
        manifest.load(model)


def test_the_bundled_model_is_whole() -> None:
    assert manifest.faults(manifest.bundled()) == []
