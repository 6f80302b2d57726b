"""List: members of whom something waits, with what was found and what is held back."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.features.access.contracts import Principal
from regulars.features.accounts.facade import Account, open_account, read_wallets
from regulars.features.context import AppContext
from regulars.features.findings import queries
from regulars.features.findings.contracts import Finding, Suspect
from regulars.features.findings.schemas import FindingList, FindingShape, FoundEvent, HeldPoints, SuspectShape
from regulars.features.members.facade import read_member
from regulars.features.privacy.facade import name_for
from regulars.kit.instants import NEVER
from regulars.kit.pagination import decode_cursor, encode_cursor
from regulars.kit.problems import FieldError, Problem

LIST_KEY: Final = "findings"
EACH_MAX: Final = 20
"""So many findings of one member are shown, the latest."""


def list_suspects(context: AppContext, connection: Connection, caller: Principal, cursor: str | None, limit: int) -> FindingList:
    """A page of at most `limit` members; Problem `cursor_invalid` for a cursor of another list."""
    suspects = queries.select_suspects(connection, None if cursor is None else _position(cursor), limit + 1)
    page = suspects[:limit]
    found: dict[UUID, list[Finding]] = {}
    for finding in queries.select_findings(connection, [each.member_id for each in page], EACH_MAX):
        found.setdefault(finding.member_id, []).append(finding)
    last = page[-1] if len(suspects) > limit else None
    return FindingList(
        items=[_suspect(context, connection, caller, each, found.get(each.member_id, [])) for each in page],
        next_cursor=encode_cursor(LIST_KEY, (last.since.isoformat(), str(last.member_id))) if last else None,
        total=queries.count_suspects(connection),
    )


def held_back(account: Account) -> list[HeldPoints]:
    """What is held back of a member, by wallet."""
    held = []
    for wallet, points in account.state.points.items():
        total = sum(lot.remaining for lot in points.lots if lot.active_at == NEVER)
        if total:
            held.append(HeldPoints(wallet=wallet, name=account.words.wallet(wallet), points=total))
    return held


def _suspect(
    context: AppContext, connection: Connection, caller: Principal, suspect: Suspect, found: list[Finding]
) -> SuspectShape:
    account = open_account(context, connection, suspect.member_id)
    member = read_member(connection, suspect.member_id).row
    return SuspectShape(
        member_id=suspect.member_id,
        member_no=member.member_no,
        display_name=name_for(caller, member.display_name),
        since=suspect.since,
        frozen=read_wallets(account).frozen,
        held=held_back(account),
        findings=[_finding(account, each) for each in found],
        findings_total=suspect.findings,
    )


def _finding(account: Account, found: Finding) -> FindingShape:
    data: dict[str, Any] = msgspec.json.decode(found.body)
    told = account.words.part("watch", data["watch"])
    return FindingShape(
        watch=data["watch"],
        name=told.name,
        text=told.text,
        action=data["action"],
        seen=account.words.watch_figure(data["watch"], data["seen"]),
        points=data.get("points", 0),
        found_at=found.found_at,
        occurred_at=found.occurred_at,
        event=FoundEvent(source=found.source, id=found.event_id, type=found.type),
    )


def _position(cursor: str) -> tuple[datetime, UUID]:
    try:
        at, member_id = decode_cursor(LIST_KEY, cursor)
        return datetime.fromisoformat(str(at)), UUID(str(member_id))
    except ValueError as error:
        field = FieldError("cursor", "is not a cursor")
        raise Problem("cursor_invalid", "The cursor cannot be used here.", errors=(field,)) from error
