"""Values of member access: a code on its way, a session, and who is calling."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from regulars.store.identities import Identity

Means = Literal["code", "token"]
Joined = Literal["known", "merged", "moved", "apart"]
"""What became of a visitor; `apart`: they could not be joined."""


class CodeToSend(NamedTuple):
    """A code that was made, and where it goes; `to` is None where nobody has the address."""

    code_id: UUID
    to: Identity | None
    code: str
    expires_at: datetime
    minutes: int
    """How long it is good, as the message says."""


class OpenedSession(NamedTuple):
    """A session that has just been opened; the token is shown this once."""

    token: str
    member_id: UUID
    expires_at: datetime


class Arrived(NamedTuple):
    """A member who has logged in, and what became of the visitor they were until then."""

    session: OpenedSession
    visitor: Joined | None
    """None: no visitor was told."""
    anonymous_id: UUID | None
    """A member who was nothing but this visitor until now, and is a part of the one who logged in."""


class Ways(NamedTuple):
    """The ways of members to get in that are set up where the service is started."""

    email: bool
    sms: bool
    app_issuer: str | None
