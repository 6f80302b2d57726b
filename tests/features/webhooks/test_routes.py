"""Webhooks over HTTP: who may manage them, what is refused, and what is never shown again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from regulars.store.database import Database
from tests.support.applications import Site, open_site

URL = "https://8.8.8.8/hooks"


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Iterator[Site]:
    """Serve the application."""
    with open_site(database, tmp_path) as running:
        yield running


@pytest.mark.parametrize(
    ("caller", "status"),
    [("anonymous", 401), ("clerk", 403), ("analyst", 403), ("operator", 403), ("admin", 200), ("key:events:write", 403),
     ("key:webhooks:manage", 200)],
)  # fmt: skip
def test_who__may_manage(site: Site, caller: str, status: int):
    client = site.caller(caller)
    assert client.get("/v1/webhooks").status_code == status
    assert client.get("/v1/webhooks/types").status_code == status
    assert client.post("/v1/webhooks", json={"url": URL}).status_code == (201 if status == 200 else status)


def test_life_of_an_endpoint(site: Site):
    admin = site.staff("admin")
    made = admin.post("/v1/webhooks", json={"url": URL, "description": "Mall", "types": ["tier.changed"]}).json()
    endpoint_id = made["endpoint"]["endpoint_id"]
    assert made["secret"].startswith("whsec_")
    assert made["endpoint"]["created_by"] == "staff:admin"
    listed = admin.get("/v1/webhooks")
    assert [each["endpoint_id"] for each in listed.json()["items"]] == [endpoint_id]
    assert "whsec_" not in listed.text
    pinged = admin.post(f"/v1/webhooks/{endpoint_id}/ping").json()["message_id"]
    page = admin.get(f"/v1/webhooks/{endpoint_id}/deliveries", params={"limit": 1}).json()
    assert [(each["message_id"], each["status"]) for each in page["items"]] == [(pinged, "pending")]
    changed = admin.patch(f"/v1/webhooks/{endpoint_id}", json={"types": [], "is_active": False}).json()
    assert (changed["types"], changed["is_active"], changed["disabled_reason"], changed["pending"]) == ([], False, "staff", 1)
    assert admin.post(f"/v1/webhooks/{endpoint_id}/secret").json()["secret"] != made["secret"]
    assert admin.post(f"/v1/webhooks/{endpoint_id}/deliveries/retry").json() == {"count": 0}
    assert admin.post(f"/v1/webhooks/{endpoint_id}/deliveries/1/retry").json() == {"count": 0}
    assert admin.delete(f"/v1/webhooks/{endpoint_id}").status_code == 204
    gone = admin.get(f"/v1/webhooks/{endpoint_id}/deliveries")
    assert (gone.status_code, gone.json()["code"]) == (404, "webhook_unknown")


@pytest.mark.parametrize(
    ("body", "code", "path"),
    [
        ({"url": "http://8.8.8.8/"}, "webhook_invalid", "url"),
        ({"url": "https://127.0.0.1/"}, "webhook_address_refused", "url"),
        ({"url": URL, "types": ["tier.gone"]}, "webhook_invalid", "types"),
        ({"url": URL, "secret": "mine"}, "request_invalid", "secret"),
        ({}, "request_invalid", "url"),
    ],
)
def test_endpoint_that_cannot_be__says_which_field(site: Site, body: dict[str, object], code: str, path: str):
    answer = site.system("webhooks:manage").post("/v1/webhooks", json=body)
    assert (answer.status_code, answer.json()["code"], answer.json()["errors"][0]["path"]) == (422, code, path)


def test_replay__only_as_far_back_as_facts_are_kept(site: Site):
    caller = site.system("webhooks:manage")
    endpoint_id = caller.post("/v1/webhooks", json={"url": URL}).json()["endpoint"]["endpoint_id"]
    for since in ("2001-01-01T00:00:00Z", "2999-01-01T00:00:00Z"):
        answer = caller.post(f"/v1/webhooks/{endpoint_id}/replay", json={"since": since})
        assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "since")


def test_fifty_endpoints__are_enough(site: Site):
    caller = site.system("webhooks:manage")
    answers = [caller.post("/v1/webhooks", json={"url": URL}) for _ in range(51)]
    assert [answer.status_code for answer in answers] == [201] * 50 + [409]
