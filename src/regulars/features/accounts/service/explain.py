"""Explain: why a balance is what it is - where every point that is left came from, line by line, to the exact sum."""

from __future__ import annotations

from typing import Final

from psycopg import Connection

from regulars.core.lot import Lot
from regulars.core.state import PointsBalance
from regulars.features.accounts import queries, wording
from regulars.features.accounts.contracts import Account, LotStatus
from regulars.features.accounts.schemas import DimensionShape, Explanation, ExplanationLine, OtherLines
from regulars.features.accounts.service.account import check_wallet
from regulars.features.accounts.service.wallet import last_day, lot_text, order_id, status
from regulars.kit.calendars import month_label
from regulars.kit.instants import datetime_of

LINES_MAX: Final = 1000


def explain(connection: Connection, account: Account, wallet: str) -> Explanation:
    """The lines of a wallet, oldest first. Points: one per lot that holds something. Growth: one per month and rule.

    What of a lot is set aside has a line of its own. `sum` is what the lines hold less the debt; it equals the balance, or the
    ledger is broken. Beyond 1,000 lines the rest is summed up in `others`. Problem `wallet_unknown` for a wallet that does not
    exist.
    """
    check_wallet(account, wallet)
    growth = account.state.growth.get(wallet)
    if growth is not None or wallet in account.program.growth_wallets:
        lines = _growth_lines(connection, account, wallet)
        return _explanation(wallet, growth.balance() if growth else 0, lines, 0)
    held = account.state.points.get(wallet) or PointsBalance()
    lines = [_lot_line(account, lot, status(lot, account.instant)) for lot in held.lots]
    aside = [lot for hold in account.state.holds().values() if hold.wallet == wallet for lot in hold.lots]
    lines += [_lot_line(account, lot, "held") for lot in aside]
    lines.sort(key=lambda line: (line.earned_at, line.lot_no))
    return _explanation(wallet, account.state.balance(wallet), lines, held.debt)


def _explanation(wallet: str, balance: int, lines: list[ExplanationLine], debt: int) -> Explanation:
    shown, hidden = lines[:LINES_MAX], lines[LINES_MAX:]
    return Explanation(
        wallet=wallet,
        balance=balance,
        lines=shown,
        others=OtherLines(lines=len(hidden), left=sum(line.left for line in hidden)) if hidden else None,
        debt=debt,
        sum=sum(line.left for line in lines) - debt,
    )


def _lot_line(account: Account, lot: Lot, lot_status: LotStatus) -> ExplanationLine:
    return ExplanationLine(
        lot_no=lot.no,
        earned_at=datetime_of(lot.earned_at),
        order_id=order_id(lot.reference),
        rule=lot.rule or None,
        rule_text=lot_text(account, lot),
        program_version=lot.program_version,
        earned=lot.amount,
        left=lot.remaining,
        last_day=last_day(lot.expires_at, account.program.calendar),
        status=lot_status,
    )


def _growth_lines(connection: Connection, account: Account, wallet: str) -> list[ExplanationLine]:
    names = account.words.dimensions(wallet)
    lines = []
    for part in queries.select_growth(connection, account.member_id, wallet):
        if not part.left:
            continue
        rule = account.words.rule(part.rule, part.program_version) if part.rule else None
        dimension = rule.dimension if rule else None
        lines.append(
            ExplanationLine(
                lot_no=part.month,
                earned_at=datetime_of(account.program.calendar.month_start(part.month)),
                order_id=None,
                rule=part.rule,
                rule_text=rule.text if rule else wording.WITHOUT_RULE["decay"],
                program_version=part.program_version,
                earned=part.earned,
                left=part.left,
                last_day=None,
                status="active",
                month=month_label(part.month),
                dimension=DimensionShape(key=dimension, name=names[dimension]) if dimension in names else None,
            )
        )
    lines += [
        ExplanationLine(
            lot_no=change.lot_no, earned_at=datetime_of(account.program.calendar.month_start(change.lot_no)), order_id=None,
            rule=None, rule_text=wording.WITHOUT_RULE["decay"], program_version=entry.program_version, earned=0,
            left=change.change, last_day=None, status="active", month=month_label(change.lot_no), dimension=None,
        )
        for entry in account.due  # what has fallen due and is not yet written
        if entry.wallet == wallet
        for change in entry.lots
    ]  # fmt: skip
    return lines
