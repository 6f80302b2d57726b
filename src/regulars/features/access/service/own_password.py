"""What a person proves again with the password, and the change of the password itself.

A session alone does not let one change what lets people in: a screen left open would be enough to take an account over.
"""

from datetime import datetime

from regulars.features.access.contracts import Actor, Principal
from regulars.features.access.passwords import hash_password, is_password
from regulars.features.access.queries import staff as queries
from regulars.features.access.queries.staff import StaffSecret
from regulars.features.access.service import attempts
from regulars.features.access.service.accounts import own_words, read_staff
from regulars.features.access.service.log import note
from regulars.features.access.service.sessions import OpenedSession, renew_session
from regulars.kit.problems import FieldError, Problem
from regulars.store.database import Database
from regulars.store.log_in_rules import select_staff_rules


def prove_password(database: Database, caller: Principal, password: str, actor: Actor, now: datetime) -> StaffSecret:
    """Check the caller's password. Raises Problem `password_wrong` or `attempts_exceeded`."""
    with database.transaction() as connection:
        limit = attempts.limit_of(connection, attempts.ACCOUNT)
        refused = attempts.take(connection, limit, caller.name, now, actor=actor, account=caller.known_as)
        account = queries.select_secret(connection, caller.name)
    if refused:
        raise refused
    assert account is not None
    fits = is_password(password, account.password_hash)
    with database.transaction() as connection:
        if fits:
            attempts.give_back(connection, attempts.ACCOUNT, caller.name)
        else:
            note(connection, "log_in_failed", caller.known_as, actor, now, "within a session")
    if not fits:
        field = FieldError("current_password", "is wrong", "the password of this account")
        raise Problem("password_wrong", "The password is wrong.", errors=(field,), hint="It is the one you log in with.")
    return account


def change_password(database: Database, caller: Principal, current: str, new: str, actor: Actor, now: datetime) -> OpenedSession:
    """Change the caller's password; every session ends and a fresh one opens. Raises Problem for a wrong or weak password."""
    proven = prove_password(database, caller, current, actor, now)
    with database.transaction() as connection:
        words = own_words(read_staff(connection, proven.staff_id))
        length_min = select_staff_rules(connection).password_length_min
    if is_password(new, proven.password_hash):
        field = FieldError("password", "is the present one", "another one")
        raise Problem("password_weak", "The new password is the present one.", errors=(field,), hint="Choose another.")
    password_hash = hash_password(new, length_min, words)
    with database.transaction() as connection:
        queries.update_password(connection, proven.staff_id, password_hash, now)
        note(connection, "password_changed", caller.known_as, actor, now)
        return renew_session(connection, caller, actor.visitor, now)
