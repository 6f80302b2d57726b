"""The second factor of the person who asks: set up, confirm, remove, and fresh recovery codes.

Each asks for the password first, except while a log-in waits for the second factor it has to have: the password was given a
moment ago.
"""

from datetime import datetime
from typing import NamedTuple

from regulars.features.access.contracts import Actor, Principal
from regulars.features.access.service import attempts
from regulars.features.access.service.log import note
from regulars.features.access.service.log_in import code_invalid, note_log_in
from regulars.features.access.service.own_password import prove_password
from regulars.features.access.service.second_factor import (
    Enrolment,
    begin_enrolment,
    confirm_enrolment,
    make_recovery_codes,
    read_second_factor,
    remove_second_factor,
)
from regulars.features.access.service.sessions import OpenedSession, renew_session
from regulars.kit.problems import Problem
from regulars.store.database import Database


class Confirmed(NamedTuple):
    """A second factor that counts from now on: the codes to keep, and the fresh session."""

    recovery_codes: list[str]
    opened: OpenedSession


def begin(database: Database, caller: Principal, password: str | None, actor: Actor, now: datetime) -> Enrolment:
    """Make a secret for the caller's app. Raises Problem `password_wrong`."""
    if caller.stage == "open":
        prove_password(database, caller, password or "", actor, now)
    with database.transaction() as connection:
        return begin_enrolment(connection, caller, now)


def confirm(database: Database, caller: Principal, code: str, actor: Actor, now: datetime) -> Confirmed:
    """Take the secret into use by a first code; completes a log-in that waited for it. Raises Problem `code_invalid`."""
    with database.transaction() as connection:
        limit = attempts.limit_of(connection, attempts.CODE)
        refused = attempts.take(connection, limit, caller.name, now, actor=actor, account=caller.known_as)
        codes = None if refused else confirm_enrolment(connection, caller, code, actor, now)
        opened = None
        if codes is not None:
            attempts.give_back(connection, attempts.CODE, caller.name)
            opened = renew_session(connection, caller, actor.visitor, now)
            if caller.stage == "enrol":
                note_log_in(connection, opened.principal, actor.visitor, now, "password, app code")
        elif refused is None:
            note(connection, "code_failed", caller.known_as, actor, now, "while setting up")
    if refused:
        raise refused
    if codes is None or opened is None:
        raise code_invalid()
    return Confirmed(codes, opened)


def renew_recovery_codes(database: Database, caller: Principal, password: str, actor: Actor, now: datetime) -> list[str]:
    """Make fresh recovery codes; the old ones are void. Raises Problem `password_wrong` or `second_factor_missing`."""
    prove_password(database, caller, password, actor, now)
    with database.transaction() as connection:
        return make_recovery_codes(connection, caller, actor, now)


def remove(database: Database, caller: Principal, password: str, actor: Actor, now: datetime) -> OpenedSession:
    """Go back to the password alone; every other session ends.

    Raises Problem `password_wrong`, `second_factor_missing`, or `second_factor_required` where the role needs one.
    """
    prove_password(database, caller, password, actor, now)
    with database.transaction() as connection:
        if read_second_factor(connection, caller).is_required:
            raise Problem("second_factor_required", "Your role needs a second factor.", hint="Set up another phone instead.")
        assert caller.staff_id is not None
        if not remove_second_factor(connection, caller.staff_id, caller.known_as, actor, now):
            raise Problem("second_factor_missing", "There is no second factor.", hint="There is nothing to remove.")
        return renew_session(connection, caller, actor.visitor, now)
