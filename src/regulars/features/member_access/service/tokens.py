"""Signed tokens: the operator's own app has logged the member in already and says so in a JWT (RFC 7519).

Signed by a key of the set that `REGULARS_MEMBER_TOKEN_KEYS` names, for us (`aud`), short-lived, and good for one session (`jti`).
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from psycopg import Connection

from regulars.features.member_access import queries
from regulars.features.member_access.contracts import OpenedSession
from regulars.features.member_access.service.sessions import open_session
from regulars.features.members.facade import check_visitor
from regulars.kit.problems import FieldError, Problem
from regulars.kit.settings import MessageSettings
from regulars.store.erasing import is_erased
from regulars.store.identities import normalise_identity
from regulars.store.members import find_members

ALGORITHMS = ("RS256", "PS256", "ES256", "Ed25519", "EdDSA")
"""Signatures by a private key only the app has; a shared secret would let us sign as the app."""
AUDIENCE = "regulars"
LIFE_SECONDS_MAX = 600
LEEWAY_SECONDS = 60


def take_token(
    connection: Connection, settings: MessageSettings, token: str, now: datetime
) -> tuple[OpenedSession, tuple[str, str] | None]:
    """Open a session for the member that a token names; and the visitor it names, if it does, as kind and value.

    Problem `token_invalid`, `tokens_not_taken` or `member_unknown`, and what `check_visitor` says of the visitor.
    """
    if settings.token_keys is None:
        hint = "Set REGULARS_MEMBER_TOKEN_KEYS and REGULARS_MEMBER_TOKEN_ISSUER."
        raise Problem("tokens_not_taken", "No app may log members in here.", hint=hint)
    claims = _verified(settings.token_keys, settings.token_issuer, token, now)
    member_id = _member_of(connection, claims["sub"])
    visitor = _visitor_of(connection, claims.get("visitor"))
    used = hashlib.sha256(f"{settings.token_issuer}\n{claims['jti']}".encode()).digest()
    if not queries.use_token(connection, used, datetime.fromtimestamp(claims["exp"] + LEEWAY_SECONDS, UTC), now):
        raise _invalid("has opened a session before")
    return open_session(connection, member_id, "token", now), visitor


def _verified(keys: Path, issuer: str, token: str, now: datetime) -> dict[str, Any]:
    try:
        key_set = KeySet.import_key_set(json.loads(keys.read_text(encoding="utf-8")))
    except (OSError, ValueError, JoseError) as error:
        field = FieldError("REGULARS_MEMBER_TOKEN_KEYS", "cannot be read", "a file with a JSON Web Key Set")
        raise Problem("tokens_not_taken", "The keys of the app cannot be read.", errors=(field,)) from error
    registry = JWSRegistry(algorithms=list(ALGORITHMS))
    try:
        decoded = jwt.decode(token, key_set, registry=registry)
        jwt.JWTClaimsRegistry(
            now=int(now.timestamp()), leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer}, aud={"essential": True, "value": AUDIENCE},
            sub={"essential": True}, exp={"essential": True}, iat={"essential": True}, jti={"essential": True},
        ).validate(decoded.claims)  # fmt: skip
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise _invalid(f"does not hold: {type(error).__name__}") from error
    claims: dict[str, Any] = decoded.claims
    if not 0 < claims["exp"] - claims["iat"] <= LIFE_SECONDS_MAX:
        raise _invalid(f"is good for longer than {LIFE_SECONDS_MAX} seconds")
    return claims


def _member_of(connection: Connection, subject: object) -> UUID:
    """The member that `sub` names: our id, or an identity as `phone:13912345678`."""
    text = subject if isinstance(subject, str) else ""
    kind, colon, value = text.partition(":")
    found: UUID | None = None
    if colon:
        identity = normalise_identity(kind, value, "sub")
        found = find_members(connection, [identity]).get(identity)
    else:
        try:
            found = UUID(text)
        except ValueError:
            found = None
    if found is None or is_erased(connection, found) is not False:
        field = FieldError("token.sub", "names nobody", "our member id, or an identity such as phone:13912345678")
        raise Problem("member_unknown", "The token names nobody we know.", errors=(field,))
    return found


def _visitor_of(connection: Connection, told: object) -> tuple[str, str] | None:
    """The visitor that the claim `visitor` names, as `visitor:c3b1f0d29a7e44f8`."""
    if told is None:
        return None
    kind, _, value = (told if isinstance(told, str) else "").partition(":")
    check_visitor(connection, (kind, value))
    return kind, value


def _invalid(message: str) -> Problem:
    field = FieldError("token", message, "a fresh token of the app", "Ask the app for another one.")
    return Problem("token_invalid", "The token cannot be used.", errors=(field,))
