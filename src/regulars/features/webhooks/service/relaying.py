"""From facts to deliveries: each endpoint reads the relayed facts in order and queues those that it wants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import msgspec

from regulars.features.webhooks import queries
from regulars.features.webhooks.contracts import Message
from regulars.kit.instants import Instant, iso_text
from regulars.store.database import Database
from regulars.store.outbox import Relayed, facts_from_json, read_relayed, relay

TRANSACTIONS_PER_ROUND = 500
HASH_LENGTH = 12


def queue_messages(database: Database, now: datetime) -> bool:
    """Relay what was committed, and queue what one endpoint has not read; False when there was nothing to do."""
    with database.transaction() as connection:
        relayed = relay(connection, TRANSACTIONS_PER_ROUND)
    with database.transaction() as connection:
        reader = queries.lock_reader(connection)
        if reader is None:
            return relayed > 0
        read = read_relayed(connection, reader.read_to, TRANSACTIONS_PER_ROUND)
        messages = [
            message
            for transaction in read
            if transaction.recorded_at >= reader.since
            for message in messages_of(transaction)
            if not reader.types or message.type in reader.types
        ]
        queries.insert_deliveries(connection, reader.endpoint_id, messages, now)
        queries.mark_read(connection, reader.endpoint_id, read[-1].relay_no if read else reader.read_to)
    return True


def messages_of(transaction: Relayed) -> Iterator[Message]:
    """The facts of a transaction as they are sent. A fact has the same id whenever and to whomever it is sent.

    The id holds a hash of the fact: after a restore the relay counts on from an older number, and what it numbers then is new.
    """
    for place, fact in enumerate(facts_from_json(transaction.facts)):
        body = message_body(fact.name, fact.at, fact.member_id, fact.data)
        digest = sha256(body.encode()).hexdigest()[:HASH_LENGTH]
        yield Message(f"fact_{transaction.relay_no}_{place}_{digest}", fact.member_id, fact.name, body)


def message_body(name: str, at: Instant, member_id: UUID | None, data: dict[str, object]) -> str:
    """A message's body: what happened, when, and to whom."""
    whom = {"member_id": member_id} if member_id else {}
    return msgspec.json.encode({"type": name, "timestamp": iso_text(at), "data": {**whom, **data}}).decode()
