"""The organisation over HTTP: its tree, and the homes of members."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from regulars.features.access.access import require
from regulars.features.audit.access import tell_audit
from regulars.features.context import Context
from regulars.features.organisation import queries
from regulars.features.organisation.contracts import Unit
from regulars.features.organisation.schemas import HomeChange, HomeShape, NewUnit, UnitChange, UnitList, UnitShape
from regulars.features.organisation.service.add import add_unit
from regulars.features.organisation.service.change import change_unit
from regulars.features.organisation.service.homes import move_home, read_home
from regulars.features.organisation.service.read import find_unit, list_units

router = APIRouter(tags=["organisation"])

reads = Depends(require("organisation:read"))
manages = Depends(require("organisation:manage"))
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"description": "There is no such unit."}}


@router.get("/v1/organisation/units", operation_id="list_units", summary="The organisation", dependencies=[reads])
def get_units(context: Context) -> UnitList:
    """Headquarters, regions and stores, each behind the one above it, with the members whose home it is."""
    with context.database.snapshot() as connection:
        members = queries.count_members(connection)
        units = list_units(connection)
    return UnitList(items=[UnitShape.of(unit, members.get(unit.unit_id, 0)) for unit in units])


@router.post(
    "/v1/organisation/units",
    operation_id="add_unit",
    summary="Add a region or a store",
    status_code=201,
    dependencies=[manages],
    responses=UNKNOWN | {409: {"description": "The code is taken, or the unit above is closed."}},
)
def post_unit(body: NewUnit, request: Request, context: Context) -> UnitShape:
    """A unit below headquarters or a region. Its code is what tills and files call it."""
    with context.database.transaction() as connection:
        parent = find_unit(connection, body.parent_id, "parent_id")
        unit = add_unit(connection, parent, body.kind, body.code, body.name, time_zone=body.time_zone)
    tell_audit(request, subject=f"unit {unit.code}", after=_told(unit))
    return UnitShape.of(unit, 0)


@router.patch(
    "/v1/organisation/units/{unit_id}",
    operation_id="change_unit",
    summary="Change, move or close a unit",
    dependencies=[manages],
    responses=UNKNOWN | {409: {"description": "The code is taken, or open units stand below or a closed one above."}},
)
def patch_unit(unit_id: UUID, body: UnitChange, request: Request, context: Context) -> UnitShape:
    """Move it with everything below it, rename it, close it or open it again. A closed store keeps its members."""
    given = body.model_dump(exclude_unset=True)
    changes = {name: value for name, value in given.items() if value is not None or name == "time_zone"}
    with context.database.transaction() as connection:
        before = find_unit(connection, unit_id)
        unit = change_unit(connection, unit_id, changes, context.wall_clock())
        members = queries.count_members(connection)
    tell_audit(request, subject=f"unit {unit.code}", before=_told(before), after=_told(unit))
    return UnitShape.of(unit, members.get(unit_id, 0))


@router.get(
    "/v1/members/{member_id}/home",
    operation_id="read_home",
    summary="Whose member it is",
    dependencies=[Depends(require("members:read"))],
)
def get_home(member_id: UUID, context: Context) -> HomeShape:
    """The store where the member was opened or first bought, or was moved to; headquarters for whoever has none."""
    with context.database.snapshot() as connection:
        return HomeShape.of(read_home(connection, member_id))


@router.put(
    "/v1/members/{member_id}/home",
    operation_id="move_home",
    summary="Give a member another home",
    dependencies=[Depends(require("members:write"))],
    responses=UNKNOWN | {409: {"description": "The store is closed."}},
)
def put_home(member_id: UUID, body: HomeChange, request: Request, context: Context) -> HomeShape:
    """Move a member to another store, or to headquarters. What the member has and did stays as it is."""
    with context.database.transaction() as connection:
        before, after = move_home(connection, member_id, body.unit_id)
    tell_audit(request, members=[member_id], before={"home": before.code}, after={"home": after.code})
    return HomeShape.of(after)


def _told(unit: Unit) -> dict[str, Any]:
    return {
        "code": unit.code,
        "kind": unit.kind,
        "parent_id": str(unit.parent_id),
        "time_zone": unit.time_zone,
        "is_closed": unit.is_closed,
    }
