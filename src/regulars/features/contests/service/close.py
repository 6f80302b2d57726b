"""Close: who won is decided once and kept; each winner is then sent the event that grants the honour.

Both can be done again at any time. Whoever won stays the winner, and an event that arrived is not sent anew: its id names contest
and member, and its time is that of the closing.

Who is frozen wins nothing, and nobody wins while something unusual that was found of somebody in front waits to be looked into:
the review says first whether what they did counts.
"""

from __future__ import annotations

from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.features.contests import queries
from regulars.features.contests.contracts import Closing, Held
from regulars.features.contests.service.find import find_contest, standing
from regulars.features.context import AppContext
from regulars.features.findings.facade import suspects_among
from regulars.kit.instants import instant_of
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.wire import CONTEST_SOURCE
from regulars.store.extracts import follow_all


def close(context: AppContext, honour: str, by: str) -> Held:
    """Close a contest that is over.

    Raises Problem `contest_unknown`, `contest_not_over`, `contest_too_late`, or `contest_in_review`.
    """
    follow_all(context.database)
    with context.database.transaction() as connection:
        held = find_contest(context, connection, honour)
        if held.state in ("coming", "running"):
            field = FieldError("honour", "the contest is not over", "a contest whose last day has passed")
            raise Problem("contest_not_over", "The contest is not over yet.", errors=(field,))
        if held.closing is None:
            now = context.ledger.now(connection)
            if held.published.program.calendar.day_of(instant_of(now)) > held.honour.last_day:
                field = FieldError("honour", "nobody can bear the honour any more", "an honour whose last day has not passed")
                raise Problem("contest_too_late", "The days of the honour are over.", errors=(field,))
            winners = _winners(connection, held)
            queries.insert_closing(connection, Closing(honour, held.contest.first_day, now, by, winners))
            held = find_contest(context, connection, honour)
    assert held.closing is not None, "it was closed now, or before"
    _grant(context, held.closing, by)
    return held


def _winners(connection: Connection, held: Held) -> list[UUID]:
    """Who wins, the best first."""
    in_front = standing(connection, held, held.contest.winners)
    is_full = len(in_front) == held.contest.winners
    least = in_front[-1][1] if is_full else held.contest.at_least
    frozen = queries.select_standing(connection, held.honour.key, least, None, frozen=True)
    waiting = suspects_among(connection, [member_id for member_id, _ in [*in_front, *frozen]])
    if waiting:
        found = f"something unusual waits of {len(waiting)} of those in front"
        field = FieldError("honour", found, "a contest without open findings")
        raise Problem(
            "contest_in_review", "Something unusual was found of members in front.", errors=(field,),
            facts={"members": [str(member_id) for member_id in waiting]}, hint="Look into what was found of them first.",
        )  # fmt: skip
    return [member_id for member_id, _ in in_front]


def _grant(context: AppContext, closing: Closing, by: str) -> None:
    events = [
        {
            "source": CONTEST_SOURCE, "id": f"{closing.honour}:{closing.first_day}:{member_id}", "type": "honour.granted",
            "member_id": str(member_id), "occurred_at": closing.closed_at.isoformat(), "data": {"honour": closing.honour},
        }
        for member_id in closing.winners
    ]  # fmt: skip
    context.ledger.answer([msgspec.json.encode(event) for event in events], sent_by=by, is_own=True)
