"""What other slices may do with approvals: find out what needs one, and let old requests end."""

from datetime import datetime
from typing import Any, Final

import msgspec

from regulars.features.access.contracts import Principal
from regulars.features.approvals import queries
from regulars.features.approvals.contracts import ADJUSTMENT
from regulars.features.approvals.service.ask import ask
from regulars.kit.problems import FieldError, Problem
from regulars.store.database import Database

__all__ = ["adjustment_refusal", "ask", "expire_requests", "may_be_adjustment"]

DIRECT_SCOPE: Final = "points:adjust"
_MAYBE: Final = (ADJUSTMENT.encode(), b"\\u")
"""A body without these cannot be an adjustment, in whatever spelling."""


class _Data(msgspec.Struct):
    points: Any = 0


class _Event(msgspec.Struct):
    type: Any = ""
    data: _Data = msgspec.field(default_factory=_Data)


_DECODE: Final = msgspec.json.Decoder(_Event).decode


def may_be_adjustment(body: bytes) -> bool:
    """Whether a body has to be looked at."""
    return any(part in body for part in _MAYBE)


def adjustment_refusal(database: Database, body: bytes, caller: Principal) -> Problem | None:
    """Problem `approval_required` for an adjustment larger than its sender may make alone; None for anything else."""
    try:
        event = _DECODE(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None  # the ledger refuses it with more to say
    if event.type != ADJUSTMENT or (DIRECT_SCOPE in caller.scopes and caller.kind == "key"):
        return None
    with database.snapshot() as connection:
        above = queries.select_policy(connection).adjustment_above
    if above is None or not isinstance(event.data.points, int) or abs(event.data.points) <= above:
        return None
    field = FieldError("data.points", "needs a second person", expected=f"at most {above}")
    hint = "Ask for it: POST /v1/approvals." if caller.kind == "staff" else f"A key with the scope {DIRECT_SCOPE} may do it."
    return Problem(
        "approval_required", f"More than {above} points need an approval.", errors=(field,), hint=hint, facts={"above": above}
    )


def expire_requests(database: Database, now: datetime) -> int:
    """Let requests end that waited too long; how many."""
    with database.transaction() as connection:
        return queries.expire(connection, now)
