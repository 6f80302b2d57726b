"""Who may say that a member confirmed a large spend: the app that checked a code, not every till (requirement P10)."""

import json
from typing import Any

import httpx
import pytest

from tests.features.events.conftest import Counter
from tests.ledger.shop import PROGRAM, TODAY, days, order, redeem
from tests.ledger.spending_events import hold, transfer

NOW = TODAY + days(1)
CAREFUL = PROGRAM.replace("    restore: {kind: forfeit}\n", "    restore: {kind: forfeit}\n    confirm_above: 50\n")
CLAIMS = ['{"confirmed": true}', '{"c\\u006fnfirmed": true}', '{"confirmed": 1}', '{"confirmed": false, "confirmed": true}']


@pytest.fixture
def careful(counter: Counter) -> Counter:
    """Give a counter whose program asks for a confirmation above 50 points, and 1,000 points to Ann."""
    counter.shop.accept(order("ann", "o1", 1000))
    counter.shop.publish(CAREFUL)
    counter.shop.set_test_clock(NOW)
    return counter


def confirmed(event: dict[str, Any], event_id: str) -> dict[str, Any]:
    """The same event under another id, confirmed."""
    return event | {"id": event_id, "data": event["data"] | {"confirmed": True}}


SPENDS = [
    pytest.param(redeem("ann", "x1", 60, NOW), id="redeem"),
    pytest.param(hold("ann", "h1", 60, NOW), id="hold"),
    pytest.param(transfer("ann", "t1", 60, "bo", NOW), id="transfer"),
    pytest.param(order("ann", "o2", 100, NOW, points_used=60), id="order"),
]


@pytest.mark.parametrize("spend", SPENDS)
def test_large_spend__needs_a_confirmation_from_somebody_who_may_say_so(careful: Counter, spend: dict[str, Any]):
    asked = careful.post("/v1/events", spend)
    assert (asked.status_code, asked.json()["code"], asked.json()["facts"]["confirm_above"]) == (422, "confirmation_required", 50)
    claimed = careful.post("/v1/events", confirmed(spend, "claimed"))
    assert (claimed.status_code, claimed.json()["code"], claimed.json()["errors"][0]["path"]) == (
        403, "scope_missing", "data.confirmed",
    )  # fmt: skip
    app = careful.site.system("events:write", "points:confirm")
    assert app.post("/v1/events", json=confirmed(spend, "confirmed")).status_code == 200
    assert careful.shop.violations() == []


@pytest.mark.parametrize("data", CLAIMS)
@pytest.mark.parametrize("address", ["/v1/events", "/v1/events/preview"])
def test_claim__in_whatever_spelling_is_seen(careful: Counter, address: str, data: str):
    rest = json.dumps(redeem("ann", "x1", 10))
    body = rest.replace('"data": {', f'"data": {{{data[1:-1]}, ')
    answer = careful.till.post(address, content=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")


def test_claim__in_a_batch_harms_no_neighbour(careful: Counter):
    batch = [redeem("ann", "x1", 10), confirmed(redeem("ann", "x2", 60), "claimed"), redeem("ann", "x3", 10)]
    answer: httpx.Response = careful.post("/v1/events/batch", {"events": batch})
    items = answer.json()["items"]
    assert [item["status"] for item in items] == ["accepted", "refused", "accepted"]
    assert items[1]["code"] == "scope_missing"
    assert careful.shop.points("ann") == 980


def test_roles__clerks_may_not_vouch_for_a_member(careful: Counter):
    event = confirmed(redeem("ann", "x1", 60, NOW), "claimed")
    assert careful.site.staff("clerk").post("/v1/events", json=event).status_code == 403
    assert careful.site.staff("operator").post("/v1/events", json=event).status_code == 200
