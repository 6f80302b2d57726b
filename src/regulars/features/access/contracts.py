"""What other parts may know of access: who is calling, and the accounts and keys as lists show them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Principal:
    """Who makes a request: a member of staff by session, or a system by API key."""

    kind: Literal["staff", "key"]
    name: str
    """The user name, or the key's name: what an audit shows."""
    scopes: frozenset[str]
    display_name: str = ""
    role: str = ""
    """Empty for a key."""

    @property
    def known_as(self) -> str:
        """How stored things name this caller: `staff:anna`, `key:till 12`."""
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True)
class StaffAccount:
    """One account of staff."""

    staff_id: UUID
    username: str
    display_name: str
    role: str
    disabled: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ApiKey:
    """One API key, without its secret, which only its creator saw."""

    key_id: str
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_on: date | None
