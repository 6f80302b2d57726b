"""Codes: some digits to an address that a member is known by. Whether anybody has the address is not told.

A code is kept as a keyed hash, is good for some minutes and attempts (`log_in_rules`), and opens one session. One that is on its
way keeps the time that its message names.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.features.access.contracts import Actor, Visitor
from regulars.features.access.facade import Limit, address_limit, take_attempt
from regulars.features.member_access import queries
from regulars.features.member_access.contracts import CodeToSend, OpenedSession
from regulars.features.member_access.service.sessions import open_session
from regulars.kit.ids import new_id
from regulars.kit.problems import FieldError, Problem
from regulars.store.identities import normalise_identity, tokenised
from regulars.store.log_in_rules import select_member_rules
from regulars.store.members import find_members
from regulars.store.vault import vault_of


def ask_code(connection: Connection, kind: str, value: str, visitor: Visitor, now: datetime) -> CodeToSend | Problem:
    """Make a code for an address; Problem `attempts_exceeded` after too many, returned so that the count is kept.

    Raises `identity_invalid`.
    """
    identity = normalise_identity(kind, value, "")
    token = tokenised(vault_of(connection).index(), identity).value
    actor = Actor("member", visitor)
    rules = select_member_rules(connection)
    per_address = Limit("member code", rules.codes_per_address, rules.code_life)
    for limit, subject in ((address_limit(connection), visitor.address), (per_address, token)):
        refused = take_attempt(connection, limit, subject, now, actor=actor)
        if refused is not None:
            return refused
    member_id = find_members(connection, [identity]).get(identity)
    digits, expires_at = rules.code_digits, now + rules.code_life
    code_id, code = new_id(), f"{secrets.randbelow(10**digits):0{digits}d}"
    queries.insert_code(connection, code_id, member_id, _hash(connection, code_id, code), expires_at)
    return CodeToSend(code_id, identity if member_id is not None else None, code, expires_at, rules.code_minutes)


def take_code(connection: Connection, code_id: UUID, code: str, now: datetime) -> OpenedSession | Problem:
    """Open a session for a code; Problem `code_invalid` for anything else, returned so that the attempt counts."""
    known = queries.take_attempt(connection, code_id, now)
    if (
        known is None
        or known.attempts > select_member_rules(connection).code_attempts
        or not hmac.compare_digest(known.code_hash, _hash(connection, code_id, code))
        or known.member_id is None
        or not queries.use_code(connection, code_id, now)
    ):
        field = FieldError("code", "is wrong, used, or too old", hint="Ask for another code.")
        return Problem("code_invalid", "The code cannot be used.", errors=(field,))
    return open_session(connection, known.member_id, "code", now)


def _hash(connection: Connection, code_id: UUID, code: str) -> bytes:
    return vault_of(connection).index("member codes").of(str(code_id), code)
