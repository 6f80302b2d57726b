"""The stages of life over HTTP: the days that part them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.context import Context
from regulars.features.members.lifecycle_schemas import LifecycleIn, LifecycleShape
from regulars.features.members.service.stages import change_stages
from regulars.store.lifecycle import read_lifecycle

router = APIRouter(prefix="/v1/lifecycle", tags=["members"])

Configurer = Annotated[Principal, Depends(require("members:configure"))]


@router.get(
    "", operation_id="read_lifecycle", summary="When members count as new, active and lost",
    dependencies=[Depends(require("members:read"))],
)  # fmt: skip
def get_lifecycle(context: Context) -> LifecycleShape:
    """The days by which lists, pages, conditions, files and the board tell stages of life."""
    with context.database.snapshot() as connection:
        return LifecycleShape.of(read_lifecycle(connection))


@router.put("", operation_id="change_lifecycle", summary="Say when members count as new, active and lost")
def put_lifecycle(body: LifecycleIn, request: Request, caller: Configurer, context: Context) -> LifecycleShape:
    """Change the days. Stages follow at once; of the board's past months, the active share stays as it was counted."""
    before, after = change_stages(context, body.days(), caller.known_as)
    tell_audit(request, subject="lifecycle", before=before.days._asdict(), after=after.days._asdict())
    return LifecycleShape.of(after)
