"""How soon the web page is there: a casefile of many events, and its longest report, in a headless Chromium.

    python -m benchmarks.web [--events 10000] [--times 5]

The casefile is that of `benchmarks.exports`; the service runs in a process of its own. 'first' is a browser that has
seen nothing, 'again' the same browser later: until events are listed and a key moves in the list. 'report' is until a
report's words are marked. The peer, 'bare list', is a page that fetches the same events and writes them as lines of
text, without map, timeline or filters. Milliseconds of wall time: run it on a machine that does nothing else. The
processor draws the graphics.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.exports import build

SOFTWARE_WEBGL = ("--no-sandbox", "--enable-unsafe-swiftshader", "--use-angle=swiftshader", "--ignore-gpu-blocklist")
PATIENCE_S = 30
BARE_LIST = """
fetch('/api/v1/events').then(answer => answer.json()).then(events => {
  document.body.replaceChildren(...events.rows.map(row => {
    const line = document.createElement('p'); line.textContent = row.join(' '); return line }));
  document.body.offsetHeight; document.title = 'listed' })
"""


@contextmanager
def served(casefile: Path) -> Iterator[str]:
    """The address of a casefile's service, in a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    code = "from dateline.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", str(casefile), "--no-open", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            urllib.request.urlopen(f"{address}/api/v1/status").read()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def milliseconds(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - begun)


def situation(page: Any, address: str) -> float:
    """Until events are listed and a key moves in the list."""

    def open_and_move() -> None:
        page.goto(f"{address}/#/situation")
        page.locator("section.list .line").first.wait_for()
        page.keyboard.press("j")

    return milliseconds(open_and_move)


def bare_list(page: Any, address: str) -> float:
    def fetch() -> None:
        page.goto(f"{address}/api/v1/status")
        page.evaluate(BARE_LIST)
        page.wait_for_function("document.title === 'listed'")

    return milliseconds(fetch)


def report(page: Any, address: str, id: str) -> float:
    """From one report's page to another's, until its words are marked."""

    def open_it() -> None:
        page.evaluate("id => { location.hash = '#/report/' + encodeURIComponent(id) }", id)
        page.locator("article.text span").first.wait_for()

    page.goto(f"{address}/#/reports")
    page.locator("main h1").first.wait_for()
    return milliseconds(open_it)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how soon the web page is there.")
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=5)
    args = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        casefile = Path(folder, "case.duckdb")
        count = build(casefile, args.events)
        own = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=own, args=list(SOFTWARE_WEBGL))
        with served(casefile) as address:
            found: dict[str, list[float]] = {}
            for _ in range(args.times):
                context = browser.new_context(viewport={"width": 1280, "height": 800})
                page = context.new_page()
                found.setdefault("situation, first", []).append(situation(page, address))
                page.goto("about:blank")
                found.setdefault("situation, again", []).append(situation(page, address))
                found.setdefault("bare list (peer)", []).append(bare_list(page, address))
                first = page.evaluate("fetch('/api/v1/reports?limit=1').then(r => r.json())")
                found.setdefault("report", []).append(report(page, address, _first_report(first)))
                context.close()
        browser.close()
    sys.stdout.write(f"{count:,} events\n{'':20}{'median':>8}{'fastest':>9}{'slowest':>9}   ms\n")
    for name, times in found.items():
        sys.stdout.write(f"{name:20}{statistics.median(times):8.0f}{min(times):9.0f}{max(times):9.0f}\n")
    ratio = statistics.median(found["situation, first"]) / statistics.median(found["bare list (peer)"])
    sys.stdout.write(f"The whole page takes {ratio:.1f} times as long as the bare list.\n")
    return 0


def _first_report(answer: Any) -> str:
    rows = answer["reports"] if "reports" in answer else answer["rows"]
    return str(rows[0]["report"] if isinstance(rows[0], dict) else rows[0][0])


if __name__ == "__main__":
    sys.exit(main())
