"""SQL of fields and profiles."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from regulars.features.profiles.contracts import CustomField, MemberKind
from regulars.store.codec import to_json
from regulars.store.exchange import Exchange, Statement

_FIELD = (
    "key, name, kind, choices::json AS choices, asked_of, is_personal, is_counted, confirm_days, is_open, created_at, created_by"
)


class ProfileRow(NamedTuple):
    """A profile as it is stored."""

    kind: MemberKind
    fields: dict[str, Any]
    told: dict[str, int]
    sealed: bytes | None


def select_fields(connection: Connection) -> list[CustomField]:
    """All fields in the order in which they were declared."""
    with connection.cursor(row_factory=class_row(CustomField)) as cursor:
        return cursor.execute(f"SELECT {_FIELD} FROM member_field ORDER BY created_at, key".encode()).fetchall()  # noqa: S608 - only constants


def hold_definitions(connection: Connection) -> None:
    """Let nobody else declare or change a field until this transaction ends."""
    connection.execute("LOCK TABLE member_field IN SHARE ROW EXCLUSIVE MODE")


def insert_field(connection: Connection, field: CustomField) -> bool:
    """Add a field; False where its key or name is taken."""
    return connection.execute(
        "INSERT INTO member_field (key, name, kind, choices, asked_of, is_personal, is_counted, confirm_days, is_open,"
        " created_at, created_by) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (
            field.key, field.name, field.kind, json.dumps(field.choices, ensure_ascii=False), field.asked_of, field.is_personal,
            field.is_counted, field.confirm_days, field.is_open, field.created_at, field.created_by,
        ),
    ).rowcount == 1  # fmt: skip


def update_field(connection: Connection, field: CustomField) -> None:
    """Keep what may change of a field."""
    connection.execute(
        "UPDATE member_field SET name = %s, choices = %s, asked_of = %s, is_counted = %s, confirm_days = %s, is_open = %s"
        " WHERE key = %s",
        (
            field.name, json.dumps(field.choices, ensure_ascii=False), field.asked_of, field.is_counted, field.confirm_days,
            field.is_open, field.key,
        ),
    )  # fmt: skip


def select_profile(connection: Connection, member_id: UUID) -> ProfileRow | None:
    """The profile of a member, if anything was ever told."""
    with connection.cursor(row_factory=class_row(ProfileRow)) as cursor:
        return cursor.execute(
            "SELECT kind, fields, told, sealed FROM member_profile WHERE member_id = %s", (member_id,)
        ).fetchone()


def select_profiles(connection: Connection, member_ids: Sequence[UUID]) -> dict[UUID, ProfileRow]:
    """The profiles of some members; of whom nothing was ever told is left out."""
    rows = connection.execute(
        "SELECT member_id, kind, fields, told, sealed FROM member_profile WHERE member_id = ANY(%s)", (list(member_ids),)
    )
    return {member_id: ProfileRow(*row) for member_id, *row in rows.fetchall()}


_SAVE: Final = Statement(
    "INSERT INTO member_profile (member_id, kind, fields, told, sealed)"
    " SELECT member_id, kind, fields::jsonb, told::jsonb, sealed"
    " FROM unnest($1, $2, $3, $4, $5) AS new (member_id, kind, fields, told, sealed)"
    " ON CONFLICT (member_id) DO UPDATE SET kind = excluded.kind, fields = excluded.fields, told = excluded.told,"
    " sealed = excluded.sealed",
    "uuid", "word", "text", "text", "bytea",
)  # fmt: skip


def save_profiles(connection: Connection, rows: Mapping[UUID, ProfileRow]) -> None:
    """Write many profiles."""
    exchange = Exchange(connection)
    exchange.ask(
        _SAVE,
        _SAVE.of(
            list(rows),
            [row.kind for row in rows.values()],
            [to_json(row.fields) for row in rows.values()],
            [to_json(row.told) for row in rows.values()],
            [row.sealed for row in rows.values()],
        ),
    )
    exchange.run()


def lock_member(connection: Connection, member_id: UUID) -> bool:
    """Let nobody else change the member's profile until this transaction ends; False where nobody has the id, or was erased."""
    statement = "SELECT 1 FROM member WHERE member_id = %s AND erased_at IS NULL FOR NO KEY UPDATE"
    return connection.execute(statement, (member_id,)).fetchone() is not None


def is_member(connection: Connection, member_id: UUID) -> bool:
    """Whether an id is a member's."""
    return connection.execute("SELECT 1 FROM member WHERE member_id = %s", (member_id,)).fetchone() is not None


def save_profile(connection: Connection, member_id: UUID, row: ProfileRow) -> None:
    """Write a profile."""
    connection.execute(
        "INSERT INTO member_profile (member_id, kind, fields, told, sealed) VALUES (%s, %s, %s, %s, %s)"
        " ON CONFLICT (member_id) DO UPDATE SET kind = excluded.kind, fields = excluded.fields, told = excluded.told,"
        " sealed = excluded.sealed",
        (member_id, row.kind, Jsonb(row.fields), Jsonb(row.told), row.sealed),
    )


def delete_profile(connection: Connection, member_id: UUID) -> None:
    """Forget what is known of a member."""
    connection.execute("DELETE FROM member_profile WHERE member_id = %s", (member_id,))
