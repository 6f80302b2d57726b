"""Roles: those that are there from the beginning, and those of the operator's own."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request

from regulars.features.access.access import actor_of, require
from regulars.features.access.contracts import CustomRole, Principal
from regulars.features.access.queries import assignments as queries
from regulars.features.access.roles import ROLES, SCOPES, UNIT_SCOPES, check_within
from regulars.features.access.routes.session import Guard
from regulars.features.access.schemas.roles import NewRole, RoleChange, RoleItem, RoleList
from regulars.features.access.service import custom_roles

router = APIRouter(prefix="/v1/roles", tags=["staff"])

manages = require("staff:manage")
Manager = Annotated[Principal, Depends(manages)]
Key = Annotated[str, Path(max_length=32)]
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"description": "There is no such role of your own."}}


@router.get("", operation_id="list_roles", summary="List roles", dependencies=[Depends(manages)])
def get_roles(guard: Guard) -> RoleList:
    """The roles there are from the beginning, then the operator's own."""
    with guard.context.database.transaction() as connection:
        accounts = queries.count_accounts_by_role(connection)
        own = [RoleItem.of(role) for role in queries.select_custom_roles(connection)]
    given = [
        {"role": role, "name": "", "scopes": sorted(scopes), "is_own": False, "accounts": accounts.get(role, 0)}
        for role, scopes in ROLES.items()
    ]
    return RoleList.model_validate({"items": [*given, *own], "scopes": sorted(SCOPES), "unit_scopes": sorted(UNIT_SCOPES)})


@router.post(
    "",
    operation_id="make_role",
    summary="Make a role",
    status_code=201,
    responses={409: {"description": "There is one of this key."}},
)
def post_role(body: NewRole, request: Request, caller: Manager, guard: Guard) -> RoleItem:
    """A role of the operator's own, with no more scopes than the caller has."""
    wanted = CustomRole(body.role, body.name, frozenset(body.scopes))
    check_within(wanted.scopes & SCOPES, caller.scopes, "scopes")
    with guard.context.database.transaction() as connection:
        now = guard.context.wall_clock()
        return RoleItem.of(custom_roles.make_role(connection, wanted, actor=actor_of(request, caller), now=now))


@router.put("/{role}", operation_id="change_role", summary="Change a role", responses=UNKNOWN)
def put_role(role: Key, body: RoleChange, request: Request, caller: Manager, guard: Guard) -> RoleItem:
    """Another name or other scopes; whoever has the role has them from the next request on."""
    wanted = CustomRole(role, body.name, frozenset(body.scopes))
    check_within(wanted.scopes & SCOPES, caller.scopes, "scopes")
    with guard.context.database.transaction() as connection:
        now = guard.context.wall_clock()
        return RoleItem.of(custom_roles.change_role(connection, wanted, actor=actor_of(request, caller), now=now))


@router.delete(
    "/{role}",
    operation_id="remove_role",
    summary="Remove a role",
    status_code=204,
    responses=UNKNOWN | {409: {"description": "Accounts have it."}},
)
def delete_role(role: Key, request: Request, caller: Manager, guard: Guard) -> None:
    """Remove a role that nobody has."""
    with guard.context.database.transaction() as connection:
        custom_roles.remove_role(connection, role, actor=actor_of(request, caller), now=guard.context.wall_clock())
