"""The real ledger and a naive model of it live through the same random story and must agree after every step."""

from datetime import datetime, timedelta
from itertools import count
from typing import NamedTuple

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from regulars.core.holding import HOLDS_MAX
from regulars.kit.instants import datetime_of
from regulars.ledger.answers import Outcome
from regulars.ledger.sweep import sweep
from regulars.store.codec import state_from_json
from regulars.store.database import Database
from tests.ledger import naive_model as model
from tests.ledger import naive_moves as moves
from tests.ledger.shop import (
    JOINED_AT,
    LIVELY,
    TODAY,
    Answer,
    RawEvent,
    Shop,
    born,
    cancel,
    check_in,
    order,
    redeem,
    refund,
    verdict,
)
from tests.ledger.spending_events import capture, hold, release, transfer, undo_transfer
from tests.support.databases import DatabaseServer
from tests.support.keys import KEYS

NAMES = ["ann", "bo"]
names = st.sampled_from(NAMES)
ages = st.sampled_from([0, 0, 0, 1, 1, 2, 9, 29])  # days by which an event is told late
stories = count(1)
amounts = st.sampled_from([20_000, 120_000, 1, 99, 333, 3333, 65_000, 450_000])


class Story(RuleBasedStateMachine):
    """What two members do, told to the ledger and to the model; each story has members of its own in one database."""

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.shop = shop
        self.story = next(stories)
        self.now = TODAY
        self.count = 0
        self.members = {name: model.Member() for name in NAMES}
        self.owners: dict[str, str] = {}
        self.held: list[tuple[str, str]] = []
        self.answered: list[tuple[RawEvent, Answer]] = []
        self.shop.set_test_clock(self.now)
        self.shop.join(*(self.known_as(name) for name in NAMES), at=JOINED_AT)

    def known_as(self, name: str) -> str:
        return f"{name}-{self.story}"

    def new_id(self) -> str:
        self.count += 1
        return f"{self.story}-{self.count}"

    def who_has_points(self) -> list[str]:
        for member in self.members.values():
            member.advance(self.now)
        return [name for name in NAMES if self.members[name].available()]

    def send(self, event: RawEvent, expected: str) -> None:
        answer = self.shop.one(event)
        assert verdict(answer) == expected
        self.answered.append((event, answer))

    @rule(name=names, lines=st.lists(amounts, min_size=1, max_size=3), age=ages)
    def buy(self, name: str, lines: list[int], age: int) -> None:
        order_id, at = self.new_id(), self.now - timedelta(days=age)
        self.owners[order_id] = name
        event = order(self.known_as(name), order_id, [0] * len(lines), at)
        for line, amount in zip(event["data"]["lines"], lines, strict=True):
            line["amount_minor"] = amount
        self.send(event, model.order_paid(self.members[name], order_id, lines, at, self.now))

    @precondition(lambda self: self.owners)
    @rule(data=st.data())
    def give_back_in_part(self, data: st.DataObject) -> None:
        order_id = data.draw(st.sampled_from(sorted(self.owners)))
        name = self.owners[order_id]
        bought = self.members[name].orders[order_id]
        parts = {
            line: data.draw(st.sampled_from([1, max(amount // 3, 1), amount]))
            for line, amount in enumerate(bought.lines)
            if data.draw(st.booleans())
        } or {0: 1}
        lines = [{"line_id": str(line + 1), "amount_minor": amount} for line, amount in parts.items()]
        event = refund(self.known_as(name), order_id, self.new_id(), self.now, lines=lines)
        self.send(event, model.refund_lines(self.members[name], order_id, parts, self.now))

    @precondition(lambda self: self.owners)
    @rule(data=st.data())
    def give_back(self, data: st.DataObject) -> None:
        order_id = data.draw(st.sampled_from(sorted(self.owners)))
        name = self.owners[order_id]
        event = refund(self.known_as(name), order_id, self.new_id(), self.now)
        self.send(event, model.refund_lines(self.members[name], order_id, {}, self.now))

    @precondition(lambda self: self.who_has_points())
    @rule(data=st.data(), tenths=st.sampled_from([10, 5, 10, 11, 1]))
    def spend(self, data: st.DataObject, tenths: int) -> None:
        name = data.draw(st.sampled_from(self.who_has_points()))
        redemption_id, points = self.new_id(), max(self.members[name].available() * tenths // 10, 1)
        event = redeem(self.known_as(name), redemption_id, points, self.now)
        self.send(event, model.redeem(self.members[name], redemption_id, points, self.now))

    @precondition(lambda self: any(member.redemptions for member in self.members.values()))
    @rule(data=st.data())
    def undo_a_spend(self, data: st.DataObject) -> None:
        known = [(name, held) for name in NAMES for held in sorted(self.members[name].redemptions)]
        name, redemption_id = data.draw(st.sampled_from(known))
        event = cancel(self.known_as(name), redemption_id, self.now, event_id=self.new_id())
        self.send(event, model.cancel(self.members[name], redemption_id, self.now))

    @precondition(lambda self: self.who_has_points())
    @rule(data=st.data(), tenths=st.sampled_from([10, 5, 3]), minutes=st.sampled_from([30, 60 * 24, 60 * 24 * 7]))
    def set_aside(self, data: st.DataObject, tenths: int, minutes: int) -> None:
        name = data.draw(st.sampled_from(self.who_has_points()))
        if len(self.members[name].holds) == HOLDS_MAX:
            return
        hold_id, points = self.new_id(), max(self.members[name].available() * tenths // 10, 1)
        self.held.append((name, hold_id))
        event = hold(self.known_as(name), hold_id, points, self.now, minutes=minutes)
        self.send(event, moves.hold(self.members[name], hold_id, points, minutes, self.now))

    @precondition(lambda self: self.held)
    @rule(data=st.data(), points=st.sampled_from([None, None, 1, 50]))
    def spend_what_is_aside(self, data: st.DataObject, points: int | None) -> None:
        name, hold_id = data.draw(st.sampled_from(self.held))
        event = capture(self.known_as(name), hold_id, self.now, event_id=self.new_id(), points=points)
        self.send(event, moves.capture(self.members[name], hold_id, points, self.now))

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def give_free(self, data: st.DataObject) -> None:
        name, hold_id = data.draw(st.sampled_from(self.held))
        event = release(self.known_as(name), hold_id, self.now, event_id=self.new_id())
        self.send(event, moves.release(self.members[name], hold_id, self.now))

    @precondition(lambda self: self.who_has_points())
    @rule(data=st.data(), hundredths=st.sampled_from([20, 20, 5, 1, 21]))
    def send_points(self, data: st.DataObject, hundredths: int) -> None:
        name = data.draw(st.sampled_from(self.who_has_points()))
        other = NAMES[1 - NAMES.index(name)]
        sender, receiver = self.members[name], self.members[other]
        transfer_id, points = self.new_id(), max(sender.available() * hundredths // 100, 1)
        event = transfer(self.known_as(name), transfer_id, points, self.known_as(other), self.now)
        self.send(event, moves.send(sender, receiver, transfer_id, points, self.now))

    @precondition(lambda self: any(member.transfers for member in self.members.values()))
    @rule(data=st.data())
    def undo_sending(self, data: st.DataObject) -> None:
        known = [(name, held) for name in NAMES for held in sorted(self.members[name].transfers)]
        name, transfer_id = data.draw(st.sampled_from(known))
        sender, receiver = self.members[name], self.members[NAMES[1 - NAMES.index(name)]]
        event = undo_transfer(self.known_as(name), transfer_id, self.now, event_id=self.new_id())
        self.send(event, moves.undo_send(sender, receiver, transfer_id, self.now))

    @rule(name=names, age=ages)
    def come_in(self, name: str, age: int) -> None:
        at = self.now - timedelta(days=age)
        event = check_in(self.known_as(name), at, event_id=self.new_id())
        self.send(event, model.check_in(self.members[name], at, self.now))

    @rule(name=names, month=st.sampled_from([0, 5, 6, 8, 12]))
    def tell_a_birthday(self, name: str, month: int) -> None:
        event = born(self.known_as(name), f"{month:02d}-28" if month else None, self.now, event_id=self.new_id())
        self.send(event, model.tell_birthday(self.members[name], month, self.now))

    @precondition(lambda self: self.answered)
    @rule(data=st.data())
    def say_it_again(self, data: st.DataObject) -> None:
        event, before = data.draw(st.sampled_from(self.answered))
        again = self.shop.one(event)
        assert isinstance(again, Outcome)
        assert isinstance(before, Outcome)
        assert (again.duplicate, again.entries, again.balances) == (True, before.entries, before.balances)

    @rule(hours=st.sampled_from([1, 15, 24 * 75, 24 * 31, 24 * 100]))
    def let_time_pass(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.shop.set_test_clock(self.now)

    @rule()
    def sweep_up(self) -> None:
        sweep(self.shop.ledger)

    @invariant()
    def balances_agree(self) -> None:
        for name, member in self.members.items():
            stored = held(self.shop, self.known_as(name))
            if stored.settled_to < self.now:
                continue  # nothing was asked of this member since the clock moved
            member.advance(self.now)
            expected = (
                member.available(),
                member.debt,
                member.tier,
                sum(member.spend.values()),
                member.grace_until is not None,
            )
            assert stored.shown == expected

    def teardown(self) -> None:
        for days_later in (0, 150, 120, 150):  # past a review, its grace, and every expiry
            self.now += timedelta(days=days_later)
            self.shop.set_test_clock(self.now)
            for name, member in self.members.items():
                event = check_in(self.known_as(name), self.now, event_id=self.new_id())
                self.send(event, model.check_in(member, self.now, self.now))
            self.balances_agree()


class Held(NamedTuple):
    """What the columns beside a state show."""

    settled_to: datetime
    shown: tuple[int, int, str, int, bool]


def held(shop: Shop, name: str) -> Held:
    with shop.database.transaction() as connection:
        row = connection.execute(
            "SELECT state, points_available, points_debt, tier_key, spend_minor, in_grace FROM member_state"
            " JOIN member_document USING (member_id)"
            " WHERE member_id = %s",
            (shop.member_id(name),),
        ).fetchone()
    assert row is not None
    return Held(datetime_of(state_from_json(row[0]).settled_to), row[1:])


@pytest.mark.slow
def test_ledger__agrees_with_the_naive_model(database_server: DatabaseServer):
    with database_server.fresh_url() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            # Thousands of small commits whose durability is not what is tested here.
            connection.execute(f"ALTER DATABASE {connection.info.dbname} SET synchronous_commit = off")
        with Database.from_url(url, KEYS) as database:
            shop = Shop(database, LIVELY)
            run_state_machine_as_test(
                lambda: Story(shop),
                settings=settings(
                    max_examples=30, stateful_step_count=50, deadline=None, derandomize=True, database=None,
                    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
                ),
            )  # fmt: skip
            assert shop.violations() == []
