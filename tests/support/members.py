"""Members as rows, for tests that only read them: what the ledger would have written, without its history."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import psycopg

from regulars.kit.ids import new_id
from regulars.store.identities import normalise_identity
from regulars.store.members import NewMember, insert_members

JOINED_AT = datetime(2010, 1, 15, tzinfo=UTC)


@dataclass(kw_only=True)
class PlacedMember:
    """A member and the figures that lists read."""

    name: str = ""
    identities: tuple[tuple[str, str], ...] = ()
    joined_at: datetime = JOINED_AT
    tier: str = "regular"
    grace: bool = False
    available: int = 0
    debt: int = 0
    growth: int = 0
    spend_minor: int = 0
    last_order_at: datetime | None = None
    last_active_at: datetime | None = None


def place_member(connection: psycopg.Connection, member: PlacedMember) -> UUID:
    """Write a member and a state row."""
    member_id = new_id()
    identities = tuple(normalise_identity(kind, value) for kind, value in member.identities)
    insert_members(connection, [NewMember(member_id, member.name, member.joined_at, "store", identities)])
    connection.execute(
        "INSERT INTO member_state (member_id, entry_no, event_no, chain_head, tier_key, tier_since, in_grace,"
        " points_available, points_pending, points_debt, growth, orders, spend_minor, last_order_at, last_active_at)"
        " VALUES (%s, 0, 0, '', %s, %s, %s, %s, 0, %s, %s, 0, %s, %s, %s)",
        (
            member_id, member.tier, member.joined_at, member.grace, member.available, member.debt, member.growth,
            member.spend_minor, member.last_order_at, member.last_active_at or member.last_order_at,
        ),
    )  # fmt: skip
    connection.execute(
        "INSERT INTO member_rank SELECT member_id, spend_minor, points_available, growth, coalesce(last_order_at, 'epoch')"
        " FROM member_state WHERE member_id = %s",
        (member_id,),
    )
    connection.execute("INSERT INTO member_document (member_id, state) VALUES (%s, '{}')", (member_id,))
    return member_id
