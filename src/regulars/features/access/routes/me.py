"""One's own account: password, second factor, sessions, and recent sign-ins."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from regulars.features.access.access import actor_of, require_enrolling, require_session, set_cookie
from regulars.features.access.contracts import Principal
from regulars.features.access.queries import staff as staff_queries
from regulars.features.access.routes.session import TOO_OFTEN, Guard
from regulars.features.access.schemas.log import AccessLog, LogQuery
from regulars.features.access.schemas.me import (
    Enrolment,
    EnrolmentCode,
    EnrolmentDone,
    EnrolmentStart,
    Me,
    OwnSession,
    OwnSessions,
    PasswordChange,
    Proof,
    RecoveryCodes,
    SessionsEnded,
)
from regulars.features.access.schemas.session import Session
from regulars.features.access.service import own_second_factor, sessions
from regulars.features.access.service.log import VISITS, read_log
from regulars.features.access.service.own_password import change_password
from regulars.features.access.service.second_factor import read_second_factor
from regulars.store.log_in_rules import select_staff_rules

router = APIRouter(prefix="/v1/me", tags=["me"])

Caller = Annotated[Principal, Depends(require_session)]
Enrolling = Annotated[Principal, Depends(require_enrolling)]


@router.get("", operation_id="read_me", summary="My account")
def get_me(caller: Caller, guard: Guard) -> Me:
    """Who one is, when the password was changed, and how the second factor stands."""
    with guard.context.database.transaction() as connection:
        secret = staff_queries.select_secret(connection, caller.name)
        second_factor = read_second_factor(connection, caller)
        rules = select_staff_rules(connection)
    assert secret is not None
    return Me.model_validate(
        {
            "staff": Session.of(caller).staff,
            "email": secret.email,
            "has_password": secret.password_hash is not None,
            "password_changed_at": secret.password_changed_at,
            "password_length_min": rules.password_length_min,
            "session_idle_minutes": rules.session_idle_minutes,
            "session_hours": rules.session_hours,
            "second_factor": second_factor._asdict(),
        }
    )


@router.put("/password", operation_id="change_password", summary="Change my password", responses={**TOO_OFTEN})
async def put_password(body: PasswordChange, request: Request, response: Response, caller: Caller, guard: Guard) -> Session:
    """Choose another password. Every other session ends, and this one gets a fresh cookie."""
    context = guard.context
    work = partial(change_password, context.database, caller, body.current_password, body.password)
    opened = await guard.slowly(partial(work, actor_of(request, caller), context.wall_clock()))
    set_cookie(request, response, opened)
    return Session.of(opened.principal)


@router.post("/second_factor", operation_id="begin_second_factor", summary="Set up a second factor", responses={**TOO_OFTEN})
async def post_second_factor(body: EnrolmentStart, request: Request, caller: Enrolling, guard: Guard) -> Enrolment:
    """A secret for an app on the phone, as text and as a QR code. It counts once a code made with it is confirmed."""
    context = guard.context
    work = partial(own_second_factor.begin, context.database, caller, body.current_password)
    begun = await guard.slowly(partial(work, actor_of(request, caller), context.wall_clock()))
    return Enrolment.model_validate(begun._asdict())


@router.post(
    "/second_factor/confirm",
    operation_id="confirm_second_factor",
    summary="Confirm the second factor by a first code",
    responses={409: {"description": "Nothing is being set up, or it has waited too long."}, **TOO_OFTEN},
)
async def post_confirmation(
    body: EnrolmentCode, request: Request, response: Response, caller: Enrolling, guard: Guard
) -> EnrolmentDone:
    """Take the second factor into use, and get recovery codes. Other sessions end; a log-in that waited for it is complete."""
    context = guard.context
    actor = actor_of(request, caller)
    done = await run_in_threadpool(own_second_factor.confirm, context.database, caller, body.code, actor, context.wall_clock())
    set_cookie(request, response, done.opened)
    return EnrolmentDone(recovery_codes=done.recovery_codes, session=Session.of(done.opened.principal))


@router.post(
    "/second_factor/remove",
    operation_id="remove_second_factor",
    summary="Remove my second factor",
    responses={409: {"description": "The role needs one, or there is none."}, **TOO_OFTEN},
)
async def post_removal(body: Proof, request: Request, response: Response, caller: Caller, guard: Guard) -> Session:
    """Log in by the password alone from now on; recovery codes are void, other sessions end."""
    context = guard.context
    work = partial(own_second_factor.remove, context.database, caller, body.current_password)
    opened = await guard.slowly(partial(work, actor_of(request, caller), context.wall_clock()))
    set_cookie(request, response, opened)
    return Session.of(opened.principal)


@router.post(
    "/recovery_codes",
    operation_id="renew_recovery_codes",
    summary="Make fresh recovery codes",
    responses={409: {"description": "There is no second factor."}, **TOO_OFTEN},
)
async def post_recovery_codes(body: Proof, request: Request, caller: Caller, guard: Guard) -> RecoveryCodes:
    """Ten codes that each stand in for the app once; those from before are void."""
    context = guard.context
    work = partial(own_second_factor.renew_recovery_codes, context.database, caller, body.current_password)
    codes = await guard.slowly(partial(work, actor_of(request, caller), context.wall_clock()))
    return RecoveryCodes(recovery_codes=codes)


@router.get("/sessions", operation_id="list_my_sessions", summary="My sessions")
def get_sessions(caller: Caller, guard: Guard) -> OwnSessions:
    """Where one is logged in: address, browser, since when and when last used."""
    assert caller.staff_id is not None
    with guard.context.database.transaction() as connection:
        found = sessions.list_sessions(connection, caller.staff_id, guard.context.wall_clock())
    items = [
        OwnSession(
            session_id=session.session_id,
            created_at=session.created_at,
            last_seen_at=session.last_seen_at,
            means=session.means,
            address=session.address,
            agent=session.agent,
            is_current=session.session_id == caller.session_id,
        )
        for session in found
    ]
    return OwnSessions(items=items)


@router.delete("/sessions", operation_id="end_my_other_sessions", summary="End my other sessions")
def delete_sessions(request: Request, caller: Caller, guard: Guard) -> SessionsEnded:
    """Log out everywhere else at once."""
    with guard.context.database.transaction() as connection:
        ended = sessions.end_other_sessions(connection, caller, actor_of(request, caller), guard.context.wall_clock())
    return SessionsEnded(ended=ended)


@router.delete("/sessions/{session_id}", operation_id="end_my_session", summary="End one of my sessions", status_code=204)
def delete_session(session_id: UUID, request: Request, caller: Caller, guard: Guard) -> None:
    """Log out in one place; the token there is worth nothing from then on."""
    with guard.context.database.transaction() as connection:
        sessions.end_session(connection, caller, session_id, actor_of(request, caller), guard.context.wall_clock())


@router.get("/sign_ins", operation_id="list_my_sign_ins", summary="My recent sign-ins")
def get_sign_ins(query: Annotated[LogQuery, Query()], caller: Caller, guard: Guard) -> AccessLog:
    """When and from where somebody logged in, or tried to, under one's own name; newest first."""
    with guard.context.database.transaction() as connection:
        page = read_log(connection, subject=caller.known_as, kinds=VISITS, cursor=query.cursor, limit=query.limit)
    return AccessLog.of(page)
