"""Who stands at the till: any member of the company by full identity, with as little as serving them takes.

A member of another store is shown by a masked name, tier and points, and without the id under which the rest could be asked for.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.features.accounts.facade import open_account
from regulars.features.context import AppContext
from regulars.features.members.facade import find_member, read_member
from regulars.kit.problems import FieldError, Problem
from regulars.store.reach import everywhere, present_reach, reaches_member


class AtTheTill(NamedTuple):
    """A member as a till sees them."""

    member_id: UUID
    is_own: bool
    """Within the caller's reach."""
    name: str
    tier: str
    points_available: int
    is_frozen: bool


def identify(context: AppContext, kind: str, value: str) -> AtTheTill:
    """The member behind a full identity. Raises Problem `identity_invalid` or `member_unknown`."""
    reach = present_reach()
    with everywhere(), context.database.snapshot() as connection:
        member_id = find_member(connection, kind, value)
        if member_id is None:
            field = FieldError("value", f"no member has this {kind}", hint="Check it, or create the member.")
            raise Problem("member_unknown", "There is no member with this identity.", errors=(field,))
        found = _seen(context, connection, member_id)
    if reach is None:
        return found._replace(is_own=True)
    with context.database.snapshot() as connection:
        is_own = reaches_member(connection, member_id)
    return found._replace(is_own=True) if is_own else found._replace(name=masked_name(found.name))


def masked_name(name: str) -> str:
    """The first sign of a name, with stars for the others.

    >>> masked_name("林晓月"), masked_name("Lin Wei"), masked_name("")
    ('林**', 'L**', '')
    """
    return f"{name[:1]}**" if name else ""


def _seen(context: AppContext, connection: Connection, member_id: UUID) -> AtTheTill:
    account = open_account(context, connection, member_id)
    wallet = next(iter(account.program.points_wallets), "")
    held = account.state.points.get(wallet)
    extras = account.state.extras
    return AtTheTill(
        member_id=member_id,
        is_own=False,
        name=read_member(connection, member_id).row.display_name,
        tier=account.state.standings[account.program.ladders[0].key].tier,
        points_available=held.available(account.instant) if held else 0,
        is_frozen=extras is not None and bool(extras.frozen),
    )
