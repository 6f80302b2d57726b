"""Fixtures of approvals: a mall with a limit, and two people."""

from datetime import UTC, datetime

import pytest

from regulars.store.clock import set_test_time
from tests.support.applications import Site, open_site
from tests.support.examples import publish_mall

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def site(database, tmp_path):
    """Serve a mall where 100 points are as many as staff may adjust alone."""
    with open_site(database, tmp_path) as running:
        publish_mall(database)
        running.clock.now = NOW
        with database.transaction() as connection:
            set_test_time(connection, NOW)
        boss = running.staff("admin", "boss")
        assert boss.put("/v1/approvals/policy", json={"adjustment_above": 100, "days": 7}).status_code == 200
        yield running


class Two:
    """Anna asks and Bob decides; a member has no points so far."""

    other_id: str
    """Another member, where a test needs one."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.boss = site.clients[0]
        self.anna, self.bob = site.staff("operator", "anna"), site.staff("operator", "bob")
        self.member_id = self.anna.post("/v1/members", json={}).json()["member_id"]

    def event(self, points, event_id="e1"):
        """An adjustment."""
        data = {"wallet": "points", "points": points, "reason": "gift"}
        return {"source": "console", "id": event_id, "type": "points.adjusted", "member_id": self.member_id,
                "occurred_at": NOW.isoformat(), "data": data}  # fmt: skip

    def ask(self, points=500, who=None):
        """Ask for one."""
        body = {"type": "points.adjusted", "member_id": self.member_id, "data": self.event(points)["data"]}
        return (who or self.anna).post("/v1/approvals", json=body)

    def decide(self, asked, what="approve", who=None, note=""):
        """Agree, or not."""
        return (who or self.bob).post(f"/v1/approvals/{asked['approval_id']}/{what}", json={"note": note})

    def balance(self):
        """What the member has."""
        return self.anna.get(f"/v1/members/{self.member_id}/wallet").json()["wallets"][0]["balance"]


@pytest.fixture
def two(site: Site) -> Two:
    """Give two people and a member."""
    return Two(site)


def refusal(answer):
    """Status and code of a refusal."""
    return answer.status_code, answer.json()["code"]
