"""Seals lines: a chain of hashes, each over a line and the hash before it.

Many requests write lines at once, so the chain is made a moment later by one at a time. A line that is not sealed yet can be
changed unseen by whoever owns the database; a sealed one cannot, once a later hash is kept elsewhere.
"""

import hashlib

from regulars.features.audit import queries
from regulars.store.database import Database

START = bytes(32)


def seal(database: Database) -> int:
    """Seal every line that has no seal yet; how many."""
    total = 0
    while True:
        with database.transaction() as connection:
            queries.lock_seal(connection)
            seal_no, digest = queries.select_head(connection) or (0, START)
            seals: list[tuple[int, int, bytes]] = []
            for line_no, body in queries.select_unsealed(connection):
                seal_no, digest = seal_no + 1, hash_line(digest, line_no, body)
                seals.append((seal_no, line_no, digest))
            if not seals:
                return total
            queries.insert_seals(connection, seals)
        total += len(seals)


def hash_line(previous: bytes, line_no: int, body: str) -> bytes:
    """The hash of a line, over the hash before it."""
    return hashlib.sha256(previous + line_no.to_bytes(8, "big") + body.encode()).digest()
