"""Identify: a visitor says who they are. What they did before joins them; a shared device never makes one member of two people.

A member who is known by devices alone is anonymous. Joining one with a person who is a member already is a merge like any other:
nothing is lost, the old id leads on, and it can be undone. Whoever identifies holds the anonymous member, and so does who gives
them an identity: of two people who claim one visitor at once, one has them, and for the other the device changes hands.
"""

from __future__ import annotations

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
from regulars.store.members import find_members, hold_standing, standing_for

How = Literal["known", "joined", "merged", "created", "moved"]
"""Both were one already; the visitor became the person, or was merged into them; somebody new; the device changed hands."""

REASON: Final = "visitor_identified"
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


class Names(NamedTuple):
    """A visitor and the person they say they are, as identities."""

    device: Identity
    person: Identity


class _Joined(Exception):  # noqa: N818 - no fault of anybody
    """The anonymous member is somebody by now."""


def identify(context: AppContext, visitor: tuple[str, str], person: tuple[str, str], channel: str, by: str) -> Identified:
    """Say who a visitor is. A shared device never makes one of two people: it only changes hands.

    Problems of `create_member`, and `identity_kind_wrong` where a device is taken for a person or the other way round.
    """
    attempt = 1
    while True:
        try:
            with context.database.transaction() as connection:
                found = _match(context, connection, visitor, person, channel)
            if found.anonymous_id is None:
                return found
            return _merged(context, found, by)
        except _Joined:
            attempt += 1
        except Problem as problem:
            if problem.code not in OVERTAKEN or attempt == TRIES_MAX:
                raise
            attempt += 1


def _match(
    context: AppContext, connection: Connection, visitor: tuple[str, str], person: tuple[str, str], channel: str
) -> Identified:
    """Bring the two together where that takes no merge; otherwise say who is to be merged."""
    rules = read_rules(connection)
    device, named = _names(rules, visitor, person)
    found = {identity: standing_for(connection, each) for identity, each in find_members(connection, [device, named]).items()}
    carrier, owner = found.get(device), found.get(named)
    if carrier is not None and carrier == owner:
        return Identified(carrier, "known", None)
    is_anonymous = (
        carrier is not None and hold_standing(connection, carrier) == carrier and _is_anonymous(connection, rules, carrier)
    )
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
        return Identified(owner, "merged", carrier)
    hand_over_identity(connection, device, owner)
    return Identified(owner, "created" if is_new else "moved", None)


def _merged(context: AppContext, found: Identified, by: str) -> Identified:
    """Merge an anonymous member into the person they are, unless they have become somebody else since."""
    anonymous = found.anonymous_id
    assert anonymous is not None, "there is somebody to merge"

    def still_nobody(connection: Connection) -> None:
        # The merge has written, and so holds, their row: who gives them an identity waits, and then finds them merged.
        if not _is_anonymous(connection, read_rules(connection), anonymous):
            raise _Joined

    row = merge(context, anonymous, found.member_id, REASON, by, alongside=still_nobody)
    return found._replace(member_id=row.survivor_id)


def _names(rules: dict[str, IdentityRule], visitor: tuple[str, str], person: tuple[str, str]) -> Names:
    names = Names(normalise_identity(*visitor, "visitor"), normalise_identity(*person, "person"))
    for path, identity, is_device in (("visitor", names.device, True), ("person", names.person, False)):
        if rule_of(rules, identity.kind).is_device != is_device:
            expected = "a kind that knows a device" if is_device else "a kind that knows a person"
            field = FieldError(f"{path}.kind", f"{identity.kind} is of the other sort", expected)
            raise Problem("identity_kind_wrong", "A device is no person.", errors=(field,))
    check_identities(rules, [("visitor", names.device), ("person", names.person)])
    return names


def _is_anonymous(connection: Connection, rules: dict[str, IdentityRule], member_id: UUID) -> bool:
    """Whether a member is known by devices alone."""
    held = read_identities(connection, [member_id]).get(member_id, ())
    return all(rule_of(rules, identity.kind).is_device for identity in held)
