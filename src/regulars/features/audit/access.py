"""How a route tells the audit log what only it knows: whose data an answer holds, what stood there before and after.

The line itself is written by the API for every answer that reads members or changes something; a route that says nothing is
noted by its operation and its path alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import Request


@dataclass(frozen=True, slots=True)
class Told:
    """What a route said."""

    subject: str = ""
    members: tuple[str, ...] = ()
    detail: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    is_export: bool = False
    is_reading: bool = False


def tell_audit(
    request: Request,
    *,
    subject: str = "",
    members: Iterable[object] = (),
    detail: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    is_export: bool = False,
    is_reading: bool = False,
) -> None:
    """Say what the line about this request holds. Never a name, a phone or an address: lines cannot be erased."""
    ids = tuple(str(member_id) for member_id in members)
    request.state.audit = Told(subject, ids, detail, before or {}, after or {}, is_export, is_reading)
