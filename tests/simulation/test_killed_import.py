"""An import killed with SIGKILL at any moment leaves a clean base, and repeated until it ends gives what one run gives."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from regulars.store.database import Database
from tests.ledger.shop import DELAYED, Shop, StoredMember
from tests.simulation.processes import Watch, finish, kill, regulars, wait_until
from tests.support.databases import DatabaseServer

CUSTOMERS = [f"c{number}" for number in range(120)]
ORDERS = 3_000
FIRST_DAY = datetime(2023, 1, 1, 9, tzinfo=UTC)
MAPPING = """
version: 1
source: shop
time_zone: Asia/Shanghai
currency: {code: CNY, digits: 2}
identities: [{kind: customer_no, column: customer}]
columns: {order_id: invoice, occurred_at: at, sku: code, name: name, quantity: quantity, unit_price: price}
refund: {prefix: R}
kinds: {by_sku: {postage: [POST]}}
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give two years of a shop: 3,000 orders with one to four lines, every eighth returned in part."""
    folder = tmp_path_factory.mktemp("sales")
    rng = Random(20)  # noqa: S311 - the seed is the point
    (folder / "mapping.yaml").write_text(MAPPING)
    with (folder / "sales.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["invoice", "at", "customer", "code", "name", "quantity", "price"])
        for number in range(ORDERS):
            at = FIRST_DAY + timedelta(minutes=350 * number)
            customer = rng.choice(CUSTOMERS)
            lines = [(f"sku{rng.randrange(40)}", rng.randrange(1, 4), rng.choice(["9.90", "120.00", "640.50"])) for _ in range(4)]
            for code, quantity, price in [*lines[: rng.randrange(1, 5)], ("POST", 1, "10.00")]:
                writer.writerow([f"{number:05d}", f"{at:%Y-%m-%d %H:%M:%S}", customer, code, "thing", quantity, price])
            if number % 8 == 0:
                back = at + timedelta(days=rng.randrange(1, 20))
                writer.writerow([f"R{number:05d}", f"{back:%Y-%m-%d %H:%M:%S}", customer, lines[0][0], "thing", -1, lines[0][2]])
    return folder


@pytest.fixture(scope="module")
def undisturbed(database_server: DatabaseServer, files: Path) -> Iterator[list[StoredMember]]:
    """Give what an import leaves that nobody disturbed."""
    with database_server.fresh_database() as database:
        shop = Shop(database, DELAYED)
        finish(database.url, files, "import", "orders", "sales.csv", "--mapping", "mapping.yaml")
        yield members_of(shop)


def members_of(shop: Shop) -> list[StoredMember]:
    return [shop.stored(name) for name in CUSTOMERS]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
def test_killed_again_and_again__ends_as_if_undisturbed(
    database: Database, files: Path, undisturbed: list[StoredMember], seed: int, tmp_path: Path
):
    shop, watch = Shop(database, DELAYED), Watch(database.url)
    command = ("import", "orders", str(files / "sales.csv"), "--mapping", str(files / "mapping.yaml"))
    rng = Random(seed)  # noqa: S311 - the seed is the point
    events = sum(len(member.events) for member in undisturbed)
    # While members are registered, then in the middle of transactions ever further on.
    for stored_min in [0, *sorted(rng.sample(range(1, events - 1000), 3))]:
        with regulars(database.url, tmp_path, *command) as process:
            was_cut = wait_until(lambda least=stored_min: watch.rows("event") >= least and watch.is_writing(), process)
            kill(process)
        assert was_cut, "the run ended before it was cut"
        assert shop.violations() == []
    said = finish(database.url, tmp_path, *command)
    assert "accepted" in said
    assert members_of(shop) == undisturbed
    assert watch.rows("member") == len(CUSTOMERS)
    assert "No violation" in finish(database.url, tmp_path, "ledger", "audit")
    watch.close()


def test_every_order__counts_exactly_once(undisturbed: list[StoredMember]):
    references = [event[7] for member in undisturbed for event in member.events if event[6] == "accepted"]
    orders = [reference for reference in references if reference.startswith("order:")]
    assert len(orders) == len(set(orders)) == ORDERS
    assert len(references) == len(set(references)) > ORDERS
