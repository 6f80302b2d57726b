"""What other slices may do with approvals: find out what needs one, and let old requests end."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
import psycopg

from regulars.features.access.contracts import Principal
from regulars.features.approvals import queries
from regulars.features.approvals.contracts import ADJUSTMENT, HONOUR, ApprovalStatus
from regulars.features.approvals.service.ask import ask
from regulars.kit.problems import FieldError, Problem
from regulars.store.database import Database

__all__ = [
    "ask",
    "check_import",
    "check_mass",
    "check_merge",
    "check_unmerge",
    "event_refusal",
    "expire_requests",
    "may_need_approval",
    "status_of",
]

DIRECT_SCOPE: Final = "points:adjust"
DECIDING_SCOPE: Final = "approvals:decide"
_ADJUSTMENT: Final = ADJUSTMENT.encode()
_HONOUR: Final = HONOUR.encode()


class _Data(msgspec.Struct):
    points: Any = 0


class _Event(msgspec.Struct):
    type: Any = ""
    data: _Data = msgspec.field(default_factory=_Data)


_DECODE: Final = msgspec.json.Decoder(_Event).decode


def may_need_approval(body: bytes) -> bool:
    """Whether a body has to be looked at: it names such an event, or may spell it in another way."""
    return _ADJUSTMENT in body or _HONOUR in body or b"\\u" in body


def event_refusal(database: Database, body: bytes, caller: Principal) -> Problem | None:
    """Problem `approval_required` for an adjustment or an honour that its sender may not make alone; None for anything else."""
    try:
        event = _DECODE(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None  # the ledger refuses it with more to say
    if event.type not in (ADJUSTMENT, HONOUR):
        return None
    with database.snapshot() as connection:
        policy = queries.select_policy(connection)
    if event.type == HONOUR:
        return _needed(caller, "type", "An honour given by hand needs a second person.") if policy.honours else None
    above = policy.adjustment_above
    if (DIRECT_SCOPE in caller.scopes and caller.kind == "key") or above is None:
        return None
    if not isinstance(event.data.points, int) or abs(event.data.points) <= above:
        return None
    field = FieldError("data.points", "needs a second person", expected=f"at most {above}")
    hint = "Ask for it: POST /v1/approvals." if caller.kind == "staff" else f"A key with the scope {DIRECT_SCOPE} may do it."
    return Problem(
        "approval_required", f"More than {above} points need an approval.", errors=(field,), hint=hint, facts={"above": above}
    )


def check_merge(connection: psycopg.Connection, caller: Principal) -> None:
    """Raise Problem `approval_required` where merging two members needs a second person."""
    if queries.select_policy(connection).merges:
        refusal = _needed(caller, "survivor_id", "Merging members needs a second person.", "/merges")
        if refusal is not None:
            raise refusal


def check_unmerge(connection: psycopg.Connection, caller: Principal) -> None:
    """Raise Problem `approval_required` where undoing a merge needs a second person."""
    if queries.select_policy(connection).unmerges:
        refusal = _needed(caller, "merge_id", "Undoing a merge needs a second person.", "/unmerges")
        if refusal is not None:
            raise refusal


def check_import(connection: psycopg.Connection, caller: Principal, members: int) -> None:
    """Raise Problem `approval_required` for a file that brings in or changes more members than one may alone."""
    above = queries.select_policy(connection).imports_above
    if above is not None and members > above:
        detail = f"A file that brings in or changes more than {above} members needs a second person."
        refusal = _needed(caller, "import_id", detail, "/imports", above)
        if refusal is not None:
            raise refusal


def check_mass(connection: psycopg.Connection, caller: Principal, members: int) -> None:
    """Raise Problem `approval_required` for a change of more members than one may change alone, which undoes its transaction."""
    above = queries.select_policy(connection).mass_above
    if above is not None and members > above:
        refusal = _needed(caller, "", f"A tag for more than {above} members needs a second person.", "/tags", above)
        if refusal is not None:
            raise refusal


def _needed(caller: Principal, path: str, detail: str, ask_at: str = "", above: int | None = None) -> Problem | None:
    """The refusal of somebody alone; None for a system that may decide."""
    if caller.kind == "key" and DECIDING_SCOPE in caller.scopes:
        return None
    hint = f"Ask for it: POST /v1/approvals{ask_at}."
    if caller.kind == "key":
        hint = f"A key with the scope {DECIDING_SCOPE} may do it."
    facts = {} if above is None else {"above": above}
    return Problem("approval_required", detail, errors=(FieldError(path, "needs a second person"),), hint=hint, facts=facts)


def status_of(connection: psycopg.Connection, approval_id: UUID) -> ApprovalStatus | None:
    """How a request stands; None where there is no such one."""
    found = queries.select_approval(connection, approval_id)
    return None if found is None else found.status


def expire_requests(database: Database, now: datetime) -> int:
    """Let requests end that waited too long; how many."""
    with database.transaction() as connection:
        return queries.expire(connection, now)
