"""Ask: a request waits for another person, with what it would do as it was asked for."""

from datetime import timedelta

from regulars.features.approvals import queries
from regulars.features.approvals.contracts import Approval, Wanted
from regulars.features.approvals.kinds import kind_of, seen_of
from regulars.features.context import AppContext
from regulars.kit.ids import new_id
from regulars.kit.problems import Problem


def ask(context: AppContext, wanted: Wanted, by: str) -> Approval:
    """Add a request.

    Raises Problem `approval_impossible` for what would be refused now, or whatever else stands against it: `event_invalid`,
    `member_unknown`, `already_merged`, `tag_unknown` and the like.
    """
    with context.database.snapshot() as connection:
        policy = queries.select_policy(connection)
    foreseen = kind_of(wanted.type).foresee(context, wanted)
    if refusal := seen_of(wanted.type, foreseen).refusal:
        raise Problem("approval_impossible", f"It would be refused: {refusal}.", hint="See what stands against it first.")
    asked_at = context.wall_clock()
    approval = Approval(
        new_id(), wanted.member_id, wanted.type, wanted.data, foreseen, "pending", by, asked_at,
        asked_at + timedelta(days=policy.days),
    )  # fmt: skip
    # What is about several members is headquarters' to see, also where somebody of a store asks for it.
    with context.database.transaction(as_service=wanted.member_id is None) as connection:
        queries.insert_approval(connection, approval)
        kind_of(approval.type).hold(connection, approval)
    return approval
