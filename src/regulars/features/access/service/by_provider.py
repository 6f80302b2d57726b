"""Log-in by the identity provider: send the browser there, take it back, and find or make the account.

A log-in on its way is bound to the browser it began in by a secret that is both in the address and in a cookie, and is taken
back once. An account is found by the provider's own name for the person; the first time by a verified e-mail address.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg
from authlib.common.security import generate_token

from regulars.features.access.contracts import Actor, Assignment, StaffAccount, Visitor
from regulars.features.access.provider import IdentityProvider, ProvenPerson
from regulars.features.access.queries import provider as queries
from regulars.features.access.queries import staff as staff_queries
from regulars.features.access.service.accounts import create_staff, known_as
from regulars.features.access.service.log import note
from regulars.features.access.service.log_in import note_log_in
from regulars.features.access.service.sessions import OpenedSession, Person, open_session
from regulars.features.access.tokens import hash_token, new_token
from regulars.features.access.usernames import check_email, is_username
from regulars.kit.problems import Problem
from regulars.store.database import Database

RETURN_MAX = timedelta(minutes=10)
VERIFIER_LENGTH = 64
PATH_LENGTH_MAX = 1_000


class Departure(NamedTuple):
    """Where the browser goes, and the secret that binds its return to it."""

    url: str
    state: str


class Outcome(NamedTuple):
    """What the provider sent the browser back with: no code where it refused."""

    code: str
    state: str


class Arrival(NamedTuple):
    """Who came back, and where they wanted to go."""

    opened: OpenedSession
    next_path: str


def depart(database: Database, provider: IdentityProvider, redirect_uri: str, next_path: str, now: datetime) -> Departure:
    """Begin a log-in. Raises Problem `provider_unreachable`."""
    state, verifier = new_token(), generate_token(VERIFIER_LENGTH)
    attempt = queries.AttemptRow(secrets.token_urlsafe(16), verifier, own_path(next_path), now)
    url = provider.authorization_url(redirect_uri=redirect_uri, state=state, nonce=attempt.nonce, verifier=verifier)
    with database.transaction() as connection:
        queries.delete_attempts_before(connection, now - RETURN_MAX)
        queries.insert_attempt(connection, hash_token(state), attempt)
    return Departure(url, state)


def arrive(
    database: Database,
    provider: IdentityProvider,
    outcome: Outcome,
    *,
    redirect_uri: str,
    state_in_cookie: str,
    visitor: Visitor,
    now: datetime,
) -> Arrival:
    """Complete a log-in. Raises Problem `provider_refused`, `provider_unreachable` or `provider_account_missing`."""
    with database.transaction() as connection:
        attempt = queries.take_attempt(connection, hash_token(outcome.state))
    is_own = hmac.compare_digest(outcome.state.encode(), state_in_cookie.encode())
    if attempt is None or not outcome.code or not is_own or now - attempt.created_at >= RETURN_MAX:
        raise Problem("provider_refused", "This log-in did not begin in this browser, or took too long.", hint="Log in again.")
    person = provider.identify(outcome.code, redirect_uri=redirect_uri, nonce=attempt.nonce, verifier=attempt.verifier, now=now)
    with database.transaction() as connection:
        account = _account_of(connection, provider, person, visitor, now)
        opened = None if account is None else _open(connection, account, visitor, now)
        if opened is None:
            note(connection, "log_in_failed", known_as(account) if account else "", Actor("", visitor), now, "identity provider")
    if opened is None:
        raise Problem(
            "provider_account_missing",
            "No active account belongs to this person.",
            hint="An administrator can make one with the same e-mail address.",
        )
    return Arrival(opened, attempt.next_path)


def own_path(next_path: str) -> str:
    r"""Give a path of this console; anything that could lead elsewhere becomes the start page.

    >>> own_path("/members?tier=gold"), own_path("//evil.example"), own_path("/\\evil.example")
    ('/members?tier=gold', '/', '/')
    """
    parts = urlsplit(next_path)
    is_plain = next_path.isprintable() and "\\" not in next_path and len(next_path) <= PATH_LENGTH_MAX
    is_own = is_plain and next_path.startswith("/") and not next_path.startswith("//") and not parts.scheme and not parts.netloc
    return next_path if is_own else "/"


def _open(connection: psycopg.Connection, account: StaffAccount, visitor: Visitor, now: datetime) -> OpenedSession | None:
    if account.disabled:
        return None
    person = Person(account.staff_id, account.username, account.display_name)
    opened = open_session(connection, person, "open", visitor, now, means="provider")
    note_log_in(connection, opened.principal, visitor, now, "identity provider")
    return opened


def _account_of(
    connection: psycopg.Connection, provider: IdentityProvider, person: ProvenPerson, visitor: Visitor, now: datetime
) -> StaffAccount | None:
    staff_id = queries.select_linked(connection, person.issuer, person.subject)
    if staff_id is not None:
        return staff_queries.select_account(connection, staff_id)
    try:
        email = check_email(person.email)
    except Problem:
        email = None
    if email is None:
        return None
    account = staff_queries.select_account_by_email(connection, email)
    if account is None and email.partition("@")[2] in provider.settings.domains:
        account = _made(connection, provider, person, email, visitor, now)
    if account is None or account.disabled:
        return account
    if not queries.insert_linked(connection, person.issuer, person.subject, account.staff_id, now):
        return None
    note(connection, "provider_linked", known_as(account), Actor(known_as(account), visitor), now, person.issuer)
    return account


def _made(
    connection: psycopg.Connection, provider: IdentityProvider, person: ProvenPerson, email: str, visitor: Visitor, now: datetime
) -> StaffAccount | None:
    actor = Actor("identity provider", visitor)
    if not is_username(email) or staff_queries.select_account_named(connection, email) is not None:
        return None  # An administrator has to decide.
    return create_staff(
        connection,
        email,
        (Assignment(provider.settings.role),),
        None,
        actor=actor,
        now=now,
        display_name=person.name,
        email=email,
    )
