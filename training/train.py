"""Corpora -> trained reader, in steps that can each be stopped and gone on with.

    python -m training.train warm    --shared ../shared     # every corpus, a head for each scheme
    python -m training.train tune    --shared ../shared     # the coded reports alone
    python -m training.train teacher --shared ../shared     # the same, with a large encoder that never ships
    python -m training.train polish  --shared ../shared     # the coded reports and the teacher's answers, as int8
    python -m training.train tune    --shared ../shared --fold 0 --of 5    # holds every fifth report back

Checkpoints and logs go to training/work. Seeds are fixed; on a CPU the same run gives the same weights up to
the order of floating point sums.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from dateline.reader import manifest
from training import corpora, export
from training.batches import TAUGHT, collate, prepare
from training.draw import batches, held_back, tune_epochs, warm_epochs
from training.examples import Example
from training.fit import fit
from training.lessons import Teacher, read_uncoded
from training.model import Encoder, Reader
from training.settings import BASE, BEFORE, PLANS, RECODED, WORK, WRITTEN, Plan
from training.teacher import give_large_encoder, unpacked

BRIDGED = 60
"""Batches of reports that the teacher's bridge is set on."""


def build(schemes: corpora.Schemes) -> Reader:
    """A reader with the pretrained encoder and new heads."""
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


def run(step: str, shared: Path, plan: Plan, name: str | None = None, start: str | None = None,
        fold: int | None = None, of: int = 5, teacher: str | None = "teacher",
        device: str = "cpu") -> None:  # fmt: skip
    """Runs one step and leaves its checkpoint in training/work, under the step's name or another.

    It starts from the checkpoint of the step before, unless `start` names another. With a `fold`, every `of`-th coded
    report is held back. `teacher` is the checkpoint that the last step learns from, if from any;
    with a fold, it must have been made without that fold too. `device` is torch's name of where to train.
    """
    WORK.mkdir(exist_ok=True)
    schemes = corpora.Schemes()
    auxiliary = corpora.auxiliary(shared, schemes)
    tasks = {
        "record": [e for n, e in enumerate(corpora.coded(shared)) if not held_back(n, fold, of)],
        "recoded": corpora.recoded(RECODED, shared),
        "written": corpora.written(WRITTEN),
    } | (auxiliary if step == "warm" else {})
    if step == "polish" and teacher:
        tasks[TAUGHT] = _taught(shared, teacher)
    pieces = tokenizer()
    prepared = {task: [p for e in examples if (p := prepare(e, pieces, schemes))] for task, examples in tasks.items()}
    model = build(schemes)
    if start := start or BEFORE.get(step):
        model.load_state_dict(torch.load(WORK / f"{start}.pt"), strict=False)
    if plan.rounded:
        model.round_weights()
    if step == "teacher":
        some = batches([*prepared["record"], *prepared["recoded"]], plan.pieces, random.Random(2))[:BRIDGED]
        give_large_encoder(model, unpacked(WORK / "mpnet"), map(collate, some))
    master = None
    if step == "polish" and teacher:
        every = [p for found in prepared.values() for p in found]
        master = Teacher(export.trained(teacher).to(device), every, _of_teacher(teacher, "vectors"))
    epochs = (warm_epochs if step == "warm" else tune_epochs)(prepared, plan)
    fit(model.to(device), epochs, plan, WORK / f"{name or step}.pt", WORK / f"{name or step}.log", master)


def _taught(shared: Path, teacher: str) -> list[Example]:
    """What the teacher reads in texts that nobody coded."""
    exported, records = WORK / teacher, _of_teacher(teacher, "jsonl")
    if not records.exists():
        export.write(teacher, exported)
    return read_uncoded(shared, RECODED, exported, records)


def _of_teacher(name: str, ending: str) -> Path:
    """Where something that a checkpoint said is kept; another checkpoint of that name has another place."""
    return WORK / f"{name}-{manifest.sha256(WORK / f'{name}.pt')[:8]}.{ending}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the reader.")
    parser.add_argument("step", choices=list(PLANS))
    parser.add_argument("--shared", type=Path, required=True, help="the folder of corpora and coded reports")
    parser.add_argument("--fold", type=int, help="hold back every report whose number modulo --of is this")
    parser.add_argument("--of", type=int, default=5)
    parser.add_argument("--name", help="name of the checkpoint in training/work; without it, the step's")
    parser.add_argument("--from", dest="start", help="checkpoint to start from; without it, the step's before")
    parser.add_argument("--teacher", default="teacher", help="checkpoint to learn from, or 'none'")
    parser.add_argument("--passes", type=float)
    parser.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates")
    parser.add_argument("--blend", type=float, help="share of the learned weights in what is saved; rest: the start's")
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
        blend=plan.blend if args.blend is None else args.blend,
    )
    teacher = None if args.teacher == "none" else args.teacher
    run(args.step, args.shared, plan, args.name, args.start, args.fold, args.of, teacher, args.device)


if __name__ == "__main__":
    main()
