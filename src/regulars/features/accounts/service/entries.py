"""Entries: the lines of the ledger, newest first, each with the balance after it.

The balance after an entry is today's balance less everything newer, so a page costs what lies above its last line, and the
first page costs only itself. Entries that settlement owes are on the list already, under the numbers that they will have.
"""

from __future__ import annotations

from psycopg import Connection

from regulars.features.accounts import queries, wording
from regulars.features.accounts.contracts import Account, EntryLine
from regulars.features.accounts.schemas import EntryList, EntryShape, EventShape
from regulars.features.accounts.service.account import check_wallet
from regulars.features.accounts.service.bodies import reason_of
from regulars.features.programs.facade import Sentence
from regulars.kit.instants import datetime_of
from regulars.kit.pagination import decode_cursor, encode_cursor
from regulars.kit.problems import FieldError, Problem


def list_entries(
    connection: Connection, account: Account, *, wallet: str | None, kind: str | None, cursor: str | None, limit: int
) -> EntryList:
    """A page of at most `limit` entries; Problem `wallet_unknown`, or `cursor_invalid` for a cursor of another list."""
    if wallet is not None:
        check_wallet(account, wallet)
    list_key = f"entries {account.member_id} {wallet} {kind}"
    before = None if cursor is None else _position(list_key, cursor)
    due = [
        EntryLine(entry, account.now, None)
        for entry in reversed(account.due)
        if wallet in (None, entry.wallet) and kind in (None, entry.kind)
    ]
    found = [line for line in due if before is None or line.entry.no < before][: limit + 1]
    if len(found) <= limit:
        wanted = limit + 1 - len(found)
        found += queries.select_entries(connection, account.member_id, wallet=wallet, kind=kind, before=before, limit=wanted)
    page = found[:limit]
    balances = balances_after(connection, account, page)
    return EntryList(
        items=[entry_shape(account, line, balances[line.entry.no]) for line in page],
        next_cursor=encode_cursor(list_key, (page[-1].entry.no,)) if len(found) > limit else None,
        total=len(due) + queries.count_entries(connection, account.member_id, wallet, kind),
    )


def balances_after(connection: Connection, account: Account, lines: list[EntryLine]) -> dict[int, int]:
    """The balance of its wallet after each of some entries."""
    first_due = account.due[0].no if account.due else 2**62
    numbers = sorted(line.entry.no for line in lines if line.entry.no < first_due)
    sums = queries.select_newer_sums(connection, account.member_id, numbers)
    places = {number: place for place, number in enumerate(numbers, start=1)}
    after = {}
    for line in lines:
        wallet, number = line.entry.wallet, line.entry.no
        newer = sum(entry.amount for entry in account.due if entry.wallet == wallet and entry.no > number)
        if number in places:
            newer += sum(each.amount for each in sums if each.wallet == wallet and each.older >= places[number])
        after[number] = balance(account, wallet) - newer
    return after


def balance(account: Account, wallet: str) -> int:
    """What a wallet holds now."""
    return account.state.balance(wallet)


def entry_shape(account: Account, line: EntryLine, balance_after: int) -> EntryShape:
    """An entry as a list shows it."""
    entry, event = line.entry, line.event
    return EntryShape(
        entry_no=entry.no,
        at=datetime_of(entry.at),
        recorded_at=line.recorded_at,
        wallet=entry.wallet,
        kind=entry.kind,
        kind_text=wording.KINDS[entry.kind],
        amount=entry.amount,
        balance_after=balance_after,
        rule=entry.rule or None,
        rule_text=_rule_text(account, line),
        reference=entry.reference or None,
        event=EventShape(source=event.source, id=event.event_id, type=event.type) if event else None,
    )


def _rule_text(account: Account, line: EntryLine) -> Sentence:
    entry, event = line.entry, line.event
    if entry.rule:
        return account.words.rule(entry.rule, entry.program_version).text
    if entry.kind == "adjust" and event is not None:
        return wording.adjusted(reason_of(event.body))
    if entry.kind == "redeem" and entry.reference:
        return wording.spent_on(entry.reference)
    if (entry.kind in ("send", "fee") and entry.amount > 0) or (entry.kind == "receive" and entry.amount < 0):
        return wording.undone(entry.kind)
    return wording.WITHOUT_RULE.get(entry.kind, wording.NOTHING)


def _position(list_key: str, cursor: str) -> int:
    position = decode_cursor(list_key, cursor)
    if len(position) != 1 or not isinstance(position[0], int) or not 0 < position[0] < 2**62:
        raise Problem("cursor_invalid", "The cursor cannot be used here.", errors=(FieldError("cursor", "is not a cursor"),))
    return position[0]
