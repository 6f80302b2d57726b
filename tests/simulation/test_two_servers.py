"""Two servers on one database, deliveries repeated and out of order, a server killed at work: every event counts once."""

import json
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from regulars.features.access import facade
from regulars.store.database import Database
from tests.ledger.shop import TODAY, RawEvent, Shop, cancel, check_in, days, order, redeem, refund
from tests.simulation.processes import Server, Watch, wait_until

NAMES = [f"m{number}" for number in range(16)]
SENDERS = 8
ANSWERED = {200, 202, 404, 409, 422}


@pytest.fixture
def servers(database: Database, tmp_path: Path) -> Iterator[list[Server]]:
    """Give two places for servers on one database; they are not started yet."""
    servers = []
    for name in ("east", "west"):
        (tmp_path / name).mkdir()
        servers.append(Server(database.url, tmp_path / name))
    yield servers
    for server in servers:
        server.close()


def deliveries(rng: Random) -> list[RawEvent]:
    """What tills send: 600 events and a third of them again, none in the order in which it happened."""
    events: list[RawEvent] = []
    for number in range(200):
        name, at = rng.choice(NAMES), TODAY - days(rng.randrange(29))
        events += [order(name, f"o{number}", [rng.randrange(1, 400), rng.randrange(1, 99)], at), check_in(name, at)]
        kind = rng.randrange(4)
        if kind == 0:
            events.append(refund(name, f"o{number}", f"r{number}", at, lines=[{"line_id": "2", "quantity": 1}]))
        elif kind == 1:
            events += [refund(name, f"o{number}", f"r{number}-{part}", TODAY) for part in range(2)]
        elif kind == 2:
            events += [redeem(name, f"x{number}", rng.randrange(1, 500)), cancel(name, f"x{number}", event_id=f"c{number}-a")]
            events.append(cancel(name, f"x{number}", event_id=f"c{number}-b"))
    unique = list({event["id"]: event for event in events}.values())
    sent = unique + rng.sample(unique, len(unique) // 3)
    rng.shuffle(sent)
    return sent


@pytest.mark.slow
@pytest.mark.parametrize("seed", [5])
def test_load_with_faults__every_event_counts_once_and_is_answered_alike(database: Database, servers: list[Server], seed: int):
    shop = Shop(database)
    shop.set_test_clock(TODAY)
    shop.join(*NAMES)
    key = facade.create_key(database, "till", ("events:write",)).bearer
    for server in servers:
        server.start()
    rng = Random(seed)  # noqa: S311 - the seed is the point
    sent = deliveries(rng)
    rounds = [sent[: len(sent) // 2], sent[len(sent) // 2 :]]

    def deliver(deliveries: list[RawEvent], sender: int) -> list[tuple[str, dict[str, Any]]]:
        """Send every eighth delivery, singly or in batches, to whichever server answers."""
        own, answers = deliveries[sender::SENDERS], []
        size = 1 if sender < SENDERS // 2 else 9
        with httpx.Client(headers={"Authorization": f"Bearer {key}"}, trust_env=False, timeout=60) as client:
            for start in range(0, len(own), size):
                answers += exchange(client, servers, own[start : start + size], sender + start)
        return answers

    def cut(server: Server, watch: Watch, stored_min: int) -> None:
        """Kill a server in the middle of a transaction, and bring it back."""
        assert wait_until(lambda: watch.rows("event") >= stored_min and watch.is_writing(), server.process)
        server.kill()
        server.start()

    answers = []
    with closing(Watch(database.url)) as watch, ThreadPoolExecutor(SENDERS + 1) as pool:
        for server, deliveries_now in zip(reversed(servers), rounds, strict=True):
            cutting = pool.submit(cut, server, watch, watch.rows("event") + 30)
            answers += [answer for each in pool.map(partial(deliver, deliveries_now), range(SENDERS)) for answer in each]
            cutting.result()

    assert len(answers) == len(sent)
    by_event = defaultdict(list)
    for event_id, outcome in answers:
        by_event[event_id].append(outcome | {"duplicate": False})
    assert all(outcome == outcomes[0] for outcomes in by_event.values() for outcome in outcomes)
    assert shop.row_counts()["event"] == len(by_event) == len({event["id"] for event in sent})
    # At most one answer per event is the first; a first answer that a killed server still owed was never heard.
    assert sum(not outcome["duplicate"] for _, outcome in answers) <= len(by_event)
    with database.snapshot() as connection:
        orders = connection.execute("SELECT count(*) FROM event WHERE reference LIKE 'order:%'").fetchone()
        counted = connection.execute("SELECT sum(value) FROM figure WHERE figure = 'orders'").fetchone()
    assert orders == counted == (200,)
    assert shop.violations() == []


def exchange(client: httpx.Client, servers: list[Server], events: list[RawEvent], turn: int) -> list[tuple[str, dict[str, Any]]]:
    """Send until a server has answered: who hears nothing sends the same again, to the other one."""
    for attempt in range(turn, turn + 2_000):
        address = servers[attempt % 2].address
        try:
            if len(events) > 1:
                answer = client.post(f"{address}/v1/events/batch", json={"events": events})
                assert answer.status_code == 200, answer.text
                return [(event["id"], item) for event, item in zip(events, answer.json()["items"], strict=True)]
            answer = client.post(f"{address}/v1/events", json=events[0])
        except httpx.TransportError:
            continue
        assert answer.status_code in ANSWERED, answer.text
        body = answer.json()
        return [(events[0]["id"], body["facts"]["outcome"] if "facts" in body else body)]
    raise AssertionError(f"nobody answers {json.dumps(events)[:200]}")
