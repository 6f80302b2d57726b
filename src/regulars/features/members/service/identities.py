"""Identities of a member: listed, added and removed."""

from __future__ import annotations

from uuid import UUID

import psycopg

from regulars.kit.problems import FieldError, Problem
from regulars.store.erasing import is_erased
from regulars.store.held_identities import (
    HeldIdentity,
    add_identities,
    read_held,
    remove_identity,
)
from regulars.store.identities import normalise_identity
from regulars.store.identity_rules import check_identities, count_kinds, read_rules, rule_of
from regulars.store.member_keys import member_keys
from regulars.store.members import end_visits, find_members, hold_standing, standing_for


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
    rules = read_rules(connection)
    check_identities(rules, [("", identity)], count_kinds(connection, member_id))
    if owner is not None or add_identities(connection, [(identity, member_id)], member_keys(connection, [member_id])):
        field = FieldError("value", f"this {kind} belongs to another member")
        facts = {} if owner is None else {"member_id": str(owner)}
        raise Problem("identity_taken", "An identity belongs to another member.", errors=(field,), facts=facts)
    if not rule_of(rules, identity.kind).is_device:
        end_visits(connection, [member_id])


def take_identity_away(connection: psycopg.Connection, member_id: UUID, identity_id: UUID) -> None:
    """Let a member not be found by an identity any more. Problem `member_unknown` or `identity_unknown`."""
    member_id = _require(connection, member_id)
    if not remove_identity(connection, member_id, identity_id):
        raise Problem("identity_unknown", "The member has no such identity.", errors=(FieldError("identity_id", "is not known"),))


def _require(connection: psycopg.Connection, member_id: UUID, *, or_erased: bool = False) -> UUID:
    """Whoever stands for a member; held, where only somebody who was not erased will do."""
    member_id = standing_for(connection, member_id) if or_erased else hold_standing(connection, member_id)
    erased = is_erased(connection, member_id)
    if erased is None:
        raise Problem("member_unknown", "There is no member with this id.", errors=(FieldError("member_id", "is not known"),))
    if erased and not or_erased:
        raise Problem("member_erased", "The member was erased.", errors=(FieldError("member_id", "was erased"),))
    return member_id
