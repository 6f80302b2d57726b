"""Conditions for random programs: over the fields that those have, some that often hold and some that seldom do."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from regulars.core.conditions.catalogue import Catalogue, fields_of
from regulars.core.conditions.condition import Condition
from regulars.core.conditions.reading import read_condition


def condition(*clauses: dict[str, Any], combinator: str = "and", opposite: bool = False) -> Condition:
    """A condition of these clauses over the fields that a random program has."""
    ladders = {"mall": ("low", "middle", "high")}
    catalogue = Catalogue(fields_of(ladders, ["points", "stars"], ["growth"], (), []), {"spend": "money", "orders": "number"}, 2)
    group = {"combinator": combinator, "not": opposite, "rules": list(clauses)}
    read, faults = read_condition(group, catalogue, ("member", "day", "order"))
    assert read is not None, faults
    return read


NOT_LOW = {"field": "tier.mall", "operator": ">", "value": "low"}
FIRST_HALF = {"field": "day_of_month", "operator": "<=", "value": 15}
conditions = st.sampled_from([
    condition(NOT_LOW), condition(FIRST_HALF), condition(NOT_LOW, FIRST_HALF, combinator="or", opposite=True),
    condition({"did": "orders", "within_days": 20}), condition({"did": "spend", "at_least": 100, "window": "rolling_2_months"}),
])  # fmt: skip
"""Nothing of points: what a rule gives must not decide whether another one does where a test changes one of them."""
order_conditions = st.one_of(
    conditions,
    st.sampled_from([
        condition({"field": "order.amount", "operator": ">=", "value": 100}),
        condition({"field": "order.categories", "operator": "in", "value": ["母婴"]}, FIRST_HALF, combinator="or"),
    ]),
)  # fmt: skip
