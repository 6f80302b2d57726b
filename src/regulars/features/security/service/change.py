"""Change rules of log-in: between the bounds of the release, noted, and with an end to every session that is too old by them.

Nobody shuts themselves out: each bound leaves a log-in possible, and whoever asks keeps the session they ask from, or nothing
happens. What has ended stays so when a rule is loosened again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import psycopg

from regulars.features.access import facade as access
from regulars.features.access.contracts import Actor
from regulars.features.member_access import facade as member_access
from regulars.features.security.contracts import Change
from regulars.kit.problems import FieldError, Problem, one_of
from regulars.store.database import Database
from regulars.store.log_in_rules import BOUNDS, select_rules, update_rules

MINUTES_PER_HOUR = 60


def change_rules(
    connection: psycopg.Connection, wanted: Mapping[str, int | None], actor: Actor, now: datetime, own_session: UUID | None = None
) -> Change:
    """Set rules by their full names; None gives one back to the release.

    Raises Problem `rules_invalid` for an unknown rule, a number beyond its bounds, or idling longer than a session lasts, and
    `rules_end_own_session` where the session that asks would end.
    """
    _check_bounds(wanted)
    access.end_outlived_sessions(connection, now)  # what had ended before is not counted as ended by the change
    member_access.end_outlived_sessions(connection, now)
    before = select_rules(connection)
    update_rules(connection, wanted)
    after = select_rules(connection)
    _check_idling(after)
    others = [name for name in BOUNDS if before[name] != after[name]]
    if others:
        told = "; ".join(f"{name}: {before[name]} → {after[name]}" for name in others)
        access.note_policy(connection, actor, now, told)
    change = Change(
        {name: before[name] for name in others},
        {name: after[name] for name in others},
        access.end_outlived_sessions(connection, now),
        member_access.end_outlived_sessions(connection, now),
    )
    if own_session is not None and not access.has_session(connection, own_session):
        field = FieldError("staff.session_hours", "is less than your own session has lasted", "a longer time")
        hint = "Log out, log in, and set it then."
        raise Problem("rules_end_own_session", "It would end the session that asks for it.", errors=(field,), hint=hint)
    return change


def preview_rules(
    database: Database, wanted: Mapping[str, int | None], actor: Actor, now: datetime, own_session: UUID | None = None
) -> Change:
    """What setting rules would do now: the same, rolled back. Raises what `change_rules` raises."""
    with database.transaction() as connection, connection.transaction(force_rollback=True):
        return change_rules(connection, wanted, actor, now, own_session)


def _check_bounds(wanted: Mapping[str, int | None]) -> None:
    faults = []
    for name, value in wanted.items():
        bounds = BOUNDS.get(name)
        if bounds is None:
            faults.append(FieldError(name, "is not a rule", one_of(sorted(BOUNDS))))
        elif value is not None and not bounds.least <= value <= bounds.most:
            faults.append(FieldError(name, f"is {value}", f"{bounds.least} to {bounds.most}"))
    if faults:
        raise _invalid(*faults)


def _check_idling(rules: Mapping[str, int]) -> None:
    """Raise Problem `rules_invalid` where a session may idle longer than it lasts: one of the two numbers would say nothing."""
    if rules["staff.session_idle_minutes"] > rules["staff.session_hours"] * MINUTES_PER_HOUR:
        longest = f"at most {rules['staff.session_hours'] * MINUTES_PER_HOUR}, for a session ends then"
        raise _invalid(FieldError("staff.session_idle_minutes", "is longer than a session lasts", longest))
    if rules["members.session_idle_days"] > rules["members.session_days"]:
        longest = f"at most {rules['members.session_days']}, for a session ends then"
        raise _invalid(FieldError("members.session_idle_days", "is longer than a session lasts", longest))


def _invalid(*faults: FieldError) -> Problem:
    return Problem("rules_invalid", "The rules of log-in cannot be set so.", errors=faults)
