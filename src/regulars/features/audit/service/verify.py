"""Verifies the seal: every line hashed again in the order of the chain, and its columns against its text."""

import msgspec

from regulars.features.audit import queries
from regulars.features.audit.contracts import Reason, Verified
from regulars.features.audit.service.record import columns_of, line_of
from regulars.features.audit.service.seal import START, hash_line
from regulars.store.database import Database


def verify(database: Database) -> Verified:
    """Hash everything again on one snapshot; the first line that is not as it was sealed, if there is one."""
    with database.snapshot() as connection:
        lines, seals = queries.count_lines(connection)
        head, expected_no = START, 1
        for sealed in queries.walk_seals(connection):
            reason = _look_at(sealed, expected_no, head)
            if reason:
                return Verified(lines, seals, head.hex(), sealed.line_no, reason)
            head, expected_no = sealed.hash, expected_no + 1
    return Verified(lines, seals, head.hex(), None, "")


def _look_at(sealed: queries.SealedRow, expected_no: int, head: bytes) -> Reason:
    if sealed.seal_no != expected_no:
        return "seal_missing"
    if sealed.line is None:
        return "line_missing"
    if hash_line(head, sealed.line_no, sealed.line.body) != sealed.hash:
        return "line_changed"
    return "" if _columns_hold(sealed.line) else "line_changed"


def _columns_hold(row: queries.LineRow) -> bool:
    try:
        line = line_of(row.body)
    except msgspec.ValidationError:
        return False
    return columns_of(line) == (row.at, row.kind, row.action, row.actor, row.subject, row.members)
