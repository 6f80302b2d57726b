"""Give: a tag comes to members by hand, and is taken from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from regulars.features.conditions.facade import ConditionReader
from regulars.features.tags import queries
from regulars.features.tags.contracts import Moved, Tag
from regulars.features.tags.service.evaluate import facts_about
from regulars.kit.instants import instant_of
from regulars.kit.problems import FieldError, Problem
from regulars.store.conditions import members_where


def change_bearers(
    connection: Connection, key: str, add: Sequence[UUID], remove: Sequence[UUID], *, by: str, now: datetime
) -> Moved:
    """Give a tag to some members and take it from others; who bears it, or does not, is left as they are.

    Problem `tag_unknown`, `tag_by_rule` or `member_unknown`.
    """
    tag = check_manual(queries.lock_tag(connection, key))
    for place, member_ids in (("add", add), ("remove", remove)):
        known = queries.known_members(connection, member_ids)
        unknown = [(number, member_id) for number, member_id in enumerate(member_ids) if member_id not in known]
        if unknown:
            errors = tuple(FieldError(f"{place}[{number}]", "is not known") for number, _ in unknown)
            raise Problem("member_unknown", "There is no member with this id.", errors=errors)
    entered, left = facts_about(tag, by, "staff", now)
    come = queries.give_to(connection, tag.tag_no, add, by, now, entered) if add else 0
    gone = queries.take_from(connection, tag.tag_no, remove, left) if remove else 0
    return Moved(come, gone)


def change_matching(
    connection: Connection, reader: ConditionReader, key: str, given: dict[str, Any], *, is_given: bool, by: str, now: datetime
) -> Moved:
    """Give a tag to everybody for whom a condition holds now, or take it from them.

    Problem `tag_unknown`, `tag_by_rule` or `condition_invalid`.
    """
    tag = check_manual(queries.lock_tag(connection, key))
    queries.match_everybody(connection, matching_members(reader, given, now))
    entered, left = facts_about(tag, by, "staff", now)
    if is_given:
        return Moved(queries.give_matching(connection, tag.tag_no, by, now, entered), 0)
    return Moved(0, queries.take_matching(connection, tag.tag_no, left))


def matching_members(reader: ConditionReader, given: dict[str, Any], now: datetime) -> str:
    """The statement that finds all for whom a condition holds. Problem `condition_invalid`."""
    condition, faults = reader.read(given)
    if condition is None:
        errors = tuple(FieldError(f"condition.{fault.path}", fault.message, fault.expected) for fault in faults)
        raise Problem("condition_invalid", "The condition cannot be used.", errors=errors)
    return members_where(condition, reader.program.calendar, instant_of(now), "postgres", reader.narrow)


def check_manual(tag: Tag | None) -> Tag:
    """A tag that is given by hand; Problem `tag_unknown` or `tag_by_rule`."""
    if tag is None:
        raise unknown_tag()
    if tag.condition is not None:
        hint = "Change its rule, or make another tag to be given by hand."
        raise Problem("tag_by_rule", f"“{tag.name}” is given by its rule alone.", hint=hint)
    return tag


def find_tag(connection: Connection, key: str) -> Tag:
    """One tag, locked; Problem `tag_unknown`."""
    tag = queries.lock_tag(connection, key)
    if tag is None:
        raise unknown_tag()
    return tag


def unknown_tag() -> Problem:
    """Nothing has this key."""
    return Problem("tag_unknown", "There is no such tag.", errors=(FieldError("key", "is not known"),))
