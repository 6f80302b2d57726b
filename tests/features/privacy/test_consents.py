"""Consents: the newest word counts, nothing is overwritten, and what was never asked does not hold."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from regulars.features.privacy.facade import who_consents
from tests.support.applications import Site

NOW = datetime.now(UTC)


@pytest.fixture
def clerk(site: Site):
    """Give a clerk, who asks members at the counter."""
    return site.staff("clerk", "ann")


@pytest.fixture
def member_id(clerk) -> str:
    """Give a member who has said nothing."""
    return clerk.post("/v1/members", json={}).json()["member_id"]


def say(client, member_id: str, channel: str, purpose: str, *, granted: bool, days_ago: int = 0) -> dict:
    body = {"channel": channel, "purpose": purpose, "granted": granted, "source": "counter"}
    if days_ago:
        body["said_at"] = (NOW - timedelta(days=days_ago)).isoformat()
    answer = client.post(f"/v1/members/{member_id}/consents", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_newest_word__counts_whenever_it_was_recorded(site: Site, clerk, member_id: str):
    say(clerk, member_id, "sms", "marketing", granted=True, days_ago=9)
    say(clerk, member_id, "sms", "marketing", granted=False, days_ago=3)
    told = say(clerk, member_id, "sms", "marketing", granted=True, days_ago=5)  # a form that was found later
    say(clerk, member_id, "email", "surveys", granted=True)
    assert [(each["channel"], each["granted"]) for each in told["now"]] == [("sms", False)]
    assert [each["granted"] for each in told["history"]] == [False, True, True]
    assert {each["recorded_by"] for each in told["history"]} == {"staff:ann"}
    with site.database.snapshot() as connection:
        one = UUID(member_id)
        held = [
            who_consents(connection, [one], *each) for each in (("sms", "marketing"), ("email", "surveys"), ("push", "surveys"))
        ]
    assert held == [set(), {one}, set()]


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"channel": "fax"}, "request_invalid", "channel"),
        ({"purpose": "fun"}, "request_invalid", "purpose"),
        ({"source": " "}, "request_invalid", "source"),
        ({"said_at": "2999-01-01T00:00:00Z"}, "consent_in_future", "said_at"),
        ({"granted": None}, "request_invalid", "granted"),
    ],
)
def test_refused__names_the_field(clerk, member_id: str, change: dict, code: str, path: str):
    body = {"channel": "sms", "purpose": "marketing", "granted": True, "source": "counter"} | change
    answer = clerk.post(f"/v1/members/{member_id}/consents", json=body)
    assert (answer.status_code, answer.json()["code"], answer.json()["errors"][0]["path"]) == (422, code, path)


def test_nobody__is_unknown(clerk):
    answer = clerk.get("/v1/members/01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11/consents")
    assert (answer.status_code, answer.json()["code"]) == (404, "member_unknown")
