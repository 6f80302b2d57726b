"""Log-in, log-out, and who is logged in."""

import time
from typing import Annotated

import anyio
from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from regulars.features.access.access import COOKIE, AccessGuard, current_guard, require_session
from regulars.features.access.contracts import Principal
from regulars.features.access.queries import StaffSecret
from regulars.features.access.schemas import LogIn, Session
from regulars.features.access.service.accounts import fold_username
from regulars.features.access.service.sessions import (
    AGE_MAX,
    OpenedSession,
    check_password,
    close_session,
    find_account,
    open_session,
)
from regulars.kit.problems import Problem

router = APIRouter(prefix="/v1/session", tags=["session"])

Guard = Annotated[AccessGuard, Depends(current_guard)]


@router.post(
    "", operation_id="log_in", summary="Log in", responses={401: {"description": "Wrong."}, 429: {"description": "Too often."}}
)
async def log_in(body: LogIn, request: Request, response: Response, guard: Guard) -> Session:
    """Open a session and set its cookie. After 10 failures an account waits; an address after 30."""
    username = fold_username(body.username)
    wait_seconds = guard.log_ins.take(username, time.monotonic())
    if wait_seconds:
        raise Problem(
            "attempts_exceeded",
            "Too many log-ins failed for this account.",
            hint=f"Try again in {wait_seconds} seconds, or let an administrator reset the password.",
            facts={"retry_after_seconds": wait_seconds},
        )
    account = await run_in_threadpool(_find, guard, username)
    checked = await anyio.to_thread.run_sync(check_password, account, body.password, limiter=guard.hashing)
    guard.log_ins.give_back(username)
    opened = await run_in_threadpool(_open, guard, checked)
    response.set_cookie(
        COOKIE,
        opened.token,
        max_age=int(AGE_MAX.total_seconds()),
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return Session.of(opened.principal)


@router.get("", operation_id="read_session", summary="Who is logged in?")
async def read_session(caller: Annotated[Principal, Depends(require_session)]) -> Session:
    """The member of staff whose session this is; 401 without one."""
    return Session.of(caller)


@router.delete("", operation_id="log_out", summary="Log out", status_code=204, dependencies=[Depends(require_session)])
async def log_out(request: Request, response: Response, guard: Guard) -> None:
    """End the session, on the server and in the browser."""
    await run_in_threadpool(_close, guard, request.cookies[COOKIE])
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")


def _find(guard: AccessGuard, username: str) -> StaffSecret | None:
    with guard.context.database.transaction() as connection:
        return find_account(connection, username)


def _open(guard: AccessGuard, account: StaffSecret) -> OpenedSession:
    with guard.context.database.transaction() as connection:
        return open_session(connection, account, guard.context.wall_clock())


def _close(guard: AccessGuard, token: str) -> None:
    with guard.context.database.transaction() as connection:
        close_session(connection, token)
