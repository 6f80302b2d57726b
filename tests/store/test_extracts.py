"""Extracts: what conditions ask of documents follows what is written, and is gone when a member is erased."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from regulars.store.database import Database
from regulars.store.erasing import erase_personal
from regulars.store.extracts import READER, TRANSACTIONS_BEFORE_A_PAGE, catch_up, follow_all, follow_round
from regulars.store.outbox import lock_reader
from regulars.store.told import is_behind
from tests.ledger.shop import TODAY, Shop, order


def _read(database: Database) -> dict[Any, tuple[Any, Any]]:
    """Of each member, the metrics as the extract and as the document says them."""
    with database.snapshot() as connection:
        rows = connection.execute(
            "SELECT member_id, extract.parts->8, document.whole::jsonb->8 FROM member_document AS document"
            " LEFT JOIN member_extract AS extract USING (member_id)"
        ).fetchall()
    return {member_id: (extract, document) for member_id, extract, document in rows}


def test_extract__follows_its_document(database: Database):
    shop = Shop(database)
    shop.set_test_clock(TODAY)
    shop.join("ann", "bo")
    catch_up(database)
    assert [extract for extract, _ in _read(database).values()] == [{}, {}]
    shop.accept(order("ann", "o1", 300))
    catch_up(database)
    found = _read(database)
    assert all(extract == document for extract, document in found.values())
    assert found[shop.member_id("ann")][0]["orders"]
    for number in range(TRANSACTIONS_BEFORE_A_PAGE + 5):
        shop.accept(order("bo", f"b{number}", 10))
    catch_up(database)
    with database.snapshot() as connection:
        assert is_behind(connection, READER), "a page waits for so many only"
    assert follow_round(database) is False
    extract, document = _read(database)[shop.member_id("bo")]
    assert extract == document

    ann = shop.member_id("ann")
    with database.transaction() as connection:
        erase_personal(connection, ann, shop.now)
    assert _read(database)[ann][0] is None


def test_following_all__waits_for_whoever_is_at_it(database: Database):
    shop = Shop(database)
    shop.set_test_clock(TODAY)
    shop.join("ann")
    shop.accept(order("ann", "o1", 300))
    with ThreadPoolExecutor(1) as pool:
        with database.transaction(as_service=True) as busy:
            assert lock_reader(busy, READER) is not None
            following = pool.submit(follow_all, database)
            with pytest.raises(TimeoutError):
                following.result(0.3)
        following.result(60)
    extract, document = _read(database)[shop.member_id("ann")]
    assert extract == document
