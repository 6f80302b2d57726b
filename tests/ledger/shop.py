"""A shop over the real write path: a small program, members by customer number, events as JSON, and what is stored of them."""

import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from regulars.features.programs.facade import ProgramLibrary, publish
from regulars.kit.ids import new_id
from regulars.kit.problems import Problem
from regulars.ledger.answers import Outcome, Told
from regulars.ledger.append import Ledger
from regulars.ledger.audit import audit
from regulars.ledger.members import open_members
from regulars.ledger.wire import REVIEW_SOURCE
from regulars.store.clock import set_test_time
from regulars.store.database import Database
from regulars.store.identities import Identity
from regulars.store.members import NewMember, find_members

PROGRAM = """
program: corner
name: {zh: 街角, en: Corner shop}
currency: {code: CNY, digits: 2, name: {zh: 元, en: CNY}}
time_zone: Asia/Shanghai
late_days: 30
wallets:
  - key: points
    kind: points
    name: {zh: 积分, en: Points}
    worth: {points: 100, money: 1.00}
    expiry: {kind: months, count: 12, round_to: month}
    spend_order: earliest_expiry
    on_shortfall: debt
    restore: {kind: forfeit}
  - key: growth
    kind: growth
    name: {zh: 成长值, en: Growth}
    dimensions: {spend: {zh: 消费, en: Spend}, behaviour: {zh: 行为, en: Behaviour}}
kinds: {goods: {zh: 商品, en: Goods}, postage: {zh: 运费, en: Postage}}
metrics: {spend: {kinds: [goods]}}
ladders:
  - key: club
    name: {zh: 会员等级, en: Club}
    review: year
    grace_months: 3
    on_miss: one_down
    on_refund: at_review
    tiers:
      - {key: regular, name: {zh: 普通, en: Regular}, color: "#8c8c8c"}
      - key: silver
        name: {zh: 银, en: Silver}
        color: "#7a8fa6"
        reach: {all: [{metric: spend, at_least: 1000, window: year}]}
        keep: {all: [{metric: spend, at_least: 800, window: year}]}
      - key: gold
        name: {zh: 金, en: Gold}
        color: "#c8963e"
        reach: {all: [{metric: spend, at_least: 5000, window: year}]}
        keep: {all: [{metric: spend, at_least: 4000, window: year}]}
rules:
  - key: base
    kind: per_amount
    name: {zh: 消费积分, en: Points for spending}
    wallet: points
    points: 1
    per: 1.00
    lines: {kinds: [goods]}
    tier_rates: {silver: 1.2, gold: 1.5}
  - key: check_in
    kind: per_action
    name: {zh: 签到, en: Check-in}
    event: member.checked_in
    wallet: points
    points: 5
    limit: {per: day, points: 5}
  - key: growth_spend
    kind: per_amount
    name: {zh: 消费成长, en: Growth}
    wallet: growth
    dimension: spend
    points: 1
    per: 1.00
    lines: {kinds: [goods]}
points_as_cash: {wallet: points, max_share: 30%}
transfer: {wallet: points, max_share: 20%, per_month: 5000, fee: 10%}
"""
"""Points can be spent at once, so that a test of spending needs no week of waiting; otherwise like the mall."""

TIER_RATES = "tier_rates: {silver: 1.2, gold: 1.5}"
DELAYED = PROGRAM.replace(TIER_RATES, f"{TIER_RATES}\n    pending_days: 7")
"""The same with a return window of a week."""

LIVELY = (
    PROGRAM.replace(
        "points_as_cash:",
        "  - {key: streak, kind: streak, event: member.checked_in, days: 3, points: 10, wallet: points}\npoints_as_cash:",
    ).replace(TIER_RATES, f"{TIER_RATES}\n    limit: {{per: day, points: 2000}}")
    + """
promotions:
  - {key: weekends, name: {zh: 周末双倍, en: Weekends}, rate: 2, when: {weekdays: [saturday, sunday]}}
  - {key: birthday, name: {zh: 生日月三倍, en: Birthday month}, rate: 3, when: {birthday: month}}
"""
)
"""The same with double points at weekends, triple in the birthday month, at most 2000 a day, and a streak of three days."""

JOINED_AT = datetime(2025, 1, 1, 4, tzinfo=UTC)
TODAY = datetime(2025, 6, 1, 4, tzinfo=UTC)
SOURCE = "till-1"

