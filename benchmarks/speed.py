"""How fast Dateline reads, and what memory it takes, beside a spaCy pipeline in the same run.

    pip install spacy
    python -m benchmarks.speed [--reports FILE.jsonl] [--rounds 3]

All read the same reports on one core, each in a process of its own, in turn. 'spacy' has the architecture of
en_core_web_sm (HashEmbedCNN 96 x 4 for tagger and parser, another for ner, as many labels) with weights that
were not trained: it is there for speed only, and it finds far less than Dateline does. 'spacy-1' has one
HashEmbedCNN for all three.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

REPORTS = Path(__file__).resolve().parents[2] / "shared" / "bench" / "inputs" / "dev.jsonl"
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def dateline_reader() -> Callable[[str], object]:
    from dateline import run
    from dateline.reader import Reader
    from dateline.record import Report

    reader = Reader(threads=1)
    return lambda text: run.record_of(Report(id="x", text=text), reader.read(text))


TAGS, DEPENDENCIES, ENTITIES = 50, 45, 18
"""How many labels en_core_web_sm's tagger, parser and ner have."""


def _embedding() -> dict[str, object]:
    return {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 96,
        "depth": 4,
        "embed_size": 2000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": True,
    }


def _transitions(state: str, tok2vec: dict[str, object]) -> dict[str, object]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }


def spacy_reader(own_embedding: bool) -> Callable[[str], object]:
    """en_core_web_sm gives its ner a tok2vec of its own; without, all three share one and it is faster."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _embedding()})
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": shared}})
    nlp.add_pipe("parser", config={"model": _transitions("parser", shared)})
    nlp.add_pipe("ner", config={"model": _transitions("ner", _embedding() if own_embedding else shared)})
    for pipe, count in (("tagger", TAGS), ("parser", DEPENDENCIES), ("ner", ENTITIES)):
        for n in range(count):
            nlp.get_pipe(pipe).add_label(f"L{n}")
    nlp.initialize()
    return nlp


READERS: dict[str, Callable[[], Callable[[str], object]]] = {
    "dateline": dateline_reader,
    "spacy": lambda: spacy_reader(own_embedding=True),
    "spacy-1": lambda: spacy_reader(own_embedding=False),
}


def measure(name: str, reports: Path) -> dict[str, float]:
    """Reads every report once to warm up, then once more by the clock."""
    with reports.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    begun = time.perf_counter()
    read = READERS[name]()
    read(texts[0])
    ready = time.perf_counter()
    for text in texts:
        read(text)
    seconds = time.perf_counter() - ready
    words = sum(len(text.split()) for text in texts)
    return {"reports": len(texts) / seconds, "words": words / seconds, "load": ready - begun,
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure reading speed and memory.")
    parser.add_argument("--reports", type=Path, default=REPORTS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=READERS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.only:
        sys.stdout.write(json.dumps(measure(args.only, args.reports)))
        return 0
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in READERS}
    for _ in range(args.rounds):
        for name in READERS:
            command = [sys.executable, __file__, "--only", name, "--reports", str(args.reports)]
            found = subprocess.run(command, capture_output=True, text=True, env=os.environ | ONE_CORE, check=False)
            if found.returncode:
                sys.stderr.write(f"{name} did not run: {found.stderr.strip().splitlines()[-1]}\n")
                return 1
            runs[name].append(json.loads(found.stdout))
    middle = {name: {k: statistics.median(r[k] for r in rs) for k in rs[0]} for name, rs in runs.items()}
    sys.stdout.write(
        f"{'':10}{'reports/s':>11}{'words/s':>10}{'load s':>9}{'peak MB':>9}   (one core, median of {args.rounds})\n"
    )
    for name, row in middle.items():
        sys.stdout.write(f"{name:10}{row['reports']:11.1f}{row['words']:10.0f}{row['load']:9.2f}{row['memory']:9.0f}\n")
    for name in ("spacy", "spacy-1"):
        pairs = zip(runs["dateline"], runs[name], strict=True)
        ratio = statistics.median(ours["reports"] / theirs["reports"] for ours, theirs in pairs)
        sys.stdout.write(f"Dateline reads at {ratio:.2f} of the speed of {name} (floor: 0.50 of spacy)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
