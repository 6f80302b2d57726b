"""Export of one member: everything that is kept of them, in sections. What a slice keeps besides is one line in `SECTIONS`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.features.privacy import queries
from regulars.features.privacy.contracts import Consent, MemberExport
from regulars.features.privacy.service.refusals import require_present
from regulars.features.profiles.facade import read_profile, select_fields, shown
from regulars.features.tags.facade import select_borne
from regulars.kit.instants import datetime_of
from regulars.ledger.outcomes import balances, tiers
from regulars.store.codec import state_from_json
from regulars.store.held_identities import read_identities
from regulars.store.names import read_names

FORMAT = "regulars-member-1"
Section = Callable[[Connection, UUID], Any]


def _member(connection: Connection, member_id: UUID) -> Any:
    facts = queries.select_member_facts(connection, member_id)
    assert facts is not None, "the member was found a moment ago"
    return {"display_name": read_names(connection, [member_id])[member_id], **facts}


def _identities(connection: Connection, member_id: UUID) -> Any:
    return [identity._asdict() for identity in read_identities(connection, [member_id]).get(member_id, ())]


def _told(connection: Connection, member_id: UUID) -> Any:
    extras = state_from_json(queries.select_state_text(connection, member_id)).extras
    if extras is None:
        return {"birthday": None, "attributes": {}}
    birthday = f"{extras.birthday // 100:02d}-{extras.birthday % 100:02d}" if extras.birthday else None
    return {"birthday": birthday, "attributes": extras.attributes}


def _standing(connection: Connection, member_id: UUID) -> Any:
    state = state_from_json(queries.select_state_text(connection, member_id))
    return {"as_of": datetime_of(state.settled_to), "balances": balances(state, state.settled_to), "tiers": tiers(state)}


def _consents(connection: Connection, member_id: UUID) -> Any:
    history = queries.select_consent_history(connection, member_id, queries.EVENTS_MAX)
    return {"now": _plain(queries.select_consents(connection, member_id)), "history": _plain(history)}


def _plain(consents: list[Consent]) -> list[dict[str, Any]]:
    return [consent._asdict() for consent in consents]


def _events(connection: Connection, member_id: UUID) -> Any:
    rows = queries.select_events(connection, member_id)
    return [{**row, "body": msgspec.json.decode(row["body"])} for row in rows]


def _approvals(connection: Connection, member_id: UUID) -> Any:
    rows = queries.select_approvals(connection, member_id)
    return [{**row, "data": msgspec.json.decode(row["data"])} for row in rows]


def _profile(connection: Connection, member_id: UUID) -> Any:
    profile = read_profile(connection, member_id)
    fields = [field for field in select_fields(connection) if field.key in profile.values]
    return {
        "kind": profile.kind,
        "fields": {field.name: shown(field, profile.values[field.key]) for field in fields},
        "contacts": [contact._asdict() for contact in profile.contacts],
    }


def _tags(connection: Connection, member_id: UUID) -> Any:
    return [{"name": tag.name, "since": tag.since, "given_by": tag.given_by} for tag in select_borne(connection, [member_id])]


SECTIONS: dict[str, Section] = {
    "member": _member,
    "identities": _identities,
    "told": _told,
    "profile": _profile,
    "tags": _tags,
    "standing": _standing,
    "consents": _consents,
    "events": _events,
    "entries": queries.select_entries,
    "merges": queries.select_merges,
    "approvals": _approvals,
    "sessions": queries.select_sessions,
    "accesses": queries.select_accesses,
}
"""What is kept of a member, by the name of its section."""


def export_member(connection: Connection, member_id: UUID) -> MemberExport:
    """All sections, as of one snapshot. Problem `member_unknown` or `member_erased`."""
    member_id = require_present(connection, member_id)
    sections = {name: read(connection, member_id) for name, read in SECTIONS.items()}
    return MemberExport(sections["member"]["member_no"], sections)


def as_json(export: MemberExport) -> bytes:
    """The export as a file for machines."""
    return msgspec.json.format(msgspec.json.encode({"format": FORMAT, **export.sections}), indent=2)
