"""`dateline serve`: the casefile as a web page."""

from __future__ import annotations

import contextlib
import getpass
import secrets
import socket
import sys
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from dateline.record import DatelineError

if TYPE_CHECKING:
    from dateline.serve.options import Options

_PORT = 8000
_TOKEN_BYTES = 24
_BACKLOG = 2048  # requests that may wait to be taken


@click.command()
@click.argument("path", metavar="[CASEFILE]", default="dateline.duckdb")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=_PORT, show_default=True, metavar="N", help="0 takes a free one."
)
@click.option("--token", metavar="WORD", help="What others must know; made and printed where the address is open.")
@click.option("--read-only", is_flag=True, help="Nothing can be changed from the page.")
@click.option("--tiles", metavar="URL", help="Map tiles, https://HOST/{z}/{x}/{y}.png; else the map that is here.")
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
def serve(
    path: str, host: str, port: int, token: str | None, read_only: bool, tiles: str | None, no_open: bool
) -> None:
    """Open the casefile as a page in the browser.

    It listens on this machine alone, unless --host names another address; whoever opens that needs the token.
    """
    try:
        _serve(path, host, port, token, read_only, tiles, open_page=not no_open)
    except DatelineError as error:
        click.echo(f"dateline: {' '.join(str(error).split())}", err=True)
        sys.exit(1)


def _serve(
    path: str, host: str, port: int, token: str | None, read_only: bool, tiles: str | None, *, open_page: bool
) -> None:
    _check_installed()
    from dateline.casefile import Casefile
    from dateline.serve.app import create_app

    if not Path(path).exists():
        raise DatelineError(f"{path}: there is no such casefile; make one with: dateline add FILES --casefile {path}")
    listening = _listening(host, port)
    with contextlib.closing(listening):
        options = _options(host, listening.getsockname()[1], token, read_only, tiles)
        with Casefile.open(path) as casefile:
            click.echo(f"{path} is at {_address(options)}")
            click.echo("Stop it with Ctrl+C.")
            if open_page:
                threading.Timer(1.0, webbrowser.open, [_address(options)]).start()
            _run(create_app(casefile, options), listening)


def _check_installed() -> None:
    try:
        import fastapi
        import python_multipart
        import uvicorn
    except ImportError as error:
        raise DatelineError(f"{error.name} is not installed; install it with: pip install 'dateline[web]'") from error
    del fastapi, python_multipart, uvicorn


def _options(host: str, port: int, token: str | None, read_only: bool, tiles: str | None) -> Options:
    """The set-up, with a token made where one is needed and none was given."""
    from dateline.serve.options import Options, is_local

    if token is None and not is_local(host):
        token = secrets.token_urlsafe(_TOKEN_BYTES)
    return Options(host=host, port=port, token=token or None, read_only=read_only, tiles=tiles, user=_user())


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        return listening
    except OSError as error:
        advice = "choose another with --port, or 0 for a free one" if port else "check --host"
        raise DatelineError(f"{host}:{port}: cannot be listened on: {error.strerror or error}; {advice}") from error


def _address(options: Options) -> str:
    """Where the page is, with the token that opens it."""
    host = f"[{options.host}]" if ":" in options.host else options.host
    if options.host in ("0.0.0.0", "::"):
        host = socket.gethostname()
    query = f"?token={quote(options.token)}" if options.token else ""
    return f"http://{host}:{options.port}/{query}"


def _run(app: Any, listening: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(app, log_level="warning", server_header=False, backlog=_BACKLOG, access_log=False)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def _user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return "somebody"
