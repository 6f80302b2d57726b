"""Proofs: each entry has one that holds, and a proof holds for nothing but what it was made for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulars.kit.problems import Problem
from regulars.ledger.checkpoints import checkpoint_hash, make_checkpoint
from regulars.ledger.proofs import Proof, fault_of, prove
from tests.ledger.shop import Shop, order
from tests.ledger.tampering import NAMES, QUIET, entry_numbers, fill, keep, tampered
from tests.support.databases import DatabaseServer

BUSY = NAMES[:-1]
FEW = settings(max_examples=60, deadline=None)


@dataclass
class Case:
    """A shop with two checkpoints, and all its proofs."""

    shop: Shop
    proofs: list[Proof]


@pytest.fixture(scope="module")
def case(database_server: DatabaseServer) -> Iterator[Case]:
    """Give a shop with a history, and a proof of each of its entries."""
    with database_server.fresh_database() as database:
        shop = Shop(database)
        fill(shop, lambda: make_checkpoint(shop.ledger))
        keep(shop)
        with shop.database.snapshot() as connection:
            places = [(shop.member_id(name), number) for name in BUSY for number in entry_numbers(shop, shop.member_id(name))]
            proofs = [prove(connection, *place) for place in places]
        yield Case(shop, proofs)


def code_of(shop: Shop, *place) -> str:
    with pytest.raises(Problem) as refused, shop.database.snapshot() as connection:
        prove(connection, *place)
    return refused.value.code


def test_every_entry__is_proven_by_the_first_checkpoint_that_covers_it(case: Case):
    assert [fault_of(proof) for proof in case.proofs] == [None] * len(case.proofs)
    assert {proof.checkpoint.checkpoint_no for proof in case.proofs} == {1, 2}
    for proof in case.proofs:
        assert {row.member_id for row in proof.rows} == {proof.member_id}


def test_every_entry__is_proven_by_a_later_checkpoint_too(case: Case):
    with case.shop.database.snapshot() as connection:
        later = [prove(connection, proof.member_id, proof.rows[0].entry_no, 2) for proof in case.proofs]
    assert [fault_of(proof) for proof in later] == [None] * len(later)
    assert {proof.checkpoint.checkpoint_no for proof in later} == {2}


@FEW
@given(data=st.data())
def test_proof__does_not_hold_for_another_entry(case: Case, data: st.DataObject):
    proof, other = (data.draw(st.sampled_from(case.proofs)) for _ in range(2))
    if proof.rows[0] == other.rows[0]:
        return
    assert fault_of(proof._replace(rows=[other.rows[0], *proof.rows[1:]])) is not None
    if proof.member_id != other.member_id:
        assert fault_of(proof._replace(member_id=other.member_id)) is not None
        assert fault_of(proof._replace(rows=other.rows, previous=other.previous)) is not None


@FEW
@given(data=st.data())
def test_proof__does_not_hold_with_anything_changed(case: Case, data: st.DataObject):
    proof = data.draw(st.sampled_from(case.proofs))
    place = data.draw(st.integers(0, len(proof.rows) - 1))
    row = proof.rows[place]
    bent = data.draw(
        st.sampled_from([
            row._replace(amount=row.amount + 1), row._replace(kind="adjust"), row._replace(rule="other"),
            row._replace(at=row.at + timedelta(microseconds=1) if row.at else None), row._replace(at=None),
            row._replace(entry_no=row.entry_no + 1), row._replace(event=("till-1", "other")), row._replace(lots="[]"),
            row._replace(lots=row.lots + " "), row._replace(lots="nonsense"), row._replace(event=None),
            row._replace(reference=f"{row.reference}x"), row._replace(debt_change=row.debt_change - 1),
            row._replace(program_version=9), row._replace(wallet="x"),
        ])
    )  # fmt: skip
    assert fault_of(proof._replace(rows=[*proof.rows[:place], bent, *proof.rows[place + 1 :]])) is not None


def test_proof__does_not_hold_when_cut_short_or_pointed_elsewhere(case: Case):
    for proof in case.proofs:
        first = proof.rows[0].entry_no
        wrong = [
            proof._replace(rows=[]), proof._replace(previous=bytes(31) + b"x"), proof._replace(leaf_index=proof.leaf_index + 1),
            proof._replace(leaf_index=-1), proof._replace(path=proof.path[:-1]), proof._replace(path=[*proof.path, bytes(32)]),
            proof._replace(checkpoint=proof.checkpoint._replace(root=bytes(32))),
            proof._replace(checkpoint=proof.checkpoint._replace(entries=1)),
        ]  # fmt: skip
        if len(proof.rows) > 1:
            wrong += [proof._replace(rows=proof.rows[1:]), proof._replace(rows=proof.rows[:-1])]
        assert all(fault_of(each) is not None for each in wrong), first


def test_proof__against_a_checkpoint_of_ones_own_making_holds_only_there(case: Case):
    """A forger can seal another root; whoever kept the real checkpoint sees that its hash is another."""
    proof = case.proofs[0]
    forged = proof.checkpoint._replace(members=1)
    forged = forged._replace(hash=checkpoint_hash(forged))
    assert forged.hash != proof.checkpoint.hash
    assert fault_of(proof._replace(checkpoint=forged)) is not None


def test_what_has_no_proof__is_refused_with_the_reason(case: Case):
    shop = case.shop
    ann, quiet = shop.member_id("ann"), shop.member_id(QUIET)
    last = entry_numbers(shop, ann)[-1]
    assert code_of(shop, ann, last + 1) == "entry_unknown"
    assert code_of(shop, ann, 0) == "entry_unknown"
    assert code_of(shop, quiet, 1) == "entry_unknown"
    assert code_of(shop, ann, 1, 3) == "checkpoint_unknown"
    assert code_of(shop, ann, last, 1) == "checkpoint_missing"


def test_entry_behind_the_last_checkpoint__is_not_covered_yet(shop: Shop):
    make_checkpoint(shop.ledger)
    shop.accept(order("ann", "o1", 100))
    assert code_of(shop, shop.member_id("ann"), 1) == "checkpoint_missing"
    make_checkpoint(shop.ledger)
    with shop.database.snapshot() as connection:
        assert prove(connection, shop.member_id("ann"), 1).checkpoint.checkpoint_no == 2


def test_changed_entry__gets_no_proof(case: Case):
    ann = case.shop.member_id("ann")
    statement = "UPDATE entry SET amount = amount + 1 WHERE member_id = %s AND entry_no = 2"
    with tampered(case.shop, lambda connection: connection.execute(statement, (ann,))):
        assert code_of(case.shop, ann, 1) == "ledger_changed"
        assert code_of(case.shop, ann, 2) == "ledger_changed"
