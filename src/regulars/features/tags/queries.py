"""SQL of tags: definitions, who bears them, and the statements by which rules keep that up to date."""

# ruff: noqa: S608 - statements are made of constants and of conditions that the store has written
from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row, scalar_row

from regulars.core.entries import Fact
from regulars.features.tags.contracts import BorneTag, Moved, Tag
from regulars.store.codec import to_json
from regulars.store.conditions import Opened
from regulars.store.extracts import read_extracts
from regulars.store.told import MEMBERS_PER_ROW, insert_alike
from regulars.store.wall import SCOPED

# Whoever reaches a part of the organisation is told of the bearers there alone.
_MEMBERS: Final = (
    f"CASE WHEN current_user = '{SCOPED}' THEN (SELECT count(*) FROM member_tag AS borne WHERE borne.tag_no = tag.tag_no)"
    " ELSE members END AS members"
)
_TAG: Final = (
    f"tag_no, key, name, description, color, condition::json AS condition, {_MEMBERS}, is_due, is_daily, evaluated_at,"
    " evaluated_on, program_version, is_faulty, created_at, created_by"
)
_TOLD: Final = f"""INSERT INTO outbox (facts, members) SELECT %(fact)s, array_agg(member_id)
    FROM (SELECT member_id, (row_number() OVER () - 1) / {MEMBERS_PER_ROW} AS part FROM moved) AS numbered GROUP BY part"""
_COUNTED: Final = "UPDATE tag SET members = members + %(sign)s * (SELECT count(*) FROM moved) WHERE tag_no = %(tag_no)s"


def select_tags(connection: Connection, key: str | None = None) -> list[Tag]:
    """All tags by name, or the one with a key."""
    where = "" if key is None else " WHERE key = %(key)s"
    with connection.cursor(row_factory=class_row(Tag)) as cursor:
        return cursor.execute(f"SELECT {_TAG} FROM tag{where} ORDER BY name, tag_no".encode(), {"key": key}).fetchall()


def lock_tag(connection: Connection, key: str) -> Tag | None:
    """One tag, which nobody else changes until the transaction ends."""
    with connection.cursor(row_factory=class_row(Tag)) as cursor:
        return cursor.execute(f"SELECT {_TAG} FROM tag WHERE key = %s FOR UPDATE".encode(), (key,)).fetchone()


def hold_definitions(connection: Connection) -> None:
    """Let nobody else define a tag until this transaction ends, so that two rules cannot come to name each other."""
    connection.execute("LOCK TABLE tag IN SHARE ROW EXCLUSIVE MODE")


def count_tags(connection: Connection) -> int:
    """How many tags there are."""
    with connection.cursor(row_factory=scalar_row) as cursor:
        return int(cursor.execute("SELECT count(*) FROM tag").fetchone() or 0)


def insert_tag(connection: Connection, tag: Tag) -> bool:
    """Add a tag; without a key it gets one by number. False where the key or the name is taken."""
    return connection.execute(
        "INSERT INTO tag (key, name, description, color, condition, is_due, is_daily, created_at, created_by)"
        " SELECT coalesce(nullif(%s, ''), 'tag_' || coalesce(max(tag_no), 0) + 1), %s, %s, %s, %s, %s, %s, %s, %s FROM tag"
        " ON CONFLICT DO NOTHING",
        (
            tag.key, tag.name, tag.description, tag.color, _text(tag.condition), tag.is_due, tag.is_daily, tag.created_at,
            tag.created_by,
        ),
    ).rowcount == 1  # fmt: skip


def is_name_taken(connection: Connection, name: str, but: int) -> bool:
    """Whether another tag goes by a name."""
    return connection.execute("SELECT 1 FROM tag WHERE name = %s AND tag_no <> %s", (name, but)).fetchone() is not None


def update_tag(connection: Connection, tag: Tag) -> None:
    """Keep what staff may change of a tag."""
    connection.execute(
        "UPDATE tag SET name = %s, description = %s, color = %s, condition = %s, is_due = %s, is_daily = %s WHERE tag_no = %s",
        (tag.name, tag.description, tag.color, _text(tag.condition), tag.is_due, tag.is_daily, tag.tag_no),
    )


def delete_tag(connection: Connection, tag_no: int, fact: Fact) -> int:
    """Take a tag from everybody and out of use; returns how many bore it."""
    left = take_from(connection, tag_no, None, fact)
    connection.execute("DELETE FROM tag WHERE tag_no = %s", (tag_no,))
    return left


def known_members(connection: Connection, member_ids: Sequence[UUID]) -> set[UUID]:
    """Those of some ids that are members'."""
    rows = connection.execute("SELECT member_id FROM member WHERE member_id = ANY(%s)", (list(member_ids),))
    return {member_id for (member_id,) in rows}


