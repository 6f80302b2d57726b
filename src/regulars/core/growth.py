"""Growth: a value per month and dimension that decides tiers. It is given and taken back, never spent.

In the ledger a growth entry looks like any other; its "lots" are month numbers.
"""

from __future__ import annotations

from regulars.core.entries import LotChange
from regulars.core.moment import Moment
from regulars.core.state import shift_month, shift_name


def credit(moment: Moment, wallet: str, points: int, dimension: str, rule: str, month: int, reference: str = "") -> None:
    """Add growth to a month and a dimension."""
    _move(moment, wallet, points, dimension, month)
    moment.enter(wallet, "earn", points, [LotChange(month, points)], 0, rule, reference)


def take_back(moment: Moment, wallet: str, points: int, dimension: str, rule: str, month: int, reference: str) -> None:
    """Undo growth in the month in which it was given."""
    _move(moment, wallet, -points, dimension, month)
    moment.enter(wallet, "reverse", -points, [LotChange(month, -points)], 0, rule, reference)


def _move(moment: Moment, wallet: str, change: int, dimension: str, month: int) -> None:
    held = moment.growth(wallet)
    shift_month(held.months, month, change)
    shift_name(held.dimensions, dimension, change)
    metric = moment.current.growth_metrics.get(wallet)
    if metric is not None:
        moment.moved(metric, month)
