"""Values of member access: a code on its way, a session, and who is calling."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from regulars.store.identities import Identity

Means = Literal["code", "token"]


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


class Ways(NamedTuple):
    """The ways of members to get in that are set up where the service is started."""

    email: bool
    sms: bool
    app_issuer: str | None
