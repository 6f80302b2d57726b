"""One member's chain, hashed again and compared with what the member's leaves and state say of it: rows in, a finding out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from regulars.store.chains import ChainRow
from regulars.store.checkpoints import Leaf
from regulars.store.entries import CHAIN_START


class ChainEnd(NamedTuple):
    """The number of an entry and the hash after it."""

    entry_no: int
    head: bytes


START: Final = ChainEnd(0, CHAIN_START)


class Finding(NamedTuple):
    """The first thing wrong with a chain, and at which entry; None where no entry is wrong, but the member.

    `rewritten_upto` is set where the chain holds in itself and yet is not the one that was seen: an entry from `entry_no` to
    there was changed, and everything behind it hashed anew.
    """

    entry_no: int | None
    what: str
    rewritten_upto: int | None = None


def check_chain(rows: Iterable[ChainRow], start: ChainEnd, leaves: Sequence[Leaf], state: ChainEnd | None) -> Finding | None:
    """The first difference of a member's entries behind `start`; None when all is as it was written.

    `leaves` are the member's, oldest first, none before `start`; `state` is the end that the member's state names, if there is
    a state.
    """
    wanted = {leaf.entry_no for leaf in leaves}
    seen = {start.entry_no: start.head}
    end = start
    for row in rows:
        if row.entry_no != end.entry_no + 1:
            if row.entry_no > end.entry_no:
                return Finding(end.entry_no + 1, "is missing")
            return Finding(row.entry_no, "stands before the first")
        digest = row.hash_after(end.head)
        if digest is None:
            return Finding(row.entry_no, "cannot be read as it was written")
        if digest != row.hash:
            return Finding(row.entry_no, "was changed after it was written")
        end = ChainEnd(row.entry_no, digest)
        if end.entry_no in wanted:
            seen[end.entry_no] = end.head
    held = leaves[-1].entry_no if leaves else start.entry_no
    return _compare_leaves(end, seen, leaves) or _compare_state(end, held, state)


def _compare_leaves(end: ChainEnd, seen: dict[int, bytes], leaves: Sequence[Leaf]) -> Finding | None:
    held = min(seen)
    for leaf in leaves:
        if leaf.entry_no > end.entry_no:
            return Finding(end.entry_no + 1, f"is missing; checkpoint {leaf.checkpoint_no} saw entries up to {leaf.entry_no}")
        if seen.get(leaf.entry_no) != leaf.head:
            return Finding(held + 1, f"is not what checkpoint {leaf.checkpoint_no} saw", leaf.entry_no)
        held = leaf.entry_no
    return None


def _compare_state(end: ChainEnd, held: int, state: ChainEnd | None) -> Finding | None:
    """Entries up to `held` are known to be as they were."""
    if state is None:
        return Finding(None, "has no state")
    if state.entry_no > end.entry_no:
        return Finding(end.entry_no + 1, f"is missing; the state names {state.entry_no} entries")
    if state.entry_no < end.entry_no:
        return Finding(state.entry_no + 1, "stands behind the last entry that the state names")
    if state.head != end.head:
        return Finding(held + 1, "is not what the state names", end.entry_no)
    return None
