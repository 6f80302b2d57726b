"""Behaviour clauses: `did` a metric so often, or so much of it, over a window; or at all within the last days.

The state keeps metrics by month and the latest day of orders and activities, no more. So a window is made of months, and days can
be asked only of whether something happened at all.
"""

from __future__ import annotations

import re
from typing import Any, Final

from regulars.core.conditions.catalogue import Catalogue
from regulars.core.conditions.comparing import Between, Compare, Test
from regulars.core.conditions.condition import Condition
from regulars.core.conditions.faults import DAYS_MAX, Fault, Path
from regulars.core.conditions.groups import Clause
from regulars.core.conditions.member_fields import Measured
from regulars.core.conditions.operands import read_operand
from regulars.core.conditions.time_fields import DaysSince, Past
from regulars.core.ladders import Window, WindowKind

DID_KEYS: Final = frozenset({"did", "at_least", "at_most", "window", "within_days", "id"})
WINDOWS: Final[dict[str, WindowKind]] = {
    "month": "month", "quarter": "quarter", "half": "half", "year": "year", "lifetime": "lifetime",
}  # fmt: skip
"""The windows that are written as they are called; `rolling_N_months` is the other way."""
LATEST: Final[dict[str, Past]] = {"orders": "order", "interactions": "activity"}
"""The metrics of which the state keeps the latest day, so that `within_days` can ask."""
_ROLLING: Final = re.compile(r"rolling_([1-9]\d?)_months")


def read_behaviour(given: dict[Any, Any], catalogue: Catalogue, path: Path, faults: list[Fault]) -> Condition | None:
    """The clause that it stands for; None, and a fault, where it stands for none."""
    metric = given["did"]
    kind = catalogue.metrics.get(metric) if isinstance(metric, str) else None
    if kind is None:
        message = f"there is no metric {str(metric)[:60]}"
        faults.append(Fault((*path, "did"), message, f"one of {', '.join(catalogue.metrics)}"))
        return None
    if "within_days" in given:
        return _within(metric, given, path, faults)
    window = _window(given.get("window"), path, faults)
    if window is None:
        return None
    field = Measured(metric, kind, window)
    test = _bounds(field, given, catalogue.digits, path, faults)
    return None if test is None else Clause(field, test)


def _bounds(field: Measured, given: dict[Any, Any], digits: int, path: Path, faults: list[Fault]) -> Test | None:
    bounds: dict[str, Any] = {}
    for side in ("at_least", "at_most"):
        if side in given:
            bounds[side] = read_operand(field, given[side], digits, (*path, side), faults)
    if not bounds:
        faults.append(Fault(path, "it is not said how much", "`at_least`, `at_most`, or both"))
    if not bounds or None in bounds.values():
        return None
    low, high = bounds.get("at_least"), bounds.get("at_most")
    if low is None or high is None:
        return Compare("<=", high) if low is None else Compare(">=", low)
    if low > high:
        faults.append(Fault((*path, "at_most"), "it is below `at_least`", "the lower one as `at_least`"))
        return None
    return Between(low, high, True)


def _within(metric: str, given: dict[Any, Any], path: Path, faults: list[Fault]) -> Condition | None:
    latest = LATEST.get(metric)
    if latest is None:
        expected = f"{' or '.join(LATEST)} with it; of other metrics months are kept, so a `window`"
        faults.append(Fault((*path, "within_days"), f"of {metric} no days are kept", expected))
        return None
    if "window" in given or "at_most" in given or given.get("at_least", 1) not in (1, "1"):
        expected = "no `window`, `at_least` or `at_most` beside it"
        faults.append(Fault(path, "`within_days` asks whether it happened at all", expected))
        return None
    field = DaysSince(latest)
    days = read_operand(field, given["within_days"], 0, (*path, "within_days"), faults)
    if days is None:
        return None
    if not 0 <= days <= DAYS_MAX:
        faults.append(Fault((*path, "within_days"), "out of range", f"0 (today) to {DAYS_MAX}"))
        return None
    return Clause(field, Compare("<=", days))


def _window(given: Any, path: Path, faults: list[Fault]) -> Window | None:
    if isinstance(given, str):
        rolling = _ROLLING.fullmatch(given)
        if rolling is not None:
            return Window("rolling", int(rolling[1]))
        if given in WINDOWS:
            return Window(WINDOWS[given])
    expected = f"one of {', '.join(WINDOWS)} or rolling_N_months"
    faults.append(Fault((*path, "window"), "there is no such window", expected))
    return None
