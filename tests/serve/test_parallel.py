"""Many requests at once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.serve.conftest import Desk, another

PATHS = ["/events", "/events/S1", "/reports/afp-1", "/review/queue", "/actors", "/status", "/claims"]


def test_a_thousand_requests_at_once_are_all_answered(desk: Desk) -> None:
    def ask(number: int) -> int:
        return desk.client.get(f"/api/v1{PATHS[number % len(PATHS)]}", params={"n": number % 40}).status_code

    with ThreadPoolExecutor(64) as pool:
        assert Counter(pool.map(ask, range(1000))) == {200: 1000}


def test_people_who_decide_at_once_lose_nothing(desk: Desk) -> None:
    people = [another(desk, f"reviewer {n}") for n in range(8)]

    def decide(number: int) -> int:
        who, entry = people[number % 8], ("e1", "e2", "f1")[number // 8 % 3]
        body = {"act": ("accept", "reject")[number // 24], "entry": entry}
        sent = who.client.post("/api/v1/reports/afp-1/reviews", json=body, headers=who.headers)
        desk.get("/events")
        return sent.status_code

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(decide, range(48))) == {201}
    history = desk.get("/reports/afp-1/reviews", all=True)["reviews"]
    assert sorted(review["number"] for review in history) == list(range(1, 49))
    assert len(desk.get("/reports/afp-1/reviews")["reviews"]) == 24
