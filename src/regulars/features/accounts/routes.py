"""A member's account over HTTP. Every answer is read in one snapshot, so its figures agree with each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query
from psycopg import Connection

from regulars.features.access.access import require
from regulars.features.accounts.contracts import Account
from regulars.features.accounts.progress_schemas import ProgressShape
from regulars.features.accounts.schemas import (
    EntriesQuery,
    EntryDetail,
    EntryList,
    ExplainQuery,
    Explanation,
    TimelineList,
    TimelineQuery,
    WalletList,
)
from regulars.features.accounts.service.account import open_account
from regulars.features.accounts.service.entries import list_entries
from regulars.features.accounts.service.entry import read_entry
from regulars.features.accounts.service.explain import explain
from regulars.features.accounts.service.progress import read_progress
from regulars.features.accounts.service.standing import read_standing
from regulars.features.accounts.service.timeline import list_timeline
from regulars.features.accounts.service.verdicts import explain_event
from regulars.features.accounts.service.wallet import read_wallets
from regulars.features.accounts.standing_schemas import StandingShape
from regulars.features.accounts.verdict_schemas import EventExplanation, EventQuery
from regulars.features.context import AppContext, Context
from regulars.store.members import standing_for

router = APIRouter(prefix="/v1/members/{member_id}", tags=["accounts"], dependencies=[Depends(require("members:read"))])

EntryNo = Annotated[int, Path(ge=1, le=2**62)]


class _Opened(NamedTuple):
    connection: Connection
    account: Account


@contextmanager
def _opened(context: AppContext, member_id: UUID) -> Iterator[_Opened]:
    """A member's own account: the history of somebody who was merged stays theirs."""
    with context.database.snapshot() as connection:
        yield _Opened(connection, open_account(context, connection, member_id))


@contextmanager
def _standing(context: AppContext, member_id: UUID) -> Iterator[_Opened]:
    """The account of whoever stands for a member: what is held now is the survivor's."""
    with context.database.snapshot() as connection:
        yield _Opened(connection, open_account(context, connection, standing_for(connection, member_id)))


@router.get("/wallet", operation_id="read_wallets", summary="What a member holds")
def get_wallets(member_id: UUID, context: Context) -> WalletList:
    """Balances, expiries and lots of each points wallet, with whatever is due by now already carried out."""
    with _standing(context, member_id) as (_, account):
        return read_wallets(account)


@router.get("/standing", operation_id="read_standing", summary="Where a member stands")
def get_standing(member_id: UUID, context: Context) -> StandingShape:
    """Tier, growth, the way to the next tier, the coming review and the history of tiers."""
    with _standing(context, member_id) as (_, account):
        return read_standing(account)


@router.get("/progress", operation_id="read_progress", summary="What a member is in the middle of")
def get_progress(member_id: UUID, context: Context) -> ProgressShape:
    """The milestones of this month with how far they are, streaks of days, and the cards that can be used."""
    with _standing(context, member_id) as (_, account):
        return read_progress(account)


@router.get("/entries", operation_id="list_entries", summary="A member's ledger")
def get_entries(member_id: UUID, query: Annotated[EntriesQuery, Query()], context: Context) -> EntryList:
    """A page of entries, newest first, each with the balance of its wallet after it."""
    with _opened(context, member_id) as (connection, account):
        return list_entries(
            connection, account, wallet=query.wallet, kind=query.kind, cursor=query.cursor, limit=query.limit
        )  # fmt: skip


@router.get("/entries/{entry_no}", operation_id="read_entry", summary="One entry and everything behind it")
def get_entry(member_id: UUID, entry_no: EntryNo, context: Context) -> EntryDetail:
    """An entry with its event, the rule and version that judged it, the lots that it touched, and the sum behind its amount."""
    with _opened(context, member_id) as (connection, account):
        return read_entry(connection, account, entry_no)


@router.get("/explain", operation_id="explain_balance", summary="Why a balance is what it is")
def get_explanation(member_id: UUID, query: Annotated[ExplainQuery, Query()], context: Context) -> Explanation:
    """Where every point that is left came from. Points by lot; growth by month and rule, with its dimension."""
    with _standing(context, member_id) as (connection, account):
        return explain(connection, account, query.wallet)


@router.get("/events/explain", operation_id="explain_event", summary="What each rule made of an event")
def get_event_explanation(member_id: UUID, query: Annotated[EventQuery, Query()], context: Context) -> EventExplanation:
    """The verdict of every rule of the version that judged the event: what it gave, or why it gave nothing."""
    with _opened(context, member_id) as (connection, account):
        return explain_event(connection, account, query.source, query.id)


@router.get("/timeline", operation_id="list_timeline", summary="What happened to a member")
def get_timeline(member_id: UUID, query: Annotated[TimelineQuery, Query()], context: Context) -> TimelineList:
    """Orders, refunds, check-ins, spends, corrections, changes of tier and expiries in one list, newest first."""
    with _opened(context, member_id) as (connection, account):
        return list_timeline(connection, account, kind=query.kind, cursor=query.cursor, limit=query.limit)
