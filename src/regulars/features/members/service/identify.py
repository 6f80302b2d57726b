"""Identify: a visitor says who they are. What they did before joins them; a shared device never makes one member of two people.

A member who was never known by anything but devices is anonymous: who was a person once never is, whatever was taken away from
them since, so that two people become one only as merges do. Joining an anonymous member with a person who is a member already is
a merge like any other: nothing is lost, the old id leads on, and it can be undone. Whoever identifies holds the anonymous
member, and so does who gives them an identity: of two people who claim one visitor at once, one has them, and for the other the
device changes hands.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.features.context import AppContext
from regulars.features.members.service.create import create_member
from regulars.features.members.service.identities import add_identity
from regulars.features.merges.facade import merge
from regulars.kit.problems import FieldError, Problem
from regulars.store.held_identities import hand_over_identity, read_identities
from regulars.store.identities import Identity, normalise_identity
from regulars.store.identity_rules import IdentityRule, check_identities, read_rules, rule_of
from regulars.store.members import find_members, hold_standing, is_visitor, standing_for

How = Literal["known", "joined", "merged", "created", "moved"]
"""Both were one already; the visitor became the person, or was merged into them; somebody new; the device changed hands."""

IDENTIFIED: Final = "visitor_identified"
LOGGED_IN: Final = "visitor_logged_in"
"""Why a visitor was merged; pages say it in words."""
TRIES_MAX: Final = 5
OVERTAKEN: Final = frozenset({"identity_taken", "already_merged", "merge_with_self"})
"""Somebody else identified one of the two a moment earlier; looked at again, it is known what they did."""


class Identified(NamedTuple):
    """Whom a visitor turned out to be."""

    member_id: UUID
    how: How
    anonymous_id: UUID | None
    """A member who was nothing but this visitor until now, and is a part of the one found."""


class _Joined(Exception):  # noqa: N818 - no fault of anybody
    """The anonymous member is somebody by now."""


def identify(context: AppContext, visitor: tuple[str, str], person: tuple[str, str], channel: str, by: str) -> Identified:
    """Say who a visitor is. A shared device never makes one of two people: it only changes hands.

    Problems of `create_member`, and `identity_kind_wrong` where a device is taken for a person or the other way round.
    """

    def match(connection: Connection) -> Identified:
        return _match(context, connection, visitor, person, channel)

    return _brought_together(context, match, IDENTIFIED, by)


def join_visitor(context: AppContext, visitor: tuple[str, str], member_id: UUID, by: str) -> Identified:
    """Say that a visitor is a member, who has logged in on that device.

    Problems of `add_identity`, and `identity_kind_wrong` where a person is taken for a device.
    """

    def match(connection: Connection) -> Identified:
        rules = read_rules(connection)
        device = _device(rules, visitor)
        carrier = _carrier(connection, device)
        return _join(connection, rules, device, carrier, standing_for(connection, member_id))

    return _brought_together(context, match, LOGGED_IN, by)


def check_visitor(connection: Connection, visitor: tuple[str, str]) -> None:
    """Problem `identity_kind_wrong`, `identity_invalid` or `identity_blocked` for what is no visitor."""
    _device(read_rules(connection), visitor)


def _brought_together(context: AppContext, match: Callable[[Connection], Identified], reason: str, by: str) -> Identified:
    """Bring two together, by a merge where it takes one; again where somebody else was a moment earlier."""
    attempt = 1
    while True:
        try:
            with context.database.transaction() as connection:
                found = match(connection)
            if found.anonymous_id is None:
                return found
            return _merged(context, found, reason, by)
        except _Joined:
            attempt += 1
        except Problem as problem:
            if problem.code not in OVERTAKEN or attempt == TRIES_MAX:
                raise
            attempt += 1


def _match(
    context: AppContext, connection: Connection, visitor: tuple[str, str], person: tuple[str, str], channel: str
) -> Identified:
    """Bring a visitor and a person together where that takes no merge; otherwise say who is to be merged."""
    rules = read_rules(connection)
    device, named = _device(rules, visitor), _named(rules, "person", person, is_device=False)
    owner = find_members(connection, [named]).get(named)
    carrier = _carrier(connection, device)
    if owner is not None:
        return _join(connection, rules, device, carrier, standing_for(connection, owner))
    if carrier is not None and _is_anonymous(connection, rules, carrier):
        add_identity(connection, carrier, *person)
        return Identified(carrier, "joined", None)
    owner = create_member(context, connection, display_name="", join_channel=channel, joined_at=None, identities=[person])
    return _join(connection, rules, device, carrier, owner)._replace(how="created")


def _carrier(connection: Connection, device: Identity) -> UUID | None:
    """Who has the device, held so that nobody else says meanwhile who they are."""
    found = find_members(connection, [device]).get(device)
    return None if found is None else hold_standing(connection, found)


def _join(
    connection: Connection, rules: dict[str, IdentityRule], device: Identity, carrier: UUID | None, owner: UUID
) -> Identified:
    """Let a member have a device; who was nothing but its visitor is to be merged."""
    if carrier == owner:
        return Identified(owner, "known", None)
    if carrier is None:
        add_identity(connection, owner, device.kind, device.value)
        return Identified(owner, "known", None)
    if _is_anonymous(connection, rules, carrier):
        return Identified(owner, "merged", carrier)
    hand_over_identity(connection, device, owner)
    return Identified(owner, "moved", None)


def _merged(context: AppContext, found: Identified, reason: str, by: str) -> Identified:
    """Merge an anonymous member into the person they are, unless they have become somebody else since."""
    anonymous = found.anonymous_id
    assert anonymous is not None, "there is somebody to merge"

    def still_nobody(connection: Connection) -> None:
        # The merge has written, and so holds, their row: who gives them an identity waits, and then finds them merged.
        if not _is_anonymous(connection, read_rules(connection), anonymous):
            raise _Joined

    row = merge(context, anonymous, found.member_id, reason, by, alongside=still_nobody)
    return found._replace(member_id=row.survivor_id)


def _device(rules: dict[str, IdentityRule], visitor: tuple[str, str]) -> Identity:
    return _named(rules, "visitor", visitor, is_device=True)


def _named(rules: dict[str, IdentityRule], path: str, told: tuple[str, str], *, is_device: bool) -> Identity:
    """An identity that knows a device, or a person, as asked."""
    identity = normalise_identity(*told, path)
    if rule_of(rules, identity.kind).is_device != is_device:
        expected = "a kind that knows a device" if is_device else "a kind that knows a person"
        field = FieldError(f"{path}.kind", f"{identity.kind} is of the other sort", expected)
        raise Problem("identity_kind_wrong", "A device is no person.", errors=(field,))
    check_identities(rules, [(path, identity)])
    return identity


def _is_anonymous(connection: Connection, rules: dict[str, IdentityRule], member_id: UUID) -> bool:
    """Whether a member is, and always was, known by devices alone."""
    held = read_identities(connection, [member_id]).get(member_id, ())
    return is_visitor(connection, member_id) and all(rule_of(rules, identity.kind).is_device for identity in held)
