"""Growth: a value per month and dimension that decides tiers. It is given and taken back, never spent.

In the ledger a growth entry looks like any other; its "lots" are month numbers.
"""

from __future__ import annotations

from regulars.core.decay import lose_late, still_there, unfade, watch
from regulars.core.entries import LotChange
from regulars.core.moment import Moment
from regulars.core.state import shift_in


def credit(moment: Moment, wallet: str, points: int, dimension: str, rule: str, month: int, reference: str = "") -> None:
    """Add growth to a month and a dimension."""
    _move(moment, wallet, points, dimension, month)
    moment.enter(wallet, "earn", points, [LotChange(month, points)], 0, rule, reference)
    if wallet in moment.current.decays:
        lose_late(moment, wallet, month)
        watch(moment, wallet)


def take_back(moment: Moment, wallet: str, points: int, dimension: str, rule: str, month: int, reference: str) -> None:
    """Undo growth in the month in which it was given, as far as it has not decayed."""
    if wallet in moment.current.decays or moment.has_faded(wallet):
        taken = still_there(moment.state, wallet, dimension, month, points)
        unfade(moment.state, wallet, dimension, month, points - taken)
        points = taken
        if not points:
            return
    _move(moment, wallet, -points, dimension, month)
    moment.enter(wallet, "reverse", -points, [LotChange(month, -points)], 0, rule, reference)


def _move(moment: Moment, wallet: str, change: int, dimension: str, month: int) -> None:
    shift_in(moment.growth(wallet).parts, dimension, month, change)
    metric = moment.current.growth_metrics.get(wallet)
    if metric is not None:
        moment.moved(metric, month)
