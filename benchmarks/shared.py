"""The folder of corpora that benchmarks read: ../shared, which lies beside the project and is not part of it."""

from __future__ import annotations

import argparse
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"


def add_corpora(parser: argparse.ArgumentParser) -> None:
    """Gives a command the option --shared; a folder without corpora is refused, and said."""
    parser.add_argument("--shared", type=_corpora, default=str(SHARED), metavar="FOLDER", help="the folder of corpora")


def _corpora(words: str) -> Path:
    if not (Path(words) / "data").is_dir():
        raise argparse.ArgumentTypeError(f"no corpora in {words}")
    return Path(words)
