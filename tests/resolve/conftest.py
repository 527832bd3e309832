"""An index of places of the tests' own, built once, so that no test reads or writes the user's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.resolve.gazetteer import gazetteer
from dateline.resolve.place_index import ensure_index


@pytest.fixture(scope="session", autouse=True)
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The file of the index."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATELINE_CACHE", str(tmp_path_factory.mktemp("cache")))
        gazetteer.cache_clear()
        yield ensure_index()
    gazetteer.cache_clear()
