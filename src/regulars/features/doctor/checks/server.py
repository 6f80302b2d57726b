"""Checks of the database server: that it keeps what it was given, and that it keeps up."""

from __future__ import annotations

from collections.abc import Iterator

from rich.filesize import decimal

from regulars.features.doctor.contracts import Finding, Subject, graded, spoken
from regulars.features.doctor.queries import (
    bloated_tables,
    checksum_failures,
    connections,
    database_bytes,
    invalid_indexes,
    longest_transaction,
    settings_of_server,
    transaction_ids_used,
)

DURABILITY = ("fsync", "full_page_writes", "synchronous_commit")


def database(subject: Subject) -> Iterator[Finding]:
    """The server answers; what it is."""
    with subject.context.database.snapshot() as connection:
        size, version = database_bytes(connection), connection.info.parameter_status("server_version")
    where = "embedded" if subject.context.settings.database_url is None else "your own"
    yield Finding("database", "ok", f"PostgreSQL {version} ({where}), {decimal(size)}.")


def durability(subject: Subject) -> Iterator[Finding]:
    """What was committed is on disk, and nothing on disk was found damaged."""
    with subject.context.database.snapshot() as connection:
        off = [name for name, setting in settings_of_server(connection, *DURABILITY).items() if setting == "off"]
        damaged = checksum_failures(connection)
    if off:
        yield Finding("durability", "fail", f"{', '.join(off)} is off: what was answered may be lost.", "Turn it on.")
    elif damaged:
        do = "Look at the server's log and the disk; restore the last good backup elsewhere and audit it."
        yield Finding("durability", "fail", f"The server found {damaged} damaged pages.", do)
    else:
        yield Finding("durability", "ok", "Commits are on disk before they are answered.")


def packing(subject: Subject) -> Iterator[Finding]:
    """The server does not spend its time on packing pages by its slowest method before it logs them."""
    with subject.context.database.snapshot() as connection:
        method = settings_of_server(connection, "wal_compression")["wal_compression"]
    if method in ("on", "pglz"):
        do = "Set wal_compression to lz4 or zstd if the server was built with them, else to off."
        yield Finding("packing", "warn", "wal_compression is pglz, which takes up to a third of the speed of writing.", do)
    else:
        yield Finding("packing", "ok", f"wal_compression is {method}.")


def indexes(subject: Subject) -> Iterator[Finding]:
    """All indexes are in use."""
    with subject.context.database.snapshot() as connection:
        invalid = invalid_indexes(connection)
    if invalid:
        do = "; ".join(f"REINDEX INDEX CONCURRENTLY {name}" for name in invalid)
        yield Finding("indexes", "fail", f"Not usable: {', '.join(invalid)}.", do)
    else:
        yield Finding("indexes", "ok", "All are valid.")


def vacuum(subject: Subject) -> Iterator[Finding]:
    """Rows that are gone are cleaned away, and nobody holds that up."""
    limits = subject.limits
    with subject.context.database.snapshot() as connection:
        bloated = bloated_tables(connection, limits.dead_rows_warn, limits.dead_share_warn)
        is_off = settings_of_server(connection, "autovacuum") == {"autovacuum": "off"}
        used, longest = transaction_ids_used(connection), longest_transaction(connection)
    if is_off:
        yield Finding("vacuum", "fail", "autovacuum is off: tables only grow.", "Turn it on.")
    elif bloated:
        says = ", ".join(f"{table} ({dead:,} dead rows beside {live:,})" for table, live, dead in bloated[:5])
        yield Finding("vacuum", "warn", f"Cleaning is behind: {says}.", f"VACUUM (ANALYZE) {bloated[0].table}")
    else:
        yield Finding("vacuum", "ok", "Tables are clean.")
    level = graded(used, limits.transaction_ids_warn, limits.transaction_ids_fail)
    if level != "ok":
        do = "VACUUM (FREEZE) the database; look for what holds autovacuum up."
        yield Finding("vacuum", level, f"{used:,} transactions since the oldest row; the server stops at 2,000 million.", do)
    if longest >= limits.transaction_age_warn:
        do = "Find it in pg_stat_activity and end it: until then nothing behind it is cleaned."
        yield Finding("vacuum", "warn", f"A transaction has been open for {spoken(longest)}.", do)


def room_for_connections(subject: Subject) -> Iterator[Finding]:
    """There is room for more connections."""
    with subject.context.database.snapshot() as connection:
        used, most = connections(connection)
    level = graded(used / most, subject.limits.connection_share_warn)
    do = "" if level == "ok" else "Raise max_connections, or run fewer servers and workers."
    yield Finding("connections", level, f"{used} of {most}.", do)
