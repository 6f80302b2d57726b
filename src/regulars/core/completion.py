"""Completion: an order is received and kept, and what waited for that can be used from now on."""

from __future__ import annotations

from regulars.core.events import OrderCompleted
from regulars.core.lot import Lot
from regulars.core.moment import Moment
from regulars.core.records import Facts, OrderRecord
from regulars.core.rejections import Rejection
from regulars.kit.instants import NEVER


def complete_order(moment: Moment, data: OrderCompleted, facts: Facts) -> Rejection | None:
    """Let the points of an order be used that waited for its completion."""
    if facts.belongs_to_other:
        return Rejection("order_of_other_member", "data.order_id", f"order {data.order_id} belongs to another member")
    if not isinstance(facts.record, OrderRecord):
        return Rejection("order_unknown", "data.order_id", f"order {data.order_id} was never counted", "send the order first")
    if facts.is_reference_known:
        return Rejection("order_already_completed", "data.order_id", f"order {data.order_id} is completed already")
    reference = data.needed_record()
    moment.reference = reference
    for wallet, held in sorted(moment.state.points.items()):
        points = 0
        lots: list[Lot] = []
        for lot in held.lots:
            if lot.reference == reference and moment.now < lot.active_at < NEVER and _waits(moment, lot):
                points += lot.remaining
                lots.append(_usable(lot, moment))
            else:
                lots.append(lot)
        if points:
            held.lots = lots
            moment.tell("points.activated", {"wallet": wallet, "points": points})
    moment.tell("order.completed", {"order_id": data.order_id})
    return None


def _waits(moment: Moment, lot: Lot) -> bool:
    """Whether the rule that gave a lot lets it wait for this event, in the version that judged."""
    program = moment.programs.known(lot.program_version)
    rule = None if program is None else program.rule_by_key.get(lot.rule)
    return rule is not None and rule.pending_for == "order.completed"


def _usable(lot: Lot, moment: Moment) -> Lot:
    return Lot(
        lot.no, lot.amount, lot.remaining, lot.earned_at, moment.now, lot.expires_at, lot.rule, lot.reference,
        lot.program_version,
    )  # fmt: skip
