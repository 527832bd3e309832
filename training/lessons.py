"""What the teacher gives the small encoder to learn: its answers to coded texts, and to texts that nobody coded."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from dateline.reader import Reader as Shipped
from dateline.record import Record
from dateline.run import record_of
from training import corpora
from training.batches import TAUGHT, Batch, Prepared, collate, words_of
from training.draw import batches
from training.examples import Example, from_record
from training.losses import Answers, answers_of
from training.model import Reader

PIECES = 4096
"""Word pieces that the teacher reads at once."""


class Teacher:
    """The heads of a trained large network, and its vectors of the words of all texts that it will be asked about."""

    def __init__(self, model: Reader, texts: Sequence[Prepared], keep: Path) -> None:
        """Reads the texts whose vectors `keep` does not hold yet, some minutes for a thousand, and adds them to it."""
        self.model = model.eval()
        self.device = model.crf.transitions.device
        self.vectors: dict[str, Tensor] = torch.load(keep) if keep.exists() else {}
        unread = [p for p in texts if _key(p) not in self.vectors]
        for chosen in batches(unread, PIECES, random.Random(0)):
            self.vectors |= {_key(p): words for p, words in zip(chosen, self._read(chosen), strict=True)}
        if unread:
            torch.save(self.vectors, keep)

    def _read(self, chosen: Sequence[Prepared]) -> list[Tensor]:
        batch = collate(chosen).to(self.device)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=self.device.type == "cpu"):
            words = words_of(self.model, batch)
        return [part.bfloat16().clone() for part in words.cpu().split([len(p.tokens) for p in chosen])]

    def answers(self, chosen: Sequence[Prepared], batch: Batch) -> Answers:
        """Its answers to a batch of those texts, none of its words hidden."""
        with torch.no_grad():
            words = torch.cat([self.vectors[_key(p)] for p in chosen])
            return answers_of(self.model, batch, words.to(self.device).float())


def _key(p: Prepared) -> str:
    """What the teacher's vectors of a text depend on: who coded it, and its words."""
    return hashlib.sha256(f"{p.example.task}\n{p.example.text}".encode()).hexdigest()


def read_uncoded(shared: Path, codings: Path, model: Path, keep: Path) -> list[Example]:
    """What an exported teacher reads in the texts of `corpora.uncoded`; a file of JSON lines keeps its records."""
    if not keep.exists():
        reader = Shipped(model)
        records = (record_of(report, reader.read(report.text)).record for report in corpora.uncoded(shared, codings))
        keep.write_text("".join(record.to_json() + "\n" for record in records), encoding="utf-8")
    with keep.open(encoding="utf-8") as lines:
        return [from_record(Record.from_json(line), TAUGHT) for line in lines]
