"""A base to measure on: an embedded server with an example program and members who have done nothing yet."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec

from bench.embedded import Embedded
from regulars.kit.ids import new_id
from regulars.ledger.members import open_members
from regulars.store.identities import Identity
from regulars.store.members import NewMember

MEMBERS = 100_000
MEMBERS_PER_TRANSACTION = 5_000


class Base(Embedded):
    """Members who joined some days ago, each with a card."""

    def __init__(self, folder: Path, program: str = "mall.yaml", members: int = MEMBERS) -> None:
        super().__init__(folder, program)
        self.joined_at = datetime.now(UTC) - timedelta(days=20)
        for start in range(0, members, MEMBERS_PER_TRANSACTION):
            rows = [
                NewMember(new_id(), f"Member {number}", self.joined_at, "bench", (Identity("card", f"{number:08d}"),))
                for number in range(start, min(start + MEMBERS_PER_TRANSACTION, members))
            ]
            with self.database.transaction() as connection:
                open_members(connection, self.context.ledger.history(connection), rows)
            self.member_ids += [row.member_id for row in rows]
        self.analyze()


def order_events(member_ids: list[UUID], count: int, prefix: str, seed: int) -> list[bytes]:
    """Paid orders of two lines by random members within the last days, as JSON."""
    chance = random.Random(seed)
    now = datetime.now(UTC)
    return [
        _order(chance.choice(member_ids), f"{prefix}-{number}", now - timedelta(seconds=chance.randrange(864_000)), chance)
        for number in range(count)
    ]


def orders_of_each(member_ids: list[UUID], prefix: str) -> list[bytes]:
    """One such order by each member, just now."""
    chance, now = random.Random(prefix), datetime.now(UTC)
    return [_order(member_id, f"{prefix}-{number}", now, chance) for number, member_id in enumerate(member_ids)]


def _order(member_id: UUID, name: str, at: datetime, chance: random.Random) -> bytes:
    return msgspec.json.encode({
        "source": "bench", "id": name, "type": "order.paid", "member_id": str(member_id), "occurred_at": at,
        "data": {"order_id": name, "currency": "CNY", "lines": [
            {"line_id": str(line), "sku": "sku-1", "quantity": 1, "amount_minor": chance.randrange(100, 30_000)}
            for line in (1, 2)
        ]},
    })  # fmt: skip
