"""Visitors: what somebody did on a device before they logged in there is theirs, by the rules of identifying visitors."""

from __future__ import annotations

from datetime import datetime

import structlog
from psycopg import Connection

from regulars.features.access.contracts import Visitor
from regulars.features.audit.contracts import AuditLine
from regulars.features.audit.facade import record
from regulars.features.context import AppContext
from regulars.features.member_access.contracts import Arrived, Joined, Means, OpenedSession
from regulars.features.members.facade import join_visitor
from regulars.kit.logs import request_id
from regulars.kit.problems import Problem

MEMBER = "member"
"""Who does what members do, in the audit log and on their page; which member it is stands beside it."""

log = structlog.get_logger()


def let_in(context: AppContext, opened: OpenedSession, device: tuple[str, str] | None, means: Means, place: Visitor) -> Arrived:
    """Bring in what the device knows, and note who came.

    A visitor who cannot be joined any more, such as where the member has enough devices, keeps nobody out: they stay apart.
    """
    arrived = Arrived(opened, None, None)
    if device is not None:
        try:
            found = join_visitor(context, device, opened.member_id, MEMBER)
            how: Joined = found.how if found.how == "merged" or found.how == "moved" else "known"  # noqa: PLR1714 - mypy follows this
            arrived = Arrived(opened._replace(member_id=found.member_id), how, found.anonymous_id)
        except Problem as problem:
            log.info("visitor_left_apart", code=problem.code)
            arrived = Arrived(opened, "apart", None)
    with context.database.transaction() as connection:
        _note(connection, arrived, means, place, context.wall_clock())
    return arrived


def _note(connection: Connection, arrived: Arrived, means: Means, place: Visitor, now: datetime) -> None:
    member = str(arrived.session.member_id)
    line = AuditLine(
        at=now, kind="access", action="member_logged_in", actor=MEMBER, members=(member,), address=place.address,
        agent=place.agent, request_id=request_id.get(), detail=means,
    )  # fmt: skip
    record(connection, line)
    if arrived.visitor in ("merged", "moved"):
        members = (member,) if arrived.anonymous_id is None else (member, str(arrived.anonymous_id))
        joined = AuditLine(
            at=now, kind="change", action="join_visitor", actor=MEMBER, members=members, address=place.address,
            agent=place.agent, request_id=request_id.get(), detail=arrived.visitor,
        )  # fmt: skip
        record(connection, joined)
