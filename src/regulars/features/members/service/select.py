"""Select: search, filters and a condition become what the statements are narrowed by; and everybody whom they leave, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from psycopg import Connection

from regulars.features.conditions.facade import ConditionReader
from regulars.features.context import AppContext
from regulars.features.members import queries
from regulars.features.members.contracts import ReadMember
from regulars.features.members.queries import Filters
from regulars.features.members.schemas import MemberSelection
from regulars.features.members.searching import look_for
from regulars.features.members.service.read import with_labels
from regulars.features.members.service.search import in_time, narrowed, read_filter
from regulars.features.members.sources import ProgramWords, program_words
from regulars.kit.calendars import date_start, month_date, parse_month
from regulars.ledger.append import no_program
from regulars.store.clock import current_time

MEMBERS_PER_PAGE: Final = 1_000


def filters_of(query: MemberSelection, words: ProgramWords) -> Filters:
    """Filters as statements know them: months are those of the program."""
    return Filters(
        q=query.q,
        tier=query.tier,
        unit=query.unit,
        lifecycle=query.lifecycle,
        joined_from=None if query.joined_from is None else date_start(month_date(parse_month(query.joined_from)), words.zone),
        joined_before=None if query.joined_to is None else date_start(month_date(parse_month(query.joined_to) + 1), words.zone),
        debt=query.debt,
        grace=query.grace,
    )


def with_condition(context: AppContext, connection: Connection, filters: Filters, given: dict[str, Any]) -> Filters:
    """Filters with a condition among them; Problem `condition_invalid` or `program_missing`."""
    published = context.programs.published(connection)
    if not published:
        raise no_program()
    now = context.ledger.now(connection)
    reader = ConditionReader(connection, published, now, "members")
    return narrowed(filters, reader, read_filter(reader, given), now)


def select_everybody(
    context: AppContext, connection: Connection, selection: MemberSelection, condition: dict[str, Any] | None, *, in_names: bool
) -> list[UUID]:
    """All members of a selection, by number. Problems of `with_condition`, and `condition_too_slow`."""
    with in_time(connection):
        filters = filters_of(selection, program_words(context, connection))
        if condition is not None:
            filters = with_condition(context, connection, filters, condition)
        search = None if filters.q is None else look_for(connection, filters.q, in_names=in_names)
        return queries.select_member_ids(connection, filters, search, current_time(connection))


def read_pages(connection: Connection, member_ids: list[UUID]) -> Iterator[tuple[ReadMember, ...]]:
    """Members as lists show them, some at a time, in the order of their numbers."""
    now = current_time(connection)
    for start in range(0, len(member_ids), MEMBERS_PER_PAGE):
        some = member_ids[start : start + MEMBERS_PER_PAGE]
        yield with_labels(connection, queries.select_members_by_id(connection, some, now))
