"""Documents of members with very many lots: in pieces they are the same text, and what nothing touched is not written again."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulars.core.lot import Lot
from regulars.core.state import PointsBalance, State
from regulars.store.codec import state_from_json, state_to_json
from regulars.store.database import Database
from regulars.store.long_documents import EDGE_LOTS, LONG_LOTS, OUTER_LOTS_MAX, cut, middle_of
from tests.ledger.shop import Shop, cancel, event, redeem, verdicts

MANY = LONG_LOTS + 2 * EDGE_LOTS


class Stored(NamedTuple):
    """What is stored of a document."""

    middle: str | None
    place: int
    text: str


def stored_after(state: State, before: Stored, lots: list[Lot]) -> Stored:
    """Write a state that was read with its middle, as a transaction does."""
    pieces = cut(state, lots)
    middle = before.middle if pieces.is_kept else pieces.middle
    return Stored(middle, pieces.place, "".join(part for part in (pieces.head, middle, pieces.tail) if part is not None))


def lot(number: int) -> Lot:
    """A lot whose reference reads as much like the mark of a cut as a text can."""
    return Lot(number, 5, 5, number, number, 10**18, "base", 'order:[-1,0,0,0,0,0,"","",0]', 1)


steps = st.lists(
    st.tuples(st.sampled_from(["earn", "spend", "refund", "other"]), st.integers(0, 400), st.integers(0, MANY)), max_size=8
)


@settings(deadline=None, max_examples=30)
@given(steps=steps)
def test_pieces__are_always_the_whole_document(steps: list[tuple[str, int, int]]):
    state = State(0, 0)
    state.points = {
        "coins": PointsBalance([lot(1)], 2),
        "points": PointsBalance([lot(number) for number in range(1, MANY)], MANY),
    }
    stored = stored_after(state, Stored(None, 0, ""), [])
    for what, count, which in steps:
        state = state_from_json(stored.text)
        middle, held = middle_of(state, stored.place), state.points["points"]
        if what == "earn":
            held.lots += [lot(held.next_lot_no + number) for number in range(count)]
            held.next_lot_no += count
        elif what == "spend":
            held.lots = held.lots[count:]
        elif what == "refund":
            held.lots = [each for each in held.lots if each.no != which]
        else:
            state.points["coins"].lots += [lot(number) for number in range(2, 2 + 2 * count)]
        stored = stored_after(state, stored, middle)
        assert stored.text == state_to_json(state)


@pytest.fixture
def shop(database: Database) -> Shop:
    """Give a shop where ann has very many lots."""
    shop = Shop(database)
    shop.join("ann", "bo")
    for first in range(0, MANY, 400):
        answers = shop.send(*(adjusted(f"a{number}") for number in range(first, min(first + 400, MANY))))
        assert set(verdicts(answers)) == {"accepted"}
    return shop


def adjusted(event_id: str) -> dict[str, object]:
    """Ten points, a lot of their own."""
    return event("points.adjusted", "ann", event_id, wallet="points", points=10, reason="a test")


class Kept(NamedTuple):
    """Where the middle lies in the table's storage for large values, and what all pieces are together."""

    chunk: int | None
    lots: int


def kept(shop: Shop) -> Kept:
    """How ann's document is stored."""
    with shop.database.snapshot() as connection:
        row = connection.execute(
            "SELECT pg_column_toast_chunk_id(middle), d.whole, middle_place <> 0 FROM member_document AS d WHERE member_id = %s",
            (shop.member_id("ann"),),
        ).fetchone()
    assert row is not None
    assert row[2] == (row[0] is not None)
    return Kept(row[0], len(state_from_json(row[1]).points["points"].lots))


def test_events__leave_the_middle_where_it_is(shop: Shop):
    before = kept(shop)
    assert before == Kept(before.chunk, MANY)
    shop.accept(adjusted("one more"), redeem("ann", "x1", 105), event("member.checked_in", "ann", "in"))
    assert kept(shop) == Kept(before.chunk, MANY - 10 + 2)
    shop.accept(cancel("ann", "x1"))
    assert kept(shop) == Kept(before.chunk, MANY + 2)
    shop.accept(redeem("ann", "x2", 10 * (EDGE_LOTS + 1)))  # reaches into it
    assert kept(shop).chunk not in (before.chunk, None)
    shop.accept(redeem("ann", "x3", 10 * (MANY - EDGE_LOTS - 50)))
    assert kept(shop) == Kept(None, 51)
    shop.accept(cancel("ann", "x3"), *(adjusted(f"more {number}") for number in range(OUTER_LOTS_MAX - EDGE_LOTS)))
    assert shop.violations() == []


def test_conditions__see_all_of_it(shop: Shop):
    with shop.database.snapshot() as connection:
        row = connection.execute(
            "SELECT sum((lot->>2)::int), count(*) FROM member_document,"
            " jsonb_array_elements(member_document.whole::jsonb->6->'points'->0) AS lot"
        ).fetchone()
    assert row == (10 * MANY, MANY)
