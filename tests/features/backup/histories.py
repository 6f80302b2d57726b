"""A shop in which everything has happened that a backup must keep."""

from regulars.ledger.checkpoints import make_checkpoint
from regulars.store.database import Database
from tests.ledger.shop import DELAYED, TODAY, Shop, check_in, days, order, redeem, refund


def make_history(database: Database) -> Shop:
    """A shop with orders, a refund, pending points, points spent, a rejection and a checkpoint in the middle."""
    shop = Shop(database, DELAYED)
    shop.join("ann", "bo", "张伟 'Q'")
    shop.accept(order("ann", "o1", [300, 80], TODAY - days(20)), order("bo", "o2", 1200, TODAY - days(15)))
    shop.accept(refund("ann", "o1", "r1", TODAY - days(2), amount_minor=8000))
    make_checkpoint(shop.ledger)
    shop.accept(redeem("ann", "x1", 100), check_in("张伟 'Q'", TODAY), order("bo", "o3", 40))
    shop.send(redeem("ann", "x2", 10_000_000))
    return shop
