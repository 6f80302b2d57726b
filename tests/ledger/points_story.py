"""What members do with points, told to the ledger and to the naive model: the rules of a story that move wallets."""

from datetime import datetime, timedelta
from itertools import count
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from regulars.core.holding import HOLDS_MAX
from regulars.core.state import State
from regulars.kit.instants import datetime_of
from regulars.ledger.answers import Outcome
from regulars.ledger.sweep import sweep
from regulars.store.codec import state_from_json
from tests.ledger import naive_earning as earning
from tests.ledger import naive_moves as moves
from tests.ledger.naive_model import Member
from tests.ledger.shop import (
    JOINED_AT,
    TODAY,
    Answer,
    RawEvent,
    Shop,
    cancel,
    check_in,
    event,
    order,
    redeem,
    refund,
    verdict,
)
from tests.ledger.spending_events import capture, hold, release, transfer, undo_transfer

NAMES = ["ann", "bo"]
names = st.sampled_from(NAMES)
ages = st.sampled_from([0, 0, 0, 1, 1, 2, 9, 29])  # days by which an event is told late
stories = count(1)
amounts = st.sampled_from([20_000, 120_000, 1, 99, 333, 3333, 65_000, 450_000])


class PointsStory(RuleBasedStateMachine):
    """What two members do; each story has members of its own in one database."""

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.shop = shop
        self.story = next(stories)
        self.now = TODAY
        self.count = 0
        self.members = {name: Member() for name in NAMES}
        self.owners: dict[str, str] = {}
        self.doers: dict[str, str] = {}
        """Who spent, set aside or sent, by its id."""
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

    def other(self, name: str) -> Member:
        """The other one of the two; the same, once they are one."""
        return self.members[NAMES[1 - NAMES.index(name)]]

    def bringing(self, name: str) -> str:
        """Under which name the goods of one of them are brought back: once they are one, either will do."""
        return NAMES[self.count % 2] if self.members["ann"] is self.members["bo"] else name

    def send(self, told: RawEvent, expected: str, owner: str) -> None:
        """Tell the ledger; `owner` is whose doing it is, whatever name it comes under."""
        answer = self.shop.one(told)
        assert verdict(answer) == expected
        self.answered.append((told, answer))
        self.note(owner, answer)

    def note(self, owner: str, answer: Answer) -> None:
        """Keep what an answer means for who owns what."""

    @rule(name=names, lines=st.lists(amounts, min_size=1, max_size=3), age=ages)
    def buy(self, name: str, lines: list[int], age: int) -> None:
        order_id, at = self.new_id(), self.now - timedelta(days=age)
        self.owners[order_id] = name
        told = order(self.known_as(name), order_id, [0] * len(lines), at)
        for line, amount in zip(told["data"]["lines"], lines, strict=True):
            line["amount_minor"] = amount
        self.send(told, earning.order_paid(self.members[name], order_id, lines, at, self.now, self.other(name)), name)

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
        told = refund(self.known_as(self.bringing(name)), order_id, self.new_id(), self.now, lines=lines)
        self.send(told, earning.refund_lines(self.members[name], order_id, parts, self.now, self.other(name)), name)

    @precondition(lambda self: self.owners)
    @rule(data=st.data())
    def give_back(self, data: st.DataObject) -> None:
        self.bring_back(data.draw(st.sampled_from(sorted(self.owners))))

    def bring_back(self, order_id: str) -> None:
        """Give back all that is left of an order."""
        name = self.owners[order_id]
        told = refund(self.known_as(self.bringing(name)), order_id, self.new_id(), self.now)
        self.send(told, earning.refund_lines(self.members[name], order_id, {}, self.now, self.other(name)), name)

    @precondition(lambda self: self.who_has_points())
    @rule(data=st.data(), tenths=st.sampled_from([10, 5, 10, 11, 1]))
    def spend(self, data: st.DataObject, tenths: int) -> None:
        name = data.draw(st.sampled_from(self.who_has_points()))
        redemption_id, points = self.new_id(), max(self.members[name].available() * tenths // 10, 1)
        self.doers[redemption_id] = name
        told = redeem(self.known_as(name), redemption_id, points, self.now)
        self.send(told, moves.redeem(self.members[name], redemption_id, points, self.now), name)

    @precondition(lambda self: any(member.redemptions for member in self.members.values()))
    @rule(data=st.data())
    def undo_a_spend(self, data: st.DataObject) -> None:
        known = [(name, held) for name in NAMES for held in sorted(self.members[name].redemptions)]
        name, redemption_id = data.draw(st.sampled_from(known))
        told = cancel(self.known_as(name), redemption_id, self.now, event_id=self.new_id())
        self.send(told, moves.cancel(self.members[name], redemption_id, self.now), self.doers[redemption_id])

    @precondition(lambda self: self.who_has_points())
    @rule(data=st.data(), tenths=st.sampled_from([10, 5, 3]), minutes=st.sampled_from([30, 60 * 24, 60 * 24 * 7]))
    def set_aside(self, data: st.DataObject, tenths: int, minutes: int) -> None:
        name = data.draw(st.sampled_from(self.who_has_points()))
        if len(self.members[name].holds) == HOLDS_MAX:
            return
        hold_id, points = self.new_id(), max(self.members[name].available() * tenths // 10, 1)
        self.held.append((name, hold_id))
        self.doers[hold_id] = name
        told = hold(self.known_as(name), hold_id, points, self.now, minutes=minutes)
        self.send(told, moves.hold(self.members[name], hold_id, points, minutes, self.now), name)

    @precondition(lambda self: self.held)
    @rule(data=st.data(), points=st.sampled_from([None, None, 1, 50]))
    def spend_what_is_aside(self, data: st.DataObject, points: int | None) -> None:
        name, hold_id = data.draw(st.sampled_from(self.held))
        told = capture(self.known_as(name), hold_id, self.now, event_id=self.new_id(), points=points)
        self.send(told, moves.capture(self.members[name], hold_id, points, self.now), name)

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def give_free(self, data: st.DataObject) -> None:
        name, hold_id = data.draw(st.sampled_from(self.held))
        told = release(self.known_as(name), hold_id, self.now, event_id=self.new_id())
        self.send(told, moves.release(self.members[name], hold_id, self.now), name)

    @precondition(lambda self: self.who_has_points())
    @rule(data=st.data(), hundredths=st.sampled_from([20, 20, 5, 1, 21]))
    def send_points(self, data: st.DataObject, hundredths: int) -> None:
        name = data.draw(st.sampled_from(self.who_has_points()))
        other = NAMES[1 - NAMES.index(name)]
        sender, receiver = self.members[name], self.members[other]
        transfer_id, points = self.new_id(), max(sender.available() * hundredths // 100, 1)
        told = transfer(self.known_as(name), transfer_id, points, self.known_as(other), self.now)
        self.send(told, moves.send(sender, receiver, transfer_id, points, self.now), name)

    @precondition(lambda self: any(member.transfers for member in self.members.values()))
    @rule(data=st.data())
    def undo_sending(self, data: st.DataObject) -> None:
        known = [(name, held) for name in NAMES for held in sorted(self.members[name].transfers)]
        name, transfer_id = data.draw(st.sampled_from(known))
        sender, receiver = self.members[name], self.other(name)
        told = undo_transfer(self.known_as(name), transfer_id, self.now, event_id=self.new_id())
        self.send(told, moves.undo_send(sender, receiver, transfer_id, self.now), name)

    @rule(name=names, age=ages)
    def come_in(self, name: str, age: int) -> None:
        at = self.now - timedelta(days=age)
        told = check_in(self.known_as(name), at, event_id=self.new_id())
        self.send(told, earning.check_in(self.members[name], at, self.now), name)

    @precondition(lambda self: self.who_has_points())
    @rule(name=names, wallet=st.sampled_from(["stars", "coins"]), points=st.sampled_from([1, 3, 8]))
    def spend_besides(self, name: str, wallet: str, points: int) -> None:
        spent = {"redemption_id": self.new_id(), "wallet": wallet, "points": points}
        told = event("points.redeemed", self.known_as(name), self.new_id(), self.now, **spent)
        self.send(told, moves.redeem_besides(self.members[name], wallet, points, self.now), name)

    @precondition(lambda self: self.answered)
    @rule(data=st.data())
    def say_it_again(self, data: st.DataObject) -> None:
        told, before = data.draw(st.sampled_from(self.answered))
        again = self.shop.one(told)
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


class Held(NamedTuple):
    """A stored state, and what the columns beside it show."""

    settled_to: datetime
    state: State
    shown: tuple[int, int, str, int, bool, int]


def held(shop: Shop, name: str) -> Held:
    """What is stored of a member."""
    with shop.database.transaction() as connection:
        row = connection.execute(
            "SELECT member_document.whole, points_available, points_debt, tier_key, spend_minor, in_grace, growth"
            " FROM member_state JOIN member_document USING (member_id)"
            " WHERE member_id = %s",
            (shop.member_id(name),),
        ).fetchone()
    assert row is not None
    state = state_from_json(row[0])
    return Held(datetime_of(state.settled_to), state, row[1:])
