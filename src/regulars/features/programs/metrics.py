"""Metrics: what is counted per member and month, with the words for it. Core counts under these names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from regulars.features.programs.wording import Text


class Metric(NamedTuple):
    """A counted quantity and its unit."""

    name: Text
    unit: Literal["money", "count"]


ACTIVITY_PREFIX = "activity."
"""A metric of this name and an activity's key counts that activity."""

GROWTH_PREFIX = "growth."
"""A metric of this name and a growth wallet's key is the growth of the window's months, as far as it has not decayed."""

METRICS: dict[str, Metric] = {
    "spend": Metric(Text(zh="消费", en="Spend"), "money"),
    "paid": Metric(Text(zh="实付", en="Paid"), "money"),
    "orders": Metric(Text(zh="订单", en="Orders"), "count"),
    "interactions": Metric(Text(zh="互动", en="Interactions"), "count"),
    "referrals": Metric(Text(zh="介绍成功", en="Referrals"), "count"),
    "points_earned": Metric(Text(zh="获得积分", en="Points earned"), "count"),
    "points_sent": Metric(Text(zh="转赠积分", en="Points sent"), "count"),
}
"""The metrics that every program has."""


def metric_of(name: str, names: Mapping[str, Text]) -> Metric:
    """A metric by its name; one of the program's own (an activity, a growth value) is called as the program calls it."""
    known = METRICS.get(name)
    if known is not None:
        return known
    key = name.partition(".")[2]
    return Metric(names.get(name) or Text(zh=key, en=key), "count")


def is_money(name: str) -> bool:
    """Whether a metric counts money."""
    return name in METRICS and METRICS[name].unit == "money"