T = TypeVar("T")
RawEvent = dict[str, Any]
Answer = Outcome | Told | Problem
"""An answer, read or as it goes out."""
TABLES = (
    "member",
    "member_identity",
    "member_key",
    "member_due",
    "member_state",
    "member_document",
    "event",
    "entry",
    "business_record",
    "outbox",
    "figure",
    "import_run",
)


class StoredMember(NamedTuple):
    """All that is stored of one member and must not depend on who ran when, nor on the member's id."""

    state: str
    event_no: int
    chain_head: bytes
    entries: list[tuple[Any, ...]]
    events: list[tuple[Any, ...]]


class Shop:
    """A database with a program, and a ledger over it whose clock the test moves."""

    def __init__(self, database: Database, program: str | None = PROGRAM) -> None:
        """Publish a program; None where one is published already."""
        self.database = database
        self.now = TODAY
        self.library = ProgramLibrary()
        self.ledger = Ledger(database, self.library.history, lambda: self.now)
        if program is not None:
            self.publish(program, published_at=JOINED_AT)

    def publish(self, text: str, *, published_at: datetime | None = None, in_force_from: datetime | None = None) -> int:
        """Publish a program text; its version comes back."""
        with self.database.transaction() as connection:
            return publish(
                connection, self.library, text, name="corner.yaml", in_force_from=in_force_from,
                clock=lambda: published_at or self.now, published_by="test",
            ).version  # fmt: skip

    def set_test_clock(self, now: datetime) -> None:
        """Make this a sandbox, or move its clock."""
        with self.database.transaction() as connection:
            set_test_time(connection, now)
        self.now = now

    def join(self, *names: str, at: datetime = JOINED_AT) -> None:
        """Open members under their customer numbers."""
        rows = [NewMember(new_id(), name, at, "store", (Identity("customer_no", name),)) for name in names]
        with self.database.transaction() as connection:
            open_members(connection, self.ledger.history(connection), rows)

    def member_id(self, name: str) -> UUID:
        """Our id of a member."""
        with self.database.transaction() as connection:
            return find_members(connection, [Identity("customer_no", name)])[Identity("customer_no", name)]

    def send(self, *events: RawEvent, is_history: bool = False) -> list[Answer]:
        """Append events as one batch."""
        return self.ledger.append([raw(event) for event in events], is_history=is_history)

    def one(self, event: RawEvent) -> Answer:
        """Append one event."""
        return self.send(event)[0]

    def accept(self, *events: RawEvent, is_history: bool = False) -> list[Outcome]:
        """Append events that must all be accepted."""
        answers = self.send(*events, is_history=is_history)
        assert [verdict(answer) for answer in answers] == ["accepted"] * len(events), answers
        return [answer for answer in answers if isinstance(answer, Outcome)]

    def review(self, name: str, review_id: str, at: datetime, *, is_abuse: bool) -> Answer:
        """Staff decide about what is held back of a member."""
        decided = {"verdict": "confirmed" if is_abuse else "cleared", "reason": "test"}
        told = event("earning.reviewed", name, review_id, at, source=REVIEW_SOURCE, **decided)
        told |= {"member": None, "member_id": str(self.member_id(name))}
        return self.ledger.answer([raw(told)], sent_by="test", is_own=True)[0]

    def at_once(self, events: Sequence[RawEvent]) -> list[Answer]:
        """Append each event in a transaction of its own, all at the same moment."""
        return at_once([lambda event=event: self.one(event) for event in events])  # type: ignore[misc]  # a default argument, which mypy cannot infer

    def points(self, name: str) -> int:
        """Points that a member can spend, by the column that lists read."""
        with self.database.transaction() as connection:
            row = connection.execute(
                "SELECT points_available FROM member_state WHERE member_id = %s", (self.member_id(name),)
            ).fetchone()
        assert row is not None
        return int(row[0])

    def stored(self, name: str) -> StoredMember:
        """Everything stored of a member."""
        member_id = (self.member_id(name),)
        with self.database.snapshot() as connection:
            state = connection.execute(
                "SELECT member_document.whole, event_no, chain_head FROM member_state JOIN member_document USING (member_id)"
                " WHERE member_id = %s",
                member_id,
            ).fetchone()
            entries = connection.execute(
                "SELECT entry_no, event_no, wallet, kind, amount, lots, debt_change, rule, program_version, at, reference, hash"
                " FROM entry WHERE member_id = %s ORDER BY entry_no", member_id,
            ).fetchall()  # fmt: skip
            events = connection.execute(
                "SELECT event_no, source, event_id, type, occurred_at, program_version, status, reference, body"
                " FROM event WHERE member_id = %s ORDER BY event_no", member_id,
            ).fetchall()  # fmt: skip
        assert state is not None
        return StoredMember(*state, entries, events)

    def row_counts(self) -> dict[str, int]:
        """Rows of every table that an event may touch."""
        with self.database.snapshot() as connection:
            counts = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in TABLES}
        return {table: row[0] for table, row in counts.items() if row is not None}

    def violations(self) -> list[str]:
        """What the audit finds."""
        return [f"{violation.member_id or 'base'}: {violation.what}" for violation in audit(self.ledger)]


