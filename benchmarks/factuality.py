"""Whether an act happened, on real reports of which no model learned that.

    python -m benchmarks.factuality                # the model in the package
    python -m benchmarks.factuality --model FOLDER

`factualities.tsv` tells where 1,200 acts stand in 128 reports of ../shared/data (AFP and Xinhua 1997-2006, VOA, web
news of 2014-2017), and what a coder took each for: happened, to come, possible or not happened. The coder saw the acts
that the reader of 0.7 had found, and not what it took them for; on sentences of the benchmark's in which something did
not happen such coders agree with its own in 93 of 100 acts. No text of the reports is in the project.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from training.marked import MarkError
from training.standoff import acts_of, corpus_texts

from benchmarks.shared import add_corpora
from dateline.ontology.plover import FACTUALITIES
from dateline.reader import Reader
from dateline.record import Span

ACTS = Path(__file__).with_name("factualities.tsv")


def compare(reader: Reader, text: str, acts: dict[Span, str | None]) -> Counter[tuple[str, str]]:
    """How often which factuality was read for which, over the acts that the reader finds."""
    found: Counter[tuple[str, str]] = Counter()
    for trigger in reader.read(text).triggers:
        for act, kind in acts.items():
            if kind is not None and act.start < trigger.span.end and trigger.span.start < act.end:
                found[kind, trigger.factuality] += 1
                break
    return found


def table(found: Counter[tuple[str, str]]) -> list[str]:
    """Lines of a table: rows are what the coder judged, columns what was read."""
    total, right = found.total(), sum(found[kind, kind] for kind in FACTUALITIES)
    actual = sum(found["actual", read] for read in FACTUALITIES)
    lines = ["coder | reader".ljust(14) + "".join(f"{read:>13}" for read in FACTUALITIES)]
    lines += [f"{kind:14}" + "".join(f"{found[kind, read]:13}" for read in FACTUALITIES) for kind in FACTUALITIES]
    if not actual:
        return [*lines, f"{total} acts, none of which happened: nothing to compare with"]
    share, peer = 100 * right / total, 100 * actual / total
    told = f"right: {share:.1f} % of {total} acts; all taken as actual: {peer:.1f} % (ratio {share / peer:.2f})"
    return [*lines, told]


def main() -> int:
    parser = argparse.ArgumentParser(description="Score whether acts happened.")
    add_corpora(parser)
    parser.add_argument("--model", type=Path, help="folder of a model; without it, the one in the package")
    args = parser.parse_args()
    texts, reader = corpus_texts(args.shared), Reader(args.model)
    found: Counter[tuple[str, str]] = Counter()
    for line in ACTS.read_text(encoding="utf-8").splitlines():
        try:
            found += compare(reader, *acts_of(line, texts))
        except MarkError as fault:
            sys.stderr.write(f"left out: {fault}\n")
    sys.stdout.write("\n".join(table(found)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
