"""Members over HTTP: create, look up, read and list."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

import psycopg
from fastapi import APIRouter, Depends, Query, Request

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.context import AppContext, Context
from regulars.features.members.contracts import ReadMember
from regulars.features.members.schemas import (
    LookupQuery,
    Member,
    MemberItem,
    MemberList,
    MemberQuery,
    MemberSearch,
    MembersFound,
    NewMemberShape,
    item_values,
)
from regulars.features.members.service.create import create_member
from regulars.features.members.service.list import MemberPage, before_listing, list_members
from regulars.features.members.service.read import look_up_member, read_member
from regulars.features.members.service.search import condition_key, in_time
from regulars.features.members.service.select import filters_of, with_condition
from regulars.features.members.sources import ProgramWords, points_expiring, program_words
from regulars.features.privacy.facade import sees_all
from regulars.store.clock import current_time

EXPIRING_WITHIN = timedelta(days=30)

router = APIRouter(prefix="/v1/members", tags=["members"])

Reader = Annotated[Principal, Depends(require("members:read"))]
Writer = Annotated[Principal, Depends(require("members:write"))]


@router.get("", operation_id="list_members", summary="List and search members")
def get_members(query: Annotated[MemberQuery, Query()], request: Request, caller: Reader, context: Context) -> MemberList:
    """A page of members. The cursor belongs to its sort order and filters; change them and start without one."""
    before_listing(context.database, query.sort)
    with context.database.snapshot() as connection:
        words = program_words(context, connection)
        page = list_members(
            connection,
            filters_of(query, words),
            sort=query.sort,
            cursor=query.cursor,
            limit=query.limit,
            in_names=sees_all(caller),
        )
    items = _items(page, caller, words)
    tell_audit(request, members=[item.member_id for item in items])
    assert page.total is not None, "it was counted"
    return MemberList(items=items, next_cursor=page.next_cursor, total=page.total)


@router.post(
    "/search",
    operation_id="search_members",
    summary="List members by a condition",
    responses={
        409: {"description": "A condition speaks in the words of a program, and none is published."},
        503: {"description": "The members could not be searched in time."},
    },
)
def post_search(body: MemberSearch, caller: Reader, request: Request, context: Context) -> MembersFound:
    """A page of the members for whom a condition holds, under the same filters, orders and cursors as the list.

    Conditions over tiers, balances, days and tags answer at once; those over months of metrics open every document.
    """
    before_listing(context.database, body.sort)
    with context.database.snapshot() as connection, in_time(connection):
        words = program_words(context, connection)
        filters = filters_of(body, words)
        if body.condition is not None:
            filters = with_condition(context, connection, filters, body.condition)
        page = list_members(
            connection, filters, sort=body.sort, cursor=body.cursor, limit=body.limit,
            in_names=sees_all(caller), condition=condition_key(body.condition), is_counted=body.count,
        )  # fmt: skip
    items = _items(page, caller, words)
    tell_audit(request, members=[item.member_id for item in items])
    return MembersFound(items=items, next_cursor=page.next_cursor, total=page.total)


@router.post(
    "",
    operation_id="create_member",
    summary="Create a member",
    status_code=201,
    responses={409: {"description": "An identity belongs to another member; `errors` names it, `facts.member_id` says whose."}},
)
def post_member(body: NewMemberShape, request: Request, caller: Writer, context: Context) -> Member:
    """Create a member with up to 20 identities, each kept in one spelling."""
    with context.database.transaction() as connection:
        member_id = create_member(
            context,
            connection,
            display_name=body.display_name,
            join_channel=body.join_channel,
            joined_at=body.joined_at,
            home_store=body.home_store,
            identities=[(identity.kind, identity.value) for identity in body.identities],
        )
        tell_audit(request, members=[member_id])
        return _member(context, connection, caller, read_member(connection, member_id))


@router.get(
    "/lookup",
    operation_id="look_up_member",
    summary="Find a member by identity",
    responses={404: {"description": "No member has this identity."}},
)
def get_member_by_identity(query: Annotated[LookupQuery, Query()], request: Request, caller: Reader, context: Context) -> Member:
    """The member behind an identity, in whatever spelling it is sent."""
    with context.database.snapshot() as connection:
        member = _member(context, connection, caller, look_up_member(connection, query.kind, query.value))
    tell_audit(request, members=[member.member_id])
    return member


@router.get("/{member_id}", operation_id="read_member", summary="Read a member")
def get_member(member_id: UUID, caller: Reader, context: Context) -> Member:
    """One member with the figures of this moment. The id of a member who was merged is answered with whoever stands for them."""
    with context.database.snapshot() as connection:
        member = _member(context, connection, caller, read_member(connection, member_id))
    member.requested_id = None if member.member_id == member_id else member_id
    return member


def _items(page: MemberPage, caller: Principal, words: ProgramWords) -> list[MemberItem]:
    return [MemberItem.model_validate(item_values(caller, member, words.tier(member.row.tier_key))) for member in page.members]


def _member(context: AppContext, connection: psycopg.Connection, caller: Principal, member: ReadMember) -> Member:
    row = member.row
    values = item_values(caller, member, program_words(context, connection).tier(row.tier_key))
    values["points_expiring_30_days"] = 0
    if row.points_available or row.points_pending:
        now = current_time(connection)
        values["points_expiring_30_days"] = points_expiring(connection, row.member_id, now, now + EXPIRING_WITHIN)
    return Member.model_validate(values)