def event(kind: str, name: str, event_id: str, at: datetime = TODAY, *, source: str = SOURCE, **data: Any) -> RawEvent:
    """An event as a till sends it."""
    return {
        "source": source, "id": event_id, "type": kind, "member": {"kind": "customer_no", "value": name},
        "occurred_at": at.isoformat(), "data": data,
    }  # fmt: skip


def order(
    name: str, order_id: str, yuan: int | Sequence[int], at: datetime = TODAY, *, event_id: str = "", **more: Any
) -> RawEvent:
    """An order of goods: one amount, or one per line."""
    amounts = [yuan] if isinstance(yuan, int) else yuan
    lines = [
        {"line_id": str(number), "sku": f"sku-{number}", "quantity": 1, "amount_minor": amount * 100}
        for number, amount in enumerate(amounts, 1)
    ]
    return event("order.paid", name, event_id or f"paid-{order_id}", at, order_id=order_id, currency="CNY", lines=lines, **more)


def refund(name: str, order_id: str, refund_id: str, at: datetime = TODAY, *, event_id: str = "", **more: Any) -> RawEvent:
    """A refund, of everything unless `lines` or `amount_minor` say otherwise."""
    return event("order.refunded", name, event_id or f"refunded-{refund_id}", at, refund_id=refund_id, order_id=order_id, **more)


def redeem(name: str, redemption_id: str, points: int, at: datetime = TODAY, *, event_id: str = "") -> RawEvent:
    """Points spent."""
    return event(
        "points.redeemed", name, event_id or f"redeemed-{redemption_id}", at,
        redemption_id=redemption_id, wallet="points", points=points,
    )  # fmt: skip


def cancel(name: str, redemption_id: str, at: datetime = TODAY, *, event_id: str = "") -> RawEvent:
    """A redemption undone."""
    return event("points.redemption_cancelled", name, event_id or f"cancelled-{redemption_id}", at, redemption_id=redemption_id)


def check_in(name: str, at: datetime, *, event_id: str = "") -> RawEvent:
    """A check-in."""
    return event("member.checked_in", name, event_id or f"check-in-{name}-{at.isoformat()}", at)


def born(name: str, birthday: str | None, at: datetime, *, event_id: str) -> RawEvent:
    """A birthday told, as MM-DD, or taken back."""
    return event("member.profile_changed", name, event_id, at, birthday=birthday)


def raw(body: RawEvent) -> bytes:
    """An event as it comes over the wire."""
    return json.dumps(body, ensure_ascii=False).encode()


def verdict(answer: Answer) -> str:
    """One word for an answer: accepted, or the code of why not."""
    if isinstance(answer, Problem):
        return answer.code
    read = outcome(answer)
    return read.rejection.code if read.rejection else read.status


def verdicts(answers: Iterable[Answer]) -> dict[str, int]:
    """How often each word was said."""
    counted: dict[str, int] = {}
    for answer in answers:
        counted[verdict(answer)] = counted.get(verdict(answer), 0) + 1
    return counted


def outcome(answer: Answer) -> Outcome:
    """An answer that is no refusal, read."""
    read = answer.outcome() if isinstance(answer, Told) else answer
    assert isinstance(read, Outcome), read
    return read


def at_once(calls: Sequence[Callable[[], T]]) -> list[T]:
    """Make calls in as many threads, all released at the same moment; their results in order."""
    barrier = Barrier(len(calls))

    def call(number: int) -> T:
        barrier.wait()
        return calls[number]()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(call, range(len(calls))))


def days(count: int) -> timedelta:
    """So many days."""
    return timedelta(days=count)
