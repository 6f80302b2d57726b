"""Writing: everything that one transaction of the ledger appends, collected while it decides and written at its end.

This is the only caller of the functions that write entries and states.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.core.entries import Entry, Fact
from regulars.core.program import Program
from regulars.core.state import State
from regulars.ledger.figures import FigureDeltas
from regulars.store.entries import EntryRow, chained, insert_entries
from regulars.store.events import EventRow, insert_events
from regulars.store.figures import add_figures
from regulars.store.outbox import insert_facts
from regulars.store.records import RecordRow, insert_records, update_records
from regulars.store.rows import PIPELINED_ROWS_MAX
from regulars.store.states import StateRow, StateSummary, StoredState, insert_states, update_states


class Writing:
    """The rows of one transaction. States are held as they change, so the next decision of a member starts from the last."""

    def __init__(self, program: Program, states: dict[UUID, StoredState]) -> None:
        self._program = program
        self._states = states
        self._touched: set[UUID] = set()
        self._events: list[EventRow] = []
        self._entries: list[EntryRow] = []
        self._new_records: dict[tuple[UUID, str], RecordRow] = {}
        self._changed_records: dict[tuple[UUID, str], RecordRow] = {}
        self._facts: list[tuple[UUID, Sequence[Fact]]] = []
        self._figures = FigureDeltas(program.zone)

    def state_of(self, member_id: UUID) -> StoredState:
        """A member's state as this transaction has left it so far."""
        return self._states[member_id]

    def add_event(self, row: EventRow) -> None:
        """Append an event, whatever became of it."""
        self._events.append(row)
        self._states[row.member_id] = self._states[row.member_id]._replace(event_no=row.event_no)
        self._touched.add(row.member_id)

    def add_record(self, row: RecordRow, *, is_new: bool) -> None:
        """Keep a record; the last one under a reference counts. `is_new`: the event at hand established the reference."""
        key = row.member_id, row.reference
        (self._new_records if is_new or key in self._new_records else self._changed_records)[key] = row

    def add_result(
        self,
        member_id: UUID,
        state: State,
        entries: Sequence[Entry],
        facts: Sequence[Fact],
        event: EventRow | None,
        now: datetime,
    ) -> None:
        """Take over a new state and chain its entries; `event` is None where the clock alone caused them."""
        stored = self._states[member_id]
        head = stored.chain_head
        for entry in entries:
            caused_by = None if event is None or entry.is_settlement else event
            head = chained(head, entry, f"{caused_by.source}\n{caused_by.event_id}" if caused_by else "")
            self._entries.append(EntryRow(member_id, caused_by.event_no if caused_by else None, entry, now, head))
        self._states[member_id] = StoredState(state, stored.event_no, head)
        self._touched.add(member_id)
        if facts:
            self._facts.append((member_id, facts))
        self._figures.add_entries(entries)
        self._figures.add_facts(facts)
        self._figures.add_change(stored.state, state, entries)

    def flush(self, connection: Connection, *, is_opening: bool = False) -> None:
        """Write it all; a small transaction in one round trip."""
        states = [
            StateRow(member_id, self._states[member_id], summary(self._program, self._states[member_id].state))
            for member_id in sorted(self._touched)
        ]
        is_small = max(len(self._events), len(self._entries), len(self._new_records), len(self._facts)) <= PIPELINED_ROWS_MAX
        with connection.pipeline() if is_small else nullcontext():
            insert_events(connection, self._events)
            insert_entries(connection, self._entries)
            (insert_states if is_opening else update_states)(connection, states)
            insert_records(connection, list(self._new_records.values()))
            update_records(connection, list(self._changed_records.values()))
            insert_facts(connection, self._facts)
            add_figures(connection, self._figures.deltas)


def summary(program: Program, state: State) -> StateSummary:
    """The columns that lists read, as of the state's own time: the first ladder, points wallet and growth wallet."""
    now = state.settled_to
    standing = state.standings[program.ladders[0].key]
    points = state.points.get(next(iter(program.points_wallets), ""))
    growth = state.growth.get(next(iter(program.growth_wallets), ""))
    available, pending = points.parts(now) if points else (0, 0)
    return StateSummary(
        standing.tier, standing.since, standing.grace_until is not None, available, pending, points.debt if points else 0,
        growth.balance() if growth else 0,
        sum(state.metrics.get("orders", {}).values()), sum(state.metrics.get("paid", {}).values()),
    )  # fmt: skip
