"""Asking: whether a condition of a rule or promotion holds for the event at hand, and if not, which clauses are to blame.

The one place where what has a `when` is held back. What was seen is the state before the event counted, at the event's own time
on the program's calendar; it is noted with the decision, so that it can be explained years later.
"""

from __future__ import annotations

from regulars.core.conditions.condition import Condition, unmet
from regulars.core.conditions.sight import OrderSeen, Sight
from regulars.core.events import OrderLine
from regulars.core.moment import Moment
from regulars.core.promotions import Promotion
from regulars.core.rules import Rule


def admits(moment: Moment, rule: Rule) -> bool:
    """Whether a rule may give for something that is no order."""
    return _holds(moment, rule.key, rule.when, Sight(moment.state, moment.program.calendar, moment.effective_at))


def admits_order(moment: Moment, rule: Rule, lines: list[OrderLine], net: list[int]) -> bool:
    """Whether a rule may give for an order, of which `net` was paid in money line by line."""
    return _holds(moment, rule.key, rule.when, _sight_of(moment, lines, net))


def admits_promotion(moment: Moment, promotion: Promotion, lines: list[OrderLine], net: list[int]) -> bool:
    """Whether a promotion is for an order, likewise."""
    return _holds(moment, promotion.key, promotion.when, _sight_of(moment, lines, net))


def _sight_of(moment: Moment, lines: list[OrderLine], net: list[int]) -> Sight:
    return Sight(moment.state, moment.program.calendar, moment.effective_at, OrderSeen(lines, sum(net)))


def _holds(moment: Moment, key: str, when: Condition | None, sight: Sight) -> bool:
    if when is None or when.holds(sight):
        return True
    moment.skipped.append((key, "condition_not_met"))
    moment.unmet[key] = unmet(when, sight)
    return False
