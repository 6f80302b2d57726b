"""The tree of a checkpoint, built again from the leaves while they stream by, block by block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from regulars.kit.merkle import MerkleRoot
from regulars.ledger.checkpoints import leaf_of
from regulars.store.checkpoints import BLOCK_MEMBERS, Block, Checkpoint, Leaf


class MemberRange(NamedTuple):
    """Members from one id to another, both included."""

    first: UUID
    last: UUID


class TreeCheck:
    """Takes the leaves of all members in the order of their ids; each member's last one up to the checkpoint counts."""

    def __init__(self, checkpoint: Checkpoint, blocks: Sequence[Block]) -> None:
        self.checkpoint = checkpoint
        self.wrong: list[MemberRange] = []
        """The blocks whose leaves are not those they were made of."""
        self._blocks = blocks
        self._top = MerkleRoot()
        self._block = MerkleRoot()
        self._first: UUID | None = None
        self._last: UUID | None = None
        self._members = 0
        self._entries = 0

    def add(self, leaves: Sequence[Leaf]) -> None:
        """Take the leaves of the next member, oldest first."""
        leaf = next((each for each in reversed(leaves) if each.checkpoint_no <= self.checkpoint.checkpoint_no), None)
        if leaf is None:
            return
        self._members += 1
        self._entries += leaf.entry_no
        self._first, self._last = self._first or leaf.member_id, leaf.member_id
        self._block.append(leaf_of(leaf.member_id, leaf.entry_no, leaf.head))
        if self._block.size == BLOCK_MEMBERS:
            self._close_block()

    def holds(self) -> bool:
        """Whether these were all leaves, and they lead to the root, with as many members and entries as the checkpoint says."""
        if self._block.size:
            self._close_block()
        found = self._top.root(), self._members, self._entries
        return found == (self.checkpoint.root, self.checkpoint.members, self.checkpoint.entries)

    def _close_block(self) -> None:
        assert self._first is not None, "a block that is closed has a first member"
        assert self._last is not None, "and a last one"
        root, number = self._block.root(), self._top.size
        stored = self._blocks[number] if number < len(self._blocks) else None
        if stored is None or (stored.first_member_id, stored.root) != (self._first, root):
            self.wrong.append(MemberRange(self._first, self._last))
        self._top.append(root)
        self._block, self._first = MerkleRoot(), None
