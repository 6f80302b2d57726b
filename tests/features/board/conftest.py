"""Fixtures of this slice's tests: one base that lived through fourteen months, shared by all tests, which only read."""

from collections.abc import Iterator

import pytest

from tests.support.databases import DatabaseServer
from tests.support.scenes import Scene, mall, open_scene


@pytest.fixture(scope="module")
def scene(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Set the mall's scene with six members, and stop the clock on 10 March 2026."""
    with (
        database_server.fresh_database() as database,
        open_scene(database, tmp_path_factory.mktemp("build"), mall(("count: 12", "count: 3"))) as running,
    ):
        live(running)
        yield running


def live(scene: Scene) -> None:
    """Let them live: two lapse, one refunds after spending, one only checks in, one comes late, one is new."""
    ann = scene.member("2025-01-05 09:00", "Ann")
    scene.pay(ann, "a1", "2025-01-31 23:59", 500000)
    bob = scene.member("2025-02-01 00:00", "Bob")
    scene.pay(bob, "b1", "2025-02-01 00:00", 20000)
    scene.pay(bob, "b2", "2025-02-10 10:00", 30000)
    cat = scene.member("2025-06-01 10:00", "Cat")
    scene.tell(cat, "member.checked_in", "2025-06-02 10:00")
    scene.pay(ann, "a2", "2025-12-20 10:00", 2000000)
    dan = scene.member("2026-01-10 10:00", "Dan")
    scene.pay(dan, "d1", "2026-01-10 11:00", 100000)
    scene.pay(dan, "d2", "2026-01-20 11:00", 4000, points_used=0)
    scene.tell(dan, "points.redeemed", "2026-01-28 10:00", redemption_id="mug", wallet="points", points=900)
    scene.tell(dan, "order.refunded", "2026-02-02 10:00", refund_id="d1r", order_id="d1")
    scene.tell(cat, "member.checked_in", "2026-02-03 10:00")
    eve = scene.member("2026-02-05 10:00", "Eve")
    scene.pay(eve, "e1", "2026-02-06 10:00", 12345, postage=1000)
    scene.tell(eve, "points.adjusted", "2026-03-01 10:00", wallet="points", points=40, reason="sorry")
    scene.pay(eve, "e2", "2026-03-05 10:00", 30000)
    scene.pay(eve, "e3", "2026-01-05 10:00", 30000, on_time=False)
    scene.member("2026-03-09 10:00", "Fay")
    scene.move_to("2026-03-10 10:00")
    scene.sweep()
