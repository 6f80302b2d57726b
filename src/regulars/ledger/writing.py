"""Writing: everything that one transaction of the ledger appends, collected while it decides and written at its end.

This is the only caller of the functions that write entries and states.
"""

from __future__ import annotations

from contextlib import nullcontext
from uuid import UUID

from psycopg import Connection

from regulars.core.entries import Entry, Fact
from regulars.core.program import Program
from regulars.core.state import State
from regulars.kit.instants import Instant
from regulars.ledger.activity import Activity
from regulars.ledger.figures import FigureDeltas
from regulars.store.codec import lot_changes_to_json
from regulars.store.elsewhere import ElsewhereRow, insert_elsewhere
from regulars.store.entries import ENTRIES, chained_row, entry_row, insert_entries
from regulars.store.events import EVENTS, EventRow, insert_events
from regulars.store.figures import add_figures
from regulars.store.homes import settle_homes
from regulars.store.members import point_to
from regulars.store.outbox import insert_facts
from regulars.store.records import RecordRow, insert_records, put_records, update_records
from regulars.store.rows import PIPELINED_ROWS_MAX
from regulars.store.states import StateRow, StateSummary, StoredState, insert_states, update_states


class Writing:
    """The rows of one transaction. States change in place, so the next decision of a member starts from the last."""

    def __init__(self, program: Program, states: dict[UUID, StoredState]) -> None:
        self._program = program
        self._states = states
        self._touched: dict[UUID, StoredState] = {}
        self._events = EVENTS.rows()
        self._entries = ENTRIES.rows()
        self._elsewhere: list[ElsewhereRow] = []
        self._survivors: dict[UUID, UUID | None] = {}
        self._new_records: dict[tuple[UUID, str], RecordRow] = {}
        self._changed_records: dict[tuple[UUID, str], RecordRow] = {}
        self._moved_records: dict[tuple[UUID, str], RecordRow] = {}
        self._facts: list[tuple[UUID, list[Fact]]] = []
        self._figures = FigureDeltas(program.calendar)
        self._stores: dict[UUID, str] = {}

    def state_of(self, member_id: UUID) -> StoredState:
        """A member's state as this transaction has left it so far."""
        return self._states[member_id]

    def holds(self, member_id: UUID) -> bool:
        """Whether a member's state is locked by this transaction."""
        return member_id in self._states

    def add_states(self, states: dict[UUID, StoredState]) -> None:
        """Take over states that were locked later than the others."""
        self._states.update(states)

    def add_event(self, stored: StoredState, row: EventRow) -> None:
        """Append an event, whatever became of it."""
        self._events.add(row)
        stored.event_no = row.event_no

    def add_survivor(self, member_id: UUID, survivor: UUID | None) -> None:
        """Say who stands for a member from now on; None: they themselves."""
        self._survivors[member_id] = survivor

    def add_elsewhere(self, row: ElsewhereRow) -> None:
        """Keep what an event was told that is not in its member's own history."""
        self._elsewhere.append(row)

    def add_record(self, row: RecordRow, *, is_new: bool, is_moved: bool = False) -> None:
        """Keep a record; the last one under a reference counts. `is_new`: the event at hand established the reference.

        `is_moved`: it may have been another member's until now.
        """
        key = row.member_id, row.reference
        if is_new or key in self._new_records:
            self._new_records[key] = row
        else:
            (self._moved_records if is_moved else self._changed_records)[key] = row

    def add_result(
        self,
        member_id: UUID,
        before: Activity,
        entries: list[Entry],
        facts: list[Fact],
        event: EventRow | None,
        now: Instant,
    ) -> None:
        """Take over what happened to a state and chain its entries; `event` is None where the clock alone caused them.

        The state itself was changed in place; `before` says what its figures depend on, as it was.
        """
        stored = self._touched[member_id] = self._states[member_id]
        head = stored.chain_head
        event_key = f"{event.source}\n{event.event_id}" if event else ""
        for entry in entries:
            is_own = event is not None and not entry.is_settlement
            lots = lot_changes_to_json(entry.lots)
            head = chained_row(head, entry, lots, event_key if is_own else "")
            self._entries.add(entry_row(member_id, event.event_no if event and is_own else None, entry, lots, now, head))
        stored.chain_head = head
        # Also where nothing is told: who follows the outbox hears that the member was written.
        self._facts.append((member_id, facts))
        self._figures.add_entries(entries)
        self._figures.add_facts(facts)
        self._figures.add_change(before, Activity.of(stored.state))

    def add_store(self, member_id: UUID, code: str) -> None:
        """Note where a member bought for the first time: it becomes their home, if they have none."""
        self._stores[member_id] = code

    def flush(self, connection: Connection, *, is_opening: bool = False) -> None:
        """Write it all; a small transaction in one round trip."""
        states = [
            StateRow(member_id, stored, summary(self._program, stored.state))
            for member_id, stored in sorted(self._touched.items(), key=_member_of)
        ]
        is_small = max(len(states), self._events.count, self._entries.count) <= PIPELINED_ROWS_MAX
        with connection.pipeline() if is_small else nullcontext():
            insert_events(connection, self._events)
            insert_entries(connection, self._entries)
            (insert_states if is_opening else update_states)(connection, states)
            insert_records(connection, list(self._new_records.values()))
            update_records(connection, list(self._changed_records.values()))
            put_records(connection, list(self._moved_records.values()))
            insert_facts(connection, self._facts)
            add_figures(connection, self._figures.deltas)
            if self._stores:
                settle_homes(connection, self._stores)
        if self._elsewhere:
            insert_elsewhere(connection, self._elsewhere)
        if self._survivors:
            point_to(connection, self._survivors)


def _member_of(item: tuple[UUID, StoredState]) -> int:
    return item[0].int


def summary(program: Program, state: State) -> StateSummary:
    """The columns that lists read, as of the state's own time: the first ladder, points wallet and growth wallet."""
    now = state.settled_to
    standing = state.standings[program.ladders[0].key]
    points = state.points.get(next(iter(program.points_wallets), ""))
    growth = state.growth.get(next(iter(program.growth_wallets), ""))
    available, pending = points.parts(now) if points else (0, 0)
    return StateSummary(
        standing.tier, standing.since, standing.is_in_grace, available, pending, points.debt if points else 0,
        growth.balance() if growth else 0,
        sum(state.metrics.get("orders", {}).values()), sum(state.metrics.get("paid", {}).values()),
    )  # fmt: skip
