"""Proofs: that one entry of one member stood in the ledger at a checkpoint, for whoever holds nothing but the checkpoint.

A proof is the entry, the hash before it, the entries after it up to the member's leaf, and the way from that leaf to the root.
Checking it needs no database.
"""

from __future__ import annotations

from typing import Final, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.kit.merkle import inclusion_path, root_from_path
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.checkpoints import checkpoint_hash, leaf_of
from regulars.store.chains import ChainRow, count_span, read_span
from regulars.store.checkpoints import (
    BLOCK_MEMBERS,
    Checkpoint,
    Leaf,
    find_first_leaf,
    find_leaf,
    leaves_at,
    read_blocks,
    read_checkpoint,
)
from regulars.store.entries import CHAIN_START

LINKS_MAX: Final = 10_000
"""Entries in one proof, the one proven included."""


class Proof(NamedTuple):
    """What shows that `rows[0]` stood in the ledger at a checkpoint."""

    checkpoint: Checkpoint
    member_id: UUID
    previous: bytes
    """The hash of the entry before, or zeros."""
    rows: list[ChainRow]
    """The entry and those after it, up to the last that the checkpoint covers."""
    leaf_index: int
    """The place of the member's leaf among those of the checkpoint."""
    path: list[bytes]


def prove(connection: Connection, member_id: UUID, entry_no: int, checkpoint_no: int | None = None) -> Proof:
    """The proof of an entry against a checkpoint: the first that covers it, unless another is named.

    Problems `entry_unknown`, `checkpoint_unknown`, `checkpoint_missing` (none covers it yet), `proof_too_long`, and
    `ledger_changed` where what is stored does not lead to the checkpoint.
    """
    before = read_span(connection, member_id, entry_no - 1, entry_no)
    if not before or before[-1].entry_no != entry_no:
        field = FieldError("entry_no", "is not known", "the number of an entry that is written")
        raise Problem("entry_unknown", "The member has no entry of this number.", errors=(field,))
    leaf, checkpoint = _covering(connection, member_id, entry_no, checkpoint_no)
    if (links := count_span(connection, member_id, entry_no, leaf.entry_no)) > LINKS_MAX:
        detail = f"The proof would hold {links:,} entries, and {LINKS_MAX:,} are the most."
        raise Problem("proof_too_long", detail, hint="Name an earlier checkpoint, or prove a later entry.")
    rows = read_span(connection, member_id, entry_no, leaf.entry_no)
    previous = before[0].hash if len(before) > 1 else CHAIN_START
    index, path = _way_up(connection, checkpoint, leaf)
    proof = Proof(checkpoint, member_id, previous, rows, index, path)
    if (fault := fault_of(proof)) is not None:
        hint = "Run `regulars ledger verify`, which names what was changed."
        raise Problem(
            "ledger_changed", f"What is stored is not what checkpoint {checkpoint.checkpoint_no} saw: {fault}.", hint=hint
        )
    return proof


def fault_of(proof: Proof) -> str | None:
    """The first thing that does not hold in a proof; None for a good one.

    A good proof shows that the entry is among what the hash of its checkpoint stands for. That the checkpoint is the right one is
    for the reader to compare.
    """
    checkpoint, head = proof.checkpoint, proof.previous
    if checkpoint_hash(checkpoint) != checkpoint.hash:
        return "the checkpoint's hash does not cover what it says"
    if not proof.rows:
        return "it holds no entry"
    first = proof.rows[0].entry_no
    if first < 1 or (first == 1 and head != CHAIN_START):
        return "a first entry has nothing before it"
    for entry_no, row in enumerate(proof.rows, first):
        after = row.hash_after(head)
        if row.entry_no != entry_no or after is None:
            return f"entry {entry_no} cannot be read"
        head = after
    leaf = leaf_of(proof.member_id, proof.rows[-1].entry_no, head)
    if root_from_path(leaf, proof.leaf_index, checkpoint.members, proof.path) != checkpoint.root:
        return "the entries do not lead to the root of the checkpoint"
    return None


def _covering(connection: Connection, member_id: UUID, entry_no: int, checkpoint_no: int | None) -> tuple[Leaf, Checkpoint]:
    if checkpoint_no is not None and read_checkpoint(connection, checkpoint_no) is None:
        field = FieldError("checkpoint_no", "is not known", "the number of a checkpoint")
        raise Problem("checkpoint_unknown", f"There is no checkpoint {checkpoint_no}.", errors=(field,))
    if checkpoint_no is None:
        leaf = find_first_leaf(connection, member_id, entry_no)
    else:
        leaf = find_leaf(connection, member_id, checkpoint_no)
    if leaf is None or leaf.entry_no < entry_no:
        hint = "The worker makes one a day; `regulars ledger checkpoint` makes one now."
        raise Problem("checkpoint_missing", "No checkpoint covers this entry yet.", hint=hint)
    checkpoint = read_checkpoint(connection, checkpoint_no or leaf.checkpoint_no)
    if checkpoint is None:
        raise Problem("ledger_changed", f"Checkpoint {leaf.checkpoint_no} is gone.", hint="Run `regulars ledger verify`.")
    return leaf, checkpoint


def _way_up(connection: Connection, checkpoint: Checkpoint, leaf: Leaf) -> tuple[int, list[bytes]]:
    """The place of a leaf in the tree of a checkpoint, and its path: inside the block of its member, then over the blocks."""
    blocks = read_blocks(connection, checkpoint.checkpoint_no)
    place = max((number for number, block in enumerate(blocks) if block.first_member_id <= leaf.member_id), default=None)
    if place is None:
        return 0, []
    before = blocks[place + 1].first_member_id if place + 1 < len(blocks) else None
    leaves = leaves_at(connection, checkpoint.checkpoint_no, blocks[place].first_member_id, before)
    index = [each.member_id for each in leaves].index(leaf.member_id)
    inside = inclusion_path([leaf_of(each.member_id, each.entry_no, each.head) for each in leaves], index)
    above = inclusion_path([block.root for block in blocks], place)
    return place * BLOCK_MEMBERS + index, inside + above
