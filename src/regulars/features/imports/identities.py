"""Who a file names: each member with the first document, and the further identities that come with them.

A further identity (a phone beside the card number) never stops a sale. One that cannot be used, or that another member
showed first, is left out and listed.
"""

from __future__ import annotations

from collections.abc import Iterator

from regulars.features.imports.cleaning.staging import StagedDocument
from regulars.features.imports.contracts import MemberSeen, RowReject
from regulars.features.imports.documents import Documents
from regulars.features.imports.mapping import Identity, Mapping
from regulars.kit.problems import Problem
from regulars.store.identities import normalise_identity


def members_of(documents: Documents, mapping: Mapping) -> tuple[tuple[MemberSeen, ...], tuple[RowReject, ...]]:
    """Every member of the file in order of (first document, value), and the identities that were left out."""
    first: dict[str, StagedDocument] = {}
    owners: dict[tuple[str, str], str] = {}
    others: dict[str, dict[tuple[str, str], None]] = {}
    rejects: dict[tuple[str, str, str], RowReject] = {}
    for found in sorted(documents.staged.documents, key=lambda one: (documents.by_no[one.doc_no].at, one.doc_no)):
        first.setdefault(found.member, found)
        for identity, raw in _further(found, mapping):
            try:
                known = normalise_identity(identity.kind, raw)
            except Problem:
                reject = RowReject(found.first_row, identity.column, raw, "identity_invalid")
                rejects.setdefault((identity.kind, raw, reject.reason), reject)
                continue
            if owners.setdefault(known, found.member) == found.member:
                others.setdefault(found.member, {})[known.kind, known.value] = None
            else:
                reject = RowReject(found.first_row, identity.column, raw, "identity_of_another_member")
                rejects.setdefault((found.member, raw, reject.reason), reject)
    kind = mapping.identities[0].kind
    members = [
        MemberSeen(
            kind=kind,
            value=value,
            first_seen_at=documents.by_no[found.doc_no].at,
            others=tuple(others.get(value, ())),
            channel=found.channel or "",
            store=found.store or "",
        )
        for value, found in first.items()
    ]
    return tuple(sorted(members, key=lambda member: (member.first_seen_at, member.value))), tuple(rejects.values())


def _further(found: StagedDocument, mapping: Mapping) -> Iterator[tuple[Identity, str]]:
    for identity, value in zip(mapping.identities[1:], found.others, strict=True):
        if value is not None:
            yield identity, value
