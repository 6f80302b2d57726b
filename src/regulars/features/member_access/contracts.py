"""Values of member access: a code on its way, a session, and who is calling."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, NamedTuple
from uuid import UUID

from regulars.store.identities import Identity

Means = Literal["code", "token"]

CODE_LIFE = timedelta(minutes=10)
CODE_ATTEMPTS_MAX = 5
IDLE_MAX = timedelta(days=7)
AGE_MAX = timedelta(days=30)


class CodeToSend(NamedTuple):
    """A code that was made, and where it goes; `to` is None where nobody has the address."""

    code_id: UUID
    to: Identity | None
    code: str
    expires_at: datetime


class OpenedSession(NamedTuple):
    """A session that has just been opened; the token is shown this once."""

    token: str
    member_id: UUID
    expires_at: datetime
