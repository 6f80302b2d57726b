"""Documents of members with many lots: in pieces they are the same text, of which an event reads and writes what it needs."""

import dataclasses
import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulars.core.lot import Lot
from regulars.core.settlement import next_due
from regulars.core.state import PointsBalance, State
from regulars.kit.instants import BEFORE_ALL, NEVER
from regulars.ledger.sweep import sweep
from regulars.store.codec import state_from_json, state_to_json
from regulars.store.database import Database
from regulars.store.long_documents import (
    KEPT,
    LONG_LOTS,
    MORE,
    NO_MIDDLE,
    OTHER,
    Middle,
    cut,
    is_known,
    is_long,
    opened,
    outer_lots_max,
)
from tests.core.table import JOINED_AT, history
from tests.ledger.shop import PROGRAM, TODAY, Shop, cancel, days, event, order, redeem, refund, verdicts

MANY = 5 * LONG_LOTS
PROGRAMS = history((JOINED_AT, PROGRAM))
REMINDING = PROGRAM.replace("restore: {kind: forfeit}", "restore: {kind: forfeit}\n    remind_days: 30", 1)


@dataclasses.dataclass
class Stored:
    """What is stored of a document."""

    head: str
    text: str = ""
    tail: str = ""
    middle: Middle = NO_MIDDLE

    @property
    def whole(self) -> str:
        """The document as everybody else reads it."""
        return self.head + self.text + self.tail


def lot(number: int, active_at: int, expires_at: int = NEVER) -> Lot:
    """A lot whose reference reads as much like the mark of a cut as a text can."""
    return Lot(number, 5, 5, active_at, active_at, expires_at, "base", 'order:[-1,0,0,0,0,0,"","",0]', 1)


class Life:
    """A state that is written and read again after every step, and beside it one that never was."""

    def __init__(self) -> None:
        self.plain = State(0, 0)
        self.plain.points = {"coins": PointsBalance([lot(1, 0)], 2), "points": PointsBalance()}
        self.stored = Stored(state_to_json(self.plain))
        self.reads = 0

    def read(self) -> str:
        """The lots in the middle."""
        self.reads += 1
        return self.stored.text

    def step(self, what: str, count: int, which: int) -> None:
        """Do the same to both, and write what was read."""
        stored = self.stored
        if stored.middle.span:
            state, shelf = opened(stored.head.encode(), stored.tail.encode(), stored.middle, self.read)
        else:
            state, shelf = state_from_json(stored.head), None
        for each in (state, self.plain):
            act(each, what, count, which)
        now = self.plain.settled_to
        assert [held.parts(now) for held in state.points.values()] == [held.parts(now) for held in self.plain.points.values()]
        assert state.balance("points") == self.plain.balance("points")
        assert next_due(PROGRAMS, state) == next_due(PROGRAMS, self.plain)
        if shelf is None and not is_long(state):
            self.stored = Stored(state_to_json(state))
        else:
            pieces = cut(PROGRAMS, state, shelf)
            text = {KEPT: stored.text, MORE: f"{stored.text}{pieces.text}", OTHER: pieces.text or ""}[pieces.fate]
            self.stored = Stored(pieces.head, text, pieces.tail or "", pieces.middle)
        assert self.stored.whole == state_to_json(self.plain)
        assert is_known(PROGRAMS, self.plain, self.stored.middle)


def act(state: State, what: str, count: int, which: int) -> None:
    """A step of a life."""
    held = state.points["points"]
    if what == "wait":
        state.settled_to += which
    elif what in ("earn", "pending"):
        for _ in range(count):
            pending = which if what == "pending" else 0
            held.outside.append(lot(held.next_lot_no, state.settled_to + pending, 10**6 + state.settled_to + pending + which))
            held.next_lot_no += 1
    elif what == "spend":
        held.lots = held.lots[count:]
    elif what == "refund":
        held.lots = [each for each in held.lots if each.no % MANY != which]
    else:
        state.points["coins"].outside.extend(lot(number, 0) for number in range(2, 2 + 2 * count))


steps = st.lists(
    st.tuples(
        st.sampled_from(["earn", "earn", "pending", "wait", "spend", "refund", "other"]), st.integers(0, 30), st.integers(0, MANY)
    ),
    max_size=20,
)


@settings(deadline=None)
@given(steps=steps)
def test_pieces__are_the_document_and_tell_of_it_what_it_would(steps: list[tuple[str, int, int]]):
    life = Life()
    life.step("earn", MANY, 0)
    for what, count, which in steps:
        life.step(what, count, which)


def test_earning__asks_for_no_lot_and_what_is_usable_joins_the_middle():
    life = Life()
    life.step("earn", MANY, 0)
    counts = []
    for _ in range(MANY):
        life.step("earn", 1, 7)
        counts.append(life.stored.middle.count)
        assert not life.reads
    assert len(set(counts)) > 1
    held = len(life.plain.points["points"].lots)
    assert held - counts[-1] <= outer_lots_max(held)


def adjusted(event_id: str) -> dict[str, object]:
    """Ten points, a lot of their own."""
    return event("points.adjusted", "ann", event_id, wallet="points", points=10, reason="a test")


@pytest.fixture
def shop(database: Database) -> Shop:
    """Give a shop where ann has many lots, most of them in the middle of her document."""
    shop = Shop(database)
    shop.join("ann", "bo")
    assert set(verdicts(shop.send(*(adjusted(f"a{number}") for number in range(MANY))))) == {"accepted"}
    shop.accept(adjusted("one more"))
    return shop


