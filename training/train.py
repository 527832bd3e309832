"""Corpora -> trained reader, in steps that can each be stopped and gone on with.

    python -m training.train warm    --shared ../shared     # every corpus, a head for each scheme
    python -m training.train tune    --shared ../shared     # the coded reports alone
    python -m training.train polish  --shared ../shared     # the same, with the rounding of the int8 graph
    python -m training.train polish  --shared ../shared --device cuda      # on a GPU
    python -m training.train tune    --shared ../shared --fold 0 --of 5    # holds every fifth report back

Checkpoints and logs go to training/work. Seeds are fixed; on one machine the same run gives the same weights up to
the order of floating point sums. A CPU computes in bfloat16, a GPU in float32: their weights differ.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training import corpora
from training.batches import prepare
from training.draw import held_back, tune_epochs, warm_epochs
from training.fit import fit
from training.marked import MarkError
from training.model import CheckpointError, Encoder, Reader
from training.settings import BASE, BEFORE, PLANS, RECODED, WORK, WRITTEN, Plan

FAULTS = (CheckpointError, FileNotFoundError, MarkError)
"""What a step is stopped by that whoever started it can mend: the message says what."""


def build(schemes: corpora.Schemes, checkpoint: str | None) -> Reader:
    """A reader with heads for all that is trained, and the weights of a checkpoint of training/work; without one, the
    pretrained encoder's."""
    torch.manual_seed(0)
    encoder = Encoder.untrained(BASE) if checkpoint else Encoder.pretrained(BASE)
    extra_labels = {k: len(v) for k, v in schemes.labels.items()} | {"certainty": 1}
    extra_relations = {k: len(v) for k, v in schemes.relations.items()}
    model = Reader(encoder, len(schemes.layers), extra_labels, extra_relations)
    if checkpoint:
        model.load_checkpoint(WORK / f"{checkpoint}.pt")
    return model


def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def run(step: str, shared: Path, plan: Plan, name: str | None = None, start: str | None = None,
        fold: int | None = None, of: int = 5, device: str = "cpu") -> None:  # fmt: skip
    """Runs one step and leaves its checkpoint in training/work, under the step's name or another.

    It starts from the checkpoint of the step before, unless `start` names another. With a `fold`, every `of`-th coded
    report is held back. `device` is torch's name of where to train.
    """
    WORK.mkdir(exist_ok=True)
    schemes = corpora.Schemes()
    auxiliary = corpora.auxiliary(shared, schemes)
    tasks = {
        "record": [e for n, e in enumerate(corpora.coded(shared)) if not held_back(n, fold, of)],
        "recoded": corpora.recoded(RECODED, shared),
        "written": corpora.written(WRITTEN),
        "factual": corpora.factual(shared),
        "empty": corpora.empty(shared),
    } | (auxiliary if step == "warm" else {})
    pieces = tokenizer()
    prepared = {task: [p for e in examples if (p := prepare(e, pieces, schemes))] for task, examples in tasks.items()}
    model = build(schemes, start or BEFORE.get(step))
    if plan.rounded:
        model.round_weights()
    epochs = (warm_epochs if step == "warm" else tune_epochs)(prepared, plan)
    fit(model.to(device), epochs, plan, WORK / f"{name or step}.pt", WORK / f"{name or step}.log")


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
    parser.add_argument("--seed", type=int, help="another draw of texts and of chance; two runs may be averaged")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu", help="where to train: cpu, or cuda for a GPU")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    plan = PLANS[args.step]
    plan = replace(
        plan,
        passes=args.passes or plan.passes,
        encoder_rate=plan.encoder_rate * args.rate,
        head_rate=plan.head_rate * args.rate,
        seed=plan.seed if args.seed is None else args.seed,
    )
    try:
        run(args.step, args.shared, plan, args.name, args.start, args.fold, args.of, args.device)
    except FAULTS as fault:
        raise SystemExit(str(fault)) from None


if __name__ == "__main__":
    main()
