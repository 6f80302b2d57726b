"""Asking: whether a rule's condition holds for the event at hand, and if not, which clauses are to blame.

The one place where rules with `when` are held back. What was seen is the state before the event counted, at the event's own time
on the program's calendar; it is noted with the decision, so that it can be explained years later.
"""

from __future__ import annotations

from regulars.core.conditions.condition import unmet
from regulars.core.conditions.sight import OrderSeen, Sight
from regulars.core.events import OrderLine
from regulars.core.moment import Moment
from regulars.core.rules import Rule


def admits(moment: Moment, rule: Rule) -> bool:
    """Whether a rule may give for something that is no order."""
    return _holds(moment, rule, Sight(moment.state, moment.program.calendar, moment.effective_at))


def admits_order(moment: Moment, rule: Rule, lines: list[OrderLine], net: list[int]) -> bool:
    """Whether a rule may give for an order, of which `net` was paid in money line by line."""
    order = OrderSeen(lines, sum(net))
    return _holds(moment, rule, Sight(moment.state, moment.program.calendar, moment.effective_at, order))


def _holds(moment: Moment, rule: Rule, sight: Sight) -> bool:
    when = rule.when
    if when is None or when.holds(sight):
        return True
    moment.skipped.append((rule.key, "condition_not_met"))
    moment.unmet[rule.key] = unmet(when, sight)
    return False