def in_the_middle(shop: Shop) -> int:
    """How many lots of ann's are in the middle; and all of them are there."""
    with shop.database.snapshot() as connection:
        row = connection.execute(
            "SELECT (middle_span & 4294967295)::int, d.whole FROM member_document AS d WHERE member_id = %s",
            (shop.member_id("ann"),),
        ).fetchone()
    assert row is not None
    assert shop.violations() == []
    return int(row[0])


def break_the_middle(shop: Shop, text: str) -> str:
    """Put something else into the middle of ann's document; returns what was there."""
    with shop.database.transaction() as connection:
        row = connection.execute("SELECT middle FROM member_document WHERE member_id = %s", (shop.member_id("ann"),)).fetchone()
        connection.execute("UPDATE member_document SET middle = %s WHERE member_id = %s", (text, shop.member_id("ann")))
    assert row is not None
    return str(row[0])


def test_event_that_earns__leaves_the_middle_alone(shop: Shop):
    held = in_the_middle(shop)
    assert held > MANY // 2
    was = break_the_middle(shop, "not even lots")
    assert set(verdicts(shop.send(order("ann", "o1", 500), event("member.checked_in", "ann", "in"), adjusted("a")))) == {
        "accepted"
    }
    assert break_the_middle(shop, was) == "not even lots"
    assert in_the_middle(shop) == held


def test_event_that_takes__finds_every_lot(shop: Shop):
    shop.accept(order("ann", "o1", 500), redeem("ann", "x1", 10 * (MANY - 2)), order("ann", "o2", 700))
    assert in_the_middle(shop) == 0
    shop.accept(cancel("ann", "x1"), refund("ann", "o1", "r1"))
    assert in_the_middle(shop) > MANY // 2
    shop.accept(order("ann", "o3", 100), redeem("ann", "x2", 15), refund("ann", "o2", "r2"), refund("ann", "o3", "r3"))
    assert in_the_middle(shop) > MANY // 2
    assert shop.points("ann") == 10 * (MANY + 1) - 15


def test_order_paid_with_points__finds_them_in_the_middle(shop: Shop):
    shop.accept(order("ann", "o1", 300), order("ann", "o2", 2000, points_used=60), order("ann", "o3", 200))
    assert in_the_middle(shop) > MANY // 2
    assert shop.points("ann") == 10 * (MANY + 1) + 300 + 1999 - 60 + 240  # silver from the second on


def test_late_event_that_earns__lets_the_middle_expire_all_the_same(shop: Shop):
    held = in_the_middle(shop)
    shop.now = TODAY.replace(year=TODAY.year + 1, month=TODAY.month + 1, day=2)
    shop.set_test_clock(shop.now)
    shop.accept(order("ann", "o1", 300, shop.now - days(3)))
    assert in_the_middle(shop) < held
    assert shop.points("ann") == 300


def test_lots_in_the_middle__expire_and_are_announced_on_time(database: Database):
    shop = Shop(database, REMINDING)
    shop.join("ann")
    shop.accept(*(adjusted(f"a{number}") for number in range(MANY)), order("ann", "o1", 500))
    assert in_the_middle(shop) > MANY // 2
    for step in range(1, 15):
        shop.now = TODAY + timedelta(days=30 * step)
        shop.set_test_clock(shop.now)
        sweep(shop.ledger)
        assert shop.violations() == []
        shop.accept(event("member.checked_in", "ann", f"in{step}", shop.now))
    # Earned on 1 June they end with June a year later: in step 12, at the end of May, that is told, in step 14 they are gone.
    with shop.database.snapshot() as connection:
        rows = connection.execute("SELECT facts FROM outbox ORDER BY outbox_no").fetchall()
    told = [
        (name, data["points"]) for (text,) in rows for _, facts in json.loads(text) for name, _, data in facts if "expir" in name
    ]
    assert told[:2] == [("points.expiring_soon", 10 * MANY + 500), ("points.expired", 10 * MANY + 500)]


def test_lot_that_cannot_be_used__does_not_keep_others_from_the_middle():
    life = Life()
    life.step("earn", MANY, 0)
    life.step("pending", 1, 10**5)
    for _ in range(3 * MANY):
        life.step("earn", 1, 7)
    assert life.stored.middle.count > 2 * MANY
    assert life.reads < 5


def test_middle_of_an_older_release__is_read_until_it_is_known(shop: Shop):
    with shop.database.transaction() as connection:
        connection.execute(
            "UPDATE member_document SET middle_points = DEFAULT, middle_active_at = DEFAULT, middle_due_at = DEFAULT"
            " WHERE member_id = %s",
            (shop.member_id("ann"),),
        )
    held = in_the_middle(shop)
    shop.accept(order("ann", "o1", 500))
    assert in_the_middle(shop) == held
    with shop.database.snapshot() as connection:
        row = connection.execute("SELECT max(middle_due_at) FROM member_document").fetchone()
    assert row is not None
    assert row[0] > BEFORE_ALL


@pytest.mark.parametrize("name", ["middle_points", "middle_active_at", "middle_due_at"])
def test_wrong_note__is_found(shop: Shop, name: str):
    with shop.database.transaction() as connection:
        connection.execute(f"UPDATE member_document SET {name} = {name} + 1 WHERE middle_span <> 0".encode())
    (found,) = shop.violations()
    assert "the lots in the middle of the document" in found


def test_conditions__see_all_of_it(shop: Shop):
    with shop.database.snapshot() as connection:
        row = connection.execute(
            "SELECT sum((lot->>2)::int), count(*) FROM member_document,"
            " jsonb_array_elements(member_document.whole::jsonb->6->'points'->0) AS lot"
        ).fetchone()
    assert row == (10 * (MANY + 1), MANY + 1)
