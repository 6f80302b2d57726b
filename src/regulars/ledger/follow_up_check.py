"""Follow-ups in an audit: what events cause for other members must be stored there, and nothing else under that source.

Each member is decided again alone. What that causes for others is looked up by its id, which the cause determines; since every
follow-up expected is found, and as many are stored as are expected, none was slipped in.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from psycopg import Connection

from regulars.core.events import FollowUp
from regulars.ledger.following import follow_up_event, receiver_of
from regulars.ledger.wire import FOLLOW_SOURCE, body_hash
from regulars.store.events import EventKey, find_known
from regulars.store.histories import StoredEvent


class FollowUpCheck:
    """Collects what should follow while members are audited, and compares it with what is stored."""

    def __init__(self) -> None:
        self._waiting: dict[EventKey, tuple[UUID, UUID, bytes]] = {}
        """By key: whose event causes it, whom it happens to, the hash over body and name. Whoever absorbed them may hold it."""
        self._expected = 0
        self._stored = 0

    def expect(self, member_id: UUID, cause: StoredEvent, follow_ups: list[FollowUp]) -> None:
        """Note what an event causes, decided again."""
        for number, follow_up in enumerate(follow_ups, start=1):
            incoming = follow_up_event(member_id, cause.event_no, cause.occurred_at, number, follow_up)
            receiver = receiver_of(member_id, follow_up)
            key = incoming.event.source, incoming.event.event_id
            self._waiting[key] = member_id, receiver, body_hash(incoming, str(receiver))
        self._expected += len(follow_ups)

    def count(self, events: list[StoredEvent]) -> None:
        """Count the follow-ups among a member's events."""
        self._stored += sum(event.source == FOLLOW_SOURCE for event in events)

    def missing(self, connection: Connection) -> Iterator[tuple[UUID, str]]:
        """What was expected since the last time and is not stored like that: the member who caused it, and what is wrong."""
        known = find_known(connection, list(self._waiting)) if self._waiting else {}
        for key, (member_id, receiver, digest) in self._waiting.items():
            stored = known.get(key)
            if stored is None:
                yield member_id, f"what should have happened to {receiver} is missing: event {key[1]}"
            elif stored.body_hash != digest:
                yield member_id, f"event {key[1]} is not what the events of this member lead to"
        self._waiting.clear()

    def surplus(self) -> Iterator[str]:
        """Whether more is stored than anything caused."""
        if self._stored != self._expected:
            yield f"{self._stored} events are stored that follow from others, {self._expected} do follow"
