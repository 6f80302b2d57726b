"""Search: a condition as a filter of the list, over narrow rows where it needs no more, else over all documents first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.errors import QueryCanceled

from regulars.core.conditions.condition import Condition
from regulars.features.conditions.facade import SECONDS_MAX, ConditionReader, limit_time
from regulars.features.members.queries import Filters
from regulars.kit.instants import instant_of
from regulars.kit.problems import FieldError, Problem
from regulars.store.conditions import members_where, shallow_where


def read_filter(reader: ConditionReader, given: dict[str, Any], path: str = "condition") -> Condition:
    """A condition that members can be listed by; Problem `condition_invalid` with every fault."""
    condition, faults = reader.read(given)
    if condition is None:
        errors = tuple(FieldError(f"{path}.{fault.path}", fault.message, fault.expected) for fault in faults)
        raise Problem("condition_invalid", "The condition cannot be used.", errors=errors)
    return condition


def narrowed(filters: Filters, reader: ConditionReader, condition: Condition, now: datetime) -> Filters:
    """Filters with a condition among them."""
    calendar, at = reader.program.calendar, instant_of(now)
    where = shallow_where(condition, calendar, at, reader.narrow, state="state")
    if where is None:
        found = members_where(condition, calendar, at, "postgres", reader.narrow)
        where = f"member.member_id IN (SELECT member_id FROM ({found}) AS found)"  # noqa: S608 - written by the store
    return filters._replace(condition=where)


def condition_key(given: dict[str, Any] | None) -> str:
    """A condition as a cursor knows it."""
    return "" if given is None else json.dumps(given, sort_keys=True)


@contextmanager
def in_time(connection: Connection) -> Iterator[None]:
    """Let the statements of a search take only so long; Problem `condition_too_slow` then."""
    try:
        limit_time(connection)
        yield
    except QueryCanceled as error:
        detail = f"The members could not be searched within {SECONDS_MAX} seconds."
        hint = "Ask for fewer metrics over months, or make a rule-based tag of the condition and list by the tag."
        raise Problem("condition_too_slow", detail, hint=hint) from error
