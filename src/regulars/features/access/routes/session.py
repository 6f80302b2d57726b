"""Log-in in its steps, log-out, who is logged in, and the links by which a person chooses a password."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from regulars.features.access.access import (
    COOKIE,
    AccessGuard,
    actor_of,
    check_own_site,
    current_guard,
    require_any_stage,
    require_unfinished,
    set_cookie,
    visitor_of,
)
from regulars.features.access.contracts import Principal
from regulars.features.access.schemas.session import Link, LinkCode, LinkUse, LinkUsed, LogIn, LogInCode, Session
from regulars.features.access.service import links, log_in, sessions

router = APIRouter(prefix="/v1/session", tags=["session"])

Guard = Annotated[AccessGuard, Depends(current_guard)]
TOO_OFTEN: dict[int | str, dict[str, Any]] = {
    429: {"description": "Too many attempts failed; wait as long as `Retry-After` says."}
}


@router.post(
    "",
    operation_id="log_in",
    summary="Log in",
    dependencies=[Depends(check_own_site)],
    responses={401: {"description": "Wrong."}, **TOO_OFTEN},
)
async def post_session(body: LogIn, request: Request, response: Response, guard: Guard) -> Session:
    """Open a session and set its cookie; `stage` says whether a second step is missing.

    After 10 failures in 15 minutes an account waits, an address after 30 in 5 minutes.
    """
    context = guard.context
    work = partial(log_in.log_in, context.database, body.username, body.password, visitor_of(request), context.wall_clock())
    opened = await guard.slowly(partial(work, old_token=request.cookies.get(COOKIE)))
    set_cookie(request, response, opened)
    return Session.of(opened.principal)


@router.post(
    "/code",
    operation_id="enter_code",
    summary="Log in: the second step",
    responses={422: {"description": "The code is wrong or was used before."}, **TOO_OFTEN},
)
async def post_code(
    body: LogInCode, request: Request, response: Response, guard: Guard, caller: Annotated[Principal, Depends(require_unfinished)]
) -> Session:
    """Complete a log-in by a code of the app, or a recovery code. After 5 wrong codes in 15 minutes the account waits."""
    context, token = guard.context, request.cookies[COOKIE]
    opened = await run_in_threadpool(
        log_in.enter_code, context.database, caller, token, body.code, visitor_of(request), context.wall_clock()
    )
    set_cookie(request, response, opened)
    return Session.of(opened.principal)


@router.get("", operation_id="read_session", summary="Who is logged in?")
async def get_session(caller: Annotated[Principal, Depends(require_any_stage)]) -> Session:
    """The member of staff whose session this is, and how far the log-in has come; 401 without one."""
    return Session.of(caller)


@router.delete("", operation_id="log_out", summary="Log out", status_code=204)
async def delete_session(
    request: Request, response: Response, guard: Guard, caller: Annotated[Principal, Depends(require_any_stage)]
) -> None:
    """End the session, on the server and in the browser."""
    await run_in_threadpool(_log_out, guard, request, caller)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")


@router.post("/link", operation_id="read_link", summary="Who is a link for?", dependencies=[Depends(check_own_site)])
def post_link(body: LinkCode, guard: Guard) -> Link:
    """The account that an invitation or a reset is for; 422 once it was used, replaced, or has expired."""
    with guard.context.database.transaction() as connection:
        found = links.read_link(connection, body.code, guard.context.wall_clock())
    return Link.model_validate(found._asdict())


@router.post("/link/use", operation_id="use_link", summary="Choose a password by a link", dependencies=[Depends(check_own_site)])
async def post_link_use(body: LinkUse, request: Request, guard: Guard) -> LinkUsed:
    """Set the password of the account a link is for. The link is used up, every session of the account ends; log in then."""
    context = guard.context
    work = partial(links.use_link, context.database, body.code, body.password, visitor_of(request), context.wall_clock())
    return LinkUsed(username=await guard.slowly(work))


def _log_out(guard: AccessGuard, request: Request, caller: Principal) -> None:
    with guard.context.database.transaction() as connection:
        token = request.cookies[COOKIE]
        sessions.log_out(connection, token, caller, actor_of(request, caller), guard.context.wall_clock())
