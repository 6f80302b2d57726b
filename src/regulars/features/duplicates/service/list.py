"""List: a page of pairs that wait for a decision, both members as the caller may see them."""

from __future__ import annotations

from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.features.access.contracts import Principal
from regulars.features.duplicates import queries
from regulars.features.duplicates.schemas import DuplicateIdentity, DuplicateList, DuplicatePair, DuplicateSide
from regulars.features.members.facade import read_member
from regulars.features.privacy.facade import mask_identity, name_for, sees_all
from regulars.kit.pagination import decode_cursor, encode_cursor
from regulars.kit.problems import FieldError, Problem

LIST_KEY = "duplicates"


def list_pairs(connection: Connection, caller: Principal, cursor: str | None, limit: int) -> DuplicateList:
    """A page of at most `limit` pairs; Problem `cursor_invalid` for a cursor of another list."""
    rows = queries.select_open(connection, None if cursor is None else _position(cursor), limit + 1)
    page = rows[:limit]
    items = [
        DuplicatePair(
            first=_side(connection, caller, row.first_id),
            second=_side(connection, caller, row.second_id),
            score=row.score,
            reasons=msgspec.json.decode(row.reasons),
            found_at=row.found_at,
        )
        for row in page
    ]
    last = page[-1] if len(rows) > limit else None
    next_cursor = encode_cursor(LIST_KEY, (last.score, str(last.first_id), str(last.second_id))) if last else None
    return DuplicateList(items=items, next_cursor=next_cursor, total=queries.count_open(connection))


def _side(connection: Connection, caller: Principal, member_id: UUID) -> DuplicateSide:
    member = read_member(connection, member_id)
    row, is_masked = member.row, not sees_all(caller)
    return DuplicateSide(
        member_id=row.member_id,
        member_no=row.member_no,
        display_name=name_for(caller, row.display_name),
        is_masked=is_masked,
        identities=[
            DuplicateIdentity(kind=kind, value=mask_identity(kind, value) if is_masked else value)
            for kind, value in member.identities
        ],
        joined_at=row.joined_at,
        tier=row.tier_key,
        points_available=row.points_available,
        orders=row.orders,
        spend_minor=row.spend_minor,
        last_order_at=row.last_order_at,
    )


def _position(cursor: str) -> tuple[int, UUID, UUID]:
    try:
        score, first, second = decode_cursor(LIST_KEY, cursor)
        return int(score), UUID(str(first)), UUID(str(second))
    except ValueError as error:
        field = FieldError("cursor", "is not a cursor")
        raise Problem("cursor_invalid", "The cursor cannot be used here.", errors=(field,)) from error
