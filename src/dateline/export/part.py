"""Parts of a page that are made before what stands above them is known."""

from __future__ import annotations

import shutil
import tempfile
from types import TracebackType
from typing import BinaryIO

_IN_MEMORY = 4_000_000  # bytes; a longer part waits in a temporary file


class Part:
    """Text that waits until it is copied to its place. Half characters, which UTF-8 cannot hold, become '?'."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # closed with this

    def __enter__(self) -> Part:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, text: str) -> None:
        self._file.write(encoded(text))

    def copy_to(self, out: BinaryIO) -> None:
        self._file.seek(0)
        shutil.copyfileobj(self._file, out)


def encoded(text: str) -> bytes:
    return text.encode(errors="replace")
