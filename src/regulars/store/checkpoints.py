"""Checkpoints: rows that say what the heads of all chains were, written once and never changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.kit.instants import instant_of
from regulars.store.exchange import Exchange
from regulars.store.rows import Table

FIRST_PREVIOUS: Final = bytes(32)
"""What stands for the checkpoint before the first."""
BLOCK_MEMBERS: Final = 1024
"""Leaves of a block; a power of two, so that a full block is a subtree."""


class Checkpoint(NamedTuple):
    """What the whole ledger was at an instant."""

    checkpoint_no: int
    at: datetime
    members: int
    entries: int
    root: bytes
    previous: bytes
    hash: bytes


class Leaf(NamedTuple):
    """How far a member's chain had come, from a checkpoint on until the member's next leaf."""

    member_id: UUID
    checkpoint_no: int
    entry_no: int
    head: bytes


class Block(NamedTuple):
    """A subtree over up to 1,024 leaves."""

    checkpoint_no: int
    block_no: int
    first_member_id: UUID
    root: bytes


class Head(NamedTuple):
    """A member's chain as the state names it now, beside the member's last leaf."""

    member_id: UUID
    entry_no: int
    head: bytes
    leaf_entry_no: int | None
    leaf_head: bytes | None


_COLUMNS = "checkpoint_no, at, members, entries, root, previous, hash"
_LEAVES = Table("ledger_checkpoint_leaf", member_id="uuid", checkpoint_no="int8", entry_no="int8", head="bytea")
_BLOCKS = Table("ledger_checkpoint_block", checkpoint_no="int8", block_no="int4", first_member_id="uuid", root="bytea")
_CHECKPOINTS = Table(
    "ledger_checkpoint", checkpoint_no="int8", at="timestamptz", members="int8", entries="int8", root="bytea", previous="bytea",
    hash="bytea",
)  # fmt: skip


def begin_checkpoint(connection: Connection) -> None:
    """Begin the transaction that makes a checkpoint: one at a time, and all of it sees the moment at which its turn came."""
    connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    connection.execute("LOCK TABLE ledger_checkpoint IN SHARE ROW EXCLUSIVE MODE")


def stream_heads(connection: Connection) -> Iterator[Head]:
    """The chains of all members in the order of their ids."""
    with connection.cursor(name="heads") as cursor:
        cursor.itersize = 10_000
        cursor.execute(
            "SELECT s.member_id, s.entry_no, s.chain_head, l.entry_no, l.head FROM member_state AS s LEFT JOIN LATERAL"
            " (SELECT entry_no, head FROM ledger_checkpoint_leaf AS held WHERE held.member_id = s.member_id"
            " ORDER BY checkpoint_no DESC LIMIT 1) AS l ON true ORDER BY s.member_id",
            binary=True,
        )
        for row in cursor:
            yield Head(*row)


def insert_leaves(connection: Connection, leaves: Sequence[Leaf]) -> None:
    """Append leaves."""
    exchange = Exchange(connection)
    _LEAVES.append(exchange, _LEAVES.filled(leaves))
    exchange.run()


def insert_checkpoint(connection: Connection, checkpoint: Checkpoint, blocks: Sequence[Block]) -> None:
    """Append a checkpoint with its blocks."""
    exchange = Exchange(connection)
    _BLOCKS.append(exchange, _BLOCKS.filled(blocks))
    _CHECKPOINTS.append(exchange, _CHECKPOINTS.filled([(checkpoint.checkpoint_no, instant_of(checkpoint.at), *checkpoint[2:])]))
    exchange.run()


def read_checkpoint(connection: Connection, checkpoint_no: int | None = None) -> Checkpoint | None:
    """A checkpoint by its number, or the last one; None if there is none."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM ledger_checkpoint WHERE %(no)s::int8 IS NULL OR checkpoint_no = %(no)s"  # noqa: S608 - constant
        " ORDER BY checkpoint_no DESC LIMIT 1",
        {"no": checkpoint_no},
        binary=True,
    ).fetchone()
    return None if row is None else Checkpoint(*row)


