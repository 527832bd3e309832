"""Reports sent to be added."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from typing import Any

import anyio
import pytest
from starlette.types import Message
from tests.serve.conftest import RECORDS, Desk, Serve
from tests.store.records import Told, record

from dateline import casefile as casefile_module
from dateline.record import Record, Report
from dateline.run import Outcome

NEW = record("new-1", Told(words="seized", place="Harem", day="2019-04-01")).to_json()
Sent = list[tuple[str, tuple[str | None, bytes | str]]]


@pytest.fixture(autouse=True)
def without_model(reader: Callable[[Report], Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are read to empty records: these tests are about the rest."""
    monkeypatch.setattr(casefile_module, "_model", lambda: "test")


def files(*sent: tuple[str, bytes | str]) -> Sent:
    return [("files", one) for one in sent]


def ended(desk: Desk, job: dict[str, Any]) -> dict[str, Any]:
    """The job when it is over."""
    for _ in range(600):
        found: dict[str, Any] = desk.get(f"/jobs/{job['id']}")
        if found["state"] not in ("waiting", "running"):
            return found
        time.sleep(0.05)
    raise AssertionError(found)


def add(desk: Desk, sent: Sent | None = None, **fields: str) -> dict[str, Any]:
    parts = [(name, (None, value)) for name, value in fields.items()]
    return ended(desk, desk.send("POST", "/reports", 202, files=[*(sent or ()), *parts]))


def test_files_are_added_in_the_background(desk: Desk) -> None:
    answer = desk.client.post("/api/v1/reports", files=files(("new.jsonl", NEW)), headers=desk.headers)
    job = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (202, f"/api/v1/jobs/{job['id']}")
    over = ended(desk, job)
    assert (over["state"], over["files"], over["seen"], over["by"]) == ("done", ["new.jsonl"], 1, "ana")
    assert over["added"]["new"] == ["new-1"]
    assert desk.get("/reports/new-1")["report"]["events"] == 1
    assert [one["id"] for one in desk.get("/jobs")["jobs"]] == [job["id"]]


def test_pasted_text_is_added_with_its_date_and_publisher(desk: Desk) -> None:
    over = add(desk, text="The army left the town of Harem.", date="2019-05-01", publisher="Pasted Press", title="Out")
    (id,) = over["added"]["new"]
    found = desk.get(f"/reports/{id}")["report"]
    assert (found["date"], found["publisher"], found["title"]) == ("2019-05-01", "Pasted Press", "Out")
    assert over["files"] == ["pasted text"]


def test_adding_the_same_again_changes_nothing(desk: Desk) -> None:
    content = "\n".join(one.to_json() for one in RECORDS)
    assert add(desk, files(("all.jsonl", content)))["added"]["unchanged"] == ["afp-1", "ana/2#x", "bbc-3"]


def test_what_cannot_be_read_is_told_by_the_name_that_it_was_sent_under(desk: Desk) -> None:
    over = add(desk, files(("photo.pdf", b"%PDF-1.7 \x00\x01"), ("good.jsonl", NEW), ("rows.jsonl", "{}\nnonsense")))
    assert over["state"] == "done"
    assert over["added"]["new"] == ["new-1"]
    assert [one["where"] for one in over["added"]["unreadable"]] == ["photo.pdf", "rows.jsonl:1", "rows.jsonl:2"]
    assert "/tmp" not in json.dumps(over)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\windows\\x.txt", "x.txt"),
        ("/etc/cron.d/evil", "evil"),
        ("<script>alert(1)<x>.txt", "<script>alert(1)<x>.txt"),
        ("a" * 300 + ".txt", "a" * 196 + ".txt"),
        ("-", "-"),
        ("C:evil.txt", "evil.txt"),
    ],
)
def test_the_name_of_a_file_is_shown_and_never_a_path(desk: Desk, name: str, shown: str) -> None:
    over = add(desk, files((name, NEW)))
    assert (over["state"], over["files"]) == ("done", [shown])


def test_a_script_in_a_report_comes_back_as_the_text_that_it_is(desk: Desk) -> None:
    script = "<script>alert(document.cookie)</script>"
    told = Told(actor=script, place='"><img src=x onerror=alert(1)>')
    add(desk, files(("x.jsonl", record("<svg onload=alert(1)>", told, publisher=script).to_json())))
    answer = desk.client.get("/api/v1/reports/%3Csvg%20onload%3Dalert%281%29%3E")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["record"]["actors"][0]["name"] == script
    assert desk.get("/actors", q="<script>")["actors"][0]["name"] == script
    page = desk.client.get("/api/v1/export/html")
    assert page.headers["content-disposition"].startswith("attachment")
    assert b"<script>alert" not in page.content


