"""Training: a network, passes over texts and a plan -> a checkpoint."""

from __future__ import annotations

import hashlib
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import get_ema_multi_avg_fn
from torch.utils.data import DataLoader

from training.batches import Batch, Prepared, collate
from training.draw import batches
from training.losses import losses
from training.model import Reader
from training.settings import Plan

FRAME, MASK = (101, 102), 103
"""BERT's [CLS] and [SEP], and its [MASK] (tokenizer.json)."""

WORKERS = 4
"""Processes that lay out batches for a GPU, which would wait for one alone."""

KEPT_EVERY = 120
"""Seconds between two states from which a run can go on."""


def optimizer(model: nn.Module, plan: Plan) -> torch.optim.AdamW:
    """AdamW for what stands on an `encoder`: a lower rate for its lower layers; the word table stays as it is.

    What tells the coders apart is learned as fast as the heads: a row for each, which a restored checkpoint lacks.
    """
    model.encoder.words.weight.requires_grad_(False)
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    depth = len(model.encoder.layers)
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        rate = plan.head_rate
        if name.startswith("encoder.") and not name.startswith("encoder.coders."):
            level = int(name.split(".")[2]) if name.startswith("encoder.layers.") else 0
            rate = plan.encoder_rate * plan.decay ** (depth - 1 - level)
        groups.setdefault((rate, 0.01 if p.ndim > 1 else 0.0), []).append(p)
    return torch.optim.AdamW(
        [{"params": found, "lr": rate, "weight_decay": decay} for (rate, decay), found in groups.items()],
        betas=(0.9, 0.98),
        fused=True,
    )


class Course:
    """A model under way: its optimizer, its rates and the average of its weights, after `done` of so many steps."""

    def __init__(self, model: nn.Module, plan: Plan, steps: int) -> None:
        self.model, self.plan, self.done = model, plan, 0
        self.device = model.encoder.words.weight.device
        self.adam = optimizer(model, plan)
        self.rates = torch.optim.lr_scheduler.LambdaLR(
            self.adam, lambda n: min(1.0, (n + 1) / (0.1 * steps)) * (0.02 + 0.98 * max(0.0, 1 - n / steps))
        )
        self.learned = {name: p for name, p in model.named_parameters() if p.requires_grad}
        self.average = {name: p.detach().clone() for name, p in self.learned.items()}

    def step(self, found: dict[str, Tensor]) -> None:
        """Changes the weights by the sum of the losses."""
        self.adam.zero_grad(set_to_none=True)
        torch.stack([v.float() for v in found.values()]).sum().backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.adam.step()
        self.rates.step()
        self.done += 1
        keep = get_ema_multi_avg_fn(min(self.plan.average, (self.done + 1) / (self.done + 10)))
        keep([*self.average.values()], [*self.learned.values()], self.done)

    def state(self) -> dict[str, Any]:
        """All that the run needs to go on, chance included."""
        return {
            "done": self.done,
            "average": self.average,
            "model": self.model.state_dict(),
            "adam": self.adam.state_dict(),
            "rates": self.rates.state_dict(),
            "chance": torch.get_rng_state(),
            "chance_of_gpu": torch.cuda.get_rng_state(self.device) if self.device.type == "cuda" else None,
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.done, self.average = state["done"], state["average"]
        self.model.load_state_dict(state["model"])
        self.adam.load_state_dict(state["adam"])
        self.rates.load_state_dict(state["rates"])
        torch.set_rng_state(state["chance"].cpu())
        if self.device.type == "cuda":
            torch.cuda.set_rng_state(state["chance_of_gpu"].cpu(), self.device)

    def finish(self) -> None:
        """Leaves the model with the averaged weights."""
        with torch.no_grad():
            for name, p in self.learned.items():
                p.copy_(self.average[name])


def fit(model: Reader, epochs: Sequence[Sequence[Prepared]], plan: Plan, save: Path, log: Path) -> None:
    """Trains on the given passes and saves the averaged weights.

    It goes on where the model lies: on a CPU, in bfloat16, or on a GPU, for which other processes lay out the batches
    and which loses more time on changing to bfloat16 than it gains.
    Everything that the run needs to go on lies in SAVE.part, written every few minutes; a run that finds one of the
    same plan, texts and kind of device goes on from there.
    """
    shuffle = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    steps = [b for epoch in epochs for b in batches(epoch, plan.pieces, shuffle)]
    course = Course(model, plan, len(steps))
    device = course.device
    part, about = save.with_suffix(".part"), f"{plan}, {device.type}, {_digest(steps)}"
    if part.exists() and (kept := torch.load(part, device, weights_only=False))["about"] == about:
        course.restore(kept)
    model.train()
    progress, kept_at = Progress(log, len(steps)), time.monotonic()
    left = steps[course.done :]
    for laid_out in _laid_out(left, device):
        batch = masked(laid_out, plan.masked).to(device)
        with torch.autocast("cpu", torch.bfloat16, enabled=device.type == "cpu"):
            found = losses(model, batch)
        course.step(found)
        progress.tell(course.done, found)
        if time.monotonic() - kept_at > KEPT_EVERY:
            kept_at = time.monotonic()
            torch.save({"about": about} | course.state(), part.with_suffix(".new"))
            part.with_suffix(".new").replace(part)
    course.finish()
    torch.save({key: value.cpu() for key, value in model.state_dict().items()}, save)
    part.unlink(missing_ok=True)


def _digest(steps: Sequence[Sequence[Prepared]]) -> str:
    """What tells the texts of steps, in their order, from all others."""
    found = hashlib.sha256()
    for chosen in steps:
        found.update("\n".join(p.example.text for p in chosen).encode())
    return found.hexdigest()


def _laid_out(steps: Sequence[Sequence[Prepared]], device: torch.device) -> Iterable[Batch]:
    """The batches of steps, made ahead of time for a GPU. No chance that the training draws on is spent on it."""
    return DataLoader(
        steps,  # type: ignore[arg-type]  # a sequence serves as a data set
        batch_size=None,
        collate_fn=collate,
        num_workers=0 if device.type == "cpu" else WORKERS,
        generator=torch.Generator(),
    )


class Progress:
    """Mean losses, a line every fifty steps."""

    def __init__(self, log: Path, steps: int) -> None:
        self._log, self._steps = log, steps
        self._begun = time.monotonic()
        self._sums: dict[str, Tensor] = {}
        self._counts = Counter[str]()

    def tell(self, step: int, found: dict[str, Tensor]) -> None:
        for key, value in found.items():
            self._sums[key] = self._sums.get(key, 0) + value.detach()
            self._counts[key] += 1
        if step % 50 and step != self._steps:
            return
        means = " ".join(f"{key}={float(self._sums[key]) / self._counts[key]:.3f}" for key in sorted(self._sums))
        with self._log.open("a", encoding="utf-8") as out:
            out.write(f"step {step}/{self._steps} {time.monotonic() - self._begun:.0f}s {means}\n")
        self._sums.clear()
        self._counts.clear()


def masked(batch: Batch, share: float) -> Batch:
    """The batch with a share of its word pieces hidden; those that open and close a window stay."""
    hidden = (torch.rand(batch.pieces.shape) < share) & ~torch.isin(batch.pieces, torch.tensor(FRAME))
    return replace(batch, pieces=batch.pieces.masked_fill(hidden & (batch.mask > 0), MASK))
