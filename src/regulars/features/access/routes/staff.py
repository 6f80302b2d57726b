"""Accounts of staff, for whoever may manage them; and the access log."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from regulars.features.access.access import actor_of, require
from regulars.features.access.contracts import Principal
from regulars.features.access.queries import second_factor as factor_queries
from regulars.features.access.roles import check_within
from regulars.features.access.routes.session import Guard
from regulars.features.access.schemas.log import AccessLog, AllLogQuery
from regulars.features.access.schemas.staff import (
    NewStaff,
    Policy,
    StaffChange,
    StaffInvited,
    StaffItem,
    StaffLinkShape,
    StaffList,
    StaffReset,
)
from regulars.features.access.service import accounts
from regulars.features.access.service.granting import given_scopes
from regulars.features.access.service.links import make_link
from regulars.features.access.service.log import VISITS, read_log
from regulars.features.access.service.second_factor import set_roles

router = APIRouter(prefix="/v1/staff", tags=["staff"])
log_router = APIRouter(prefix="/v1/access_log", tags=["staff"])

manages = require("staff:manage")
Manager = Annotated[Principal, Depends(manages)]


@router.get("", operation_id="list_staff", summary="List accounts of staff", dependencies=[Depends(manages)])
def get_staff(guard: Guard) -> StaffList:
    """Every account, by user name."""
    with guard.context.database.transaction() as connection:
        return StaffList(items=[StaffItem.of(account) for account in accounts.list_staff(connection)])


@router.post(
    "",
    operation_id="invite_staff",
    summary="Create an account and invite its person",
    status_code=201,
    responses={409: {"description": "The user name or the e-mail address is taken."}},
)
def post_staff(body: NewStaff, request: Request, caller: Manager, guard: Guard) -> StaffInvited:
    """An account without a password, and a link by which its person chooses one within 7 days."""
    actor, now = actor_of(request, caller), guard.context.wall_clock()
    with guard.context.database.transaction() as connection:
        given = [each.assignment() for each in body.assignments]
        check_within(given_scopes(connection, given), caller.scopes, "assignments")
        account = accounts.create_staff(
            connection, body.username, given, None, actor=actor, now=now, display_name=body.display_name, email=body.email
        )
        link = make_link(connection, account, actor=actor, now=now)
    return StaffInvited(account=StaffItem.of(account), link=StaffLinkShape.of(link))


@router.get("/policy", operation_id="read_policy", summary="Who needs a second factor?", dependencies=[Depends(manages)])
def get_policy(guard: Guard) -> Policy:
    """The roles whose people log in with a second factor."""
    with guard.context.database.transaction() as connection:
        return Policy.model_validate({"second_factor_roles": sorted(factor_queries.select_roles(connection))})


@router.put("/policy", operation_id="change_policy", summary="Say who needs a second factor")
def put_policy(body: Policy, request: Request, caller: Manager, guard: Guard) -> Policy:
    """Whoever needs one and has none is logged out, except who asks, and sets one up at the next log-in before anything else."""
    with guard.context.database.transaction() as connection:
        roles = frozenset[str](body.second_factor_roles)
        set_roles(connection, roles, actor_of(request, caller), guard.context.wall_clock(), caller.session_id)
    return Policy.model_validate({"second_factor_roles": sorted(body.second_factor_roles)})


@router.patch(
    "/{staff_id}",
    operation_id="change_staff",
    summary="Change an account",
    responses={409: {"description": "It is the last administrator, or the e-mail address is taken."}},
)
def patch_staff(staff_id: UUID, body: StaffChange, request: Request, caller: Manager, guard: Guard) -> StaffItem:
    """Name, roles, e-mail address, and whether it is active. Other roles and deactivation end the account's sessions."""
    changes = body.model_dump(exclude_unset=True)
    if body.assignments is not None:
        changes["assignments"] = [each.assignment() for each in body.assignments]
    is_active = changes.pop("is_active", None)
    changes = {name: value for name, value in changes.items() if value is not None or name == "email"}
    if is_active is not None:
        changes["disabled"] = not is_active
    with guard.context.database.transaction() as connection:
        account = accounts.read_staff(connection, staff_id)
        check_within(given_scopes(connection, changes.get("assignments", ())), caller.scopes, "assignments")
        now = guard.context.wall_clock()
        return StaffItem.of(accounts.change_staff(connection, account, changes, actor=actor_of(request, caller), now=now))


@router.post(
    "/{staff_id}/link",
    operation_id="make_staff_link",
    summary="Make a link for a new password",
    responses={409: {"description": "The account is deactivated."}},
)
def post_link(staff_id: UUID, body: StaffReset, request: Request, caller: Manager, guard: Guard) -> StaffLinkShape:
    """An invitation again, or a reset within 24 hours. Earlier links are void; the password stays good until it is used."""
    with guard.context.database.transaction() as connection:
        account = accounts.read_staff(connection, staff_id)
        actor, now = actor_of(request, caller), guard.context.wall_clock()
        link = make_link(connection, account, actor=actor, now=now, forgets_second_factor=body.second_factor)
    return StaffLinkShape.of(link)


@router.post("/{staff_id}/unlock", operation_id="unlock_staff", summary="Let an account try again", status_code=204)
def post_unlock(staff_id: UUID, request: Request, caller: Manager, guard: Guard) -> None:
    """Forget the failed attempts of an account that waits."""
    with guard.context.database.transaction() as connection:
        account = accounts.read_staff(connection, staff_id)
        accounts.unlock_staff(connection, account, actor=actor_of(request, caller), now=guard.context.wall_clock())


@log_router.get(
    "",
    operation_id="list_access_log",
    summary="Who came in, and what changed",
    dependencies=[Depends(require("access_log:read"))],
)
def get_access_log(query: Annotated[AllLogQuery, Query()], guard: Guard) -> AccessLog:
    """Sign-ins, failures, lock-outs, and every change to accounts, second factors and keys; newest first."""
    kinds = VISITS if query.kinds == "sign_ins" else ()
    with guard.context.database.transaction() as connection:
        page = read_log(connection, subject=query.subject, kinds=kinds, cursor=query.cursor, limit=query.limit)
    return AccessLog.of(page)
