"""A small casefile of our own, served to a headless Chromium.

Skipped, with the reason, where the page is not built, or playwright or a Chromium is not there.
"""

from __future__ import annotations

import dataclasses
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.store.records import Told, record

pytest.importorskip("fastapi", reason="needs the extra: pip install dateline[web]")
pytest.importorskip("uvicorn", reason="needs the extra: pip install dateline[web]")
pytest.importorskip("playwright.sync_api", reason="needs playwright and a Chromium")

import uvicorn  # the lines above say what is missing
from playwright import sync_api as playwright

from dateline.casefile import Casefile
from dateline.record import Record
from dateline.serve.app import create_app
from dateline.serve.options import STATIC, Options

PATIENCE_MS = 60_000  # how long a slow machine is waited for; no test asserts how fast one is

playwright.expect.set_options(timeout=PATIENCE_MS)

SOFTWARE_WEBGL = ("--enable-unsafe-swiftshader", "--use-angle=swiftshader", "--ignore-gpu-blocklist")

EVIL = "<img src=x onerror=document.title='broken'>"


def pinned(made: Record, lat: float, lon: float) -> Record:
    """The record with all its places on the map."""
    return dataclasses.replace(made, places=tuple(dataclasses.replace(p, lat=lat, lon=lon) for p in made.places))


def titled(made: Record, title: str) -> Record:
    return dataclasses.replace(made, report=dataclasses.replace(made.report, title=title))


RECORDS = (
    titled(pinned(record("afp-1", Told(killed=4, speaker="the army"),
                         Told(words="marched through", type="PROTEST", mode="demo", place="Harem", actor="Farmers",
                              day="2019-02-20"),
                         publisher="AFP"), 36.2, 36.5), "Bombs on Azmarin"),
    titled(pinned(record("ana/2#x", Told(killed=9), publisher="Ana Press", date="2019-02-23"), 36.2, 36.5),
           "Nine dead in Azmarin"),
    titled(pinned(record("bbc-3", Told(words="met", type="CONSULT", mode="visit", place="Ankara", country="TUR",
                                       actor=f"Envoys {EVIL}", day="2019-03-10"),
                         publisher="BBC", date="2019-03-11"), 39.9, 32.9), f"Talks {EVIL}"),
)  # fmt: skip


@pytest.fixture
def casefile(tmp_path: Path) -> Iterator[Casefile]:
    with Casefile.open(tmp_path / "case.duckdb") as opened:
        opened.add(RECORDS)
        yield opened


@pytest.fixture
def address(casefile: Casefile) -> Iterator[str]:
    """Where the casefile is served, to as many as ask."""
    if not (STATIC / "index.html").is_file():
        pytest.skip("the page is not built; build it with: cd web && npm ci && npm run build")
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = create_app(casefile, Options(port=port, user="ana"))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        own = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        try:
            browser = started.chromium.launch(executable_path=own, args=["--no-sandbox", *SOFTWARE_WEBGL])
        except playwright.Error as error:
            pytest.skip(f"no Chromium that runs: {str(error).splitlines()[0]}")
        yield browser
        browser.close()


class Desk:
    """A page of the service, and all that went wrong on it."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.faults: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._hear)
        page.on("request", self._see)

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self.faults.append(message.text)

    def _see(self, request: Any) -> None:
        if not request.url.startswith((self.address, "blob:", "data:")):
            self.faults.append(f"asked another host: {request.url}")

    def open(self, where: str) -> None:
        self.page.goto(f"{self.address}/#/{where}")

    def shows(self, words: str, within: str = "main") -> None:
        """Waits until the words can be seen. Fails where they never are."""
        playwright.expect(self.page.locator(within)).to_contain_text(words)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def says(self, words: str) -> None:
        """Waits for a message at the foot of the page."""
        self.shows(words, ".messages")


@pytest.fixture
def desk(chromium: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A page in a window of 1280×800, or as wide as the test's parameter says. It must end without a fault."""
    width, height = getattr(request, "param", (1280, 800))
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    opened = Desk(context.new_page(), address)
    yield opened
    context.close()
    assert opened.faults == []
