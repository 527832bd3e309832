"""No test reads or writes the user's own gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.resolve.gazetteer import gazetteer
from dateline.resolve.places.candidates import look_up


def forget() -> None:
    """Whatever was looked up is looked up anew."""
    gazetteer.cache_clear()
    look_up.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def no_gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An own gazetteer that is not there."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATELINE_GAZETTEER", str(tmp_path_factory.mktemp("none") / "gazetteer.sqlite"))
        forget()
        yield
    forget()


@pytest.fixture
def store_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of an own gazetteer, still to be made, that what reads reports looks into."""
    path = tmp_path / "own" / "gazetteer.sqlite"
    monkeypatch.setenv("DATELINE_GAZETTEER", str(path))
    forget()
    yield path
    forget()
