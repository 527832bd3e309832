"""The encoder on other people's tasks, beside what larger models were reported to reach on them.

    python -m benchmarks.tasks --from warm                 # all tasks, from a checkpoint of training/work
    python -m benchmarks.tasks re3d --from warm --seeds 3

Each task gets a head of its own on the encoder, is fine-tuned on the task's training part for a few minutes, and
is scored with the weights in int8 as they would ship. Needs the corpora of ../shared and the 'train' extra.

The test parts of these corpora are held back from the project, so ours are measured on other parts: re3d and
PolNeAR on the released dev part, CAMEO on every fifth row of train, which the head then never sees.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor, nn
from training.batches import padded_windows
from training.corpora import JOINED, Row, rows
from training.examples import Chars, flat
from training.export import quantise
from training.fit import Course
from training.model import Crf, Encoder
from training.settings import BASE, WORK, Plan
from training.train import tokenizer

from benchmarks.shared import add_corpora
from dateline.reader.decode import Floats, Ints, viterbi
from dateline.reader.labels import SPAN_TAGS
from dateline.reader.tokens import Tokens, tokenize, window_arrays, windows


@dataclass(frozen=True)
class Task:
    """A corpus: where its parts are, its kinds of span, and what was reported for it.

    Kinds of one layer never overlap; a task with nested spans has a layer for each kind.
    """

    train: str
    test: str | None  # None: every fifth row of train
    layers: tuple[tuple[str, ...], ...]
    passes: int
    peer: str
    reported: tuple[float, ...]  # F1, one for each layer


TASKS = {
    "re3d": Task(
        "entities/re3d-conflibert-train", "entities/re3d-conflibert-dev",
        (("Organisation", "Location", "Person", "Temporal", "Quantity", "Weapon", "MilitaryPlatform",
          "DocumentReference", "Nationality", "Money"),), 14, "ConfliBERT, 110 M, test", (68.4,)),
    "cameo": Task("entities/cameo_ner-train", None, (("S", "T", "R"),), 10, "ConfliBERT, 110 M, test", (74.0,)),
    "polnear": Task("attribution/polnear-train", "attribution/polnear-dev", (("source",), ("cue",), ("content",)), 2,
                    "CofeNet on BERT-base, test", (83.2, 75.3, 72.9)),
}  # fmt: skip


@dataclass(frozen=True)
class Text:
    """A text with its spans, a list for each layer."""

    text: str
    tokens: Tokens
    spans: tuple[tuple[tuple[Chars, str], ...], ...]


class Tagger(nn.Module):
    """The encoder with a linear layer for one task."""

    def __init__(self, encoder: Encoder, task: Task) -> None:
        super().__init__()
        self.encoder = encoder
        self.layers = len(task.layers)
        self.names = tag_names(task)
        self.scores = nn.Linear(encoder.hidden, self.layers * len(self.names))
        self.dropout = nn.Dropout(0.1)
        self.crf = Crf(self.layers, self.names)

    def forward(
        self, pieces: Tensor, shapes: Tensor, breaks: Tensor, mask: Tensor | None, first: Tensor, last: Tensor
    ) -> Tensor:
        """Scores of words (n, layers, tags); see model.Reader.words for the inputs."""
        flat_pieces = self.encoder(pieces, shapes, breaks, mask).flatten(0, 1)
        words = (flat_pieces[first] + flat_pieces[last]) / 2
        return self.scores(self.dropout(words)).unflatten(-1, (self.layers, len(self.names)))


def tag_names(task: Task) -> tuple[str, ...]:
    """The tags of a layer: kinds are told apart only where a layer has several."""
    most = max(task.layers, key=len)
    return ("O", *(f"{t}:{kind}" if len(most) > 1 else t for kind in most for t in SPAN_TAGS[1:]))


def tags_of(text: Text, layer: int, names: Sequence[str]) -> Ints:
    out = np.zeros(len(text.tokens), dtype=np.int64)
    for (start, end), kind in text.spans[layer]:
        first = int(np.searchsorted(text.tokens.ends, start, side="right"))
        last = max(first, int(np.searchsorted(text.tokens.starts, end, side="left")) - 1)
        mark = {t: names.index(f"{t}:{kind}" if len(names) > len(SPAN_TAGS) else t) for t in "BIES"}
        out[first : last + 1] = mark["I"]
        out[first], out[last] = (mark["B"], mark["E"]) if last > first else (mark["S"], mark["S"])
    return out


def read_spans(text: Text, tags: Ints, layer: int, names: Sequence[str], task: Task) -> set[tuple[int, int, str]]:
    """The spans that tags tell (first character, last, kind)."""
    found, begin = set(), 0
    for n, tag in enumerate(tags):
        letter = names[tag][0]
        if letter in "BS":
            begin = n
        if letter in "ES":
            kind = names[tag][2:] or task.layers[layer][0]
            found.add((int(text.tokens.starts[begin]), int(text.tokens.ends[n]), kind))
    return found


def load(name: str, task: Task, shared: Path) -> tuple[list[Text], list[Text]]:
    """The texts to train on and to score."""
    every = list(rows(shared, task.train))
    if task.test is None:
        train = [r for n, r in enumerate(every) if n % 5]
        test = [r for n, r in enumerate(every) if n % 5 == 0]
    else:
        train, test = every, list(rows(shared, task.test))
    make = _polnear if name == "polnear" else _sentences
    return make(train, task), make(test, task)


def _sentences(found: Sequence[Row], task: Task) -> list[Text]:
    """Rows of one sentence, joined so that a window holds many."""
    pieces, texts = tokenizer(), []
    for at in range(0, len(found), JOINED):
        text, spans = "", []
        for row in found[at : at + JOINED]:
            own = [((s + len(text), e + len(text)), kind) for s, e, kind in row["spans"] if kind in task.layers[0]]
            kept = set(flat([chars for chars, _ in own]))
            spans += [(chars, kind) for chars, kind in own if chars in kept]
            text += row["text"] + "\n"
        texts.append(Text(text, tokenize(text, pieces), (tuple(spans),)))
    return texts


def _polnear(found: Sequence[Row], task: Task) -> list[Text]:
    pieces, texts = tokenizer(), []
    for row in found:
        layers = tuple(
            tuple((chars, part) for chars in flat([tuple(s) for st in row["statements"] for s in st[part]]))
            for (part,) in task.layers
        )
        texts.append(Text(row["text"], tokenize(row["text"], pieces), layers))
    return texts


def fine_tune(task: Task, texts: Sequence[Text], checkpoint: str | None, seed: int) -> Tagger:
    """A tagger with averaged weights."""
    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    if checkpoint:
        encoder = Encoder.untrained(BASE)
        state = torch.load(WORK / f"{checkpoint}.pt")
        encoder.load_state_dict({k.removeprefix("encoder."): v for k, v in state.items() if k.startswith("encoder.")})
    else:
        encoder = Encoder.pretrained(BASE)
    model = Tagger(encoder, task)
    plan = Plan(passes=task.passes, pieces=2048, encoder_rate=2e-4, head_rate=1e-3, average=0.99)
    steps = [batch for _ in range(task.passes) for batch in _batches(texts, plan.pieces, shuffle)]
    course = Course(model, plan, len(steps))
    model.train()
    for batch in steps:
        course.step({"tags": _loss(model, batch)})
    course.finish()
    return model.eval()


def _loss(model: Tagger, batch: Sequence[Text]) -> Tensor:
    """How unlikely the tags of the texts are, for each word."""
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(*padded_windows([text.tokens for text in batch]))
    parts = scores.float().split([len(t.tokens) for t in batch])
    width = max(map(len, parts))
    grid = torch.stack([nn.functional.pad(p, (0, 0, 0, 0, 0, width - len(p))) for p in parts])
    gold = torch.zeros(len(batch), width, model.layers, dtype=torch.int64)
    for row, text in enumerate(batch):
        for layer in range(model.layers):
            gold[row, : len(text.tokens), layer] = torch.from_numpy(tags_of(text, layer, model.names))
    mask = torch.arange(width)[None] < torch.tensor([len(t.tokens) for t in batch])[:, None]
    return model.crf.loss(grid, gold, mask).sum() / mask.sum()


def _batches(texts: Sequence[Text], pieces: int, shuffle: random.Random) -> Iterable[list[Text]]:
    order = list(texts)
    shuffle.shuffle(order)
    batch: list[Text] = []
    size = 0
    for text in order:
        own = sum(b - a for a, b in windows(text.tokens))
        if batch and size + own > pieces:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += own
    if batch:
        yield batch


class Graph(nn.Module):
    """One window in, no padding: what is exported."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, shapes: Tensor, breaks: Tensor, first: Tensor, last: Tensor) -> Tensor:
        return self.model(pieces, shapes, breaks, None, first, last)


