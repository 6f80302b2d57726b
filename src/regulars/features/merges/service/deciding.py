"""Deciding: one event of our own, asked of the ledger, with what both members have before and after it.

A preview is the same, rolled back: what it shows is what will happen.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.settlement import settle
from regulars.features.context import AppContext
from regulars.features.merges import queries
from regulars.features.merges.contracts import Both, Effect, Holdings, Side
from regulars.kit.instants import instant_of
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.answers import Answer, Told
from regulars.ledger.outcomes import balances, tiers
from regulars.ledger.wire import MERGE_SOURCE
from regulars.store.codec import state_from_json

ACCEPTED = "accepted"


def decide(
    context: AppContext,
    both: Both,
    event: dict[str, Any],
    sent_by: str,
    keep: Callable[[Connection, datetime], None],
    *,
    is_kept: bool,
) -> Effect:
    """Let the ledger decide an event about two members; `keep` writes what belongs to it in the same transaction.

    Raises Problem with the code of the rejection, if it is refused.
    """
    with context.database.snapshot() as connection:
        now = context.ledger.now(connection)
        before = {member_id: holdings(context, connection, member_id) for member_id in both}
    after: dict[UUID, Holdings] = {}

    def alongside(connection: Connection, answer: Answer) -> None:
        if isinstance(answer, Told) and answer.status == ACCEPTED:
            for member_id in both:
                after[member_id] = holdings(context, connection, member_id)
            if is_kept and not answer.outcome().duplicate:
                keep(connection, context.ledger.now(connection))

    body = {"source": MERGE_SOURCE, "occurred_at": now.isoformat(), **event}
    answer = context.ledger.answer_own(msgspec.json.encode(body), sent_by, alongside, is_kept=is_kept)
    if isinstance(answer, Problem):
        raise answer
    if answer.status != ACCEPTED:
        raise _refused(answer)
    absorbed, survivor = (Side(member_id, before[member_id], after[member_id]) for member_id in both)
    return Effect(str(event["data"]["merge_id"]), absorbed, survivor)


def holdings(context: AppContext, connection: Connection, member_id: UUID) -> Holdings:
    """What a member has now. Raises Problem `member_unknown`."""
    text = queries.select_document(connection, member_id)
    if text is None:
        field = FieldError("member_id", f"{member_id} is not known", "the id of a member")
        raise Problem("member_unknown", "There is no member with this id.", errors=(field,))
    state = state_from_json(text)
    now = max(instant_of(context.ledger.now(connection)), state.settled_to)
    settle(context.ledger.history(connection), state, now)
    return Holdings(balances(state, now), tiers(state))


def _refused(answer: Told) -> Problem:
    refusal = answer.outcome().rejection
    assert refusal is not None, "a rejected event was refused for a reason"
    field = FieldError(refusal.path.removeprefix("data."), refusal.detail, hint=refusal.hint)
    return Problem(refusal.code, refusal.detail, errors=(field,), hint=refusal.hint, facts=refusal.facts)
