"""Member access over HTTP: a code or a token opens a session, and a session reads the member's own account."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Query, Request

from regulars.features.access.access import visitor_of
from regulars.features.accounts.facade import EntriesQuery, EntryList, WalletList, list_entries, open_account, read_wallets
from regulars.features.context import Context
from regulars.features.member_access.access import CurrentMember, bearer_of
from regulars.features.member_access.schemas import (
    CodeAsked,
    CodeRequest,
    CodeTyped,
    MemberSession,
    OwnData,
    OwnIdentity,
    SignedToken,
)
from regulars.features.member_access.senders import send, senders_of
from regulars.features.member_access.service.codes import ask_code, take_code
from regulars.features.member_access.service.sessions import end_session
from regulars.features.member_access.service.tokens import take_token
from regulars.features.member_access.service.visitors import let_in
from regulars.features.members.facade import check_visitor, read_member
from regulars.kit.problems import FieldError, Problem, one_of

router = APIRouter(prefix="/v1/member", tags=["member"])


@router.post(
    "/code",
    operation_id="ask_member_code",
    summary="Send a member a code",
    status_code=202,
    responses={429: {"description": "Too many codes for this address, or from this place; `Retry-After` says how long to wait."}},
)
def post_code(body: CodeRequest, request: Request, later: BackgroundTasks, context: Context) -> CodeAsked:
    """Send some digits by e-mail or text message. The answer is the same, and as fast, whether or not anybody has the address."""
    senders = senders_of(context.settings.messages)
    if body.kind not in senders:
        expected = one_of(sorted(senders)) if senders else "a sender: set REGULARS_SMTP_URL or REGULARS_SMS_URL"
        raise Problem("sender_missing", "No code can be sent there.", errors=(FieldError("kind", "has no sender", expected),))
    with context.database.transaction() as connection:
        made = ask_code(connection, body.kind, body.value, visitor_of(request), context.wall_clock())
    if isinstance(made, Problem):
        raise made
    later.add_task(send, senders, made)
    return CodeAsked(code_id=made.code_id, expires_at=made.expires_at)


@router.post("/session", operation_id="open_member_session", summary="Log a member in by a code", status_code=201)
def post_session(body: CodeTyped, request: Request, context: Context) -> MemberSession:
    """Open a session for the code that came: once, within some attempts and minutes.

    A visitor who is told joins the member, as when a till identifies them; a device that somebody else has changes hands.
    """
    device = None if body.visitor is None else (body.visitor.kind, body.visitor.value)
    with context.database.transaction() as connection:
        if device is not None:
            check_visitor(connection, device)
        opened = take_code(connection, body.code_id, body.code, context.wall_clock())
    if isinstance(opened, Problem):
        raise opened
    return MemberSession.of(let_in(context, opened, device, "code", visitor_of(request)))


@router.post(
    "/session/token",
    operation_id="open_member_session_by_token",
    summary="Log a member in by the operator's app",
    status_code=201,
    responses={404: {"description": "The token names nobody we know."}, 409: {"description": "No app is set up for it."}},
)
def post_token(body: SignedToken, request: Request, context: Context) -> MemberSession:
    """Open a session for a member whom the operator's own app has logged in: a signed JWT, good once and for ten minutes.

    A visitor whom it names joins the member.
    """
    with context.database.transaction() as connection:
        opened, device = take_token(connection, context.settings.messages, body.token, context.wall_clock())
    return MemberSession.of(let_in(context, opened, device, "token", visitor_of(request)))


@router.delete("/session", operation_id="end_member_session", summary="Log a member out", status_code=204)
def delete_session(_: CurrentMember, request: Request, context: Context) -> None:
    """End the session."""
    with context.database.transaction() as connection:
        end_session(connection, bearer_of(request))


@router.get("", operation_id="read_own_data", summary="Who the member is")
def get_own_data(member_id: CurrentMember, context: Context) -> OwnData:
    """Name and identities, in full."""
    with context.database.snapshot() as connection:
        member = read_member(connection, member_id)
    identities = [OwnIdentity(kind=kind, value=value) for kind, value in member.identities]
    row = member.row
    return OwnData(
        member_id=row.member_id, member_no=row.member_no, display_name=row.display_name, identities=identities,
        joined_at=row.joined_at,
    )  # fmt: skip


@router.get("/wallet", operation_id="read_own_wallets", summary="What the member holds")
def get_own_wallets(member_id: CurrentMember, context: Context) -> WalletList:
    """Balances, expiries and lots of each points wallet."""
    with context.database.snapshot() as connection:
        return read_wallets(open_account(context, connection, member_id))


@router.get("/entries", operation_id="list_own_entries", summary="The member's ledger")
def get_own_entries(member_id: CurrentMember, query: Annotated[EntriesQuery, Query()], context: Context) -> EntryList:
    """A page of entries, newest first, each with the balance of its wallet after it."""
    with context.database.snapshot() as connection:
        account = open_account(context, connection, member_id)
        return list_entries(
            connection, account, wallet=query.wallet, kind=query.kind, cursor=query.cursor, limit=query.limit
        )  # fmt: skip
