"""Checkpoints: one hash over everything, made in turn, covering what was committed, and never changed again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256

import psycopg
import pytest

from regulars.kit.merkle import leaf_hash, node_hash, root_of
from regulars.kit.problems import Problem
from regulars.ledger.checkpoints import make_checkpoint, make_daily_checkpoint
from regulars.ledger.proofs import fault_of, prove
from regulars.ledger.verification import verify
from regulars.store.checkpoints import FIRST_PREVIOUS, Checkpoint, count_checkpoints, read_checkpoint
from tests.ledger.shop import TODAY, Shop, at_once, days, order
from tests.ledger.tampering import keep, tampered


def count(shop: Shop) -> int:
    with shop.database.snapshot() as connection:
        return count_checkpoints(connection)


def test_checkpoint__is_what_the_documentation_says_it_is(shop: Shop):
    """Leaves, root and hash, built here from their description alone."""
    shop.accept(order("ann", "o1", 100), order("ann", "o2", 50))
    first, second = make_checkpoint(shop.ledger), make_checkpoint(shop.ledger)
    leaves = []
    for member_id in sorted(shop.member_id(name) for name in ("ann", "bo")):
        with shop.database.snapshot() as connection:
            row = connection.execute(
                "SELECT count(*), coalesce((array_agg(hash ORDER BY entry_no DESC))[1], %s) FROM entry WHERE member_id = %s",
                (bytes(32), member_id),
            ).fetchone()
        assert row is not None
        leaves.append(leaf_hash(member_id.bytes + row[0].to_bytes(8, "big") + row[1]))
    assert first.root == node_hash(*leaves) == root_of(leaves)
    assert (first.members, first.entries, first.previous) == (2, 4, FIRST_PREVIOUS)
    assert (second.root, second.previous, second.checkpoint_no) == (first.root, first.hash, 2)
    text = f"regulars checkpoint\n1\n2025-06-01T04:00:00.000000Z\n2\n4\n{first.root.hex()}\n{'0' * 64}\n"
    assert first.hash == sha256(text.encode()).digest()


def test_checkpoint_of_an_empty_base__has_the_root_of_nothing(shop: Shop):
    with shop.database.transaction() as connection:
        connection.execute("DELETE FROM member_state")
    assert make_checkpoint(shop.ledger).root == sha256(b"").digest()


def test_leaves__are_written_only_where_a_chain_grew(shop: Shop):
    shop.accept(order("ann", "o1", 100))
    make_checkpoint(shop.ledger)
    make_checkpoint(shop.ledger)
    shop.accept(order("bo", "o2", 100))
    make_checkpoint(shop.ledger)
    with shop.database.snapshot() as connection:
        rows = connection.execute(
            "SELECT member_id, checkpoint_no, entry_no FROM ledger_checkpoint_leaf ORDER BY checkpoint_no, entry_no"
        ).fetchall()
    ann, bo = shop.member_id("ann"), shop.member_id("bo")
    assert rows == [(bo, 1, 0), (ann, 1, 2), (bo, 3, 2)]


def test_import_of_history__shows_why_leaves_are_kept(shop: Shop):
    """Entries written after a checkpoint may carry instants from before it: nothing in them tells on which side they are."""
    shop.accept(order("ann", "o1", 100))
    checkpoint = make_checkpoint(shop.ledger)
    shop.accept(order("bo", "o0", 100, TODAY - days(90)), is_history=True)
    with shop.database.snapshot() as connection:
        row = connection.execute("SELECT max(recorded_at) FROM entry WHERE reference = 'order:o0'").fetchone()
    assert row is not None
    assert row[0] < checkpoint.at
    assert list(verify(shop.ledger, against=checkpoint)) == []


def test_checkpoints_at_once__take_turns_and_form_one_chain(shop: Shop):
    made = at_once([lambda: make_checkpoint(shop.ledger)] * 4)
    by_number = sorted(made, key=lambda checkpoint: checkpoint.checkpoint_no)
    assert [checkpoint.checkpoint_no for checkpoint in by_number] == [1, 2, 3, 4]
    assert [checkpoint.previous for checkpoint in by_number[1:]] == [checkpoint.hash for checkpoint in by_number[:-1]]
    assert list(verify(shop.ledger)) == []


def test_checkpoints_while_others_write__each_hold(shop: Shop):
    def write(number: int) -> None:
        for step in range(8):
            shop.accept(order(("ann", "bo")[number], f"o{number}-{step}", 10))

    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(write, number) for number in range(2)]
        made = [make_checkpoint(shop.ledger) for _ in range(6)]
        for writer in writers:
            writer.result()
    for checkpoint in made:
        assert list(verify(shop.ledger, against=checkpoint)) == []


def test_daily_checkpoint__is_made_once_a_local_day(shop: Shop):
    assert make_daily_checkpoint(shop.ledger) is not None
    assert make_daily_checkpoint(shop.ledger) is None
    shop.now += timedelta(hours=11, minutes=59)  # 23:59 in Shanghai
    assert make_daily_checkpoint(shop.ledger) is None
    shop.now += timedelta(minutes=1)
    made = at_once([lambda: make_daily_checkpoint(shop.ledger)] * 4)
    assert sum(isinstance(checkpoint, Checkpoint) for checkpoint in made) == 1
    assert count(shop) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE member_state SET chain_head = sha256('x')",
        "UPDATE member_state SET entry_no = entry_no - 1",
        "DELETE FROM member_state",
    ],
)
def test_changed_ledger__gets_no_checkpoint(shop: Shop, statement: str):
    shop.accept(order("ann", "o1", 100), order("bo", "o2", 100))
    make_checkpoint(shop.ledger)
    keep(shop)
    with tampered(shop, lambda connection: connection.execute(statement)):
        with pytest.raises(Problem) as refused:
            make_checkpoint(shop.ledger)
        assert refused.value.code == "ledger_changed"
        assert count(shop) == 1


@pytest.mark.parametrize("table", ["ledger_checkpoint", "ledger_checkpoint_leaf", "ledger_checkpoint_block"])
@pytest.mark.parametrize("change", ["UPDATE {} SET checkpoint_no = 2", "DELETE FROM {}", "TRUNCATE {}"])
def test_append_only__holds_for_the_owner_too(shop: Shop, table: str, change: str):
    make_checkpoint(shop.ledger)
    with shop.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"), connection.transaction():
            connection.execute(change.format(table).encode())


def test_several_blocks__lead_to_one_root_and_every_member_can_be_proven(shop: Shop):
    """More members than a block holds, with a last block that is not full."""
    names = [f"m{number}" for number in range(2_300)]
    shop.join(*names)
    for name in (names[0], names[1_023], names[1_500], names[-1]):
        shop.accept(order(name, f"{name}-1", 100), order(name, f"{name}-2", 50))
    told: list[int] = []
    checkpoint = make_checkpoint(shop.ledger, told.append)
    assert (checkpoint.members, checkpoint.entries, sum(told)) == (2_302, 16, 2_302)
    assert list(verify(shop.ledger)) == []
    for name in (names[0], names[1_023], names[1_500], names[-1]):
        with shop.database.snapshot() as connection:
            proof = prove(connection, shop.member_id(name), 2)
        assert (fault_of(proof), len(proof.rows)) == (None, 3)
    with shop.database.snapshot() as connection:
        assert read_checkpoint(connection) == checkpoint


def test_block_of_forged_leaves__is_told_with_the_member_in_it(shop: Shop):
    shop.join(*(f"m{number}" for number in range(1_100)))
    shop.accept(order("m1050", "o1", 100), order("m7", "o2", 100))
    make_checkpoint(shop.ledger)
    victim = shop.member_id("m1050")
    with shop.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
        connection.execute("DELETE FROM entry WHERE member_id = %s AND entry_no = 2", (victim,))
        connection.execute(
            "UPDATE member_state SET entry_no = 1, chain_head = (SELECT hash FROM entry WHERE member_id = %s)"
            " WHERE member_id = %s",
            (victim, victim),
        )
        connection.execute(
            "UPDATE ledger_checkpoint_leaf SET entry_no = 1, head = (SELECT hash FROM entry WHERE member_id = %s)"
            " WHERE member_id = %s",
            (victim, victim),
        )
    base, member = list(verify(shop.ledger))
    assert base.member_id is None
    assert (member.member_id, member.entry_no) == (victim, 2)
