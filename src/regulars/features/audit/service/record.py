"""Writes a line: one JSON text in one spelling, and the columns it is searched by."""

from datetime import datetime
from typing import Any

import msgspec
import psycopg

from regulars.features.audit import queries
from regulars.features.audit.contracts import AuditLine


def record(connection: psycopg.Connection, line: AuditLine) -> None:
    """Add a line in the caller's transaction: what it tells about and the line itself land together, or neither does."""
    members = list(line.members)
    row = queries.LineRow(0, line.at, line.kind, line.action, line.actor, line.subject, members, body_of(line), is_sealed=False)
    queries.insert_line(connection, row)


def body_of(line: AuditLine) -> str:
    """The text of a line, as it is sealed: keys sorted, instants in UTC."""
    return msgspec.json.encode(line, order="sorted").decode()


def line_of(body: str) -> AuditLine:
    """Read a line back from its text."""
    return msgspec.json.decode(body, type=AuditLine)


def columns_of(line: AuditLine) -> tuple[datetime, str, str, str, str, list[Any]]:
    """What the columns beside the text of a line hold."""
    return line.at, line.kind, line.action, line.actor, line.subject, list(line.members)
