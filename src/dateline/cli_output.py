"""Where commands write: standard output, or a file that takes its place when all is written."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import click

from dateline.record import DatelineError

_PIPE_WIDTH = 1_000_000  # a page in a pipe is not wrapped: one entry, one line


class Misuse(click.UsageError):
    """A command called wrongly in a way that only we can tell: one line, as for other errors."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"dateline: {self.message}", file=file, err=True)


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
def opened(output: str | None, form: str) -> Iterator[IO[str]]:
    """Standard output, or a file that takes its place when all is written, and until then is not there."""
    if output is None:
        _prepare_stdout(form)
        yield sys.stdout
        return
    target = Path(os.path.realpath(output))
    with writing(output):
        partial = _partial(target)
        stream = partial.open("w", encoding="utf-8", newline="" if form == "csv" else None)
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


def _prepare_stdout(form: str) -> None:
    """Data are UTF-8 whatever the locale; a page shows what the locale can, and ? for the rest."""
    reconfigure: Callable[..., None] | None = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(**({"errors": "replace"} if form == "page" else {"encoding": "utf-8"}))


def page_console(stream: IO[str]) -> Any:
    """A console that prints pages to a stream: as wide as the terminal, or never wrapped."""
    from rich.console import Console

    console = Console(file=stream, highlight=False)
    return console if console.is_terminal else Console(file=stream, highlight=False, width=_PIPE_WIDTH)
