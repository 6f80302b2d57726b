"""Accounts of staff: create, list, change, close and open. When what an account may do changes, its sessions end."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from regulars.features.access.contracts import Actor, Assignment, StaffAccount
from regulars.features.access.passwords import generate_password, hash_password
from regulars.features.access.queries import sessions as session_queries
from regulars.features.access.queries import staff as queries
from regulars.features.access.service import attempts
from regulars.features.access.service.granting import check_assignments
from regulars.features.access.service.log import note
from regulars.features.access.usernames import check_display_name, check_email, check_username, fold_username
from regulars.kit.ids import new_id
from regulars.kit.problems import FieldError, Problem
from regulars.store.homes import HEADQUARTERS
from regulars.store.log_in_rules import select_staff_rules


def create_staff(
    connection: psycopg.Connection,
    username: str,
    assignments: Iterable[Assignment],
    password: str | None,
    *,
    actor: Actor,
    now: datetime,
    display_name: str = "",
    email: str | None = None,
) -> StaffAccount:
    """Add an account; without a password nobody can log in until a link was used.

    Raises Problem for a user name or e-mail address that is bad or taken, an unknown role or unit, a weak password.
    """
    folded = check_username(username)
    wanted = check_assignments(connection, assignments)
    shown, address = check_display_name(display_name, folded), check_email(email)
    account = StaffAccount(
        new_id(), folded, shown, wanted, disabled=False, created_at=now, email=address, has_password=password is not None
    )
    password_hash = None if password is None else password_hash_of(connection, account, password)
    if not queries.insert_staff(connection, account, password_hash):
        if queries.select_account_named(connection, folded) is None:
            raise _email_taken()
        field = FieldError("username", "is taken", hint="Choose another one.")
        raise Problem("staff_exists", f"There is already an account {folded!r}.", errors=(field,))
    note(connection, "staff_created", known_as(account), actor, now, told(wanted))
    return account


def ensure_first_staff(connection: psycopg.Connection, username: str, *, actor: Actor, now: datetime) -> str | None:
    """Create an administrator if there is no account at all, and return the password; None when there is one."""
    if queries.count_staff(connection):
        return None
    password = generate_password()
    create_staff(connection, username, (Assignment("admin"),), password, actor=actor, now=now)
    return password


def list_staff(connection: psycopg.Connection) -> list[StaffAccount]:
    """Every account, by user name."""
    return queries.select_staff(connection)


def find_staff(connection: psycopg.Connection, username: str) -> StaffAccount:
    """The account of a user name. Raises Problem `staff_unknown`."""
    folded = fold_username(username)
    account = queries.select_account_named(connection, folded)
    if account is None:
        raise _unknown(repr(folded))
    return account


def read_staff(connection: psycopg.Connection, staff_id: UUID) -> StaffAccount:
    """One account. Raises Problem `staff_unknown`."""
    account = queries.select_account(connection, staff_id)
    if account is None:
        raise _unknown("with this id")
    return account


def change_staff(
    connection: psycopg.Connection, account: StaffAccount, changes: Mapping[str, Any], *, actor: Actor, now: datetime
) -> StaffAccount:
    """Change `display_name`, `assignments`, `email` or `disabled`. Other roles, and closing, end the sessions of the account.

    Raises Problem `last_admin` when nobody would be left who can manage accounts, or the Problem of the field.
    """
    wanted = account.assignments
    if "assignments" in changes:
        wanted = tuple(sorted(check_assignments(connection, changes["assignments"]), key=_by_role))
    changed = replace(
        account,
        display_name=check_display_name(changes.get("display_name", account.display_name), account.username),
        email=check_email(changes["email"]) if "email" in changes else account.email,
        assignments=wanted,
        disabled=changes.get("disabled", account.disabled),
    )
    if changed == account:
        return account
    admin = Assignment("admin")
    loses_admin = admin in account.assignments and not account.disabled and (admin not in wanted or changed.disabled)
    if loses_admin and not queries.count_other_active(connection, "admin", account.staff_id):
        raise Problem("last_admin", "This is the last administrator.", hint="Make another account an administrator first.")
    if not queries.update_account(connection, changed):
        raise _email_taken()
    if wanted != account.assignments or changed.disabled:
        session_queries.delete_sessions_of(connection, account.staff_id)
        session_queries.delete_links_of(connection, account.staff_id)
    if changed.disabled != account.disabled:
        note(connection, "staff_deactivated" if changed.disabled else "staff_activated", known_as(account), actor, now)
    news = [f"{told(account.assignments)} → {told(wanted)}"] if wanted != account.assignments else []
    news += [name for name in ("display_name", "email") if getattr(account, name) != getattr(changed, name)]
    if news:
        note(connection, "staff_changed", known_as(account), actor, now, "; ".join(news))
    return replace(changed, last_seen_at=None) if changed.disabled else changed


def unlock_staff(connection: psycopg.Connection, account: StaffAccount, *, actor: Actor, now: datetime) -> None:
    """Let an account that waits after failed attempts try again at once."""
    if attempts.forget(connection, account.username):
        note(connection, "unlocked", known_as(account), actor, now)


def set_password(connection: psycopg.Connection, account: StaffAccount, password: str, *, actor: Actor, now: datetime) -> None:
    """Give an account a password from outside; its sessions and links end. Raises the Problem of a weak password."""
    queries.update_password(connection, account.staff_id, password_hash_of(connection, account, password), now)
    session_queries.delete_sessions_of(connection, account.staff_id)
    session_queries.delete_links_of(connection, account.staff_id)
    attempts.forget(connection, account.username)
    note(connection, "password_reset", known_as(account), actor, now)


def password_hash_of(connection: psycopg.Connection, account: StaffAccount, password: str) -> str:
    """What is kept of an account's password. Raises Problem `password_too_short` or `password_weak`."""
    return hash_password(password, select_staff_rules(connection).password_length_min, own_words(account))


def told(assignments: Iterable[Assignment]) -> str:
    """Roles as the access log writes them: `clerk`, or `clerk at <unit>` with `+` where all below is included."""
    parts = []
    for each in assignments:
        is_everywhere = each.unit_id == HEADQUARTERS and each.inherits
        parts.append(each.role if is_everywhere else f"{each.role} at {each.unit_id}{'+' if each.inherits else ''}")
    return f"role {', '.join(parts)}"


def known_as(account: StaffAccount) -> str:
    """How stored things name an account."""
    return f"staff:{account.username}"


def own_words(account: StaffAccount) -> tuple[str, ...]:
    """What a password of this account must not hold: its user name, without the domain of an address."""
    return (account.username.partition("@")[0],)


def _by_role(assignment: Assignment) -> tuple[str, UUID]:
    return assignment.role, assignment.unit_id


def _unknown(which: str) -> Problem:
    return Problem("staff_unknown", f"There is no account {which}.", hint="The list of staff shows all of them.")


def _email_taken() -> Problem:
    field = FieldError("email", "belongs to another account", hint="Change it there first.")
    return Problem("email_taken", "The e-mail address belongs to another account.", errors=(field,))
