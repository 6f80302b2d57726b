"""Nothing stays behind: what an event made is let go with it.

Native values are not followed by the garbage collector (`hatch_build.py`), so a cycle among them would never go.
"""

import gc
import json
import sys
from collections.abc import Callable

import pytest

from regulars.kit.examples import examples_folder
from regulars.store.database import Database
from tests.ledger.shop import PROGRAM, Shop, check_in, order, redeem, refund

WARM, ROUNDS = 20, 40
BLOCKS_MAX = 2 * ROUNDS
"""Caches may still grow a little; a single object left by each event would be five times as many."""


def growth(work: Callable[[], object], rounds: int = ROUNDS) -> int:
    """By how many blocks of memory a process has grown after some rounds of the same."""
    for _ in range(WARM):
        work()
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(rounds):
        work()
    gc.collect()
    return sys.getallocatedblocks() - before


RETAIL = (examples_folder() / "retail.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("program", [PROGRAM, RETAIL], ids=["corner", "retail"])
def test_event__leaves_nothing_behind(database: Database, program: str):
    shop = Shop(database, program)
    shop.join("ann", "bo")
    shop.send(order("ann", "o1", 4100), check_in("ann", shop.now))
    events = [
        order("ann", "o2", 900), refund("ann", "o1", "r1"), redeem("ann", "x1", 10, shop.now), check_in("ann", shop.now),
        redeem("bo", "x2", 10, shop.now), order("nobody", "o3", 10),
    ]  # fmt: skip
    raws = [json.dumps(event).encode() for event in events]
    assert growth(lambda: [shop.ledger.preview(raw) for raw in raws]) < BLOCKS_MAX
