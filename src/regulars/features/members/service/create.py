"""Create a member: checked here, written by the ledger together with the member's first state."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import psycopg

from regulars.features.context import AppContext
from regulars.features.members.sources import open_member
from regulars.features.organisation.facade import first_home, home_called
from regulars.kit.ids import new_id
from regulars.kit.problems import FieldError, Problem
from regulars.store.clock import current_time
from regulars.store.identities import normalise_identity
from regulars.store.identity_rules import check_identities, read_rules
from regulars.store.members import NewMember


def create_member(
    context: AppContext,
    connection: psycopg.Connection,
    *,
    display_name: str,
    join_channel: str,
    joined_at: datetime | None,
    home_store: str | None = None,
    identities: Sequence[tuple[str, str]],
) -> UUID:
    """Create a member and return the id.

    Raises Problem `joined_in_future`, `identity_invalid`, `identity_blocked`, `identities_exceeded`, `identity_taken`,
    `program_missing`, or that of a store that cannot be a home, each naming the field.
    """
    now = current_time(connection)
    if joined_at is not None and joined_at > now:
        field = FieldError("joined_at", "lies in the future", expected=f"at most {now.isoformat()}", hint="Leave it out for now.")
        raise Problem("joined_in_future", "A member cannot join in the future.", errors=(field,))
    normalised = [normalise_identity(kind, value, f"identities[{place}]") for place, (kind, value) in enumerate(identities)]
    named = [(f"identities[{place}]", each) for place, each in enumerate(normalised) if each not in normalised[:place]]
    check_identities(read_rules(connection), named)
    home = first_home(connection) if home_store is None else home_called(connection, home_store, "home_store")
    member = NewMember(new_id(), display_name.strip(), joined_at or now, join_channel.strip(), tuple(normalised), home)
    open_member(context, connection, member)
    return member.member_id
