"""States: a document and a narrow row per member, locked in a fixed order while a decision is made, then written together.

The row carries what lists and boards read and what the next event and entry continue from; its lock is the member's lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.core.state import State
from regulars.kit.instants import BEFORE_ALL, NEVER, Instant, datetime_of
from regulars.store.codec import state_from_json, state_to_json
from regulars.store.rows import Table


class StoredState:
    """A member's state with the numbers and hash that the next event and entry continue from; a transaction changes them."""

    __slots__ = ("chain_head", "event_no", "state")

    def __init__(self, state: State, event_no: int, chain_head: bytes) -> None:
        self.state = state
        self.event_no = event_no
        self.chain_head = chain_head


class StateSummary(NamedTuple):
    """What lists and boards read without opening the document."""

    tier_key: str
    tier_since: Instant
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


class AskedStates:
    """States that were asked for; reading them waits for the answer."""

    __slots__ = ("_documents", "_held")

    def __init__(self, connection: Connection, member_ids: list[UUID]) -> None:
        """Lock the rows in the order of their ids, so two batches never deadlock, and ask for the documents.

        The documents are a statement of their own: its snapshot is taken when the locks are held, so it sees what whoever held
        them before has written. One statement over both tables would join a fresh row to a stale document.
        """
        self._held = connection.execute(
            "SELECT member_id, event_no, chain_head FROM member_state WHERE member_id = ANY(%s) ORDER BY member_id FOR UPDATE",
            (member_ids,),
            binary=True,
        )
        self._documents = connection.execute(
            "SELECT member_id, state FROM member_document WHERE member_id = ANY(%s)", (member_ids,), binary=True
        )

    def read(self) -> dict[UUID, StoredState]:
        """The states by member; who has none is left out."""
        held: dict[UUID, tuple[int, bytes]] = {member_id: (event_no, head) for member_id, event_no, head in self._held}
        return {
            member_id: StoredState(state_from_json(text), *held[member_id])
            for member_id, text in self._documents
            if member_id in held
        }


def lock_states(connection: Connection, member_ids: Iterable[UUID]) -> dict[UUID, StoredState]:
    """Lock and read the states of members."""
    return AskedStates(connection, list(member_ids)).read()


def lock_free_states(connection: Connection, member_id: UUID) -> dict[UUID, StoredState]:
    """Lock and read the state of one more member out of order, which must not wait; empty where somebody else holds it."""
    rows = connection.execute(
        "SELECT member_id FROM member_state WHERE member_id = %s FOR UPDATE SKIP LOCKED", (member_id,), binary=True
    )
    return lock_states(connection, [held for (held,) in rows])


def lock_due_states(connection: Connection, until: Instant, count_max: int) -> dict[UUID, StoredState]:
    """Lock some members with something due, leaving out those that somebody else is working on."""
    rows = connection.execute(
        "SELECT member_id FROM member_state WHERE next_due_at <= %s ORDER BY next_due_at LIMIT %s FOR UPDATE SKIP LOCKED",
        (datetime_of(until), count_max),
        binary=True,
    )
    return lock_states(connection, [member_id for (member_id,) in rows])


_STATES = Table(
    "member_state", member_id="uuid", entry_no="int8", event_no="int8", chain_head="bytea",
    next_due_at="timestamptz", tier_key="word", tier_since="timestamptz", in_grace="bool", points_available="int8",
    points_pending="int8", points_debt="int8", growth="int8", orders="int4", spend_minor="int8", last_order_at="timestamptz",
    last_active_at="timestamptz",
)  # fmt: skip
_DOCUMENTS = Table("member_document", member_id="uuid", state="text")
_UPDATE = (
    f"UPDATE member_state AS held SET {', '.join(f'{name} = new.{name}' for name in _STATES.names[1:])}"  # noqa: S608 - only constants
    f" FROM {_STATES.unnest} AS new ({', '.join(_STATES.names)}) WHERE held.member_id = new.member_id"
)
_UPDATE_DOCUMENT = (
    "UPDATE member_document AS held SET state = new.state"  # noqa: S608 - only constants
    f" FROM {_DOCUMENTS.unnest} AS new (member_id, state) WHERE held.member_id = new.member_id"
)


def due_columns(state: State) -> tuple[Instant | None, Instant | None, Instant | None]:
    """The instants that sweeps and lists ask for: when something is due, the last order, the last activity."""
    due, order, active = state.next_due_at, state.last_order_at, state.last_active_at
    return None if due == NEVER else due, None if order == BEFORE_ALL else order, None if active == BEFORE_ALL else active


def insert_states(connection: Connection, rows: Sequence[StateRow]) -> None:
    """Write the first states of new members."""
    _STATES.append(connection, _STATES.filled(_fields(row) for row in rows))
    _DOCUMENTS.append(connection, _DOCUMENTS.filled(_document(row) for row in rows))


def update_states(connection: Connection, rows: Sequence[StateRow]) -> None:
    """Write the states of members whose rows this transaction has locked."""
    if rows:
        connection.execute(_UPDATE, _STATES.arrays([_fields(row) for row in rows]))
        connection.execute(_UPDATE_DOCUMENT, _DOCUMENTS.arrays([_document(row) for row in rows]))


def _fields(row: StateRow) -> tuple[Any, ...]:
    stored = row.stored
    due, *last = due_columns(stored.state)
    return (row.member_id, stored.state.entry_no, stored.event_no, stored.chain_head, due, *row.summary, *last)


def _document(row: StateRow) -> tuple[Any, ...]:
    return (row.member_id, state_to_json(row.stored.state))
