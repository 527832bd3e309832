"""The service against its own description: whatever is sent, it answers, and never with an error of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from tests.serve.conftest import HERE, Desk, Serve

from dateline import casefile as casefile_module
from dateline.record import Report
from dateline.run import Outcome
from dateline.serve.names import actor_key, id_of, place_key

schemathesis = pytest.importorskip("schemathesis", reason="needs the extra: pip install dateline[test]")

_EXAMPLES = int(
    os.environ.get("DATELINE_API_EXAMPLES", "8")
)  # of each path and method; more find more, and take longer


def test_whatever_is_asked_is_answered(
    serve: Serve, reader: Callable[[Report], Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(casefile_module, "_model", lambda: "test")
    desk = Desk(serve(), "ana")
    cookie = "; ".join(f"{name}={value}" for name, value in desk.client.cookies.items())
    headers = {"Host": "127.0.0.1", "Cookie": cookie, **desk.headers}
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", desk.client.app, headers=headers)
    asked = [ask(found.ok(), headers) for found in schema.get_all_operations()]
    assert len(asked) > 40


def ask(operation: Any, headers: dict[str, str]) -> str:
    """Sends an operation what it says that it takes, and what it says that it does not."""

    own = known(operation.path)
    cases = operation.as_strategy() | operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)
    if own:
        cases |= operation.as_strategy(path_parameters=own)

    @given(case=cases)
    @settings(max_examples=_EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def answered(case: Any) -> None:
        answer = case.call(headers=headers)
        assert answer.status_code < 500, answer.text
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == ["application/problem+json"]

    answered()
    return f"{operation.method} {operation.path}"


def known(path: str) -> dict[str, str]:
    """Ids that there are, for the parameters of a path: what is made up is not found, and goes no further."""
    ids = {
        "{report}": "afp-1",
        "{format}": "geojson",
        "{code}": "ASSAULT",
        "/events/{id}": "S1",
        "/actors/{id}": id_of("actor", actor_key("Rebels")),
        "/places/{id}": id_of("place", place_key("Azmarin", "SYR")),
    }
    return {part.strip("{}").rpartition("{")[2]: id for part, id in ids.items() if part in path}


def test_the_description_tells_every_path_and_what_it_is_for(desk: Desk) -> None:
    paths = desk.client.get("/api/v1/openapi.json").json()["paths"]
    untold = [path for path, methods in paths.items() for one in methods.values() if not one.get("description")]
    assert untold == []


def test_an_error_of_our_own_is_told_without_its_details(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.casefile import Casefile

    def fails(self: Casefile) -> None:
        raise RuntimeError("secret")

    desk = Desk(serve(), "ana")
    monkeypatch.setattr(Casefile, "status", fails)
    quiet = TestClient(desk.client.app, base_url=HERE, raise_server_exceptions=False)
    answer = quiet.get("/api/v1/status")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "secret" not in answer.text


def test_every_path_is_documented(desk: Desk) -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    paths = desk.client.get("/api/v1/openapi.json").json()["paths"]
    known = [
        f"{method.upper()} {path.removeprefix('/api/v1')}" for path, methods in paths.items() for method in methods
    ]
    assert [one for one in known if not re.search(rf"`{re.escape(one)}[`?]", page)] == []
