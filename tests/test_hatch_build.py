"""The build of the web page with the package."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="needs hatchling, which builds the package")

import hatch_build
from hatchling.bridge.app import Application


def hook(root: Path, target: str = "wheel") -> hatch_build.WebPageHook:
    made = hatch_build.WebPageHook(str(root), {}, None, None, str(root), target, Application())
    assert isinstance(made, hatch_build.WebPageHook)
    return made


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with a page to build."""
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "package-lock.json").write_text("{}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(web: Path) -> None:
        raise subprocess.CalledProcessError(1, ["npm", "ci"])

    monkeypatch.setattr(hatch_build, "build", fail)


@pytest.mark.usefixtures("no_network")
def test_an_install_goes_on_without_the_page_and_says_so(sources: Path, capfd: pytest.CaptureFixture[str]) -> None:
    hook(sources).initialize("standard", {"artifacts": []})
    assert hatch_build.BY_HAND in "".join(capfd.readouterr())


@pytest.mark.usefixtures("no_network")
def test_a_wheel_that_must_have_the_page_is_not_made_without_it(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_WEB", "require")
    with pytest.raises(RuntimeError, match="Build it by hand"):
        hook(sources).initialize("standard", {"artifacts": []})


def test_a_page_is_built_anew_only_when_a_source_has_changed(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sources / "src" / "dateline" / "serve" / "static" / "index.html"
    built: list[Path] = []
    monkeypatch.setattr(hatch_build, "build", built.append)
    page.parent.mkdir(parents=True)
    page.touch()
    os.utime(sources / "web" / "package-lock.json", (1, 1))
    hook(sources).initialize("standard", {"artifacts": []})
    assert not built
    os.utime(sources / "web" / "package-lock.json", (2**33, 2**33))
    hook(sources).initialize("standard", {"artifacts": []})
    assert built == [sources / "web"]


def test_the_built_page_is_put_into_the_wheel(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    static = sources / "src" / "dateline" / "serve" / "static"
    monkeypatch.setattr(hatch_build, "build", lambda web: static.mkdir(parents=True))
    data: dict[str, list[str]] = {"artifacts": []}
    hook(sources).initialize("standard", data)
    assert data["artifacts"] == ["src/dateline/serve/static"]


def test_node_is_asked_for_only_where_there_is_none_that_is_new_enough(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hatch_build, "has_node", lambda: False)
    assert hook(sources).dependencies() == [hatch_build.NODE]
    assert hook(sources, "sdist").dependencies() == []
    monkeypatch.setattr(hatch_build, "has_node", lambda: True)
    assert hook(sources).dependencies() == []
