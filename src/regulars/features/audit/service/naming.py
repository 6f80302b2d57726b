"""Naming: what the ids in some lines stand for now. Lines hold ids alone, so that erasing a member reaches them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.features.access.contracts import Principal
from regulars.features.access.facade import custom_role_names
from regulars.features.audit.contracts import KeptLine
from regulars.features.organisation.facade import unit_names
from regulars.features.privacy.facade import name_for
from regulars.store.names import read_names

ID: Final = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
MEMBERS_NAMED_MAX: Final = 3
"""Of a line about more members, such as a list, nobody is named."""
ROLE_KINDS: Final = frozenset({"staff_created", "staff_changed", "role_made", "role_changed", "policy_changed"})


def names_in(connection: Connection, lines: Iterable[KeptLine], caller: Principal) -> dict[str, str]:
    """Names of the units and members whose ids stand in some lines, and of the operator's own roles by key.

    Members only for who may read members, and as they may see them; who has no name is left out.
    """
    ids, members, has_roles = set[str](), set[str](), False
    for each in lines:
        line = each.line
        ids.update(ID.findall(f"{line.subject} {line.detail} {msgspec.json.encode([line.before, line.after]).decode()}"))
        if len(line.members) <= MEMBERS_NAMED_MAX:
            members.update(line.members)
        has_roles = has_roles or line.action in ROLE_KINDS
    names = custom_role_names(connection) if has_roles else {}
    if ids:
        names |= {str(unit_id): name for unit_id, name in unit_names(connection, list(map(UUID, ids))).items()}
    if members and "members:read" in caller.scopes:
        read = read_names(connection, [UUID(member) for member in members if ID.fullmatch(member)])
        names |= {str(member_id): name_for(caller, name) for member_id, name in read.items() if name}
    return names
