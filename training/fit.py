"""Training: a network, passes over texts and a plan -> a checkpoint."""

from __future__ import annotations

import copy
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn

from training.batches import TAUGHT, Batch, Prepared, collate
from training.draw import batches
from training.lessons import Teacher
from training.losses import answers, coded_losses, taught_losses
from training.model import Reader
from training.settings import Plan

FRAME, MASK = (101, 102), 103
"""BERT's [CLS] and [SEP], and its [MASK] (tokenizer.json)."""

KEPT_EVERY = 100
"""Steps between two states from which a run can go on."""


def optimizer(model: Reader, plan: Plan) -> torch.optim.AdamW:
    """AdamW with a lower rate for lower layers; the word table keeps its pretrained values."""
    model.encoder.words.weight.requires_grad_(False)
    groups = []
    depth = len(model.encoder.layers)
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        rate = plan.head_rate
        if name.startswith("encoder.") and name.split(".")[1] not in model.encoder.fresh:
            level = int(name.split(".")[2]) if name.startswith("encoder.layers.") else 0
            rate = plan.encoder_rate * plan.decay ** (depth - 1 - level)
        groups.append({"params": [p], "lr": rate, "weight_decay": 0.01 if p.ndim > 1 else 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def fit(model: Reader, epochs: Sequence[Sequence[Prepared]], plan: Plan, save: Path, log: Path,
        teacher: Teacher | None = None) -> None:  # fmt: skip
    """Trains on the given passes and saves the averaged weights. With a teacher, its answers are learned as well.

    Everything that the run needs to go on lies in SAVE.part, written every few minutes; a run that finds one of the
    same plan and data goes on from there.
    """
    shuffle = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    steps = [b for epoch in epochs for b in batches(epoch, plan.pieces, shuffle)]
    adam = optimizer(model, plan)
    rates = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda n: min(1.0, (n + 1) / (0.1 * len(steps))) * (0.02 + 0.98 * max(0.0, 1 - n / len(steps)))
    )
    begun = copy.deepcopy(model.state_dict())
    average = copy.deepcopy(begun)
    part, about = save.with_suffix(".part"), f"{plan} {len(steps)} steps"
    done = 0
    if part.exists() and (kept := torch.load(part, weights_only=False))["about"] == about:
        done, average = kept["done"], kept["average"]
        model.load_state_dict(kept["model"])
        adam.load_state_dict(kept["adam"])
        rates.load_state_dict(kept["rates"])
        torch.set_rng_state(kept["chance"])
    model.train()
    progress = Progress(log, len(steps))
    for n, chosen in enumerate(steps[done:], start=done + 1):
        batch = collate(chosen)
        with torch.autocast("cpu", torch.bfloat16):
            given = answers(model, masked(batch, plan.masked))
            found = {} if chosen[0].example.task == TAUGHT else coded_losses(model, batch, given)
            if teacher:
                found |= taught_losses(batch, given, teacher.answers(chosen, batch))
        adam.zero_grad(set_to_none=True)
        torch.stack([v.float() for v in found.values()]).sum().backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        adam.step()
        rates.step()
        keep = min(plan.average, (n + 1) / (n + 10))
        for key, value in model.state_dict().items():
            if value.dtype.is_floating_point:
                average[key].lerp_(value, 1 - keep)
        progress.tell(n, found)
        if n % KEPT_EVERY == 0:
            state = {"about": about, "done": n, "average": average, "model": model.state_dict()}
            state |= {"adam": adam.state_dict(), "rates": rates.state_dict(), "chance": torch.get_rng_state()}
            torch.save(state, part.with_suffix(".new"))
            part.with_suffix(".new").replace(part)
    for key, value in begun.items():
        if value.dtype.is_floating_point:
            average[key] = torch.lerp(value, average[key], plan.blend)
    torch.save(average, save)
    part.unlink(missing_ok=True)
    model.load_state_dict(average)


class Progress:
    """Mean losses, a line every fifty steps."""

    def __init__(self, log: Path, steps: int) -> None:
        self._log, self._steps = log, steps
        self._begun, self._sums, self._counts = time.monotonic(), Counter[str](), Counter[str]()

    def tell(self, step: int, found: dict[str, Tensor]) -> None:
        for key, value in found.items():
            self._sums[key] += float(value.detach())
            self._counts[key] += 1
        if step % 50 and step != self._steps:
            return
        means = " ".join(f"{key}={self._sums[key] / self._counts[key]:.3f}" for key in sorted(self._sums))
        with self._log.open("a", encoding="utf-8") as out:
            out.write(f"step {step}/{self._steps} {time.monotonic() - self._begun:.0f}s {means}\n")
        self._sums.clear()
        self._counts.clear()


def masked(batch: Batch, share: float) -> Batch:
    """The batch with a share of its word pieces hidden; those that open and close a window stay."""
    hidden = (torch.rand(batch.pieces.shape) < share) & ~torch.isin(batch.pieces, torch.tensor(FRAME))
    return replace(batch, pieces=batch.pieces.masked_fill(hidden & (batch.mask > 0), MASK))
