"""Metrics: what is counted per member and month, with the words for it. Core counts under these names."""

from __future__ import annotations

from typing import Literal, NamedTuple

from regulars.features.programs.wording import Text


class Metric(NamedTuple):
    """A counted quantity and its unit."""

    name: Text
    unit: Literal["money", "count"]


METRICS: dict[str, Metric] = {
    "spend": Metric(Text(zh="消费", en="Spend"), "money"),
    "paid": Metric(Text(zh="实付", en="Paid"), "money"),
    "orders": Metric(Text(zh="订单", en="Orders"), "count"),
    "interactions": Metric(Text(zh="互动", en="Interactions"), "count"),
    "points_earned": Metric(Text(zh="获得积分", en="Points earned"), "count"),
}
