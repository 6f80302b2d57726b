"""Identity rules: of each kind, how many a member may have, which values are nobody's, and whether it knows a person at all.

A till has to type something: the same dummy number stands on thousands of receipts, and would make one member of all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from fnmatch import translate
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.kit.problems import FieldError, Problem
from regulars.store.identities import Identity


class IdentityRule(NamedTuple):
    """How identities of one kind are treated."""

    kind: str
    priority: int
    """1 is shown and asked for first."""
    per_member: int
    is_device: bool
    """It knows a device or a visit, not a person: nobody is taken for somebody because of it."""
    blocked: tuple[str, ...]
    """Normalised values that are nobody's; `*` stands for anything."""

    def blocks(self, value: str) -> bool:
        """Whether a normalised value is nobody's.

        >>> IdentityRule("email", 2, 5, False, ("test@*",)).blocks("test@example.com")
        True
        """
        return bool(self.blocked) and _pattern(self.blocked).fullmatch(value) is not None


DUMMY_PHONES: Final = ("+8613800138000", "+8613000000000", "+8613888888888", "+8618888888888", "+8613911111111")
DUMMY_MAILS: Final = ("test@*", "noreply@*", "no-reply@*", "none@*", "a@a.*", "*@example.invalid")
DEFAULTS: Final = {
    rule.kind: rule
    for rule in (
        IdentityRule("phone", 1, 3, is_device=False, blocked=DUMMY_PHONES),
        IdentityRule("email", 2, 5, is_device=False, blocked=DUMMY_MAILS),
        IdentityRule("customer_no", 3, 5, is_device=False, blocked=("0", "1", "9999", "99999999")),
        IdentityRule("card_no", 4, 10, is_device=False, blocked=()),
        IdentityRule("visitor", 90, 20, is_device=True, blocked=()),
        IdentityRule("device", 91, 20, is_device=True, blocked=()),
    )
}
"""How kinds are treated until an administrator says otherwise."""
PER_MEMBER: Final = 10
"""How many of any other kind a member may have."""
BLOCKED_MAX: Final = 200


def rule_of(rules: Mapping[str, IdentityRule], kind: str) -> IdentityRule:
    """The rule of a kind; one that nobody has spoken of is a person's."""
    return rules.get(kind) or IdentityRule(kind, 50, PER_MEMBER, is_device=False, blocked=())


def read_rules(connection: Connection) -> dict[str, IdentityRule]:
    """The rules of all kinds that have one, in the order in which they are asked for."""
    rows = connection.execute("SELECT kind, priority, per_member, device, blocked FROM identity_rule").fetchall()
    rules = DEFAULTS | {
        kind: IdentityRule(kind, priority, per_member, is_device, tuple(blocked))
        for kind, priority, per_member, is_device, blocked in rows
    }
    return dict(sorted(rules.items(), key=lambda item: (item[1].priority, item[0])))


def write_rule(connection: Connection, rule: IdentityRule, now: datetime, by: str) -> None:
    """Say how a kind is treated from now on; what members have already stays."""
    connection.execute(
        "INSERT INTO identity_rule (kind, priority, per_member, device, blocked, changed_at, changed_by)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (kind) DO UPDATE SET priority = excluded.priority,"
        " per_member = excluded.per_member, device = excluded.device, blocked = excluded.blocked,"
        " changed_at = excluded.changed_at, changed_by = excluded.changed_by",
        (*rule[:4], list(rule.blocked), now, by),
    )


def check_identities(
    rules: Mapping[str, IdentityRule], identities: Iterable[tuple[str, Identity]], held: Mapping[str, int] | None = None
) -> None:
    """Raise Problem `identity_blocked` or `identities_exceeded` for what a member may not have.

    Each identity comes with the path of its field; `held` says how many of a kind the member has already.
    """
    counts = Counter(held or {})
    for path, identity in identities:
        rule = rule_of(rules, identity.kind)
        if rule.blocks(identity.value):
            field = FieldError(f"{path}.value", f"this {identity.kind} is nobody's", "the member's own", "Leave it out.")
            raise Problem("identity_blocked", "The identity is a dummy that stands for many people.", errors=(field,))
        counts[identity.kind] += 1
        if counts[identity.kind] > rule.per_member:
            field = FieldError(f"{path}.kind", f"a member has at most {rule.per_member} of kind {identity.kind}")
            raise Problem("identities_exceeded", "The member has enough of this kind.", errors=(field,))


def count_kinds(connection: Connection, member_id: UUID) -> dict[str, int]:
    """How many identities of each kind a member has."""
    rows = connection.execute("SELECT kind, count(*) FROM member_identity WHERE member_id = %s GROUP BY kind", (member_id,))
    return dict(rows.fetchall())


@lru_cache(maxsize=256)
def _pattern(globs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, globs)))
