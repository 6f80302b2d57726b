"""Checks of the wall between stores: that PostgreSQL itself shows nobody of one store the members of another."""

from __future__ import annotations

from collections.abc import Iterator

from regulars.features.doctor.contracts import Finding, Subject
from regulars.features.doctor.queries import limited_callers, log_in_role
from regulars.store.wall import APPLICATION, ROLES, SCOPED, gaps, is_built

MAKE_ROLES = (
    f"As an administrator of the server: {' '.join(f'CREATE ROLE {role} {options};' for role, options in ROLES.items())}"
    f" GRANT {', '.join(ROLES)} TO <the owner of the tables> WITH ADMIN TRUE; then regulars migrate."
)


def wall(subject: Subject) -> Iterator[Finding]:
    """Every table that names members is behind it, and the service works as a role that it holds for."""
    with subject.context.database.snapshot() as connection:
        stands, open_tables, role, limited = (
            is_built(connection),
            gaps(connection),
            log_in_role(connection),
            limited_callers(connection),
        )
    if not stands:
        says = f"The server has no roles {APPLICATION} and {SCOPED}."
        if limited:
            yield Finding(
                "wall", "fail", f"{says} {limited} accounts and keys limited to a part of the company are refused.", MAKE_ROLES
            )
        else:
            yield Finding("wall", "warn", f"{says} Nobody can be limited to a part of the company.", MAKE_ROLES)
        return
    if open_tables:
        yield Finding("wall", "fail", f"Not behind it: {', '.join(open_tables)}.", "regulars migrate")
        return
    yield Finding("wall", "ok", "Row-level security keeps stores apart.")
    if role.owns_tables and subject.context.settings.database_url is not None:
        says = f"The service logs in as {role.name}, who owns the tables, and becomes {APPLICATION} then."
        do = f"Let it log in as a role that owns nothing, a member of {APPLICATION}, and name the owner in REGULARS_OWNER_URL."
        yield Finding("wall", "warn", says, do)
