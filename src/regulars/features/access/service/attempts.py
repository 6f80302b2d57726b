"""Limits on guessing, counted in the database so that all processes share them.

An attempt is counted before it is judged, so that many at once cannot slip through, and given back when it succeeds. A window
begins with its first attempt; when its attempts are used up, whoever tries on waits until it ends.
"""

import hashlib
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

import psycopg

from regulars.features.access.contracts import Actor
from regulars.features.access.queries import attempts as queries
from regulars.features.access.service.log import note
from regulars.kit.problems import Problem
from regulars.store.log_in_rules import WINDOW_MINUTES_MAX, select_staff_rules


class Limit(NamedTuple):
    """How many attempts a subject has in a window."""

    name: str
    attempts_max: int
    window: timedelta


ADDRESS, ACCOUNT, CODE = "address", "account", "code"
"""What is counted. Codes have fewer attempts: one has a million values and three of them are good."""
KEPT = timedelta(minutes=WINDOW_MINUTES_MAX)
"""As long as a window may be made, so that one which is made longer still knows what was counted."""


def limit_of(connection: psycopg.Connection, name: str) -> Limit:
    """How many attempts a subject has now, as it is set."""
    rules = select_staff_rules(connection)
    if name == ADDRESS:
        return Limit(name, rules.attempts_per_address, timedelta(minutes=rules.attempts_per_address_minutes))
    if name == ACCOUNT:
        return Limit(name, rules.attempts_per_account, timedelta(minutes=rules.attempts_per_account_minutes))
    return Limit(name, rules.codes_per_account, timedelta(minutes=rules.codes_per_account_minutes))


def take(
    connection: psycopg.Connection, limit: Limit, subject: str, now: datetime, *, actor: Actor, account: str = ""
) -> Problem | None:
    """Count an attempt; a Problem for one too many, noted once a window under the account (`staff:ann`) if it is known."""
    taken, started_at = queries.take_attempt(connection, _hash(limit.name, subject), limit.attempts_max, limit.window, now)
    if taken <= limit.attempts_max:
        return None
    if taken == limit.attempts_max + 1:
        note(connection, "locked_out", account, actor, now, f"{limit.name}: {limit.attempts_max} attempts")
    wait_seconds = max(1, ceil((started_at + limit.window - now).total_seconds()))
    return Problem(
        "attempts_exceeded",
        f"Too many attempts failed for this {'address' if limit.name == ADDRESS else 'account'}.",
        hint=f"Try again in {wait_seconds} seconds, or ask an administrator.",
        facts={"retry_after_seconds": wait_seconds},
    )


def give_back(connection: psycopg.Connection, name: str, subject: str) -> None:
    """Take back an attempt that succeeded."""
    queries.give_attempt_back(connection, _hash(name, subject))


def forget(connection: psycopg.Connection, username: str) -> bool:
    """Let an account try again at once; False when nothing was counted for it."""
    return queries.delete_attempts(connection, [_hash(name, username) for name in (ACCOUNT, CODE)]) > 0


def forget_ended(connection: psycopg.Connection, now: datetime) -> None:
    """Keep the table as small as the last windows."""
    queries.delete_attempts_before(connection, now - KEPT)


def _hash(name: str, subject: str) -> bytes:
    return hashlib.sha256(f"{name}:{subject}".encode()).digest()
