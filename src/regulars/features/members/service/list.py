"""List members: one page after a cursor, and how many there are in all."""

from dataclasses import dataclass

import psycopg

from regulars.features.members import queries
from regulars.features.members.contracts import ReadMember
from regulars.features.members.searching import look_for
from regulars.features.members.service.rank import catch_up
from regulars.features.members.service.read import with_labels
from regulars.kit.pagination import Position, decode_cursor, encode_cursor
from regulars.kit.problems import FieldError, Problem
from regulars.store.clock import current_time
from regulars.store.database import Database


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One page of a list of members."""

    members: tuple[ReadMember, ...]
    next_cursor: str | None
    total: int | None
    """None where it was not asked for."""


def before_listing(database: Database, sort: str) -> None:
    """Let an order by what events change show what was written just now; before the snapshot that the list is read from."""
    if queries.SORTS[sort].is_ranked:
        catch_up(database)


def list_members(
    connection: psycopg.Connection,
    filters: queries.Filters,
    *,
    sort: str,
    cursor: str | None,
    limit: int,
    in_names: bool,
    condition: str = "",
    is_counted: bool = True,
) -> MemberPage:
    """A page of at most `limit` members; Problem `cursor_invalid` for a cursor of another list, sort or filter.

    `in_names`: `q` may be part of a name. `condition` is the condition as it was asked for: its SQL holds instants, which a
    cursor outlives.
    """
    now = current_time(connection)
    list_key = f"members {sort} {filters._replace(condition=condition)!r}"
    after = None if cursor is None else _position(list_key, cursor)
    search = None if filters.q is None else look_for(connection, filters.q, in_names=in_names)
    # One more than asked for tells whether there is a next page.
    rows = queries.select_members(connection, filters, search, sort=sort, after=after, limit=limit + 1, now=now)
    page = rows[:limit]
    next_cursor = encode_cursor(list_key, (page[-1].sort_value, str(page[-1].member_id))) if len(rows) > limit else None
    members = with_labels(connection, page)
    total = queries.count_members(connection, filters, search, now) if is_counted else None
    return MemberPage(members, next_cursor, total)


def _position(list_key: str, cursor: str) -> Position:
    position = decode_cursor(list_key, cursor)
    if len(position) != 2:
        raise Problem("cursor_invalid", "The cursor cannot be used here.", errors=(FieldError("cursor", "is not a cursor"),))
    return position
