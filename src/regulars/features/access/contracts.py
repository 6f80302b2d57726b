"""What other parts may know of access: who is calling and from where, and accounts, keys and log lines as lists show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from regulars.store.homes import HEADQUARTERS
from regulars.store.reach import Reach

Stage = Literal["code", "enrol", "open"]
"""How far a log-in has come: the second factor is missing, one has to be set up first, or it is done."""

AccessKind = Literal[
    "logged_in",
    "log_in_failed",
    "code_failed",
    "locked_out",
    "unlocked",
    "logged_out",
    "sessions_ended",
    "password_changed",
    "password_reset",
    "invited",
    "link_made",
    "link_used",
    "second_factor_set",
    "second_factor_removed",
    "recovery_codes_made",
    "recovery_code_used",
    "provider_linked",
    "staff_created",
    "staff_changed",
    "staff_deactivated",
    "staff_activated",
    "policy_changed",
    "role_made",
    "role_changed",
    "role_removed",
    "key_created",
    "key_used",
    "key_rotated",
    "key_revoked",
]


@dataclass(frozen=True, slots=True)
class Assignment:
    """A role at a unit of the organisation, with everything below it or without."""

    role: str
    unit_id: UUID = HEADQUARTERS
    inherits: bool = True


@dataclass(frozen=True, slots=True)
class StaffRole:
    """A role that somebody has, as people read it."""

    role: str
    role_name: str
    """Empty for a role that is there from the beginning."""
    unit_id: UUID
    unit_name: str
    """Empty at a headquarters that nobody has named."""
    unit_kind: str
    inherits: bool


@dataclass(frozen=True, slots=True)
class CustomRole:
    """A role of the operator's own."""

    role: str
    name: str
    scopes: frozenset[str]
    accounts: int = 0
    """How many accounts have it."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who makes a request: a member of staff by session, or a system by API key."""

    kind: Literal["staff", "key"]
    name: str
    """The user name, or the key's name: what an audit shows."""
    scopes: frozenset[str]
    display_name: str = ""
    limits: Mapping[str, Reach] = field(default_factory=dict)
    """In which part of the organisation a scope holds; everywhere where it does not stand here."""
    roles: tuple[StaffRole, ...] = ()
    """None for a key."""
    stage: Stage = "open"
    staff_id: UUID | None = None
    session_id: UUID | None = None

    @property
    def known_as(self) -> str:
        """How stored things name this caller: `staff:anna`, `key:till 12`."""
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a request comes from, as far as it says."""

    address: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who changes something about access, and from where."""

    known_as: str
    visitor: Visitor = Visitor()


COMMAND_LINE = Actor("command line")
"""Whoever can run commands beside the database."""


@dataclass(frozen=True, slots=True)
class StaffAccount:
    """One account of staff."""

    staff_id: UUID
    username: str
    display_name: str
    assignments: tuple[Assignment, ...]
    disabled: bool
    created_at: datetime
    email: str | None = None
    has_password: bool = True
    has_second_factor: bool = False
    last_seen_at: datetime | None = None
    """When an open session was last used; None once the sessions have ended."""


@dataclass(frozen=True, slots=True)
class StaffLink:
    """A link by which a person chooses a password; the code is shown this once."""

    code: str
    username: str
    purpose: Literal["invitation", "reset"]
    expires_at: datetime

    @property
    def path(self) -> str:
        """The page of the console that takes the code. Behind `#` it reaches no server and no log."""
        return f"/welcome#{self.code}"


@dataclass(frozen=True, slots=True)
class StaffSession:
    """One open session, as its owner sees it."""

    session_id: UUID
    created_at: datetime
    last_seen_at: datetime
    means: Literal["password", "provider"]
    address: str
    agent: str


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
    replaced_by: str | None = None
    unit_id: UUID = HEADQUARTERS
    inherits: bool = True
    """Whether it reaches the units below its own."""


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One line of the access log."""

    entry_no: int
    at: datetime
    kind: AccessKind
    subject: str
    actor: str
    address: str
    agent: str
    detail: str
