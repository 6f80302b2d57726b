"""Many: a tag given to those who are named, or to all for whom a condition holds; counted first, or done."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.features.conditions.facade import ConditionReader
from regulars.features.context import AppContext
from regulars.features.tags import queries
from regulars.features.tags.contracts import Moved, Tag
from regulars.features.tags.service.define import remove_tag
from regulars.features.tags.service.give import change_bearers, change_matching, check_manual, matching_members, unknown_tag
from regulars.ledger.append import no_program


class Tagging(NamedTuple):
    """A tag by its key, whether it is given or taken, and whose: some members', or those of a condition."""

    key: str
    is_given: bool
    members: tuple[UUID, ...] | None
    condition: dict[str, Any] | None


def count_tagging(context: AppContext, connection: Connection, tagging: Tagging) -> int:
    """To how many the tag would come, or how many it would leave. Problem `tag_unknown`, `tag_by_rule` or `condition_invalid`."""
    found = queries.select_tags(connection, tagging.key)
    tag = check_manual(found[0] if found else None)
    if tagging.members is not None:
        return queries.count_named(connection, tag.tag_no, tagging.members, is_given=tagging.is_given)
    matching = matching_members(_reader(context, connection), tagging.condition or {}, context.ledger.now(connection))
    return queries.count_matching(connection, tag.tag_no, matching, is_given=tagging.is_given)


def count_bearers(connection: Connection, key: str) -> int:
    """How many members a tag would leave that is taken out of use. Problem `tag_unknown`."""
    found = queries.select_tags(connection, key)
    if not found:
        raise unknown_tag()
    return found[0].members


def tag_many(context: AppContext, connection: Connection, tagging: Tagging, *, by: str) -> Moved:
    """Do it. Problems as of `count_tagging`, and `member_unknown`."""
    now = context.ledger.now(connection)
    if tagging.members is None:
        reader, condition = _reader(context, connection), tagging.condition or {}
        return change_matching(connection, reader, tagging.key, condition, is_given=tagging.is_given, by=by, now=now)
    add, remove = (tagging.members, ()) if tagging.is_given else ((), tagging.members)
    return change_bearers(connection, tagging.key, add, remove, by=by, now=now)


def take_out_of_use(context: AppContext, connection: Connection, key: str) -> Tag:
    """Take a tag out of use; whoever bears it loses it. Problem `tag_unknown` or `tag_in_use`."""
    return remove_tag(connection, reader_of(context, connection), key, context.ledger.now(connection))


def reader_of(context: AppContext, connection: Connection) -> ConditionReader | None:
    """What reads conditions in the words of the program in force; None where none is published."""
    published = context.programs.published(connection)
    if not published:
        return None
    return ConditionReader(connection, published, context.ledger.now(connection), "members")


def _reader(context: AppContext, connection: Connection) -> ConditionReader:
    reader = reader_of(context, connection)
    if reader is None:
        raise no_program()
    return reader
