"""Check: a condition against the program in force, and the members for whom it holds now."""

from __future__ import annotations

from typing import Any

from psycopg import Connection
from psycopg.errors import QueryCanceled

from regulars.core.conditions.groups import needs_order
from regulars.features.conditions import queries
from regulars.features.conditions.contracts import CheckedCondition
from regulars.features.conditions.reader import ConditionReader
from regulars.kit.instants import Instant
from regulars.kit.problems import Problem


def check_condition(
    connection: Connection, reader: ConditionReader, given: dict[str, Any], at: Instant, count_max: int
) -> CheckedCondition:
    """Judge a condition; Problem `condition_too_slow` where the base cannot be searched in time."""
    condition, faults = reader.read(given)
    if condition is None:
        return CheckedCondition(faults, None, needs_order=False, total=None, members=[])
    sentence = reader.sentence(condition)
    if needs_order(condition):
        return CheckedCondition([], sentence, needs_order=True, total=None, members=[])
    calendar = reader.program.calendar
    narrow = reader.narrow if reader.use == "members" else {}
    try:
        queries.limit_time(connection)
        total = queries.count_matching(connection, condition, calendar, at, narrow)
        members = queries.select_matching(connection, condition, calendar, at, narrow, count_max) if total and count_max else []
    except QueryCanceled as error:
        detail = f"The members could not be searched within {queries.SECONDS_MAX} seconds."
        hint = "Ask for fewer metrics and balances, or count at a quieter time; in a rule the condition costs nothing of this."
        raise Problem("condition_too_slow", detail, hint=hint) from error
    return CheckedCondition([], sentence, needs_order=False, total=total, members=members)
