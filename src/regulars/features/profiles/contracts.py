"""What others may know of fields and profiles, and the limits of both."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Literal, NamedTuple

CHANGED: Final = "profile.changed"
"""Told when values, contacts or the kind of a member change."""
PROFILE_FACTS: Final = (CHANGED,)

FieldKind = Literal["text", "number", "date", "choice", "choices", "flag"]
MemberKind = Literal["person", "enterprise"]
AskedOf = Literal["all", "person", "enterprise"]

FIELDS_MAX: Final = 200
CHOICES_MAX: Final = 200
CONTACTS_MAX: Final = 50
KEY: Final = "^[a-z][a-z0-9_]{0,39}$"
NAME_LENGTH_MAX: Final = 40
TEXT_LENGTH_MAX: Final = 500
CONFIRM_DAYS_MAX: Final = 3_650


class CustomField(NamedTuple):
    """A field that the operator declared."""

    key: str
    name: str
    kind: FieldKind
    choices: dict[str, str]
    asked_of: AskedOf
    is_personal: bool
    is_counted: bool
    confirm_days: int | None
    is_open: bool
    created_at: datetime
    created_by: str

    def noted(self) -> dict[str, Any]:
        """The field as the audit log keeps it."""
        return self._replace(created_by="")._asdict() | {"created_at": None}

    def is_for(self, kind: MemberKind) -> bool:
        """Whether it is asked of members of a kind."""
        return self.is_open and self.asked_of in ("all", kind)


class Contact(NamedTuple):
    """A person to speak to at a company."""

    name: str
    role: str
    phone: str
    email: str


class Profile(NamedTuple):
    """What is known of a member: values by key, the day on which each was told, contacts."""

    kind: MemberKind
    values: dict[str, Any]
    told: dict[str, int]
    contacts: tuple[Contact, ...]


EMPTY: Final = Profile("person", {}, {}, ())
