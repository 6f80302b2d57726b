"""Whose events a caller may send, where the caller reaches a part of the organisation: those of its members, and of nobody else.

A member beyond reach is unknown, in the very words in which one is who does not exist. There is one exception, for that is what a
till is for: whoever holds `till:serve` and was told a full identity may send what happens at a till (`AT_THE_TILL`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from psycopg import Connection

from regulars.features.access.contracts import Principal
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.naming import member_unknown
from regulars.ledger.wire import IncomingEvent, parse_event
from regulars.store.database import Database
from regulars.store.identities import Identity
from regulars.store.members import find_named
from regulars.store.reach import everywhere, reaches_member

WRITE_SCOPE: Final = "events:write"
SERVE_SCOPE: Final = "till:serve"
AT_THE_TILL: Final = frozenset(
    {
        "order.paid", "order.refunded", "order.completed", "member.checked_in", "activity.done", "points.redeemed",
        "points.redemption_cancelled", "points.held", "points.captured", "points.released",
    }
)  # fmt: skip
"""What a store does for members of other stores. Corrections, cards, freezes and transfers are for their own."""


def is_limited(caller: Principal) -> bool:
    """Whether the caller may send events of some members only."""
    return WRITE_SCOPE in caller.limits


def reach_refusals(database: Database, raws: Sequence[bytes], caller: Principal) -> dict[int, Problem]:
    """The events, by place, that the caller may not send, each with the Problem that says so; malformed ones are left out."""
    refused: dict[int, Problem] = {}
    if not is_limited(caller):
        return refused
    index = database.vault.index()
    with database.snapshot() as connection:
        for place, raw in enumerate(raws):
            try:
                incoming = parse_event(raw, index)
            except Problem:
                continue  # the ledger refuses it with its own words
            problem = _refusal(database, connection, incoming, caller)
            if problem is not None:
                refused[place] = problem
    return refused


def check_reach(database: Database, raw: bytes, caller: Principal) -> None:
    """Raise what `reach_refusals` finds about one event."""
    for problem in reach_refusals(database, [raw], caller).values():
        raise problem


def _refusal(database: Database, connection: Connection, incoming: IncomingEvent, caller: Principal) -> Problem | None:
    serves = SERVE_SCOPE in caller.scopes
    may_serve = serves and incoming.member is not None and incoming.event.type in AT_THE_TILL
    if not _is_within(connection, incoming.member, incoming.member_id) and not (
        may_serve and _is_somebody(database, incoming.member)
    ):
        return member_unknown(incoming)
    kind, value = incoming.event.data.other_member()
    if not value:
        return None
    named = Identity(kind, value) if kind else None
    is_known = _is_within(connection, named, None if kind else UUID(value))
    if is_known or (serves and named is not None and _is_somebody(database, named)):
        return None
    code = "receiver_unknown" if incoming.event.type == "points.transferred" else "referrer_unknown"
    return Problem(
        code, "The event names another member whom we do not know.", errors=(FieldError("data", "names nobody known"),)
    )


def _is_within(connection: Connection, identity: Identity | None, member_id: UUID | None) -> bool:
    if identity is not None:
        member_id = find_named(connection, [identity]).get(identity)
    return member_id is not None and reaches_member(connection, member_id)


def _is_somebody(database: Database, identity: Identity | None) -> bool:
    if identity is None:
        return False
    with everywhere(), database.snapshot() as connection:
        return bool(find_named(connection, [identity]))
