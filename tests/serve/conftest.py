"""A small casefile that is served to a client in this process."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.store.records import NOW, Told, record

pytest.importorskip("fastapi", reason="needs the extra: pip install dateline[web]")

from fastapi.testclient import TestClient  # the line above says what is missing

from dateline.casefile import Casefile
from dateline.serve.app import create_app
from dateline.serve.options import Options

HERE = "http://127.0.0.1:8000"

RECORDS = (
    record("afp-1", Told(killed=4, speaker="the army"),
           Told(words="marched through", type="PROTEST", mode=None, place="Harem", actor="Farmers", day=None),
           publisher="AFP"),
    record("ana/2#x", Told(killed=9), publisher="Ana Press", date="2019-02-23"),
    record("bbc-3", Told(words="met", type="CONSULT", mode=None, place="Ankara", country="TUR", actor="Envoys",
                         day="2019-03-10"), publisher="BBC", date="2019-03-11"),
)  # fmt: skip


class Desk:
    """A client that is signed in: it sends the cookie and the CSRF header as the page does."""

    def __init__(self, client: TestClient, name: str | None = None, token: str | None = None) -> None:
        self.client = client
        self.session = client.post("/api/v1/session", json={"name": name, "token": token}).json()

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Dateline-CSRF": self.session["csrf"]}

    def get(self, path: str, expect: int = 200, **parameters: Any) -> Any:
        answer = self.client.get(f"/api/v1{path}", params=parameters)
        assert answer.status_code == expect, answer.text
        return answer.json()

    def send(self, method: str, path: str, expect: int = 200, **more: Any) -> Any:
        answer = self.client.request(method, f"/api/v1{path}", headers=self.headers, **more)
        assert answer.status_code == expect, answer.text
        return answer.json()

    def post(self, path: str, body: Any = None, expect: int = 200) -> Any:
        return self.send("POST", path, expect, json=body)

    def patch(self, path: str, body: Any, expect: int = 200) -> Any:
        return self.send("PATCH", path, expect, json=body)

    def rows(self, path: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of an answer in columns, as objects."""
        found = self.get(path, **parameters)
        return [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]


def clock() -> datetime.datetime:
    return NOW


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "case.duckdb"
    with Casefile.open(path) as casefile:
        casefile.add(RECORDS)
    return path


Serve = Callable[..., TestClient]


@pytest.fixture
def serve(template: Path, tmp_path: Path) -> Iterator[Serve]:
    """Serves a copy of the casefile, set up as told."""
    with ExitStack() as stack:
        copied = Path(shutil.copy(template, tmp_path / "case.duckdb"))
        casefile = stack.enter_context(Casefile.open(copied))

        def served(**options: Any) -> TestClient:
            options = {"user": "ana", "static": tmp_path / "static"} | options
            app = create_app(casefile, Options(**options), clock)
            return stack.enter_context(TestClient(app, base_url=HERE, raise_server_exceptions=True))

        yield served


@pytest.fixture
def desk(serve: Serve) -> Desk:
    return Desk(serve(), "ana")


def another(desk: Desk, name: str) -> Desk:
    """Somebody else at the same service."""
    return Desk(TestClient(desk.client.app, base_url=HERE), name)
