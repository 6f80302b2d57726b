"""Rules of log-in: lifetimes, attempts and lengths that an administrator may set, each between two bounds of the release.

Whoever needs one reads it in the transaction it is needed in, so a change holds in every process with the next request. The
table holds what was set; the rest is as this release says, and what was set under another release keeps within today's bounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, NamedTuple

from psycopg import Connection


class Bounds(NamedTuple):
    """Between which numbers a rule may be set, and what it is until then."""

    default: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class StaffRules:
    """What holds for every log-in of staff."""

    password_length_min: int
    session_idle_minutes: int
    session_hours: int
    attempts_per_account: int
    attempts_per_account_minutes: int
    attempts_per_address: int
    attempts_per_address_minutes: int
    codes_per_account: int
    codes_per_account_minutes: int

    @property
    def idle_max(self) -> timedelta:
        """How long a session may go unused."""
        return timedelta(minutes=self.session_idle_minutes)

    @property
    def age_max(self) -> timedelta:
        """How long a session may last in all."""
        return timedelta(hours=self.session_hours)


@dataclass(frozen=True, slots=True)
class MemberRules:
    """What holds for every log-in of members."""

    code_digits: int
    code_minutes: int
    code_attempts: int
    codes_per_address: int
    session_idle_days: int
    session_days: int

    @property
    def code_life(self) -> timedelta:
        """How long a code is good."""
        return timedelta(minutes=self.code_minutes)

    @property
    def idle_max(self) -> timedelta:
        """How long a session may go unused."""
        return timedelta(days=self.session_idle_days)

    @property
    def age_max(self) -> timedelta:
        """How long a session may last in all."""
        return timedelta(days=self.session_days)


STAFF: Final = "staff"
MEMBERS: Final = "members"
WINDOW_MINUTES_MAX: Final = 24 * 60
STAFF_BOUNDS: Final[Mapping[str, Bounds]] = {
    "password_length_min": Bounds(12, 8, 20),  # one that we make has 23 characters
    "session_idle_minutes": Bounds(8 * 60, 5, 24 * 60),  # that a session is used is noted once a minute
    "session_hours": Bounds(24, 1, 30 * 24),
    "attempts_per_account": Bounds(10, 3, 100),
    "attempts_per_account_minutes": Bounds(15, 1, WINDOW_MINUTES_MAX),
    "attempts_per_address": Bounds(30, 10, 1_000),  # a whole office may have one address
    "attempts_per_address_minutes": Bounds(5, 1, WINDOW_MINUTES_MAX),
    "codes_per_account": Bounds(5, 3, 20),
    "codes_per_account_minutes": Bounds(15, 5, WINDOW_MINUTES_MAX),
}
MEMBER_BOUNDS: Final[Mapping[str, Bounds]] = {
    "code_digits": Bounds(6, 6, 8),
    "code_minutes": Bounds(10, 2, 30),
    "code_attempts": Bounds(5, 3, 10),
    "codes_per_address": Bounds(3, 1, 10),
    "session_idle_days": Bounds(7, 1, 90),  # that a session is used is noted once an hour
    "session_days": Bounds(30, 1, 365),
}
BOUNDS: Final[Mapping[str, Bounds]] = {
    **{f"{STAFF}.{name}": bounds for name, bounds in STAFF_BOUNDS.items()},
    **{f"{MEMBERS}.{name}": bounds for name, bounds in MEMBER_BOUNDS.items()},
}
"""Every rule by its full name."""


def select_staff_rules(connection: Connection) -> StaffRules:
    """What holds for staff now."""
    return StaffRules(**_of(STAFF, select_rules(connection)))


def select_member_rules(connection: Connection) -> MemberRules:
    """What holds for members now."""
    return MemberRules(**_of(MEMBERS, select_rules(connection)))


def select_rules(connection: Connection) -> dict[str, int]:
    """Every rule as it holds now, by its full name."""
    chosen: dict[str, int] = dict(connection.execute("SELECT name, value FROM log_in_rule").fetchall())
    return {
        name: min(max(chosen.get(name, bounds.default), bounds.least), bounds.most) for name, bounds in BOUNDS.items()
    }  # fmt: skip


def update_rules(connection: Connection, wanted: Mapping[str, int | None]) -> None:
    """Set rules; None leaves one to the release again. Whoever changes rules at the same moment waits."""
    connection.execute("LOCK TABLE log_in_rule IN SHARE ROW EXCLUSIVE MODE")
    connection.execute("DELETE FROM log_in_rule WHERE name = ANY (%s)", (list(wanted),))
    chosen = {name: value for name, value in wanted.items() if value is not None}
    connection.execute(
        "INSERT INTO log_in_rule (name, value) SELECT * FROM unnest(%s::text[], %s::integer[])",
        (list(chosen), list(chosen.values())),
    )


def _of(whose: str, rules: Mapping[str, int]) -> dict[str, int]:
    return {name.partition(".")[2]: value for name, value in rules.items() if name.startswith(f"{whose}.")}
