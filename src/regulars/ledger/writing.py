"""Writing: everything that one transaction of the ledger appends, collected while it decides and written at its end.

This is the only caller of the functions that write entries and states.
"""

from __future__ import annotations

from typing import Any, final
from uuid import UUID

from regulars.core.entries import Entry, Fact
from regulars.core.events import Event
from regulars.core.program import Program, ProgramHistory
from regulars.core.records import Record
from regulars.core.state import State
from regulars.kit.instants import Instant
from regulars.ledger.activity import Activity
from regulars.ledger.figures import FigureDeltas
from regulars.store.codec import lot_changes_to_json
from regulars.store.elsewhere import ElsewhereRow, insert_elsewhere
from regulars.store.entries import ENTRIES, chained_row, entry_row, insert_entries
from regulars.store.events import EVENTS, insert_events
from regulars.store.exchange import COMMIT, Exchange
from regulars.store.figures import add_figures
from regulars.store.homes import settle_homes
from regulars.store.lifecycle import ActiveDays
from regulars.store.members import point_to
from regulars.store.outbox import Telling
from regulars.store.ranks import insert_ranks
from regulars.store.records import put_records
from regulars.store.states import StateRow, StateSummary, StoredState, insert_states, update_states


@final
class Writing:
    """The rows of one transaction. States change in place, so the next decision of a member starts from the last."""

    def __init__(self, programs: ProgramHistory, states: dict[UUID, StoredState], active_days: ActiveDays) -> None:
        self._programs = programs
        self._states = states
        self._touched: dict[bytes, StoredState] = {}
        self._rows: dict[bytes, StateRow] = {}
        self._events = EVENTS.rows()
        self._entries = ENTRIES.rows()
        self._elsewhere: list[ElsewhereRow] = []
        self._survivors: dict[UUID, UUID | None] = {}
        self._records: dict[tuple[bytes, str], Record] = {}
        self._telling = Telling()
        self._figures = FigureDeltas(programs.latest().calendar, active_days)
        self._stores: dict[bytes, str] = {}

    def state_of(self, member_id: UUID) -> StoredState:
        """A member's state as this transaction has left it so far."""
        return self._states[member_id]

    def holds(self, member_id: UUID) -> bool:
        """Whether a member's state is locked by this transaction."""
        return member_id in self._states

    def add_states(self, states: dict[UUID, StoredState]) -> None:
        """Take over states that were locked later than the others."""
        self._states.update(states)

    def add_event(self, row: tuple[Any, ...]) -> None:
        """Append an event, whatever became of it, as `event_row` made it."""
        self._events.add(row)

    def add_survivor(self, member_id: UUID, survivor: UUID | None) -> None:
        """Say who stands for a member from now on; None: they themselves."""
        self._survivors[member_id] = survivor

    def add_elsewhere(self, row: ElsewhereRow) -> None:
        """Keep what an event was told that is not in its member's own history."""
        self._elsewhere.append(row)

    def add_record(self, member_id: bytes, reference: str, record: Record) -> None:
        """Keep a record that an event changed which did not establish the reference; the last one counts."""
        self._records[member_id, reference] = record

    def add_result(
        self,
        stored: StoredState,
        before: Activity,
        entries: list[Entry],
        facts: list[Fact],
        event: Event | None,
        now: Instant,
        records: dict[str, Record],
    ) -> None:
        """Take over what happened to a state and chain its entries; `event` is None where the clock alone caused them.

        The state itself was changed in place; `before` says what its figures depend on, as it was, and `records` what it keeps.
        """
        self._touched[stored.key] = stored
        self._rows.pop(stored.key, None)
        head = stored.chain_head
        event_key = f"{event.source}\n{event.event_id}" if event is not None else ""
        for entry in entries:
            is_own = event is not None and not entry.is_settlement
            lots = lot_changes_to_json(entry.lots)
            head = chained_row(head, entry, lots, event_key if is_own else "")
            self._entries.add(entry_row(stored.key, stored.event_no if is_own else None, entry, lots, now, head))
        stored.chain_head = head
        # Also where nothing is told: who follows the outbox hears that the member was written.
        self._telling.add(stored.member, facts)
        self._figures.add_decided(before, stored.state, entries, facts, records)

    def finish(self, stored: StoredState) -> None:
        """Make the rows of a member for whom nothing more is likely to come, and put the state away; if more comes, once more."""
        if stored.key in self._touched:
            self._rows[stored.key] = self._row(stored)

    def add_store(self, stored: StoredState, code: str) -> None:
        """Note where a member bought for the first time: it becomes their home, if they have none."""
        self._stores[stored.key] = code

    def flush(self, exchange: Exchange, *, is_opening: bool = False, commits: bool = False) -> None:
        """Write it all; a small transaction in this one exchange, which may also be its last."""
        states = [self._rows.get(key) or self._row(stored) for key, stored in sorted(self._touched.items(), key=_key_of)]
        insert_events(exchange, self._events)
        insert_entries(exchange, self._entries)
        if is_opening:
            insert_states(exchange, states)
            insert_ranks(exchange, [row.rank for row in states])
        else:
            update_states(exchange, states)
        put_records(exchange, self._records)
        self._telling.insert(exchange)
        add_figures(exchange, self._figures.all())
        settle_homes(exchange, self._stores)
        if self._elsewhere:
            insert_elsewhere(exchange.connection, self._elsewhere)
        if self._survivors:
            point_to(exchange.connection, self._survivors)
        if commits:
            exchange.ask(COMMIT)
        exchange.run()

    def _row(self, stored: StoredState) -> StateRow:
        return StateRow(self._programs, stored, summary(self._programs.latest(), stored.state))


def _key_of(item: tuple[bytes, StoredState]) -> bytes:
    return item[0]


def summary(program: Program, state: State) -> StateSummary:
    """The columns that lists read, as of the state's own time: the first ladder, points wallet and growth wallet."""
    now = state.settled_to
    standing = state.standings[program.ladders[0].key]
    points = state.points.get(next(iter(program.points_wallets), ""))
    growth = state.growth.get(next(iter(program.growth_wallets), ""))
    available, pending = points.parts(now) if points else (0, 0)
    return (
        standing.tier, standing.since, standing.is_in_grace, available, pending, points.debt if points else 0,
        growth.balance() if growth else 0, _total(state, "orders"), _total(state, "paid"),
    )  # fmt: skip


def _total(state: State, metric: str) -> int:
    total = 0
    months = state.metrics.get(metric)
    if months is not None:
        for value in months.values():
            total += value
    return total
