"""Verification: hash every chain again and compare it with what states, checkpoints and a file kept elsewhere say of it.

The base is walked once in the order of member ids, a range of members at a time, so memory stays bounded however large it is.
What a chain cannot tell - which entry was changed, where somebody hashed the rest of it anew - is asked of the events, decided
again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.ledger.append import Ledger
from regulars.ledger.chain_check import START, ChainEnd, Finding, check_chain
from regulars.ledger.checkpoints import checkpoint_hash
from regulars.ledger.replaying import first_difference
from regulars.ledger.tree_check import TreeCheck
from regulars.store.chains import end_of_range, heads_between, stream_behind, stream_range
from regulars.store.checkpoints import (
    FIRST_PREVIOUS,
    Checkpoint,
    Leaf,
    leaves_at,
    leaves_between,
    read_blocks,
    read_checkpoint,
    stream_checkpoints,
)

MEMBERS_AT_ONCE: Final = 1_000
NOBODY: Final = UUID(int=0)
"""Below every id."""
EVERYBODY: Final = UUID(int=2**128 - 1)


class Difference(NamedTuple):
    """Something that is not as it was written: of a member and an entry, or of the base."""

    member_id: UUID | None
    entry_no: int | None
    what: str


def verify(
    ledger: Ledger, *, since: int = 0, against: Checkpoint | None = None, progress: Callable[[int], None] = lambda _: None
) -> Iterator[Difference]:
    """Walk the first difference of each member, then those of the checkpoints, on one snapshot while others write.

    `since` trusts everything up to a checkpoint and hashes only what was written after it. `against` is a checkpoint from a file:
    the base must still hold it and lead to its root. `progress` is told how many members more were looked at.
    """
    with ledger.database.snapshot() as connection:
        yield from _check_records(connection, against)
        walk = _Walk(ledger, connection, since, _trees(connection, against))
        yield from walk.members(progress)
        for tree in walk.trees:
            if not tree.holds():
                yield from walk.locate(tree)
            elif tree.wrong:
                yield Difference(None, None, f"the blocks of checkpoint {tree.checkpoint.checkpoint_no} were changed")


def _check_records(connection: Connection, against: Checkpoint | None) -> Iterator[Difference]:
    """The checkpoints themselves: numbered without a gap, each covering the one before, and the one in the file among them."""
    previous, expected = FIRST_PREVIOUS, 1
    is_found = against is None
    for checkpoint in stream_checkpoints(connection):
        if checkpoint.checkpoint_no != expected:
            yield Difference(None, None, f"checkpoint {expected} is missing")
        elif checkpoint.previous != previous or checkpoint_hash(checkpoint) != checkpoint.hash:
            yield Difference(None, None, f"checkpoint {checkpoint.checkpoint_no} was changed after it was made")
        if against is not None and checkpoint.checkpoint_no == against.checkpoint_no:
            is_found = True
            if checkpoint != against:
                yield Difference(None, None, f"checkpoint {checkpoint.checkpoint_no} is not the one in the file")
        previous, expected = checkpoint.hash, checkpoint.checkpoint_no + 1
    if against is not None and not is_found:
        yield Difference(None, None, f"checkpoint {against.checkpoint_no} of the file is missing")


def _trees(connection: Connection, against: Checkpoint | None) -> list[TreeCheck]:
    """The trees to build again: that of the last checkpoint, which covers all before it, and that of the file."""
    last = read_checkpoint(connection)
    wanted = {checkpoint.checkpoint_no: checkpoint for checkpoint in (last, against) if checkpoint is not None}
    return [TreeCheck(checkpoint, read_blocks(connection, number)) for number, checkpoint in sorted(wanted.items())]


class _Walk:
    """One walk over all members, which remembers whom it has named."""

    def __init__(self, ledger: Ledger, connection: Connection, since: int, trees: list[TreeCheck]) -> None:
        self.trees = trees
        self._ledger = ledger
        self._connection = connection
        self._since = since
        self._named: set[UUID] = set()

    def members(self, progress: Callable[[int], None]) -> Iterator[Difference]:
        """The first difference of each member."""
        after, upto = NOBODY, NOBODY
        while upto != EVERYBODY:
            upto = end_of_range(self._connection, after, MEMBERS_AT_ONCE) or EVERYBODY
            states = heads_between(self._connection, after, upto)
            leaves = leaves_between(self._connection, after, upto, self._since)
            for member_id, finding in self._check_range(after, upto, states, leaves):
                self._named.add(member_id)
                yield self._named_exactly(member_id, finding)
            for member_id in sorted(leaves):
                for tree in self.trees:
                    tree.add(leaves[member_id])
            progress(len(states))
            after = upto

    def locate(self, tree: TreeCheck) -> Iterator[Difference]:
        """Where the leaves of a checkpoint are not those it was made of, though they agree with the chains."""
        number = tree.checkpoint.checkpoint_no
        if not tree.wrong:
            yield Difference(
                None, None, f"the leaves do not lead to the root of checkpoint {number}: decide all events again by an audit"
            )
        for first, last in tree.wrong:
            yield Difference(None, None, f"the leaves of members {first} to {last} are not those of checkpoint {number}")
            for leaf in leaves_at(self._connection, number, first, UUID(int=min(last.int + 1, EVERYBODY.int))):
                if leaf.member_id not in self._named and (entry_no := self._replayed(leaf.member_id)) is not None:
                    self._named.add(leaf.member_id)
                    yield Difference(leaf.member_id, entry_no, "is not what the events lead to")

    def _check_range(
        self, after: UUID, upto: UUID, states: dict[UUID, tuple[int, bytes]], leaves: dict[UUID, list[Leaf]]
    ) -> Iterator[tuple[UUID, Finding]]:
        everybody = states.keys() | leaves.keys()
        starts = {member_id: self._start(leaves.get(member_id, [])) for member_id in everybody}
        if self._since:
            rows = stream_behind(self._connection, {member_id: start.entry_no for member_id, start in starts.items()})
        else:
            rows = stream_range(self._connection, after, upto)
        silent = set(everybody)
        for member_id, chain in groupby(rows, lambda row: row.member_id):
            silent.discard(member_id)
            state = states.get(member_id)
            end = None if state is None else ChainEnd(*state)
            finding = check_chain(chain, starts.get(member_id, START), leaves.get(member_id, []), end)
            if finding is not None:
                yield member_id, finding
        for member_id in sorted(silent):
            state = states.get(member_id)
            end = None if state is None else ChainEnd(*state)
            finding = check_chain((), starts[member_id], leaves.get(member_id, []), end)
            if finding is not None:
                yield member_id, finding

    def _start(self, leaves: list[Leaf]) -> ChainEnd:
        """From where a member's chain is hashed: what the checkpoint that is trusted saw, or the beginning."""
        if leaves and leaves[0].checkpoint_no <= self._since:
            return ChainEnd(leaves[0].entry_no, leaves[0].head)
        return START

    def _named_exactly(self, member_id: UUID, finding: Finding) -> Difference:
        if finding.rewritten_upto is None or finding.entry_no is None:
            return Difference(member_id, finding.entry_no, finding.what)
        replayed = self._replayed(member_id)
        if replayed is not None and replayed >= finding.entry_no:
            return Difference(member_id, replayed, f"{finding.what}, and the chain behind it was hashed anew")
        what = f"or a later one up to {finding.rewritten_upto} {finding.what}, and the chain behind it was hashed anew"
        return Difference(member_id, finding.entry_no, what)

    def _replayed(self, member_id: UUID) -> int | None:
        return first_difference(self._connection, self._ledger.history(self._connection), member_id)
