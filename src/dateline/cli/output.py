"""Where commands write: standard output, or a file that takes its place when all is written."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Iterator
from typing import IO, Any, BinaryIO

import click

from dateline.export import Losses
from dateline.output import whole_file, writing

__all__ = ["Misuse", "opened", "opened_for_bytes", "page_console", "tell_losses", "writing"]

_PIPE_WIDTH = 1_000_000  # a page in a pipe is not wrapped: one entry, one line


class Misuse(click.UsageError):
    """A command called wrongly in a way that only we can tell: one line, as for other errors."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"dateline: {self.message}", file=file, err=True)


@contextlib.contextmanager
def opened(output: str | None, form: str) -> Iterator[IO[str]]:
    """Standard output, or a file that takes its place when all is written, and until then is not there."""
    if output is None:
        _prepare_stdout(form)
        yield sys.stdout
        return
    with whole_file(output) as file:
        stream = io.TextIOWrapper(file, encoding="utf-8", newline="" if form == "csv" else None)
        yield stream
        with writing(output):
            stream.flush()


@contextlib.contextmanager
def opened_for_bytes(output: str | None, *, is_text: bool) -> Iterator[BinaryIO]:
    """The same for bytes. What is not text is not written to a terminal. Raises `Misuse`."""
    if output is not None:
        with whole_file(output) as file:
            yield file
        return
    if not is_text and is_terminal():
        raise Misuse("it is not text, which a terminal shows; write it to a file with -o FILE")
    yield sys.stdout.buffer
    with writing(output):
        sys.stdout.buffer.flush()


def is_terminal() -> bool:
    """Whether standard output is one."""
    return sys.stdout.isatty()


def tell_losses(losses: Losses, to: str, report: str | None) -> None:
    """What an export could not hold, to standard error or to a file."""
    words = f"{to}: {losses.report()}"
    if report is None:
        click.echo(words, err=True)
        return
    with opened(report, "page") as stream, writing(report):
        stream.write(f"{words}\n")


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
