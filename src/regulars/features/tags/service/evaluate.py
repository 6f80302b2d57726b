"""Evaluate: rules are asked about the members who changed, and of everybody where a rule, the program or the day is new.

All of it is sets in SQL, off the path of events: a round follows the relayed facts, whose rows name every member who was
written. Of those the documents are read; of everybody the extracts are asked, which follow first (`store/extracts.py`). One
round at a time does it, whoever tries, so memberships have one writer. Rules come after the tags they name: one pass is enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.core.entries import Fact
from regulars.features.conditions.facade import ConditionReader
from regulars.features.context import AppContext
from regulars.features.profiles.contracts import CHANGED as PROFILE_CHANGED
from regulars.features.programs.facade import in_force
from regulars.features.tags import queries
from regulars.features.tags.contracts import ENTERED, LEFT, READER, TAG_FACTS, Cause, Moved, Tag
from regulars.features.tags.reads import Part
from regulars.features.tags.rules import Rule, Rules, read_rules
from regulars.kit.calendars import date_of
from regulars.kit.instants import instant_of
from regulars.store.conditions import Opened, member_ids_where, needs_document
from regulars.store.extracts import follow_to
from regulars.store.heads import is_history_coming
from regulars.store.outbox import lock_reader, mark_read, relay
from regulars.store.told import Written, cause_told, members_alike, members_told, read_written

TRANSACTIONS_PER_ROUND = 500
RULES_PER_ROUND = 50
"""Due rules that share one walk over all extracts."""


class Round(NamedTuple):
    """What one round did."""

    rules: int
    """Rules asked of everybody."""
    changed: int
    """Members who had changed."""
    entered: int
    left: int
    has_more: bool


NOTHING = Round(0, 0, 0, 0, has_more=False)


class _Asking(NamedTuple):
    """What a round asks with."""

    connection: Connection
    reader: ConditionReader
    rules: Rules
    now: datetime
    today: date
    version: int


def evaluate_round(context: AppContext) -> Round:
    """Take in what happened since the last round, and ask some due rules of everybody; `has_more` while there is more to do."""
    with context.database.transaction() as connection:
        relay(connection, TRANSACTIONS_PER_ROUND)
    with context.database.transaction() as connection:
        read_to = lock_reader(connection, READER)
        published = context.programs.published(connection)
        if read_to is None or not published or is_history_coming(connection):
            return NOTHING
        now = context.ledger.now(connection)
        program = in_force(published, now)
        today = date_of(program.program.calendar.day_of(instant_of(now)))
        told = read_written(connection, read_to, TRANSACTIONS_PER_ROUND)
        is_due = queries.has_due_rule(connection, program.version, today)
        if not told and not is_due:
            return NOTHING
        reader = ConditionReader(connection, published, now, "members")
        rules = read_rules(queries.select_tags(connection), reader)
        asking = _Asking(connection, reader, rules, now, today, program.version)
        changed, moved = _follow(asking, told)
        if told:
            read_to = told[-1].relay_no
            mark_read(connection, READER, read_to)
        asked, filled = _ask_due(asking, read_to) if is_due else (0, Moved(0, 0))
        has_more = len(told) == TRANSACTIONS_PER_ROUND or queries.has_due_rule(connection, program.version, today)
    return Round(asked, changed, moved.entered + filled.entered, moved.left + filled.left, has_more)


def evaluate_until_done(context: AppContext) -> Round:
    """Rounds until nothing is left to do; returns their sum."""
    total = NOTHING
    while True:
        done = evaluate_round(context)
        total = Round(
            total.rules + done.rules, total.changed + done.changed, total.entered + done.entered, total.left + done.left,
            has_more=False,
        )  # fmt: skip
        if not done.has_more:
            return total


def _follow(asking: _Asking, told: list[Written]) -> tuple[int, Moved]:
    """Ask the rules about the members who changed."""
    parts: defaultdict[Part, set[UUID]] = defaultdict(set)
    for transaction in told:
        if transaction.is_alike:
            for part in _changed_parts([cause_told(transaction.facts)]):
                parts[part].update(members_alike(asking.connection, transaction.relay_no))
            continue
        for member_id, facts in members_told(transaction.facts):
            for part in _changed_parts(facts):
                parts[part].add(UUID(member_id))
    changed = set().union(*parts.values())
    asked = [rule for rule in asking.rules.ordered if rule.tag.evaluated_at and not rule.tag.is_due and rule.reads & parts.keys()]
    entered = left = 0
    if changed and asked:
        opened = _opened(asking, asked)
        bearers = queries.open_changed(asking.connection, opened, _in_order(changed))
        for rule in asked:
            tag_no, bearing = rule.tag.tag_no, bearers.get(rule.tag.tag_no, set())
            matching = queries.match_opened(asking.connection, opened.matching(rule.condition))
            come, gone = facts_about(rule.tag, "", "member", asking.now)
            if matching - bearing:
                entered += queries.give_to(asking.connection, tag_no, _in_order(matching - bearing), "", asking.now, come)
            if bearing - matching:
                left += queries.take_from(asking.connection, tag_no, _in_order(bearing - matching), gone)
        queries.close_opened(asking.connection)
    return len(changed), Moved(entered, left)


def _in_order(member_ids: Iterable[UUID]) -> list[UUID]:
    """By id, as rows lie; comparing ids themselves takes ten times as long."""
    return sorted(member_ids, key=attrgetter("int"))


def _changed_parts(facts: list[tuple[str, Any]]) -> set[Part]:
    """What changed of a member, by what was told of them; nothing told: their state was written all the same."""
    parts: set[Part] = set() if facts else {"ledger"}
    for name, cause in facts:
        if name == PROFILE_CHANGED:
            parts.add("profile")
        elif name not in TAG_FACTS:
            parts.add("ledger")
        elif cause == "staff":  # what rules did, those that name the tag have followed already
            parts.add("tags")
    return parts


def _ask_due(asking: _Asking, read_to: int) -> tuple[int, Moved]:
    """Ask due rules of everybody, some in one round. Rules that name the tags of those are due then too, if anybody moved.

    Whoever was written up to `read_to` was asked already, so the extracts must have come as far.
    """
    for tag in asking.rules.faulty:
        if not tag.is_faulty or tag.is_due or tag.program_version != asking.version:
            faulty = tag._replace(is_faulty=True, is_daily=False, program_version=asking.version)
            queries.mark_evaluated(asking.connection, faulty)
    due = [(rule, cause) for rule in asking.rules.ordered if (cause := _why_due(asking, rule)) is not None][:RULES_PER_ROUND]
    deep = [rule for rule, _ in due if needs_document(rule.condition, asking.reader.narrow)]
    if deep:
        follow_to(asking.connection, read_to)
    if len(deep) == 1:  # alone it looks at the extracts of those only for whom the rest of its clauses holds
        deep = []
    opened = _opened(asking, deep)
    if deep:
        queries.open_everybody(asking.connection, opened)
    entered = left = 0
    for rule, cause in due:
        found = opened.matching(rule.condition) if rule in deep else _members_where(asking, rule)
        come, gone = facts_about(rule.tag, "", cause, asking.now)
        moved = queries.move_everybody(asking.connection, rule.tag.tag_no, found, asking.now, come, gone)
        if moved != Moved(0, 0):
            queries.mark_due(asking.connection, asking.rules.naming(rule.tag.tag_no))
        queries.mark_evaluated(
            asking.connection,
            rule.tag._replace(
                evaluated_at=asking.now, evaluated_on=asking.today, program_version=asking.version, is_faulty=False,
                is_daily="time" in rule.reads,
            ),
        )  # fmt: skip
        entered, left = entered + moved.entered, left + moved.left
    return len(due), Moved(entered, left)


def _opened(asking: _Asking, rules: list[Rule]) -> Opened:
    conditions = [rule.condition for rule in rules]
    return Opened(conditions, asking.reader.program.calendar, instant_of(asking.now), asking.reader.narrow)


def _members_where(asking: _Asking, rule: Rule) -> str:
    calendar, at = asking.reader.program.calendar, instant_of(asking.now)
    return member_ids_where(rule.condition, calendar, at, asking.reader.narrow)


def _why_due(asking: _Asking, rule: Rule) -> Cause | None:
    tag = rule.tag
    if tag.is_due or tag.evaluated_on is None or tag.program_version != asking.version:
        return "rule"
    return "day" if "time" in rule.reads and tag.evaluated_on < asking.today else None


def facts_about(tag: Tag, by: str, cause: Cause, at: datetime) -> tuple[Fact, Fact]:
    """What is told of members whom a tag comes to, and of those whom it leaves."""
    data = {"tag": tag.key, "cause": cause, "by": by}
    return Fact(ENTERED, instant_of(at), data), Fact(LEFT, instant_of(at), data)
