"""The log says what failed and where, and holds nothing of what was sent."""

import io
import json
import time
from pathlib import Path

import pytest

from regulars.store.database import Database
from tests.support.applications import Site, open_site

SECRETS = ["13912345678", "hunter2", "Lin Wei"]


@pytest.fixture
def log() -> io.BytesIO:
    """Give the place where everything is logged to."""
    return io.BytesIO()


@pytest.fixture
def site(database: Database, console_build: Path, log: io.BytesIO):
    """Serve the application."""
    with open_site(database, console_build, log) as running:
        yield running


@pytest.fixture
def logged(log: io.BytesIO):
    """Give a function that waits for so many lines with a key; a line is written after its answer has been sent."""

    def wait(key: str, count: int) -> list[dict]:
        give_up_at = time.monotonic() + 10
        while True:
            lines = [line for line in map(json.loads, log.getvalue().splitlines()) if key in line]
            if len(lines) >= count:
                return lines
            assert time.monotonic() < give_up_at, lines
            time.sleep(0.01)

    return wait


def test_failure__is_logged_by_route_with_its_request_id(site: Site, logged):
    answer = site.anonymous().post("/v1/session", json={"username": "Lin Wei", "password": "hunter2"})
    line = logged("status", 1)[0]
    assert line["status"] == 401
    assert (line["method"], line["route"], line["request_id"]) == ("POST", "/v1/session", answer.headers["x-request-id"])
    assert line["milliseconds"] > 0


def test_exception__is_told_by_types_and_places_only(site: Site, logged):
    client = site.staff("clerk")
    with site.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; ALTER TABLE member_identity DROP COLUMN kind")
    client.get("/v1/members/lookup", params={"kind": "phone", "value": "13912345678"})
    client.get("/v1/members", params={"q": "Lin Wei"})
    told = logged("exception", 2)
    assert {line["exception"][0]["type"] for line in told} == {"UndefinedColumn"}
    assert {line["exception"][0]["sqlstate"] for line in told} == {"42703"}
    assert not [secret for secret in SECRETS if secret in json.dumps(logged("event", 5), ensure_ascii=False)]
