"""What Dateline reads out of stories in which there is nothing to read: sports, markets, miscellany.

    python -m benchmarks.empty                    # with the model in the package
    python -m benchmarks.empty --model FOLDER

38 stories are Reuters' (the dev part of CoNLL-2003, in ../shared/data), 59 of other papers and agencies and years. A
reader of each saw to it that by the guide no event and no figure is to be coded: whatever is read there is made up.
Beside them stand Reuters stories of the same days in which there is something (benchmarks/codings/reuters). No model
learns what is told of any.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from training.marked import MarkError, sound
from training.standoff import Texts, corpus_texts, parts_of, read_folder

from benchmarks.accuracy import REUTERS
from benchmarks.shared import add_corpora
from dateline import run
from dateline.reader import Reader
from dateline.record import Report

STORIES = Path(__file__).with_name("empty.tsv")


@dataclass(frozen=True)
class Found:
    """What was read out of some stories."""

    stories: int
    words: int
    events: int
    figures: int

    @property
    def rate(self) -> float:
        """Events and figures in a hundred words."""
        return 100 * (self.events + self.figures) / max(1, self.words)


def read(reader: Reader, texts: Iterable[str]) -> Found:
    """What the records of texts hold."""
    reports = [Report(id=str(n), text=text) for n, text in enumerate(texts, start=1)]
    records = [run.record_of(report, reader.read(report.text)).record for report in reports]
    return Found(
        stories=len(reports),
        words=sum(len(report.text.split()) for report in reports),
        events=sum(len(record.events) for record in records),
        figures=sum(len(record.figures) for record in records),
    )


def stories(texts: Texts) -> dict[str, list[str]]:
    """The stories with nothing to code, by kind. Raises `MarkError` where a corpus holds another text."""
    found: dict[str, list[str]] = {}
    for line in STORIES.read_text(encoding="utf-8").splitlines():
        kind = "Reuters" if line.startswith("entities/conll2003") else "other news"
        found.setdefault(kind, []).append(parts_of(line, texts)[0])
    return found


def table(empty: Mapping[str, Found], coded: Found) -> list[str]:
    """Lines of a table; the last column is against the rate of the coded stories."""
    rows = {f"empty, {kind}": found for kind, found in empty.items()} | {"coded, Reuters": coded}
    return [
        f"{'':18}{'stories':>9}{'words':>9}{'events':>9}{'figures':>9}{'in 100 words':>14}{'of coded':>10}",
        *(
            f"{name:18}{found.stories:9}{found.words:9}{found.events:9}{found.figures:9}"
            f"{found.rate:14.2f}{_ratio(found, coded):>10}"
            for name, found in rows.items()
        ),
    ]


def _ratio(found: Found, coded: Found) -> str:
    return f"{found.rate / coded.rate:.3f}" if coded.rate else "-"


def main() -> int:
    parser = argparse.ArgumentParser(description="Count what is read where there is nothing to read.")
    add_corpora(parser)
    parser.add_argument("--model", type=Path, help="folder of a model; without it, the one in the package")
    args = parser.parse_args()
    texts, reader = corpus_texts(args.shared), Reader(args.model)
    try:
        empty = {kind: read(reader, found) for kind, found in stories(texts).items()}
        coded = [record.report.text for record in sound(read_folder(REUTERS, args.shared))]
    except (MarkError, FileNotFoundError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    sys.stdout.write("\n".join(table(empty, read(reader, coded))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
