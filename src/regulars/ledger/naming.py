"""Naming: whom events mean - by our id, or by any identity that a touchpoint knows - and what is said when they mean nobody."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.kit.problems import FieldError, Problem
from regulars.ledger.wire import IncomingEvent
from regulars.store.identities import Identity
from regulars.store.members import find_named


def member_of(incoming: IncomingEvent, members: dict[Identity, UUID]) -> UUID | None:
    """Whom an event means; None where the name is nobody's. What is said by our id may still mean nobody."""
    if incoming.member_id is not None:
        return incoming.member_id
    return None if incoming.member is None else members.get(incoming.member)


def identities_in(incoming: Sequence[IncomingEvent]) -> list[Identity]:
    """By which identities the events mean members, or name others."""
    named = {each.member for each in incoming if each.member is not None}
    for each in incoming:
        kind, value = each.event.data.other_member()
        if kind:
            named.add(Identity(kind, value))
    return sorted(named)


def members_named(connection: Connection, incoming: Sequence[IncomingEvent]) -> dict[Identity, UUID]:
    """The members whom events name by an identity that a touchpoint knows."""
    return find_named(connection, identities_in(incoming))


def others_of(incoming: Sequence[IncomingEvent], members: dict[Identity, UUID]) -> dict[tuple[str, str], UUID]:
    """The other members whom the events name, by that name; who is not known is left out."""
    others: dict[tuple[str, str], UUID] = {}
    for each in incoming:
        name = kind, value = each.event.data.other_member()
        if value:
            other_id = members.get(Identity(kind, value)) if kind else UUID(value)
            if other_id is not None:
                others[name] = other_id
    return others


def member_unknown(incoming: IncomingEvent) -> Problem:
    """The refusal of an event that names nobody we know."""
    path = "member" if incoming.member else "member_id"
    shown = f"no member has this {incoming.member.kind}" if incoming.member else f"no member is known as {incoming.member_id}"
    field = FieldError(path, shown, "an identity of a member", "create the member first")
    return Problem("member_unknown", "The event names nobody we know.", errors=(field,))
