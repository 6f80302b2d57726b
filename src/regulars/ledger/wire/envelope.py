"""The envelope: what every event carries, whatever it is about."""

from __future__ import annotations

from uuid import UUID

import msgspec
from msgspec import Struct

from regulars.ledger.wire.parts import Id, Identity, Instant


class Envelope(Struct, frozen=True, forbid_unknown_fields=True):
    """What every event carries; `data` depends on the type."""

    source: Id
    id: Id
    type: str
    occurred_at: Instant
    data: msgspec.Raw = msgspec.field(default_factory=lambda: msgspec.Raw(b"{}"))
    member: Identity | None = None
    member_id: UUID | None = None
