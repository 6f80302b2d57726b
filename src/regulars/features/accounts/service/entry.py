"""One entry, opened: the event behind it, the rule and version that judged, the lots it touched, and the sum."""

from __future__ import annotations

from psycopg import Connection

from regulars.core.entries import Entry
from regulars.core.records import OrderRecord
from regulars.features.accounts import queries, wording
from regulars.features.accounts.contracts import Account, EntryLine
from regulars.features.accounts.schemas import EntryDetail, EntryProgram, LotTouch
from regulars.features.accounts.service.bodies import as_data, order_of
from regulars.features.accounts.service.entries import balances_after, entry_shape
from regulars.features.accounts.service.wallet import last_day
from regulars.features.accounts.service.working import earned_working, reversed_working
from regulars.features.programs.facade import Sentence
from regulars.kit.instants import datetime_of, maybe_datetime
from regulars.kit.problems import FieldError, Problem
from regulars.store.events import find_bodies
from regulars.store.records import find_records


def read_entry(connection: Connection, account: Account, entry_no: int) -> EntryDetail:
    """One entry of the member, written or due; Problem `entry_unknown` if there is none of that number."""
    digest: str | None = None
    line = next((EntryLine(entry, account.now, None) for entry in account.due if entry.no == entry_no), None)
    if line is None:
        stored = queries.select_entry(connection, account.member_id, entry_no)
        if stored is None:
            field = FieldError("entry_no", "is not known", f"a number from 1 to {account.state.entry_no}")
            raise Problem("entry_unknown", "The member has no entry of this number.", errors=(field,))
        line, digest = stored[0], stored[1].hex()
    entry = line.entry
    version = account.words.published[entry.program_version - 1]
    return EntryDetail(
        **dict(entry_shape(account, line, balances_after(connection, account, [line])[entry_no])),
        program=EntryProgram(key=version.program.key, version=version.version, published_at=version.published_at),
        lots=_lots(connection, account, entry),
        debt_change=entry.debt_change,
        event_body=as_data(line.event.body) if line.event else None,
        hash=digest,
        working=_working(connection, account, entry),
    )


def _lots(connection: Connection, account: Account, entry: Entry) -> list[LotTouch]:
    growth = account.state.growth.get(entry.wallet)
    if growth is not None:
        return [
            LotTouch(
                lot_no=touched.lot_no, change=touched.change, remaining_now=growth.by_month().get(touched.lot_no, 0),
                earned_at=datetime_of(account.program.calendar.month_start(touched.lot_no)), expires_at=None,
            )
            for touched in entry.lots
        ]  # fmt: skip
    points = account.state.points.get(entry.wallet)
    held = {lot.no: lot for lot in points.lots} if points else {}
    made = {no: datetime_of(lot.earned_at) for no, lot in held.items()}
    gone = [touched.lot_no for touched in entry.lots if touched.lot_no not in made]
    if gone:
        made |= queries.select_made_lots(connection, account.member_id, entry.wallet, gone, entry.no)
    return [
        LotTouch(
            lot_no=touched.lot_no,
            change=touched.change,
            remaining_now=held[touched.lot_no].remaining if touched.lot_no in held else 0,
            earned_at=made[touched.lot_no],
            expires_at=maybe_datetime(touched.expires_at),
        )
        for touched in entry.lots
    ]


def _working(connection: Connection, account: Account, entry: Entry) -> Sentence | None:
    if entry.kind == "expire":
        day = last_day(entry.at, account.program.calendar)
        return wording.last_day_passed(day) if day and entry.is_settlement else None
    if entry.kind == "forfeit":
        return wording.FORFEITED
    if entry.kind not in ("earn", "reverse") or not entry.reference.startswith("order:"):
        return None
    record = find_records(connection, [account.member_id], [entry.reference]).get(entry.reference)
    if not isinstance(record, OrderRecord):
        return None
    if entry.kind == "reverse":
        return reversed_working(entry, record, queries.select_taken_before(connection, account.member_id, entry))
    order = order_of(find_bodies(connection, [entry.reference])[entry.reference])
    return earned_working(entry, record, order, account.words.current.document.currency.digits)
