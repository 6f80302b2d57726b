"""Random lives of two members, merged in the middle and taken apart again: nothing is lost, and each has what is theirs."""

from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regulars.ledger.answers import Outcome
from regulars.store.database import Database
from tests.ledger.merging import merge, unmerge
from tests.ledger.shop import Shop, cancel, order, outcome, redeem, refund
from tests.support.databases import DatabaseServer
from tests.support.keys import KEYS

NAMES = ("ann", "bo")
names = st.sampled_from(NAMES)
Step = tuple[str, str, int]
steps = st.lists(st.tuples(st.sampled_from(["buy", "buy", "spend", "refund", "cancel"]), names, st.integers(1, 900)), max_size=6)
"""What happens, under whose name, and a number that says how much or which."""
stories = count(1)


class Lives:
    """Two members, whether merged or not, and what each should have by what came under their names."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.story = next(stories)
        self.members = {name: f"{name}-{self.story}" for name in NAMES}
        self.due = dict.fromkeys(NAMES, 0)
        self.orders: list[tuple[str, str]] = []
        self.spends: list[tuple[str, str]] = []
        self.is_merged = False
        self.count = 0
        shop.join(*self.members.values())

    def go_on(self, happened: list[Step]) -> None:
        """Let things happen, each added to what its owner should have."""
        for what, name, number in happened:
            self.count += 1
            new_id = f"{self.story}-{self.count}"
            if what == "buy":
                self.orders.append((name, new_id))
                self._count(name, order(self.members[name], new_id, number))
            elif what == "spend":
                self.spends.append((name, new_id))
                self._count(name, redeem(self.members[name], new_id, number))
            elif what == "refund" and self.orders:
                owner, order_id = self.orders[number % len(self.orders)]
                self._count(owner, refund(self._named(owner, name), order_id, new_id, amount_minor=number * 50))
            elif what == "cancel" and self.spends:
                owner, redemption_id = self.spends[number % len(self.spends)]
                self._count(owner, cancel(self._named(owner, name), redemption_id, event_id=new_id))

    def _named(self, owner: str, name: str) -> str:
        """While both are one, either may bring the goods back."""
        return self.members[name if self.is_merged else owner]

    def _count(self, owner: str, event: dict[str, Any]) -> None:
        answer = self.shop.one(event)
        assert isinstance(answer, Outcome)
        self.due[owner] += sum(entry.amount for entry in answer.entries if entry.wallet == "points")

    def balances(self) -> dict[str, int]:
        """What each has."""
        ids = {name: self.shop.member_id(known_as) for name, known_as in self.members.items()}
        with self.shop.database.transaction() as connection:
            found = connection.execute(
                "SELECT member_id, sum(amount)::int FROM entry WHERE member_id = ANY(%s) AND wallet = 'points' GROUP BY 1",
                (list(ids.values()),),
            ).fetchall()
        held = dict(found)
        return {name: held.get(member_id, 0) for name, member_id in ids.items()}

    def join_up(self, number: int) -> None:
        """Merge Bo into Ann."""
        outcome(merge(self.shop, self.members["bo"], self.members["ann"], f"m{self.story}-{number}"))
        self.is_merged = True
        assert self.balances() == {"ann": sum(self.due.values()), "bo": 0}

    def part(self, number: int) -> None:
        """Undo it."""
        assert outcome(unmerge(self.shop, self.members["ann"], f"m{self.story}-{number}")).status == "accepted"
        self.is_merged = False
        assert self.balances() == self.due


def test_unmerge__gives_each_what_came_under_their_name_whatever_happened(database_server: DatabaseServer):
    with database_server.fresh_url() as url, Database.from_url(url, KEYS) as database:
        shop = Shop(database)

        @given(before=steps, between=steps, after=steps, again=steps)
        @settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
        def live(before: list[Step], between: list[Step], after: list[Step], again: list[Step]) -> None:
            lives = Lives(shop)
            lives.go_on(before)
            lives.join_up(1)
            lives.go_on(between)
            lives.part(1)
            lives.go_on(after)
            lives.join_up(2)
            lives.go_on(again)
            lives.part(2)

        live()
        assert shop.violations() == []
