"""Text -> Reading: one pass of the encoder over the whole report, every task a head on it."""

from dateline.reader.encoder import Reader
from dateline.reader.manifest import ModelError

__all__ = ["ModelError", "Reader"]
