"""Naming: whom events mean - by our id, or by any identity that a touchpoint knows - and what is said when they mean nobody."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.kit.problems import FieldError, Problem
from regulars.ledger.wire import IncomingEvent
from regulars.store.identities import Identity
from regulars.store.members import find_named


def member_key(incoming: IncomingEvent) -> Identity | UUID | None:
    """The name under which an event knows its member."""
    return incoming.member_id or incoming.member


def identities_in(incoming: Sequence[IncomingEvent]) -> list[Identity]:
    """By which identities the events mean members, or name others."""
    named = {each.member for each in incoming if each.member is not None}
    for each in incoming:
        kind, value = each.event.data.other_member()
        if kind:
            named.add(Identity(kind, value))
    return sorted(named)


def members_by_id(incoming: Sequence[IncomingEvent]) -> dict[Identity | UUID | None, UUID]:
    """Whom the events mean, where they say it by our id."""
    return {each.member_id: each.member_id for each in incoming if each.member_id}


def named_as_keys(found: dict[Identity, UUID]) -> dict[Identity | UUID | None, UUID]:
    """Members by identity, to stand beside those by id."""
    return dict[Identity | UUID | None, UUID](found.items())


def members_of(connection: Connection, incoming: Sequence[IncomingEvent]) -> dict[Identity | UUID | None, UUID]:
    """Whom the events mean: by our id, or by any identity a touchpoint knows."""
    return members_by_id(incoming) | named_as_keys(find_named(connection, identities_in(incoming)))


def others_of(
    found: Sequence[tuple[IncomingEvent, UUID | None]], members: dict[Identity | UUID | None, UUID]
) -> dict[tuple[str, str], UUID]:
    """The other members whom the events name, by that name; who is not known is left out."""
    others: dict[tuple[str, str], UUID] = {}
    for incoming, _ in found:
        name = kind, value = incoming.event.data.other_member()
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
