"""Endpoints: made, changed, given a new secret, tried, and asked to hear again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from psycopg import Connection

from regulars.features.webhooks import queries
from regulars.features.webhooks.addresses import Networks, resolve
from regulars.features.webhooks.contracts import ENDPOINTS_MAX, Endpoint, Message
from regulars.features.webhooks.fact_types import FACT_TYPES, PING
from regulars.features.webhooks.service.relaying import message_body
from regulars.features.webhooks.signing import new_secret, secret_text
from regulars.kit.ids import new_id
from regulars.kit.instants import instant_of
from regulars.kit.problems import FieldError, Problem
from regulars.store.sealing_plain import webhook_place
from regulars.store.vault import vault_of

OVERLAP = timedelta(hours=24)
"""How long the old secret still signs beside the new one."""
FACTS_KEPT = timedelta(days=30)
"""How far back an endpoint can be asked to hear again."""


class Made(NamedTuple):
    """An endpoint and its secret, shown this once."""

    endpoint: Endpoint
    secret: str


def make_endpoint(
    connection: Connection, url: str, description: str, types: Sequence[str], *, allowed: Networks, by: str, now: datetime
) -> Made:
    """Add an endpoint. Problem `webhook_invalid`, `webhook_address_refused` or `webhooks_exceeded`."""
    check_url(url, allowed)
    check_types(types)
    if queries.count_endpoints(connection) >= ENDPOINTS_MAX:
        raise Problem("webhooks_exceeded", f"There are {ENDPOINTS_MAX} endpoints already.", hint="Remove one that is not used.")
    secret = new_secret()
    endpoint = Endpoint(new_id(), url, description, tuple(types), True, None, None, now, by)  # noqa: FBT003 - it is active
    queries.insert_endpoint(connection, endpoint, _sealed(connection, endpoint.endpoint_id, secret))
    return Made(endpoint, secret_text(secret))


def open_secrets(connection: Connection, endpoint_id: UUID, sealed: Sequence[bytes]) -> tuple[bytes, ...]:
    """The secrets that sign for an endpoint."""
    key = vault_of(connection).secrets()
    return tuple(key.open(each, webhook_place(str(endpoint_id))) for each in sealed)


def find_endpoint(connection: Connection, endpoint_id: UUID) -> Endpoint:
    """One endpoint, or Problem `webhook_unknown`."""
    found = queries.select_endpoints(connection, endpoint_id)
    if not found:
        raise Problem("webhook_unknown", "There is no such endpoint.", errors=(FieldError("endpoint_id", "is not known"),))
    return found[0]


def change_endpoint(
    connection: Connection,
    endpoint_id: UUID,
    *,
    url: str | None,
    description: str | None,
    types: Sequence[str] | None,
    is_active: bool | None,
    allowed: Networks,
) -> Endpoint:
    """Change what is given; None leaves as it is."""
    before = find_endpoint(connection, endpoint_id)
    if url is not None:
        check_url(url, allowed)
    if types is not None:
        check_types(types)
    active = before.is_active if is_active is None else is_active
    after = before._replace(
        url=before.url if url is None else url,
        description=before.description if description is None else description,
        types=before.types if types is None else tuple(types),
        is_active=active,
        disabled_reason=None if active else before.disabled_reason or "staff",
    )
    queries.update_endpoint(connection, after)
    return find_endpoint(connection, endpoint_id)


def remove_endpoint(connection: Connection, endpoint_id: UUID) -> None:
    """Remove an endpoint and all that waits for it, or Problem `webhook_unknown`."""
    find_endpoint(connection, endpoint_id)
    queries.delete_endpoint(connection, endpoint_id)


def rotate_secret(connection: Connection, endpoint_id: UUID, now: datetime) -> Made:
    """Sign with a new secret from now on, and for a day with the old one too."""
    endpoint = find_endpoint(connection, endpoint_id)
    secret = new_secret()
    queries.replace_secret(connection, endpoint_id, _sealed(connection, endpoint_id, secret), now + OVERLAP)
    return Made(endpoint, secret_text(secret))


def ping(connection: Connection, endpoint_id: UUID, now: datetime) -> str:
    """Queue a message that says nothing, to see whether it arrives; returns its id."""
    find_endpoint(connection, endpoint_id)
    message = Message(f"ping_{new_id()}", None, PING, message_body(PING, instant_of(now), None, {}))
    queries.insert_deliveries(connection, endpoint_id, [message], now)
    return message.message_id


def replay(connection: Connection, endpoint_id: UUID, since: datetime, now: datetime) -> int:
    """Let an endpoint hear again, under the same message ids, all that was recorded since an instant.

    Returns in how many transactions that was. Problem `request_invalid` for an instant to come, or from before facts are kept.
    """
    find_endpoint(connection, endpoint_id)
    if not now - FACTS_KEPT <= since <= now:
        field = FieldError("since", "cannot be used", f"an instant of the last {FACTS_KEPT.days} days")
        raise Problem("request_invalid", "Facts are kept for a month.", errors=(field,))
    return queries.rewind(connection, endpoint_id, since)


def check_url(url: str, allowed: Networks) -> None:
    """Refuse what cannot be sent to: no https, credentials inside, no host, or an address that is not public."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _url_invalid("is not an address") from error
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise _url_invalid("is not an address")
    if parts.scheme == "http" and not allowed:
        raise _url_invalid("does not begin with https://")
    if parts.username or parts.password or parts.fragment:
        raise _url_invalid("holds a user name, a password or a fragment")
    resolve(parts.hostname, port or (443 if parts.scheme == "https" else 80), allowed)


def check_types(types: Sequence[str]) -> None:
    """Refuse types of facts that do not exist."""
    unknown = [name for name in types if name not in FACT_TYPES]
    if unknown:
        field = FieldError("types", f"{', '.join(unknown)} is not a type of fact", f"some of {', '.join(FACT_TYPES)}")
        raise Problem("webhook_invalid", "The endpoint asks for facts that do not exist.", errors=(field,))


def _sealed(connection: Connection, endpoint_id: UUID, secret: bytes) -> bytes:
    return vault_of(connection).secrets().seal(secret, webhook_place(str(endpoint_id)))


def _url_invalid(message: str) -> Problem:
    field = FieldError("url", message, "an address such as https://example.com/hooks")
    return Problem("webhook_invalid", "The endpoint's address cannot be used.", errors=(field,))
