"""Rules of log-in over HTTP: what holds, what a change would do, and the change."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from regulars.features.access.access import actor_of, require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.context import AppContext, Context
from regulars.features.member_access.facade import ways_of
from regulars.features.security.schemas import SecurityChange, SecurityEffect, SecuritySettings
from regulars.features.security.service.change import change_rules, preview_rules
from regulars.store.log_in_rules import select_member_rules, select_staff_rules

router = APIRouter(prefix="/v1/security", tags=["staff"])

Manager = Annotated[Principal, Depends(require("staff:manage"))]
OWN_SESSION: dict[int | str, dict[str, Any]] = {409: {"description": "It would end the session that asks for it."}}


@router.get("", operation_id="read_security", summary="How people get in", dependencies=[Depends(require("staff:manage"))])
def get_security(context: Context) -> SecuritySettings:
    """Ways of log-in, which are set where the service is started, and the rules that hold, with their bounds."""
    return _settings(context)


@router.post("/preview", operation_id="preview_security", summary="Try a change of rules", responses=OWN_SESSION)
def post_preview(body: SecurityChange, request: Request, caller: Manager, context: Context) -> SecurityEffect:
    """Say which rules would be other ones, and how many sessions would end at once. Nothing is stored."""
    now = context.wall_clock()
    change = preview_rules(context.database, body.wanted(), actor_of(request, caller), now, caller.session_id)
    return SecurityEffect(**change._asdict())


@router.patch("", operation_id="change_security", summary="Change rules of log-in", responses=OWN_SESSION)
def patch_security(body: SecurityChange, request: Request, caller: Manager, context: Context) -> SecuritySettings:
    """Holds at once, in every process and for sessions that are open. What is left out stays; null: as the release says."""
    with context.database.transaction() as connection:
        now = context.wall_clock()
        change = change_rules(connection, body.wanted(), actor_of(request, caller), now, caller.session_id)
    ended = f"{change.staff_sessions_ended} sessions of staff and {change.member_sessions_ended} of members ended"
    tell_audit(request, before=change.before, after=change.after, detail=ended)
    return _settings(context)


def _settings(context: AppContext) -> SecuritySettings:
    provider = context.settings.provider
    with context.database.snapshot() as connection:
        staff, members = select_staff_rules(connection), select_member_rules(connection)
    return SecuritySettings.of(staff, members, None if provider is None else provider.issuer, ways_of(context.settings.messages))
