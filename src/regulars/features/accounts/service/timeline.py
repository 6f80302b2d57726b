"""The timeline: orders, refunds, check-ins, spends, corrections, changes of tier and expiries in one list, newest first.

Events and written expiries come from the member's rows, changes of tier from the state's history, and expiries that are due but
not yet written from the settlement of this very request. All are merged by (instant, source, number), which is also the cursor.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from psycopg import Connection

from regulars.core.standings import standing_on
from regulars.features.accounts import queries, wording
from regulars.features.accounts.contracts import Account, TimelineEvent, TimelineKey, TimelineKind, TimelineMoment
from regulars.features.accounts.queries import RANK_EVENT, RANK_EXPIRY, RANK_JOINED, RANK_TIER
from regulars.features.accounts.schemas import TimelineEventName, TimelineItem, TimelineList
from regulars.features.accounts.service.bodies import as_data
from regulars.features.accounts.service.orders import Orders, read_orders
from regulars.features.programs.facade import Sentence
from regulars.kit.instants import datetime_of
from regulars.kit.pagination import decode_cursor, encode_cursor
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.repeats import entry_numbers
from regulars.ledger.wire import OWN_SOURCES

TYPES: dict[TimelineKind, tuple[str, ...]] = {
    "order": ("order.paid", "order.completed"),
    "refund": ("order.refunded",),
    "activity": (
        "member.checked_in", "member.registered", "member.profile_changed", "member.profile_imported", "member.referred",
        "activity.done", "card.granted", "card.revoked", "task.accepted", "honour.granted", "referral.begun",
        "referral.converted", "referral.undone", "earning.unusual", "earning.reviewed", "member.frozen", "member.unfrozen",
        "member.merged", "member.absorbed",
        "member.unmerged", "member.restored", "member.erased",
    ),
    "points": (
        "points.redeemed", "points.redemption_cancelled", "points.adjusted", "points.transferred", "points.received",
        "points.transfer_reversed", "points.receipt_reversed", "points.held", "points.captured", "points.released",
    ),
}  # fmt: skip
"""Which types of event a filter shows. `activity` shows joining and changes of tier too, `points` shows expiries."""

ALL_TYPES = tuple(type_ for types in TYPES.values() for type_ in types)
CLOCK_SOURCE = f"{OWN_SOURCES}clock"
"""What stands in place of a sender for moments that no event made."""
REFERENCES = ("refund_id", "order_id", "redemption_id", "transfer_id", "hold_id")
"""The fields of a body that name the business in question, the narrowest first."""


def list_timeline(
    connection: Connection, account: Account, *, kind: TimelineKind | None, cursor: str | None, limit: int
) -> TimelineList:
    """A page of at most `limit` moments; Problem `cursor_invalid` for a cursor of another list."""
    list_key = f"timeline {account.member_id} {kind}"
    after = None if cursor is None else _position(list_key, cursor)
    types = TYPES[kind] if kind else ALL_TYPES
    expiries = kind in (None, "points")
    told = dict(_changes(account)) if kind in (None, "activity") else {}
    due = list(_due_expiries(account)) if expiries else []
    stored = queries.select_moments(connection, account.member_id, types, expiries=expiries, after=after, limit=limit + 1)
    moments = {_key(moment): moment for moment in (*stored, *due)}
    keys = sorted((key for key in {*moments, *told} if after is None or key < after), reverse=True)
    page = keys[:limit]
    items = told | _stored_items(connection, account, [moments[key] for key in page if key in moments])
    total = queries.count_moments(connection, account.member_id, types, expiries=expiries)
    return TimelineList(
        items=[items[key] for key in page],
        next_cursor=encode_cursor(list_key, (page[-1][0].isoformat(), *page[-1][1:])) if len(keys) > limit else None,
        total=total + len(told) + len(due),
    )


def _key(moment: TimelineMoment) -> TimelineKey:
    return moment.at, moment.rank, moment.no


def _changes(account: Account) -> Iterator[tuple[TimelineKey, TimelineItem]]:
    """Joining, and the changes of tier that the state remembers."""
    joined = datetime_of(account.state.joined_at), RANK_JOINED, 0
    yield joined, _item(joined, "member.joined", wording.title("member.joined"))
    ladder = account.program.ladders[0]
    history = standing_on(account.state, ladder).history
    levels = {tier.key: level for level, tier in enumerate(ladder.tiers)}
    for number, (before, after) in enumerate(pairwise(history)):
        names = account.words.tier(before.tier).name, account.words.tier(after.tier).name
        title = wording.tier_title(*names, is_up=levels.get(after.tier, 0) > levels.get(before.tier, 0))
        key = datetime_of(after.since), RANK_TIER, number
        yield key, _item(key, "tier.changed", title)


def _due_expiries(account: Account) -> Iterator[TimelineMoment]:
    found: dict[tuple[datetime, str], TimelineMoment] = {}
    for entry in account.due:
        if entry.kind == "expire":
            at = datetime_of(entry.at)
            known = found.get((at, entry.wallet)) or TimelineMoment(at, RANK_EXPIRY, entry.no, entry.wallet, 0)
            found[at, entry.wallet] = known._replace(points=known.points + entry.amount)
    yield from found.values()


def _stored_items(connection: Connection, account: Account, moments: list[TimelineMoment]) -> dict[TimelineKey, TimelineItem]:
    events = queries.select_events(connection, account.member_id, [each.no for each in moments if each.rank == RANK_EVENT])
    by_no = {event.event_no: event for event in events}
    numbers = [number for event in events for number in entry_numbers(event.outcome)]
    sums = queries.select_event_sums(connection, account.member_id, numbers)
    orders = read_orders(connection, account.member_id, events)
    items = {}
    for moment in moments:
        if moment.rank == RANK_EVENT:
            items[_key(moment)] = _event_item(account, _key(moment), by_no[moment.no], sums, orders)
        else:
            title = wording.expiry_title(account.words.wallet(moment.wallet))
            items[_key(moment)] = _item(_key(moment), "points.expired", title, points=moment.points)
    return items


def _event_item(
    account: Account, key: TimelineKey, event: TimelineEvent, sums: dict[tuple[int, str], int], orders: Orders
) -> TimelineItem:
    data = as_data(event.body)
    moved = {wallet: amount for (event_no, wallet), amount in sums.items() if event_no == event.event_no}
    title = wording.title(event.type, data.get("reason", ""))
    if event.type == "earning.unusual":
        title = wording.watch_title(account.words.part("watch", data["watch"]).name, data.get("points", 0))
    item = _item(
        key,
        event.type,
        title,
        points=sum(amount for wallet, amount in moved.items() if wallet in account.state.points),
        growth=sum(amount for wallet, amount in moved.items() if wallet in account.state.growth),
    )
    item.event = TimelineEventName(source=event.source, id=event.event_id)
    item.status = event.status
    item.reference = next((str(data[field]) for field in REFERENCES if field in data), None)
    item.lines = orders.lines.get(event.event_no, [])
    item.amount_minor = orders.amounts_minor.get(event.event_no)
    return item


def _item(key: TimelineKey, type_: str, title: Sentence, *, points: int = 0, growth: int = 0) -> TimelineItem:
    at, _, no = key
    return TimelineItem(
        at=at, type=type_, title=title, reference=None, amount_minor=None, points=points, growth=growth, lines=[],
        event=TimelineEventName(source=CLOCK_SOURCE, id=f"{type_} {at.isoformat()} {no}"), status="accepted",
    )  # fmt: skip


def _position(list_key: str, cursor: str) -> TimelineKey:
    try:
        at, rank, no = decode_cursor(list_key, cursor)
        position = datetime.fromisoformat(str(at)), int(rank), int(no)
    except ValueError as error:
        raise _cursor_invalid() from error
    if position[0].tzinfo is None or not 0 <= position[1] < 2**31 or not 0 <= position[2] < 2**62:
        raise _cursor_invalid()
    return position


def _cursor_invalid() -> Problem:
    return Problem("cursor_invalid", "The cursor cannot be used here.", errors=(FieldError("cursor", "is not a cursor"),))
