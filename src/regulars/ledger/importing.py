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
from psycopg import Connection

from regulars.core.program import ProgramHistory
from regulars.kit.ids import new_id
from regulars.kit.instants import Instant, iso_text
from regulars.ledger.deciding import Batch
from regulars.ledger.gathering import Gathered, Needs
from regulars.ledger.wire import IMPORT_SOURCE, IncomingEvent, parse_event
from regulars.ledger.writing import Writing
from regulars.store.exchange import Exchange
from regulars.store.heads import read_heads
from regulars.store.states import lock_states
from regulars.store.vault import vault_of

_ENCODE: Final = msgspec.json.Encoder().encode


def imported_profile(
    connection: Connection, member_id: UUID, birthday: str | None, attributes: Mapping[str, Any], at: Instant, sent_by: str
) -> IncomingEvent:
    """What a file says of one member: `birthday` as `MM-DD`, None where it says nothing of it."""
    data: dict[str, Any] = {"attributes": attributes} if birthday is None else {"birthday": birthday, "attributes": attributes}
    envelope = {
        "source": IMPORT_SOURCE, "id": str(new_id()), "type": "member.profile_imported", "member_id": member_id,
        "occurred_at": iso_text(at), "data": data,
    }  # fmt: skip
    return parse_event(_ENCODE(envelope), vault_of(connection).index(), sent_by, is_own=True)


def import_profiles(connection: Connection, programs: ProgramHistory, events: Sequence[IncomingEvent], now: Instant) -> None:
    """Decide and write the events of members who are there, in the transaction at hand."""
    states = lock_states(connection, {event.member_id for event in events if event.member_id is not None})
    writing = Writing(programs.latest(), states, read_heads(connection).active_days)
    decide_imported(connection, programs, writing, events, now)
    writing.flush(Exchange(connection))


def decide_imported(
    connection: Connection, programs: ProgramHistory, writing: Writing, events: Sequence[IncomingEvent], now: Instant
) -> None:
    """Decide such events over states that a transaction holds; their ids are new, and they name nobody and nothing else."""
    batch = Batch(connection, programs, writing, {}, Gathered(connection, Needs([]), {}), {})
    for event in events:
        assert event.member_id is not None, "an imported profile names its member by our id"
        batch.decide(event, writing.state_of(event.member_id), now)
