"""A batch over several lanes is one transaction per lane; its answers come in the order in which the events were sent."""

from uuid import UUID

from regulars.ledger.answers import Outcome
from regulars.ledger.append import Ledger
from regulars.store.database import Database
from tests.ledger.shop import Shop, order, raw, verdict

NAMES = tuple(f"member-{number}" for number in range(8))


def by_last_bit(member_id: UUID) -> int:
    """Two lanes."""
    return member_id.int & 1


def transactions(database: Database) -> dict[UUID, str]:
    """Which transaction wrote each member's last state."""
    with database.snapshot() as connection:
        return dict(connection.execute("SELECT member_id, xmin::text FROM member_state").fetchall())


def test_append__splits_a_batch_by_lane_and_answers_in_order(shop: Shop):
    shop.join(*NAMES)
    ledger = Ledger(shop.database, shop.library.history, lambda: shop.now, by_last_bit)
    sent = [order(name, f"o-{name}", 10) for name in NAMES]
    batch = [*sent[:4], order("nobody", "o-x", 10), sent[0], *sent[4:]]
    answers = ledger.append([raw(event) for event in batch])

    expected = [*["accepted"] * 4, "member_unknown", "accepted", *["accepted"] * 4]
    assert [verdict(answer) for answer in answers] == expected
    ids = [answer.id if isinstance(answer, Outcome) else None for answer in answers]
    assert ids == [event["id"] if event is not batch[4] else None for event in batch]
    assert isinstance(answers[5], Outcome)
    assert answers[5].duplicate

    wrote = transactions(shop.database)
    lanes = {by_last_bit(shop.member_id(name)): wrote[shop.member_id(name)] for name in NAMES}
    assert {wrote[shop.member_id(name)] for name in NAMES} == set(lanes.values())
    assert len(set(lanes.values())) == len(lanes)
    assert shop.violations() == []