def give_to(connection: Connection, tag_no: int, member_ids: Sequence[UUID], by: str, at: datetime, fact: Fact) -> int:
    """Give a tag to members by hand; who bears it keeps it as it is. Returns to how many it came."""
    entering = (
        "INSERT INTO member_tag (tag_no, member_id, since, given_by)"
        " SELECT %(tag_no)s, unnest(%(members)s::uuid[]), %(at)s, %(by)s ON CONFLICT DO NOTHING RETURNING member_id"
    )
    return _move(connection, entering, tag_no, 1, fact, {"members": list(member_ids), "by": by, "at": at})


def take_from(connection: Connection, tag_no: int, member_ids: Sequence[UUID] | None, fact: Fact) -> int:
    """Take a tag from some members, or from everybody; returns from how many."""
    whom = "" if member_ids is None else " AND member_id = ANY(%(members)s)"
    statement = f"DELETE FROM member_tag WHERE tag_no = %(tag_no)s{whom} RETURNING member_id"
    return _move(connection, statement, tag_no, -1, fact, {"members": None if member_ids is None else list(member_ids)})


def select_borne(connection: Connection, member_ids: Sequence[UUID]) -> list[BorneTag]:
    """The tags of some members, by name."""
    with connection.cursor(row_factory=class_row(BorneTag)) as cursor:
        return cursor.execute(
            "SELECT member_id, key, name, color, condition IS NOT NULL AS is_rule, since, given_by"
            " FROM member_tag JOIN tag USING (tag_no) WHERE member_id = ANY(%s) ORDER BY name, tag_no",
            (list(member_ids),),
        ).fetchall()


def has_due_rule(connection: Connection, version: int, today: date) -> bool:
    """Whether any rule has to be asked of everybody."""
    return connection.execute(
        "SELECT 1 FROM tag WHERE condition IS NOT NULL"
        " AND (is_due OR program_version IS DISTINCT FROM %s OR (is_daily AND evaluated_on < %s)) LIMIT 1",
        (version, today),
    ).fetchone() is not None  # fmt: skip


def open_everybody(connection: Connection, opened: Opened) -> None:
    """Read the fields of some rules of everybody into a table of this transaction."""
    connection.execute(opened.opening().encode())


def open_changed(connection: Connection, opened: Opened, member_ids: Sequence[UUID]) -> dict[int, set[UUID]]:
    """Read the fields of rules of those who changed into a table of this transaction; returns who of them bears which tag."""
    if opened.source == "extract":
        given: tuple[list[Any], ...] = read_extracts(connection, member_ids)
    else:
        given = (list(member_ids),)
    connection.execute(opened.opening(among="%b", extracts="%b").encode(), given)
    rows = connection.execute(
        "SELECT tag_no, member_id FROM member_tag WHERE member_id = ANY(%s)", (list(member_ids),), binary=True
    )
    bearers: dict[int, set[UUID]] = {}
    for tag_no, member_id in rows:
        bearers.setdefault(tag_no, set()).add(member_id)
    return bearers


def close_opened(connection: Connection) -> None:
    """Drop the table again, so that another can be made in this transaction."""
    connection.execute(f"DROP TABLE {Opened.TABLE}".encode())


def match_opened(connection: Connection, matching: str) -> set[UUID]:
    """The opened members for whom a condition holds."""
    return {member_id for (member_id,) in connection.execute(matching.encode(), binary=True)}


def match_everybody(connection: Connection, matching: str) -> None:
    """Put the members for whom a condition holds into a table of this transaction. Such a statement may use several processes."""
    connection.execute(f"CREATE TEMPORARY TABLE tag_matching ON COMMIT DROP AS {matching}".encode())


def move_everybody(connection: Connection, tag_no: int, matching: str, at: datetime, entered: Fact, left: Fact) -> Moved:
    """Bring a tag to the members for whom a condition holds, and take it from all others.

    Who moves is found first, in one walk over both sides, which several processes may share; nobody at all is found quickly.
    """
    held = f"SELECT member_id FROM member_tag WHERE tag_no = {tag_no:d}"
    connection.execute(
        "CREATE TEMPORARY TABLE tag_moving ON COMMIT DROP AS"
        " SELECT coalesce(found.member_id, held.member_id) AS member_id, held.member_id IS NULL AS is_entering"
        f" FROM ({matching}) AS found FULL JOIN ({held}) AS held ON held.member_id = found.member_id"
        " WHERE found.member_id IS NULL OR held.member_id IS NULL".encode()
    )
    gone = connection.execute(
        "DELETE FROM member_tag USING tag_moving AS moving WHERE tag_no = %s AND NOT moving.is_entering"
        " AND moving.member_id = member_tag.member_id",
        (tag_no,),
    ).rowcount
    come = connection.execute(
        "INSERT INTO member_tag (tag_no, member_id, since, given_by) SELECT %s, member_id, %s, '' FROM tag_moving"
        " WHERE is_entering",
        (tag_no, at),
    ).rowcount
    for moved, fact, whom in ((gone, left, "NOT is_entering"), (come, entered, "is_entering")):
        if moved:
            insert_alike(connection, fact, f"SELECT member_id FROM tag_moving WHERE {whom}")
    if come != gone:
        connection.execute("UPDATE tag SET members = members + %s WHERE tag_no = %s", (come - gone, tag_no))
    connection.execute("DROP TABLE tag_moving")
    return Moved(come, gone)


