"""The sweeper lets what is due happen, round after round, and stops when it is told to."""

import time
from datetime import UTC, datetime
from threading import Event, Thread

from regulars.features.programs.facade import ProgramLibrary
from regulars.ledger.append import Ledger
from regulars.store.database import Database
from regulars.worker.sweeping import keep_settled
from tests.ledger.shop import Shop, order

ROUND_SECONDS = 0.01
PATIENCE_SECONDS = 30
AFTER_EXPIRY = datetime(2026, 7, 1, tzinfo=UTC)


def test_keep_settled__expires_points_once_the_clock_has_passed(database: Database) -> None:
    shop = Shop(database)
    shop.join("ann")
    shop.set_test_clock(shop.now)
    shop.accept(order("ann", "o1", 120))
    stop = Event()
    sweeper = Thread(target=keep_settled, args=(shop.ledger, stop, ROUND_SECONDS))
    sweeper.start()
    try:
        shop.set_test_clock(AFTER_EXPIRY)
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while shop.points("ann") and time.monotonic() < give_up_at:
            stop.wait(ROUND_SECONDS)
    finally:
        stop.set()
        sweeper.join(PATIENCE_SECONDS)
    assert not sweeper.is_alive()
    assert shop.points("ann") == 0
    assert shop.violations() == []


def test_keep_settled__waits_for_a_first_program(database: Database) -> None:
    stop = Event()
    sweeper = Thread(target=keep_settled, args=(Ledger(database, ProgramLibrary().history), stop, ROUND_SECONDS))
    sweeper.start()
    stop.wait(ROUND_SECONDS * 5)
    assert sweeper.is_alive()
    stop.set()
    sweeper.join(PATIENCE_SECONDS)
    assert not sweeper.is_alive()
