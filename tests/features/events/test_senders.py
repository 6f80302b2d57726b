"""Who sent an event is stored with it: a system by its key, a person by the account, staff who release by theirs."""

from datetime import timedelta

from tests.features.events.conftest import Counter
from tests.ledger.shop import TODAY, event, order


def test_sender__is_kept_with_every_event_however_it_came(counter: Counter):
    clerk = counter.site.staff("operator", "lin")
    assert counter.post("/v1/events", order("ann", "o1", 100)).status_code == 200
    assert clerk.post("/v1/events/batch", json={"events": [order("ann", "o2", 100)]}).status_code == 200
    late = event("member.checked_in", "bo", "e9", TODAY - timedelta(days=90))
    assert counter.post("/v1/events", late).status_code == 202
    assert clerk.post("/v1/quarantine/release", json={"source": late["source"], "id": "e9"}).status_code == 200

    with counter.site.database.snapshot() as connection:
        rows = connection.execute("SELECT type, status, sent_by FROM event ORDER BY decided_at, sent_by, status").fetchall()
    assert sorted(rows) == [
        ("member.checked_in", "accepted", "staff:lin"),
        ("member.checked_in", "quarantined", "key:test"),
        ("order.paid", "accepted", "key:test"),
        ("order.paid", "accepted", "staff:lin"),
    ]
