"""Members: opening one gives it a state to start from, so that its first event is like any other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from psycopg import Connection

from regulars.core.entries import Fact
from regulars.core.program import ProgramHistory
from regulars.core.transition import open_state
from regulars.kit.instants import Instant, instant_of
from regulars.kit.sealing import DataKey
from regulars.ledger.activity import Activity
from regulars.ledger.figures import NO_RECORDS
from regulars.ledger.importing import decide_imported
from regulars.ledger.wire import IncomingEvent
from regulars.ledger.writing import Writing
from regulars.store.entries import CHAIN_START
from regulars.store.exchange import Exchange
from regulars.store.lifecycle import ActiveDays
from regulars.store.members import NewMember, Opening
from regulars.store.states import StoredState

NO_DAYS: Final = ActiveDays(0)
"""Who joins has done nothing yet by which they could count as active."""


def open_members(
    connection: Connection,
    programs: ProgramHistory,
    members: Sequence[NewMember],
    imported: Sequence[IncomingEvent] = (),
    now: Instant = 0,
) -> dict[UUID, DataKey]:
    """Insert members with their identities and first states, and return their keys.

    `imported`: what is known of them, of now, as `imported_profile` made it. A taken identity raises Problem `identity_taken`.
    """
    with Opening(connection, members) as opening:
        states = {
            row.member_id: StoredState(row.member_id, open_state(programs, instant_of(row.joined_at)), 0, CHAIN_START)
            for row in members
        }
        writing = Writing(programs, states, NO_DAYS)
        for row in members:
            joined_at = instant_of(row.joined_at)
            joined = Fact("member.joined", joined_at, {"channel": row.join_channel})
            stored = states[row.member_id]
            writing.add_result(stored, Activity.of(stored.state), [], [joined], None, joined_at, NO_RECORDS)
        if imported:
            decide_imported(connection, programs, writing, imported, now)
        for stored in states.values():
            writing.finish(stored)
    writing.flush(Exchange(connection), is_opening=True)
    return opening.keys