@pytest.mark.parametrize(
    ("sent", "fields", "status", "told"),
    [
        (None, {"date": "2019-01-01"}, 422, "nothing in it"),
        (files(("empty.txt", b"")), {"date": "soon"}, 422, "date: expected a day"),
        (files(("a.txt", b"a"), ("b.txt", b"b")), {"title": "One"}, 422, "belongs to one report"),
        (files(("a.txt", b"a")), {"luck": "1"}, 422, "there is no field 'luck'"),
        (files(*[(f"{n}.txt", b"a") for n in range(201)]), None, 400, ""),
    ],
)
def test_an_upload_that_makes_no_sense_is_refused(
    desk: Desk, sent: Sent | None, fields: dict[str, str] | None, status: int, told: str
) -> None:
    parts = sent or [("text", (None, ""))]
    assert told in desk.send("POST", "/reports", status, files=parts, data=fields)["detail"]
    assert desk.get("/jobs")["jobs"] == []


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"nonsense", "multipart/form-data", 400),
        (b"nonsense", "multipart/form-data; boundary=x", 400),
        (b"--x\r\nContent-Disposition: form-data\r\n\r\n", "multipart/form-data; boundary=x", 400),
        (b"--x\r\n\r\nhi\r\n--x--", "multipart/form-data; boundary=x", 400),
        (b"{}", "application/json", 415),
        (b"", "", 415),
    ],
)
def test_a_malformed_upload_is_refused(desk: Desk, content: bytes, kind: str, status: int) -> None:
    answer = desk.client.post("/api/v1/reports", content=content, headers=desk.headers | {"Content-Type": kind})
    assert answer.status_code in (status, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_upload_that_is_too_large_is_refused_while_it_comes(serve: Serve) -> None:
    desk = Desk(serve(upload_bytes=20_000, body_bytes=1_000), "ana")
    large = files(("large.txt", b"x" * 30_000))
    assert "more than 20,000 bytes" in desk.send("POST", "/reports", 413, files=large)["detail"]

    lying = desk.headers | {"Content-Length": "9" * 400, "Content-Type": "application/json"}
    assert desk.client.post("/api/v1/events/merge", content=b"{}", headers=lying).status_code == 413


@pytest.mark.parametrize("path", ["/reports", "/events/merge"])
def test_a_body_without_an_end_is_cut_off(serve: Serve, path: str) -> None:
    desk = Desk(serve(upload_bytes=20_000, body_bytes=10_000), "ana")
    read, answered = 0, list[Message]()
    start = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n'

    async def receive() -> Message:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": start if read == 1 else b"x" * 1_000, "more_body": True}

    async def send(message: Message) -> None:
        answered.append(message)

    kind = "multipart/form-data; boundary=x" if path == "/reports" else "application/json"
    cookie = "; ".join(f"{name}={value}" for name, value in desk.client.cookies.items())
    headers = {"host": "127.0.0.1", "content-type": kind, "cookie": cookie, **desk.headers}
    scope = {
        "type": "http", "method": "POST", "path": f"/api/v1{path}", "query_string": b"", "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    anyio.run(desk.client.app, scope, receive, send)
    assert answered[0]["status"] == 413
    assert read <= 22


def test_one_job_runs_at_a_time_and_only_so_many_wait(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def slow(report: Report) -> Record:
        go.wait(30)
        return RECORDS[0]

    monkeypatch.setattr(casefile_module, "_read", slow)
    jobs = [desk.send("POST", "/reports", 202, files=files(("a.txt", f"Text {n}."))) for n in range(21)]
    assert "wait already" in desk.send("POST", "/reports", 429, files=files(("b.txt", "More.")))["detail"]
    assert desk.get("/events")["total"] == 3  # others are answered meanwhile
    assert desk.post("/reports/afp-1/reviews", {"act": "accept", "entry": "e1"}, expect=201)["by"] == "ana"
    for job in jobs[1:]:
        desk.send("DELETE", f"/jobs/{job['id']}")
    go.set()
    assert ended(desk, jobs[0])["state"] == "done"
    assert {ended(desk, job)["state"] for job in jobs[1:]} == {"stopped"}


def test_a_reader_that_fails_ends_its_job_and_not_the_service(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(report: Report) -> Record:
        raise RuntimeError("out of luck")

    monkeypatch.setattr(casefile_module, "_read", fails)
    over = add(desk, files(("a.txt", "Some text.")))
    assert (over["state"], over["added"]) == ("failed", None)
    assert "RuntimeError" in over["error"]
    assert add(desk, files(("new.jsonl", NEW)))["state"] == "done"


def test_a_job_that_there_is_not_is_not_found(desk: Desk) -> None:
    assert "no job 'j9'" in desk.get("/jobs/j9", expect=404)["detail"]
