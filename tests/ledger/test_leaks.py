"""Nothing stays behind: what an event made is let go with it.

Native values are not followed by the garbage collector (`hatch_build.py`), so a cycle among them would never go.
"""

import gc
import json
import sys
from collections.abc import Callable
from itertools import pairwise

import pytest

from regulars.core.entries import LotChange
from regulars.kit.examples import examples_folder
from regulars.ledger.sweep import sweep
from regulars.store.database import Database
from tests.ledger.shop import DELAYED, PROGRAM, Shop, check_in, days, order, redeem, refund

WARM, ROUNDS = 60, 80
BLOCKS_MAX = ROUNDS // 2
"""A single object left by each round would be twice as many."""
WINDOWS = 3
"""Caches may still grow in one; what each round leaves shows in all of them."""
DEEP = range(40, 70)
"""CPython looks after what is nested more than fifty levels deep in a way of its own."""
RETAIL = (examples_folder() / "retail.yaml").read_text(encoding="utf-8")


def growth(work: Callable[[], object]) -> int:
    """By how many blocks of memory a process grows, at least, by some rounds of the same."""
    for _ in range(WARM):
        work()
    blocks: list[int] = []
    for _ in range(WINDOWS + 1):
        gc.collect()
        blocks.append(sys.getallocatedblocks())
        for _ in range(ROUNDS):
            work()
    return min(after - before for before, after in pairwise(blocks))


@pytest.mark.parametrize("program", [PROGRAM, RETAIL], ids=["corner", "retail"])
def test_event__leaves_nothing_behind(database: Database, program: str):
    shop = Shop(database, program)
    shop.join("ann", "bo")
    shop.send(order("ann", "o1", 4100), check_in("ann", shop.now))
    events = [
        order("ann", "o2", 900), refund("ann", "o1", "r1"), redeem("ann", "x1", 10, shop.now), check_in("ann", shop.now),
        redeem("bo", "x2", 10, shop.now), order("nobody", "o3", 10),
    ]  # fmt: skip
    raws = {event["type"] + event["id"]: json.dumps(event).encode() for event in events}
    left = {name: growth(lambda raw=raw: shop.ledger.preview(raw)) for name, raw in raws.items()}  # type: ignore[misc]  # a default argument
    assert {name: blocks for name, blocks in left.items() if blocks > BLOCKS_MAX} == {}


def test_commit_and_sweep__leave_nothing_behind(database: Database):
    shop = Shop(database, DELAYED)
    names = [f"m{number}" for number in range(WARM + (WINDOWS + 1) * ROUNDS)]
    shop.join(*names)
    first, coming = shop.now, iter(names)

    def live_a_week() -> None:
        """Of one more member, always the same week: what is kept of days is the caches' affair."""
        name = next(coming)
        shop.now = first
        shop.send(order(name, f"o-{name}", 100, first))
        shop.now = first + days(7)
        assert sweep(shop.ledger) == 1

    # Drivers remember a few hundred of the values that went through them last; a state that stayed would be dozens of blocks.
    assert growth(live_a_week) < 5 * ROUNDS


def test_value_deep_inside_of_others__goes_well():
    for depth in DEEP:
        made = [LotChange(number, number + 1, number + 2, number + 3) for number in range(1000)]
        kept, gone = made[::2], made[1::2]  # neighbours in memory
        del made
        for _ in range(depth):
            gone = [gone]  # type: ignore[list-item]  # as deep as it gets
        del gone
        assert [each.lot_no for each in kept] == list(range(0, 1000, 2))
        assert [each.plain()[1:] for each in kept] == [[number + 1, number + 2, number + 3] for number in range(0, 1000, 2)]
