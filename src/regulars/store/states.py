"""States: a document and a narrow row per member, locked in a fixed order while a decision is made, then written together.

The row carries what lists and boards read and what the next event and entry continue from; its lock is the member's lock.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any, Final, final
from uuid import UUID

from psycopg import Connection

from regulars.core.program import ProgramHistory
from regulars.core.shelf import Shelf
from regulars.core.state import State
from regulars.kit.instants import BEFORE_ALL, NEVER, Instant
from regulars.store.binary import array_data
from regulars.store.codec import state_from_json, state_to_json
from regulars.store.due import queue_members
from regulars.store.exchange import Exchange, Statement
from regulars.store.long_documents import KEPT, MORE, NO_MIDDLE, NO_PIECES, Middle, Pieces, cut, is_long, opened
from regulars.store.rows import Table


@final
class StoredDocument:
    """A document as it was read, in the pieces of `long_documents.py`; `head` is all of it where there is no middle."""

    def __init__(
        self, connection: Connection, key: bytes, place: bytes, head: bytes, tail: bytes, middle: Middle, text: bytes | None
    ) -> None:
        self.place: Final = place
        self.head = head
        self.tail = tail
        self.middle = middle
        self._connection: Final = connection
        self._key: Final = key
        self._text: Final = text

    def middle_text(self) -> bytes:
        """The lots in the middle. Whoever was not expected to ask for them has them read now, in the same transaction."""
        if self._text is not None:
            return self._text
        exchange = Exchange(self._connection)
        asked = exchange.ask(_READ_MIDDLE, _READ_MIDDLE.of([self._key]))
        exchange.run()
        return asked.bytes(0, 0)


@final
class StoredState:
    """A member's state with the numbers and hash that the next event and entry continue from; a transaction changes them.

    The document is opened when the state is first asked for, and closed again by `put_away`: of the hundreds of members whom a
    batch holds, only the one at work then takes up room, in memory that the processor has at hand.
    """

    def __init__(
        self, member_id: UUID, state: State | None, event_no: int, chain_head: bytes,
        place: bytes = b"", document: StoredDocument | None = None, queued_for: Instant = NEVER, key: bytes = b"",
    ) -> None:  # fmt: skip
        self.member_id: Final = member_id
        self.key: Final = key or member_id.bytes
        digits = self.key.hex()
        self.member: Final = f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
        """The id as text."""
        self.event_no = event_no
        self.chain_head = chain_head
        self.awaited = 0
        """So many events of the batch at hand, which name the member, are still to be decided."""
        self.queued_for = queued_for
        """For when the member stands in the queue of `store/due.py`, not later than anything is due; `NEVER` if they do not."""
        self.place: Final = place
        """Where the row lies in its table: nobody moves it while it is locked. Empty for a member who is not stored yet."""
        self.document: Final = document
        """None for a member who is not stored yet."""
        self.shelf: Shelf | None = None
        """Lots that are stored apart from the rest of the document (`long_documents.py`); known once it is open."""
        self._state = state
        self._text = ""

    @property
    def state(self) -> State:
        """The state, which changes in place."""
        state = self._state
        if state is None:
            document = self.document
            if self._text:
                state = state_from_json(self._text)
                self._text = ""
            else:
                assert document is not None, "who is not stored has a state"
                if document.middle.span:
                    state, self.shelf = opened(document.head, document.tail, document.middle, document.middle_text)
                else:
                    state = state_from_json(document.head)
                document.head = document.tail = b""
            self._state = state
        return state

    def put_away(self, document: str) -> None:
        """Close the document as it is to be written; asked for once more, the state is read from it."""
        self._state = None
        self._text = document

    def put_away_around(self, pieces: Pieces) -> None:
        """The same for a document of which only what stands around the middle is to be written."""
        document = self.document
        assert document is not None, "only what was read can stay as it is"
        self._state = None
        document.head, document.tail, document.middle = pieces.head.encode(), (pieces.tail or "").encode(), pieces.middle


StateSummary = tuple[str, Instant, bool, int, int, int, int, int, int]
"""What lists and boards read without opening the document: the columns from `tier_key` to `spend_minor`."""


_LOCK: Final = Statement(
    "SELECT member_id, s.event_no, s.chain_head, s.ctid, s.queued_for FROM unnest($1) AS asked (member_id)"
    " JOIN member_state AS s USING (member_id) ORDER BY member_id FOR UPDATE OF s",
    "uuid",
)
_READ: Final = Statement(
    "SELECT member_id, d.ctid, d.state, d.tail, d.middle_span, d.middle_points, d.middle_active_at, d.middle_due_at,"
    " CASE WHEN d.middle_due_at <= asked.until THEN d.middle END"
    " FROM unnest($1, $2) AS asked (member_id, until) JOIN member_document AS d USING (member_id)",
    "uuid", "int8",
)  # fmt: skip
_READ_MIDDLE: Final = Statement(
    "SELECT d.middle FROM unnest($1) AS asked (member_id) JOIN member_document AS d USING (member_id)", "uuid"
)
"""A join, not `= ANY`: where a plan was made on a small base and walks the table, it looks each row up once, not in all of $1."""


@final
class AskedStates:
    """States that an exchange asks for."""

    def __init__(
        self, exchange: Exchange, member_ids: Sequence[UUID], earning: Container[UUID] = (), until: Instant = NEVER
    ) -> None:
        """Lock the rows in the order of their ids, so two batches never deadlock, and ask for the documents.

        Of members who are only `earning`, and have nothing due `until` then, the middle of a long document is left where it is.

        The documents are a statement of their own: its snapshot is taken when the locks are held, so it sees what whoever held
        them before has written. One statement over both tables would join a fresh row to a stale document.
        """
        self._member_ids: Final = {member_id.bytes: member_id for member_id in member_ids}
        ids: list[object] = list(self._member_ids)
        untils: list[object] = [until if member_id in earning else NEVER for member_id in self._member_ids.values()]
        self._connection: Final = exchange.connection
        self._held: Final = exchange.ask(_LOCK, _LOCK.of(ids))
        self._documents: Final = exchange.ask(_READ, _READ.of(ids, untils))

    def read(self) -> dict[UUID, StoredState]:
        """The states by member; who has none is left out."""
        held, documents = self._held, self._documents
        rows = {held.bytes(row, 0): row for row in range(held.count)}
        states: dict[UUID, StoredState] = {}
        for number in range(documents.count):
            key = documents.bytes(number, 0)
            row = rows.get(key)
            if row is not None:
                member_id = self._member_ids[key]
                span = documents.integer(number, 4)
                middle = NO_MIDDLE
                if span:
                    middle = Middle(
                        span, documents.integer(number, 5), documents.integer(number, 6), documents.integer(number, 7)
                    )
                document = StoredDocument(
                    self._connection, key, documents.bytes(number, 1), documents.bytes(number, 2),
                    documents.value(number, 3) or b"", middle, documents.value(number, 8),
                )  # fmt: skip
                states[member_id] = StoredState(
                    member_id, None, held.integer(row, 1), held.bytes(row, 2), held.bytes(row, 3), document,
                    held.instant(row, 4), key,
                )  # fmt: skip
        return states


def lock_states(connection: Connection, member_ids: Iterable[UUID]) -> dict[UUID, StoredState]:
    """Lock and read the states of members."""
    exchange = Exchange(connection)
    asked = AskedStates(exchange, list(member_ids))
    exchange.run()
    return asked.read()


def lock_free_states(connection: Connection, member_id: UUID) -> dict[UUID, StoredState]:
    """Lock and read the state of one more member out of order, which must not wait; empty where somebody else holds it."""
    rows = connection.execute(
        "SELECT member_id FROM member_state WHERE member_id = %s FOR UPDATE SKIP LOCKED", (member_id,), binary=True
    )
    return lock_states(connection, [held for (held,) in rows])


_STATES: Final = Table(
    "member_state", member_id="uuid", entry_no="int8", event_no="int8", chain_head="bytea",
    next_due_at="timestamptz", tier_key="word", tier_since="timestamptz", in_grace="bool", points_available="int8",
    points_pending="int8", points_debt="int8", growth="int8", orders="int4", spend_minor="int8", last_order_at="timestamptz",
    last_active_at="timestamptz", queued_for="timestamptz",
)  # fmt: skip
_DOCUMENTS: Final = Table("member_document", member_id="uuid", state="text")
_LAST: Final = len(_STATES.names) + 1
_ALL_FOUND: Final = "SELECT 1 / (count(*) = cardinality($1))::int FROM done"
"""Fails where a row was not found, before anything is committed. It cannot happen: nothing moves a locked row."""
_UPDATE: Final = Statement(
    f"WITH done AS (UPDATE member_state AS held SET {', '.join(f'{name} = new.{name}' for name in _STATES.names[1:])}"  # noqa: S608 - only constants
    f" FROM {_STATES.unnest[:-1]}, ${_LAST}) AS new ({', '.join(_STATES.names)}, place)"
    f" WHERE held.ctid = new.place AND held.member_id = new.member_id RETURNING 1) {_ALL_FOUND}",
    *_STATES.kinds, "tid",
)  # fmt: skip
_UPDATE_DOCUMENT: Final = Statement(
    "WITH done AS (UPDATE member_document AS held SET state = new.state FROM unnest($1, $2, $3) AS new (member_id, state, place)"  # noqa: S608 - only constants
    f" WHERE held.ctid = new.place AND held.member_id = new.member_id RETURNING 1) {_ALL_FOUND}",
    *_DOCUMENTS.kinds, "tid",
)  # fmt: skip
"""A row that was locked is found by its place, at a fraction of what an index costs."""
_PIECES: Final = Table(
    "member_document", member_id="uuid", state="text", tail="text", middle_span="int8", middle_points="int8",
    middle_active_at="int8", middle_due_at="int8", middle="text", fate="int8",
)  # fmt: skip
_PIECES_SET: Final = ", ".join(f"{name} = new.{name}" for name in _PIECES.names[1:-2])
_UPDATE_PIECES: Final = Statement(
    f"WITH done AS (UPDATE member_document AS held SET {_PIECES_SET},"  # noqa: S608 - only constants
    f" middle = CASE new.fate WHEN {KEPT} THEN held.middle WHEN {MORE} THEN held.middle || new.middle ELSE new.middle END"
    f" FROM {_PIECES.unnest[:-1]}, ${len(_PIECES.names) + 1}) AS new ({', '.join(_PIECES.names)}, place)"
    f" WHERE held.ctid = new.place AND held.member_id = new.member_id RETURNING 1) {_ALL_FOUND}",
    *_PIECES.kinds, "tid",
)  # fmt: skip
"""One statement for all cases: each of its own would be planned anew for a few rows. What is kept is not packed again."""


def due_columns(state: State) -> tuple[Instant | None, Instant | None, Instant | None]:
    """The instants that sweeps and lists ask for: when something is due, the last order, the last activity."""
    due, order, active = state.next_due_at, state.last_order_at, state.last_active_at
    return None if due == NEVER else due, None if order == BEFORE_ALL else order, None if active == BEFORE_ALL else active


def insert_states(exchange: Exchange, rows: Sequence[StateRow]) -> None:
    """Write the first states of new members, who have no lots yet."""
    assert all(row.pieces is None for row in rows), "nobody begins with a long document"
    _STATES.append(exchange, _STATES.filled([row.columns for row in rows]))
    _DOCUMENTS.append(exchange, _DOCUMENTS.filled([row.document for row in rows]))
    queue_members(exchange, [row.queued for row in rows if row.queued is not None])


def update_states(exchange: Exchange, rows: Sequence[StateRow]) -> None:
    """Write the states of members whose rows this transaction has locked."""
    if not rows:
        return
    places = array_data("tid", [row.stored.place for row in rows])
    exchange.ask(_UPDATE, [*_STATES.arrays([row.columns for row in rows]), places])
    places = _document_places(rows)
    if any(row.pieces is not None for row in rows):
        exchange.ask(_UPDATE_PIECES, [*_PIECES.arrays([row.document_in_pieces for row in rows]), places])
    else:
        exchange.ask(_UPDATE_DOCUMENT, [*_DOCUMENTS.arrays([row.document for row in rows]), places])
    queue_members(exchange, [row.queued for row in rows if row.queued is not None])


def _document_places(rows: Sequence[StateRow]) -> bytes:
    places: list[object] = []
    for row in rows:
        document = row.stored.document
        assert document is not None, "only what is stored is updated"
        places.append(document.place)
    return array_data("tid", places)


@final
class StateRow:
    """A state as the rows to be written. Making it puts the state away, unless the middle of a long document changes."""

    def __init__(self, programs: ProgramHistory, stored: StoredState, summary: StateSummary) -> None:
        self.stored: Final = stored
        state = stored.state
        due, order, active = due_columns(state)
        queued_for = min(stored.queued_for, state.next_due_at)
        self.queued: Final = (queued_for, stored.key) if queued_for < stored.queued_for else None
        """The member's new place in the queue of who has something due, where they need one."""
        tier, since, in_grace, available, pending, debt, growth, orders, spend = summary
        self.columns: Final[tuple[Any, ...]] = (
            stored.key, state.entry_no, stored.event_no, stored.chain_head, due, tier, since, in_grace, available, pending,
            debt, growth, orders, spend, order, active, None if queued_for == NEVER else queued_for,
        )  # fmt: skip
        self.pieces: Final = cut(programs, state, stored.shelf) if stored.shelf is not None or is_long(state) else None
        if self.pieces is not None:
            self.document: tuple[Any, ...] = self.pieces.row(stored.key)
            if self.pieces.fate == KEPT:
                stored.put_away_around(self.pieces)
            return
        text = state_to_json(state)
        self.document = (stored.key, text)
        stored.put_away(text)

    @property
    def document_in_pieces(self) -> tuple[Any, ...]:
        """The document as a row among others that are in pieces."""
        return self.document if self.pieces is not None else (*self.document, *NO_PIECES)

    @property
    def rank(self) -> tuple[bytes, int, int, int, Instant | None]:
        """What a new member is ranked by (`store/ranks.py`); a state that is only updated pays nothing for it."""
        key, _, _, _, _, _, _, _, available, _, _, growth, _, spend, order, _, _ = self.columns
        return key, spend, available, growth, order
