"""The wall: the last thing between a caller of one store and the members of another is PostgreSQL's row-level security.

Three roles of the server, none of which owns a table or can change or delete what only grows. `regulars_app` answers requests;
policies show it every row. `regulars_scoped` answers those of somebody who reaches a part of the organisation: of each table that
names a member it sees the members within reach, of the few tables in `SHARED` what is said there, of all others nothing.
`regulars_ledger` is the write path and the workers: no policy holds for it, so none costs it anything, and it may COPY; whose
events it is given was checked before. Policies and rights are read off the catalogue, so a table that a migration adds is behind
the wall before anybody thinks of it. What names members otherwise is hidden from scoped requests, or has a line in `PAIRS`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Final

import psycopg
from psycopg import Connection
from psycopg.sql import SQL, Composed, Identifier

from regulars.kit.problems import Problem

APPLICATION: Final = "regulars_app"
LEDGER: Final = "regulars_ledger"
SCOPED: Final = "regulars_scoped"
ROLES: Final = {APPLICATION: "LOGIN NOINHERIT NOBYPASSRLS", LEDGER: "LOGIN NOINHERIT BYPASSRLS", SCOPED: "NOLOGIN NOBYPASSRLS"}

SHARED: Final[dict[str, str]] = {
    "program_version": "SELECT",
    "test_clock": "SELECT",
    "organisation_unit": "SELECT",
    "identity_rule": "SELECT",
    "lifecycle_setting": "SELECT",
    "approval_policy": "SELECT",
    "alembic_version": "SELECT",
    "import_run": "SELECT",
    "tag": "SELECT, UPDATE (members)",
    "member_view": "SELECT, INSERT, UPDATE, DELETE",
    "member_field": "SELECT",
    "outbox": "INSERT",
    "figure_change": "INSERT",
    "audit_line": "INSERT",
}
"""Tables without a member that a scoped request needs, and what it may do there."""

PAIRS: Final = {"member_merge": ("absorbed_id", "survivor_id"), "duplicate_pair": ("first_id", "second_id")}
"""Tables of two members each: seen by whoever reaches both."""

LOCKED: Final = frozenset({"program_version", "ledger_checkpoint"})
"""Tables that only grow and are locked as a whole, which needs the right to change them; triggers refuse that all the same."""

_BELOW: Final = "coalesce(nullif(current_setting('regulars.below', true), ''), '{}')::uuid[]"
_ONLY: Final = "coalesce(nullif(current_setting('regulars.only', true), ''), '{}')::uuid[]"
_WITHIN: Final = f"SELECT unit_id FROM organisation_unit WHERE line && {_BELOW} OR unit_id = ANY ({_ONLY})"  # noqa: S608 - only constants
_OF_MEMBER: Final = f"home_unit_id IN ({_WITHIN})"
_BY_MEMBER: Final = "EXISTS (SELECT FROM member WHERE member.member_id = {})"

_TABLES: Final = """
    SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity AS is_behind,
        EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attname = 'member_id'
            AND a.atttypid = 'uuid'::regtype AND NOT a.attisdropped) AS names_member,
        EXISTS (SELECT FROM pg_trigger AS t JOIN pg_proc AS p ON p.oid = t.tgfoid
            WHERE t.tgrelid = c.oid AND p.proname = 'refuse_change' AND t.tgtype & 16 <> 0) AS only_grows,
        ARRAY(SELECT polname::text FROM pg_policy AS y WHERE y.polrelid = c.oid ORDER BY 1) AS policies
    FROM pg_class AS c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname"""

_VIEWS: Final = """
    SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'
        AND relowner = current_user::regrole AND 'security_invoker=true' = ANY (reloptions) ORDER BY relname"""
"""Those that ask with the rights of who reads them show nobody what lies behind the wall; others are not ours."""

POLICIES: Final = ["everywhere", "within_reach"]


def build_wall(connection: Connection) -> bool:
    """Make roles, rights and policies what they should be, as the owner of the tables.

    False where roles cannot be made, or where an earlier release has not made the organisation yet.

    Callers take turns: the transaction holds the lock of migrations.
    """
    if not _may_have_wall(connection) or not make_roles(connection):
        return False
    run = connection.execute
    everybody = ", ".join(ROLES)
    run(f"GRANT USAGE ON SCHEMA public TO {everybody}".encode())
    run(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {everybody}".encode())
    for name, is_behind, has_member_id, only_grows, policies in run(_TABLES.encode()).fetchall():
        names_member = has_member_id or name in PAIRS
        table = Identifier(name)
        rights = "SELECT, INSERT" if only_grows and name not in LOCKED else "SELECT, INSERT, UPDATE, DELETE"
        shared = rights if names_member else SHARED.get(name)
        run(SQL("REVOKE ALL ON {} FROM {}").format(table, SQL(everybody)))
        run(SQL("GRANT {} ON {} TO {}, {}").format(SQL(rights), table, Identifier(APPLICATION), Identifier(LEDGER)))
        if shared is not None:
            run(SQL("GRANT {} ON {} TO {}").format(SQL(shared), table, Identifier(SCOPED)))
        if names_member and not (is_behind and policies == POLICIES):
            _put_behind(connection, name, table)
    for (name,) in run(_VIEWS.encode()).fetchall():
        run(SQL("GRANT SELECT ON {} TO {}, {}").format(Identifier(name), Identifier(APPLICATION), Identifier(LEDGER)))
    return True


def make_roles(connection: Connection) -> bool:
    """Make the roles of the server, and let the present one become each; False where it may not."""
    try:
        with connection.transaction():
            for role, options in ROLES.items():
                if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is None:
                    connection.execute(f"CREATE ROLE {role} {options} NOSUPERUSER".encode())
            for role in ROLES:
                # A role that owns the tables is shown all rows by being, besides, the application.
                inherits = "TRUE" if role == APPLICATION else "FALSE"
                connection.execute(f"GRANT {role} TO CURRENT_USER WITH INHERIT {inherits}, SET TRUE".encode())
            connection.execute(f"GRANT {SCOPED} TO {APPLICATION} WITH INHERIT FALSE, SET TRUE".encode())
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidGrantOperation):
        return False
    with suppress(psycopg.errors.InsufficientPrivilege), connection.transaction():
        # What others are doing is something the doctor looks at; only a superuser can let it see that.
        connection.execute(f"GRANT pg_read_all_stats TO {APPLICATION}, {LEDGER} WITH INHERIT TRUE".encode())
    return True


def open_to_owner(connection: Connection) -> None:
    """Show the owner of the tables every row again, where no wall can be built: it is the service itself there."""
    for name, *_ in connection.execute(_TABLES.encode()).fetchall():
        connection.execute(SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(Identifier(name)))


def is_built(connection: Connection, role: str = APPLICATION) -> bool:
    """Whether the wall was built in this database, and a role has its rights there."""
    row = connection.execute(
        "SELECT has_table_privilege(oid, to_regclass('public.member'), 'INSERT')"
        " AND EXISTS (SELECT FROM pg_policy WHERE polrelid = to_regclass('public.member'))"
        " FROM pg_roles WHERE rolname = %s",
        (role,),
    ).fetchone()
    return row is not None and bool(row[0])


def stands(connection: Connection, role: str = APPLICATION) -> bool:
    """Whether the wall was built, and whoever has logged in may become a role."""
    row = connection.execute("SELECT pg_has_role(session_user, oid, 'SET') FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
    return row is not None and bool(row[0]) and is_built(connection, role)


def work_as(connection: Connection, role: str) -> bool:
    """Let a fresh connection work as a role; False where no wall was built."""
    if not stands(connection, role):
        return False
    connection.execute("SELECT set_config('role', %s, false)", (role,))
    return True


def gaps(connection: Connection) -> list[str]:
    """Tables that name members and are not behind the wall."""
    found = connection.execute(_TABLES.encode()).fetchall()
    return [
        name
        for name, is_behind, has_member_id, _, policies in found
        if (has_member_id or name in PAIRS) and not (is_behind and policies == POLICIES)
    ]


def wall_missing() -> Problem:
    """Somebody who reaches a part of the organisation cannot be served safely."""
    return Problem(
        "wall_missing",
        "The database has no roles that keep stores apart, so nobody who is limited to some can be served.",
        hint="`regulars doctor` says what an administrator of the database server has to run.",
    )


def _put_behind(connection: Connection, name: str, table: Identifier) -> None:
    columns = [SQL(_BY_MEMBER).format(Identifier(name, column)) for column in PAIRS.get(name, ("member_id",))]
    reach = SQL(_OF_MEMBER) if name == "member" else SQL(" AND ").join(columns)
    for statement in (
        SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(table),
        SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(table),
        SQL("DROP POLICY IF EXISTS everywhere ON {}").format(table),
        SQL("DROP POLICY IF EXISTS within_reach ON {}").format(table),
        SQL("CREATE POLICY everywhere ON {} TO {} USING (true) WITH CHECK (true)").format(table, Identifier(APPLICATION)),
        _policy(table, reach),
    ):
        connection.execute(statement)


def _policy(table: Identifier, reach: SQL | Composed) -> Composed:
    statement = SQL("CREATE POLICY within_reach ON {} TO {} USING ({}) WITH CHECK ({})")
    return statement.format(table, Identifier(SCOPED), reach, reach)


def _may_have_wall(connection: Connection) -> bool:
    """Whether there is what policies speak of: a database of an earlier release has no organisation."""
    row = connection.execute("SELECT to_regclass('public.organisation_unit') IS NOT NULL").fetchone()
    return row == (True,)
