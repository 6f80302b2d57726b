"""Preview, history and released events: the same path under other conditions."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from regulars.features.programs.facade import ProgramLibrary
from tests.ledger.shop import (
    DELAYED,
    TODAY,
    RawEvent,
    Shop,
    at_once,
    cancel,
    check_in,
    days,
    order,
    outcome,
    raw,
    redeem,
    refund,
    verdict,
)  # fmt: skip

PREVIEWED = [
    pytest.param(order("ann", "o2", 1500), id="order that lifts a tier"),
    pytest.param(refund("ann", "o1", "r1", amount_minor=2500), id="refund in part"),
    pytest.param(refund("ann", "o1", "r1"), id="refund"),
    pytest.param(redeem("ann", "x2", 40), id="redemption"),
    pytest.param(cancel("ann", "x1"), id="cancellation"),
    pytest.param(check_in("ann", TODAY), id="check-in"),
    pytest.param(redeem("ann", "x2", 4000), id="rejected"),
    pytest.param(order("ann", "o3", 1, TODAY - days(40)), id="quarantined"),
]


@pytest.mark.parametrize("event", PREVIEWED)
def test_preview__says_what_will_happen_and_stores_nothing(shop: Shop, event: RawEvent):
    shop.accept(order("ann", "o1", 100), redeem("ann", "x1", 30))
    rows, ann = shop.row_counts(), shop.stored("ann")
    preview = outcome(shop.ledger.preview(raw(event)))
    assert preview.preview
    assert (shop.row_counts(), shop.stored("ann")) == (rows, ann)
    real = outcome(shop.one(event))  # the id was not used up
    assert replace(preview, preview=False) == real
    assert shop.violations() == []


def test_preview__of_a_known_event_shows_its_first_answer(shop: Shop):
    shop.accept(order("ann", "o1", 100))
    assert outcome(shop.ledger.preview(raw(order("ann", "o1", 100)))).duplicate
    assert verdict(shop.ledger.preview(raw(order("ann", "o1", 5)))) == "idempotency_conflict"
    assert verdict(shop.ledger.preview(raw(order("nobody", "o1", 5)))) == "member_unknown"
    assert verdict(shop.ledger.preview(b"{")) == "json_malformed"


def test_history__is_judged_as_if_it_had_arrived_when_it_happened(shop: Shop):
    long_ago = TODAY - days(100)
    assert verdict(shop.one(order("ann", "o1", 100, long_ago))) == "too_late"
    kept = shop.accept(order("bo", "o2", 100, long_ago), is_history=True)[0]
    assert kept.decided_at == long_ago
    assert shop.points("bo") == 100


def test_history_out_of_order__is_judged_by_how_far_back_it_lies(shop: Shop):
    back = [order("ann", f"o{age}", 100, TODAY - days(age)) for age in (0, 29, 31)]
    words = [verdict(answer) for answer in shop.send(*back, is_history=True)]
    assert words == ["accepted", "accepted", "too_late"]


def test_released_event__counts_at_its_own_time_once(shop: Shop):
    late = order("ann", "o1", 100, TODAY - days(100))
    held = outcome(shop.one(late))
    released = raw(late | {"source": "regulars:release", "id": "of-o1"})
    assert verdict(shop.ledger.append([released])[0]) == "event_invalid"
    first = outcome(shop.ledger.append([released], is_own=True)[0])
    assert (first.status, first.entries[0].at) == ("accepted", TODAY - days(100))
    assert shop.ledger.append([released], is_own=True)[0] == replace(first, duplicate=True)
    assert shop.one(late) == replace(held, duplicate=True)
    assert shop.points("ann") == 100
    assert shop.violations() == []


def test_released_event__whose_points_have_expired_since(shop: Shop):
    very_late = order("ann", "o1", 100, TODAY - days(500))
    shop.one(very_late)
    released = outcome(shop.ledger.append([raw(very_late | {"source": "regulars:release", "id": "of-o1"})], is_own=True)[0])
    assert [(entry.wallet, entry.kind, entry.amount) for entry in released.entries] == [
        ("points", "earn", 100), ("growth", "earn", 100), ("points", "expire", -100),
    ]  # fmt: skip
    assert shop.violations() == []


def test_late_order__counts_at_the_tier_and_in_the_month_of_its_own_time(shop: Shop):
    """Worked example 17."""
    shop.accept(order("ann", "o1", 1000, TODAY), is_history=True)  # silver from now on
    shop.accept(order("ann", "o2", 4000, TODAY + days(9)), is_history=True)  # gold
    shop.now = TODAY + days(11)
    late = shop.accept(order("ann", "o3", 100, TODAY + days(8)))[0]
    assert [entry.amount for entry in late.entries if entry.wallet == "points"] == [120]
    assert late.entries[0].at == TODAY + days(8)
    assert shop.violations() == []


def test_program_published_in_between__the_version_in_force_at_the_time_judges(shop: Shop):
    shop.accept(order("ann", "o1", 100, TODAY))
    shop.now = TODAY + days(2)
    assert shop.publish(DELAYED.replace("points: 1\n    per: 1.00", "points: 3\n    per: 1.00", 1)) == 2
    shop.now += timedelta(seconds=1)
    before, after = shop.accept(order("ann", "o2", 100, TODAY + days(1)), order("ann", "o3", 100, shop.now))
    assert (before.entries[0].amount, after.entries[0].amount) == (100, 300)
    assert (after.balances["points"]["available"], after.balances["points"]["pending"]) == (200, 300)
    # A refund undoes an order at the rates recorded, whatever is in force now.
    shop.accept(refund("ann", "o2", "r2"), refund("ann", "o3", "r3", amount_minor=5000))
    assert shop.accept(check_in("ann", shop.now))[0].balances["points"]["balance"] == 100 + 150 + 5
    with shop.database.snapshot() as connection:
        versions = connection.execute("SELECT event_id, program_version FROM event ORDER BY event_no").fetchall()
    assert versions[:3] == [("paid-o1", 1), ("paid-o2", 1), ("paid-o3", 2)]
    assert shop.violations() == []


def test_versions__are_all_there_for_every_thread_of_a_process_that_has_just_begun(shop: Shop):
    shop.now = TODAY + days(1)
    shop.publish(DELAYED)

    def versions_seen(library: ProgramLibrary, asked: int) -> int:
        with shop.database.transaction() as connection:
            return len(library.history(connection, asked).versions)

    asked = (2, 1, 1, 2, 1, 1, 1, 1)
    for _ in range(15):
        fresh = ProgramLibrary()
        seen = at_once([lambda version=version, fresh=fresh: versions_seen(fresh, version) for version in asked])
        assert tuple(seen) == asked
