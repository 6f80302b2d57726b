"""Erasing: the member asked to be forgotten. What the state knows of the person goes, and so do the points, by entries.

Growth, orders and entries stay, for they are the books of the shop; from then on nothing can happen to this member any more.
"""

from __future__ import annotations

from typing import Final

from regulars.core import holds, lots
from regulars.core.events import MemberErased
from regulars.core.moment import Moment
from regulars.core.records import Facts
from regulars.core.rejections import Rejection

ERASED: Final = "erased"
"""How a state says so, where it says what is frozen."""


def erase(moment: Moment, _data: MemberErased, _facts: Facts) -> Rejection | None:
    """Forget birthday, attributes and who brought the member; write off points and debt; close the account for ever."""
    extras = moment.state.opened()
    for hold_id in sorted(extras.holds):
        holds.end(moment, hold_id)
    for wallet in sorted(moment.state.points):
        held = moment.state.points[wallet]
        points = lots.total_of(held.lots)
        if points or held.debt:
            changes = lots.taken_changes(held.lots)
            debt = held.debt
            held.lots = []
            held.debt = 0
            moment.enter(wallet, "write_off", debt - points, changes, -debt)
    extras.birthday = 0
    extras.attributes = {}
    extras.referrer = ""
    extras.strands = []  # nobody who was absorbed comes apart again: there is nothing left to give back
    extras.frozen = ERASED
    moment.tell("member.erased", {})
    return None


def refuse_erased() -> Rejection:
    """Why nothing more happens to a member who was erased."""
    return Rejection("member_erased", "member", "the member was erased", "nothing is to be done")
