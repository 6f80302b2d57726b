"""States: one row per member, locked in a fixed order while a decision is made, then written with its summary columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.core.state import State
from regulars.store.codec import state_from_json, to_json


class StoredState(NamedTuple):
    """A member's state with the numbers and hash that the next event and entry continue from."""

    state: State
    event_no: int
    chain_head: bytes


class StateSummary(NamedTuple):
    """What lists and boards read without opening the document."""

    tier_key: str
    tier_since: datetime
    in_grace: bool
    points_available: int
    points_pending: int
    points_debt: int
    growth: int
    orders: int
    spend_minor: int


class StateRow(NamedTuple):
    """A state to be written."""

    member_id: UUID
    stored: StoredState
    summary: StateSummary


def lock_states(connection: Connection, member_ids: Iterable[UUID]) -> dict[UUID, StoredState]:
    """Lock and read the states of members. Rows are locked in the order of their ids, so two batches never deadlock."""
    rows = connection.execute(
        "SELECT member_id, state, event_no, chain_head FROM member_state WHERE member_id = ANY(%s) ORDER BY member_id FOR UPDATE",
        (list(member_ids),),
        binary=True,
    )
    return {member_id: StoredState(state_from_json(text), event_no, head) for member_id, text, event_no, head in rows}


def lock_due_states(connection: Connection, until: datetime, count_max: int) -> dict[UUID, StoredState]:
    """Lock some members with something due, leaving out those that somebody else is working on."""
    rows = connection.execute(
        "SELECT member_id, state, event_no, chain_head FROM member_state WHERE next_due_at <= %s"
        " ORDER BY next_due_at LIMIT %s FOR UPDATE SKIP LOCKED",
        (until, count_max),
        binary=True,
    )
    return {member_id: StoredState(state_from_json(text), event_no, head) for member_id, text, event_no, head in rows}


_COLUMNS = (
    "member_id", "state", "entry_no", "event_no", "chain_head", "next_due_at", "tier_key", "tier_since", "in_grace",
    "points_available", "points_pending", "points_debt", "growth", "orders", "spend_minor", "last_order_at", "last_active_at",
)  # fmt: skip
_TYPES = (
    "uuid", "text", "int8", "int8", "bytea", "timestamptz", "text", "timestamptz", "bool", "int8", "int8", "int8", "int8", "int4",
    "int8", "timestamptz", "timestamptz",
)  # fmt: skip
_UNNEST = ", ".join(f"%b::{kind}[]" for kind in _TYPES)
_INSERT = f"INSERT INTO member_state ({', '.join(_COLUMNS)}) SELECT * FROM unnest({_UNNEST})"  # noqa: S608 - only constants
_UPDATE = (
    f"UPDATE member_state AS held SET {', '.join(f'{name} = new.{name}' for name in _COLUMNS[1:])}"  # noqa: S608 - only constants
    f" FROM unnest({_UNNEST}) AS new ({', '.join(_COLUMNS)}) WHERE held.member_id = new.member_id"
)


def due_columns(state: State) -> tuple[datetime | None, datetime | None, datetime | None]:
    """The instants that sweeps and lists ask for: when something is due, the last order, the last activity."""
    return state.next_due_at, state.last_order_at, state.last_active_at


def insert_states(connection: Connection, rows: Sequence[StateRow]) -> None:
    """Write the first states of new members."""
    if rows:
        connection.execute(_INSERT, _columns(rows))


def update_states(connection: Connection, rows: Sequence[StateRow]) -> None:
    """Write the states of members whose rows this transaction has locked."""
    if rows:
        connection.execute(_UPDATE, _columns(rows))


def _columns(rows: Sequence[StateRow]) -> list[list[object]]:
    values = [
        (
            row.member_id,
            to_json(row.stored.state),
            row.stored.state.entry_no,
            row.stored.event_no,
            row.stored.chain_head,
            row.stored.state.next_due_at,
            *row.summary,
            row.stored.state.last_order_at,
            row.stored.state.last_active_at,
        )
        for row in rows
    ]
    return [list(column) for column in zip(*values, strict=True)]
