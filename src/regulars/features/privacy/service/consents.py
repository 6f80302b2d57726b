"""Consents: what a member agreed to per channel and purpose, what they took back, and when."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.features.privacy import queries
from regulars.features.privacy.contracts import Consent
from regulars.features.privacy.service.refusals import require_present
from regulars.kit.problems import FieldError, Problem

HISTORY_SHOWN_MAX = 200


def say(connection: Connection, member_id: UUID, consent: Consent, now: datetime) -> None:
    """Keep what a member said. Problem `member_unknown`, `member_erased` or `consent_in_future`."""
    member_id = require_present(connection, member_id)
    if consent.said_at > now:
        field = FieldError("said_at", "lies in the future", f"at most {now.isoformat()}", "Leave it out for now.")
        raise Problem("consent_in_future", "Nobody has said that yet.", errors=(field,))
    queries.insert_consent(connection, member_id, consent)


def read_consents(connection: Connection, member_id: UUID) -> tuple[list[Consent], list[Consent]]:
    """What holds now, and what was said, newest first. Problem `member_unknown`."""
    member_id = require_present(connection, member_id, or_erased=True)
    return queries.select_consents(connection, member_id), queries.select_consent_history(
        connection, member_id, HISTORY_SHOWN_MAX
    )