def list_checkpoints(connection: Connection, before: int, limit: int) -> list[Checkpoint]:
    """Checkpoints below a number, newest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM ledger_checkpoint WHERE checkpoint_no < %s ORDER BY checkpoint_no DESC LIMIT %s",  # noqa: S608 - only constants
        (before, limit),
        binary=True,
    )
    return [Checkpoint(*row) for row in rows]


def stream_checkpoints(connection: Connection) -> Iterator[Checkpoint]:
    """All checkpoints in order."""
    with connection.cursor(name="checkpoints") as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM ledger_checkpoint ORDER BY checkpoint_no", binary=True)  # noqa: S608 - constant
        for row in cursor:
            yield Checkpoint(*row)


def count_checkpoints(connection: Connection) -> int:
    """How many checkpoints there are."""
    row = connection.execute("SELECT count(*) FROM ledger_checkpoint").fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])


def read_blocks(connection: Connection, checkpoint_no: int) -> list[Block]:
    """The blocks of a checkpoint in order."""
    rows = connection.execute(
        "SELECT checkpoint_no, block_no, first_member_id, root FROM ledger_checkpoint_block WHERE checkpoint_no = %s"
        " ORDER BY block_no",
        (checkpoint_no,),
        binary=True,
    )
    return [Block(*row) for row in rows]


def find_leaf(connection: Connection, member_id: UUID, checkpoint_no: int) -> Leaf | None:
    """A member's leaf at a checkpoint; None where the member joined later."""
    row = connection.execute(
        "SELECT member_id, checkpoint_no, entry_no, head FROM ledger_checkpoint_leaf"
        " WHERE member_id = %s AND checkpoint_no <= %s ORDER BY checkpoint_no DESC LIMIT 1",
        (member_id, checkpoint_no),
        binary=True,
    ).fetchone()
    return None if row is None else Leaf(*row)


def find_first_leaf(connection: Connection, member_id: UUID, entry_no: int) -> Leaf | None:
    """The leaf of the first checkpoint that covers an entry; None where none does yet."""
    row = connection.execute(
        "SELECT member_id, checkpoint_no, entry_no, head FROM ledger_checkpoint_leaf"
        " WHERE member_id = %s AND entry_no >= %s ORDER BY checkpoint_no LIMIT 1",
        (member_id, entry_no),
        binary=True,
    ).fetchone()
    return None if row is None else Leaf(*row)


def leaves_at(connection: Connection, checkpoint_no: int, first: UUID, before: UUID | None) -> list[Leaf]:
    """The leaves of a checkpoint from one member on, up to and without another, in order."""
    rows = connection.execute(
        "SELECT DISTINCT ON (member_id) member_id, checkpoint_no, entry_no, head FROM ledger_checkpoint_leaf"
        " WHERE member_id >= %(first)s AND (%(before)s::uuid IS NULL OR member_id < %(before)s) AND checkpoint_no <= %(no)s"
        " ORDER BY member_id, checkpoint_no DESC",
        {"first": first, "before": before, "no": checkpoint_no},
        binary=True,
    )
    return [Leaf(*row) for row in rows]


def leaves_between(connection: Connection, after: UUID, upto: UUID, since: int) -> dict[UUID, list[Leaf]]:
    """All leaves of the members in a range of ids, oldest first; of those up to the checkpoint `since` only the last."""
    rows = connection.execute(
        "SELECT member_id, checkpoint_no, entry_no, head FROM ledger_checkpoint_leaf AS l"
        " WHERE member_id > %(after)s AND member_id <= %(upto)s AND (checkpoint_no > %(since)s OR checkpoint_no ="
        " (SELECT max(checkpoint_no) FROM ledger_checkpoint_leaf AS old"
        " WHERE old.member_id = l.member_id AND old.checkpoint_no <= %(since)s))"
        " ORDER BY member_id, checkpoint_no",
        {"after": after, "upto": upto, "since": since},
        binary=True,
    )
    leaves: dict[UUID, list[Leaf]] = {}
    for row in rows:
        leaf = Leaf(*row)
        leaves.setdefault(leaf.member_id, []).append(leaf)
    return leaves
