"""The real ledger and a naive model of it live through the same random story and must agree after every step.

`REGULARS_STORIES=500` tells more stories than the suite has time for.
"""

import os
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test

from regulars.kit.instants import instant_of
from regulars.ledger.answers import Outcome
from regulars.store.database import Database
from tests.ledger import naive_earning as earning
from tests.ledger import naive_granting as granting
from tests.ledger.merging import merge, unmerge
from tests.ledger.naive_model import Member
from tests.ledger.naive_program import RICH
from tests.ledger.naive_titles import king_until
from tests.ledger.points_story import NAMES, Held, PointsStory, amounts, held, names
from tests.ledger.shop import Answer, Shop, born, check_in, event, outcome, verdict
from tests.support.databases import DatabaseServer
from tests.support.keys import KEYS

MORE = os.environ.get("REGULARS_STORIES")
STORIES = int(MORE or 30)
PHASES = [Phase.generate] if MORE else list(Phase)
"""A long search only finds: making what it found shorter takes minutes."""


class Story(PointsStory):
    """A story with everything: what members are granted as well, and how two of them turn out to be one."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.merge_id = ""
        self.due: dict[str, int] = {}
        self.is_blurred = False
        """Whether something happened since the merge that no name can be told of: then only the sum of both is certain."""

    @initialize(is_brought=st.booleans(), hours=st.sampled_from([0, 1, 24 * 31, 24 * 75]))
    def begin(self, is_brought: bool, hours: int) -> None:
        if hours:
            self.let_time_pass(hours)
        if is_brought and not self.merge_id:
            self.tell_of_a_friend("bo")

    def stands_for(self, name: str) -> str:
        """Whose account a name leads to."""
        return "ann" if self.merge_id else name

    def note(self, owner: str, answer: Answer) -> None:
        if not self.merge_id or not isinstance(answer, Outcome):
            return
        self.is_blurred |= answer.type == "points.transfer_reversed"
        for entry in answer.entries:
            self.is_blurred |= entry.kind in ("expire", "forfeit") or entry.rule == "king"
            if entry.wallet == "points" and entry.kind != "unmerge":
                self.due[owner] += entry.amount

    @rule(name=names, month=st.sampled_from([0, 5, 6, 8, 12]))
    def tell_a_birthday(self, name: str, month: int) -> None:
        told = born(self.known_as(name), f"{month:02d}-28" if month else None, self.now, event_id=self.new_id())
        self.send(told, granting.tell_birthday(self.members[name], month, self.now), name)

    @precondition(lambda self: not self.merge_id)
    @rule(name=names)
    def tell_of_a_friend(self, name: str) -> None:
        other = NAMES[1 - NAMES.index(name)]
        referrer = {"kind": "customer_no", "value": self.known_as(other)}
        told = event("member.referred", self.known_as(name), self.new_id(), self.now, referrer=referrer)
        self.send(told, granting.refer(self.members[name], other, self.now), name)

    @rule(name=names, kind=st.sampled_from(["double", "double", "guard"]))
    def grant_a_card(self, name: str, kind: str) -> None:
        card_id = self.new_id()
        told = event("card.granted", self.known_as(name), card_id, self.now, card=kind, card_id=card_id)
        self.send(told, granting.grant_card(self.members[name], kind, card_id, self.now), name)

    @precondition(lambda self: any(member.cards for member in self.members.values()))
    @rule(data=st.data())
    def revoke_a_card(self, data: st.DataObject) -> None:
        known = [(name, card.card_id) for name in NAMES for card in self.members[name].cards]
        name, card_id = data.draw(st.sampled_from(known))
        told = event("card.revoked", self.known_as(name), self.new_id(), self.now, card_id=card_id, reason="test")
        self.send(told, granting.revoke_card(self.members[name], card_id, self.now), name)

    @precondition(lambda self: any(lot.is_held for member in self.members.values() for lot in member.lots))
    @rule(name=names, is_abuse=st.booleans())
    def look_into_it(self, name: str, is_abuse: bool) -> None:
        answer = self.shop.review(self.known_as(self.stands_for(name)), self.new_id(), self.now, is_abuse=is_abuse)
        assert verdict(answer) == earning.review(self.members[name], is_abuse, self.now)
        self.note(name, answer)
        self.is_blurred |= bool(self.merge_id)  # what was held back may be the other one's

    @rule(name=names, lines=st.lists(amounts, min_size=1, max_size=2), comes_back=st.booleans())
    def buy_with_a_card(self, name: str, lines: list[int], comes_back: bool) -> None:
        self.grant_a_card(name, "double")
        self.buy(name, lines, 0)
        if comes_back:
            self.bring_back(f"{self.story}-{self.count}")

    @rule(name=names)
    def take_up_the_task(self, name: str) -> None:
        told = event("task.accepted", self.known_as(name), self.new_id(), self.now, task="sprint")
        self.send(told, granting.accept_task(self.members[name], self.now), name)

    @precondition(lambda self: self.now < king_until())
    @rule(name=names)
    def become_king(self, name: str) -> None:
        told = event("honour.granted", self.known_as(name), self.new_id(), self.now, honour="king")
        self.send(told, granting.crown_king(self.members[name], self.now), name)

    @precondition(lambda self: not self.merge_id and self.count > 8)
    @rule()
    def become_one(self) -> None:
        ann, bo = self.members["ann"], self.members["bo"]
        granting.merge(ann, bo, self.now)
        merge_id = f"m{self.story}"
        assert verdict(merge(self.shop, self.known_as("bo"), self.known_as("ann"), merge_id)) == "accepted"
        self.due = {"bo": -self.moved("bo", merge_id), "ann": 0}
        self.due["ann"] = self.balance("ann") - self.due["bo"]
        self.merge_id, self.members["bo"] = merge_id, ann
        self.is_blurred = bool(ann.rewards)  # what is lost of them shows in the event of nobody here

    def moved(self, name: str, merge_id: str) -> int:
        """What a merge moved out of a wallet."""
        return self.sum_of(name, f"AND reference = 'merge:{merge_id}'")

    def balance(self, name: str) -> int:
        """What is in a wallet, by the sum of its entries."""
        return self.sum_of(name, "")

    def sum_of(self, name: str, which: str) -> int:
        with self.shop.database.transaction() as connection:
            row = connection.execute(
                f"SELECT coalesce(sum(amount), 0)::int FROM entry WHERE member_id = %s AND wallet = 'points' {which}".encode(),
                (self.shop.member_id(self.known_as(name)),),
            ).fetchone()
        assert row is not None
        return int(row[0])

    @invariant()
    def balances_agree(self) -> None:
        for name in NAMES:
            stored = held(self.shop, self.known_as(self.stands_for(name)))
            if stored.settled_to < self.now:
                continue  # nothing was asked of this member since the clock moved
            member = self.members[name]
            member.advance(self.now)
            assert stored_of(stored, self.now) == expected_of(member, self.now)
            if member.growth.is_sure:
                assert stored.shown[5] == member.growth.total()

    def teardown(self) -> None:
        if self.story % 2:
            self.part()
        for days_later in (0, 150, 120, 70, 80):  # past a review, its grace, the fading of growth, and every expiry
            self.let_time_pass(24 * days_later)
            for name in NAMES:
                told = check_in(self.known_as(name), self.now, event_id=self.new_id())
                if self.members:
                    self.send(told, earning.check_in(self.members[name], self.now, self.now), name)
                else:
                    assert verdict(self.shop.one(told)) == "accepted"
            if self.members:
                self.balances_agree()
        self.part()

    def part(self) -> None:
        """Undo the merge: together they have what was there, and each what came under their name."""
        if not self.merge_id or not self.members:
            return
        self.members[NAMES[0]].advance(self.now)
        before = self.balance("ann")
        answer = outcome(unmerge(self.shop, self.known_as("ann"), self.merge_id))
        assert answer.status == "accepted"
        self.note("ann", answer)
        both = {name: self.balance(name) for name in NAMES}
        ended = sum(entry.amount for entry in answer.entries if entry.wallet == "points" and entry.kind != "unmerge")
        assert sum(both.values()) == before + ended
        if not self.is_blurred:
            assert both == self.due
        self.members = {}  # from here on the audit alone watches


def stored_of(stored: Held, now: Any) -> tuple[Any, ...]:
    """What is stored of what the model knows."""
    state, at = stored.state, instant_of(now)
    extras = state.extras
    attempt = extras.attempts.get("sprint") if extras else None
    besides = [sum(lot.remaining for lot in state.points[key].lots) if key in state.points else 0 for key in ("stars", "coins")]
    cards = [(card.card, card.left) for card in (extras.cards if extras else []) if card.until > at and card.left]
    months = state.metrics.get("points_earned", {})
    score = extras.scores.get("king", {}).get(0, 0) if extras else 0
    return (
        stored.shown[:5], besides, sorted(cards), attempt and (attempt.progress, attempt.is_done),
        sorted(extras.honours) if extras else [], {month: points for month, points in months.items() if points}, score,
    )  # fmt: skip


def expected_of(member: Member, now: Any) -> tuple[Any, ...]:
    """The same by the model."""
    shown = (member.available(), member.debt, member.tier, sum(member.spend.values()), member.grace_until is not None)
    besides = [member.besides.available(wallet) for wallet in ("stars", "coins")]
    cards = [(card.kind, card.left) for card in member.cards if card.until > now and card.left]
    attempt = member.attempt and (member.attempt.progress, member.attempt.is_done)
    honours = [name for name, is_held in (("crown", member.is_crowned), ("king", member.king_until is not None)) if is_held]
    months = {year * 12 + month - 1: points for (year, month), points in member.earned.items() if points}
    return shown, besides, sorted(cards), attempt, honours, months, member.score


class JointStory(Story):
    """The same of two who turn out to be one early on, each with something of everything."""

    @initialize(data=st.data(), lines=st.lists(amounts, min_size=1, max_size=2), hours=st.sampled_from([1, 24 * 31]))
    def become_one_early(self, data: st.DataObject, lines: list[int], hours: int) -> None:
        for name in NAMES:
            self.buy(name, lines, 0)
            self.come_in(name, data.draw(st.sampled_from([0, 1, 2])))
            for grant in (self.take_up_the_task, self.become_king):
                if data.draw(st.booleans()):
                    grant(name)
        if data.draw(st.booleans()):
            self.buy_with_a_card("bo", lines, comes_back=False)
            self.set_aside(data, 5, 60 * 24)
            self.spend(data, 10)
        self.let_time_pass(hours)
        self.become_one()


class LongStory(Story):
    """The same of two who have come and bought so often that most of their lots lie on the shelf."""

    @initialize()
    def come_often(self) -> None:
        for age in range(27, 0, -2):
            for name in NAMES:
                self.come_in(name, age)
                self.buy(name, [5_000], age)
        self.let_time_pass(24 * 8)
        for name in NAMES:
            self.buy(name, [5_000], 0)
        assert shelved(self.shop) >= len(NAMES)


@pytest.mark.slow
@pytest.mark.parametrize(("story", "share"), [(Story, 2), (JointStory, 1), (LongStory, 1)])
def test_ledger__agrees_with_the_naive_model(database_server: DatabaseServer, story: type[Story], share: int):
    with database_server.fresh_url() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            # Thousands of small commits whose durability is not what is tested here.
            connection.execute(f"ALTER DATABASE {connection.info.dbname} SET synchronous_commit = off")
        with Database.from_url(url, KEYS) as database:
            shop = Shop(database, RICH)
            run_state_machine_as_test(
                lambda: story(shop),
                settings=settings(
                    max_examples=STORIES * share // 3, stateful_step_count=50, phases=PHASES, deadline=None, derandomize=True,
                    database=None,
                    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
                ),
            )  # fmt: skip
            assert shop.violations() == []


def shelved(shop: Shop) -> int:
    """How many members have lots that events need not read."""
    with shop.database.snapshot() as connection:
        row = connection.execute("SELECT count(*) FROM member_document WHERE middle_due_at > -1000000000000000000").fetchone()
    assert row is not None
    return int(row[0])
