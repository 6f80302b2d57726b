"""Define: tags are declared, changed and taken out of use. A rule is read before it is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from psycopg import Connection

from regulars.features.conditions.facade import ConditionReader
from regulars.features.tags import queries
from regulars.features.tags.contracts import TAGS_MAX, Tag
from regulars.features.tags.reads import asks_any_tag, asks_hour, reads_of, tags_of
from regulars.features.tags.rules import find_circle, read_rules
from regulars.features.tags.service.evaluate import facts_about
from regulars.features.tags.service.give import find_tag
from regulars.kit.problems import FieldError, Problem


def make_tag(
    connection: Connection,
    reader: ConditionReader | None,
    *,
    key: str,
    name: str,
    description: str,
    color: str,
    condition: dict[str, Any] | None,
    by: str,
    now: datetime,
) -> Tag:
    """Declare a tag. Without a key it gets one by number.

    Problem `tag_exists`, `tags_exceeded`, `tag_rule_invalid`, or `program_missing` for a rule where no program is published.
    """
    queries.hold_definitions(connection)
    if queries.count_tags(connection) >= TAGS_MAX:
        raise Problem("tags_exceeded", f"There are {TAGS_MAX} tags already.", hint="Remove one that is not used.")
    is_daily = condition is not None and _check_rule(connection, reader, condition, None)
    tag = Tag(
        0, key, name.strip(), description.strip(), color, condition, 0, condition is not None, is_daily, None, None, None,
        is_faulty=False, created_at=now, created_by=by,
    )  # fmt: skip
    if not queries.insert_tag(connection, tag):
        is_name = queries.is_name_taken(connection, tag.name, 0)
        raise _taken("name" if is_name else "key")
    return next(held for held in queries.select_tags(connection) if held.name == tag.name)


def change_tag(
    connection: Connection,
    reader: ConditionReader | None,
    key: str,
    *,
    name: str | None,
    description: str | None,
    color: str | None,
    condition: dict[str, Any] | None,
) -> tuple[Tag, Tag]:
    """Change what is given and return the tag before and after; a changed rule is asked of everybody anew.

    A tag given by hand gets no rule and the other way round. Problems as of `make_tag`, and `tag_unknown`.
    """
    queries.hold_definitions(connection)
    before = find_tag(connection, key)
    after = before._replace(
        name=before.name if name is None else name.strip(),
        description=before.description if description is None else description.strip(),
        color=before.color if color is None else color,
    )
    if queries.is_name_taken(connection, after.name, before.tag_no):
        raise _taken("name")
    if condition is not None:
        if before.condition is None:
            field = FieldError("condition", "the tag is given by hand", hint="Make another tag for the rule.")
            raise Problem("tag_rule_invalid", "A tag that is given by hand gets no rule.", errors=(field,))
        is_daily = _check_rule(connection, reader, condition, before)
        is_due = before.is_due or condition != before.condition
        after = after._replace(condition=condition, is_due=is_due, is_daily=is_daily)
    queries.update_tag(connection, after)
    return before, after


def remove_tag(connection: Connection, reader: ConditionReader | None, key: str, now: datetime) -> Tag:
    """Take a tag out of use; whoever bears it loses it. Problem `tag_unknown`, or `tag_in_use` where a rule names it."""
    queries.hold_definitions(connection)
    tag = find_tag(connection, key)
    if reader is not None:
        tags = queries.select_tags(connection)
        rules = read_rules(tags, reader)
        naming = [rule.tag.name for rule in rules.ordered if tag.tag_no in rule.named and rule.tag.tag_no != tag.tag_no]
        if naming:
            hint = "Change or remove those first."
            raise Problem("tag_in_use", f"The rule of {', '.join(naming)} names “{tag.name}”.", hint=hint)
    _, left = facts_about(tag, "", "removed", now)
    queries.delete_tag(connection, tag.tag_no, left)
    return tag


def _check_rule(connection: Connection, reader: ConditionReader | None, given: dict[str, Any], tag: Tag | None) -> bool:
    """Refuse a rule that cannot be followed; returns whether it has to be asked daily."""
    if reader is None:
        raise Problem("program_missing", "A rule speaks in the words of a program.", hint="Publish a program first.")
    condition, faults = reader.read(given)
    errors = [FieldError(f"condition.{fault.path}", fault.message, fault.expected) for fault in faults]
    if condition is None:
        raise Problem("tag_rule_invalid", "The rule cannot be used.", errors=tuple(errors))
    if asks_hour(condition):
        field = FieldError("condition", "the hour is asked for", "days at the shortest: a tag is not given by the hour")
        raise Problem("tag_rule_invalid", "The rule cannot be used.", errors=(field,))
    if asks_any_tag(condition):
        field = FieldError(
            "condition", "it is asked whether there is any tag", "tags by name: the rule must not depend on itself"
        )
        raise Problem("tag_rule_invalid", "The rule cannot be used.", errors=(field,))
    own = 0 if tag is None else tag.tag_no
    rules = read_rules([held for held in queries.select_tags(connection) if held.tag_no != own], reader)
    named = {rule.tag.tag_no: rule.named for rule in rules.ordered} | {own: tags_of(condition)}
    if find_circle(named):
        field = FieldError("condition", "the tag would depend on itself", "tags whose rules do not name this one")
        raise Problem("tag_rule_invalid", "The rule cannot be used.", errors=(field,))
    parts = reads_of(condition).union(*(rule.reads for rule in rules.ordered if rule.tag.tag_no in named[own]))
    return "time" in parts


def _taken(field: str) -> Problem:
    return Problem("tag_exists", f"There is a tag with this {field}.", errors=(FieldError(field, "is taken"),))
