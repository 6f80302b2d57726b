"""Following: events that a decision causes, mostly for other members, and what it may know of them.

A follow-up is an event of our own. Its id names its cause - member, number of the event, and its place among what that one
caused - so it is the same however often the cause is judged, it is stored once, and whoever reads it finds where it came from.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from regulars.core.events import SELF, Event, FollowUp
from regulars.core.records import Other
from regulars.core.state import State
from regulars.kit.instants import Instant
from regulars.ledger.wire import FOLLOW_SOURCE, IncomingEvent, body_of


class Reached(Exception):  # noqa: N818 - it is no error: the transaction begins again
    """A decision reaches for a member whom another transaction holds at the moment."""

    def __init__(self, member_id: UUID) -> None:
        super().__init__(str(member_id))
        self.member_id: Final = member_id


def follow_up_id(member_id: UUID, event_no: int, number: int) -> str:
    """The id of the event that an event caused first, second, and so on."""
    return f"{member_id}:{event_no}:{number}"


def cause_of(event_id: str) -> tuple[UUID, int]:
    """The member and the number of the event that caused a follow-up.

    >>> cause_of("01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11:7:1")
    (UUID('01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11'), 7)
    """
    member_id, event_no, _ = event_id.split(":")
    return UUID(member_id), int(event_no)


def follow_up_event(member_id: UUID, event_no: int, occurred_at: Instant, number: int, follow_up: FollowUp) -> IncomingEvent:
    """What an event of a member caused, as if it had come from outside: it happened when its cause did, however late that is."""
    event_id = follow_up_id(member_id, event_no, number)
    event = Event(FOLLOW_SOURCE, event_id, follow_up.type, occurred_at, follow_up.data, is_released=True)
    return IncomingEvent(event, None, receiver_of(member_id, follow_up), body_of(follow_up.type, follow_up.data))


def receiver_of(member_id: UUID, follow_up: FollowUp) -> UUID:
    """Whom it happens to: the member whose event caused it, or whom it names."""
    return member_id if follow_up.receiver == SELF else UUID(follow_up.receiver)


def told_of_other(member_id: UUID, other_id: UUID, state: State) -> Other:
    """What a decision about one member may know of another."""
    return Other(str(other_id), other_id == member_id, state.extras.frozen if state.extras is not None else "")
