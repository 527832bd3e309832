"""Files that take their place when they are whole, and what is said where they cannot."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dateline.record import DatelineError


@contextlib.contextmanager
def writing(output: str | None) -> Iterator[None]:
    """Says in one line what keeps the output from being written. What makes it stands outside."""
    try:
        yield
    except BrokenPipeError:  # whoever reads the pipe has seen enough; click ends in silence
        raise
    except OSError as error:
        where = output or "standard output"
        raise DatelineError(f"{where}: it cannot be written: {error.strerror or error}; check the path") from error


@contextlib.contextmanager
def whole_file(output: str) -> Iterator[BinaryIO]:
    """A file that takes its place when the block ends well, and until then is not there; a former one stays so long.

    Raises `DatelineError` where it cannot be written.
    """
    target = Path(os.path.realpath(output))
    with writing(output):
        partial = _partial(target)
        stream = partial.open("wb")
    try:
        with writing(output):
            if partial != target and target.exists():
                shutil.copymode(target, partial)
        yield stream
        with writing(output):
            stream.close()
            if partial != target:
                partial.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            stream.close()
        if partial != target:
            partial.unlink(missing_ok=True)
        raise


def _partial(target: Path) -> Path:
    """The file that is written first: a hidden one beside the target."""
    if target.is_file():
        target.open("a").close()  # whoever may not write it may not replace it
    elif target.exists():
        return target  # a device or a pipe takes what comes; a folder is refused when it is opened
    return target.with_name(f".dateline-{os.getpid()}.part")
