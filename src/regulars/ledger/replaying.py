"""Replaying one member's events to say which entry was changed, where hashes no longer tell."""

from __future__ import annotations

from typing import Final
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.program import ProgramHistory
from regulars.core.replay import Replay
from regulars.kit.problems import Problem
from regulars.ledger.elsewhere import elsewhere_of
from regulars.ledger.wire import stored_event
from regulars.store.entries import read_entries
from regulars.store.histories import read_events, read_members

UNREADABLE: Final = (KeyError, ValueError, Problem, msgspec.MsgspecError)


def first_difference(connection: Connection, programs: ProgramHistory, member_id: UUID) -> int | None:
    """The number of the first entry that is not what the member's events lead to.

    None where all are, or where the events cannot be decided again, because they were changed as well.
    """
    held = read_members(connection, [member_id])
    if not held or held[0].state is None:
        return None
    replay = Replay(programs, held[0].joined_at)
    try:
        for event in read_events(connection, [member_id])[member_id]:
            if event.status == "accepted":
                again = stored_event(event.source, event.event_id, event.type, event.occurred_at, event.body)
                replay.apply(again, event.decided_at, event.other, elsewhere_of(event))
        replay.settle(held[0].state.settled_to)
        stored = [row.entry for row in read_entries(connection, [member_id])[member_id]]
    except UNREADABLE:
        return None
    for number, (had, has) in enumerate(zip(stored, replay.entries, strict=False), 1):
        if had != has:
            return number
    return None if len(stored) == len(replay.entries) else min(len(stored), len(replay.entries)) + 1
