"""Checkpoints: one hash over the heads of all chains, small enough to be kept where whoever changes the ledger cannot reach.

The root is the one of RFC 6962 over a leaf per member in the order of ids, built while the heads stream by. Each checkpoint
covers the hash of the one before it, so the last one stands for all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from hashlib import sha256
from typing import Final
from uuid import UUID

from psycopg import Connection

from regulars.kit.calendars import local_date
from regulars.kit.merkle import MerkleRoot, leaf_hash
from regulars.kit.problems import Problem
from regulars.ledger.append import Ledger
from regulars.store.checkpoints import (
    BLOCK_MEMBERS,
    FIRST_PREVIOUS,
    Block,
    Checkpoint,
    Head,
    Leaf,
    begin_checkpoint,
    insert_checkpoint,
    insert_leaves,
    read_checkpoint,
    stream_heads,
)
from regulars.store.heads import read_heads

LEAVES_AT_ONCE: Final = 10_000
PROGRESS_MEMBERS: Final = 1_000

Progress = Callable[[int], None]
"""Told how many members more were covered."""


def make_checkpoint(ledger: Ledger, progress: Progress = lambda _: None) -> Checkpoint:
    """Make the next checkpoint over everything committed by now.

    Problem `ledger_changed` where a chain is not the one that the last checkpoint saw: nothing is put on top of that.
    """
    with ledger.database.transaction() as connection:
        begin_checkpoint(connection)
        return _append(ledger, connection, read_checkpoint(connection), progress)


def make_daily_checkpoint(ledger: Ledger) -> Checkpoint | None:
    """Make the checkpoint of a local day, if there is none yet; None if there is, or while nothing is published."""
    with ledger.database.snapshot() as connection:
        if not _is_wanted(ledger, connection):
            return None
    with ledger.database.transaction() as connection:
        begin_checkpoint(connection)
        # Somebody else may have made it while we waited for our turn.
        if not _is_wanted(ledger, connection):
            return None
        return _append(ledger, connection, read_checkpoint(connection), lambda _: None)


def leaf_of(member_id: UUID, entry_no: int, head: bytes) -> bytes:
    """The hash of a leaf: the member's id (16 bytes), the number of the last entry (8 bytes, big-endian), the chain's head."""
    return leaf_hash(member_id.bytes + entry_no.to_bytes(8, "big") + head)


def checkpoint_hash(checkpoint: Checkpoint) -> bytes:
    """The hash of a checkpoint: SHA-256 over seven lines of text, each ended by a line feed, with hashes in hex.

    regulars checkpoint, its number, its instant (UTC, microseconds), members, entries, root, hash of the checkpoint before it.
    """
    lines = (
        "regulars checkpoint",
        str(checkpoint.checkpoint_no),
        f"{checkpoint.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z",
        str(checkpoint.members),
        str(checkpoint.entries),
        checkpoint.root.hex(),
        checkpoint.previous.hex(),
    )
    return sha256("".join(f"{line}\n" for line in lines).encode()).digest()


def _is_wanted(ledger: Ledger, connection: Connection) -> bool:
    if not read_heads(connection).program_version:
        return False
    last = read_checkpoint(connection)
    zone = ledger.history(connection).latest().zone
    return last is None or local_date(last.at, zone) < local_date(ledger.now(connection), zone)


def _append(ledger: Ledger, connection: Connection, last: Checkpoint | None, progress: Progress) -> Checkpoint:
    tree = _Tree(connection, last.checkpoint_no + 1 if last else 1)
    members_before = 0
    for number, head in enumerate(stream_heads(connection), 1):
        _refuse_changed(head)
        members_before += head.leaf_entry_no is not None
        tree.add(head)
        if number % PROGRESS_MEMBERS == 0:
            progress(PROGRESS_MEMBERS)
    if last is not None and members_before != last.members:
        raise _changed(f"{last.members - members_before} members of checkpoint {last.checkpoint_no} are gone.")
    root, previous = tree.finish(), last.hash if last else FIRST_PREVIOUS
    unsealed = Checkpoint(tree.checkpoint_no, ledger.now(connection), tree.members, tree.entries, root, previous, b"")
    checkpoint = unsealed._replace(hash=checkpoint_hash(unsealed))
    insert_checkpoint(connection, checkpoint, tree.blocks)
    progress(tree.members % PROGRESS_MEMBERS)
    return checkpoint


class _Tree:
    """The tree of a checkpoint while the heads stream by: new leaves are written as they come, blocks are kept."""

    def __init__(self, connection: Connection, checkpoint_no: int) -> None:
        self.checkpoint_no = checkpoint_no
        self.members = 0
        self.entries = 0
        self.blocks: list[Block] = []
        self._connection = connection
        self._top = MerkleRoot()
        self._block = MerkleRoot()
        self._first: UUID | None = None
        self._leaves: list[Leaf] = []

    def add(self, head: Head) -> None:
        self.members += 1
        self.entries += head.entry_no
        self._first = self._first or head.member_id
        self._block.append(leaf_of(head.member_id, head.entry_no, head.head))
        if head.entry_no != head.leaf_entry_no:
            self._leaves.append(Leaf(head.member_id, self.checkpoint_no, head.entry_no, head.head))
        if self._block.size == BLOCK_MEMBERS:
            self._close_block()
        if len(self._leaves) == LEAVES_AT_ONCE:
            self._write_leaves()

    def finish(self) -> bytes:
        """The root."""
        if self._block.size:
            self._close_block()
        self._write_leaves()
        return self._top.root()

    def _close_block(self) -> None:
        assert self._first is not None, "a block that is closed has a first member"
        root = self._block.root()
        self.blocks.append(Block(self.checkpoint_no, len(self.blocks), self._first, root))
        self._top.append(root)
        self._block, self._first = MerkleRoot(), None

    def _write_leaves(self) -> None:
        insert_leaves(self._connection, self._leaves)
        self._leaves = []


def _refuse_changed(head: Head) -> None:
    if head.leaf_entry_no is None or head.leaf_entry_no < head.entry_no:
        return
    if head.leaf_entry_no > head.entry_no or head.leaf_head != head.head:
        raise _changed(
            f"The chain of member {head.member_id} is not the one that a checkpoint saw at entry {head.leaf_entry_no}."
        )


def _changed(detail: str) -> Problem:
    return Problem("ledger_changed", detail, hint="Run `regulars ledger verify`, which names what was changed.")
