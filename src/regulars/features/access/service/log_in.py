"""Log-in by password, and its second step.

The work between two transactions is the slow part, by design; none is held open meanwhile. Every refusal of a password is the
same answer, as slow, whether the account exists, is closed, or has no password yet.
"""

from datetime import datetime

import psycopg

from regulars.features.access.contracts import Actor, Principal, Stage, Visitor
from regulars.features.access.passwords import is_password
from regulars.features.access.queries import second_factor as factor_queries
from regulars.features.access.queries import sessions as session_queries
from regulars.features.access.queries import staff as staff_queries
from regulars.features.access.queries.staff import StaffSecret
from regulars.features.access.service import attempts
from regulars.features.access.service.granting import granted_to
from regulars.features.access.service.log import note
from regulars.features.access.service.second_factor import CodeKind, needs_second_factor, take_code
from regulars.features.access.service.sessions import OpenedSession, Person, open_session
from regulars.features.access.tokens import hash_token
from regulars.features.access.usernames import fold_username
from regulars.kit.problems import Problem
from regulars.store.database import Database


def log_in(
    database: Database, username: str, password: str, visitor: Visitor, now: datetime, *, old_token: str | None = None
) -> OpenedSession:
    """Open a session, complete or waiting for the next step. Raises Problem `credentials_invalid` or `attempts_exceeded`."""
    folded = fold_username(username)
    actor = Actor("", visitor)
    with database.transaction() as connection:
        account = staff_queries.select_secret(connection, folded)
        known_as = f"staff:{account.username}" if account else ""
        by_address, by_account = (attempts.limit_of(connection, name) for name in (attempts.ADDRESS, attempts.ACCOUNT))
        refused = attempts.take(connection, by_address, visitor.address, now, actor=actor)
        refused = refused or attempts.take(connection, by_account, folded, now, actor=actor, account=known_as)
    if refused:
        raise refused
    fits = is_password(password, account.password_hash if account else None)
    with database.transaction() as connection:
        if account is None or not fits or account.disabled:
            note(connection, "log_in_failed", known_as, actor, now)
            opened = None
        else:
            attempts.give_back(connection, attempts.ADDRESS, visitor.address)
            attempts.give_back(connection, attempts.ACCOUNT, folded)
            attempts.forget_ended(connection, now)
            if old_token is not None:
                session_queries.delete_session(connection, hash_token(old_token))
            opened = _first_step(connection, account, visitor, now)
    if opened is None:
        raise Problem("credentials_invalid", "User name or password is wrong.", hint="Check both, and the case of letters.")
    return opened


def enter_code(database: Database, caller: Principal, token: str, code: str, visitor: Visitor, now: datetime) -> OpenedSession:
    """Complete a log-in by the code of the second factor, or a recovery code.

    Raises Problem `code_invalid` or `attempts_exceeded`.
    """
    assert caller.staff_id is not None
    actor = Actor(caller.known_as, visitor)
    with database.transaction() as connection:
        limit = attempts.limit_of(connection, attempts.CODE)
        refused = attempts.take(connection, limit, caller.name, now, actor=actor, account=caller.known_as)
        kind = None if refused else take_code(connection, caller.staff_id, code, now)
        opened = None
        if kind is not None:
            attempts.give_back(connection, attempts.CODE, caller.name)
            session_queries.delete_session(connection, hash_token(token))
            opened = _complete(connection, caller, kind, actor, now)
        elif refused is None:
            note(connection, "code_failed", caller.known_as, actor, now)
    if refused:
        raise refused
    if opened is None:
        raise code_invalid()
    return opened


def code_invalid() -> Problem:
    """The refusal of a code that is wrong, too old, or was taken before."""
    return Problem(
        "code_invalid",
        "The code is wrong, or was used before.",
        hint="Wait for the next code and check the clock of the phone, or use a recovery code.",
    )


def _first_step(connection: psycopg.Connection, account: StaffSecret, visitor: Visitor, now: datetime) -> OpenedSession:
    totp = factor_queries.select_totp(connection, account.staff_id)
    stage: Stage = "open"
    if totp is not None and totp.secret is not None:
        stage = "code"
    elif needs_second_factor(connection, granted_to(connection, account.staff_id).roles):
        stage = "enrol"
    person = Person(account.staff_id, account.username, account.display_name)
    opened = open_session(connection, person, stage, visitor, now)
    if stage == "open":
        note_log_in(connection, opened.principal, visitor, now, "password")
    return opened


def _complete(connection: psycopg.Connection, caller: Principal, kind: CodeKind, actor: Actor, now: datetime) -> OpenedSession:
    assert caller.staff_id is not None
    if kind == "recovery":
        left = factor_queries.count_recovery_codes(connection, caller.staff_id)
        note(connection, "recovery_code_used", caller.known_as, actor, now, f"{left} left")
    person = Person(caller.staff_id, caller.name, caller.display_name)
    opened = open_session(connection, person, "open", actor.visitor, now)
    note_log_in(connection, opened.principal, actor.visitor, now, f"password, {kind} code")
    return opened


def note_log_in(connection: psycopg.Connection, principal: Principal, visitor: Visitor, now: datetime, means: str) -> None:
    """Note that somebody is in."""
    note(connection, "logged_in", principal.known_as, Actor(principal.known_as, visitor), now, means)
