"""Identities of a member: added, removed, and joined when an anonymous visitor says who they are."""

from __future__ import annotations

from typing import Literal, NamedTuple
from uuid import UUID

import psycopg

from regulars.features.context import AppContext
from regulars.features.members.service.create import create_member
from regulars.kit.problems import FieldError, Problem
from regulars.store.erasing import is_erased
from regulars.store.held_identities import (
    HeldIdentity,
    add_identities,
    hand_over_identity,
    read_held,
    read_identities,
    remove_identity,
)
from regulars.store.identities import Identity, normalise_identity
from regulars.store.identity_rules import check_identities, count_kinds, read_rules, rule_of
from regulars.store.member_keys import member_keys
from regulars.store.members import find_members, standing_for

How = Literal["known", "joined", "created", "moved"]
"""Both were one already; the visitor became the person; somebody new; the device changed hands."""


class Identified(NamedTuple):
    """Whom a visitor turned out to be."""

    member_id: UUID
    how: How
    anonymous_id: UUID | None
    """A member who was nothing but this visitor until now: to be merged into the one found."""


def list_identities(connection: psycopg.Connection, member_id: UUID) -> list[HeldIdentity]:
    """What a member is found by, the kind to ask for first at the top. Problem `member_unknown`."""
    member_id = _require(connection, member_id, or_erased=True)
    rules = read_rules(connection)
    return sorted(read_held(connection, member_id), key=lambda each: (rule_of(rules, each.kind).priority, each.kind, each.value))


def add_identity(connection: psycopg.Connection, member_id: UUID, kind: str, value: str) -> None:
    """Let a member be found by one more identity; adding one that they have changes nothing.

    Problem `member_unknown`, `member_erased`, `identity_invalid`, `identity_blocked`, `identities_exceeded` or `identity_taken`.
    """
    member_id = _require(connection, member_id)
    identity = normalise_identity(kind, value, "")
    owner = find_members(connection, [identity]).get(identity)
    if owner is not None and standing_for(connection, owner) == member_id:
        return
    check_identities(read_rules(connection), [("", identity)], count_kinds(connection, member_id))
    if owner is not None or add_identities(connection, [(identity, member_id)], member_keys(connection, [member_id])):
        field = FieldError("value", f"this {kind} belongs to another member")
        facts = {} if owner is None else {"member_id": str(owner)}
        raise Problem("identity_taken", "An identity belongs to another member.", errors=(field,), facts=facts)


def take_identity_away(connection: psycopg.Connection, member_id: UUID, identity_id: UUID) -> None:
    """Let a member not be found by an identity any more. Problem `member_unknown` or `identity_unknown`."""
    member_id = _require(connection, member_id)
    if not remove_identity(connection, member_id, identity_id):
        raise Problem("identity_unknown", "The member has no such identity.", errors=(FieldError("identity_id", "is not known"),))


def identify(
    context: AppContext, connection: psycopg.Connection, visitor: tuple[str, str], person: tuple[str, str], channel: str
) -> Identified:
    """Say who a visitor is. A shared device never makes one of two people: it only changes hands.

    Problems of `create_member`, and `identity_kind_wrong` where a device is taken for a person or the other way round.
    """
    rules = read_rules(connection)
    device = normalise_identity(*visitor, "visitor")
    named = normalise_identity(*person, "person")
    for path, identity, is_device in (("visitor", device, True), ("person", named, False)):
        if rule_of(rules, identity.kind).is_device != is_device:
            expected = "a kind that knows a device" if is_device else "a kind that knows a person"
            field = FieldError(f"{path}.kind", f"{identity.kind} is of the other sort", expected)
            raise Problem("identity_kind_wrong", "A device is no person.", errors=(field,))
    check_identities(rules, [("visitor", device), ("person", named)])
    found = {identity: standing_for(connection, each) for identity, each in find_members(connection, [device, named]).items()}
    carrier, owner = found.get(device), found.get(named)
    if carrier is not None and carrier == owner:
        return Identified(carrier, "known", None)
    is_anonymous = carrier is not None and _is_anonymous(connection, carrier)
    if owner is None and carrier is not None and is_anonymous:
        add_identity(connection, carrier, *person)
        return Identified(carrier, "joined", None)
    is_new = owner is None
    if owner is None:
        owner = create_member(context, connection, display_name="", join_channel=channel, joined_at=None, identities=[person])
    if carrier is None:
        add_identity(connection, owner, *visitor)
        return Identified(owner, "created" if is_new else "known", None)
    if is_anonymous:
        return Identified(owner, "known", carrier)
    hand_over_identity(connection, device, owner)
    return Identified(owner, "created" if is_new else "moved", None)


def _is_anonymous(connection: psycopg.Connection, member_id: UUID) -> bool:
    """Whether a member is known by devices alone."""
    rules = read_rules(connection)
    held: tuple[Identity, ...] = read_identities(connection, [member_id]).get(member_id, ())
    return all(rule_of(rules, identity.kind).is_device for identity in held)


def _require(connection: psycopg.Connection, member_id: UUID, *, or_erased: bool = False) -> UUID:
    """Whoever stands for a member."""
    member_id = standing_for(connection, member_id)
    erased = is_erased(connection, member_id)
    if erased is None:
        raise Problem("member_unknown", "There is no member with this id.", errors=(FieldError("member_id", "is not known"),))
    if erased and not or_erased:
        raise Problem("member_erased", "The member was erased.", errors=(FieldError("member_id", "was erased"),))
    return member_id