def give_matching(connection: Connection, tag_no: int, by: str, at: datetime, fact: Fact) -> int:
    """Give a tag by hand to those whom `match_everybody` found."""
    entering = (
        "INSERT INTO member_tag (tag_no, member_id, since, given_by)"
        " SELECT %(tag_no)s, member_id, %(at)s, %(by)s FROM tag_matching ON CONFLICT DO NOTHING RETURNING member_id"
    )
    return _move(connection, entering, tag_no, 1, fact, {"by": by, "at": at})


def take_matching(connection: Connection, tag_no: int, fact: Fact) -> int:
    """Take a tag from those whom `match_everybody` found."""
    leaving = (
        "DELETE FROM member_tag USING tag_matching WHERE tag_no = %(tag_no)s AND member_tag.member_id = tag_matching.member_id"
        " RETURNING member_tag.member_id"
    )
    return _move(connection, leaving, tag_no, -1, fact, {})


def count_named(connection: Connection, tag_no: int, member_ids: Sequence[UUID], *, is_given: bool) -> int:
    """How many of some members do not bear a tag, for one that is given, or bear it, for one that is taken."""
    matching = "SELECT member_id FROM member WHERE member_id = ANY(%(members)s)"
    return _count_moving(connection, tag_no, matching, is_given=is_given, values={"members": list(member_ids)})


def count_matching(connection: Connection, tag_no: int, matching: str, *, is_given: bool) -> int:
    """The same of those whom a statement finds."""
    return _count_moving(connection, tag_no, matching.replace("%", "%%"), is_given=is_given, values={})


def _count_moving(connection: Connection, tag_no: int, matching: str, *, is_given: bool, values: dict[str, Any]) -> int:
    bears = "EXISTS (SELECT FROM member_tag AS held WHERE held.tag_no = %(tag_no)s AND held.member_id = found.member_id)"
    statement = f"SELECT count(*) FROM ({matching}) AS found WHERE {'NOT ' if is_given else ''}{bears}"
    row = connection.execute(statement.encode(), {"tag_no": tag_no, **values}).fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])


def mark_evaluated(connection: Connection, tag: Tag) -> None:
    """Keep when and by which version a rule was asked of everybody."""
    connection.execute(
        "UPDATE tag SET is_due = false, evaluated_at = %s, evaluated_on = %s, program_version = %s, is_faulty = %s, is_daily = %s"
        " WHERE tag_no = %s",
        (tag.evaluated_at, tag.evaluated_on, tag.program_version, tag.is_faulty, tag.is_daily, tag.tag_no),
    )


def mark_due(connection: Connection, tag_nos: Sequence[int]) -> None:
    """Let rules be asked of everybody in a next round."""
    connection.execute("UPDATE tag SET is_due = true WHERE tag_no = ANY(%s) AND condition IS NOT NULL", (list(tag_nos),))


def mark_asking_due(connection: Connection, field: str) -> None:
    """Let rules that ask for a field be asked of everybody in a next round."""
    connection.execute(
        "UPDATE tag SET is_due = true WHERE jsonb_path_exists(condition::jsonb, '$.**.field ? (@ == $name)',"
        " jsonb_build_object('name', %s::text))",
        (field,),
    )


def _move(connection: Connection, changing: str, tag_no: int, sign: int, fact: Fact, values: dict[str, Any]) -> int:
    """Change memberships, tell of each and count them, in one statement."""
    statement = f"WITH moved AS ({changing}), told AS ({_TOLD}), counted AS ({_COUNTED}) SELECT count(*) FROM moved"
    given = values | {"tag_no": tag_no, "sign": sign, "fact": to_json(fact.plain())}
    row = connection.execute(statement.encode(), given).fetchone()
    assert row is not None, "a count always answers"
    return int(row[0])


def _text(condition: dict[str, Any] | None) -> str | None:
    return None if condition is None else json.dumps(condition, ensure_ascii=False)
