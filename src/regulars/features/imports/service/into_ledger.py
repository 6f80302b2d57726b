"""The ledger as an import sees it: events go in as history, and members are opened before their first event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from regulars.features.imports.contracts import AppendEvents, Event, MemberSeen, RegisterMembers, RowReject
from regulars.kit.ids import new_id
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.append import Ledger
from regulars.ledger.members import open_members
from regulars.store.homes import HEADQUARTERS, find_stores
from regulars.store.identities import Identity
from regulars.store.identity_rules import read_rules, rule_of
from regulars.store.members import NewMember, find_members


def appending_to(ledger: Ledger) -> AppendEvents:
    """Append events as history: each is judged as if it had arrived when it happened."""
    encode = msgspec.json.Encoder().encode

    def append(events: Sequence[Event]) -> list[Mapping[str, Any]]:
        answers = ledger.append([encode(event) for event in events], sent_by="import", is_history=True)
        return [_answer(answer) for answer in answers]

    return append


def require_currency(ledger: Ledger, currency: str) -> None:
    """Refuse a file in another currency than the program's before it is sent: answers to events are for ever."""
    with ledger.database.snapshot() as connection:
        wanted = ledger.history(connection).latest().currency
    if wanted != currency:
        field = FieldError("currency.code", f"the file is in {currency}", expected=wanted)
        hint = "Mend the mapping, or publish a program in the file's currency."
        raise Problem("currency_mismatch", f"The program counts in {wanted}.", errors=(field,), hint=hint)


def registering_in(ledger: Ledger) -> RegisterMembers:
    """Open the members who are not known yet, as of their first document; known ones are left as they are."""

    def register(members: Sequence[MemberSeen]) -> list[RowReject]:
        with ledger.database.transaction() as connection:
            named = {identity for member in members for identity in _identities(member)}
            known = find_members(connection, sorted(named))
            fresh = [member for member in members if Identity(member.kind, member.value) not in known]
            homes = find_stores(connection, (member.store for member in fresh))
            rules = read_rules(connection)
            blocked = [identity for identity in sorted(named) if rule_of(rules, identity.kind).blocks(identity.value)]
            unusable = known.keys() | set(blocked)
            rows = [
                NewMember(
                    member_id=new_id(),
                    display_name="",
                    joined_at=member.first_seen_at,
                    join_channel=member.channel or member.store,
                    identities=tuple(identity for identity in _identities(member) if identity not in unusable),
                    home_unit_id=homes.get(member.store, HEADQUARTERS),
                )
                for member in fresh
            ]
            if rows:
                open_members(connection, ledger.history(connection), rows)
        taken = [identity for member in fresh for identity in _identities(member) if identity in known]
        return [
            *(RowReject(None, identity.kind, identity.value, "identity_of_another_member") for identity in taken),
            *(RowReject(None, identity.kind, identity.value, "identity_blocked") for identity in blocked),
        ]

    return register


def _identities(member: MemberSeen) -> list[Identity]:
    return [Identity(member.kind, member.value), *(Identity(kind, value) for kind, value in member.others)]


def _answer(answer: Any) -> Mapping[str, Any]:
    """An outcome as the few words that the report needs; a Problem has a code and was not stored."""
    if isinstance(answer, Problem):
        return {"status": "refused", "code": answer.code}
    code = answer.rejection.code if answer.rejection else ""
    return {"status": answer.status, "duplicate": answer.duplicate, "code": code}
