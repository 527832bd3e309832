"""Who may ask what."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.serve.conftest import HERE, Desk, Serve, another

from dateline.serve.access import policy
from dateline.serve.options import Options, ServeError
from dateline.serve.sessions import Sessions

TOKEN = "open-sesame-and-some-more"

CHANGES = [
    ("POST", "/events/merge", {"events": ["S1", "S2"]}),
    ("POST", "/events/S1/split", {"entries": ["afp-1#e1"]}),
    ("POST", "/events/undo", None),
    ("POST", "/reports/afp-1/reviews", {"act": "accept", "entry": "e1"}),
    ("POST", "/review/undo", {}),
    ("POST", "/actors/undo", None),
    ("POST", "/actors/a1/merge", {"into": "a2"}),
    ("POST", "/actors/a1/split", {"name": "x"}),
    ("PATCH", "/actors/a1", {"sector": "REB"}),
    ("POST", "/places/undo", None),
    ("POST", "/places/p1/merge", {"into": "p2"}),
    ("POST", "/places/p1/split", {"name": "x"}),
    ("PATCH", "/places/p1", {"precision": 1}),
    ("POST", "/reports", None),
    ("DELETE", "/jobs/j1", None),
]
ASKED = ["/status", "/events", "/events/S1", "/reports", "/reports/afp-1", "/review/queue", "/actors", "/jobs",
         "/codes", "/export/csv", "/review/export?reviewed=ana", "/openapi.json"]  # fmt: skip


def test_the_table_above_holds_every_change_that_the_api_knows(serve: Serve) -> None:
    paths = serve().get("/api/v1/openapi.json").json()["paths"]
    known = {(method.upper(), path) for path, methods in paths.items() for method in methods if method != "get"}
    assert len(known - {("POST", "/api/v1/session"), ("DELETE", "/api/v1/session")}) == len(CHANGES)


# -- Host ---------------------------------------------------------------------------------------------


def test_a_name_that_was_led_here_by_an_attacker_is_refused(serve: Serve) -> None:
    client = serve()
    for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "10.0.0.1", "", "@"):
        answer = client.get("/api/v1/status", headers={"Host": host})
        assert answer.status_code == 400, host
        assert "not this service" in answer.json()["detail"]


def test_the_names_of_this_machine_are_taken(serve: Serve) -> None:
    client = serve()
    for host in ("127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:8000"):
        assert client.get("/api/v1/status", headers={"Host": host}).status_code == 200, host


def test_an_open_address_takes_addresses_and_its_own_name_alone(serve: Serve) -> None:
    client = serve(host="0.0.0.0", token=TOKEN)
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert client.get("/api/v1/status", headers={"Host": "192.0.2.7:8000", **bearer}).status_code == 200
    assert client.get("/api/v1/status", headers={"Host": "evil.example", **bearer}).status_code == 400


# -- token --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Cookie": "dateline_session_8000=a.b.c"}])
def test_without_the_token_nothing_is_told(serve: Serve, headers: dict[str, str]) -> None:
    client = serve(token=TOKEN)
    for path in ASKED:
        answer = client.get(f"/api/v1{path}", headers=headers)
        assert answer.status_code == 401, path
        assert "token" in answer.json()["detail"]


def test_without_the_token_nothing_is_changed(serve: Serve) -> None:
    client = serve(token=TOKEN)
    for method, path, body in CHANGES:
        assert client.request(method, f"/api/v1{path}", json=body).status_code == 401, path


def test_the_token_signs_in_by_cookie(serve: Serve) -> None:
    client = serve(token=TOKEN)
    assert client.get("/api/v1/session").json() == {
        "signed_in": False, "name": None, "csrf": None, "token_needed": True,
    }  # fmt: skip
    assert client.post("/api/v1/session", json={"token": "wrong"}).status_code == 401
    assert client.post("/api/v1/session", json={"name": "ana"}).status_code == 401
    desk = Desk(client, "ana", TOKEN)
    assert desk.session["name"] == "ana"
    assert desk.get("/status")["name"] == "ana"
    cookie = client.post("/api/v1/session", json={"token": TOKEN}).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    client.delete("/api/v1/session", headers=desk.headers)
    assert client.get("/api/v1/status").status_code == 401


def test_the_printed_address_signs_in_and_leads_on_without_the_token(serve: Serve) -> None:
    client = serve(token=TOKEN)
    assert client.get("/", params={"token": "wrong"}, follow_redirects=False).status_code == 200
    assert client.get("/api/v1/status").status_code == 401
    answer = client.get("/", params={"token": TOKEN}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert client.get("/api/v1/status").status_code == 200


def test_a_script_sends_the_token_with_each_request(serve: Serve) -> None:
    client = serve(token=TOKEN)
    headers = {"Authorization": f"Bearer {TOKEN}", "X-Dateline-Name": "robot"}
    answer = client.post("/api/v1/reports/afp-1/reviews", json={"act": "accept", "entry": "e1"}, headers=headers)
    assert answer.json()["by"] == "robot"


def test_an_open_address_without_a_token_is_refused() -> None:
    with pytest.raises(ServeError, match="--token"):
        Options(host="0.0.0.0")
    assert Options(host="0.0.0.0", token=TOKEN).token == TOKEN
    assert all(Options(host=host).is_local for host in ("127.0.0.1", "::1", "localhost", "127.8.8.8"))
    assert TOKEN not in repr(Options(token=TOKEN))


# -- CSRF ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, {"X-Dateline-CSRF": "wrong"}, {"X-Dateline-CSRF": Sessions().begin().csrf}])
def test_a_change_without_the_header_or_with_that_of_another_is_refused(serve: Serve, headers: dict[str, str]) -> None:
    client = serve()
    Desk(client, "ana")
    for method, path, body in CHANGES:
        answer = client.request(method, f"/api/v1{path}", json=body, headers=headers)
        assert answer.status_code == 403, path
        assert "X-Dateline-CSRF" in answer.json()["detail"]


def test_the_header_without_the_cookie_changes_nothing(desk: Desk) -> None:
    stranger = TestClient(desk.client.app, base_url=HERE)
    assert stranger.post("/api/v1/events/undo", headers=desk.headers).status_code == 403
    ben = another(desk, "ben")
    assert ben.client.post("/api/v1/events/undo", headers=desk.headers).status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999"])
def test_a_change_from_the_page_of_another_site_is_refused(desk: Desk, origin: str) -> None:
    for path in ("/events/undo", "/session"):
        answer = desk.client.post(f"/api/v1{path}", json={}, headers=desk.headers | {"Origin": origin})
        assert answer.status_code == 403
    kept = desk.client.post("/api/v1/session", json={"name": "x"}, headers={"Origin": HERE})
    assert kept.status_code == 200


def test_a_form_of_another_site_cannot_sign_in(serve: Serve) -> None:
    client = serve(token=TOKEN)
    body = f'{{"token": "{TOKEN}"}}'
    assert client.post("/api/v1/session", content=body, headers={"Content-Type": "text/plain"}).status_code == 422


def test_no_answer_invites_other_sites(desk: Desk) -> None:
    answer = desk.client.get("/api/v1/events", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert desk.client.options("/api/v1/events", headers={"Origin": "https://evil.example"}).status_code == 405


# -- read-only ----------------------------------------------------------------------------------------


def test_read_only_refuses_every_change(serve: Serve) -> None:
    desk = Desk(serve(read_only=True), "ana")
    for method, path, body in CHANGES:
        assert "read-only" in desk.send(method, path, 403, json=body)["detail"]


def test_read_only_still_answers(serve: Serve) -> None:
    desk = Desk(serve(read_only=True), "ana")
    assert desk.get("/status")["read_only"] is True
    assert desk.get("/events")["total"] == 3


# -- sessions -----------------------------------------------------------------------------------------


def test_a_cookie_holds_the_name_and_cannot_be_forged() -> None:
    sessions = Sessions()
    cookie = sessions.cookie(sessions.begin("Ána 安娜"))
    found = sessions.read(cookie)
    assert found is not None
    assert found.name == "Ána 安娜"
    id, name, mark = cookie.split(".")
    for forged in ("", ".", "..", f"{id}.{name}.", f"{id}.QmVu.{mark}", f"x{id}.{name}.{mark}", f"{cookie}.x", "é.é.é"):
        assert sessions.read(forged) is None
    assert Sessions().read(cookie) is None


@pytest.mark.parametrize("name", ["a" * 81, "line\x00break", "\u202etxt"])
def test_a_name_that_could_mislead_is_refused(desk: Desk, name: str) -> None:
    assert desk.client.post("/api/v1/session", json={"name": name}).status_code == 422


# -- headers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/api/v1/status", "/api/v1/nix", "/assets/nix.js"])
def test_every_answer_forbids_what_the_page_does_not_need(desk: Desk, path: str) -> None:
    headers = desk.client.get(path).headers
    assert "script-src 'self';" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_only_the_host_of_the_tiles_is_let_in_beside() -> None:
    with_tiles = policy(Options(tiles="https://tiles.example/{z}/{x}/{y}.png"))
    assert "img-src 'self' data: blob: https://tiles.example;" in with_tiles
    assert "example" not in policy(Options())


@pytest.mark.parametrize("tiles", ["nonsense", "ftp://x/{z}", "https://", "https://a b/{z}", "https://x;script-src *"])
def test_an_address_of_tiles_that_is_none_is_refused(tiles: str) -> None:
    with pytest.raises(ServeError, match="tiles"):
        Options(tiles=tiles)


# -- the page -----------------------------------------------------------------------------------------


def test_a_page_that_is_not_built_says_how_to_build_it(desk: Desk) -> None:
    answer = desk.client.get("/")
    assert answer.status_code == 200
    assert "npm run build" in answer.text
    assert "<script" not in answer.text


def test_the_built_page_and_its_files_are_served(serve: Serve, tmp_path: Path) -> None:
    assets = tmp_path / "built" / "assets"
    assets.mkdir(parents=True)
    (tmp_path / "built" / "index.html").write_text("<!doctype html><title>Page</title>")
    (assets / "app-1a2b.js").write_text("let x = 1")
    client = serve(static=tmp_path / "built")
    assert client.get("/").text == "<!doctype html><title>Page</title>"
    assert "immutable" in client.get("/assets/app-1a2b.js").headers["cache-control"]
    assert client.get("/assets/app-1a2b.js").headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path",
    [
        "/../case.duckdb",
        "/..%2fcase.duckdb",
        "/%2e%2e/case.duckdb",
        "/assets/../../case.duckdb",
        "/assets/..%2f..%2fcase.duckdb",
        "/assets/%2e%2e%2f%2e%2e%2fcase.duckdb",
        "/assets//etc/passwd",
        "//etc/passwd",
        "/assets/..%5c..%5ccase.duckdb",
        "/assets/%00",
    ],
)
def test_no_path_leads_out_of_the_folder_of_the_page(serve: Serve, tmp_path: Path, path: str) -> None:
    (tmp_path / "static" / "assets").mkdir(parents=True)
    (tmp_path / "static" / "index.html").write_text("page")
    answer = serve().get(path)
    assert answer.status_code == 404
    assert b"DUCK" not in answer.content
