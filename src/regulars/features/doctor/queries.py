"""SQL of the doctor: questions about a server and about what waits in the tables, each answered from little."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from psycopg import Connection


class Unfinished(NamedTuple):
    """An import that has begun and not ended."""

    source: str
    started_at: datetime
    events_done: int


class Waiting(NamedTuple):
    """How much waits, and since when the oldest of it."""

    number: int
    since: datetime | None


class FailingEndpoint(NamedTuple):
    """Whom webhooks do not reach."""

    endpoint_id: UUID
    description: str
    disabled_reason: str | None
    failing_since: datetime | None


class Bloat(NamedTuple):
    """A table with rows that are gone and still take room."""

    table: str
    live: int
    dead: int


def database_bytes(connection: Connection) -> int:
    """How large the database is."""
    return _number(connection, "SELECT pg_database_size(current_database())")


def settings_of_server(connection: Connection, *names: str) -> dict[str, str]:
    """What the server is set to, as this connection sees it."""
    rows = connection.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s) ORDER BY name", (list(names),))
    return dict(rows.fetchall())


def checksum_failures(connection: Connection) -> int:
    """Pages that the server found damaged, of this database, since its statistics began."""
    return _number(
        connection, "SELECT coalesce(sum(checksum_failures), 0) FROM pg_stat_database WHERE datname = current_database()"
    )


def server_time(connection: Connection) -> datetime:
    """The server's clock."""
    row = connection.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None, "a function always answers"
    found: datetime = row[0]
    return found


def due_members(connection: Connection, until: datetime) -> Waiting:
    """Who has something due by an instant, and since when."""
    query = (
        "SELECT count(DISTINCT member_id), min(next_due_at) FROM member_due JOIN member_state USING (member_id)"
        " WHERE due_at <= %(until)s AND next_due_at <= %(until)s"
    )
    return _waiting(connection, query, until)


def unfinished_imports(connection: Connection) -> list[Unfinished]:
    """Imports that have not ended, oldest first."""
    rows = connection.execute(
        "SELECT source, started_at, events_done FROM import_run WHERE finished_at IS NULL ORDER BY started_at"
    )
    return [Unfinished(*row) for row in rows]


def waiting_facts(connection: Connection) -> Waiting:
    """Transactions whose facts are not relayed yet, and since when the oldest waits."""
    return _waiting(connection, "SELECT count(*), min(recorded_at) FROM outbox WHERE relay_no IS NULL", None)


def late_deliveries(connection: Connection, until: datetime) -> Waiting:
    """Deliveries of active endpoints that should have been tried by an instant and were not."""
    query = (
        "SELECT count(*), min(next_attempt_at) FROM webhook_delivery JOIN webhook_endpoint USING (endpoint_id)"
        " WHERE status = 'pending' AND is_active AND next_attempt_at < %(until)s"
    )
    return _waiting(connection, query, until)


def failing_endpoints(connection: Connection) -> list[FailingEndpoint]:
    """Endpoints that refuse everything, or were switched off because of it."""
    rows = connection.execute(
        "SELECT endpoint_id, description, disabled_reason, failing_since FROM webhook_endpoint"
        " WHERE (is_active AND failing_since IS NOT NULL) OR disabled_reason IN ('gone', 'failing') ORDER BY created_at"
    )
    return [FailingEndpoint(*row) for row in rows]


def administrators_by_password_alone(connection: Connection) -> list[str]:
    """User names of active administrators who have a password and no second factor."""
    rows = connection.execute(
        "SELECT username FROM staff LEFT JOIN staff_totp USING (staff_id)"
        " WHERE EXISTS (SELECT FROM staff_assignment AS given WHERE given.staff_id = staff.staff_id AND given.role = 'admin')"
        " AND NOT disabled AND password_hash IS NOT NULL AND secret IS NULL ORDER BY username"
    )
    return [name for (name,) in rows.fetchall()]


def unsealed_lines(connection: Connection) -> Waiting:
    """Lines of the audit log behind the last one that was sealed."""
    query = "SELECT count(*), min(at) FROM audit_line WHERE line_no > (SELECT coalesce(max(line_no), 0) FROM audit_seal)"
    return _waiting(connection, query, None)


class LogInRole(NamedTuple):
    """As whom the service has logged in."""

    name: str
    owns_tables: bool
    """Or gets round the policies in another way."""


def log_in_role(connection: Connection) -> LogInRole:
    """As whom the service has logged in, whatever role it works as."""
    row = connection.execute(
        "SELECT session_user, rolsuper OR rolbypassrls OR EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid"
        " AND relnamespace = 'public'::regnamespace) FROM pg_roles WHERE rolname = session_user"
    ).fetchone()
    assert row is not None, "everybody has a role"
    return LogInRole(*row)


def limited_callers(connection: Connection) -> int:
    """Accounts and keys that reach a part of the organisation only."""
    return _number(
        connection,
        "SELECT (SELECT count(DISTINCT staff_id) FROM staff_assignment JOIN organisation_unit USING (unit_id)"
        " WHERE kind <> 'headquarters' OR NOT inherits) + (SELECT count(*) FROM api_key JOIN organisation_unit USING (unit_id)"
        " WHERE (kind <> 'headquarters' OR NOT inherits) AND revoked_at IS NULL)",
    )


def unfolded_figures(connection: Connection) -> int:
    """Transactions whose figures a sweep would add to the sums."""
    return _number(connection, "SELECT count(*) FROM figure_change")


def has_events(connection: Connection) -> bool:
    """Whether anything ever happened."""
    row = connection.execute("SELECT EXISTS (SELECT 1 FROM event)").fetchone()
    assert row is not None, "EXISTS always answers"
    return bool(row[0])


def invalid_indexes(connection: Connection) -> list[str]:
    """Indexes that the server does not use, because making them failed."""
    rows = connection.execute(
        "SELECT i.indexrelid::regclass::text FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid"
        " WHERE NOT (i.indisvalid AND i.indisready) AND c.relnamespace = 'public'::regnamespace ORDER BY 1"
    )
    return [name for (name,) in rows.fetchall()]


def bloated_tables(connection: Connection, dead: int, share: float) -> list[Bloat]:
    """Tables with at least so many dead rows, and dead rows of at least such a share of the live ones."""
    rows = connection.execute(
        "SELECT relname, n_live_tup, n_dead_tup FROM pg_stat_user_tables"
        " WHERE n_dead_tup >= %s AND n_dead_tup >= %s::float8 * n_live_tup ORDER BY n_dead_tup DESC",
        (dead, share),
    )
    return [Bloat(*row) for row in rows]


def transaction_ids_used(connection: Connection) -> int:
    """How far the oldest row lies back, in transactions; the server stops writing at two thousand million."""
    return _number(connection, "SELECT age(datfrozenxid) FROM pg_database WHERE datname = current_database()")


def longest_transaction(connection: Connection) -> timedelta:
    """For how long somebody else's transaction has been open."""
    row = connection.execute(
        "SELECT coalesce(max(clock_timestamp() - xact_start), '0') FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL"
    ).fetchone()
    assert row is not None, "an aggregate always answers"
    found: timedelta = row[0]
    return found


def connections(connection: Connection) -> tuple[int, int]:
    """Connections to the server, and how many it takes."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM pg_stat_activity WHERE usesysid IS NOT NULL), current_setting('max_connections')::int"
    ).fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0]), int(row[1])


def _waiting(connection: Connection, query: str, until: datetime | None) -> Waiting:
    row = connection.execute(query.encode(), {"until": until}).fetchone()
    assert row is not None, "an aggregate always answers"
    return Waiting(*row)


def _number(connection: Connection, query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])
