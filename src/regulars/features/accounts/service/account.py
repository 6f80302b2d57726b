"""Open an account: the member's state, settled in memory to the instant that stands for now.

A page shows what the next event would see. Where something is due that no write has carried out yet (an expiry of last night,
before the sweeper came), it is carried out here on a copy; the entries that this makes are shown too, because the next write
appends exactly these.
"""

from __future__ import annotations

from uuid import UUID

from psycopg import Connection

from regulars.core.settlement import settle
from regulars.features.accounts import queries
from regulars.features.accounts.contracts import Account
from regulars.features.context import AppContext
from regulars.features.programs.facade import ProgramWords
from regulars.kit.instants import datetime_of, instant_of
from regulars.kit.problems import FieldError, Problem
from regulars.store.codec import state_from_json


def open_account(context: AppContext, connection: Connection, member_id: UUID) -> Account:
    """A member's account now; Problem `member_unknown` if there is no such member."""
    text = queries.select_state(connection, member_id)
    if text is None:
        raise Problem("member_unknown", "There is no member with this id.", errors=(FieldError("member_id", "is not known"),))
    state = state_from_json(text)
    # A state may be ahead of the clock after an import of history; its own time then stands for now.
    now = max(instant_of(context.ledger.now(connection)), state.settled_to)
    programs = context.ledger.history(connection)
    due, _ = settle(programs, state, now)
    shown = datetime_of(now)
    words = ProgramWords(context.programs.published(connection), shown)
    return Account(member_id, state, tuple(due), shown, programs.at(now), words)


def check_wallet(account: Account, wallet: str) -> None:
    """Raise Problem `wallet_unknown` for a wallet that neither the program nor the member has."""
    known = [held.key for held in account.program.wallets]
    if wallet not in known and wallet not in account.state.points and wallet not in account.state.growth:
        field = FieldError("wallet", f"there is no wallet {wallet[:64]}", f"one of {', '.join(known)}")
        raise Problem("wallet_unknown", "There is no such wallet.", errors=(field,))
