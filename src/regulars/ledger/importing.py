"""Importing: what a file says of members that rules ask for becomes events, decided in the transaction that writes the members.

    events = [imported_profile(member_id, "05-20", {"size": "M"}, now, "staff:anna")]
    import_profiles(connection, programs, events, now)

For members who are being opened the events go with the opening (`open_members`), so that each state is written once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import UNSET
from psycopg import Connection

from regulars.core.events import Event
from regulars.core.program import ProgramHistory
from regulars.kit.ids import new_id
from regulars.kit.instants import Instant
from regulars.ledger.deciding import Batch
from regulars.ledger.gathering import Gathered, Needs
from regulars.ledger.wire import IMPORT_SOURCE, IncomingEvent
from regulars.ledger.wire.members import ProfileChanged, profile_imported
from regulars.ledger.writing import Writing
from regulars.store.exchange import Exchange
from regulars.store.heads import read_heads
from regulars.store.states import lock_states

IMPORTED: Final = "member.profile_imported"
_ENCODE: Final = msgspec.json.Encoder().encode


def imported_profile(
    member_id: UUID, birthday: str | None, attributes: Mapping[str, Any], at: Instant, sent_by: str
) -> IncomingEvent:
    """What a file says of one member, within the limits of the wire: `birthday` as `MM-DD`, None where it says nothing of it."""
    data = ProfileChanged(UNSET if birthday is None else birthday, dict(attributes))
    event = Event(IMPORT_SOURCE, str(new_id()), IMPORTED, at, profile_imported(data))
    return IncomingEvent(event, None, member_id, _ENCODE(data).decode(), sent_by)


def import_profiles(connection: Connection, programs: ProgramHistory, events: Sequence[IncomingEvent], now: Instant) -> None:
    """Decide and write the events of members who are there, in the transaction at hand."""
    states = lock_states(connection, {event.member_id for event in events if event.member_id is not None})
    writing = Writing(programs, states, read_heads(connection).active_days)
    decide_imported(connection, programs, writing, events, now)
    writing.flush(Exchange(connection))


def decide_imported(
    connection: Connection, programs: ProgramHistory, writing: Writing, events: Sequence[IncomingEvent], now: Instant
) -> None:
    """Decide such events over states that a transaction holds; their ids are new, and they name nobody and nothing else."""
    batch = Batch(connection, programs, writing, [], {}, Gathered(connection, Needs([]), {}), {})
    for event in events:
        assert event.member_id is not None, "an imported profile names its member by our id"
        batch.decide(event, writing.state_of(event.member_id), now)
