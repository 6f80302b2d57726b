"""Members on the wire: joining, and what they do besides buying."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from regulars.core import events as core
from regulars.ledger.wire.parts import Id, Part, Word


class MemberRegistered(Part, frozen=True):
    """The member joined."""

    channel: Annotated[str, Meta(max_length=64)] = ""


class MemberCheckedIn(Part, frozen=True):
    """The daily check-in."""


class ActivityDone(Part, frozen=True):
    """Something that the program counts, by its key there. With an `activity_id` it counts once, whoever reports it."""

    activity: Word
    activity_id: Id | None = None


def activity_done(data: ActivityDone) -> core.ActivityDone:
    """The activity for core."""
    return core.ActivityDone(data.activity, data.activity_id or "")