def session(model: Tagger, int8: bool) -> onnxruntime.InferenceSession:
    """The tagger in onnxruntime, with its weights as they are or in int8 per channel, the head left as it is."""
    window, words = torch.ones(1, 16, dtype=torch.int64), torch.arange(1, 9)
    given = {"pieces": window * 1000, "shapes": window, "breaks": window, "first": words, "last": words}
    with tempfile.TemporaryDirectory() as scratch:
        plain, small = Path(scratch) / "plain.onnx", Path(scratch) / "int8.onnx"
        torch.onnx.export(
            Graph(model), tuple(given.values()), str(plain), opset_version=17, dynamo=False,
            input_names=list(given), output_names=["scores"],
            dynamic_axes={k: {1: "length"} for k in ("pieces", "shapes", "breaks")}
            | {k: {0: "words"} for k in ("first", "last", "scores")},
        )  # fmt: skip
        if int8:
            quantise(plain, small, heads=("/scores/",))
        return onnxruntime.InferenceSession((small if int8 else plain).read_bytes(), providers=["CPUExecutionProvider"])


def score(model: Tagger, task: Task, texts: Sequence[Text], int8: bool) -> list[float]:
    """F1 of exact spans with their kinds in per cent, one for each layer."""
    run = session(model, int8)
    transitions: Floats = model.crf.steps().detach().numpy()
    counts = np.zeros((model.layers, 3))
    for text in texts:
        arrays, first, last = window_arrays(text.tokens)
        scores = []
        for n, array in enumerate(arrays):
            own = first[:, 0] == n
            feed = dict(zip(("pieces", "shapes", "breaks"), array[:, None], strict=True))
            scores.append(run.run(None, feed | {"first": first[own, 1], "last": last[own, 1]})[0])
        tags = viterbi(np.concatenate(scores), transitions, model.names)
        for layer in range(model.layers):
            told = read_spans(text, tags[:, layer], layer, model.names, task)
            gold = {(*chars, kind) for chars, kind in text.spans[layer]}
            counts[layer] += len(told & gold), len(told), len(gold)
    return [200 * hit / max(1, found + gold) for hit, found, gold in counts]


def main() -> int:
    parser = argparse.ArgumentParser(description="Score the encoder on other people's tasks.")
    parser.add_argument("tasks", nargs="*", default=[], metavar="TASK", help=f"of {', '.join(TASKS)}; none: all")
    parser.add_argument("--from", dest="start", default="warm", help="checkpoint; 'none': the pretrained encoder")
    parser.add_argument("--seeds", type=int, default=1)
    add_corpora(parser)
    args = parser.parse_args()
    sys.stdout.write(f"{'task':10}{'part':10}{'int8':>7}{'float':>7}{'peer':>7}\n")
    for name in args.tasks or TASKS:
        task = TASKS[name]
        train, test = load(name, task, args.shared)
        found = []
        for seed in range(1, args.seeds + 1):
            model = fine_tune(task, train, None if args.start == "none" else args.start, seed)
            found.append([score(model, task, test, int8) for int8 in (True, False)])
        small, plain = np.mean(found, axis=0)
        for kinds, a, b, peer in zip(task.layers, small, plain, task.reported, strict=True):
            part = kinds[0] if len(task.layers) > 1 else "all"
            sys.stdout.write(f"{name:10}{part:10}{a:7.1f}{b:7.1f}{peer:7.1f}  {task.peer}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
