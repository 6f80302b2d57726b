"""A tag for many members, or from many: those named, or all for whom a condition holds when somebody agrees.

A tag taken out of use leaves everybody who bears it then.
"""

import json
from typing import Any
from uuid import UUID

import psycopg

from regulars.features.approvals.contracts import Approval, Decided, Seen, Wanted
from regulars.features.context import AppContext
from regulars.features.tags.facade import Tagging, count_bearers, count_tagging, tag_many, take_out_of_use
from regulars.kit.problems import Problem

UNDECIDED = "approval_decided"
DELETE = "delete"


def foresee(context: AppContext, wanted: Wanted) -> dict[str, Any]:
    """How many members the tag would come to, or leave."""
    with context.database.snapshot() as connection:
        if wanted.data["action"] == DELETE:
            return {"members": count_bearers(connection, wanted.data["tag"])}
        return {"members": count_tagging(context, connection, _tagging(wanted.data))}


def carry_out(context: AppContext, approval: Approval, decided: Decided) -> None:
    """Change the tag; where it is gone, or given by a rule by now, nothing happens."""
    try:
        with context.database.transaction() as connection:
            decided(connection, "approved", json.dumps({"members": _done(context, connection, approval)}))
    except Problem as problem:
        if problem.code == UNDECIDED:
            raise
        with context.database.transaction() as connection:
            decided(connection, "refused", json.dumps({"refusal": problem.code}))


def seen(answer: dict[str, Any]) -> Seen:
    """How many members."""
    return Seen("accepted", {}, {}, [], members=answer["members"])


def _done(context: AppContext, connection: psycopg.Connection, approval: Approval) -> int:
    """Do it; to or from how many members."""
    if approval.data["action"] == DELETE:
        return take_out_of_use(context, connection, approval.data["tag"]).members
    moved = tag_many(context, connection, _tagging(approval.data), by=approval.requested_by)
    return moved.entered + moved.left


def _tagging(data: dict[str, Any]) -> Tagging:
    members = data.get("members")
    named = None if members is None else tuple(UUID(each) for each in members)
    return Tagging(data["tag"], data["action"] == "add", named, data.get("condition"))
