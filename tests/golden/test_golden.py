"""Records of the examples as they were when they were last looked at."""

from __future__ import annotations

import json

import pytest
from tests.golden.refresh import HERE, NAMES, golden


@pytest.mark.parametrize("name", NAMES)
def test_an_example_gives_the_record_that_it_gave_before(name: str) -> None:
    assert golden(name) == json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
