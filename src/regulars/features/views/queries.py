"""SQL of saved views."""

from __future__ import annotations

import json
from uuid import UUID

from psycopg import Connection
from psycopg.errors import UniqueViolation
from psycopg.rows import class_row

from regulars.features.views.contracts import View

_VIEW = "view_id, name, owner, is_shared, content::json AS content, created_at"


def select_views(connection: Connection, owner: str) -> list[View]:
    """What somebody saved and what others share, by name."""
    with connection.cursor(row_factory=class_row(View)) as cursor:
        return cursor.execute(
            f"SELECT {_VIEW} FROM member_view WHERE owner = %s OR is_shared ORDER BY name, view_id".encode(),  # noqa: S608 - only constants
            (owner,),
        ).fetchall()


def lock_view(connection: Connection, view_id: UUID) -> View | None:
    """One view, which nobody else changes until the transaction ends."""
    with connection.cursor(row_factory=class_row(View)) as cursor:
        statement = f"SELECT {_VIEW} FROM member_view WHERE view_id = %s FOR UPDATE"  # noqa: S608 - only constants
        return cursor.execute(statement.encode(), (view_id,)).fetchone()


def save_view(connection: Connection, view: View) -> bool:
    """Add a view, or change it; False where its owner has another of that name."""
    try:
        with connection.transaction():
            connection.execute(
                "INSERT INTO member_view (view_id, name, owner, is_shared, content, created_at) VALUES (%s, %s, %s, %s, %s, %s)"
                " ON CONFLICT (view_id) DO UPDATE SET name = excluded.name, is_shared = excluded.is_shared,"
                " content = excluded.content",
                (
                    view.view_id, view.name, view.owner, view.is_shared, json.dumps(view.content, ensure_ascii=False),
                    view.created_at,
                ),
            )  # fmt: skip
    except UniqueViolation:
        return False
    return True


def delete_view(connection: Connection, view_id: UUID) -> None:
    """Remove a view."""
    connection.execute("DELETE FROM member_view WHERE view_id = %s", (view_id,))
