"""Sessions: a random token in a cookie, kept as a hash. They end when they are idle too long, or too old (`log_in_rules`).

A log-in that is not complete has a session too, in an earlier stage, which may do nothing but the next step. Each step, and
each change of what a person can prove, gives a fresh token: one that was seen before is worth nothing afterwards.
"""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import psycopg

from regulars.features.access.contracts import Actor, Principal, StaffSession, Stage, Visitor
from regulars.features.access.queries import sessions as queries
from regulars.features.access.service.granting import granted_to
from regulars.features.access.service.log import note
from regulars.features.access.tokens import hash_token, new_token
from regulars.kit.problems import Problem
from regulars.store.log_in_rules import select_staff_rules

STEP_MAX = timedelta(minutes=15)
"""How long a log-in may wait for its next step."""
SEEN_GRANULARITY = timedelta(minutes=1)


class OpenedSession(NamedTuple):
    """A fresh session: the token for the cookie, who it is, and how long it lasts at most."""

    token: str
    principal: Principal
    age_max: timedelta


class Person(NamedTuple):
    """The account a session is opened for."""

    staff_id: UUID
    username: str
    display_name: str


def open_session(
    connection: psycopg.Connection, person: Person, stage: Stage, visitor: Visitor, now: datetime, *, means: str = "password"
) -> OpenedSession:
    """Open a session and forget those that have ended."""
    token, rules = new_token(), select_staff_rules(connection)
    queries.delete_sessions_before(connection, now - rules.age_max)
    new = queries.NewSession(hash_token(token), person.staff_id, stage, means, visitor.address, visitor.agent)
    queries.insert_session(connection, new, now)
    found = find_session(connection, token, visitor, now)
    assert found is not None
    return OpenedSession(token, found, rules.age_max)


def find_session(connection: psycopg.Connection, token: str, visitor: Visitor, now: datetime) -> Principal | None:
    """Who a session token stands for at an instant; None when it is unknown, idle too long, too old, or closed."""
    row = queries.select_session(connection, hash_token(token))
    if row is None or row.disabled:
        return None
    rules = select_staff_rules(connection)
    age_max, idle_max = (rules.age_max, rules.idle_max) if row.stage == "open" else (STEP_MAX, STEP_MAX)
    if now - row.created_at >= age_max or now - row.last_seen_at >= idle_max:
        return None
    if now - row.last_seen_at >= SEEN_GRANULARITY or row.address != visitor.address:
        queries.update_session_seen(connection, row.session_id, visitor.address, now)
    granted = granted_to(connection, row.staff_id)
    return Principal(
        kind="staff",
        name=row.username,
        scopes=granted.scopes,
        display_name=row.display_name,
        limits=granted.limits,
        roles=granted.roles,
        stage=row.stage,
        staff_id=row.staff_id,
        session_id=row.session_id,
    )


def list_sessions(connection: psycopg.Connection, staff_id: UUID, now: datetime) -> list[StaffSession]:
    """The open sessions of an account, last used first."""
    rules = select_staff_rules(connection)
    return queries.select_sessions_of(connection, staff_id, now - rules.age_max, now - rules.idle_max)


def log_out(connection: psycopg.Connection, token: str, caller: Principal, actor: Actor, now: datetime) -> None:
    """End one's own session."""
    queries.delete_session(connection, hash_token(token))
    if caller.stage == "open":
        note(connection, "logged_out", caller.known_as, actor, now)


def end_session(connection: psycopg.Connection, caller: Principal, session_id: UUID, actor: Actor, now: datetime) -> None:
    """End one session of one's own. Raises Problem `session_unknown`."""
    assert caller.staff_id is not None
    if not queries.delete_session_of(connection, caller.staff_id, session_id):
        raise Problem("session_unknown", "There is no such session of yours.", hint="It may have ended by itself.")
    note(connection, "sessions_ended", caller.known_as, actor, now, "1")


def end_other_sessions(connection: psycopg.Connection, caller: Principal, actor: Actor, now: datetime) -> int:
    """End every session of one's own but the one that asks; how many."""
    assert caller.staff_id is not None
    ended = queries.delete_sessions_of(connection, caller.staff_id, but=caller.session_id)
    if ended:
        note(connection, "sessions_ended", caller.known_as, actor, now, str(ended))
    return ended


def end_all_sessions(connection: psycopg.Connection, staff_id: UUID) -> None:
    """End every session of an account: what it may do, or what it proves itself by, has changed."""
    queries.delete_sessions_of(connection, staff_id)


def end_outlived_sessions(connection: psycopg.Connection, now: datetime) -> int:
    """End every session that has lasted or waited longer than it may by now, for good; how many were open."""
    rules = select_staff_rules(connection)
    return queries.delete_outlived_sessions(connection, now - rules.age_max, now - rules.idle_max)


def renew_session(connection: psycopg.Connection, caller: Principal, visitor: Visitor, now: datetime) -> OpenedSession:
    """End every session of an account and open one with a fresh token, for the person who is changing something."""
    assert caller.staff_id is not None
    queries.delete_sessions_of(connection, caller.staff_id)
    person = Person(caller.staff_id, caller.name, caller.display_name)
    return open_session(connection, person, "open", visitor, now)
