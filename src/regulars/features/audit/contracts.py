"""A line of the audit log, as others write and read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

AuditKind = Literal["read", "change", "export", "access"]
"""Personal data read; something changed; data taken away; a line of the access log."""


Reason = Literal["", "line_changed", "line_missing", "seal_missing"]
"""What is wrong with the line that a verification names: a text, column or hash differs; the line is gone; its seal is gone."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Who did what, when, to whom, and from where."""

    at: datetime
    kind: AuditKind
    action: str
    """The operation of the API, such as `read_member`, or the kind of a line of the access log."""
    actor: str
    """`staff:ann`, `key:till 12`, `command line`."""
    subject: str = ""
    """What was changed, where it is no member: `staff:lin`, `key:till 12`."""
    members: tuple[str, ...] = ()
    """The members whose data was read or changed, by id: never by a name or a phone, which erasure could not take back."""
    address: str = ""
    agent: str = ""
    request_id: str = ""
    detail: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line as it is kept."""

    line_no: int
    line: AuditLine
    is_sealed: bool


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification of the seal found: nothing, or the first line that is not as it was sealed."""

    lines: int
    sealed: int
    head: str
    """The last hash, in hex. Kept elsewhere, it proves a later change of everything up to it."""
    broken_at: int | None
    reason: Reason
